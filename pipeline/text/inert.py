"""Escaping of untrusted text (forms): it can open no section, header, tag or code, and hide no character.

What is left of Markdown is paragraphs, lists, emphasis, links and citations; the checks judge those as in any sheet.
"""

import re
import unicodedata

from pipeline.text.addresses import is_web_address
from pipeline.text.files import without_invisible

MAX_LINE = 1_000
MAX_LOCATOR = 80
# A rule, or the line that makes a heading of the one above it: there, one sign is enough.
_RULE_LINE = re.compile(r"^[ \t>]*(?:(?:[-=_*~`+.][ \t]*){2,}|[-=][ \t]*)$", re.MULTILINE)
_FENCE = re.compile(r"(?:`{3,}|~{3,})")
_HASHES = re.compile(r"^((?:[ \t]*(?:[-*+>]|\d{1,3}[.)])(?=[ \t#]))*[ \t]*)(#+)", re.MULTILINE)
_OPENING = re.compile(r"<(?=[A-Za-z/!?])")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,500})>")
_BRACE = re.compile(r"\{(?=[ \t]*[#.:])")
_IMAGE = re.compile(r"!\[")


def cleaned(text: str) -> str:
    """Return ``text`` with one kind of line end, in composed Unicode, without the characters that no file of ours may hold."""
    plain = unicodedata.normalize("NFC", without_invisible(text.replace("\r\n", "\n")))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.replace("\t", " ").rstrip() for line in plain.split("\n"))).strip()


def on_one_line(text: str) -> str:
    """Return ``text`` on one line; the no-break spaces that people typed stay."""
    return re.sub(r"[ \n]+", " ", text).strip(" ")


def line(text: str) -> str:
    """Return ``text`` on one line, for the value of a header: no tag opens in it."""
    return _OPENING.sub("< ", on_one_line(cleaned(text)))[:MAX_LINE].rstrip()


def prose(text: str) -> str:
    """Return ``text`` as paragraphs and lists of Markdown: no heading, rule, code block, comment, tag, image or attribute."""
    plain = "\n".join(part.strip() for part in cleaned(text).split("\n"))
    plain = _AUTOLINK.sub(r"\1", plain)
    plain = _OPENING.sub("< ", _FENCE.sub("", plain))
    plain = _RULE_LINE.sub("", plain)
    plain = _HASHES.sub(lambda found: found.group(1) + "\\#" * len(found.group(2)), plain)
    plain = _IMAGE.sub(r"!\\[", _BRACE.sub(r"\\{", plain))
    return re.sub(r"\n{3,}", "\n\n", plain).strip()


def sentence(text: str) -> str:
    """Return ``text`` as one paragraph of Markdown: no list, quotation or heading either."""
    return re.sub(r"^(?:(?:[-*+>]|\d{1,3}[.)])[ \t]+)+", "", on_one_line(prose(text)))


def locator(text: str) -> str:
    """Return ``text`` as the title of an excerpt: without the signs of headings, attributes and citations."""
    return on_one_line(re.sub(r"[;\[\]{}#@<>`|\\]", " ", cleaned(text)))[:MAX_LOCATOR].strip()


def quotation(text: str) -> str:
    """Return the words of a source on one line, as they are, without the marks of a quotation of Markdown."""
    return on_one_line(re.sub(r"^[ ]*>+[ ]?", "", cleaned(text), flags=re.MULTILINE))


def address(text: str) -> str | None:
    """Return the web address that ``text`` is, or None; it can stand in the attributes of a heading."""
    bare = cleaned(text).strip("<> ")
    return bare if is_web_address(bare) and len(bare) <= 500 and not re.search(r"[{}|`]", bare) else None


def fenced(text: str) -> str:
    """Return ``text`` as a block of code of GitHub's Markdown: nothing in it is read, nobody is notified."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text.rstrip()}\n{fence}"


def coded(text: str) -> str:
    """Return ``text`` as a span of code on one line of GitHub's Markdown."""
    shown = on_one_line(cleaned(text)).replace("`", "’")
    return f"`{shown}`" if shown else "« »"
