"""A page that changes its name: its file, what leads to it, and its redirection, worked out whole before anything is written."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import unified_diff
from pathlib import PurePosixPath
from urllib.parse import unquote

from pipeline.authoring.begin import why_not_name
from pipeline.content.address_book import page_address
from pipeline.content.catalogue import Catalogue
from pipeline.content.kind import AnyDocument, AnyWritten, PageDocument
from pipeline.content.kinds import NAMING, kind_of
from pipeline.content.redirections import REDIRECTIONS
from pipeline.content.relations import names_in
from pipeline.rules.links import link_targets
from pipeline.text.files import Span, is_file
from pipeline.text.page_links import resolve_link
from pipeline.text.typographic import french_lines, typographic
from pipeline.text.words import nearest
from pipeline.text.yaml_in import YamlData
from pipeline.writing import replace_all

MoveEdit = tuple[int, int, str]


@dataclass(frozen=True)
class Move:
    """A page that goes from the file ``old`` to the file ``new``; ``before`` and ``after`` give the text of each file that changes.

    All are paths from the root; the page's own text is under ``old`` in ``before`` and under ``new`` in ``after``.
    """

    old: str
    new: str
    redirected: bool
    before: Mapping[str, str] = field(repr=False)
    after: Mapping[str, str] = field(repr=False)

    def diff(self) -> str:
        """Return what changes, file by file, as « git diff » shows it."""
        lines = [typographic(f"Renommé : {self.old} → {self.new}")]
        for path, text in self.after.items():
            was = self.old if path == self.new else path
            old, new = self.before.get(was, "").splitlines(), text.splitlines()
            lines += unified_diff(old, new, was, path, n=0, lineterm="")
        return "\n".join(lines)


def plan_move(catalogue: Catalogue, what: str, name: str, today: date) -> tuple[Move | None, list[str]]:
    """Return the move of the page ``what`` (a file, or its name) to ``name``, or None with every reason against it, in French."""
    document, problem = _named(catalogue, what)
    if document is None:
        return None, [problem]
    name = PurePosixPath(name).name.removesuffix(".md")
    old, address = document.source.path, page_address(document)
    new = str(PurePosixPath(old).with_name(f"{name}.md"))
    there = address.removesuffix(f"{document.slug}/") + f"{name}/"
    problems = list(french_lines(_against(catalogue, document, name, there)))
    if problems:
        return None, problems
    redirected = address in catalogue.addresses.register or address in catalogue.published_addresses(today)
    edits = {one.source.path: [*_links(one, document, name), *_names(catalogue, one, document, name)] for one in _written(catalogue)}
    texts = {one.source.path: one.source.text for one in _written(catalogue)}
    before = {path: text for path, text in texts.items() if edits[path] or path == old}
    after = {new if path == old else path: _edited(text, edits[path]) for path, text in before.items()}
    path = catalogue.project.root / REDIRECTIONS.files
    moves = path.read_text(encoding="utf-8") if is_file(path) else ""
    changed = _redirections(catalogue, moves, address, there, today if redirected else None)
    if changed != moves:
        before, after = {**before, REDIRECTIONS.files: moves}, {**after, REDIRECTIONS.files: changed}
    return Move(old=old, new=new, redirected=redirected, before=before, after=after), []


def carry_out(catalogue: Catalogue, move: Move) -> None:
    """Write the move: every new text is on the disk before the first takes its place, and the old file goes last."""
    root = catalogue.project.root
    replace_all({root / path: text.encode() for path, text in move.after.items()})
    (root / move.old).unlink()


def _named(catalogue: Catalogue, what: str) -> tuple[AnyDocument | None, str]:
    """Return the page of that file or of that name; when there is none, or several, say so."""
    asked = PurePosixPath(what)
    name = asked.name.removesuffix(".md")
    found = [one for one in catalogue.documents if one.slug == name and (len(asked.parts) == 1 or one.source.path.endswith(str(asked)))]
    if len(found) == 1:
        return found[0], ""
    if found:
        return None, typographic(f"Plusieurs pages portent ce nom : donnez le fichier ({', '.join(one.source.path for one in found)}).")
    near = nearest(name, (one.slug for one in catalogue.documents))
    return None, f"Il n’y a pas de page « {what} », ou elle ne se lit pas." + (f" Vouliez-vous dire « {near} »?" if near else "")


def _against(catalogue: Catalogue, document: AnyDocument, name: str, there: str) -> Iterator[str]:
    if name == document.slug:
        yield f"La page s’appelle déjà « {name} »."
        return
    if unread := _unread(catalogue):
        yield f"Leurs liens ne suivraient pas : corrigez d’abord les fichiers qui ne se lisent pas ({', '.join(unread)})."
    kind = kind_of(document)
    # Back where it was: its own redirection goes away.
    returns = catalogue.addresses.destination(there) == page_address(document)
    reason = None if returns and not is_file(catalogue.project.root / kind.file(name)) else why_not_name(catalogue, kind, name)
    if reason:
        yield reason
    if kind.against_name is not None:
        yield from kind.against_name(catalogue, document, name)


def _written(catalogue: Catalogue) -> Iterator[AnyWritten]:
    """Yield all that may name a page."""
    for kind in NAMING:
        yield from catalogue.of(kind).values()


def _unread(catalogue: Catalogue) -> list[str]:
    """Return the files that may name a page and that could not be read: nobody knows what they lead to."""
    root = catalogue.project.root
    return sorted(
        kind.file(path.stem)
        for kind in NAMING
        for path in (root / kind.folder).glob(f"*{kind.suffix}")
        if path.stem not in catalogue.of(kind)
    )


def _links(one: AnyWritten, moved: AnyDocument, name: str) -> list[MoveEdit]:
    """Return what changes in the links of one page to the page that moves."""
    if not isinstance(one, PageDocument):
        return []
    return [edit for offset, target in link_targets(one) if (edit := _link(one, moved, name, offset, target))]


def _names(catalogue: Catalogue, one: AnyWritten, moved: AnyDocument, name: str) -> list[MoveEdit]:
    """Return what changes in the keys of one file that name the page that moves."""
    kind = kind_of(moved)
    spans = [one.header.values[at.path] for at in names_in(one, catalogue.page_kinds) if at.kind is kind and at.slug == moved.slug]
    # One that is not typed on its line as it reads is left as it is.
    return [(span.start, span.end, name) for span in spans if one.source.text[span.start : span.end].strip("\"'") == moved.slug]


def _link(one: AnyDocument, moved: AnyDocument, name: str, offset: int, target: str) -> MoveEdit | None:
    path = re.split(r"[#?]", target)[0]
    if not path or ":" in path or path.startswith("//") or resolve_link(one.source.path, path) != moved.source.path:
        return None
    last = path.rpartition("/")[2]
    if unquote(last) != f"{moved.slug}.md":
        return None
    end = offset + len(path)
    return end - len(last), end, f"{name}.md"


def _edited(text: str, edits: Iterable[MoveEdit]) -> str:
    for start, end, new in sorted(set(edits), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _redirections(catalogue: Catalogue, text: str, old: str, new: str, day: date | None) -> str:
    """Return the text of the redirections: those to ``old`` lead to ``new``, one from ``new`` goes, and ``old`` has its own on ``day``."""
    data, moves = catalogue.addresses.redirections_data, catalogue.addresses.redirections
    added = f"{{de: {old}, vers: {new}, le: {day.isoformat()}}}" if day else ""
    if data is None or not data.data.get("redirections"):
        return _first_redirection(data, text, added) if added else text
    spans = [data.values[("redirections", index)] for index in range(len(moves))]
    edits: list[MoveEdit] = []
    for index, moved in enumerate(moves):
        if moved.de == new:
            edits.append((*_lines(text, spans[index]), ""))
        elif moved.vers == old:
            there = data.values[("redirections", index, "vers")]
            edits.append((there.start, there.end, new))
    if added:
        last = spans[-1]
        first, following = _lines(text, last)
        if text[data.values[("redirections",)].start] == "[":
            edits.append((last.end, last.end, f", {added}"))
        else:
            start = "" if text[:following].endswith("\n") else "\n"
            edits.append((following, following, f"{start}{text[first : last.start]}{added}\n"))
    return _edited(text, edits)


def _first_redirection(data: YamlData | None, text: str, added: str) -> str:
    """Return the text of redirections that had none, with one."""
    key = data.keys.get(("redirections",)) if data else None
    listed = f"redirections:\n  - {added}\n"
    if data is None or key is None:
        return text + ("\n" if text and not text.endswith("\n") else "") + listed
    return text[: key.start] + listed + text[data.values[("redirections",)].end :].lstrip("\n")


def _lines(text: str, span: Span) -> tuple[int, int]:
    """Return the whole lines that a span is on, to the first character of the next."""
    end = text.find("\n", span.start + len(text[span.start : span.end].rstrip()))
    return text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end + 1
