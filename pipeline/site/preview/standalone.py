"""One page of the site as one file, to open from disk: styles, fonts and images inside, no script, and no request to anyone.

What it cannot do without the site is taken out (search, copying, video); links lead to the other pages made with it, or to the
published site when it has an address, or nowhere.
"""

import base64
import mimetypes
import re
from collections.abc import Callable, Mapping
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
_NOTICE = (
    '<aside class="p-apercu" aria-label="Aperçu">Aperçu d’une page proposée, telle qu’elle serait. Elle n’est pas publiée; '
    "la recherche et les "
    "boutons qui demandent le site n’y sont pas.</aside>"
)
# A link that leads nowhere here is shown as text.
_STYLE = (
    "<style>.p-apercu { padding: 0.75rem 1rem; border-bottom: 2px solid; font-weight: 600; text-align: center; } "
    "a[aria-disabled] { color: inherit !important; text-decoration: none !important; cursor: default; }</style>"
)
# With all that is inside.
_DROPPED = frozenset({"script", "form", "iframe", "video", "audio", "object", "template"})
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_IN_STYLE = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")


def standalone(site: Path, address: str, links: Mapping[str, str], published: Callable[[str], str | None]) -> str:
    """Return the page at ``address`` of the built ``site`` as one file.

    ``links`` gives the file of each page that is made with it, by address; ``published``, the full address of any other page, or None.
    """
    page = _Page(site, address, links, published)
    page.feed((site / address / "index.html").read_text(encoding="utf-8"))
    page.close()
    return "".join(page.pieces)


class _Page(HTMLParser):
    def __init__(self, site: Path, address: str, links: Mapping[str, str], published: Callable[[str], str | None]) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces: list[str] = []
        self._site, self._address, self._links, self._published = site.resolve(), address, links, published
        self._dropping: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if self._dropping or tag in _DROPPED or self._needs_site(tag, values):
            if tag not in _VOID and (not self._dropping or tag == self._dropping[0]):
                self._dropping.append(tag)
            return
        if tag == "link":
            self.pieces.append(self._link(values))
        elif tag == "meta" and "http-equiv" in values:
            if values["http-equiv"].lower() == "content-security-policy":
                self.pieces.append(f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">')
        elif tag not in ("base", "embed", "source", "track"):
            self.pieces.append(_tag(tag, self._attributes(tag, values)))
            if tag == "body":
                self.pieces.append(_NOTICE)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._dropping or tag in _DROPPED:
            return
        values = {name: value or "" for name, value in attrs}
        self.pieces.append(_tag(tag, self._attributes(tag, values), end="/>"))

    def handle_endtag(self, tag: str) -> None:
        if self._dropping:
            if tag == self._dropping[-1]:
                self._dropping.pop()
        elif tag not in _DROPPED:
            self.pieces.append(f"{_STYLE if tag == 'head' else ''}</{tag}>")

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._keep(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        self._keep(f"<!{decl}>")

    def _keep(self, text: str) -> None:
        if not self._dropping:
            self.pieces.append(text)

    def _needs_site(self, tag: str, values: Mapping[str, str]) -> bool:
        """Say whether an element does nothing without scripts, without the selection's page, or (a menu) without a published site."""
        names = values.get("class", "").split()
        menu = (tag == "nav" and "p-toc" not in names) or "p-menu" in names
        return "p-needs-js" in names or "data-selection" in values or (menu and self._published("") is None)

    def _attributes(self, tag: str, values: dict[str, str]) -> dict[str, str]:
        """Return the attributes that the page keeps; none asks for a file."""
        kept = {name: value for name, value in values.items() if not name.startswith("on") and name not in _ASKING}
        if "src" in values and tag == "img" and (data := self._data(values["src"], self._address)):
            kept["src"] = data
        target = values.get("href", values.get("xlink:href"))
        if target is not None:
            where = target if target.startswith("#") else self._destination(target) if tag == "a" else None
            if where is not None:
                kept["href"] = where
            elif tag == "a":
                kept |= {"role": "link", "aria-disabled": "true"}
        return kept

    def _destination(self, target: str) -> str | None:
        """Return where a link leads, away from the site."""
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            return target if parts.scheme in ("http", "https", "mailto") else None
        address = _joined(self._address, unquote(parts.path)) if parts.path else self._address
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        if address in self._links:
            return self._links[address] + fragment
        full = self._published(address)
        return full + (f"?{parts.query}" if parts.query else "") + fragment if full else None

    def _link(self, values: dict[str, str]) -> str:
        kinds = values.get("rel", "").lower().split()
        if "stylesheet" in kinds:
            path = self._file(values.get("href", ""), self._address)
            if path is None:
                return ""
            media = f' media="{escape(values["media"])}"' if values.get("media") else ""
            return f"<style{media}>{self._style(path)}</style>"
        if "icon" in kinds and (data := self._data(values.get("href", ""), self._address)):
            return f'<link rel="icon" href="{escape(data)}">'
        return ""

    def _style(self, path: Path) -> str:
        """Return a style sheet with the files that it names inside; one that is not of the site is left out."""
        folder = dirname(path.relative_to(self._site).as_posix()) + "/"

        def inside(match: re.Match[str]) -> str:
            address = match.group(1)
            data = address if address.startswith(("data:", "#")) else self._data(address, folder)
            return f'url("{data or "data:,"}")'

        text = re.sub(r"@import[^;]*;", "", path.read_text(encoding="utf-8"))
        # Inside, a font is always there in time.
        text = re.sub(r"font-display:\s*\w+", "font-display: block", text)
        return _IN_STYLE.sub(inside, text).replace("</", "<\\/")

    def _file(self, target: str, folder: str) -> Path | None:
        """Return the file of the site at ``target``, as a page or a sheet of ``folder`` names it."""
        parts = urlsplit(target)
        if parts.scheme or parts.netloc or not parts.path:
            return None
        path = (self._site / _joined(folder, unquote(parts.path))).resolve()
        return path if path.is_relative_to(self._site) and path.is_file() else None

    def _data(self, target: str, folder: str) -> str | None:
        if target.startswith("data:"):
            return target
        path = self._file(target, folder)
        if path is None:
            return None
        kind = "font/woff2" if path.suffix == ".woff2" else mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"


# Attributes that ask for something, or that only a script reads.
_ASKING = frozenset({"href", "xlink:href", "src", "srcset", "action", "formaction", "poster", "data", "ping", "background", "manifest"})


def _tag(name: str, attributes: Mapping[str, str], end: str = ">") -> str:
    written = "".join(f' {key}="{escape(value)}"' if value else f" {key}" for key, value in attributes.items())
    return f"<{name}{written}{end}"


def _joined(folder: str, path: str) -> str:
    """Return the address that ``path`` gives from ``folder``; a folder keeps its last slash."""
    address = normpath(join("/" + folder, path)).lstrip("/")
    return f"{address}/" if path.endswith(("/", "..", ".")) and address else address
