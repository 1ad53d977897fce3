"""A disk that fills while a site is built, two builds at once, and files of ``site/`` that someone else changed."""

import errno
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.project import Project
from pipeline.site.build import build
from pipeline.site.build_lock import WAITING, BuildLock
from tests.cli.test_cli import run, said
from tests.site.built_pages import differences, snapshot
from tests.site.edits import searched
from tests.site.sites import Site
from tests.support import REPOSITORY, TODAY

Copy = Callable[[Site], Project]
THEME = "site_templates/theme/main.html"


def edit_every_page(root: Path) -> None:
    theme = root / THEME
    theme.write_text(theme.read_text(encoding="utf-8").replace("Aller au contenu", "Aller à l’exemple"), encoding="utf-8")


def full_after(files: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the disk take so many files under ``folder``, then refuse."""
    write, room = Path.write_bytes, iter(range(files))

    def refused(path: Path, data: bytes) -> int:
        if path.is_relative_to(folder) and next(room, None) is None:
            write(path, data[: len(data) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", refused)


@pytest.mark.parametrize("files", [0, 1, 40], ids=["at once", "after a page", "among the files of the search"])
def test_when_the_disk_fills_the_site_is_the_old_one_whole_and_the_next_build_ends_right(files, small_site, copied: Copy, monkeypatch):
    project = copied(small_site)
    edit_every_page(project.root)
    with monkeypatch.context() as patch:
        full_after(files, project.site, patch)
        result = run(project.root, "construire")
    assert (result.returncode, "Il n’y a plus de place sur le disque (" in said(result)) == (2, True)
    assert differences(snapshot(small_site.site), snapshot(project.site)) == set()
    assert searched(project.site) == searched(small_site.site)
    assert list(project.root.rglob("*.tmp")) == []
    build(project, TODAY)
    assert "Aller à l’exemple" in (project.site / "index.html").read_text(encoding="utf-8")
    assert build(project, TODAY).unchanged


# Two builds at once.


def test_a_second_build_waits_for_the_first_and_says_so(small_site, copied: Copy):
    project = copied(small_site)
    edit_every_page(project.root)
    said, waits = [], threading.Event()

    def step(name: str) -> None:
        said.append(name)
        if name == WAITING:
            waits.set()

    first = BuildLock(project.build)
    first.take()
    second = threading.Thread(target=build, args=(project, TODAY), kwargs={"step": step})
    second.start()
    assert waits.wait(30)
    assert said == [WAITING]
    assert differences(snapshot(small_site.site), snapshot(project.site)) == set()
    first.release()
    second.join()
    assert "Aller à l’exemple" in (project.site / "index.html").read_text(encoding="utf-8")


def test_a_lock_is_let_go_when_its_holder_is_killed(tmp_path: Path):
    code = (
        "import sys, time; from pathlib import Path; from pipeline.site.build_lock import BuildLock\n"
        "BuildLock(Path(sys.argv[1])).take(); print('pris', flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "pris\n"
        holder.send_signal(signal.SIGKILL)
    waited: list[str] = []
    with BuildLock(tmp_path, waited.append):
        assert waited == []


# What someone else did in ``site/``.


def test_a_page_that_someone_wrote_over_removed_or_added_is_as_the_build_made_it(small_site, copied: Copy):
    project = copied(small_site)
    (project.site / "index.html").write_text("<p>exemple", encoding="utf-8")
    (project.site / "regles" / "index.html").unlink()
    (project.site / "perdu.html").write_text("exemple", encoding="utf-8")
    result = run(project.root, "construire")
    assert said(result).splitlines()[-1] == ("Rien n’a changé dans le contenu, mais site/ avait été modifié\u00a0: 3 fichiers comme avant.")
    assert differences(snapshot(small_site.site), snapshot(project.site)) == set()
    assert build(project, TODAY).unchanged
