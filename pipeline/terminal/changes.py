"""How corrections are shown to a person before they are written: each changed line, cut around what changes in it."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from pipeline.rules.fixes import FileCorrection, LineChange
from pipeline.terminal.carets import printable
from pipeline.text.typographic import NBSP

# A space that does not break looks like any other: it is shown by the sign that Unicode has for it.
_OPEN_BOX = "⍽"
_AROUND = 25
# Changes nearer than that to one another are shown together.
_TOGETHER = 40
# Comparing the characters of two lines costs the product of their lengths.
_MAX_COMPARED = 4_000


def shown_changes(correction: FileCorrection, encoding: str | None = None) -> str:
    """Return what would change in one file: its name, then by line what was and what will be; « ⍽ » is a space that does not break."""
    rows = [printable(correction.path, encoding)]
    for change in correction.lines:
        rows.append(f"{change.number:>6} | {', '.join(change.codes)}")
        for before, after in _parts(change):
            rows.append(f"       - {_seen(before, encoding)}")
            rows.append(f"       + {_seen(after, encoding)}")
    if correction.keys is not None:
        keys_before, keys_after = correction.keys
        rows.append("       | E016 (ordre des clés de l’en-tête)")
        rows.append(f"       - {printable(', '.join(keys_before), encoding)}")
        rows.append(f"       + {printable(', '.join(keys_after), encoding)}")
    return "\n".join(rows) + "\n"


def _parts(change: LineChange) -> Iterator[tuple[str, str]]:
    """Yield the parts of a line that change, before and after, each with a few words around it."""
    before, after = change.before, change.after
    if max(len(before), len(after)) > _MAX_COMPARED:
        start = next(index for index, (one, other) in enumerate(zip(before, after, strict=False)) if one != other)
        yield _cut(before, start, start), _cut(after, start, start)
        return
    spans: list[list[int]] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if spans and a - spans[-1][1] < _TOGETHER:
            spans[-1][1], spans[-1][3] = b, d
        else:
            spans.append([a, b, c, d])
    for a, b, c, d in spans:
        yield _cut(before, a, b), _cut(after, c, d)


def _cut(line: str, start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(line), end + _AROUND)
    return "…" * (first > 0) + line[first:last] + "…" * (last < len(line))


def _seen(text: str, encoding: str | None) -> str:
    return printable(text.replace(NBSP, _OPEN_BOX), encoding)
