"""Files that other threads make while the rest is read: all of them, whole, and none when one cannot be made."""

import threading
from functools import partial
from pathlib import Path

import pytest

from pipeline.edition.docs_tree import Later, Made, write_made
from pipeline.memory import Memory


def coming(name: str, run=None) -> Made:
    return Made(name, (name,), lambda: Later(run or name.encode))


def test_files_of_other_threads_are_written_with_those_made_here(tmp_path: Path):
    files = [coming(f"{number}.pdf") if number % 3 else Made(f"{number}.txt", (), partial(bytes, 1)) for number in range(100)]
    memory = Memory()
    assert write_made(tmp_path, files, (), memory).written == tuple(file.name for file in files)
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.pdf")} == {
        f"{number}.pdf": f"{number}.pdf".encode() for number in range(100) if number % 3
    }
    assert not write_made(tmp_path, files, (), memory)


def test_what_comes_later_is_made_in_another_thread(tmp_path: Path):
    def where() -> bytes:
        return str(threading.get_ident()).encode()

    write_made(tmp_path, [coming("a.pdf", where)], (), Memory())
    assert (tmp_path / "a.pdf").read_bytes() != where()


def test_one_that_cannot_be_made_is_the_error_of_the_whole(tmp_path: Path):
    def refused() -> bytes:
        raise OSError(28, "exemple")

    with pytest.raises(OSError, match="exemple"):
        write_made(tmp_path, [coming("a.pdf"), coming("b.pdf", refused), coming("c.pdf")], (), Memory())
