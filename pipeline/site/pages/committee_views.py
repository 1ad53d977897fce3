"""What the pages of committees, of the region and of the register of needs are made from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.content.address_book import COMMITTEES, page_address
from pipeline.content.attachments import Attachment
from pipeline.content.council import Issue, Term, Territory
from pipeline.content.document import Activity, Campaign, Committee, Fiche, Initiative, Need, Tool
from pipeline.content.sources.tracing import Trace
from pipeline.text.words import fold
from pipeline.edition.index import AnsweredNeed, PlanLink, SiteIndex, Work
from pipeline.edition.view import View


@dataclass(frozen=True)
class CommitteeView(View):
    """A committee: its issues, each with a few sheets on its themes; its needs; the sheets, activities and initiatives that name it."""

    committee: Committee
    traces: Sequence[Trace]
    works: Mapping[str, Work]
    links: Mapping[str, str]
    issues: Sequence[tuple[Issue, Sequence[Fiche]]]
    needs: Sequence[AnsweredNeed]
    fiches: Sequence[Fiche]
    activities: Sequence[Activity]
    plans: Sequence[PlanLink] = ()
    initiatives: Sequence[Initiative] = ()


@dataclass(frozen=True)
class CommitteesView(View):
    """The list of committees."""

    committees: Sequence[Committee]


@dataclass(frozen=True)
class Meeting:
    """A theme that some issue is about: who works on it, by territory, and whether the region does; ``fiches`` counts its sheets."""

    theme: Term
    regional: bool
    local: Mapping[str, Sequence[Committee]]
    fiches: int

    @property
    def shared(self) -> bool:
        """True when the region and a committee, or two committees, put it first."""
        return self.regional + len({one.slug for committees in self.local.values() for one in committees}) > 1


@dataclass(frozen=True)
class RegionView(View):
    """Who works on what: each territory with its committees, each theme of their issues with who put it first."""

    territories: Sequence[tuple[Territory, Sequence[Committee]]]
    open_needs: Mapping[str, int]
    meetings: Sequence[Meeting]


@dataclass(frozen=True)
class NeedView(View):
    """A need, what its text claims, what answers it, and the survey that it comes from: title and address, where there is one.

    ``sources`` are the works that its answers cite.
    """

    answered: AnsweredNeed
    traces: Sequence[Trace]
    works: Mapping[str, Work]
    links: Mapping[str, str]
    suggestions: Sequence[Fiche]
    plans: Sequence[PlanLink] = ()
    survey: tuple[str, str] | None = None
    sources: Sequence[Work] = ()

    @property
    def need(self) -> Need:
        """The need itself."""
        return self.answered.need


@dataclass(frozen=True)
class NeedsView(View):
    """« Vos besoins, nos réponses »: the register."""

    needs: Sequence[AnsweredNeed]


@dataclass(frozen=True)
class ToolView(View):
    """A tool, what its text claims, the sheets that go with it, the campaigns that it serves, the initiatives that use it, its files."""

    tool: Tool
    traces: Sequence[Trace]
    works: Mapping[str, Work]
    links: Mapping[str, str]
    fiches: Sequence[Fiche]
    campaigns: Sequence[Campaign]
    initiatives: Sequence[Initiative]
    files: Sequence[Attachment]


@dataclass(frozen=True)
class ToolsView(View):
    """The toolbox: each tool with its number of sheets."""

    tools: Sequence[tuple[Tool, int]]


def loop_views(index: SiteIndex) -> Iterator[View]:
    """Yield the views of committees, of the region and of needs, and of the toolbox."""
    yield from _committees(index)
    yield ToolsView("outils/", tuple((tool, len(fiches)) for tool, fiches in index.tools))
    for tool, fiches in index.tools:
        yield ToolView(
            page_address(tool), tool, index.catalogue.traces(tool), index.works_of(tool), index.links_of(tool), fiches,
            index.campaigns.with_tool(tool), index.initiatives.with_tool(tool), index.catalogue.attachments.get(tool.slug, ()),
        )  # fmt: skip
    yield _region(index)
    yield NeedsView("besoins/", index.needs)
    for one in index.needs:
        need = one.need
        suggestions = () if one.fiches else index.fiches_on(need.meta.themes)
        yield NeedView(
            page_address(need), one, index.catalogue.traces(need), index.works_of(need), index.links_of(need), suggestions,
            index.plan_links(index.plans_for(need)), _survey(index, need), _sources(index, one.fiches),
        )  # fmt: skip


def _survey(index: SiteIndex, need: Need) -> tuple[str, str] | None:
    file = index.catalogue.evaluations.get(need.meta.sondage or "")
    return (file.data.titre, file.address) if file else None


def _sources(index: SiteIndex, fiches: Sequence[Fiche]) -> tuple[Work, ...]:
    works = {key: work for fiche in fiches for key, work in index.works_of(fiche).items()}
    return tuple(works[key] for key in sorted(works, key=lambda key: (fold(str(works[key].label)), key)))


def _committees(index: SiteIndex) -> Iterator[View]:
    yield CommitteesView("comites/", index.committees)
    for committee in index.committees:
        yield CommitteeView(
            page_address(committee), committee, index.catalogue.traces(committee), index.works_of(committee), index.links_of(committee),
            tuple((issue, index.fiches_on(issue.themes)) for issue in committee.meta.enjeux),
            tuple(one for one in index.needs if committee.slug in one.need.meta.comites),
            index.with_term(COMMITTEES, committee.slug),
            tuple(activity for activity in index.activities if committee.slug in activity.meta.comites),
            index.plan_links(index.plans_of(committee.slug)),
            tuple(one for one in index.initiatives.documents if committee.slug in one.meta.comites),
        )  # fmt: skip


def _region(index: SiteIndex) -> RegionView:
    organisation, committees = index.catalogue.organisation, index.committees
    territories = tuple(
        (territory, tuple(one for one in committees if territory.slug in one.meta.territoires)) for territory in organisation.territoires
    )
    regional = {theme for issue in organisation.enjeux for theme in issue.themes}
    meetings = []
    for theme in index.terms("themes"):
        local = {
            territory.slug: tuple(one for one in there if theme.slug in one.meta.themes)
            for territory, there in territories
            if any(theme.slug in one.meta.themes for one in there)
        }
        if local or theme.slug in regional:
            meetings.append(Meeting(theme, theme.slug in regional, local, len(index.with_term("themes", theme.slug))))
    open_needs = {one.slug: sum(not need.answered and one.slug in need.need.meta.comites for need in index.needs) for one in committees}
    return RegionView("region/", territories, open_needs, tuple(meetings))
