"""What each page of the site is made from: everything that its text depends on, and nothing else.

A page whose view is equal to that of the last build has the same text, and is not rendered again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from pipeline.content.address_book import FACETS, page_address, widget_address
from pipeline.content.redirections import Redirection
from pipeline.content.activities.captions import Captions
from pipeline.content.watch.feeds import Feed
from pipeline.fields.facts import FieldFacts
from pipeline.content.council import fields_of
from pipeline.content.kind import AnyKind
from pipeline.content.kinds import DESCRIBED, council_choices
from pipeline.content.watch.journal import Flow, count
from pipeline.content.council import Term
from pipeline.content.document import Activity, Campaign, Committee, Dated, Fiche, Initiative, Need, Page, Tool
from pipeline.content.sources.tracing import Trace
from pipeline.text.words import fold
from pipeline.edition.calendars import all_dated, calendars
from pipeline.site.pages.campaign_views import campaign_views
from pipeline.edition.counts import dashboard_view
from pipeline.handouts.dossier import Dossier, theme_dossiers
from pipeline.handouts.dossier import pdf_address as beside
from pipeline.site.pages.survey_views import evaluation_views
from pipeline.edition.index import PlanLink, PortableFiche, SiteIndex, Work
from pipeline.site.pages.initiative_views import initiative_views
from pipeline.handouts.kit import Kit, kits
from pipeline.site.pages.committee_views import loop_views
from pipeline.site.pages.paging import PAGE_SIZE, Slice, slices
from pipeline.handouts.pdf_engine import PdfFile
from pipeline.handouts.canvas_names import NO_CANVAS, CanvasesView
from pipeline.site.pages.plan_views import plan_views
from pipeline.site.search.facets import Filter, activity_filters, search_filters
from pipeline.handouts.sheet_pdf import pdf_address
from pipeline.edition.view import RULES, SELECTION, View
from pipeline.site.pages.report_views import year_report_views


@dataclass(frozen=True)
class HomeView(View):
    """The home page: the latest sheets and activities, the themes that have sheets, each with how many, and whether there are ``campaigns``."""

    recent: Sequence[Fiche]
    activities: Sequence[Activity]
    count: int
    themes: Sequence[tuple[Term, int]]
    campaigns: bool = False


@dataclass(frozen=True)
class FicheView(View):
    """A sheet, what it claims, the works that it cites, and what goes with it: activities that name it (``linked``), others on its themes.

    ``links`` gives the address of each page that it links to, by the path of that page's file; ``plans``, those that rest on it;
    ``document`` is the sheet as a PDF.
    """

    fiche: Fiche
    traces: Sequence[Trace]
    works: Mapping[str, Work]
    links: Mapping[str, str]
    related: Sequence[Fiche]
    linked: Sequence[Activity]
    activities: Sequence[Activity]
    committees: Sequence[Committee]
    needs: Sequence[Need]
    tools: Sequence[Tool]
    campaigns: Sequence[Campaign]
    initiatives: Sequence[Initiative]
    plans: Sequence[PlanLink] = ()
    document: PdfFile | None = None

    @property
    def modified(self) -> date | None:
        """The day of its revision."""
        return self.fiche.meta.revisee_le


@dataclass(frozen=True)
class WithdrawnView(View):
    """A sheet that was withdrawn."""

    fiche: Fiche


@dataclass(frozen=True)
class FichesView(View):
    """One page of the list of sheets; the first has filters."""

    part: Slice[Fiche]
    filters: Sequence[Filter]


@dataclass(frozen=True)
class FacetView(View):
    """The terms of one facet, each with its number of sheets."""

    facet: str
    counted: Sequence[tuple[Term, int]]


@dataclass(frozen=True)
class TermView(View):
    """One page of the sheets under a term."""

    facet: str
    term: Term
    part: Slice[Fiche]


@dataclass(frozen=True)
class ReferenceView(View):
    """A work, the first of the ``number`` sheets that cite it, and the needs that those sheets answer."""

    work: Work
    fiches: Sequence[Fiche]
    number: int
    needs: Sequence[Need] = ()


@dataclass(frozen=True)
class BibliographyView(View):
    """One page of the bibliography: works, each with the number of sheets that cite it."""

    part: Slice[tuple[Work, int]]


@dataclass(frozen=True)
class ActivityView(View):
    """An activity, what its text claims, the sheets that it names (``linked``), others on its themes, its captions, the address of what people said of it, and the plans that take it up."""

    activity: Activity
    traces: Sequence[Trace]
    works: Mapping[str, Work]
    links: Mapping[str, str]
    linked: Sequence[Fiche]
    fiches: Sequence[Fiche]
    captions: Captions | None
    committees: Sequence[Committee]
    needs: Sequence[Need]
    evaluation: str | None
    plans: Sequence[PlanLink] = ()


@dataclass(frozen=True)
class ActivitiesView(View):
    """One page of the list of activities and of editions of campaigns, and the calendars to subscribe to: name and address; the first has filters.

    The first page also has « À venir » and the calendar, made in the browser from the activities that it holds. Nothing here
    knows the day: the list is latest first, so the first page holds all that is to come up to ``PAGE_SIZE`` activities. That is
    the bound: with more announced at once, the soonest would be in the following pages, and in what the filters find.
    """

    part: Slice[Dated]
    filters: Sequence[Filter]
    calendars: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class PageView(View):
    """Any other page that people wrote."""

    page: Page
    traces: Sequence[Trace]
    works: Mapping[str, Work]
    links: Mapping[str, str]


@dataclass(frozen=True)
class ScreeningView(View):
    """How works are chosen: the counts of the journal of the watch and its first and last days, works chosen by hand, feeds."""

    flow: Flow
    days: tuple[date, date] | None
    founding: int
    feeds: Sequence[Feed]


@dataclass(frozen=True)
class KindsView(View):
    """The kinds of files that people write, which the code alone says."""


@dataclass(frozen=True)
class FieldsView(View):
    """The keys of one kind of file, with the values that the council's lists accept."""

    kind: AnyKind
    fields: Sequence[FieldFacts]


@dataclass(frozen=True)
class RedirectionView(View):
    """A page that moved."""

    moved: Redirection


@dataclass(frozen=True)
class WidgetView(View):
    """A theme's latest sheets, for other sites to show in a frame."""

    theme: Term
    latest: Sequence[PortableFiche]


WIDGET_SIZE = 5


@dataclass(frozen=True)
class DossierView(View):
    """The sheets of a theme put together for a meeting, and the same as a PDF."""

    theme: Term
    dossier: Dossier
    document: PdfFile | None


@dataclass(frozen=True)
class KitView(View):
    """The welcome kit of a committee, and the same as a PDF."""

    kit: Kit
    document: PdfFile | None


@dataclass(frozen=True)
class DossiersView(View):
    """The dossiers of themes, each with its address, its number of sheets and its PDF; the kits, by the committee's name."""

    dossiers: Sequence[tuple[Term, str, int, PdfFile | None]]
    kits: Sequence[tuple[str, str, PdfFile | None]]


@dataclass(frozen=True)
class SearchView(View):
    """The search page, the choices of its filters, and whether there are references to search."""

    filters: Sequence[Filter]
    references: bool


# The home page holds the latest activities: the reader's clock chooses the next one, among these many to come at most.
HOME_ACTIVITIES = 20


def site_views(
    index: SiteIndex, documents: Mapping[str, PdfFile] = MappingProxyType({}), canvases: CanvasesView = NO_CANVAS
) -> Iterator[View]:
    """Yield the view of every page of the site, home first.

    ``documents`` are the PDFs that pages link to, by address; ``canvases`` lists what was made of them.
    """
    catalogue, links = index.catalogue, index.links_of
    themes = tuple((term, number) for term in index.terms("themes") if (number := len(index.with_term("themes", term.slug))))
    yield HomeView("", index.fiches[:3], index.activities[:HOME_ACTIVITIES], len(index.fiches), themes, bool(index.campaigns.documents))
    for fiche in index.fiches:
        yield FicheView(
            page_address(fiche), fiche, catalogue.traces(fiche), index.works_of(fiche), links(fiche), index.related(fiche),
            index.activities_of(fiche), tuple(other for other in index.activities_on(fiche.meta.themes) if fiche.slug not in other.meta.fiches),
            index.committees_named(fiche.meta.comites), index.needs_of(fiche), index.tools_of(fiche), index.campaigns.with_fiche(fiche), index.initiatives.with_fiche(fiche),
            index.plan_links(index.plans_on(fiche)),
            documents.get(pdf_address(fiche)),
        )  # fmt: skip
    for fiche in index.withdrawn:
        yield WithdrawnView(page_address(fiche), fiche)
    yield from _lists_of_fiches(index)
    yield from _bibliography(index)
    for activity in index.activities:
        yield ActivityView(
            page_address(activity), activity, catalogue.traces(activity), index.works_of(activity), links(activity),
            index.fiches_of(activity), tuple(fiche for fiche in index.fiches_on(activity.meta.themes) if fiche.slug not in activity.meta.fiches),
            catalogue.captions.get(activity.slug), index.committees_named(activity.meta.comites), index.needs_of(activity),
            index.evaluation_of(activity), index.plan_links(index.plans_after(activity)),
        )  # fmt: skip
    followed = tuple((name, address) for name, address, _ in calendars(index))
    # What has no day yet keeps the day first announced: it is to come all the same.
    for part in slices(sorted(all_dated(index), key=lambda one: not (isinstance(one, Activity) and one.meta.undated)), "activites/"):
        yield ActivitiesView(part.address, part, activity_filters(index) if part.number == 1 else (), followed)
    for page in catalogue.pages.values():
        yield PageView(page_address(page), page, catalogue.traces(page), index.works_of(page), links(page))
    yield from loop_views(index)
    yield from campaign_views(index)
    yield from initiative_views(index)
    yield from plan_views(index, canvases)
    yield _screening(index)
    yield from evaluation_views(index)
    yield dashboard_view(index)
    yield from year_report_views(index)
    yield RULES
    yield KindsView("champs/")
    lists = council_choices(catalogue.organisation, catalogue.committees.values())
    for kind in DESCRIBED:
        yield FieldsView(kind.fields_page, kind, fields_of(kind.model, catalogue.vocabulary, lists))
    yield SearchView("recherche/", search_filters(index), bool(index.works))
    yield SELECTION
    for theme in index.terms("themes"):
        latest = tuple(index.portable[fiche.slug] for fiche in index.with_term("themes", theme.slug)[:WIDGET_SIZE])
        yield WidgetView(widget_address(theme.slug), theme, latest)
    yield from _gathered(index, documents)
    for moved in catalogue.addresses.redirections:
        yield RedirectionView(moved.de, moved)


def _gathered(index: SiteIndex, documents: Mapping[str, PdfFile]) -> Iterator[View]:
    """Yield the views of the dossiers of themes, of the kits of committees, and of their list."""
    dossiers = [
        (theme, dossier, documents.get(beside(dossier.address)))
        for theme, dossier in zip(index.terms("themes"), theme_dossiers(index), strict=True)
    ]
    welcome = [(kit, documents.get(beside(kit.address))) for kit in kits(index)]
    yield DossiersView(
        "dossiers/",
        tuple((theme, one.address, len(one.fiches), document) for theme, one, document in dossiers if one.fiches),
        tuple((kit.committee.document.meta.titre, kit.address, document) for kit, document in welcome),
    )
    for theme, dossier, document in dossiers:
        yield DossierView(dossier.address, theme, dossier, document)
    for kit, document in welcome:
        yield KitView(kit.address, kit, document)


def _screening(index: SiteIndex) -> View:
    watch = index.catalogue.watch
    days = [entry.day for entry in watch.journal]
    feeds = tuple(sorted(watch.feeds.fil, key=lambda feed: fold(feed.nom)))
    return ScreeningView("comment-nous-choisissons/", count(watch.journal), (min(days), max(days)) if days else None, index.founding, feeds)


def _lists_of_fiches(index: SiteIndex) -> Iterator[View]:
    for part in slices(index.fiches, "fiches/"):
        yield FichesView(part.address, part, search_filters(index, only_fiches=True) if part.number == 1 else ())
    for facet in FACETS:
        yield FacetView(f"{facet}/", facet, tuple((term, len(index.with_term(facet, term.slug))) for term in index.terms(facet)))
        for term in index.terms(facet):
            for part in slices(index.with_term(facet, term.slug), f"{facet}/{term.slug}/"):
                yield TermView(part.address, facet, term, part)


def _bibliography(index: SiteIndex) -> Iterator[View]:
    for key, work in index.works.items():
        citing = index.cited_in.get(key, ())
        shown = tuple(citing[:PAGE_SIZE])
        needs = {need.slug: need for fiche in shown for need in index.needs_of(fiche)}
        yield ReferenceView(f"references/{key}/", work, shown, len(citing), tuple(needs.values()))
    ordered = sorted(index.works.values(), key=lambda work: work.formatted.text.casefold())
    for part in slices(tuple((work, len(index.cited_in.get(work.key, ()))) for work in ordered), "bibliographie/"):
        yield BibliographyView(part.address, part)
