"""What the watch itself writes in ``fils.toml``: new addresses and first good reads; comments and order stay."""

from collections.abc import Mapping
from datetime import date

import tomlkit

from pipeline.project import Project
from pipeline.text.words import slug
from pipeline.writing import replace_if_different


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
