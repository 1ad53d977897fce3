"""What crosses pages: who cites what, what goes with what. Worked out once, before any page is written."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from itertools import islice
from typing import TypeVar

from pipeline.content.address_book import COMMITTEES, FACETS, page_address, plan_address
from pipeline.content.back_links import CampaignIndex, GoesWith, by_title
from pipeline.content.catalogue import Catalogue
from pipeline.content.council import Term
from pipeline.content.document import Activity, AnyDocument, Committee, Fiche, Initiative, Need, Tool
from pipeline.content.plans.plan import Plan
from pipeline.content.sources.bibliography import Reference
from pipeline.content.sources.notes import Note
from pipeline.content.sources.reading import Design
from pipeline.content.sources.tracing import Trace
from pipeline.content.watch.journal import Decision
from pipeline.references.apa import FormattedReference
from pipeline.references.labels import Label
from pipeline.rules.links import linked_files
from pipeline.text.words import fold

One = TypeVar("One", Fiche, Activity)
RELATED = 4
_NEIGHBOURS = 6


@dataclass(frozen=True, slots=True)
class Work:
    """A work of the bibliography as pages show it: its data, its short label, its reference, and what was read of it."""

    reference: Reference
    label: Label
    formatted: FormattedReference
    note: Note | None

    @property
    def key(self) -> str:
        """Its key in the bibliography."""
        return self.reference.key


@dataclass(frozen=True)
class PortableFiche:
    """A sheet with all that its words need away from its page.

    That is what it claims, the works it cites, and the addresses of the pages it links to.
    """

    fiche: Fiche
    traces: Sequence[Trace]
    works: Mapping[str, Work]
    links: Mapping[str, str]

    @property
    def sorted_works(self) -> tuple[Work, ...]:
        """The works it cites, in the order of their references."""
        return tuple(sorted(self.works.values(), key=lambda work: work.formatted.text.casefold()))


@dataclass(frozen=True)
class AnsweredNeed:
    """A need of the register with what answers it, whichever side says so, and the committees that ask."""

    need: Need
    fiches: tuple[Fiche, ...]
    activities: tuple[Activity, ...]
    committees: tuple[Committee, ...]

    @property
    def answered(self) -> bool:
        """True when the council says that the question has its answer."""
        return self.need.meta.etat == "repondu"

    def order(self) -> tuple[bool, int, str]:
        """Return what the register is sorted by."""
        day = self.need.meta.date.toordinal()
        return self.answered, -day if self.answered else day, self.need.slug


@dataclass(frozen=True, slots=True)
class PlanLink:
    """A plan as other pages name it: the committee's name, the year, the address."""

    committee: str
    year: str
    address: str


@dataclass(frozen=True)
class SiteIndex:
    """The catalogue as it is published: drafts left out, everything in a stable order."""

    catalogue: Catalogue
    labels: Mapping[str, Label]
    references: Mapping[str, FormattedReference]
    today: date
    drafts: bool = False

    @cached_property
    def fiches(self) -> tuple[Fiche, ...]:
        """Published sheets, newest first."""
        kept = [fiche for fiche in self.catalogue.fiches.values() if fiche.listed(self.today) or (self.drafts and not fiche.withdrawn)]
        return tuple(sorted(kept, key=lambda fiche: (-fiche.meta.revisee_le.toordinal(), fiche.slug)))

    @property
    def withdrawn(self) -> tuple[Fiche, ...]:
        """Sheets that were withdrawn: a page each, in no list."""
        return tuple(fiche for fiche in self.catalogue.fiches.values() if fiche.withdrawn and fiche.on_site(self.today))

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """Activities, latest first."""
        return tuple(sorted(self.catalogue.activities.values(), key=lambda a: (a.meta.date, a.slug), reverse=True))

    @cached_property
    def needs(self) -> tuple[AnsweredNeed, ...]:
        """The register: what waits for an answer first, the oldest first; then what was answered, the latest first."""
        naming = self._naming_needs
        found: list[AnsweredNeed] = []
        for need in self.catalogue.needs.values():
            if need.draft and not self.drafts:
                continue
            fiches, activities = naming.get(need.slug, ([], []))
            answers = need.meta.reponses
            found.append(
                AnsweredNeed(
                    need,
                    _each_once([*self._listed(answers.fiches), *fiches]),
                    _each_once(
                        [*(self.catalogue.activities[slug] for slug in answers.activites if slug in self.catalogue.activities), *activities]
                    ),
                    self.committees_named(need.meta.comites),
                )
            )
        return tuple(sorted(found, key=AnsweredNeed.order))

    @cached_property
    def _naming_needs(self) -> Mapping[str, tuple[list[Fiche], list[Activity]]]:
        """For each need, the published sheets and the activities that name it."""
        found: dict[str, tuple[list[Fiche], list[Activity]]] = defaultdict(lambda: ([], []))
        for fiche in self.fiches:
            for slug in fiche.meta.besoins:
                found[slug][0].append(fiche)
        for activity in self.activities:
            for slug in activity.meta.besoins:
                found[slug][1].append(activity)
        return found

    @cached_property
    def _needs_of(self) -> Mapping[str, list[Need]]:
        """For each sheet or activity, by its address, the needs that it answers."""
        found: dict[str, list[Need]] = defaultdict(list)
        for one in self.needs:
            documents: tuple[Fiche | Activity, ...] = (*one.fiches, *one.activities)
            for document in documents:
                found[page_address(document)].append(one.need)
        return found

    def needs_of(self, document: Fiche | Activity) -> tuple[Need, ...]:
        """Return the needs that a sheet or an activity answers, whichever side says it."""
        return tuple(self._needs_of.get(page_address(document), ()))

    @cached_property
    def tools(self) -> tuple[tuple[Tool, tuple[Fiche, ...]], ...]:
        """The toolbox, by name: each tool with its sheets, whichever side names the other."""
        naming: dict[str, list[Fiche]] = defaultdict(list)
        for fiche in self.fiches:
            for slug in fiche.meta.outils:
                naming[slug].append(fiche)
        tools = sorted(self.catalogue.tools.values(), key=lambda tool: fold(tool.meta.titre))
        return tuple((tool, _each_once([*self._listed(tool.meta.fiches), *naming[tool.slug]])) for tool in tools)

    @cached_property
    def _tools_of(self) -> Mapping[str, list[Tool]]:
        found: dict[str, list[Tool]] = defaultdict(list)
        for tool, fiches in self.tools:
            for fiche in fiches:
                found[fiche.slug].append(tool)
        return found

    def tools_of(self, fiche: Fiche) -> tuple[Tool, ...]:
        """Return the tools that rest on a sheet, or that it looks back on."""
        return tuple(self._tools_of.get(fiche.slug, ()))

    @cached_property
    def campaigns(self) -> CampaignIndex:
        """The campaigns, by name, with what goes with them."""
        return CampaignIndex(by_title(self.catalogue.campaigns.values()), self._by_slug, self.catalogue.tools)

    @cached_property
    def initiatives(self) -> GoesWith[Initiative]:
        """The initiatives of partners, by name, drafts left out, with what goes with them."""
        return GoesWith(by_title(self.catalogue.initiatives.values(), drafts=self.drafts), self._by_slug, self.catalogue.tools)

    @cached_property
    def committees(self) -> tuple[Committee, ...]:
        """The committees, in the order of the council's territories, then by name."""
        order = {territory.slug: place for place, territory in enumerate(self.catalogue.organisation.territoires)}
        return tuple(
            sorted(
                self.catalogue.committees.values(), key=lambda one: (min(order[slug] for slug in one.meta.territoires), fold(one.meta.nom))
            )
        )

    def committees_named(self, slugs: Sequence[str]) -> tuple[Committee, ...]:
        """Return the committees of these names, in the council's order."""
        return tuple(committee for committee in self.committees if committee.slug in slugs)

    @cached_property
    def works(self) -> Mapping[str, Work]:
        """Every work of the bibliography, by key."""
        catalogue = self.catalogue
        parts = {
            key: (reference, self.labels[key], self.references[key], self._finished_note(key))
            for key, reference in catalogue.references.items()
        }
        return {key: catalogue.memory.recall("work", key, part, partial(Work, *part)) for key, part in parts.items()}

    @cached_property
    def founding(self) -> int:
        """Number of studies chosen by hand: those that no kept candidate of the watch brought; documents are no studies."""
        kept = [candidate for candidate in self.catalogue.watch.candidates.values() if candidate.decision == Decision.KEPT.value]
        brought = {candidate.doi for candidate in kept if candidate.doi} | {fold(candidate.titre) for candidate in kept}
        studies = (work.reference for work in self.works.values() if work.note is not None and work.note.meta.devis is not Design.DOCUMENT)
        return sum(reference.doi not in brought and fold(reference.title) not in brought for reference in studies)

    def _finished_note(self, key: str) -> Note | None:
        note = self.catalogue.notes.get(key)
        return note if note is not None and not note.to_write else None

    def works_of(self, document: AnyDocument) -> Mapping[str, Work]:
        """Return the works that a page cites, by key."""
        return {key: self.works[key] for key in document.cited_keys}

    def links_of(self, document: AnyDocument) -> Mapping[str, str]:
        """Return the addresses of the pages that a page links to, by the path of their files."""
        linked = self.catalogue.memory.recall("links", document.source.path, (document,), lambda: linked_files(document))
        return {path: page_address(self.catalogue.files[path]) for path in linked if path in self.catalogue.files}

    @cached_property
    def portable(self) -> Mapping[str, PortableFiche]:
        """The published sheets as they are read away from their pages, by slug, newest first."""
        return {
            fiche.slug: PortableFiche(fiche, self.catalogue.traces(fiche), self.works_of(fiche), self.links_of(fiche))
            for fiche in self.fiches
        }

    @cached_property
    def _by_term(self) -> Mapping[tuple[str, str], list[Fiche]]:
        found: dict[tuple[str, str], list[Fiche]] = defaultdict(list)
        for fiche in self.fiches:
            for facet in (*FACETS, COMMITTEES):
                for slug in getattr(fiche.meta, facet):
                    found[(facet, slug)].append(fiche)
        return found

    def with_term(self, facet: str, slug: str) -> tuple[Fiche, ...]:
        """Return the published sheets under one term of one facet, or that name one committee."""
        return tuple(self._by_term.get((facet, slug), ()))

    def terms(self, facet: str) -> tuple[Term, ...]:
        """Return the terms of one list of the vocabulary, in the council's order."""
        terms: tuple[Term, ...] = getattr(self.catalogue.vocabulary, facet)
        return terms

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """Every plan, the latest year first."""
        return tuple(sorted(self.catalogue.plans.values(), key=lambda plan: (-plan.last_day().toordinal(), plan.slug)))

    def plans_of(self, committee: str) -> tuple[Plan, ...]:
        """Return the plans of one committee, the latest year first."""
        return tuple(plan for plan in self.plans if plan.meta.comite == committee)

    @cached_property
    def _plans_naming(self) -> Mapping[tuple[str, str], list[Plan]]:
        found: dict[tuple[str, str], list[Plan]] = defaultdict(list)
        for plan in self.plans:
            for kind, slugs in (("fiches", plan.fiches), ("activites", plan.activities), ("besoins", plan.needs)):
                for slug in slugs:
                    found[kind, slug].append(plan)
        return found

    def plans_on(self, fiche: Fiche) -> tuple[Plan, ...]:
        """Return the plans whose actions rest on a sheet, the latest year first."""
        return tuple(self._plans_naming.get(("fiches", fiche.slug), ()))

    def plans_after(self, activity: Activity) -> tuple[Plan, ...]:
        """Return the plans whose actions follow from an activity, or prepare it, the latest year first."""
        return tuple(self._plans_naming.get(("activites", activity.slug), ()))

    def plans_for(self, need: Need) -> tuple[Plan, ...]:
        """Return the plans that take up a need, the latest year first."""
        return tuple(self._plans_naming.get(("besoins", need.slug), ()))

    def needs_under(self, plan: Plan) -> tuple[Need, ...]:
        """Return the needs of the register that a plan takes up, those that are shown."""
        shown = {one.need.slug: one.need for one in self.needs}
        return tuple(shown[slug] for slug in plan.needs if slug in shown)

    def plan_links(self, plans: Sequence[Plan]) -> tuple[PlanLink, ...]:
        """Return what other pages say of these plans."""
        return tuple(
            PlanLink(self.catalogue.committees[plan.meta.comite].meta.nom, plan.meta.annee, plan_address(plan.slug)) for plan in plans
        )

    def fiches_under(self, plan: Plan) -> tuple[Fiche, ...]:
        """Return the published sheets that a plan rests on, in its order."""
        listed = {fiche.slug: fiche for fiche in self.fiches}
        return tuple(listed[slug] for slug in plan.fiches if slug in listed)

    @cached_property
    def cited_in(self) -> Mapping[str, list[Fiche]]:
        """For each key, the published sheets that cite it."""
        found: dict[str, list[Fiche]] = defaultdict(list)
        for fiche in self.fiches:
            for key in fiche.cited_keys:
                found[key].append(fiche)
        return found

    @cached_property
    def _activities_of(self) -> Mapping[str, list[Activity]]:
        """The other side of « fiches » of each activity: no one types it, so it cannot be wrong."""
        found: dict[str, list[Activity]] = defaultdict(list)
        for activity in self.activities:
            for slug in activity.meta.fiches:
                found[slug].append(activity)
        return found

    def activities_of(self, fiche: Fiche) -> tuple[Activity, ...]:
        """Return the activities that name this sheet, latest first."""
        return tuple(self._activities_of.get(fiche.slug, ()))

    def fiches_of(self, activity: Activity) -> tuple[Fiche, ...]:
        """Return the published sheets that an activity names, in its order."""
        return tuple(self._listed(activity.meta.fiches))

    def _listed(self, slugs: Sequence[str]) -> list[Fiche]:
        """Return the published sheets of these names, in that order."""
        return [self._by_slug[slug] for slug in slugs if slug in self._by_slug]

    @cached_property
    def _by_slug(self) -> Mapping[str, Fiche]:
        return {fiche.slug: fiche for fiche in self.fiches}

    @cached_property
    def _evaluations_of(self) -> Mapping[str, str]:
        return {file.data.activite: file.address for file in self.catalogue.evaluations.values() if file.data.activite is not None}

    def evaluation_of(self, activity: Activity) -> str | None:
        """Return the address of the results of the questionnaire that followed an activity, or None."""
        return self._evaluations_of.get(activity.slug)

    def activities_on(self, themes: tuple[str, ...]) -> tuple[Activity, ...]:
        """Return the latest activities that share a theme, a few at most."""
        shared = (activity for activity in self.activities if set(activity.meta.themes) & set(themes))
        return tuple(islice(shared, RELATED))

    def fiches_on(self, themes: tuple[str, ...]) -> tuple[Fiche, ...]:
        """Return the latest sheets on any of these themes, a few at most."""
        shared = {fiche.slug: fiche for theme in themes for fiche in self.with_term("themes", theme)[:RELATED]}
        return tuple(sorted(shared.values(), key=lambda fiche: (-fiche.meta.revisee_le.toordinal(), fiche.slug))[:RELATED])

    def related(self, fiche: Fiche) -> tuple[Fiche, ...]:
        """Return a few sheets that share sources, then themes, always the same for the same content.

        Only the nearest neighbours of each theme are compared, so that the cost of a sheet does not grow with the site.
        """
        candidates = {other.slug: other for key in fiche.cited_keys for other in self.cited_in[key][: 4 * _NEIGHBOURS]}
        for theme in fiche.meta.themes:
            candidates |= {other.slug: other for other in self._around("themes", theme, fiche)}
        for public in fiche.meta.publics:
            candidates |= {other.slug: other for other in self._around("publics", public, fiche)}
        candidates.pop(fiche.slug, None)
        return tuple(sorted(candidates.values(), key=lambda other: (-self._closeness(fiche, other), other.slug))[:RELATED])

    def _around(self, facet: str, slug: str, fiche: Fiche) -> tuple[Fiche, ...]:
        group = self._by_term[(facet, slug)]
        at = self._positions[(facet, slug)][fiche.slug]
        return tuple(group[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1])

    @cached_property
    def _positions(self) -> Mapping[tuple[str, str], Mapping[str, int]]:
        return {key: {fiche.slug: index for index, fiche in enumerate(group)} for key, group in self._by_term.items()}

    @staticmethod
    def _closeness(one: Fiche, other: Fiche) -> int:
        shared_sources = len(set(one.cited_keys) & set(other.cited_keys))
        shared_themes = len(set(one.meta.themes) & set(other.meta.themes))
        shared_others = len(set(one.meta.publics) & set(other.meta.publics)) + len(
            set(one.meta.determinants) & set(other.meta.determinants)
        )
        return 10 * shared_sources + 6 * shared_themes + shared_others


def _each_once(documents: Sequence[One]) -> tuple[One, ...]:
    return tuple({document.slug: document for document in documents}.values())
