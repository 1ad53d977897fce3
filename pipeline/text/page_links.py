"""Links between content files, turned into links between pages."""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit


def link_mender(path: str, links: Mapping[str, str], link: Callable[[str], str]) -> Callable[[str], str]:
    """Return what mends the links written in the file at ``path``: « tutorat.md » becomes ``link("fiches/tutorat/")``.

    ``links`` gives the address of each page by the path of its file; what leads to none (a web address, an anchor) is returned as it is.
    """

    def mend(target: str) -> str:
        try:
            parts = urlsplit(unquote(target))
        except ValueError:
            return target
        if parts.scheme or not parts.path:
            return target
        other = links.get(resolve_link(path, parts.path))
        return target if other is None else link(other + (f"#{parts.fragment}" if parts.fragment else ""))

    return mend


def resolve_link(document_path: str, target: str) -> str:
    """Return the repository path that a relative link of ``document_path`` points to."""
    parts: list[str] = []
    for part in (PurePosixPath(document_path).parent / unquote(target)).parts:
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
