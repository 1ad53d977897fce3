"""Hands the finished HTML of a page straight to Python-Markdown's stash, instead of having it read for HTML once more.

What templates write between two headings is HTML already. Python-Markdown would read it character by character to find where each element
ends, and MkDocs once more for its anchors: three quarters of its time. The tree stays plain Markdown, which any builder reads: without
this extension, pages are the same but for blank lines.
"""

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor

# As templates write them (``titre2``): alone between blank lines, with their anchor. A paragraph of finished HTML has no blank line.
# The sign comes first, and what stands before it is looked at from there: the search goes from one to the next.
_HEADING = re.compile(r"(?m)#(?:(?<=\A#)|(?<=\n\n#))#{0,5} [^\n]*\{#[\w-]+\}$(?=\n\n|\s*\Z)")
# Each of Python-Markdown's own inline patterns begins with one of the first of these; the last could part words as « * » does.
_INLINE = re.compile(r"[\\`*_\[!<&\n~^=+]")
_PATTERNS = len(Markdown().inlinePatterns)


class _FinishedHtml(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        """Return the lines of a page, with a placeholder for what stands between two headings."""
        text = "\n".join(lines)
        kept: list[str] = []
        at = 0
        for heading in _HEADING.finditer(text):
            if text.count("<pre", at, heading.start()) == text.count("</pre", at, heading.start()):  # not an example in one
                kept += [*self._stashed(text[at : heading.start()]), heading.group(), "", ""]
                at = heading.end()
        return kept + self._stashed(text[at:])

    def _stashed(self, stretch: str) -> list[str]:
        html = stretch.strip()
        # Whatever else a page may be, Markdown reads it.
        return [self.md.htmlStash.store(html) if html.startswith("<") else html, "", ""]


class _Inline(InlineProcessor):
    """Python-Markdown's own, which tries sixteen patterns on each heading: not where nothing but its placeholders can be one.

    Nor where another extension adds a pattern, which may begin otherwise.
    """

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        texts = (text for element in tree.iter() for text in (element.text, element.tail) if text)
        if len(self.inlinePatterns) == _PATTERNS and not any(map(_INLINE.search, texts)):
            return tree
        return super().run(tree, ancestors)


class FinishedHtml(Extension):
    """The extension: its preprocessor comes before MkDocs' and Python-Markdown's own search for HTML (priorities 21.5 and 20)."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the preprocessor, and what spares the inline patterns, in the place of what tries them (priority 20)."""
        md.preprocessors.register(_FinishedHtml(md), "finished_html", 25)
        md.treeprocessors.register(_Inline(md), "inline", 20)


def makeExtension(**settings: Any) -> FinishedHtml:  # noqa: N802 - Python-Markdown's name
    """Return the extension, as Python-Markdown asks for it by the name of this module."""
    return FinishedHtml(**settings)
