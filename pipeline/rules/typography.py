"""Québec typography (OQLF, Vitrine linguistique, page 22039) and inclusive writing."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from pipeline.content.kind import Document
from pipeline.fields.claims import YamlFile, marked
from pipeline.fields.marks import NoClaim
from pipeline.rules.dates import DAYS, in_words
from pipeline.text.checks import Fault, fault, finds
from pipeline.text.diagnostics import Family, Rule, Severity
from pipeline.text.edits import Edit
from pipeline.text.files import Span
from pipeline.text.markdown import Block, BlockKind, mask
from pipeline.text.typographic import NBSP
from pipeline.text.written_dates import MONTHS
from pipeline.text.yaml_in import YamlData

FAMILY = Family(letter="O", title="Typographie du Québec", rank=240)

BEFORE_STOP = Rule(
    code="O001",
    severity=Severity.WARNING,
    title="Rien avant « ; », « ! » et « ? »",
    why="Au Québec, ces signes se collent au mot (une espace fine est acceptée).",
    wrong="Pourquoi ?",
    right="Pourquoi?",
    silenceable=True,
    fixable=True,
)
COLON = Rule(
    code="O002",
    severity=Severity.WARNING,
    title="Espace insécable avant le deux-points",
    why="Sinon le deux-points peut commencer une ligne.",
    wrong="Trois choses: lire (rien, ou une espace simple)",
    right="Trois choses : lire",
    silenceable=True,
    fixable=True,
)
GUILLEMETS = Rule(
    code="O003",
    severity=Severity.WARNING,
    title="Espaces insécables dans les guillemets",
    why="Les guillemets ne se séparent pas de ce qu’ils entourent.",
    wrong="«mot» ou « mot » avec des espaces simples",
    right="« mot »",
    silenceable=True,
    fixable=True,
)
UNIT = Rule(
    code="O004",
    severity=Severity.WARNING,
    title="Espace insécable entre le nombre et « % », « $ » ou l’unité",
    why="Le nombre ne se sépare pas de son unité, ni ses tranches de trois chiffres.",
    wrong="15%",
    right="15 %",
    silenceable=True,
    fixable=True,
)
HOUR = Rule(
    code="O005",
    severity=Severity.WARNING,
    title="Heures écrites « 13 h 30 »",
    why="L’heure s’écrit avec des espaces, sans zéro inutile, sur vingt-quatre heures.",
    wrong="13h30, 9 h 00, 2 p.m.",
    right="13 h 30, 9 h, 14 h",
    silenceable=True,
    fixable=True,
)
WEEKDAY = Rule(
    code="O006",
    severity=Severity.WARNING,
    title="Pas de virgule après le jour de la semaine",
    why="On écrit « le mardi 24 novembre 2026 ».",
    wrong="mardi, 24 novembre 2026",
    right="mardi 24 novembre 2026",
    silenceable=True,
    fixable=True,
)
QUOTES = Rule(
    code="O007",
    severity=Severity.WARNING,
    title="Guillemets français",
    why="Les guillemets anglais ou droits se gardent pour l’intérieur d’une citation.",
    wrong='"mot" ou “mot”',
    right="« mot »",
    silenceable=True,
    fixable=True,
)
INCLUSIVE = Rule(
    code="O008",
    severity=Severity.WARNING,
    title="Écriture inclusive sans signe",
    why="Préférez une tournure neutre, puis le doublet complet : les lecteurs d’écran lisent mal les points médians.",
    wrong="les apprenant.e.s, les élèves motivé·es",
    right="les personnes qui apprennent",
    silenceable=True,
)
DATE = Rule(
    code="O009",
    severity=Severity.WARNING,
    title="Dates écrites « 24 novembre 2026 »",
    why="Dans une phrase, le jour, le mois et l’année se lisent à voix haute; le premier du mois s’écrit « 1er ». Un tableau "
    "garde la forme AAAA-MM-JJ.",
    wrong="le 2026-11-24, le 1 mai 2026, le 24 Novembre 2026",
    right="le 24 novembre 2026, le 1er mai 2026",
    silenceable=True,
    fixable=True,
)

_NB = NBSP
_MONTH = "|".join(MONTHS)
_CAPITAL_MONTH = "|".join(month.capitalize() for month in MONTHS)
_COUNTED = "écarts?-types?|ans|mois|semaines|jours|heures|minutes|élèves|études|essais"
# One to three digits, or a group of three after another group: « 12 000 », never « 2026 120 ».
_FIRST_DIGITS = r"(?:(?<=\b\d)|(?<=\b\d\d)|(?<=\b\d{3}))"
_QUOTED = re.compile(r"«[^«»]{0,600}»")
_ROW = re.compile(r" {0,8}\|")
_PAIR = re.compile(r"[\"“](?<![\w\"“”].)(?=[^\s\"“”])[^\"“”«»\n]{1,300}(?<=\S)[\"”](?!\w)")


@dataclass(frozen=True)
class _Pattern:
    """What a rule looks for, and how it is mended: ``mend`` gives the edit of a match, or None when what was meant is not certain.

    What a match begins with comes first in its ``regex``, and what stands before it is looked at from there: the search then goes from
    sign to sign. Where that cannot be, a text without a match of ``holds``, which is in every match or around it, is not searched.
    """

    rule: Rule
    regex: re.Pattern[str]
    message: str
    help: str
    mend: Callable[[str, re.Match[str]], Edit | None] | None = None
    holds: re.Pattern[str] | None = None

    def places(self, text: str, span: Span) -> Iterable[re.Match[str]]:
        """Return the matches in that span of ``text``, in order."""
        if self.holds is not None and self.holds.search(text, span.start, span.end) is None:
            return ()
        return self.regex.finditer(text, span.start, span.end)


def _without(_: str, match: re.Match[str]) -> Edit:
    return Edit(match.start(), match.end(), "", "")


def _no_break(_: str, match: re.Match[str]) -> Edit:
    """Make the space that the match begins with one that does not break, or put one before it."""
    return Edit(match.start(), match.start() + match.group().startswith(" "), _NB, "")


def _guillemet(text: str, match: re.Match[str]) -> Edit | None:
    at = match.start()
    opening = match.group() == "«"
    beside = text[at + 1 : at + 2] if opening else text[at - 1 : at]
    if not beside or beside in "\n«»":
        return None
    space = beside == " "
    return Edit(at, at + 1 + space, f"«{_NB}", "") if opening else Edit(at - space, at + 1, f"{_NB}»", "")


def _hour(text: str, match: re.Match[str]) -> Edit | None:
    parts = re.fullmatch(rf"(\d{{1,2}})(?:[ {NBSP}]?h[ {NBSP}]?(\d{{2}})?|(?::(\d{{2}}))?[ {NBSP}]?([ap])\.?m\.?)", match.group())
    if parts is None:
        return None
    hour, minutes = int(parts.group(1)), parts.group(2) or parts.group(3) or "00"
    if int(minutes) > 59:
        return None
    if half := parts.group(4):
        following = text[match.end() : match.end() + 2]
        ends = match.group().endswith(".") and not (following[:1] == " " and following[1:].islower())
        if not 1 <= hour <= 11 or ends:  # noon and midnight are said both ways; the point may be that of the sentence
            return None
        hour += 12 * (half == "p")
    return Edit(match.start(), match.end(), f"{hour}{_NB}h" + (f"{_NB}{minutes}" if minutes != "00" else ""), "")


def _weekday(_: str, match: re.Match[str]) -> Edit:
    return Edit(match.end() - 1, match.end(), "", "")


def _quotes_of(pairs: Iterable[tuple[int, int]]) -> dict[int, Edit]:
    """Return how each quote of a pair is mended, by its offset; one alone says too little."""
    edits: dict[int, Edit] = {}
    for start, end in pairs:
        edits[start] = Edit(start, start + 1, f"«{_NB}", "")
        edits[end - 1] = Edit(end - 1, end, f"{_NB}»", "")
    return edits


def _within(spans: Sequence[tuple[int, int]], offset: int) -> bool:
    """Say whether ``offset`` is inside one of ``spans``, which are in order and apart."""
    at = bisect_left(spans, (offset, 0))
    return at > 0 and offset < spans[at - 1][1]


def _date(_: str, match: re.Match[str]) -> Edit | None:
    written = match.group()
    if written == "1":
        return Edit(match.end(), match.end(), "er", "")
    if written[0].isalpha():
        return Edit(match.start(), match.end(), written.lower(), "")
    day = in_words(written)
    return Edit(match.start(), match.end(), day, "") if day else None


_PATTERNS = (
    _Pattern(
        rule=BEFORE_STOP,
        regex=re.compile(rf"[ {NBSP}](?=[;!?](?!\[))(?<=[^\s«].)"),
        message="Espace de trop avant ce signe.",
        help="Retirez l’espace.",
        mend=_without,
    ),
    _Pattern(
        rule=COLON,
        regex=re.compile(r" :(?<=[\w)»%*…] :)(?=\s|$)|:(?:(?<=[^\W\d_]{2}:)|(?<=[^\W\d_]\*\*:)|(?<=[)»%]:))(?= )"),
        message="Il faut une espace insécable avant le deux-points.",
        help="Tapez-la : Ctrl+Maj+Espace dans un traitement de texte, Option+Espace sur un Mac.",
        mend=_no_break,
    ),
    _Pattern(
        rule=GUILLEMETS,
        regex=re.compile(rf"«(?![{NBSP}\u202f])|»(?<![{NBSP}\u202f]»)"),
        message="Il faut une espace insécable à l’intérieur des guillemets.",
        help="« mot », avec deux espaces insécables.",
        mend=_guillemet,
    ),
    _Pattern(
        rule=UNIT,
        regex=re.compile(
            rf"(?<=\d)(?:[ ](?=[%$])|(?=[%$]))|{_FIRST_DIGITS}[ ](?=\d{{3}}(?!\d))|(?<=\d)[ ](?=(?:{_COUNTED}|h)\b)"
            rf"|(?<=\d[ {NBSP}]h)[ ](?=[0-5]\d\b)"
        ),
        message="Il faut une espace insécable ici.",
        help="Le nombre ne se sépare pas de ce qui le suit.",
        mend=_no_break,
        holds=re.compile(rf"\d(?:[ %$]|[ {NBSP}]h )"),
    ),
    _Pattern(
        rule=HOUR,
        regex=re.compile(rf"\b\d{{1,2}}h(?:\d{{2}})?\b|\b\d{{1,2}}[ {NBSP}]h[ {NBSP}]00\b|\b\d{{1,2}}(?::\d{{2}})?[ {NBSP}]?[ap]\.?m\b\.?"),
        message="Cette heure ne s’écrit pas ainsi.",
        help="Écrivez « 13\u00a0h\u00a030 » ou « 9\u00a0h ».",
        mend=_hour,
        holds=re.compile(rf"\d(?:h|[ {NBSP}]h[ {NBSP}]00|[ {NBSP}]?[ap]\.?m)"),
    ),
    _Pattern(
        rule=WEEKDAY,
        regex=re.compile(rf"(?i)\b(?:{'|'.join(DAYS)}),(?= \d{{1,2}}(?:er)? (?:{_MONTH})\b)"),
        message="Virgule de trop après le jour.",
        help="Retirez la virgule.",
        mend=_weekday,
        holds=re.compile(r", \d"),
    ),
    _Pattern(
        rule=QUOTES,
        regex=re.compile(r"[\"“”]"),
        message="Guillemets droits ou anglais.",
        help="Utilisez « … ».",
    ),
    _Pattern(
        rule=INCLUSIVE,
        regex=re.compile(r"(?i)\b[^\W\d_]{3,}(?:[·•][^\W\d_]+|\.(?:e|es|trice|euse|ne|le|ve)\.?s?\b)"),
        message="Signe au milieu d’un mot.",
        help="Cherchez une tournure neutre.",
        holds=re.compile(r"[·•.](?<=\w.)\w"),
    ),
    _Pattern(
        rule=DATE,
        regex=re.compile(
            rf"(?<![\w,./-])1(?=[ {NBSP}](?:{_MONTH})\b)|(?:(?<=\d[ {NBSP}])|(?<=\der[ {NBSP}]))(?:{_CAPITAL_MONTH})(?=[ {NBSP}]\d{{4}}\b)"
            r"|(?<![\w/-])\d{4}-\d\d-\d\d(?![\w/-])"
        ),
        message="Dans une phrase, cette date ne s’écrit pas ainsi.",
        help="Écrivez « 24 novembre 2026 », et « 1er » pour le premier du mois.",
        mend=_date,
        holds=re.compile(rf"\d(?:(?:er)?[ {NBSP}](?:{_MONTH}|{_CAPITAL_MONTH})|-\d\d-\d\d)"),
    ),
)
# « {#id lang=fr} » after a heading, and « [nom]: adresse "titre" », which no reader reads.
_ATTRIBUTES_OR_DEFINITION = re.compile(r"\{#[^{}\n]*\}[ \t]*$|^ {0,3}\[[^\^\[\]\n][^\[\]\n]{0,200}\]:.*$", re.MULTILINE)

_ESCAPE = re.compile(r"\\(?:[xuU][0-9A-Fa-f]+|.)|''")
_ADDRESS = re.compile(r"https?://[^\s<>«»]+")


@dataclass(frozen=True, slots=True)
class Misprint:
    """A place of a text that breaks one rule; ``edit`` mends it, None when a person must."""

    pattern: _Pattern
    start: int
    end: int
    edit: Edit | None


@finds(*(pattern.rule for pattern in _PATTERNS), on=Document | YamlFile)
def words_follow_the_typography(written: Document[Any] | YamlFile) -> Iterator[Fault]:
    """Yield the places of a page, in prose only, or of the texts of a file of YAML, that break the OQLF's rules."""
    source = written.source
    for found in yaml_misprints(written) if isinstance(written, YamlFile) else misprints(written, type(written.meta)):
        line_start, line_end = source.text.rfind("\n", 0, found.start) + 1, source.text.find("\n", found.end)
        line_end = len(source.text) if line_end < 0 else line_end
        shown = source.text[found.start : found.end]
        if not shown.strip(" \u00a0:«»%"):  # a lone sign says little without its words
            shown = source.text[max(line_start, found.start - 15) : min(line_end, found.end + 10)].strip()
        yield fault(found.start, found.pattern.message, text=shown, hint=found.pattern.help, code=found.pattern.rule.code)


def misprints(document: Document[Any], model: type[BaseModel]) -> Iterator[Misprint]:
    """Yield what breaks the OQLF's rules in one page, the texts of its header, which ``model`` reads, after its own.

    Only ``source``, ``header`` and blocks are read. A block quotation keeps the typography of its source; between guillemets or
    quotes, only a space is mended.
    """
    return _misprints(document.source.text, [_body(document), *_header_texts(document.header, model)])


def yaml_misprints(file: YamlFile) -> Iterator[Misprint]:
    """Yield what breaks the OQLF's rules in a file of YAML from end to end, as ``misprints``."""
    return _misprints(file.source.text, _header_texts(file.header, file.model))


def _misprints(source: str, texts: Iterable[tuple[Span, str]]) -> Iterator[Misprint]:
    """Yield what breaks the rules in each span of ``source``, as the text beside it (same offsets) shows it."""
    for span, text in texts:
        quoted = [match.span() for match in _QUOTED.finditer(text, span.start, span.end)]
        pairs = [match.span() for match in _PAIR.finditer(text, span.start, span.end)]
        quotes = _quotes_of(pairs)
        for pattern in _PATTERNS:
            for match in pattern.places(text, span):
                if pattern.rule is QUOTES and _within(quoted, match.start()):
                    continue  # that is where they belong
                if pattern.rule is DATE and _ROW.match(source, source.rfind("\n", 0, match.start()) + 1):
                    continue
                edit = pattern.mend(source, match) if pattern.mend else quotes.get(match.start()) if pattern.rule is QUOTES else None
                if edit is not None:
                    old = source[edit.start : edit.end]
                    certain = text[edit.start : edit.end] == old
                    if pattern.rule not in (GUILLEMETS, QUOTES) and old not in (" ", _NB):
                        certain = certain and not _within(quoted, edit.start) and not _within(pairs, edit.start)
                    edit = replace(edit, code=pattern.rule.code) if certain else None
                yield Misprint(pattern, match.start(), match.end(), edit)


def _body(document: Document[Any]) -> tuple[Span, str]:
    """Return the span under the header, and its prose; citations are filled with a letter so that spaces beside them still count."""
    source = document.source.text
    groups = [Span(group.start, group.end) for group in document.prose.groups]
    attributes = [Span(*match.span()) for match in _ATTRIBUTES_OR_DEFINITION.finditer(source, document.body_start)]
    body = mask(mask(document.prose.without_code, groups, filler="x"), attributes)
    # What is not prose (code, comments, the marks of lists and headings) is blanked, and the body read in one go.
    body = mask(
        body,
        _between([block for block in document.prose.readable if block.kind is not BlockKind.QUOTE], document.body_start, len(body)),
        filler="\n",
    )
    return Span(document.body_start, len(body)), body


def _header_texts(header: YamlData, model: type[BaseModel]) -> Iterator[tuple[Span, str]]:
    """Yield the spans of the header's texts that people read as words of ours."""
    source = header.source.text
    for one in marked(header, model):
        if not isinstance(one.mark, NoClaim) or one.mark.prose:
            span = Span(one.start, one.end)
            # What the file writes otherwise than it reads (« \\" ») is told, and left to people: an edit could break it.
            written = [Span(*match.span()) for match in _ESCAPE.finditer(source, span.start, span.end)] if one.escaped else []
            addresses = [Span(*match.span()) for match in _ADDRESS.finditer(source, span.start, span.end)]
            yield span, mask(source, [*written, *addresses], filler="x") if written or addresses else source


def _between(blocks: list[Block], start: int, end: int) -> list[Span]:
    """Return the spans of ``[start, end)`` that no block's text covers."""
    edges = [start, *(edge for block in blocks for edge in (block.inner, block.end)), end]
    return [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
