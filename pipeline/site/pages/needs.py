"""The pages of needs, and their register: « Vos besoins, nos réponses »."""

from collections.abc import Iterator, Sequence

from pipeline.content import names
from pipeline.content.address_book import page_address
from pipeline.content.menu import Entry
from pipeline.content.plans.plan import PLANS
from pipeline.content.sheets.sheet import Fiche
from pipeline.edition.index import AnsweredNeed, SiteIndex, Work
from pipeline.edition.prose.page_prose import whole_text
from pipeline.edition.reader_links import edit_address, need_address
from pipeline.site.pages.page_types import Context, Edition, Indexed, lazy, page
from pipeline.site.search.search_entries import need_entry
from pipeline.text.typographic import typographic
from pipeline.text.words import fold


@page("besoins/", "besoins.md.j2", genre="liste", script="boucle", styles=("boucle",), entry=Entry("comites", 50))
def needs(edition: Edition) -> Context:
    """Return the register, the choices of its filters, and the columns that hold something."""
    shown = edition.index.needs
    committees = {committee.slug: committee.meta.nom for one in shown for committee in one.committees}
    themes = {theme for one in shown for theme in one.need.meta.themes}
    columns = {
        "Fiches": any(one.fiches for one in shown),
        "Activités": any(one.activities for one in shown),
        "Dossier": any(one.need.meta.reponses.dossier for one in shown),
    }
    states = {one.need.meta.etat for one in shown}
    return Context(
        "Vos besoins, nos réponses",
        "Les questions que posent les comités, et les fiches et activités qui y répondent.",
        {
            "besoins": shown,
            "colonnes": [name for name, filled in columns.items() if filled],
            "demander": need_address(edition.organisation, None),
            "comites": sorted(committees.items(), key=lambda one: fold(one[1])),
            "themes": [(term.slug, term.nom) for term in edition.vocabulary.themes if term.slug in themes],
            "etats": [(state, name) for state, name in names.NEED.items() if state in states],
        },
    )


def _needs(edition: Edition) -> Iterator[tuple[str, AnsweredNeed]]:
    return ((page_address(one.need), one) for one in edition.index.needs)


@page(_needs, "besoin.md.j2", indexed=Indexed.TEXT, script="boucle", styles=("boucle",))
def need(edition: Edition, one: AnsweredNeed) -> Context:
    """Return a need, what answers it, the works that its answers cite, and the survey that it comes from: title and address."""
    index, document = edition.index, one.need
    meta, text = document.meta, edition.text(document)
    survey = index.catalogue.evaluations.get(meta.sondage or "")
    return Context(
        meta.titre,
        typographic(f"Un besoin de connaissances : {meta.titre}"),
        {
            "meta": meta,
            "besoin": one,
            "pistes": (leads := () if one.fiches else index.fiches_on(meta.themes)),
            "preuves": index.standings(one.fiches, leads),
            "plans": index.plan_links(index.relations.naming(document, PLANS)),
            "sondage": (survey.meta.titre, survey.address) if survey else None,
            "sources": _sources(index, one.fiches),
            "modifier": edit_address(edition.organisation, document.source.path),
        },
        more=lazy(whole_text, text),
        search=lazy(need_entry, document, text.address, edition.vocabulary),
    )


def _sources(index: SiteIndex, fiches: Sequence[Fiche]) -> tuple[Work, ...]:
    works = {key: work for fiche in fiches for key, work in index.works_of(fiche).items()}
    return tuple(works[key] for key in sorted(works, key=lambda key: (fold(str(works[key].label)), key)))
