"""From HTML, and what registries and feeds mix into their words (JATS, MathML, entities escaped twice), to plain text.

A tag of block parts words, a tag of line does not: « <p>Tableau 1</p><p>25 élèves</p>» is « Tableau 1 25 élèves », « H<sub>2</sub>O »
is « H2O ».
"""

import html
import re

from pipeline.patterns import pattern
from pipeline.text.words import collapse

# HTML's elements that begin a line or a cell (HTML Living Standard, section 15.3), and those of JATS (NISO Z39.96) that do.
_BLOCK = (
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6"
    " header hgroup hr html legend li main menu nav ol optgroup option p pre section summary table tbody td tfoot th thead title tr ul"
    " abstract disp-formula disp-quote fig label list list-item sec subtitle table-wrap"
)
_INLINE = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd mark q rp rt ruby s samp small span strike "
    "strong sub sup time tt u var wbr"
    " bold italic monospace overline roman sans-serif sc styled-content underline ext-link xref inline-formula tex-math named-content"
    " math mi mn mo mrow msub msup msubsup mfrac mtext mover munder mspace msqrt mstyle mtable mtr mtd semantics annotation script style"
)
_PREFIX = r"(?:[a-z]{1,12}:)?"
_ATTRIBUTES = r"(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>=]+))*"
_BLOCK_TAG = pattern(rf"</?{_PREFIX}(?:{'|'.join(_BLOCK.split())})(?=[\s/>])[^<>]*>", re.IGNORECASE)
_KNOWN_BLOCK = pattern(rf"</?{_PREFIX}(?:{'|'.join(_BLOCK.split())}){_ATTRIBUTES}\s*/?>", re.IGNORECASE)
# Once entities are read, « a < b and c > d » must stay: only what has the whole form of a known tag goes.
_KNOWN_TAG = pattern(rf"</?{_PREFIX}(?:{'|'.join((*_BLOCK.split(), *_INLINE.split()))}){_ATTRIBUTES}\s*/?>", re.IGNORECASE)
_NO_WORDS = pattern(r"<(script|style)\b[^<>]*>.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TAG_START = pattern(r"<(?![A-Za-z/!?])")
# A reference ends with its semicolon: without it, HTML reads « ¬able » in « &notable ».
_ENTITY = pattern(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# What is escaped more often than that is not escaped by mistake.
_ROUNDS = 5


def text_of_html(markup: str) -> str:
    """Return the words of HTML on one line: no tag, no comment, no script, entities read until none is left. Never markup again."""
    import nh3  # only what comes in asks for it: no check of the content does

    # nh3 reads as browsers do, so that no half tag slips through; what is no tag and no entity is kept from it.
    shielded = _TAG_START.sub("&lt;", re.sub(rf"&(?!{_ENTITY.pattern[1:]})", "&amp;", _BLOCK_TAG.sub(" ", markup)))
    return text_of_mixed(html.unescape(nh3.clean(shielded, tags=set(), clean_content_tags={"script", "style"})))


def text_of_mixed(text: str) -> str:
    """Return plain text in which some tags or entities were left, as titles of BibTeX, RIS and CSL-JSON are: « p < 0,05 » stays."""
    for _ in range(_ROUNDS):
        read = _ENTITY.sub(lambda entity: html.unescape(entity.group()), text)
        read = _KNOWN_TAG.sub("", _KNOWN_BLOCK.sub(" ", _NO_WORDS.sub(" ", read)))
        if read == text:
            break
        text = read
    return collapse(text)
