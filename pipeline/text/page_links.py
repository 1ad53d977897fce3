"""Links between content files, turned into links between pages."""

from collections.abc import Callable, Mapping
from urllib.parse import unquote, urlsplit

from pipeline.rules.links import resolve_link


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
