"""A sheet as a document of two pages, for meetings and files: its words as typst takes them, and the document itself."""

from pipeline.content import wording
from pipeline.content.address_book import page_address
from pipeline.content.council import Organisation, Vocabulary
from pipeline.content.names import KIND
from pipeline.content.sheets.sheet import ACTIONS, CONTEXT, EXAMINED, KEY_MESSAGES, LIMITS, QUESTIONS, RESULTS, Fiche
from pipeline.edition.index import PortableFiche, Work
from pipeline.edition.prose.paper import PaperProse, references
from pipeline.handouts.pdf_engine import PdfEngine, Size
from pipeline.references.sheet_citation import suggested_citation
from pipeline.text import french
from pipeline.text.addresses import absolute
from pipeline.text.typographic import NBSP, typographic

PAGES = 2
# In points. None under 9.5: a sheet that does not hold in two pages at that size takes a third.
SIZES = (Size(10.5), Size(10.0), Size(9.5), Size(9.5, 0.48))
# Letters that two pages have never held at the first sizes: it saves setting a long sheet several times.
_TOO_MANY = (7_500, 8_600)
_SHAPES = ("vide", "plein au quart", "à demi plein", "plein aux trois quarts", "plein")


def pdf_address(fiche: Fiche) -> str:
    """Return the address of a sheet's document in the site."""
    return f"{page_address(fiche)}{fiche.slug}.pdf"


class SheetPdfs:
    """Makes the documents of the sheets of one site."""

    def __init__(self, engine: PdfEngine, organisation: Organisation, vocabulary: Vocabulary) -> None:
        self._engine = engine
        self._organisation = organisation
        self._vocabulary = vocabulary

    def pdf(self, portable: PortableFiche, kept: bytes = b"") -> bytes:
        """Return the document of a sheet: ``kept`` if it is the one that would be made."""
        data = self.data(portable)
        sizes = SIZES[sum(letters(data) > limit for limit in _TOO_MANY) :]
        return self._engine.pdf("fiche", data, portable.fiche.meta.revisee_le, kept, sizes=sizes, pages=PAGES)

    def data(self, portable: PortableFiche) -> dict[str, object]:
        """Return all that the document shows, as plain data."""
        fiche, meta = portable.fiche, portable.fiche.meta
        prose = PaperProse(self._organisation, fiche, portable.works, portable.traces, portable.links)
        publics, themes = ({term.slug: term.nom for term in terms} for terms in (self._vocabulary.publics, self._vocabulary.themes))
        messages = [prose.inline(block.inner, block.end) for block in fiche.key_messages]
        sections = [
            {"titre": title, "limites": title == LIMITS, "blocs": prose.block(section.heading.end, section.end)}
            for title in (CONTEXT, EXAMINED, RESULTS, LIMITS)
            if (section := fiche.section(title)) is not None
        ]
        leads = [
            {
                "titre": lead.title,
                "pour": ", ".join(publics.get(public, public).lower() for public in fiche.lead_publics(lead)),
                "champs": [
                    (name, prose.inline(*lead.fields[name])) for name in ("Qui", "Quoi", "Premier pas", "Obstacle probable", "Appui")
                ],
            }
            for lead in fiche.leads
        ]
        questions = [prose.inline(block.inner, block.end) for block in fiche.questions]
        return {
            **head(self._organisation),
            "genre": KIND[meta.type],
            "themes": [themes[theme] for theme in meta.themes],
            "titre": meta.titre,
            "resume": meta.resume,
            "redaction": meta.redaction,
            "adresse": absolute(self._organisation.adresse, page_address(fiche)) or "",
            **confidence(fiche),
            "avis": notices(portable),
            "faits": self._facts(portable),
            "retenir": {"titre": KEY_MESSAGES, "messages": messages},
            "sections": sections,
            "pistes": {"titre": ACTIONS, "cartes": leads},
            "questions": {"titre": QUESTIONS, "liste": questions},
            "references": {"titre": "Références et extraits lus", "travaux": references(portable.sorted_works, prose.excerpts.values())},
            "apropos": {"titre": "À propos de cette fiche", "lignes": self._about(fiche), "bref": _in_brief(fiche)},
        }

    def _facts(self, portable: PortableFiche) -> list[tuple[str, str]]:
        meta = portable.fiche.meta
        names = {facet: {term.slug: term.nom for term in getattr(self._vocabulary, facet)} for facet in ("publics", "ages")}
        facts = [
            (label, french.enumeration([names[facet][slug].lower() for slug in getattr(meta, facet)]))
            for label, facet in (("Pour", "publics"), ("Âges", "ages"))
        ]
        years = sorted(year for work in portable.sorted_works if (year := work.reference.year))
        if years:
            facts.append(
                (
                    "Études",
                    f"de{NBSP}{years[0]}" + (f" à{NBSP}{years[-1]}" if years[0] != years[-1] else "") + "; recherche non systématique",
                )
            )
        return [*facts, ("À jour au", french.long_date(meta.revisee_le))]

    def _about(self, fiche: Fiche) -> list[tuple[str, str]]:
        meta = fiche.meta
        optional = (("Conditions", meta.conditions), ("Coût", meta.cout), ("Effort", meta.effort))
        corrections = (
            (f"Correction du {french.long_date(one.date)}", one.texte + (" (à l’étude)" if one.ouverte else "")) for one in meta.corrections
        )
        return [
            ("Pourquoi cette confiance", meta.force_justification),
            *((name, text) for name, text in optional if text is not None),
            *corrections,
            ("Pour citer", suggested_citation(self._organisation, fiche)),
        ]


def _in_brief(fiche: Fiche) -> list[tuple[str, str]]:
    meta = fiche.meta
    lines = (
        ("Pays des études", french.enumeration(meta.pays) if meta.pays else "non précisés dans ce qui a été lu"),
        ("Données québécoises", "oui" if meta.donnees_quebecoises else "non"),
        ("Rédaction", meta.redaction),
        ("Relecture", meta.revision or "pas encore relue par une personne du domaine"),
        ("Intérêts", meta.interets),
        ("Licence", f"{meta.licence} pour le texte de la fiche, extraits exclus"),
    )
    return [(name, text.removesuffix(".") + ".") for name, text in lines]


def letters(data: object) -> int:
    """Return how many letters plain data holds."""
    if isinstance(data, str):
        return len(data)
    if isinstance(data, dict):
        return sum(letters(value) for value in data.values())
    return sum(letters(value) for value in data) if isinstance(data, list | tuple) else 0


def head(organisation: Organisation) -> dict[str, object]:
    """Return what every document says of the site that made it."""
    demonstration = organisation.statut == "demonstration"
    return {"site": organisation.titre_du_site, "mention": french.demonstration(organisation.designation) if demonstration else ""}


def confidence(fiche: Fiche) -> dict[str, object]:
    """Return the confidence of a sheet in words, the rank that its disc shows, and the disc's own words."""
    meta = fiche.meta
    marks = [*(["Les études divergent"] if meta.divergence else []), *(["Savoir d’expérience"] if meta.savoir_experience else [])]
    return {
        "confiance": wording.confidence(meta.force),
        "rang": meta.force.rank,
        "forme": f"Disque {_SHAPES[meta.force.rank]}",
        "marques": marks,
    }


def notices(portable: PortableFiche) -> list[str]:
    """Return what a reader must know first: that a sheet is being looked into, that a source was corrected or doubted."""
    meta = portable.fiche.meta
    found = ["Cette fiche est à réviser : elle reste en ligne en attendant."] if meta.statut == "a-reviser" else []
    if meta.statut in ("brouillon", "en-revision"):
        found.append("Brouillon : cette fiche n’est pas publiée.")
    if any(correction.ouverte for correction in meta.corrections):
        found.append("Interprétation contestée : une question est à l’étude.")
    return list(map(typographic, [*found, *(notice for work in portable.sorted_works for notice in _registered(work))]))


def _registered(work: Work) -> list[str]:
    told = []
    for one in work.note.meta.registre if work.note is not None else ():
        day = f" ({french.long_date(one.date)})" if one.date else ""
        told.append(
            f"Une source de cette fiche, {work.label.authors} ({work.label.year}), {french.NOTICE[one.etat][0]}{day} : {one.adresse}"
        )
    return told
