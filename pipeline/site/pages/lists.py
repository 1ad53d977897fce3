"""The pages that list others, and those that help find them: lists, terms, bibliography, search, selection, frames."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pipeline.content.address_book import dossier_address, widget_address
from pipeline.content.watch.journal import REASONS
from pipeline.content.document import ACTIONS, Fiche
from pipeline.text.words import slug
from pipeline.rules.registry import FAMILIES
from pipeline.text import french
from pipeline.text.addresses import absolute, relative
from pipeline.site.pages.base import FACET_NAMES, FILTERED, DocPage, Templates
from pipeline.site.pages.paging import Slice
from pipeline.edition.prose.portable import PortableProse
from pipeline.edition.prose.html import safe
from pipeline.edition.reader_links import question_address
from pipeline.edition.view import SELECTION, View
from pipeline.site.pages.views import ActivitiesView, BibliographyView, FacetView, FichesView, ScreeningView, SearchView, TermView, WidgetView

_FACET_LEADS = {
    "themes": "De quoi il est question, du tutorat au sommeil.",
    "publics": "Qui peut agir\u00a0: choisissez votre milieu pour voir les pistes qui s’adressent à vous.",
    "ages": "De la petite enfance à l’âge adulte.",
    "determinants": "Ce qui joue sur la persévérance\u00a0: l’élève, la famille, l’école, l’enseignement, la communauté.",
}


class ListPages:
    """Makes each of these pages from its view."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates
        self._organisation = templates.organisation

    def makers(self) -> Mapping[type[View], Callable[[Any], DocPage]]:
        """Return what makes the page of each type of view."""
        return {
            FichesView: self._list_of_fiches, FacetView: self._facet, TermView: self._term, BibliographyView: self._bibliography,
            ActivitiesView: self._list_of_activities, WidgetView: self._widget, ScreeningView: self._screening, SearchView: self._search,
            View: self._plain,
        }  # fmt: skip

    def _plain(self, view: View) -> DocPage:
        return self._selection() if view == SELECTION else self._rules(view)

    def _list_of_fiches(self, view: FichesView) -> DocPage:
        ask = question_address(self._organisation)
        body = self._templates.render("liste-fiches.md.j2", view.address, part=view.part, filtres=view.filters, demander=ask)
        description = "Toutes les fiches, des plus récentes aux plus anciennes."
        meta = {"genre": "liste", "recherche": False, **(FILTERED if view.part.number == 1 else {})}
        return DocPage(view.address, f"Fiches{view.part.suffix}", description, body, meta)

    def _facet(self, view: FacetView) -> DocPage:
        name, lead = FACET_NAMES[view.facet], _FACET_LEADS[view.facet]
        body = self._templates.render("liste-termes.md.j2", view.address, nom=name, chapeau=lead, termes=view.counted, facette=view.facet)
        return DocPage(view.address, name, lead, body, {"genre": "liste", "recherche": False})

    def _term(self, view: TermView) -> DocPage:
        name, term, part = FACET_NAMES[view.facet], view.term, view.part
        leads = list(self._leads_for(part, term.slug)) if view.facet == "publics" else []
        widget = widget_address(term.slug) if view.facet == "themes" else None
        body = self._templates.render(
            "terme.md.j2", view.address, nom=name, terme=term, part=part, facette=view.facet, pistes=leads, widget=widget, dossier=dossier_address(term.slug) if widget else None,
            widget_adresse=absolute(self._organisation.adresse, widget) if widget else None,
        )  # fmt: skip
        description = f"{term.nom}\u00a0: {french.count(part.total, 'fiche', 'fiches')} sur la persévérance scolaire."
        # « Petite enfance » is a theme and an age: the title says which.
        title = f"{name}\u00a0: {term.nom}{part.suffix}"
        meta = {
            "genre": "liste", "recherche": False, "script": "partage", "styles": ["partage"],
            "flux": [[f"{self._organisation.titre_du_site}\u00a0: {term.nom}", part.base]],
        }  # fmt: skip
        return DocPage(view.address, title, description, body, meta)

    @staticmethod
    def _leads_for(part: Slice[Fiche], public: str) -> Iterator[tuple[Fiche, str, str]]:
        for fiche in part.items:
            for lead in fiche.leads:
                if public in fiche.lead_publics(lead):
                    yield fiche, lead.title, relative(part.address, f"fiches/{fiche.slug}/#{slug(ACTIONS)}")

    def _bibliography(self, view: BibliographyView) -> DocPage:
        body = self._templates.render("bibliographie.md.j2", view.address, part=view.part)
        description = "Toutes les sources lues, en style APA, avec leurs extraits."
        meta = {"genre": "liste", "recherche": False, "styles": ["partage"]}
        return DocPage(view.address, f"Bibliographie{view.part.suffix}", description, body, meta)

    def _list_of_activities(self, view: ActivitiesView) -> DocPage:
        ask = question_address(self._organisation)
        body = self._templates.render(
            "liste-activites.md.j2", view.address, part=view.part, filtres=view.filters, demander=ask, calendriers=view.calendars
        )
        description = "Webinaires, conférences, ateliers et présentations en comité."
        meta = {"genre": "liste", "recherche": False, "activites": True, **(FILTERED if view.filters else {})}
        return DocPage(view.address, f"Activités{view.part.suffix}", description, body, meta)

    def _screening(self, view: ScreeningView) -> DocPage:
        body = self._templates.render(
            "choix.md.j2", view.address, flux=view.flow, jours=view.days, a_la_main=view.founding, fils=view.feeds, motifs=REASONS
        )
        description = "D’où viennent les études de nos fiches, ce que nous laissons de côté, et pourquoi."
        meta = {"genre": "page", "recherche": False, "styles": ["choix"]}
        return DocPage(view.address, "Comment nous choisissons", description, body, meta)

    def _rules(self, view: View) -> DocPage:
        body = self._templates.render("regles.md.j2", view.address, familles=FAMILIES)
        description = "Ce que le logiciel vérifie avant de publier\u00a0: chaque règle, pourquoi, et un exemple."
        return DocPage(view.address, "Règles de vérification", description, body, {"genre": "page", "recherche": False})

    def _search(self, view: SearchView) -> DocPage:
        ask = question_address(self._organisation)
        body = self._templates.render("recherche.md.j2", view.address, filtres=view.filters, references=view.references, demander=ask)
        return DocPage(
            view.address,
            "Recherche",
            "Chercher dans les fiches, les activités et les pages.",
            body,
            {"genre": "recherche", "recherche": False, **FILTERED},
        )

    def _selection(self) -> DocPage:
        body = self._templates.render("selection.md.j2", SELECTION.address)
        description = "Réunir quelques fiches en une page à imprimer, avec un déroulement de rencontre."
        meta = {"genre": "selection", "recherche": False, "script": "selection", "styles": ["partage", "selection"]}
        return DocPage(SELECTION.address, "Ma sélection", description, body, meta)

    def _widget(self, view: WidgetView) -> DocPage:
        prose = PortableProse(lambda there: relative(view.address, there))
        latest = [(portable.fiche, safe(next(iter(prose.messages(portable)), ""))) for portable in view.latest]
        body = self._templates.render("widget.md.j2", view.address, terme=view.theme, fiches=latest)
        name = view.theme.nom
        meta = {"genre": "widget", "recherche": False, "sans_index": True, "template": "widget.html"}
        return DocPage(
            view.address, f"Fiches à intégrer\u00a0: {name}", f"Les plus récentes fiches sur le thème «\u00a0{name}\u00a0».", body, meta
        )
