"""The prose that people wrote, on the page that it is published on: citations, links, ids."""

from collections.abc import Mapping
from typing import Protocol

from pipeline.catalogue.pages import (
    ACTIONS,
    CONTEXT,
    EXAMINED,
    KEY_MESSAGES,
    LIMITS,
    QUESTIONS,
    RESULTS,
    Activity,
    AnyDocument,
    Committee,
    Fiche,
    Need,
    Tool,
)
from pipeline.catalogue.words import slug
from pipeline.publish.addresses import relative
from pipeline.publish.excerpts import PageCitations
from pipeline.publish.index import Work
from pipeline.publish.page_links import link_mender
from pipeline.publish.prose_html import ProseRenderer

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
    Committee: ("enjeux", "fiches", "besoins", "activites", "plan", "partenaires", "suivre", "source"),
    Need: ("reponses", "a-lire-en-attendant", "plans", "a-propos-du-besoin"),
    Tool: ("fiches", "a-propos-de-l-outil"),
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


def prose_renderer(document: AnyDocument, view: WithProse, citations: PageCitations) -> ProseRenderer:
    """Return what turns the prose of a page into HTML; ids of the templates and of the excerpts are taken."""
    notes = (work.note for work in view.works.values() if work.note is not None)
    excerpts = (excerpt.anchor for note in notes for excerpt in note.excerpts)
    taken = {*_THEME_IDS, *excerpts, *_TEMPLATE_IDS.get(type(document), ())}
    return ProseRenderer(
        document.prose, citations.button, link_mender(document.source.path, view.links, lambda there: relative(view.address, there)), taken
    )
