"""Safe HTML as a small tree of plain data: what a document that is no page (a PDF) shows of people's text.

The tree comes from the very HTML that pages hold (``prose_html``), so a text means the same in both. Its words are data: whatever they
look like, they are never read as the markup of another language.
"""

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import TypeAlias

# A node is text, or {"k": kind, "c": children} with what the kind needs: "vers" (a link's address), "cle" (a cited work),
# "rang" (of a heading).
Node: TypeAlias = "str | dict[str, object]"

_BLOCKS = {"p", "ul", "ol", "li", "blockquote", "pre", "table", "tr", "th", "td"}
_INLINE = {"em", "strong", "code", "sup", "sub"}
_SAME = {"i": "em", "b": "strong"}
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}
_WEB = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]»]")
_LONG_WORD = re.compile(r"[^\s\u00a0\u200b-]{41,}")


def tree(html: str, top: int = 1) -> list[Node]:
    """Return the nodes of ``html``, which is safe; its headings begin at rank ``top`` and skip none (PDF/UA-1, 7.4.2).

    Addresses that are written out become links; a link that leads to another place of the same page is text.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    nodes = reader.root
    _rank(nodes, top)
    return nodes


def plain(nodes: Iterable[Node]) -> str:
    """Return the words of ``nodes``."""
    return "".join(node if isinstance(node, str) else plain(children(node)) for node in nodes)


def children(node: dict[str, object]) -> list[Node]:
    """Return what a node holds."""
    held = node["c"]
    assert isinstance(held, list)  # noqa: S101 (for the type)
    return held


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root: list[Node] = []
        self._open: list[tuple[str, list[Node]]] = [("", self.root)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "hr"):
            self._open[-1][1].append({"k": tag, "c": []})
            return
        held: list[Node] = []
        node = _node(tag, dict(attrs), held)
        if node is None:
            held = self._open[-1][1]  # a tag that means nothing here: its words stand where they are
        else:
            self._open[-1][1].append(node)
        self._open.append((tag, held))

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        held = self._open[-1][1]
        names = {name for name, _ in self._open}
        if not data.strip() and (not names & {"p", "li", "td", "th", "pre", "a", *_HEADINGS}) and "\n" in data:
            return  # between blocks
        text = data if "pre" in names else re.sub(r"[ \t\n]+", " ", data)
        held.extend([text] if "a" in names or "pre" in names else _linked(text))


def _node(tag: str, attributes: dict[str, str | None], held: list[Node]) -> dict[str, object] | None:
    tag = _SAME.get(tag, tag)
    if tag in _BLOCKS or tag in _INLINE:
        return {"k": tag, "c": held}
    if tag in _HEADINGS:
        return {"k": "titre", "rang": _HEADINGS[tag], "c": held}
    if tag == "cite" and (key := attributes.get("data-cle")):
        return {"k": "cite", "cle": key, "c": held}
    href = attributes.get("href") or ""
    if tag == "a" and href.startswith(("https://", "http://", "mailto:")):
        return {"k": "a", "vers": href, "c": held}
    return None


def _linked(text: str) -> list[Node]:
    nodes: list[Node] = []
    at = 0
    for match in _WEB.finditer(text):
        nodes += [breakable(text[at : match.start()]), {"k": "a", "vers": match.group(), "c": [match.group()]}]
        at = match.end()
    nodes.append(breakable(text[at:]))
    return [node for node in nodes if node != ""]


def breakable(text: str) -> str:
    """Return ``text`` with places to break the words that no line holds (U+200B): nothing runs off the paper."""
    return _LONG_WORD.sub(lambda match: "\u200b".join(re.findall(r".{1,20}", match.group())), text)


def _rank(nodes: list[Node], top: int) -> None:
    last = top - 1
    for node in nodes:
        if isinstance(node, dict) and node["k"] == "titre":
            wanted = node["rang"]
            assert isinstance(wanted, int)  # noqa: S101 (for the type)
            last = node["rang"] = max(top, min(wanted, last + 1))
