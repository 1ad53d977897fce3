"""One run of the watch: ask every feed that is due, then file what is new. Stopped at any moment, it starts again where it was."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from enum import StrEnum

from pydantic import ValidationError

from pipeline.content.catalogue import Catalogue
from pipeline.content.watch.candidates import Candidate
from pipeline.content.watch.feeds import Feed
from pipeline.intake.watch.inbox import Inbox, Themes
from pipeline.intake.watch.journal_entries import add_to_journal, missing_entries
from pipeline.intake.watch.reader import FeedContent, read_feed
from pipeline.intake.watch.states import FeedState, load_states, save_states, update_feeds
from pipeline.intake.web.fetch import Fetched, Fetcher, FetchOutcome, ask_by_host
from pipeline.text.typographic import french_lines

LONGEST_RUN = 900.0
# Runs in a row without an answer before people are told.
PATIENCE = 3


class Status(StrEnum):
    """What became of a feed in this run."""

    READ = "read"
    UNCHANGED = "unchanged"
    WAITING = "waiting"
    STOPPED = "stopped"
    GONE = "gone"
    QUIET = "quiet"
    FAILING = "failing"


@dataclass(frozen=True)
class FeedResult:
    """What one feed gave. ``failures`` counts the runs in a row without a good answer, this one included."""

    feed: Feed
    status: Status
    reason: str = ""
    remarks: tuple[str, ...] = ()
    moved: str | None = None
    confirmed: bool = False
    failures: int = 0
    new: tuple[str, ...] = ()
    duplicates: int = 0
    known: int = 0
    filtered: int = 0
    refused: int = 0


@dataclass(frozen=True)
class WatchReport:
    """What one run gave; ``new`` are the candidates that it added, by the name of their files.

    ``offline``: no name of several led anywhere, so the machine is cut off, and nothing was written.
    """

    results: tuple[FeedResult, ...]
    new: Mapping[str, Candidate] = field(default_factory=dict)
    memory_lost: bool = False
    offline: bool = False

    def of(self, status: Status) -> tuple[FeedResult, ...]:
        """Return the feeds of one status."""
        return tuple(result for result in self.results if result.status is status)


def watch(
    catalogue: Catalogue,
    fetcher: Fetcher,
    now: datetime,
    today: date,
    *,
    longest: float = LONGEST_RUN,
    step: Callable[[int, int], None] = lambda _done, _total: None,
) -> WatchReport:
    """Read the feeds that are due and write what is new; ``longest`` is in seconds; ``step`` is called with how many of all are read."""
    project, kept = catalogue.project, catalogue.watch
    loaded = load_states(project)
    states = {feed.id: _state(feed, loaded or {}) for feed in kept.feeds.fil}
    due = [feed for feed in kept.feeds.fil if _is_due(states[feed.id], now)]
    answers = _ask(due, states, fetcher, time.monotonic() + longest, step)
    if len(answers) > 1 and all(fetched.outcome is FetchOutcome.NOWHERE for fetched, _ in answers.values()):
        return WatchReport(tuple(FeedResult(feed, Status.WAITING) for feed in kept.feeds.fil), offline=True)
    inbox = Inbox(
        project=project,
        references=catalogue.references,
        candidates=kept.candidates,
        journal=kept.journal,
        themes=Themes(catalogue.vocabulary, kept.feeds),
    )
    add_to_journal(project, missing_entries(kept.journal, kept.candidates, today))
    results: list[FeedResult] = []
    addresses = {feed.id: feed.adresse for feed in kept.feeds.fil}
    for feed in kept.feeds.fil:
        state = states[feed.id]
        if feed.id not in answers:
            results.append(FeedResult(feed, Status.STOPPED if state.disparu_le else Status.WAITING))
            continue
        fetched, content = answers[feed.id]
        kept_address, remark = _new_address(feed, fetched.moved, addresses)
        fetched = replace(fetched, moved=kept_address)
        addresses[feed.id] = kept_address or feed.adresse
        result, states[feed.id] = _outcome(feed, state, fetched, content, now, today)
        result = replace(result, remarks=(*result.remarks, *remark))
        if content is not None and not content.problem:
            sorted_ = inbox.sort(feed, content.items, today)
            add_to_journal(project, sorted_.entries)
            result = replace(result, new=sorted_.new, duplicates=sorted_.duplicates, known=sorted_.known, filtered=sorted_.filtered)
        results.append(result)
    # Last, so that a run that was stopped asks again for what it had not filed.
    moved = {result.feed.id: result.moved for result in results if result.moved}
    update_feeds(project, moved, {result.feed.id: today for result in results if result.confirmed})
    if kept.feeds.fil:
        save_states(project, states)
    return WatchReport(tuple(results), {name: inbox.candidates[name] for result in results for name in result.new}, loaded is None)


def _state(feed: Feed, states: Mapping[str, FeedState]) -> FeedState:
    """Return what is known of a feed at the address that it has now."""
    state = states.get(feed.id)
    return state if state is not None and state.adresse == feed.adresse else FeedState(adresse=feed.adresse)


def _new_address(feed: Feed, moved: str | None, addresses: Mapping[str, str]) -> tuple[str | None, tuple[str, ...]]:
    """Return the address that a feed may take in its place, or None, and why not: what the watch writes must pass the checks (G002)."""
    if moved is None:
        return None, ()
    other = next((name for name, address in addresses.items() if address == moved and name != feed.id), None)
    if other is not None:
        return None, french_lines(
            [f"il renvoie à l’adresse d’un autre fil de la liste ({moved}) : retirez l’un des deux blocs de fils.toml"]
        )
    try:
        Feed.model_validate({**feed.model_dump(), "adresse": moved})
    except ValidationError:
        return None, french_lines(
            ["il renvoie à une adresse qui ne peut pas être écrite dans fils.toml : cherchez la nouvelle sur le site de la revue"]
        )
    return moved, ()


def _is_due(state: FeedState, now: datetime) -> bool:
    return state.disparu_le is None and (state.pas_avant is None or state.pas_avant.replace(tzinfo=UTC) <= now)


def _ask(
    feeds: Iterable[Feed], states: Mapping[str, FeedState], fetcher: Fetcher, until: float, step: Callable[[int, int], None]
) -> dict[str, tuple[Fetched, FeedContent | None]]:
    """Ask for the feeds, several hosts at once and one feed at a time for each; return the answers, already read, by id."""
    asked = list(feeds)
    answers: dict[str, tuple[Fetched, FeedContent | None]] = {}

    def ask(feed: Feed) -> None:
        state = states[feed.id]
        if time.monotonic() >= until:
            fetched = Fetched(FetchOutcome.FAILED, "La veille a manqué de temps : ce fil sera lu la prochaine fois.")
        else:
            fetched = fetcher.fetch(feed.adresse, state.etag, state.last_modified, until)
        read = fetched.outcome is FetchOutcome.READ
        content = read_feed(fetched.body, fetched.content_type, fetched.moved or feed.adresse) if read else None
        answers[feed.id] = (replace(fetched, body=b""), content)
        step(len(answers), len(asked))

    ask_by_host(asked, lambda feed: feed.adresse, ask)
    return answers


def _outcome(
    feed: Feed, state: FeedState, fetched: Fetched, content: FeedContent | None, now: datetime, today: date
) -> tuple[FeedResult, FeedState]:
    """Return what to say of a feed, and what to remember of it."""
    failures = state.echecs + 1
    if content is not None and content.problem:
        fetched = replace(fetched, outcome=FetchOutcome.FAILED, reason=content.problem, moved=None)
    match fetched.outcome:
        case FetchOutcome.READ | FetchOutcome.UNCHANGED:
            changes: dict[str, object] = {
                "adresse": fetched.moved or feed.adresse,
                "echecs": 0,
                "lu_le": today,
                "pas_avant": (now + fetched.fresh_for).replace(microsecond=0) if fetched.fresh_for else None,
            }
            if fetched.outcome is FetchOutcome.READ:
                changes |= {"etag": fetched.etag, "last_modified": fetched.last_modified}
            status = Status.READ if fetched.outcome is FetchOutcome.READ else Status.UNCHANGED
            remarks, refused = (content.remarks, content.refused) if content else ((), 0)
            result = FeedResult(feed, status, remarks=remarks, moved=fetched.moved, confirmed=feed.confirmee is None, refused=refused)
            return result, state.model_copy(update=changes)
        case FetchOutcome.GONE:
            return FeedResult(feed, Status.GONE, fetched.reason), state.model_copy(update={"disparu_le": today})
        case FetchOutcome.WAIT:
            wait = fetched.retry_at.replace(microsecond=0) if fetched.retry_at else None
            return FeedResult(feed, Status.WAITING, fetched.reason), state.model_copy(update={"pas_avant": wait})
        case FetchOutcome.MISSING if failures < PATIENCE:
            return FeedResult(feed, Status.QUIET, fetched.reason, failures=failures), state.model_copy(update={"echecs": failures})
    return FeedResult(feed, Status.FAILING, fetched.reason, failures=failures), state.model_copy(update={"echecs": failures})
