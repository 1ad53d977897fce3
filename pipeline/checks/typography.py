"""Québec typography (OQLF, Vitrine linguistique, page 22039) and inclusive writing."""

import re
from dataclasses import dataclass

from pipeline.catalogue.diagnostics import Diagnostic, Rule, Severity
from pipeline.catalogue.files import Span
from pipeline.catalogue.markdown_text import Block, mask
from pipeline.catalogue.pages import AnyDocument

BEFORE_STOP = Rule(
    "O001",
    Severity.WARNING,
    "Rien avant « ; », « ! » et « ? »",
    "Au Québec, ces signes se collent au mot (une espace fine est acceptée).",
    "Pourquoi ?",
    "Pourquoi?",
    silenceable=True,
)
COLON = Rule(
    "O002",
    Severity.WARNING,
    "Espace insécable avant le deux-points",
    "Sinon le deux-points peut commencer une ligne.",
    "Trois choses: lire (rien, ou une espace simple)",
    "Trois choses\u00a0: lire",
    silenceable=True,
)
GUILLEMETS = Rule(
    "O003",
    Severity.WARNING,
    "Espaces insécables dans les guillemets",
    "Les guillemets ne se séparent pas de ce qu’ils entourent.",
    "«mot» ou « mot » avec des espaces simples",
    "«\u00a0mot\u00a0»",
    silenceable=True,
)
UNIT = Rule(
    "O004",
    Severity.WARNING,
    "Espace insécable entre le nombre et « % », « $ » ou l’unité",
    "Le nombre ne se sépare pas de son unité, ni ses tranches de trois chiffres.",
    "15%",
    "15\u00a0%",
    silenceable=True,
)
HOUR = Rule(
    "O005",
    Severity.WARNING,
    "Heures écrites « 13 h 30 »",
    "L’heure s’écrit avec des espaces, sans zéro inutile, sur vingt-quatre heures.",
    "13h30, 9 h 00, 2 p.m.",
    "13\u00a0h\u00a030, 9\u00a0h, 14\u00a0h",
    silenceable=True,
)
WEEKDAY = Rule(
    "O006",
    Severity.WARNING,
    "Pas de virgule après le jour de la semaine",
    "On écrit « le mardi 24 novembre 2026 ».",
    "mardi, 24 novembre 2026",
    "mardi 24 novembre 2026",
    silenceable=True,
)
QUOTES = Rule(
    "O007",
    Severity.WARNING,
    "Guillemets français",
    "Les guillemets anglais ou droits se gardent pour l’intérieur d’une citation.",
    '"mot" ou “mot”',
    "«\u00a0mot\u00a0»",
    silenceable=True,
)
INCLUSIVE = Rule(
    "O008",
    Severity.WARNING,
    "Écriture inclusive sans signe",
    "Préférez une tournure neutre, puis le doublet complet\u00a0: les lecteurs d’écran lisent mal les points médians.",
    "les apprenant.e.s, les élèves motivé·es",
    "les personnes qui apprennent",
    silenceable=True,
)
RULES = (BEFORE_STOP, COLON, GUILLEMETS, UNIT, HOUR, WEEKDAY, QUOTES, INCLUSIVE)


@dataclass(frozen=True)
class _Pattern:
    rule: Rule
    regex: re.Pattern[str]
    message: str
    help: str


_PATTERNS = (
    _Pattern(BEFORE_STOP, re.compile(r"(?<=[^\s«])[ \u00a0](?=[;!?](?!\[))"), "Espace de trop avant ce signe.", "Retirez l’espace."),
    _Pattern(COLON, re.compile(r"(?<=[^\W\d_)»%*]) :(?=\s|$)|(?<=[^\W\d_]{2}):(?= )"), "Il faut une espace insécable avant le deux-points.", "Tapez-la\u00a0: Ctrl+Maj+Espace dans un traitement de texte, Option+Espace sur un Mac."),
    _Pattern(GUILLEMETS, re.compile(r"«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»"), "Il faut une espace insécable à l’intérieur des guillemets.", "« mot », avec deux espaces insécables."),
    _Pattern(UNIT, re.compile(r"(?<=\d)(?:[ ](?=[%$])|(?=[%$]))|(?<=\d)[ ](?=\d{3}(?!\d))|(?<=\d)[ ](?=(?:écarts?-types?|ans|mois|semaines|jours|heures|minutes|élèves|études|essais)\b)"), "Il faut une espace insécable ici.", "Le nombre ne se sépare pas de ce qui le suit."),
    _Pattern(HOUR, re.compile(r"\b\d{1,2}h(?:\d{2})?\b|\b\d{1,2}[ \u00a0]h[ \u00a0]00\b|\b\d{1,2}(?::\d{2})?[ \u00a0]?[ap]\.?m\b\.?"), "Cette heure ne s’écrit pas ainsi.", "Écrivez « 13 h 30 » ou « 9 h »."),
    _Pattern(WEEKDAY, re.compile(r"(?i)\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),(?= \d{1,2}(?:er)? [a-zéû]+)"), "Virgule de trop après le jour.", "Retirez la virgule."),
    _Pattern(QUOTES, re.compile(r"[\"“”]"), "Guillemets droits ou anglais.", "Utilisez « … »."),
    _Pattern(INCLUSIVE, re.compile(r"(?i)\b[^\W\d_]{3,}(?:[·•][^\W\d_]+|\.(?:e|es|trice|euse|ne|le|ve)\.?s?\b)"), "Signe au milieu d’un mot.", "Cherchez une tournure neutre."),
)  # fmt: skip
_HEADER_TEXTS = ("titre", "nom", "resume", "force_justification", "conditions", "motif")


def check_typography(document: AnyDocument) -> list[Diagnostic]:
    """Return the places of one page that break the OQLF's rules, in prose only."""
    found: list[Diagnostic] = []
    for span, text in _texts(document):
        for pattern in _PATTERNS:
            for match in pattern.regex.finditer(text, span.start, span.end):
                near = text[max(span.start, match.start() - 15) : match.end() + 10].replace("\n", " ").strip()
                found.append(Diagnostic(pattern.rule, document.source.place(match.start()), pattern.message, near, pattern.help))
    return found


def _texts(document: AnyDocument) -> list[tuple[Span, str]]:
    """Return the spans to look at; citations are filled with a letter so that spaces beside them still count."""
    source = document.source.text
    groups = [Span(group.start, group.end) for group in document.prose.groups]
    body = mask(document.prose.without_code, groups, filler="x")
    # What is not prose (code, comments, the marks of lists and headings) is blanked, and the body read in one go.
    body = mask(body, _between(list(document.prose.readable), document.body_start, len(body)), filler="\n")
    result = [(Span(document.body_start, len(body)), body)]
    for name in _HEADER_TEXTS:
        span = document.header.values.get((name,))
        if span is not None and isinstance(document.header.data.get(name), str):
            quoted = source[span.start] in "\"'"
            result.append((Span(span.start + quoted, span.end - quoted), source))
    return result


def _between(blocks: list[Block], start: int, end: int) -> list[Span]:
    """Return the spans of ``[start, end)`` that no block's text covers."""
    edges = [start, *(edge for block in blocks for edge in (block.inner, block.end)), end]
    return [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
