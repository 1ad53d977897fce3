"""The index of the site: citations, back-links, neighbours and lists, computed once, before any page is written."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from itertools import chain, islice
from typing import cast

from pipeline.content.activities.activity import ACTIVITIES, Activity
from pipeline.content.address_book import FACETS, page_address, plan_address
from pipeline.content.campaigns import CAMPAIGNS, CampaignDays
from pipeline.content.catalogue import Catalogue
from pipeline.content.committees import COMMITTEES, Committee
from pipeline.content.council import Term
from pipeline.content.kind import AnyDocument, AnyKind, AnyWritten, Kind, One
from pipeline.content.kinds import NAMING
from pipeline.content.needs import NEEDS, Need
from pipeline.content.plain_pages import PAGES
from pipeline.content.plans.plan import PLANS, Plan
from pipeline.content.relations import Relations
from pipeline.content.rooms import closed_rooms
from pipeline.content.sheets.sheet import FICHES, Fiche
from pipeline.content.sheets.standing import Standing, standings
from pipeline.content.sources.bibliography import Reference
from pipeline.content.sources.notes import Note
from pipeline.content.sources.reading import Design
from pipeline.content.sources.tracing import Trace
from pipeline.content.watch.journal import Decision
from pipeline.references.apa import FormattedReference
from pipeline.references.labels import Label
from pipeline.rules.links import linked_files
from pipeline.text.words import fold

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


def in_order(works: Iterable[Work]) -> tuple[Work, ...]:
    """Return works in the order of their references."""
    return tuple(sorted(works, key=lambda work: work.formatted.text.casefold()))


@dataclass(frozen=True)
class PortableFiche:
    """A sheet with all that its words need away from its page.

    That is what it is worth, what it claims, the works it cites, and the addresses of the pages it links to.
    """

    fiche: Fiche
    standing: Standing
    traces: Sequence[Trace]
    works: Mapping[str, Work]
    links: Mapping[str, str]

    @property
    def notes(self) -> Mapping[str, Note]:
        """The notes of the works it cites, by key; none of one that is still to write."""
        return {key: work.note for key, work in self.works.items() if work.note is not None}

    @property
    def sorted_works(self) -> tuple[Work, ...]:
        """The works it cites, in the order of their references."""
        return in_order(self.works.values())


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

    def published(self, kind: Kind[One]) -> tuple[One, ...]:
        """Return the files of one kind that have a page, in the order of their list: by title, for a kind that has no order of its own."""
        return cast(tuple[One, ...], self._published(kind))

    def _published(self, kind: AnyKind) -> tuple[AnyWritten, ...]:
        ordered: dict[AnyKind, Callable[[], Iterable[AnyWritten]]] = {
            FICHES: lambda: self.fiches,
            ACTIVITIES: lambda: self.activities,
            COMMITTEES: lambda: self.committees,
            NEEDS: lambda: self._register,
            PLANS: lambda: self.plans,
            PAGES: self.catalogue.pages.values,
        }
        if kind in ordered:
            return tuple(ordered[kind]())
        written = self.catalogue.of(kind).values()
        if not kind.paged:
            return tuple(written)
        return tuple(sorted((one for one in written if self.drafts or not one.draft), key=lambda one: fold(one.meta.titre)))

    @cached_property
    def closed(self) -> Mapping[str, str]:
        """The pages that have nothing to show, each with the page to which its address leads meanwhile."""
        council, vocabulary = self.catalogue.organisation, self.catalogue.vocabulary
        return closed_rooms(council, vocabulary, self._published, works=bool(self.catalogue.references))

    @cached_property
    def relations(self) -> Relations:
        """Who names whom among what is published, both ways."""
        return Relations(self.catalogue.page_kinds, {kind: self._published(kind) for kind in NAMING})

    @property
    def withdrawn(self) -> tuple[Fiche, ...]:
        """Sheets that were withdrawn: a page each, in no list."""
        return tuple(fiche for fiche in self.catalogue.fiches.values() if fiche.withdrawn and fiche.on_site(self.today))

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """Activities, latest first."""
        return tuple(sorted(self.catalogue.activities.values(), key=lambda a: (a.meta.date, a.slug), reverse=True))

    @cached_property
    def _register(self) -> tuple[Need, ...]:
        """What waits for an answer first, the oldest first; then what was answered, the latest first."""

        def order(need: Need) -> tuple[bool, int, str]:
            answered, day = need.meta.etat == "repondu", need.meta.date.toordinal()
            return answered, -day if answered else day, need.slug

        return tuple(sorted((need for need in self.catalogue.needs.values() if self.drafts or not need.draft), key=order))

    @cached_property
    def needs(self) -> tuple[AnsweredNeed, ...]:
        """The register, each need with what answers it."""
        return tuple(
            AnsweredNeed(
                need,
                self.relations.with_(need, FICHES),
                self.relations.with_(need, ACTIVITIES),
                self.committees_named(need.meta.comites),
            )
            for need in self._register
        )

    @property
    def campaign_days(self) -> tuple[CampaignDays, ...]:
        """Every edition of every campaign."""
        return tuple(days for campaign in self.published(CAMPAIGNS) for days in campaign.days)

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
            fiche.slug: PortableFiche(
                fiche=fiche, standing=worth, traces=self.catalogue.traces(fiche), works=self.works_of(fiche), links=self.links_of(fiche)
            )
            for fiche, worth in zip(self.fiches, self.standings(self.fiches).values(), strict=True)
        }

    def standings(self, *lists: Iterable[Fiche]) -> Mapping[str, Standing]:
        """Return what each sheet of these lists is worth, by slug: what the macros of the templates show beside a title (« preuves »)."""
        return {fiche.slug: self._standings[fiche.slug] for fiche in chain(*lists)}

    @cached_property
    def _standings(self) -> Mapping[str, Standing]:
        """What each sheet is worth: a page of a large site names dozens of others."""
        return standings(self.catalogue.fiches.values(), self.catalogue)

    @cached_property
    def _by_term(self) -> Mapping[tuple[str, str], list[Fiche]]:
        found: dict[tuple[str, str], list[Fiche]] = defaultdict(list)
        for fiche in self.fiches:
            for facet in (*FACETS, COMMITTEES.plural):
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

    def plan_links(self, plans: Sequence[Plan]) -> tuple[PlanLink, ...]:
        """Return what other pages say of these plans."""
        return tuple(
            PlanLink(self.catalogue.committees[plan.meta.comite].meta.nom, plan.meta.annee, plan_address(plan.slug)) for plan in plans
        )

    @cached_property
    def cited_in(self) -> Mapping[str, list[Fiche]]:
        """For each key, the published sheets that cite it."""
        found: dict[str, list[Fiche]] = defaultdict(list)
        for fiche in self.fiches:
            for key in fiche.cited_keys:
                found[key].append(fiche)
        return found

    @cached_property
    def _evaluations_of(self) -> Mapping[str, str]:
        return {file.meta.activite: file.address for file in self.catalogue.evaluations.values() if file.meta.activite is not None}

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
