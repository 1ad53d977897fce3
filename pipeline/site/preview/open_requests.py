"""Which open pull requests have a preview beside the published site, from what GitHub says of them."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

# Put by a person of the repository (GitHub lets no one else) on a request that came by a form, once they have read it.
LABEL = "apercu"
FORM_BRANCH = "formulaire-"
# Each preview is a whole site: more than these would not be made in time.
MOST = 20


@dataclass(frozen=True)
class OpenRequest:
    """A pull request whose ``commit`` may be shown; ``by_form`` when its text came by a form, so that its drafts are what is reviewed."""

    number: int
    commit: str
    by_form: bool


def with_preview(listing: str, repository: str) -> tuple[OpenRequest, ...]:
    """Return the requests that have a preview, of a ``listing`` of GitHub's (REST API, « List pull requests »); at most ``MOST``.

    They are of branches of ``repository`` (owner/name), never of a fork. A branch that a form fills is written by anyone who has an
    account: it has a preview only while it bears the label ``LABEL``. Raises ValueError when the listing is none.
    """
    requests = json.loads(listing)
    if not isinstance(requests, list):
        raise ValueError("a listing of pull requests is a list")
    return tuple(islice(_shown(requests, repository), MOST))


def _shown(requests: list[object], repository: str) -> Iterator[OpenRequest]:
    for request in requests:
        match request:
            case {
                "number": int(number),
                "head": {"ref": str(branch), "sha": str(commit), "repo": {"full_name": str(name)}},
                "labels": list(labels),
            }:
                by_form = branch.casefold().startswith(FORM_BRANCH)
                labelled = any(isinstance(label, dict) and label.get("name") == LABEL for label in labels)
                if name == repository and re.fullmatch(r"[0-9a-f]{40}", commit) and (labelled or not by_form):
                    yield OpenRequest(number, commit, by_form)
            case _:
                continue  # the fork of a request may be gone: « repo » is then null
