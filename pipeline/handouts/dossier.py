"""A dossier: a few sheets put together for a meeting, with their questions, their references and what was read of them.

Its page and its PDF are made from the same plain data, so that both say the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.content.address_book import dossier_address, page_address
from pipeline.content.council import Organisation, Term
from pipeline.content.names import SUPPORT
from pipeline.content.sheets.sheet import ACTIONS, KEY_MESSAGES, LIMITS, QUESTIONS, Fiche, Support
from pipeline.edition.docs_tree import Later, bytes_of
from pipeline.edition.index import PortableFiche, SiteIndex, Work, in_order
from pipeline.edition.prose.paper import PaperProse, references
from pipeline.handouts.pdf_engine import PdfEngine, Size
from pipeline.handouts.sheet_pdf import confidence, head, notices
from pipeline.text import french
from pipeline.text.addresses import absolute
from pipeline.text.typographic import NBSP, typographic

# A theme may have hundreds of sheets: its dossier holds the latest.
DOSSIER_SIZE = 12
_SIZES = (Size(10.5),)


@dataclass(frozen=True)
class Dossier:
    """Sheets in the order in which they are read; ``address`` is that of the page (« » for one that is on no site)."""

    address: str
    title: str
    lead: str
    fiches: tuple[PortableFiche, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", typographic(self.title))
        object.__setattr__(self, "lead", typographic(self.lead))

    @property
    def day(self) -> date:
        """The day of the latest revision of a sheet."""
        return max(portable.fiche.meta.revisee_le for portable in self.fiches)

    @property
    def works(self) -> tuple[Work, ...]:
        """The works that its sheets cite, in the order of their references."""
        works = {key: work for portable in self.fiches for key, work in portable.works.items()}
        return in_order(works.values())


def pdf_address(address: str) -> str:
    """Return the address of the PDF beside the page at ``address``: « dossiers/lecture/lecture.pdf »."""
    return f"{address}{address.rstrip('/').rpartition('/')[2]}.pdf"


def theme_dossiers(index: SiteIndex) -> Iterator[tuple[Term, Dossier]]:
    """Yield each theme that has sheets enough for a dossier on the site, with it."""
    for theme in index.terms("themes"):
        if dossier_address(theme.slug) not in index.closed:
            yield theme, theme_dossier(index, theme)


def theme_dossier(index: SiteIndex, theme: Term) -> Dossier:
    """Return the dossier of a theme, whatever number of sheets it has."""
    fiches = index.with_term("themes", theme.slug)
    chosen = tuple(index.portable[fiche.slug] for fiche in fiches[:DOSSIER_SIZE])
    return Dossier(dossier_address(theme.slug), f"Dossier : {theme.nom}", _lead(len(chosen), len(fiches)), chosen)


def chosen_dossier(title: str, chosen: Sequence[PortableFiche]) -> Dossier:
    """Return the dossier of sheets that a person chose."""
    return Dossier("", title, _lead(len(chosen), len(chosen)), tuple(chosen))


def _lead(shown: int, total: int) -> str:
    which = french.count(shown, "fiche", "fiches") if shown == total else f"Les {shown}{NBSP}plus récentes des {total}{NBSP}fiches"
    return (
        f"{which}, à lire avant une rencontre : ce que dit la recherche, ses limites, des pistes, des questions à discuter et les sources."
    )


def dossier_data(organisation: Organisation, dossier: Dossier) -> dict[str, object]:
    """Return all that the page and the PDF show."""
    proses = {
        portable.fiche.slug: PaperProse(organisation, portable.fiche, portable.works, portable.traces, portable.links)
        for portable in dossier.fiches
    }
    fiches = [_sheet(organisation, portable, proses[portable.fiche.slug]) for portable in dossier.fiches]
    read = {anchor: excerpt for prose in proses.values() for anchor, excerpt in prose.excerpts.items()}
    return {
        **head(organisation),
        "genre": "Dossier",
        "titre": dossier.title,
        "resume": dossier.lead,
        "redaction": organisation.titre_du_site,
        "adresse": absolute(organisation.adresse, dossier.address) or "" if dossier.address else "",
        "jour": french.long_date(dossier.day) if dossier.fiches else "",
        "fiches": fiches,
        "titres": {
            "retenir": KEY_MESSAGES,
            "limites": LIMITS,
            "pistes": ACTIONS,
            "questions": QUESTIONS,
            "references": "Références et extraits lus",
        },
        "travaux": references(dossier.works, read.values()),
    }


def _sheet(organisation: Organisation, portable: PortableFiche, prose: PaperProse) -> dict[str, object]:
    fiche: Fiche = portable.fiche
    limits = fiche.section(LIMITS)
    return {
        "slug": fiche.slug,
        "titre": fiche.meta.titre,
        "resume": fiche.meta.resume,
        "page": page_address(fiche),
        "adresse": absolute(organisation.adresse, page_address(fiche)) or "",
        "revue": french.long_date(fiche.meta.revisee_le),
        **confidence(portable),
        "avis": notices(portable),
        "messages": [prose.inline(block.inner, block.end) for block in fiche.key_messages],
        "limites": prose.block(limits.heading.end, limits.end, 4) if limits is not None else [],
        "pistes": [
            {
                "titre": lead.title,
                "appui": SUPPORT[fiche.support(lead) or Support.IDEA].lower(),
                "champs": [(name, prose.inline(*lead.fields[name])) for name in ("Quoi", "Premier pas")],
            }
            for lead in fiche.leads
        ],
        "questions": [prose.inline(block.inner, block.end) for block in fiche.questions],
    }


class DossierPdfs:
    """Makes the PDFs of the dossiers of one site."""

    def __init__(self, engine: PdfEngine, organisation: Organisation) -> None:
        self._engine = engine
        self._organisation = organisation

    def pdf(self, dossier: Dossier, kept: bytes = b"") -> bytes:
        """Return the PDF: ``kept`` if it is the one that would be made."""
        return bytes_of(self.pdf_later(dossier, kept))

    def pdf_later(self, dossier: Dossier, kept: bytes = b"") -> bytes | Later:
        """Return the PDF, still to be set where it is not ``kept``."""
        data: Mapping[str, object] = dossier_data(self._organisation, dossier)
        return self._engine.pdf_later("dossier", data, dossier.day, kept, sizes=_SIZES)
