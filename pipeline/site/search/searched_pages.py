"""The pages as the indexer reads them: their words folded, and what a page is about at places that the browser part knows.

Pagefind says at which word of a page each word that is looked for stands, and nothing else that a browser can rank by. So the fields of
a page (its title, the questions that it answers, the everyday words of its themes) are laid before its text at fixed places, ``LAYOUT``:
a place says what was found. ``site_templates/theme/assets/recherche/champs.js`` holds the same places.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape

from pipeline.text.index_words import END, index_text, index_words


@dataclass(frozen=True)
class Field:
    """Where a field stands: the place of its first word, how many words each of its slots holds, and how many slots it has."""

    start: int
    words: int
    slots: int = 1

    @property
    def end(self) -> int:
        """Return the place after the last."""
        return self.start + self.words * self.slots


TITLE, QUESTION, SUBJECT, KIND = "titre", "question", "sujet", "genre"
USAGES, OTHERS, EXPRESSION = "usages", "autres", "expression"
# In the order of the page; what is longer than its slot is cut (a title and a theme's words stand in the page's text as well).
LAYOUT: Mapping[str, Field] = {
    TITLE: Field(0, 32),
    QUESTION: Field(32, 16, 9),
    SUBJECT: Field(176, 144),
    KIND: Field(320, 16),
    USAGES: Field(336, 280),
    OTHERS: Field(616, 240),
    # Each in a slot of its own: its words tell what they do together.
    EXPRESSION: Field(856, 6, 100),
}
TEXT_AT = 1456
# A place that is taken and holds no word.
_FILLER = "-"
FIELDS_CLASS = "p-search-entry"
_ARTICLE, _ARTICLE_END = '<article id="contenu"', "</article>"
_ENTRY = re.compile(rf'<div class="{FIELDS_CLASS}" data-rang="(?P<tier>\d)" hidden(?P<body>[^>]*)>(?P<carriers>.*?)</div>', re.DOTALL)
_FIELD = re.compile(r'<p data-champ="(\w+)">(.*?)</p>', re.DOTALL)
_NODE = re.compile(r"""(<!--.*?-->|<(?:[^<>"']|"[^"]*"|'[^']*')*>)|([^<]+)""", re.DOTALL)
# « 1<sup>re</sup> » is one word.
_INLINE = "sup|sub|em|strong|abbr"
_INSIDE_WORD = re.compile(rf"(?<=\w)<({_INLINE})\b[^>]*>([^<]*)</\1>|<({_INLINE})\b[^>]*>([^<]*)</\3>(?=\w)")
_TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_HEADING = re.compile(r'<h([2-6])\b[^>]*?\bid="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_HEADER_LINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)


@dataclass(frozen=True)
class SearchedPage:
    """A page for the indexer: its HTML; what results tell of it: its tier (``search_entries.Tier``), its headings by their id."""

    html: str
    tier: int
    headings: Mapping[str, str]


def searched_page(html: str) -> SearchedPage | None:
    """Return what the indexer is given of a page of the site; None when the page says nothing of itself to the search."""
    start, end = html.find(_ARTICLE), html.rfind(_ARTICLE_END)
    entry = _ENTRY.search(html, start) if start >= 0 else None
    if entry is None:
        return None
    opening = html.index(">", start) + 1
    article = html[opening : entry.start()] + html[entry.end() : end]
    title = next((_plain(found) for found in _TITLE.findall(article)), "")
    fields = {TITLE: [title]}
    for name, text in _FIELD.findall(entry["carriers"]):
        fields.setdefault(name, []).append(unescape(text))
    carriers = _FIELD.sub("", entry["carriers"])
    meta = f'<i data-pagefind-meta="title[data-valeur]" data-valeur="{escape(title)}"></i>'
    laid = f"<div{entry['body']}>{carriers}{meta}<p>{' '.join(_laid(fields))}</p></div>"
    # One weight for all: places say more. Pagefind would write down that of each word.
    head = html[start : opening - 1] + ' data-pagefind-weight="1">'
    body = f'<!doctype html><html lang="fr"><body>{head}{laid}{_folded(article)}{_ARTICLE_END}</body></html>'
    return SearchedPage(body, int(entry["tier"]), {anchor: _plain(text) for _, anchor, text in _HEADING.findall(article)})


def _laid(fields: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield the words of each field at their places, and fillers between."""
    for name, field in LAYOUT.items():
        texts = fields.get(name, [])
        if field.slots == 1:
            texts = [" ".join(texts)]
        for slot in range(field.slots):
            words = index_words(texts[slot])[: field.words] if slot < len(texts) else []
            yield from (word + END for word in words)
            yield from [_FILLER] * (field.words - len(words))


def _folded(article: str) -> str:
    return _NODE.sub(lambda node: node[1] or index_text(node[2]), _INSIDE_WORD.sub(lambda inline: inline[2] or inline[4] or "", article))


def _plain(markup: str) -> str:
    return " ".join(unescape(_TAG.sub("", _HEADER_LINK.sub("", markup))).split())
