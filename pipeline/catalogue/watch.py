"""The watch as people keep it: feeds, candidates, journal."""

from dataclasses import dataclass, field

from pipeline.catalogue import candidates, feeds, journal
from pipeline.catalogue.candidates import Candidate, load_candidates
from pipeline.catalogue.diagnostics import Diagnostic
from pipeline.catalogue.feeds import FeedList, load_feeds
from pipeline.catalogue.journal import Entry, load_journal
from pipeline.catalogue.memory import Memory
from pipeline.catalogue.models import Vocabulary
from pipeline.catalogue.project import Project

RULES = tuple(sorted((*feeds.RULES, *candidates.RULES, *journal.RULES), key=lambda rule: rule.code))


@dataclass(frozen=True)
class Watch:
    """All that is under ``research_notes/veille/``, but for what the software alone remembers."""

    feeds: FeedList = field(default_factory=FeedList)
    candidates: dict[str, Candidate] = field(default_factory=dict)
    journal: tuple[Entry, ...] = ()


def load_watch(project: Project, vocabulary: Vocabulary, found: list[Diagnostic], memory: Memory) -> Watch:
    """Read the watch; none of its files needs to be there."""
    return Watch(load_feeds(project, vocabulary, found), load_candidates(project, found, memory), load_journal(project, found))
