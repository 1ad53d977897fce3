"""Québec typography (OQLF, Vitrine linguistique, page 22039) and inclusive writing."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from pipeline.content.document import Document
from pipeline.fields.claims import YamlFile, marked
from pipeline.fields.marks import NoClaim
from pipeline.rules.dates import DAYS, in_words
from pipeline.text.diagnostics import Diagnostic, Rule, Severity
from pipeline.text.edits import Edit
from pipeline.text.files import Source, Span
from pipeline.text.markdown import Block, BlockKind, mask
from pipeline.text.written_dates import MONTHS
from pipeline.text.yaml_in import YamlData

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
    right="Trois choses\u00a0: lire",
    silenceable=True,
    fixable=True,
)
GUILLEMETS = Rule(
    code="O003",
    severity=Severity.WARNING,
    title="Espaces insécables dans les guillemets",
    why="Les guillemets ne se séparent pas de ce qu’ils entourent.",
    wrong="«mot» ou « mot » avec des espaces simples",
    right="«\u00a0mot\u00a0»",
    silenceable=True,
    fixable=True,
)
UNIT = Rule(
    code="O004",
    severity=Severity.WARNING,
    title="Espace insécable entre le nombre et « % », « $ » ou l’unité",
    why="Le nombre ne se sépare pas de son unité, ni ses tranches de trois chiffres.",
    wrong="15%",
    right="15\u00a0%",
    silenceable=True,
    fixable=True,
)
HOUR = Rule(
    code="O005",
    severity=Severity.WARNING,
    title="Heures écrites « 13\u00a0h\u00a030 »",
    why="L’heure s’écrit avec des espaces, sans zéro inutile, sur vingt-quatre heures.",
    wrong="13h30, 9 h 00, 2 p.m.",
    right="13\u00a0h\u00a030, 9\u00a0h, 14\u00a0h",
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
    right="«\u00a0mot\u00a0»",
    silenceable=True,
    fixable=True,
)
INCLUSIVE = Rule(
    code="O008",
    severity=Severity.WARNING,
    title="Écriture inclusive sans signe",
    why="Préférez une tournure neutre, puis le doublet complet\u00a0: les lecteurs d’écran lisent mal les points médians.",
    wrong="les apprenant.e.s, les élèves motivé·es",
    right="les personnes qui apprennent",
    silenceable=True,
)
DATE = Rule(
    code="O009",
    severity=Severity.WARNING,
    title="Dates écrites « 24 novembre 2026 »",
    why="Dans une phrase, le jour, le mois et l’année se lisent à voix haute; le premier du mois s’écrit « 1er ». Un tableau garde la forme AAAA-MM-JJ.",
    wrong="le 2026-11-24, le 1 mai 2026, le 24 Novembre 2026",
    right="le 24 novembre 2026, le 1er mai 2026",
    silenceable=True,
    fixable=True,
)
RULES = (BEFORE_STOP, COLON, GUILLEMETS, UNIT, HOUR, WEEKDAY, QUOTES, INCLUSIVE, DATE)

_NB = "\u00a0"
_MONTH = "|".join(MONTHS)
_CAPITAL_MONTH = "|".join(month.capitalize() for month in MONTHS)
_COUNTED = "écarts?-types?|ans|mois|semaines|jours|heures|minutes|élèves|études|essais"
# One to three digits, or a group of three after another group: « 12 000 », never « 2026 120 ».
_FIRST_DIGITS = r"(?:(?<=\b\d)|(?<=\b\d\d)|(?<=\b\d{3}))"
_QUOTED = re.compile(r"«[^«»]{0,600}»")
_ROW = re.compile(r" {0,8}\|")
_PAIR = re.compile(r"(?<![\w\"“”])[\"“](?=[^\s\"“”])[^\"“”«»\n]{1,300}(?<=\S)[\"”](?!\w)")


@dataclass(frozen=True)
class _Pattern:
    """What a rule looks for, and how it is mended: ``mend`` gives the edit of a match, or None when what was meant is not certain."""

    rule: Rule
    regex: re.Pattern[str]
    message: str
    help: str
    mend: Callable[[str, re.Match[str]], Edit | None] | None = None


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
    parts = re.fullmatch(r"(\d{1,2})(?:[ \u00a0]?h[ \u00a0]?(\d{2})?|(?::(\d{2}))?[ \u00a0]?([ap])\.?m\.?)", match.group())
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


def _quotes_of(text: str, span: Span) -> dict[int, Edit]:
    """Return how each quote of a pair is mended, by its offset; one alone says too little."""
    edits: dict[int, Edit] = {}
    for pair in _PAIR.finditer(text, span.start, span.end):
        edits[pair.start()] = Edit(pair.start(), pair.start() + 1, f"«{_NB}", "")
        edits[pair.end() - 1] = Edit(pair.end() - 1, pair.end(), f"{_NB}»", "")
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
    _Pattern(BEFORE_STOP, re.compile(r"(?<=[^\s«])[ \u00a0](?=[;!?](?!\[))"), "Espace de trop avant ce signe.", "Retirez l’espace.", _without),
    _Pattern(COLON, re.compile(r"(?<=[\w)»%*…]) :(?=\s|$)|(?:(?<=[^\W\d_]{2})|(?<=[^\W\d_]\*\*)|(?<=[)»%])):(?= )"), "Il faut une espace insécable avant le deux-points.", "Tapez-la\u00a0: Ctrl+Maj+Espace dans un traitement de texte, Option+Espace sur un Mac.", _no_break),
    _Pattern(GUILLEMETS, re.compile(r"«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»"), "Il faut une espace insécable à l’intérieur des guillemets.", "« mot », avec deux espaces insécables.", _guillemet),
    _Pattern(UNIT, re.compile(rf"(?<=\d)(?:[ ](?=[%$])|(?=[%$]))|{_FIRST_DIGITS}[ ](?=\d{{3}}(?!\d))|(?<=\d)[ ](?=(?:{_COUNTED}|h)\b)|(?<=\d[ \u00a0]h)[ ](?=[0-5]\d\b)"), "Il faut une espace insécable ici.", "Le nombre ne se sépare pas de ce qui le suit.", _no_break),
    _Pattern(HOUR, re.compile(r"\b\d{1,2}h(?:\d{2})?\b|\b\d{1,2}[ \u00a0]h[ \u00a0]00\b|\b\d{1,2}(?::\d{2})?[ \u00a0]?[ap]\.?m\b\.?"), "Cette heure ne s’écrit pas ainsi.", "Écrivez « 13\u00a0h\u00a030 » ou « 9\u00a0h ».", _hour),
    _Pattern(WEEKDAY, re.compile(rf"(?i)\b(?:{'|'.join(DAYS)}),(?= \d{{1,2}}(?:er)? (?:{_MONTH})\b)"), "Virgule de trop après le jour.", "Retirez la virgule.", _weekday),
    _Pattern(QUOTES, re.compile(r"[\"“”]"), "Guillemets droits ou anglais.", "Utilisez « … »."),
    _Pattern(INCLUSIVE, re.compile(r"(?i)\b[^\W\d_]{3,}(?:[·•][^\W\d_]+|\.(?:e|es|trice|euse|ne|le|ve)\.?s?\b)"), "Signe au milieu d’un mot.", "Cherchez une tournure neutre."),
    _Pattern(DATE, re.compile(rf"(?<![\w,./-])1(?=[ \u00a0](?:{_MONTH})\b)|(?:(?<=\d[ \u00a0])|(?<=\der[ \u00a0]))(?:{_CAPITAL_MONTH})(?=[ \u00a0]\d{{4}}\b)|(?<![\w/-])\d{{4}}-\d\d-\d\d(?![\w/-])"), "Dans une phrase, cette date ne s’écrit pas ainsi.", "Écrivez « 24 novembre 2026 », et « 1er » pour le premier du mois.", _date),
)  # fmt: skip
# « {#id lang=fr} » after a heading, and « [nom]: adresse "titre" », which no reader reads.
_ATTRIBUTES_OR_DEFINITION = re.compile(r"\{#[^{}\n]*\}[ \t]*$|^ {0,3}\[[^\^\[\]\n][^\[\]\n]{0,200}\]:.*$", re.MULTILINE)

_ESCAPE = re.compile(r"\\(?:[xuU][0-9A-Fa-f]+|.)|''")
_ADDRESS = re.compile(r"https?://[^\s<>«»]+")


@dataclass(frozen=True, slots=True)
class Fault:
    """A place of a text that breaks one rule; ``edit`` mends it, None when a person must."""

    pattern: _Pattern
    start: int
    end: int
    edit: Edit | None


def check_typography(document: Document[Any]) -> list[Diagnostic]:
    """Return the places of one page that break the OQLF's rules, in prose only."""
    return _told(document.source, faults(document, type(document.meta)))


def check_yaml_file(file: YamlFile) -> list[Diagnostic]:
    """Return the places of a file of YAML from end to end that break the OQLF's rules, in its texts that people read."""
    return _told(file.source, yaml_faults(file))


def _told(source: Source, faults: Iterator["Fault"]) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    for fault in faults:
        line_start, line_end = source.text.rfind("\n", 0, fault.start) + 1, source.text.find("\n", fault.end)
        line_end = len(source.text) if line_end < 0 else line_end
        shown = source.text[fault.start : fault.end]
        if not shown.strip(" \u00a0:«»%"):  # a lone sign says little without its words
            shown = source.text[max(line_start, fault.start - 15) : min(line_end, fault.end + 10)].strip()
        found.append(Diagnostic(fault.pattern.rule, source.place(fault.start), fault.pattern.message, shown, fault.pattern.help))
    return found


def faults(document: Document[Any], model: type[BaseModel]) -> Iterator[Fault]:
    """Yield what breaks the OQLF's rules in one page, the texts of its header, which ``model`` reads, after its own.

    Only ``source``, ``header`` and blocks are read. A block quotation keeps the typography of its source; between guillemets or
    quotes, only a space is mended.
    """
    return _faults(document.source.text, [_body(document), *_header_texts(document.header, model)])


def yaml_faults(file: YamlFile) -> Iterator[Fault]:
    """Yield what breaks the OQLF's rules in a file of YAML from end to end, as ``faults``."""
    return _faults(file.source.text, _header_texts(file.header, file.model))


def _faults(source: str, texts: Iterable[tuple[Span, str]]) -> Iterator[Fault]:
    """Yield what breaks the rules in each span of ``source``, as the text beside it (same offsets) shows it."""
    for span, text in texts:
        quoted = [match.span() for match in _QUOTED.finditer(text, span.start, span.end)]
        pairs = [match.span() for match in _PAIR.finditer(text, span.start, span.end)]
        quotes = _quotes_of(text, span)
        for pattern in _PATTERNS:
            for match in pattern.regex.finditer(text, span.start, span.end):
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
                yield Fault(pattern, match.start(), match.end(), edit)


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
