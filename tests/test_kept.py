"""What one process leaves to the next: read by the person who wrote it, for the same site and code, and by nobody else."""

import os
import pickle
from pathlib import Path

import pytest

from pipeline.kept import BUILT, CHECKED, Shelf, kept_memory, leave, shelf_of
from pipeline.memory import Memory
from pipeline.project import Project

KEY = b"k" * 32


def shelf(folder: Path, key: bytes | None = KEY, version: str = "1") -> Shelf:
    return Shelf(folder, key, version)


def test_what_was_saved_is_loaded(tmp_path: Path):
    shelf(tmp_path).save("exemple", {"mot": ("un", 2)})
    assert shelf(tmp_path).load("exemple") == ({"mot": ("un", 2)},)


def test_an_object_that_two_parts_hold_is_one_when_they_are_loaded_together(tmp_path: Path):
    shared = ["exemple"]
    shelf(tmp_path).save("exemple", {"premier": shared}, {"second": shared})
    first, second = shelf(tmp_path).load("exemple", 2) or ({}, {})
    assert first == {"premier": ["exemple"]}
    assert first["premier"] is second["second"]  # type: ignore[index]
    assert shelf(tmp_path).load("exemple") == ({"premier": ["exemple"]},)


class Runs:
    """What a hostile file would be: to unpickle it writes a file."""

    def __init__(self, target: Path) -> None:
        self._target = target

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self._target,)


def test_a_file_that_another_wrote_is_not_even_unpickled(tmp_path: Path):
    hostile = pickle.dumps(Runs(tmp_path / "trace"))
    for data in (hostile, b"\0" * 32 + hostile):
        (tmp_path / "exemple").write_bytes(data)
        assert shelf(tmp_path).load("exemple") is None
    shelf(tmp_path, b"x" * 32).save("exemple", Runs(tmp_path / "trace"))  # signed, by somebody else
    assert shelf(tmp_path).load("exemple") is None
    assert not (tmp_path / "trace").exists()
    shelf(tmp_path, b"x" * 32).load("exemple")
    assert (tmp_path / "trace").exists()  # this is what it would have done


@pytest.mark.parametrize("other", [shelf, lambda folder: shelf(folder, version="2"), lambda folder: shelf(folder, key=None)])
def test_a_file_of_another_name_version_or_person_is_nothing(other, tmp_path: Path):
    shelf(tmp_path).save("exemple", 1)
    (tmp_path / "autre").write_bytes((tmp_path / "exemple").read_bytes())
    assert other(tmp_path).load("autre" if other is shelf else "exemple") is None


def test_a_file_cut_short_anywhere_is_nothing(tmp_path: Path):
    shelf(tmp_path).save("exemple", list(range(20)))
    whole = (tmp_path / "exemple").read_bytes()
    for length in range(len(whole)):
        (tmp_path / "exemple").write_bytes(whole[:length])
        assert shelf(tmp_path).load("exemple") is None


def test_what_a_killed_process_left_half_written_goes_with_the_next_writing(tmp_path: Path):
    (tmp_path / ".exemple.4000000.tmp").write_bytes(b"moiti")
    shelf(tmp_path).save("exemple", 1)
    assert [path.name for path in tmp_path.iterdir()] == ["exemple"]


def test_without_a_key_or_a_disk_nothing_is_kept_and_nothing_fails(tmp_path: Path):
    shelf(tmp_path, key=None).save("exemple", 1)
    (tmp_path / "un-fichier").write_text("exemple")
    shelf(tmp_path / "un-fichier").save("exemple", 1)
    assert [path.name for path in tmp_path.iterdir()] == ["un-fichier"]


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "etat"))
    return tmp_path / "etat"


def test_two_processes_of_one_person_have_one_key_that_nobody_else_reads(state: Path, tmp_path: Path):
    project = Project(tmp_path / "site")
    shelf_of(project).save("exemple", 1)
    assert shelf_of(project).load("exemple") == (1,)
    assert shelf_of(Project(tmp_path / "autre")).load("exemple") is None
    assert [path.name for path in (state / "passerelle").iterdir()] == ["cle"]
    assert os.stat(state / "passerelle" / "cle").st_mode & 0o077 == 0


def test_a_key_that_others_may_read_is_none(state: Path, tmp_path: Path):
    project = Project(tmp_path / "site")
    shelf_of(project).save("exemple", 1)
    (state / "passerelle" / "cle").chmod(0o644)
    assert shelf_of(project).load("exemple") is None


def test_a_key_is_never_taken_from_inside_the_site(state: Path, tmp_path: Path):
    project = Project(tmp_path)  # the state folder is under it: whoever gives the folder would give the key
    shelf_of(project).save("exemple", 1)
    assert not state.exists()
    assert not project.build.exists()


def test_the_files_of_a_site_that_moved_are_nothing(state: Path, tmp_path: Path):
    shelf_of(Project(tmp_path / "ici")).save("exemple", 1)
    (tmp_path / "ici").rename(tmp_path / "la")
    assert shelf_of(Project(tmp_path / "la")).load("exemple") is None


def remembering(*names: str, memory: Memory | None = None) -> Memory:
    memory = memory or Memory()
    for name in names:
        memory.recall("fichier", name, (name,), name.upper)
    memory.separate()
    memory.recall("page", names[0], (names[0],), names[0].title)
    return memory


def never() -> str:
    raise AssertionError("it was kept")


def test_a_check_begins_with_what_the_last_build_or_check_read(tmp_path: Path):
    leave(shelf(tmp_path), BUILT, remembering("tutorat"))
    check = kept_memory(shelf(tmp_path), CHECKED)
    assert check.recall("fichier", "tutorat", ("tutorat",), never) == "TUTORAT"
    assert check.recall("page", "tutorat", ("tutorat",), lambda: "refaite") == "refaite"  # a check does without
    build = kept_memory(shelf(tmp_path), BUILT)
    assert build.recall("page", "tutorat", ("tutorat",), never) == "Tutorat"


def test_a_build_leaves_nothing_of_a_file_that_is_gone(tmp_path: Path):
    leave(shelf(tmp_path), BUILT, remembering("tutorat", "sommeil"))
    leave(shelf(tmp_path), BUILT, remembering("tutorat", memory=kept_memory(shelf(tmp_path), BUILT)))
    again = kept_memory(shelf(tmp_path), BUILT)
    assert again.recall("fichier", "sommeil", ("sommeil",), lambda: "refait") == "refait"


def test_a_check_that_made_next_to_nothing_writes_nothing(tmp_path: Path):
    names = [f"fiche-{number}" for number in range(100)]
    leave(shelf(tmp_path), BUILT, remembering(*names))
    check = kept_memory(shelf(tmp_path), CHECKED)
    check.recall("fichier", names[0], ("modifiée",), lambda: "refaite")
    leave(shelf(tmp_path), CHECKED, check)
    assert not (tmp_path / CHECKED).exists()
    for name in names:
        check.recall("fichier", name, ("modifiée aussi",), lambda: "refaite")
    leave(shelf(tmp_path), CHECKED, check)
    assert (tmp_path / CHECKED).exists()
