"""People's Markdown, turned into safe HTML: raw HTML shown as text, links checked, citations made into buttons."""

import re
from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from html import unescape
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.extensions.toc import unique
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from pipeline.text.citation_syntax import CitationGroup
from pipeline.text.files import invisible
from pipeline.text.prose import Prose
from pipeline.text.typographic import NBSP
from pipeline.text.words import slug

_TAG_NAMES = "p em strong ul ol li blockquote code pre a br hr h2 h3 h4 sup sub table thead tbody tr th td"
_TAGS = set(_TAG_NAMES.split())
_ATTRIBUTES = {
    "a": {"href"},
    "code": {"class"},
    "th": {"scope", "style"},
    "td": {"style"},
    "ol": {"start"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
}
# What a terminal shows keeps its columns: the box scrolls, and the keyboard must reach it.
_TERMINAL = "language-terminal"
# What stands for a citation while the text is made into HTML; in a tag (an address) there is no place for a button.
_PLACEHOLDER = re.compile("\ue000(\\d+)\ue001")
_TAG_OR_PLACEHOLDER = re.compile('(?P<tag><(?:[^<>"]|"[^"]*")*>)|\ue000(?P<number>\\d+)\ue001')
_REFERENCE = re.compile(r"&(?:#\w{1,12}|[A-Za-z]\w{1,40});")
# A comment that stands in code is shown: it is what the code says.
_COMMENT_OR_CODE = re.compile(
    r"(?P<code>^ {0,3}(?P<fence>`{3,}|~{3,}).*?(?:^ {0,3}(?P=fence)|\Z)"
    r"|(?P<tick>`{1,3})(?!`)[^\n]{0,500}?(?<!`)(?P=tick)(?!`))|<!--.{0,2000}?-->",
    re.DOTALL | re.MULTILINE,
)
# Paragraphs of one line that begin with a letter, and hold no sign of Markdown or HTML.
_LINE = r"[^\W\d_][^\\`*_\[\]<>&\n\t]*(?<!\s)"
_PLAIN = re.compile(rf"{_LINE}(?:\n\n+{_LINE})*+")
# A whole link or pair of brackets, or a bracket that begins none: Markdown reads on from each of those, to the end of its paragraph.
_BRACKETS = re.compile(r"(?P<whole>\[[^\[\]]{0,1000}\](?:\([^()]{0,2000}\)|\[[^\[\]]{0,200}\]|(?![(\[])))|(?<!\\)\[")
_MOST_LOOSE = 50
_SHOWN_BRACKET = "\ue002"
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]\n@]{1,200}\]:[ \t]*\S.*$", re.MULTILINE)


class _NoRawHtml(Extension):
    def __init__(self, taken: Collection[str]) -> None:
        super().__init__()
        self._taken = taken

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 (the library's name)
        md.parser.blockprocessors.deregister("setextheader")  # our headings begin with « # »; the checks see no other
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "@"]  # « \\@ » is how a text says @ without citing
        md.treeprocessors.register(_Headings(md, self._taken), "passerelle_headings", 5)


class _Headings(Treeprocessor):
    """Give each heading the id that links and checks expect; one that is taken is numbered (« contenu_1 »)."""

    def __init__(self, md: markdown.Markdown, taken: Collection[str]) -> None:
        super().__init__(md)
        self._ids = set(taken)

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in ("h2", "h3", "h4"):
                element.set("id", unique(slug("".join(element.itertext())), self._ids))
            if element.tag == "th":
                element.set("scope", "col")


_MARKDOWN = ("tables", "sane_lists", "fenced_code")


class ProseRenderer:
    """Renders slices of one source; ``cite`` gives the HTML of a group of citations, ``link`` mends an address.

    ``taken`` are the ids that the page has already.
    """

    def __init__(self, prose: Prose, cite: Callable[[CitationGroup], str], link: Callable[[str], str], taken: Collection[str] = ()) -> None:
        self._prose = prose
        self._cite = cite
        self._link = link
        self._taken = taken

    @cached_property
    def _markdown(self) -> markdown.Markdown:
        return markdown.Markdown(extensions=[*_MARKDOWN, _NoRawHtml(self._taken)], output_format="html")

    @cached_property
    def _definitions(self) -> dict[str, tuple[str, str]]:
        # The address of « [text][name] » may be defined in another section than the one that is rendered.
        self._markdown.convert("\n".join(match.group() for match in _DEFINITION.finditer(self._prose.source.text)))
        return dict(self._markdown.references)

    def block(self, start: int, end: int) -> str:
        """Return the HTML of ``source[start:end]``: paragraphs, lists."""
        text, pieces = self._without_citations(start, end)
        clean = _plain(text.strip("\n").rstrip()) or self._clean(text)
        return _TAG_OR_PLACEHOLDER.sub(
            lambda match: _PLACEHOLDER.sub("", match.group("tag")) if match.group("tag") else pieces[int(match.group("number"))], clean
        )

    def _clean(self, text: str) -> str:
        definitions = self._definitions
        self._markdown.reset().references.update(definitions)
        html = self._markdown.convert(_bounded(_COMMENT_OR_CODE.sub(lambda match: match.group("code") or "", text)))
        clean = nh3.clean(
            _REFERENCE.sub(_shown, html),
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            url_schemes={"http", "https", "mailto"},
            link_rel="noopener",
            attribute_filter=self._filter,
            strip_comments=True,
        )
        return clean.replace(_SHOWN_BRACKET, "[").replace(
            f'<pre><code class="{_TERMINAL}">', f'<pre tabindex="0"><code class="{_TERMINAL}">'
        )

    def inline(self, start: int, end: int) -> str:
        """Return the HTML of a slice that is one paragraph, without the paragraph's tag."""
        html = self.block(start, end).strip()
        match = re.fullmatch(r"<p>(.*)</p>", html, re.DOTALL)
        return match.group(1) if match and "<p>" not in match.group(1) else html

    def _filter(self, tag: str, attribute: str, value: str) -> str | None:
        if (tag, attribute) == ("a", "href"):
            return self._link(value)
        if (tag, attribute) == ("code", "class"):
            return value if value == _TERMINAL else None
        if attribute == "style":
            return value if re.fullmatch(r"text-align: (?:left|right|center);?", value) else None
        return value

    def _without_citations(self, start: int, end: int) -> tuple[str, Mapping[int, str]]:
        text = self._prose.source.text
        parts: list[str] = []
        pieces: dict[int, str] = {}
        position = start
        for group in self._prose.groups:
            if start <= group.start and group.end <= end:
                parts.append(text[position : group.start])
                # The button must not begin a line by itself: a no-break space ties it to the word before.
                if parts[-1].endswith(" ") and not group.narrative:
                    parts[-1] = parts[-1][:-1] + NBSP
                parts.append(f"\ue000{len(pieces)}\ue001")
                pieces[len(pieces)] = self._cite(group)
                position = group.end
        parts.append(text[position:end])
        return "".join(parts), pieces


def _plain(text: str) -> str | None:
    """Return the paragraphs of a text in which Markdown and HTML have nothing to say, or None: most prose, at a tenth of the cost."""
    if not _PLAIN.fullmatch(text):
        return None
    return "".join(f"<p>{line}</p>\n" for line in text.split("\n") if line).replace(NBSP, "&nbsp;").rstrip("\n")


def _bounded(text: str) -> str:
    """Escape loose brackets when there are more than anyone types: matching them would cost the square of their number."""
    if text.count("[") <= _MOST_LOOSE or sum(not match.group("whole") for match in _BRACKETS.finditer(text)) <= _MOST_LOOSE:
        return text
    return _BRACKETS.sub(lambda match: match.group("whole") or _SHOWN_BRACKET, text)


def _shown(reference: re.Match[str]) -> str:
    """Return a character reference (« &eacute; »), or nothing for a character that no file may hold: our own marks are of those."""
    character = unescape(reference.group())
    return "" if character == "" or invisible(character) else reference.group()


def safe(html: str) -> Markup:
    """Tell the templates that ``html`` was made here: cleaned prose, or our own markup around escaped text."""
    return Markup(html)  # noqa: S704


_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!>])")


def markdown_text(text: str) -> str:
    """Return plain text such that Markdown shows it as it is (used for headings of the docs tree)."""
    return _MARKDOWN_SIGNS.sub(r"\\\1", text).replace("&", "&amp;").replace("<", "&lt;")
