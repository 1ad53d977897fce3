"""Published files as tests read them: HTML parsed strictly, folders as bytes."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from pipeline.site.build_lock import NAME as LOCK

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Element:
    """One element of a page; ``children`` are elements and texts, in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    def walk(self) -> Iterator["Element"]:
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.walk()

    def all(self, tag: str, **attributes: str) -> list["Element"]:
        """Return the elements of that tag with those attributes (``class_`` is one of the classes)."""
        wanted = attributes.pop("class_", None)
        return [
            element
            for element in self.walk()
            if element.tag == tag
            and (wanted is None or wanted in element.attributes.get("class", "").split())
            and all(element.attributes.get(name) == value for name, value in attributes.items())
        ]

    def one(self, tag: str, **attributes: str) -> "Element":
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} <{tag}> {attributes}"
        return found[0]

    @property
    def text(self) -> str:
        """The text, on one line."""
        return " ".join("".join(self._texts()).split(" ")).strip()

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child._texts()

    @property
    def ids(self) -> list[str]:
        return [element.attributes["id"] for element in self.walk() if "id" in element.attributes]

    def structured_data(self) -> dict[str, Any]:
        """Return the page's JSON-LD, which must parse."""
        data: dict[str, Any] = json.loads(self.one("script", type="application/ld+json").text)
        return data

    def description(self) -> str:
        return self.one("meta", name="description").attributes["content"]


class _Tree(HTMLParser):
    """Refuses what a browser would mend: a stray end tag, an element left open, an attribute given twice."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#document")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"attribute given twice: {self.get_starttag_text()}"
        assert all(name.replace("-", "").replace(":", "").isalnum() for name in names), f"broken attribute: {self.get_starttag_text()}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}> at {self.getpos()}"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def close(self) -> None:
        super().close()
        assert self._open == [self.root], f"<{self._open[-1].tag}> is never closed"


def parse(html: str | bytes) -> Element:
    """Return the tree of a page or of a fragment."""
    tree = _Tree()
    tree.feed(html.decode() if isinstance(html, bytes) else html)
    tree.close()
    return tree.root


def page(site: Path, address: str) -> Element:
    """Return the page at ``address`` of a published site (« » is home)."""
    file = site / address
    return parse((file / "index.html" if address == "" or address.endswith("/") else file).read_bytes())


def html_files(site: Path) -> list[Path]:
    """Return every published page, 404 included; the search index's own files are not pages."""
    return [path for path in sorted(site.rglob("*.html")) if "pagefind" not in path.relative_to(site).parts]


def snapshot(folder: Path, *, without: tuple[str, ...] = ("pagefind",)) -> dict[str, bytes]:
    """Return the bytes of every file of ``folder``; Pagefind's index is never byte-stable and is left out, as is the empty file of the lock."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != LOCK and path.relative_to(folder).parts[0] not in without
    }


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> set[str]:
    """Return the names of the files that one of the two lacks or holds with other bytes."""
    return {name for name in {*one, *other} if one.get(name) != other.get(name)}
