"""Where a recording plays: the hosts whose player may be shown in the page, once the reader asks for it."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_VIMEO_ID = re.compile(r"\d{6,12}")


@dataclass(frozen=True)
class Player:
    """A host's player: its ``name`` for people, its ``origin`` for the page's policy, the ``address`` of the frame."""

    name: str
    origin: str
    address: str
    starts: str  # what the address takes to begin at a second
    watch: str  # the address of the recording at a second, for those who go there

    def at(self, second: int) -> str:
        """Return the address of the recording, at that second."""
        return f"{self.watch}{second}s" if second else self.watch.partition("&t=")[0].partition("#t=")[0]


def player(address: str) -> Player | None:
    """Return the player of a recording, or None when its host is not one whose address we know how to read."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if host in ("youtube.com", "youtu.be"):
        key = parts.path.strip("/") if host == "youtu.be" else parse_qs(parts.query).get("v", [""])[0]
        if _YOUTUBE_ID.fullmatch(key):
            origin = "https://www.youtube-nocookie.com"
            return Player(
                name="YouTube",
                origin=origin,
                address=f"{origin}/embed/{key}?rel=0",
                starts="&start=",
                watch=f"https://www.youtube.com/watch?v={key}&t=",
            )
    if host == "vimeo.com" and _VIMEO_ID.fullmatch(key := parts.path.strip("/")):
        origin = "https://player.vimeo.com"
        return Player(name="Vimeo", origin=origin, address=f"{origin}/video/{key}?dnt=1", starts="#t=", watch=f"https://vimeo.com/{key}#t=")
    return None
