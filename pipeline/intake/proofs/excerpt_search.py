"""Finding each excerpt of a note again in a local copy of its source.

An excerpt is found when its words stand there as one contiguous run: the same ones once the accidents of layout are put aside
(ligatures, words cut at a line end, spaces, quotation marks, capitals, accents), or nearly the same, with the same figures and the
same negations. The list of references is not searched: a title there would prove nothing.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import accumulate

from rapidfuzz import fuzz

from pipeline.content.sources.bibliography import Reference
from pipeline.content.sources.notes import Excerpt, Note, located_pages, with_proof, words_print
from pipeline.content.sources.reading import Reading
from pipeline.intake.proofs.copies import Copy
from pipeline.intake.weighty import differences
from pipeline.text.words import fold

NEAR_SCORE = 85
# Shorter words than these look like too many others to be known by likeness.
NEAR_MIN_WORDS = 5
NEAR_MIN_LETTERS = 20

_BARRIER = "\x01"  # stands for what is not searched: no run of words goes through it
_DASHES = frozenset("-‐‑‒–—―−\u00ad")
_DROPPED = frozenset("'’‘‚‛\"“”„«»‹›`´′″\u00ad\u200b\u200c\u200d\u2060\ufeff")
_REFERENCES = re.compile(
    r"^[ \t]*(?:\d{1,2}\.?[ \t]*)?(?:références(?:[ ]bibliographiques|[ ]citées)?|bibliographie|liste des références|ouvrages cités"
    r"|references?(?:[ ]list|[ ]cited)?|bibliography|works cited|literature cited)[ \t]*:?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_AFTER_REFERENCES = re.compile(r"^[ \t]*(?:annexes?|appendi(?:x|ces)|supplementary material)\b.{0,80}$", re.IGNORECASE | re.MULTILINE)


class ExcerptOutcome(StrEnum):
    """How an excerpt was found."""

    EXACT = "exact"
    NEAR = "proche"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class ExcerptFinding:
    """What was seen of one excerpt: ``page`` as printed or by its rank, ``words`` as the copy has them.

    ``agrees`` says whether the page is the one that the locator gives; None when it gives none or the copy has no pages. ``differs`` names
    what keeps an excerpt that is absent from being the ``words`` that look most like it: a sign, a number, a direction, a negation.
    """

    excerpt: Excerpt
    outcome: ExcerptOutcome
    page: str | None = None
    words: str = ""
    agrees: bool | None = None
    differs: tuple[str, ...] = ()


class SearchedCopy:
    """A copy made ready for searches."""

    def __init__(self, copy: Copy) -> None:
        texts = [unicodedata.normalize("NFKC", page.text) + "\n" for page in copy.pages]
        self._pages = copy.pages
        self._page_starts = [0, *accumulate(map(len, texts))]
        self._text = _without_references("".join(texts))
        self._letters, self._at = _compact(self._text)

    def find(self, excerpt: Excerpt, first_page: int | None = None) -> ExcerptFinding:
        """Look for one excerpt. ``first_page`` is the number that the work's first page has in its journal or book."""
        wanted, _ = _compact(unicodedata.normalize("NFKC", excerpt.quotation))
        start = self._exact(wanted)
        if start is not None:
            return self._found(excerpt, ExcerptOutcome.EXACT, start, start + len(wanted), first_page)
        if len(excerpt.quotation.split()) >= NEAR_MIN_WORDS and len(wanted) >= NEAR_MIN_LETTERS:
            near = fuzz.partial_ratio_alignment(wanted, self._letters, score_cutoff=NEAR_SCORE)
            # The copy may be shorter than the quotation: then it is the copy that would be found in the quotation.
            if near is not None and len(self._letters) >= len(wanted):
                differs = self._differences(excerpt, wanted, near.dest_start, near.dest_end)
                if not differs:
                    return self._found(excerpt, ExcerptOutcome.NEAR, near.dest_start, near.dest_end, first_page)
                words = _trimmed(self._words(near.dest_start, near.dest_end), excerpt.quotation)
                return ExcerptFinding(excerpt=excerpt, outcome=ExcerptOutcome.ABSENT, page=None, words=words, agrees=None, differs=differs)
        return ExcerptFinding(excerpt, ExcerptOutcome.ABSENT)

    def holds_title(self, title: str) -> bool:
        """Say whether the title of a work, or nearly, is in the copy."""
        wanted, _ = _compact(unicodedata.normalize("NFKC", title))
        return bool(wanted) and len(self._letters) >= len(wanted) and fuzz.partial_ratio(wanted, self._letters) >= NEAR_SCORE

    def _exact(self, wanted: str) -> int | None:
        start = self._letters.find(wanted) if wanted else -1
        while start >= 0:
            if self._whole(start, start + len(wanted)):
                return start
            start = self._letters.find(wanted, start + 1)
        return None

    def _whole(self, start: int, end: int) -> bool:
        """Say whether the run begins and ends where a word, or a number with its sign and decimals, does."""
        text, first, last = self._text, self._at[start], self._at[end - 1]
        before, after = text[max(0, first - 2) : first], text[last + 1 : last + 3]
        if (text[first].isalnum() and before[-1:].isalnum()) or (text[last].isalnum() and after[:1].isalnum()):
            return False
        if text[first].isdigit() and (re.search(r"\d[.,]$", before) or re.search(r"(?:^|\W)[-−–]$", before)):
            return False
        return not (text[last].isdigit() and re.match(r"[.,]\d", after))

    def _differences(self, excerpt: Excerpt, wanted: str, start: int, end: int) -> tuple[str, ...]:
        """Return what keeps a likely run from saying what the excerpt says; nothing when it says the same."""
        letters = self._letters
        while start > 0 and letters[start - 1].isdigit() and letters[start].isdigit():
            start -= 1
        while end < len(letters) and letters[end - 1].isdigit() and letters[end].isdigit():
            end += 1
        if _BARRIER in letters[start:end]:
            return ("la liste des références",)
        if re.findall(r"\d+", wanted) != re.findall(r"\d+", letters[start:end]):
            return ("les chiffres",)
        return differences(excerpt.quotation, self._signed(start, _trimmed(self._words(start, end), excerpt.quotation)))

    def _signed(self, start: int, words: str) -> str:
        """Return a run with the sign that stands right before it, where it begins with a number."""
        before = self._text[max(0, self._at[start] - 2) : self._at[start]].rstrip()
        return f"−{words}" if words[:1].isdigit() and re.search(r"(?:^|\W)[-−–]$", before) else words

    def _words(self, start: int, end: int) -> str:
        """Return the run as the copy has it, its first and last words whole."""
        text, first, last = self._text, self._at[start], self._at[end - 1] + 1
        while first > 0 and text[first].isalnum() and text[first - 1].isalnum():
            first -= 1
        while last < len(text) and text[last - 1].isalnum() and text[last].isalnum():
            last += 1
        return " ".join(text[first:last].split())

    def _found(self, excerpt: Excerpt, outcome: ExcerptOutcome, start: int, end: int, first_page: int | None) -> ExcerptFinding:
        first = bisect_right(self._page_starts, self._at[start]) - 1
        last = bisect_right(self._page_starts, self._at[end - 1]) - 1
        page, words = self._pages[first], _trimmed(self._words(start, end), excerpt.quotation)
        if page.label is None:
            return ExcerptFinding(excerpt, outcome, None, words)
        label = page.label if re.fullmatch(r"[0-9A-Za-z.-]{1,12}", page.label) else str(page.rank)
        located = located_pages(excerpt.locator)
        if located is None:
            return ExcerptFinding(excerpt, outcome, label, words)
        printed = [
            (str(rank + 1), self._pages[rank].label, str(first_page + rank) if first_page else None) for rank in range(first, last + 1)
        ]
        agreeing = next((name for names in printed for name in names if name and name.isdigit() and int(name) in located), None)
        return ExcerptFinding(excerpt=excerpt, outcome=outcome, page=agreeing or label, words=words, agrees=agreeing is not None)


def search_note(note: Note, reference: Reference, copy: Copy, wanted: frozenset[str]) -> tuple[ExcerptFinding, ...]:
    """Look in the copy for the excerpts of the note whose id is ``wanted``, or for those read in the work itself when none is named.

    Raise ValueError when the copy holds neither the title of the work nor any of the excerpts: it is another document.
    """
    searched = SearchedCopy(copy)
    first_page = re.match(r"\d+", reference.fields.get("pages", ""))
    findings = tuple(
        searched.find(excerpt, int(first_page.group()) if first_page else None)
        for excerpt in note.excerpts
        if (excerpt.id in wanted if wanted else excerpt.reading in (Reading.ARTICLE, Reading.ABSTRACT))
    )
    if findings and all(finding.outcome is ExcerptOutcome.ABSENT for finding in findings) and not searched.holds_title(reference.title):
        raise ValueError(reference.title)
    return findings


def with_findings(note: Note, copy: Copy, findings: Iterable[ExcerptFinding], today: date) -> str:
    """Return the text of the note with what was found kept in the attributes of its excerpts, and no other byte changed.

    A search that sees the same in the same copy keeps the day of the first.
    """
    text = note.source.text
    for finding in sorted(findings, key=lambda finding: -finding.excerpt.start):
        excerpt = finding.excerpt
        print_of = f"{copy.fingerprint}-{words_print(excerpt.quotation)}"
        before = excerpt.absent_on if finding.outcome is ExcerptOutcome.ABSENT else excerpt.found_on
        same = excerpt.found_hash == print_of and excerpt.found_near == (finding.outcome is ExcerptOutcome.NEAR)
        day = (before if same and before else today).isoformat()
        proof = {"empreinte": print_of, "absent" if finding.outcome is ExcerptOutcome.ABSENT else "trouve": day}
        if finding.page is not None:
            proof["page"] = finding.page
        if finding.outcome is ExcerptOutcome.NEAR:
            proof["preuve"] = "proche"
        text = with_proof(text, excerpt, proof)
    return text


def _without_references(text: str) -> str:
    """Return ``text`` with its list of references (the last one) made a barrier; what follows it (annexes) is kept."""
    headings = list(_REFERENCES.finditer(text))
    if not headings:
        return text
    start = headings[-1].start()
    after = _AFTER_REFERENCES.search(text, headings[-1].end())
    end = after.start() if after else len(text)
    return text[:start] + _BARRIER * (end - start) + text[end:]


def _trimmed(words: str, quotation: str) -> str:
    """Return a run without the words that likeness took in before the first word of the quotation, or after its last."""
    found, wanted = words.split(), quotation.split()
    folded = [fold(word) for word in found]
    start = folded[:4].index(fold(wanted[0])) if fold(wanted[0]) in folded[:4] else 0
    after = folded[:-5:-1].index(fold(wanted[-1])) if fold(wanted[-1]) in folded[:-5:-1] else 0
    return " ".join(found[start : len(found) - after])


def _compact(text: str) -> tuple[str, list[int]]:
    """Return the letters, digits and signs of ``text`` without what layout changes, and the offset that each had.

    A dash between two letters goes, whether it joins two words or cuts one at a line end: on both sides it is the same.
    """
    letters: list[str] = []
    offsets: list[int] = []
    folded: dict[str, str] = {}
    for offset, character in enumerate(text):
        if character in _DASHES:
            kept = "" if character == "\u00ad" or _between_letters(text, offset) else "-"
        else:
            kept = folded.get(character, "?")
            if kept == "?":
                kept = folded[character] = _fold(character)
        for letter in kept:
            letters.append(letter)
            offsets.append(offset)
    return "".join(letters), offsets


def _fold(character: str) -> str:
    if character.isspace() or character in _DROPPED:
        return ""
    return "".join(c for c in unicodedata.normalize("NFKD", character).casefold() if not unicodedata.combining(c) and not c.isspace())


def _between_letters(text: str, offset: int) -> bool:
    before, after = text[max(0, offset - 20) : offset].rstrip(), text[offset + 1 : offset + 21].lstrip()
    return before[-1:].isalpha() and after[:1].isalpha()
