"""The prose that people wrote, on the page that it is published on: citations, links, ids."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from pipeline.content.document import (
    ACTIONS,
    CONTEXT,
    EXAMINED,
    KEY_MESSAGES,
    LIMITS,
    QUESTIONS,
    RESULTS,
    Activity,
    AnyDocument,
    Campaign,
    Committee,
    Fiche,
    Initiative,
    Need,
    Tool,
)
from pipeline.content.sources.tracing import Trace
from pipeline.edition.index import Work
from pipeline.edition.prose.excerpts import PageCitations
from pipeline.edition.prose.html import ProseRenderer, safe
from pipeline.text.addresses import relative
from pipeline.text.page_links import link_mender
from pipeline.text.words import slug

SECTION_TITLES = {
    "retenir": KEY_MESSAGES, "contexte": CONTEXT, "examine": EXAMINED, "resultats": RESULTS, "limites": LIMITS, "pistes": ACTIONS, "questions": QUESTIONS,
}  # fmt: skip
# Ids of our own markup: a heading of the same words is given another.
_THEME_IDS = ("contenu", "couleurs", "entete-q")
_TEMPLATE_IDS: dict[type, tuple[str, ...]] = {
    Activity: (
        "fiches-sur-le-meme-theme", "source", "avant", "pendant", "apres", "agenda", "inscription", "adaptations", "questions-a-l-avance", "essentiel",
        "enregistrement", *(f"chapitre-{number}" for number in range(1, 100)), "chapitres", "transcription", "diapositives", "questions-repondues", "suites", "plans", "questionnaire", "fiches-liees", "outils", "a-propos-de-l-activite",
    ),
    Committee: ("enjeux", "fiches", "besoins", "activites", "initiatives", "plan", "partenaires", "suivre", "source"),
    Need: ("reponses", "a-lire-en-attendant", "plans", "a-propos-du-besoin"),
    Tool: ("fichiers", "fiches", "campagnes", "initiatives", "a-propos-de-l-outil"),
    Initiative: ("fiches", "outils", "a-propos-de-l-initiative"),
    Campaign: ("dates", "fiches", "outils", "a-propos-de-la-campagne"),
    Fiche: (
        *(slug(title) for title in SECTION_TITLES.values()), *(f"piste-{number}" for number in range(1, 6)),
        "questions", "references", "a-propos-de-cette-fiche", "corrections", "activites-liees", "plans", "a-lire-aussi", "citer", "citer-apa", "citer-bibtex", "citer-ris",
    ),
}  # fmt: skip


class WithProse(Protocol):
    """What prose needs of a view: the works that it cites, and the address of each page that it links to, by the path of its file."""

    @property
    def address(self) -> str:
        """Where the page is."""

    @property
    def works(self) -> Mapping[str, Work]:
        """The works, by key."""

    @property
    def links(self) -> Mapping[str, str]:
        """The addresses, by path."""


class WithClaims(WithProse, Protocol):
    """What a whole text needs of a view: also what it claims."""

    @property
    def traces(self) -> Sequence[Trace]:
        """What the text claims, sentence by sentence."""


def whole_text(document: AnyDocument, view: WithClaims) -> dict[str, object]:
    """Return the text of a page (``texte``) and its excerpts (``extraits``), as its template shows them; no text is none."""
    citations = PageCitations(view.works, view.address, view.traces)
    end = len(document.source.text)
    empty = not document.source.text[document.body_start :].strip()
    text = "" if empty else safe(prose_renderer(document, view, citations).block(document.body_start, end))
    return {"texte": text, "extraits": safe(citations.excerpts())}


def prose_renderer(document: AnyDocument, view: WithProse, citations: PageCitations) -> ProseRenderer:
    """Return what turns the prose of a page into HTML; ids of the templates and of the excerpts are taken."""
    notes = (work.note for work in view.works.values() if work.note is not None)
    excerpts = (excerpt.anchor for note in notes for excerpt in note.excerpts)
    taken = {*_THEME_IDS, *excerpts, *_TEMPLATE_IDS.get(type(document), ())}
    return ProseRenderer(
        document.prose, citations.button, link_mender(document.source.path, view.links, lambda there: relative(view.address, there)), taken
    )
