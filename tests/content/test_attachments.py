"""Files beside a tool: documents of its own folder, and nothing that runs or leads elsewhere."""

from pathlib import Path

import pytest

from pipeline.content.attachments import FORMATS, Attachment, load_attachments
from pipeline.project import Project
from pipeline.text.diagnostics import Diagnostic


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "content" / "outils" / "guide"
    folder.mkdir(parents=True)
    return folder


def read(folder: Path) -> tuple[tuple[Attachment, ...], list[str]]:
    """The files of the tool « guide », and what is told of the others."""
    found: list[Diagnostic] = []
    files = load_attachments(Project(folder.parents[2]), folder.parent, ["absent", "guide"], found)
    return files.get("guide", ()), [f"{one.place} {one.rule.code} {one.message}" for one in found]


def test_every_accepted_format_is_read_by_name_with_its_size(folder: Path):
    for suffix in FORMATS:
        (folder / f"exemple{suffix}").write_bytes(b"exemple")
    files, told = read(folder)
    assert [(file.name, file.size) for file in files] == [(f"exemple{suffix}", 7) for suffix in sorted(FORMATS)]
    assert told == []


@pytest.mark.parametrize("name", ["page.html", "image.svg", "script.js", "exemple.PDF", "exemple.pdf.exe", "sans-extension"])
def test_what_a_browser_may_run_or_nobody_knows_is_refused(folder: Path, name: str):
    (folder / name).write_bytes(b"exemple")
    assert read(folder) == ((), [f"content/outils/guide/{name}:1:1 W002 Ce fichier n’est pas d’un format accepté."])


def test_a_name_that_is_no_address_is_refused(folder: Path):
    (folder / "Mon guide.pdf").write_bytes(b"exemple")
    files, (told,) = read(folder)
    assert files == ()
    assert told.startswith("content/outils/guide/Mon guide.pdf:1:1 F007 ")


def test_a_link_to_elsewhere_is_not_followed(folder: Path):
    (folder.parents[2] / "secret.pdf").write_bytes(b"exemple")
    (folder / "guide.pdf").symlink_to(folder.parents[2] / "secret.pdf")
    assert read(folder) == ((), ["content/outils/guide/guide.pdf:1:1 W002 Ce fichier est un lien vers un autre endroit."])


def test_a_folder_that_is_a_link_is_not_followed(folder: Path):
    elsewhere = folder.parents[2] / "ailleurs"
    elsewhere.mkdir()
    (elsewhere / "guide.pdf").write_bytes(b"exemple")
    folder.rmdir()
    folder.symlink_to(elsewhere)
    assert read(folder) == ((), ["content/outils/guide:1:1 W002 Ce dossier est un lien vers un autre endroit."])


def test_a_folder_in_the_folder_is_refused_and_a_hidden_file_left_alone(folder: Path):
    (folder / "plus").mkdir()
    (folder / ".DS_Store").write_bytes(b"exemple")
    assert read(folder) == ((), ["content/outils/guide/plus:1:1 W002 Ce fichier n’est pas d’un format accepté."])
