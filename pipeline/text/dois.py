"""DOIs: the one place that knows their form, how people write them, and their address.

Form: DOI Handbook, section 2.2 (« 10. », the registrant, a slash, then any printable sign). In running text, Crossref's own patterns
(crossref.org, « DOIs and matching regular expressions », 2015) say where one ends: the SICI of older articles holds « < » and « > »
(ANSI/NISO Z39.56), that of others brackets; some hold « & ».
"""

import html
import re
from functools import lru_cache
from urllib.parse import quote, unquote

from pipeline.patterns import pattern
from pipeline.text.typographic import NBSP

MAX_LENGTH = 300
# What people put before a DOI: the addresses of the resolver, with or without scheme, and the schemes « doi: », « info:doi/ », « urn:doi:
# ».
_SCHEME = pattern(
    (
        rf"(?:https?:/{{1,2}})?(?:www\.|dx\.)?doi\.org/+|(?:https?://\S{{0,80}}?/)?(?:info:doi/|urn:doi:|doi(?:[ \t{NBSP}]*:"
        rf"|(?=[ \t]+10\.)))[ \t{NBSP}]*"
    ),
    re.IGNORECASE,
)
PREFIX = r"10\.\d{4,9}(?:\.\d{1,9}){0,4}"
_START = pattern(rf"(?<![\w.]){PREFIX}(?:/|%2F)(?=\S)", re.IGNORECASE)
_FORM = pattern(rf"{PREFIX}/(\S{{1,280}})")
# The end of a SICI: its title code in angles, then « 3.0.CO;2- » and a letter of control.
_SICI = pattern(r"<[^\s<>]{0,60}>[\w.]{1,20};\d-[\w#]")
_NEVER = frozenset('"{}\\^`|«»“”<>')
_PAIRS = {")": "(", "]": "["}
_AND = pattern(r"&\d+_\d+")
_PAGE = pattern(
    r"(?:/(?:full|fulltext|abstract|summary|pdf|epdf|epub|html?|meta|references|tables|figures)(?:/[\w.-]*)?|\.pdf|/v\d+/?(?:full|pdf))$",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)  # asked of a reference two hundred times, by each page that shows it
def bare(text: str) -> str | None:
    """Return the DOI that ``text`` is, in the case it was typed in, without scheme, address or brackets around it; None when it is none."""
    given = _unescaped(text).strip().strip("\u200b\ufeff").strip()
    while len(given) > 2 and given[0] + given[-1] in ("<>", "()", "[]", "{}") and "10." in given[:40]:
        given = given[1:-1].strip()
    scheme = _SCHEME.match(given)
    doi = given[scheme.end() :] if scheme else given
    if scheme and "doi.org" in scheme.group().lower():
        doi = unquote(re.split(r"[?#]", doi)[0])
    elif re.match(r"10\.[\d.]{4,20}%2F", doi, re.IGNORECASE):
        doi = unquote(doi)
    doi = re.sub(r"\s*\[doi\]$", "", doi.strip(), flags=re.IGNORECASE).rstrip(".,;")  # « [doi] »: PubMed
    return doi if is_doi(doi) else None


def is_doi(text: str) -> bool:
    """Say whether ``text`` has the form of a DOI, with nothing around it."""
    form = _FORM.fullmatch(text)
    if form is None or len(text) > MAX_LENGTH or not text.isprintable():
        return False
    return not _NEVER.intersection(_SICI.sub("", form.group(1)))


def same(doi: str) -> str:
    """Return what a DOI is compared by: DOIs are without case (DOI Handbook, section 2.4)."""
    return doi.lower()


def find(*texts: str) -> str | None:
    """Return the first DOI in these texts, in its own case, without what a sentence, a tag or an address puts after it."""
    for text in texts:
        shown = _unescaped(text)
        for start in _START.finditer(shown):
            before = shown[max(0, start.start() - 200) : start.start()].split()
            opened = before[-1] if before and not shown[start.start() - 1].isspace() else ""
            address = re.search(r"https?:/|www\.|doi\.org/", opened, re.IGNORECASE) is not None
            run = re.match(r"\S{1,400}", shown[start.start() :])
            if run is None:
                continue
            doi = _whole(unquote(run.group()) if address or "%2F" in start.group().upper() else run.group())
            if address and "doi.org/" not in opened.lower():
                doi = _PAGE.sub("", doi)
            if is_doi(doi):
                return doi
    return None


def address(doi: str) -> str:
    """Return the address of a DOI (ANSI/NISO Z39.84), its unsafe characters escaped, once."""
    return f"https://doi.org/{quote(doi, safe='/:;()._-+')}"


def scheme_before(text: str) -> str:
    """Return what stands before the DOI in ``text``: an address, « doi: », or nothing."""
    scheme = _SCHEME.match(text)
    return scheme.group() if scheme and _START.match(text, scheme.end()) else ""


def _unescaped(text: str) -> str:
    """Return ``text`` with the entities of « < », « > » and « & » read, until nothing changes: registries escape them twice."""
    for _ in range(3):
        read = re.sub(
            r"&(?:lt|gt|amp|#0*(?:38|60|62)|#x0*(?:26|3[ce]));", lambda entity: html.unescape(entity.group()), text, flags=re.IGNORECASE
        )
        if read == text:
            break
        text = read
    return text


def _whole(run: str) -> str:
    """Return the DOI at the start of a run of characters without space."""
    open_brackets: list[str] = []
    at = run.index("/") + 1
    while at < len(run):
        sign = run[at]
        if sign == "<" and (sici := _SICI.match(run, at)):
            return run[: sici.end()]
        if sign in _NEVER or sign in "?#" or not sign.isprintable() or (sign == "&" and not _AND.match(run, at)):
            break
        if sign in "([":
            open_brackets.append(sign)
        elif sign in _PAIRS and (not open_brackets or open_brackets.pop() != _PAIRS[sign]):
            break
        at += 1
    doi = run[:at]
    trimmed = doi.rstrip(".,;:!'’*_/…")
    # « (voir 10.1234/abc(def » : a bracket that nothing closes belongs to the sentence.
    while trimmed and trimmed[-1] in "([":
        trimmed = trimmed[:-1].rstrip(".,;:!'’*_/…")
    return trimmed
