"""How to cite a sheet: as a sentence in APA 7, and as the entry of a bibliography."""

from pipeline.content.address_book import page_address
from pipeline.content.council import Organisation
from pipeline.content.sheets.sheet import Fiche
from pipeline.content.sources.bibliography import Reference
from pipeline.text.addresses import absolute
from pipeline.text.diagnostics import Place
from pipeline.text.french import long_date
from pipeline.text.people.authors import Name


def suggested_citation(organisation: Organisation, fiche: Fiche) -> str:
    """Return the sheet's reference in APA 7 (10.16, page of a site), without an address while the site has none."""
    where = absolute(organisation.adresse, page_address(fiche))
    day = fiche.meta.revisee_le
    date = f"{day.year}, {long_date(day).removesuffix(str(day.year)).strip()}"
    author = fiche.meta.redaction.removesuffix(".")
    return " ".join((f"{author}. ({date}). {fiche.meta.titre}. {organisation.titre_du_site}.", *([where] if where else [])))


def sheet_reference(organisation: Organisation, fiche: Fiche) -> Reference:
    """Return the sheet as a reference that other programs can read.

    Its author is kept whole: « redaction » is free text, and nothing says where a family name begins.
    """
    address = absolute(organisation.adresse, page_address(fiche))
    fields = {
        "title": fiche.meta.titre,
        "organization": organisation.titre_du_site,
        "date": fiche.meta.revisee_le.isoformat(),
        "year": str(fiche.meta.revisee_le.year),
        **({"url": address} if address else {}),
        "langid": "french",
    }
    return Reference(
        key=fiche.slug,
        type="online",
        authors=(Name(fiche.meta.redaction, literal=True),),
        editors=(),
        fields=fields,
        place=Place(fiche.source.path),
        field_places={},
    )
