"""« passerelle corriger »: what is certain, mended in one file; every rule that mends is also one that checks.

A file keeps its byte order mark and its line ends: whoever saved it so may need them, and only changed lines should look changed.
"""

from codecs import BOM_UTF8
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pydantic import BaseModel

from pipeline.content.activities.captions import UNREADABLE, mended_captions
from pipeline.content.kind import Document
from pipeline.content.kinds import KINDS
from pipeline.fields.claims import YamlFile
from pipeline.fields.validation import NOT_A_DATE, validate
from pipeline.rules.dates import in_digits
from pipeline.rules.duplicates import a_doi_stands_alone, doi_edits
from pipeline.rules.key_order import in_order, top_keys
from pipeline.rules.silences import silenced
from pipeline.rules.typography import misprints, yaml_misprints
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.edits import Edit, apply
from pipeline.text.files import BOM, Source, Span, ordinary_letters
from pipeline.text.yaml_in import YamlData, read_yaml, read_yaml_file, split_front_matter

# The models of headers, by the folder of their files.
MODELS: Mapping[str, type[BaseModel]] = {kind.folder: kind.model for kind in KINDS if kind.markdown}
# The models of files of YAML from end to end, by their folder or their own path.
YAML_MODELS: Mapping[str, type[BaseModel]] = {
    kind.files if kind.alone else kind.folder: kind.model for kind in KINDS if kind.gathered and not kind.markdown
}
# An edit may make another certain (a space, then what it parted); more than a few times would be a quarrel between two rules.
_PASSES = 5


class _Unread(BaseModel):
    """The header of a page that is mended: what it says is for the checks."""


@dataclass(frozen=True)
class LineChange:
    """One line before and after, its number, and the codes of the rules that changed it."""

    number: int
    before: str
    after: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class FileCorrection:
    """What would change in the file ``path``: its bytes, each changed line, and the order of its header's keys when that changes."""

    path: str
    before: bytes
    after: bytes
    lines: tuple[LineChange, ...]
    keys: tuple[tuple[str, ...], tuple[str, ...]] | None

    @property
    def number(self) -> int:
        """How many things change: lines, and the order of keys."""
        return len(self.lines) + (self.keys is not None)


def correct(path: str, raw: bytes) -> FileCorrection | None:
    """Return what would change in the file that ``path`` names and whose bytes are ``raw``; None when nothing would.

    What cannot be read is left to the checks, which tell why.
    """
    if path.endswith(".vtt"):
        return _correct_captions(path, raw)
    mark = BOM_UTF8 if raw.startswith(BOM_UTF8) else b""
    try:
        typed = raw[len(mark) :].decode("utf-8")
    except UnicodeDecodeError:
        return None
    lines = typed.split("\n")
    ends = ["\r" * line.endswith("\r") for line in lines]
    bare = [line.removesuffix("\r") for line in lines]
    if any("\r" in line for line in bare):
        return None
    source = Source(path, "\n".join(bare))
    mended, codes = _mended(source)
    same_ends = len({*ends[:-1]}) <= 1
    ordered = _ordered(mended) if same_ends and path.endswith(".md") else None
    changes = tuple(
        LineChange(number, before, after, tuple(sorted(codes.get(number, ()))))
        for number, (before, after) in enumerate(zip(bare, mended.text.split("\n"), strict=True), 1)
        if before != after
    )
    final = ordered[0] if ordered else mended.text
    written = "\n".join(line + end for line, end in zip(final.split("\n"), ends, strict=True))
    after = mark + written.encode()
    return FileCorrection(path=path, before=raw, after=after, lines=changes, keys=ordered[1] if ordered else None) if after != raw else None


def _correct_captions(path: str, raw: bytes) -> FileCorrection | None:
    """Return captions as players read them: no byte order mark, SRT made WebVTT, times in full, signs of tags escaped in what is said."""
    try:
        typed = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    end = "\r\n" if "\r\n" in typed else "\n"
    before = typed.replace("\r\n", "\n")
    if "\r" in before:
        return None
    mended = mended_captions(before)
    after = mended.replace("\n", end).encode()
    if after == raw:
        return None
    old, new = before.split("\n"), mended.split("\n")
    changes = [LineChange(1, f"\ufeff{old[0]}", old[0], (BOM.code,))] if raw.startswith(BOM_UTF8) else []
    if len(new) > len(old):  # the header that SRT has not
        changes.append(LineChange(1, old[0], "WEBVTT", (UNREADABLE.code,)))
        new = new[len(new) - len(old) :]
    changes += [
        LineChange(number, one, other, (UNREADABLE.code,))
        for number, (one, other) in enumerate(zip(old, new, strict=True), 1)
        if one != other
    ]
    return FileCorrection(path=path, before=raw, after=after, lines=tuple(changes), keys=None)


def _mended(source: Source) -> tuple[Source, dict[int, set[str]]]:
    """Return the text with everything certain mended but the order of keys, and by line the codes of the rules that did."""
    codes: dict[int, set[str]] = {}
    for _ in range(_PASSES):
        edits = _edits(source)
        if not edits:
            break
        for edit in edits:
            codes.setdefault(source.place(edit.start).line, set()).add(edit.code)
        source = replace(source, text=apply(source.text, edits))
    return source, codes


def _edits(source: Source) -> list[Edit]:
    if plain := ordinary_letters(source.text):
        return plain
    if source.path.endswith(".bib"):
        return _edits_of_bibliography(source)
    return _edits_of_yaml(source) if source.path.endswith(".yml") else _edits_of_page(source)


def _edits_of_bibliography(source: Source) -> list[Edit]:
    return [Edit(start, end, text, a_doi_stands_alone.rules[0].code) for start, end, text in doi_edits(source.text)]


def _edits_of_page(source: Source) -> list[Edit]:
    read = _header(source)
    if read is None:
        return []
    span, body_start, header = read
    document = Document(slug="", source=source, header=header, meta=_Unread(), body_start=body_start)
    quiet = silenced(document)
    model = MODELS.get(source.path.rpartition("/")[0], _Unread)
    edits = [found.edit for found in misprints(document, model) if found.edit is not None]
    edits = [edit for edit in edits if (source.place(edit.start).line, edit.code) not in quiet]
    in_header = [edit for edit in edits if edit.start < body_start] + _edits_of_dates(source, header)
    in_body = [edit for edit in edits if edit.start >= body_start]
    # A header that would no longer read with the same keys is left as it is.
    text = apply(source.text[: span.end], in_header)
    again = read_yaml(Source(source.path, text), Span(span.start, len(text)), [])
    return (in_header if again is not None and list(again.keys) == list(header.keys) else []) + in_body


def _edits_of_yaml(source: Source) -> list[Edit]:
    model = YAML_MODELS.get(source.path, YAML_MODELS.get(source.path.rpartition("/")[0]))
    header = read_yaml_file(source, [])
    if model is None or header is None:
        return []
    file = YamlFile(source, header, model)
    quiet = silenced(file)
    edits = [found.edit for found in yaml_misprints(file) if found.edit is not None]
    edits = [edit for edit in edits if (source.place(edit.start).line, edit.code) not in quiet]
    again = read_yaml_file(Source(source.path, apply(source.text, edits)), [])
    return edits if again is not None and list(again.keys) == list(header.keys) else []


def _edits_of_dates(source: Source, header: YamlData) -> list[Edit]:
    """Return the dates of a header that are clear, though not written in digits."""
    model = MODELS.get(source.path.rpartition("/")[0])
    found: list[Diagnostic] = []
    if model is not None:
        validate(header, model, found)
    places = {d.place for d in found if d.rule is NOT_A_DATE}
    edits: list[Edit] = []
    for path, span in header.values.items():
        typed = source.text[span.start : span.end]
        quote = typed[:1] if typed[:1] in ('"', "'") and path else ""
        day = in_digits(typed.strip("\"'")) if path and source.place(span.start) in places else None
        if day is not None:
            edits.append(Edit(span.start, span.end, f"{quote}{day}{quote}", NOT_A_DATE.code))
    return edits


def _ordered(source: Source) -> tuple[str, tuple[tuple[str, ...], tuple[str, ...]]] | None:
    """Return the text with its header's keys in the order of the model, and the keys before and after."""
    model, read = MODELS.get(source.path.rpartition("/")[0]), _header(source)
    if model is None or read is None:
        return None
    span, _, header = read
    new = in_order(source, header, span, tuple(model.model_fields))
    if new is None:
        return None
    again = read_yaml(Source(source.path, new), Span(0, len(new)), [])
    after = tuple(top_keys(again)) if again is not None else ()
    return source.text[: span.start] + new + source.text[span.end :], (tuple(top_keys(header)), after)


def _header(source: Source) -> tuple[Span, int, YamlData] | None:
    split = split_front_matter(source, [])
    header = read_yaml(source, split[0], []) if split else None
    return (*split, header) if split and header else None
