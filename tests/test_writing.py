"""Files written whole or not at all, when the disk refuses; what a failing writer leaves, and what people read of it."""

import errno
import os
import subprocess
from pathlib import Path

import pytest

from pipeline.cli._disk import refused_by_disk
from pipeline.content.watch.journal import Decision, JournalEntry
from pipeline.intake.watch.journal_entries import add_to_journal
from pipeline.writing import Replacements, replace_all, replace_if_different
from tests.support import TODAY, make_site


class SmallDisk:
    """A disk that takes so many bytes, then is full: half of the file that no longer fits is on it, as on a real one."""

    def __init__(self, room: int) -> None:
        self.room = room

    def write(self, path: Path, data: bytes) -> int:
        """Stand for ``Path.write_bytes``."""
        with path.open("wb") as file:
            file.write(data[: self.room])
        if len(data) > self.room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.room -= len(data)
        return len(data)


def left(folder: Path) -> dict[str, bytes | None]:
    """Every file and folder under ``folder``."""
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


@pytest.fixture
def small_disk(monkeypatch: pytest.MonkeyPatch) -> SmallDisk:
    disk = SmallDisk(10)

    def write(path: Path, data: bytes) -> int:
        return disk.write(path, data)

    monkeypatch.setattr(Path, "write_bytes", write)
    return disk


@pytest.mark.usefixtures("small_disk")
def test_a_file_that_does_not_fit_is_as_it_was_and_leaves_nothing_beside(tmp_path: Path):
    (tmp_path / "page.md").write_text("avant")
    with pytest.raises(OSError, match="No space"):
        replace_if_different(tmp_path / "page.md", b"un exemple trop long")
    assert left(tmp_path) == {"page.md": b"avant"}


@pytest.mark.usefixtures("small_disk")
def test_of_a_new_file_that_does_not_fit_no_folder_is_left_either(tmp_path: Path):
    with pytest.raises(OSError, match="No space"):
        replace_if_different(tmp_path / "neuf" / "page.md", b"un exemple trop long")
    assert left(tmp_path) == {}


@pytest.mark.usefixtures("small_disk")
def test_of_several_files_none_moves_when_the_last_does_not_fit(tmp_path: Path):
    for name in ("un", "deux"):
        (tmp_path / name).write_text("avant")
    with pytest.raises(OSError, match="No space"):
        replace_all({tmp_path / "un": b"apres", tmp_path / "deux": b"apres, bien trop long"})
    assert left(tmp_path) == {"un": b"avant", "deux": b"avant"}


def test_replacements_that_nobody_carried_out_leave_nothing(tmp_path: Path):
    with Replacements() as pending:
        pending.make_folder(tmp_path / "fiches" / "exemple")
        pending.add(tmp_path / "fiches" / "exemple" / "index.html", b"exemple")
    assert left(tmp_path) == {}


def test_the_journal_keeps_no_half_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    project = make_site(tmp_path)
    entry = JournalEntry(TODAY, "Revue exemple", "a", "Exemple", Decision.FOUND)
    add_to_journal(project, [entry])
    before = project.journal.read_bytes()
    opened = Path.open

    def full(path: Path, *arguments: str, **options: str):
        file = opened(path, *arguments, **options)
        if path == project.journal and arguments == ("ab",):
            file.write(b"2026-11-24,Rev")
            file.flush()
            file.close()
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return file

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(OSError, match="No space"):
        add_to_journal(project, [entry])
    monkeypatch.undo()
    assert project.journal.read_bytes() == before


# What people read.


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "Il n’y a plus de place sur le disque (content/x.md). Ce qui était déjà écrit est resté entier."),
        (errno.EDQUOT, "Votre part du disque (quota) est pleine (content/x.md)."),
        (errno.EIO, "Le disque ne répond plus comme il faut (content/x.md)."),
    ],
)
def test_what_the_disk_refuses_is_told_in_french(number: int, told: str):
    assert (refused_by_disk(OSError(number, os.strerror(number), "content/x.md")) or "").startswith(told)


def test_what_another_program_says_of_the_disk_is_told_too():
    stopped = subprocess.CalledProcessError(1, ["pagefind"], output="Error: No space left on device (os error 28)")
    assert refused_by_disk(stopped) == refused_by_disk(OSError(errno.ENOSPC, ""))


def test_the_cause_of_an_error_counts():
    error = RuntimeError("Le dossier ne peut pas recevoir de fichier.")
    error.__cause__ = OSError(errno.ENOSPC, "")
    assert (refused_by_disk(error) or "").startswith("Il n’y a plus de place")


@pytest.mark.parametrize("error", [OSError(errno.EACCES, "", "x"), ValueError("x"), subprocess.CalledProcessError(1, ["git"])])
def test_any_other_error_is_not_the_disk_s(error: Exception):
    assert refused_by_disk(error) is None
