"""The pages of the facets, « Thèmes », « Publics »…, and of their terms."""

from collections.abc import Iterator, Mapping
from functools import partial

from pipeline.content.address_book import FACETS, dossier_address
from pipeline.content.council import Term
from pipeline.content.menu import Entry
from pipeline.content.sheets.sheet import ACTIONS, Fiche
from pipeline.site.pages.page_types import Context, Edition, lazy, page
from pipeline.site.pages.paging import Slice, slices
from pipeline.text import french
from pipeline.text.addresses import relative
from pipeline.text.typographic import COLON, typographic
from pipeline.text.words import slug

FACET_NAMES = {"themes": "Thèmes", "publics": "Publics", "ages": "Âges", "determinants": "Déterminants"}
_LEADS = {
    "themes": "De quoi il est question, du tutorat au sommeil.",
    "publics": typographic("Qui peut agir : choisissez votre milieu pour voir les pistes qui s’adressent à vous."),
    "ages": "De la petite enfance à l’âge adulte.",
    "determinants": typographic("Ce qui joue sur la persévérance : l’élève, la famille, l’école, l’enseignement, la communauté."),
}
# The other lists of the vocabulary are filters of the sheets: their pages are there for who has no JavaScript.
_PLACES: Mapping[str, Entry] = {"themes": Entry("comprendre", 40)}
OneTerm = tuple[str, Term, Slice[Fiche]]


def _facet(name: str, _: Edition) -> Iterator[tuple[str, str]]:
    yield f"{name}/", name


def facet(edition: Edition, name: str) -> Context:
    """Return the terms of one facet that have sheets, each with how many."""
    index = edition.index
    counted = tuple((term, number) for term in index.terms(name) if (number := len(index.with_term(name, term.slug))))
    return Context(
        FACET_NAMES[name],
        _LEADS[name],
        {"nom": FACET_NAMES[name], "chapeau": _LEADS[name], "termes": counted, "facette": name},
    )


def _terms(name: str, edition: Edition) -> Iterator[tuple[str, OneTerm]]:
    for one in edition.index.terms(name):
        for part in slices(edition.index.with_term(name, one.slug), f"{name}/{one.slug}/"):
            yield part.address, (name, one, part)


def term(edition: Edition, one: OneTerm) -> Context:
    """Return one page of the sheets under a term."""
    facet_, term_, part = one
    name, council = FACET_NAMES[facet_], edition.organisation
    dossier = dossier_address(term_.slug)
    return Context(
        # « Petite enfance » is a theme and an age: the title says which.
        typographic(f"{name} : {term_.nom}{part.suffix}"),
        typographic(f"{term_.nom} : {french.count(part.total, 'fiche', 'fiches')} sur la persévérance scolaire."),
        {
            "nom": name,
            "terme": term_,
            "part": part,
            "preuves": edition.index.standings(part.items),
            "facette": facet_,
            "dossier": dossier if facet_ == "themes" and dossier not in edition.index.closed else None,
        },
        more=lazy(_leads, part, term_.slug if facet_ == "publics" else None),
        header={"flux": [[f"{council.titre_du_site}{COLON} {term_.nom}", part.base]]},
    )


def _leads(part: Slice[Fiche], public: str | None) -> Mapping[str, object]:
    """Return the actions of the sheets of ``part`` that are for a public, each with its sheet, its title and the link to it."""
    leads = ((fiche, lead) for fiche in part.items for lead in fiche.leads if public in fiche.lead_publics(lead))
    return {"pistes": [(one, lead.title, relative(part.address, f"fiches/{one.slug}/#{slug(ACTIONS)}")) for one, lead in leads]}


for _name in FACETS:
    page(partial(_facet, _name), "liste-termes.md.j2", genre="liste", entry=_PLACES.get(_name))(facet)
    page(partial(_terms, _name), "terme.md.j2", genre="liste")(term)
