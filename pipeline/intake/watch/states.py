"""What the watch writes of each feed: in ``etat.json``, what it remembers between two runs; in ``fils.toml``, its new address.

The state is one record a feed, sorted, so that branches merge. The list of feeds is people's: its comments and its order stay.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated

import tomlkit
from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.fields.marks import HIDDEN
from pipeline.fields.types import Day
from pipeline.project import Project
from pipeline.text.words import slug
from pipeline.writing import replace_if_different


class FeedState(BaseModel):
    """What is known of one feed at its address. ``pas_avant`` (UTC) is when it may be asked for again."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    adresse: Annotated[str, HIDDEN]
    etag: Annotated[str | None, HIDDEN] = None
    last_modified: Annotated[str | None, HIDDEN] = None
    lu_le: Day | None = None
    pas_avant: datetime | None = None
    echecs: Annotated[int, HIDDEN] = 0
    disparu_le: Day | None = None


def load_states(project: Project) -> dict[str, FeedState] | None:
    """Return the state of each feed, by id; None when the file cannot be read (two branches merged by hand): all is asked for again."""
    try:
        data = json.loads(project.feed_states.read_text(encoding="utf-8"))
        return {name: FeedState.model_validate(value) for name, value in data.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, ValidationError, RecursionError):
        return None


def save_states(project: Project, states: Mapping[str, FeedState]) -> None:
    """Write the state of each feed."""
    data = {name: state.model_dump(mode="json", exclude_defaults=True) for name, state in states.items()}
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    replace_if_different(project.feed_states, text.encode())


def update_feeds(project: Project, moved: Mapping[str, str], confirmed: Mapping[str, date]) -> bool:
    """Write the new address of feeds that moved and the day of the first good read, by id; say whether the file changed."""
    if not moved and not confirmed:
        return False
    text = project.feeds.read_text(encoding="utf-8")
    document = tomlkit.parse(text)
    for feed in document.get("fil", []):
        name = slug(str(feed["nom"]))
        if name in moved:
            feed["adresse"] = moved[name]
        if name in confirmed and not isinstance(feed.get("confirmee"), date):
            feed["confirmee"] = confirmed[name]
    return replace_if_different(project.feeds, tomlkit.dumps(document).encode())
