"""The docs tree on disk: only what differs is written, and nothing else stays."""

from pathlib import Path

import pytest

from pipeline.edition.docs_tree import Changes, Made, remove_orphans, write_made
from pipeline.memory import Memory
from pipeline.writing import replace_if_different


def write_tree(folder: Path, files: list[tuple[str, str]]) -> Changes:
    """Write ``files`` (name, text) as a process that has just started does."""
    return write_made(folder, [Made(name, (text,), text.encode) for name, text in files], (), Memory())


def stamp(path: Path) -> tuple[int, int]:
    """What changes when a file is written again, even with the same bytes."""
    return path.stat().st_ino, path.stat().st_mtime_ns


def test_every_file_is_written_with_its_folders(tmp_path: Path):
    changes = write_tree(tmp_path, [("index.md", "accueil"), ("fiches/exemple.md", "exemple d’été")])
    assert changes == Changes(("index.md", "fiches/exemple.md"), ())
    assert (tmp_path / "fiches" / "exemple.md").read_bytes() == "exemple d’été".encode()


def test_an_unchanged_file_is_not_touched(tmp_path: Path):
    write_tree(tmp_path, [("a.md", "un"), ("b.md", "deux")])
    before = stamp(tmp_path / "a.md")
    assert write_tree(tmp_path, [("a.md", "un"), ("b.md", "autre")]) == Changes(("b.md",), ())
    assert stamp(tmp_path / "a.md") == before
    assert (tmp_path / "b.md").read_text(encoding="utf-8") == "autre"


def test_a_file_that_is_no_longer_expected_goes_with_its_empty_folders(tmp_path: Path):
    write_tree(tmp_path, [("fiches/vieux/exemple.md", "un"), ("fiches/b.md", "deux")])
    assert write_tree(tmp_path, [("fiches/b.md", "deux")]) == Changes((), ("fiches/vieux/exemple.md",))
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*"))] == ["fiches", "fiches/b.md"]


def test_dot_files_are_left_alone(tmp_path: Path):
    (tmp_path / ".gitkeep").touch()
    write_tree(tmp_path, [("a.md", "un")])
    assert write_tree(tmp_path, []) == Changes((), ("a.md",))
    assert (tmp_path / ".gitkeep").exists()


def test_the_same_tree_again_changes_nothing(tmp_path: Path):
    files = [("a.md", "un"), ("b/c.md", "deux")]
    assert bool(write_tree(tmp_path, files)) is True
    assert bool(write_tree(tmp_path, files)) is False


@pytest.mark.parametrize("before", [None, b"avant", b""])
def test_a_file_is_replaced_whole_and_leaves_no_temporary_one(tmp_path: Path, before: bytes | None):
    path = tmp_path / "dossier" / "exemple.html"
    if before is not None:
        path.parent.mkdir()
        path.write_bytes(before)
    assert replace_if_different(path, "après".encode())
    assert [(file.name, file.read_bytes()) for file in path.parent.iterdir()] == [("exemple.html", "après".encode())]


def test_a_reader_who_holds_the_old_file_open_still_reads_it_whole(tmp_path: Path):
    path = tmp_path / "exemple.html"
    path.write_bytes(b"ancienne page")
    with path.open("rb") as held:
        replace_if_different(path, b"nouvelle")
        assert held.read() == b"ancienne page"


def test_same_bytes_are_not_written(tmp_path: Path):
    path = tmp_path / "exemple.html"
    path.write_bytes(b"page")
    before = stamp(path)
    assert not replace_if_different(path, b"page")
    assert stamp(path) == before


def test_orphans_are_listed_in_order(tmp_path: Path):
    for name in ("z.html", "a/b.html", "m.html"):
        replace_if_different(tmp_path / name, b"exemple")
    assert remove_orphans(tmp_path, {"m.html"}) == ("a/b.html", "z.html")


def test_the_folder_itself_stays_when_everything_goes(tmp_path: Path):
    replace_if_different(tmp_path / "a.html", b"exemple")
    remove_orphans(tmp_path, set())
    assert tmp_path.is_dir()
