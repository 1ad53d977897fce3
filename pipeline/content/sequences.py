"""``content/calendrier.txt``: how many times each activity, or edition of a campaign, changed in people's calendars (RFC 5545, SEQUENCE).

One activity a line, in order: ``slug number fingerprint day``, so that two branches that add or move activities merge. Where
both changed the same one, both lines stay and the higher number counts.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.content.activities.activity import ACTIVITIES, Activity
from pipeline.content.campaigns import CAMPAIGNS, CampaignDays
from pipeline.content.kind import Timed
from pipeline.project import Project

_LINE = re.compile(r"([a-z0-9-]{1,120}) (\d{1,6}) ([0-9a-f]{12}) (\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True)
class Sequence:
    """The ``number`` of changes of one activity, the fingerprint of what it says, and the day of the last change."""

    number: int
    fingerprint: str
    changed: date


def fingerprint(dated: Timed) -> str:
    """Return what a change of date, hours, place or state changes, and a correction of words does not."""
    facts: tuple[object, ...] = (dated.start, dated.end)
    if isinstance(dated, Activity):
        meta = dated.meta
        facts = (*facts, meta.debut, meta.fin, meta.lieu, meta.plateforme, meta.modalite, meta.etat, meta.undated)
    return hashlib.sha256(repr([str(fact) for fact in facts]).encode()).hexdigest()[:12]


def read_sequences(project: Project) -> dict[str, Sequence]:
    """Return what was recorded, by slug; a line that does not read is as if it were not there."""
    path = project.sequences
    found: dict[str, Sequence] = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else ():
        match = _LINE.fullmatch(line.strip())
        day = _day(match.group(4)) if match else None
        if match is None or day is None:
            continue
        slug, one = match.group(1), Sequence(int(match.group(2)), match.group(3), day)
        found[slug] = max(found.get(slug, one), one, key=lambda sequence: (sequence.number, sequence.changed, sequence.fingerprint))
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def calendar_name(dated: Timed, first: Callable[[str], str]) -> str:
    """Return the name that agendas know an activity or an edition by: the one that it had before its page moved, if it did.

    ``first`` gives the address that a page had before all its moves. The name is part of the UID, which never changes (RFC 7986, 5.3).
    """
    if not isinstance(dated, CampaignDays):
        return first(ACTIVITIES.page_address(dated.slug)).strip("/").rpartition("/")[2]
    page = dated.campaign.slug
    before = first(CAMPAIGNS.page_address(page)).strip("/").rpartition("/")[2]
    return dated.slug if before == page else f"campagne-{before}-{dated.edition.nom}"


def sequences_on(
    today: date, known: Mapping[str, Sequence], all_dated: Iterable[Timed], first: Callable[[str], str] = str
) -> dict[str, Sequence]:
    """Return the sequence of each activity and edition: the recorded one, one more when it changed, 0 on ``today`` when it is new.

    ``first`` as ``calendar_name`` has it: what moved goes on from what was recorded under its first name.
    """
    result: dict[str, Sequence] = {}
    for dated in all_dated:
        mark, before = fingerprint(dated), known.get(dated.slug) or known.get(calendar_name(dated, first))
        if before is None:
            result[dated.slug] = Sequence(0, mark, today)
        elif before.fingerprint != mark:
            result[dated.slug] = Sequence(before.number + 1, mark, today)
        else:
            result[dated.slug] = before
    return result
