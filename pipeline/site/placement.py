"""What was made, put in its place in ``site/``: only the files whose bytes changed, each whole on the disk before the first moves."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.edition.docs_tree import Changes, file_state, files_under, remove_orphans
from pipeline.memory import Memory
from pipeline.site.search.pagefind_index import SEARCH
from pipeline.writing import Replacements


@dataclass(frozen=True)
class ToMove:
    """Files to put in ``folder``, by name: the path of each, and which of them ``changed``; ``prefix`` is the folder's in the site."""

    folder: Path
    files: dict[str, str]
    changed: tuple[str, ...]
    prefix: str = ""

    def expected(self) -> set[str]:
        """Return the files that the folder keeps: those of the search, which are moved apart, are no orphans of the pages."""
        return {*self.files} if self.prefix else {*self.files, *(f"{SEARCH}/{name}" for name in files_under(self.folder / SEARCH))}


def to_move(folder: Path, files: dict[str, str], memory: Memory, prefix: str = "") -> ToMove:
    """Return what is to be done for ``folder`` to hold those ``files``; what is known of their bytes is in the ``memory``."""
    return ToMove(folder, files, tuple(name for name, path in files.items() if not _same(path, f"{folder}/{name}", memory)), prefix)


def move(*moves: ToMove) -> Changes:
    """Put every changed file in its place, then remove those that are gone."""
    with Replacements() as pending:
        for one in moves:
            write_beside(pending, one)
        pending.carry_out()
    return remove_gone(*moves)


def write_beside(pending: Replacements, files: ToMove) -> None:
    """Write every changed file beside its place."""
    for name in files.changed:
        pending.make_folder((files.folder / name).parent)
        pending.add(files.folder / name, Path(files.files[name]).read_bytes())


def remove_gone(*moves: ToMove) -> Changes:
    """Remove the files that are gone from where the others were put; return what changed."""
    removed = [f"{move.prefix}{name}" for move in moves for name in remove_orphans(move.folder, move.expected())]
    return Changes(tuple(f"{move.prefix}{name}" for move in moves for name in move.changed), tuple(removed))


def _same(staged: str, published: str, memory: Memory) -> bool:
    """Say whether two files hold the same bytes; the result is cached on both files' inode, mtime and size."""
    states = file_state(staged), file_state(published)
    if states[0] is None or states[1] is None or states[0][-1] != states[1][-1]:
        return False
    return memory.recall("same bytes", published, states, lambda: Path(staged).read_bytes() == Path(published).read_bytes())
