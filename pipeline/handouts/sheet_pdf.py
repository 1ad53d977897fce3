"""A sheet as a document of three pages, for meetings and files: a card to decide with on the first, then all that the page says.

Its words come as plain data, and typst sets them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.content.address_book import page_address
from pipeline.content.council import Organisation, Vocabulary, mention
from pipeline.content.names import EVIDENCE, KIND, SUPPORT
from pipeline.content.sheets.action_words import acting, after_support
from pipeline.content.sheets.effect_words import size
from pipeline.content.sheets.evidence_kind import EvidenceKind
from pipeline.content.sheets.meta import Effect, LegalRule
from pipeline.content.sheets.sheet import ACTIONS, DECISION, KEY_MESSAGES, LIMITS, QUESTIONS, ActionLead, Fiche, Support
from pipeline.content.sheets.standing import confidence as confidence_in
from pipeline.content.sheets.standing import direction, effect_kind, effects_title
from pipeline.edition.docs_tree import Later, bytes_of
from pipeline.edition.index import PortableFiche, Work
from pipeline.edition.prose.paper import PaperProse, references
from pipeline.handouts.pdf_engine import PdfEngine, Size
from pipeline.references.sheet_citation import suggested_citation
from pipeline.text import french
from pipeline.text.addresses import absolute
from pipeline.text.typographic import NBSP, typographic

PAGES = 3
# In points. None under 9.5: a sheet that does not hold in three pages at that size takes a fourth.
SIZES = (Size(10.5), Size(10.0), Size(9.5), Size(9.5, 0.48))
# Letters that three pages have never held at the first sizes: it saves setting a long sheet several times.
_TOO_MANY = (9_500, 10_600)
# Letters beyond which three pages do not hold what was read of each source besides the rest: it is then on the page of the site alone.
_WITH_EXCERPTS = 13_800
_SHAPES = ("vide", "plein au quart", "à demi plein", "plein aux trois quarts", "plein")
# The parts of an action that the card shows, and those that come after.
_CARD, _DETAILS = ("Qui", "Premier pas"), ("Pour", "Quoi", "Obstacle probable")
_APART = (KEY_MESSAGES, ACTIONS, DECISION, QUESTIONS)
_NOT_REVIEWED = "Pas encore relue par une personne du domaine"


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
        return bytes_of(self.pdf_later(portable, kept))

    def pdf_later(self, portable: PortableFiche, kept: bytes = b"") -> bytes | Later:
        """Return the document of a sheet, still to be set where it is not ``kept``."""
        data = self.data(portable)
        length = letters(data)
        if length > _WITH_EXCERPTS:
            data |= {"references": _without_excerpts(data["references"], data["adresse"])}
            length = letters(data)
        sizes = SIZES[sum(length > limit for limit in _TOO_MANY) :]
        return self._engine.pdf_later("fiche", data, portable.fiche.meta.revisee_le, kept, sizes=sizes, pages=PAGES)

    def data(self, portable: PortableFiche) -> dict[str, Any]:
        """Return all that the document shows, as plain data."""
        fiche, meta = portable.fiche, portable.fiche.meta
        prose = PaperProse(self._organisation, fiche, portable.works, portable.traces, portable.links)
        publics, themes = ({term.slug: term.nom for term in terms} for terms in (self._vocabulary.publics, self._vocabulary.themes))
        decision, messages, questions = (
            [prose.inline(block.inner, block.end) for block in blocks] for blocks in (fiche.decision, fiche.key_messages, fiche.questions)
        )
        notes = {key: work.note for key, work in portable.works.items() if work.note is not None}
        effects = [(effect, effect_kind(effect, notes)) for effect in meta.effets]
        leads = [_lead(fiche, lead, prose, publics) for lead in fiche.leads]
        sections = [
            {"titre": section.title, "limites": title == LIMITS, "blocs": prose.block(section.heading.end, section.end)}
            for title in fiche.section_titles
            if title not in _APART and (section := fiche.section(title)) is not None
        ]
        return {
            **head(self._organisation),
            "genre": KIND[meta.type],
            "themes": [themes[theme] for theme in meta.themes],
            "question": meta.question or "",
            "titre": meta.titre,
            "resume": meta.resume,
            "premier_pas": meta.premier_pas or "",
            "redaction": meta.redaction,
            "adresse": absolute(self._organisation.adresse, page_address(fiche)) or "",
            **confidence(portable),
            "avis": notices(portable),
            "faits": self._facts(portable),
            "relecture": f"Relue par {meta.revision}" if meta.revision else _NOT_REVIEWED,
            "regles": {"titre": "Au Québec, la règle dit…", "liste": _rules(meta.regles, prose)},
            "decider": {"titre": DECISION, "phrases": decision},
            "conditions": {"titre": "À vérifier chez vous", "texte": meta.conditions or ""},
            "retenir": {"titre": KEY_MESSAGES, "messages": messages},
            "sections": sections,
            "pistes": {"titre": ACTIONS, "suite": "Les pistes en détail", "cartes": leads},
            "effets": {
                "titre": effects_title(kind for _, kind in effects),
                "liste": [_effect(effect, kind, prose) for effect, kind in effects],
            },
            "questions": {"titre": QUESTIONS, "liste": questions},
            "references": {
                "titre": "Références et extraits lus",
                "suite": "",
                "travaux": references(portable.sorted_works, prose.excerpts.values()),
            },
            "apropos": {"titre": "À propos de cette fiche", "lignes": self._about(fiche), "bref": _in_brief(fiche)},
        }

    def _facts(self, portable: PortableFiche) -> list[tuple[str, str]]:
        meta = portable.fiche.meta
        names = {facet: {term.slug: term.nom for term in getattr(self._vocabulary, facet)} for facet in ("publics", "ages")}
        facts = [
            (label, french.enumeration([names[facet][slug].lower() for slug in getattr(meta, facet)]))
            for label, facet in (("Utile à" if meta.type == "repere" else "Qui peut agir", "publics"), ("Âges", "ages"))
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
        optional = (("Coût", meta.cout), ("Effort", meta.effort))
        corrections = (
            (f"Correction du {french.long_date(one.date)}", one.texte + (" (à l’étude)" if one.ouverte else "")) for one in meta.corrections
        )
        return [
            ("Pourquoi cette confiance", meta.force_justification),
            *((name, text) for name, text in optional if text is not None),
            *corrections,
            ("Pour citer", suggested_citation(self._organisation, fiche)),
        ]


def _lead(fiche: Fiche, lead: ActionLead, prose: PaperProse, publics: Mapping[str, str]) -> dict[str, object]:
    support, after = fiche.support(lead) or Support.IDEA, after_support(fiche, lead)
    who = acting(fiche, lead, publics)
    parts = {
        name: [who] if name == "Qui" and who else prose.inline(*lead.fields[name]) for name in (*_CARD, *_DETAILS) if name in lead.fields
    }
    return {
        "titre": lead.title,
        "appui": SUPPORT[support],
        "appui_suite": prose.inline(*after) if after else [],
        "carte": [(name, parts[name]) for name in _CARD if name in parts],
        "champs": [(name, parts[name]) for name in _DETAILS if name in parts],
    }


def _rules(rules: Sequence[LegalRule], prose: PaperProse) -> list[dict[str, object]]:
    """Return what the rules say, with the day when they were checked after the last of each day."""
    following = [*(rule.vue_le for rule in rules[1:]), None]
    return [
        {
            "texte": rule.texte,
            "source": prose.named([rule.extrait]),
            "vue": f"Vérifié le {french.long_date(rule.vue_le)}." if rule.vue_le != after else "",
        }
        for rule, after in zip(rules, following, strict=False)
    ]


def _effect(effect: Effect, kind: EvidenceKind, prose: PaperProse) -> dict[str, object]:
    told = [size(effect) or "taille non lue"]
    told += [typographic(f"selon la source : {effect.ampleur}")] if effect.ampleur is not None else []
    told += [typographic(f"chez : {effect.pour}")]
    if effect.confiance is not None:
        words = confidence_in(effect.confiance, kind, {effect.sens})
        told.append(words[0].lower() + words[1:])
    return {
        "sens": direction(kind, effect.sens),
        "resultat": effect.resultat,
        "dit": "; ".join(told),
        "source": prose.named(effect.extraits),
    }


def _without_excerpts(listed: Mapping[str, Any], address: str) -> Mapping[str, object]:
    where = f" : {address}" if address else "."
    said = typographic(f"Ce qui a été lu de chaque source est à la page de la fiche{where}")
    return {"titre": "Références", "suite": said, "travaux": [{**work, "extraits": []} for work in listed["travaux"]]}


def _in_brief(fiche: Fiche) -> list[tuple[str, str]]:
    meta = fiche.meta
    lines = (
        ("Pays des études", french.enumeration(meta.pays) if meta.pays else "non précisés dans ce qui a été lu"),
        ("Données québécoises", "oui" if meta.donnees_quebecoises else "non"),
        ("Rédaction", meta.redaction),
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
    return {"site": organisation.titre_du_site, "mention": mention(organisation)}


def confidence(portable: PortableFiche) -> dict[str, object]:
    """Return the kind of a sheet's evidence, its confidence in words, the rank that the disc shows, and the disc's own words."""
    meta, worth = portable.fiche.meta, portable.standing
    marks = [*(["Les études divergent"] if meta.divergence else []), *(["Savoir d’expérience"] if meta.savoir_experience else [])]
    return {
        "preuve": EVIDENCE[worth.kind],
        "genre_de_preuve": worth.kind.value,
        "confiance": worth.words,
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
