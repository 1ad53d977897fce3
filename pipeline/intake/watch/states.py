"""What the watch remembers of each feed between two runs, ``research_notes/veille/etat.json``: one record a feed, sorted, so that branches merge."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.fields.marks import HIDDEN
from pipeline.fields.types import Day
from pipeline.project import Project
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
