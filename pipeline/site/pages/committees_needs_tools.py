"""The pages of committees, of the region and of the register of needs."""

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.text.words import fold
from pipeline.text import french
from pipeline.content import names
from pipeline.edition.calendars import committee_calendar
from pipeline.site.pages.base import DocPage, Templates, indexed
from pipeline.site.downloads.atom import committee_feeds
from pipeline.site.pages.committee_views import CommitteesView, CommitteeView, NeedsView, NeedView, RegionView, ToolsView, ToolView
from pipeline.edition.prose.page_prose import whole_text
from pipeline.edition.reader_links import edit_address, need_address
from pipeline.site.search.search_entries import committee_entry, need_entry, tool_entry
from pipeline.edition.view import View

_STYLES = {"styles": ["boucle"]}


class LoopPages:
    """Makes these pages, each from its view alone."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates
        self._organisation = templates.organisation
        self._vocabulary = templates.vocabulary

    def makers(self) -> Mapping[type[View], Callable[[Any], DocPage]]:
        """Return what makes the page of each kind of view."""
        return {
            CommitteeView: self._committee, CommitteesView: self._committees, RegionView: self._region,
            NeedView: self._need, NeedsView: self._needs, ToolView: self._tool, ToolsView: self._tools,
        }  # fmt: skip

    def _committee(self, view: CommitteeView) -> DocPage:
        committee, meta = view.committee, view.committee.meta
        (feed,) = committee_feeds(self._organisation, [committee])
        body = self._templates.render(
            "comite.md.j2", view.address, meta=meta, **whole_text(committee, view), enjeux=view.issues, besoins=view.needs,
            fiches=view.fiches, activites=view.activities, plans=view.plans, initiatives=view.initiatives, fil=feed, calendrier=committee_calendar(committee) if view.activities else None,
            demander=need_address(self._organisation, meta.nom), modifier=edit_address(self._organisation, committee.source.path),
        )  # fmt: skip
        header = {"genre": "page", "recherche": True, "flux": [[feed.title, feed.folder]], "script": "boucle", **_STYLES}
        entry = committee_entry(committee, view.address, self._vocabulary)
        return DocPage(view.address, meta.nom, meta.resume, indexed(body, entry), header)

    def _committees(self, view: CommitteesView) -> DocPage:
        body = self._templates.render("liste-comites.md.j2", view.address, comites=view.committees)
        description = f"Les comités locaux de la région\u00a0: {self._organisation.region}."
        return DocPage(view.address, "Comités", description, body, {"genre": "liste", "recherche": False, **_STYLES})

    def _region(self, view: RegionView) -> DocPage:
        body = self._templates.render(
            "region.md.j2", view.address, territoires=view.territories, besoins_ouverts=view.open_needs, rencontres=view.meetings
        )
        description = "Qui travaille sur quoi, et où les enjeux locaux et régionaux se rejoignent."
        return DocPage(view.address, "La région", description, body, {"genre": "liste", "recherche": False, **_STYLES})

    def _need(self, view: NeedView) -> DocPage:
        need = view.need
        body = self._templates.render(
            "besoin.md.j2", view.address, meta=need.meta, **whole_text(need, view), besoin=view.answered, pistes=view.suggestions, plans=view.plans,
            sondage=view.survey, sources=view.sources,
            modifier=edit_address(self._organisation, need.source.path),
        )  # fmt: skip
        description = f"Un besoin de connaissances\u00a0: {need.meta.titre}"
        header = {"genre": "page", "recherche": True, "script": "boucle", **_STYLES}
        return DocPage(view.address, need.meta.titre, description, indexed(body, need_entry(need, view.address, self._vocabulary)), header)

    def _needs(self, view: NeedsView) -> DocPage:
        demand = need_address(self._organisation, None)
        committees = {committee.slug: committee.meta.nom for one in view.needs for committee in one.committees}
        themes = {theme for one in view.needs for theme in one.need.meta.themes}
        states = {one.need.meta.etat for one in view.needs}
        body = self._templates.render(
            "besoins.md.j2", view.address, besoins=view.needs, demander=demand, comites=sorted(committees.items(), key=lambda one: fold(one[1])),
            themes=[(term.slug, term.nom) for term in self._vocabulary.themes if term.slug in themes],
            etats=[(state, name) for state, name in names.NEED.items() if state in states],
        )  # fmt: skip
        description = "Les questions que posent les comités, et les fiches et activités qui y répondent."
        header = {"genre": "liste", "recherche": False, "script": "boucle", **_STYLES}
        return DocPage(view.address, "Vos besoins, nos réponses", description, body, header)

    def _tool(self, view: ToolView) -> DocPage:
        tool, meta = view.tool, view.tool.meta
        body = self._templates.render(
            "outil.md.j2", view.address, meta=meta, **whole_text(tool, view), fiches=view.fiches, fichiers=view.files, campagnes=view.campaigns, initiatives=view.initiatives,
            modifier=edit_address(self._organisation, tool.source.path),
        )  # fmt: skip
        entry = tool_entry(tool, view.address, self._vocabulary)
        return DocPage(view.address, meta.titre, meta.resume, indexed(body, entry), {"genre": "page", "recherche": True, **_STYLES})

    def _tools(self, view: ToolsView) -> DocPage:
        body = self._templates.render("outils.md.j2", view.address, outils=view.tools)
        description = "Des outils, des modèles et des formations, et les fiches qui vont avec."
        return DocPage(view.address, "Boîte à outils", description, body, {"genre": "liste", "recherche": False, **_STYLES})
