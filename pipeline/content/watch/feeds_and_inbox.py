"""The watch as people keep it: feeds, candidates, journal; apart from the catalogue, which holds the three as one."""

from dataclasses import dataclass, field

from pipeline.content.council import Vocabulary
from pipeline.content.watch.candidates import Candidate, load_candidates
from pipeline.content.watch.feeds import FeedList, load_feeds
from pipeline.content.watch.journal import JournalEntry, load_journal
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.text.diagnostics import Diagnostic


@dataclass(frozen=True)
class Watch:
    """All that is under ``research_notes/veille/``, but for what the software alone remembers."""

    feeds: FeedList = field(default_factory=FeedList)
    candidates: dict[str, Candidate] = field(default_factory=dict)
    journal: tuple[JournalEntry, ...] = ()


def load_watch(project: Project, vocabulary: Vocabulary, found: list[Diagnostic], memory: Memory) -> Watch:
    """Read the watch; none of its files needs to be there."""
    return Watch(load_feeds(project, vocabulary, found), load_candidates(project, found, memory), load_journal(project, found))
