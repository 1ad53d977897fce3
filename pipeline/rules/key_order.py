"""The keys of a header in the order of its model: whoever looks for one finds it at the same place in every file."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from pipeline.content.kind import Document
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.diagnostics import Severity
from pipeline.text.files import Source, Span
from pipeline.text.yaml_in import YamlData, read_yaml

_COMMENT = re.compile(r"#[^\n]*\n")
# What is said to the editor about the whole file, whatever key comes first.
_MODELINE = re.compile(r"#[ \t]*yaml-language-server:")


@rule(
    "E016",
    on=Document,
    severity=Severity.INFO,
    title="Clés dans l’ordre du modèle",
    why="D’un fichier à l’autre, on trouve chaque clé au même endroit, et deux versions se comparent.",
    wrong="statut: brouillon\ntitre: Le tutorat…",
    right="titre: Le tutorat…\nstatut: brouillon",
    fixable=True,
)
def keys_are_in_order(page: Document[Any]) -> Iterator[Fault]:
    """Yield the first key of a header that comes before one that the model puts first."""
    order = tuple(type(page.meta).model_fields)
    header = page.header
    for key, following in pairwise(top_keys(header)):
        if key in order and following in order and order.index(following) < order.index(key):
            message = f"La clé « {following} » vient après « {key} »."
            yield fault(header.keys[(following,)].start, message, text=following, hint=f"Mettez-la avant « {key} ».")
            return


def top_keys(header: YamlData) -> list[str]:
    """Return the keys of the header itself, in the order of the file."""
    return [str(path[0]) for path in sorted(header.keys, key=lambda path: header.keys[path].start) if len(path) == 1]


def in_order(source: Source, header: YamlData, span: Span, order: Sequence[str]) -> str | None:
    """Return the text of ``span``, which holds ``header``, with its entries in ``order``; None when it is, or when that is not certain.

    Each entry moves whole, with the comments right above it; a key that the order does not know stays after the one it follows.
    Comments before the first key that a blank line parts from it stay where they are.
    """
    text = source.text[span.start : span.end]
    keys = top_keys(header)
    starts = [header.keys[(key,)].start - span.start for key in keys]
    if not text.endswith("\n") or any(start and text[start - 1] != "\n" for start in starts):
        return None
    edges = [_with_comments(text, start) for start in starts]
    entries = [text[a:b] for a, b in pairwise([*edges, len(text)])]
    ranks: list[int] = []
    for key in keys:
        ranks.append(order.index(key) if key in order else (ranks[-1] if ranks else -1))
    moved = sorted(range(len(keys)), key=lambda index: ranks[index])
    if moved == list(range(len(keys))):
        return None
    new = text[: edges[0]] + "".join(entries[index] for index in moved)
    again = read_yaml(Source(source.path, new), Span(0, len(new)), [])
    # Only what reads the same is certain: a comment inside a value over several lines would not.
    return new if again is not None and again.data == header.data else None


def _with_comments(text: str, start: int) -> int:
    """Return where the comments right above the entry at ``start`` begin."""
    while start:
        line = text.rfind("\n", 0, start - 1) + 1
        if not _COMMENT.fullmatch(text, line, start) or _MODELINE.match(text, line):
            break
        start = line
    return start
