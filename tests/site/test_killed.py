"""A build killed at any moment: readers get whole pages, old or new, and the next build ends right."""

import json
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.site.build import build, forget_state, prepare, publish_pages
from pipeline.site.mkdocs.driver import run_mkdocs
from tests.shared import once
from tests.site.built_pages import differences, html_files, snapshot
from tests.site.edits import TITLE, built_clean, searched, six_sheets
from tests.site.mkdocs.test_hook import mkdocs_build
from tests.site.sites import built
from tests.support import LONG, REPOSITORY, TODAY

# The long run (make test-long) kills at more moments.
MOMENTS = 30 if LONG else 2
THEME, SHEET, OTHER = "site_templates/theme/main.html", "content/fiches/exemple.md", "content/fiches/lecture.md"
# Versions of the site. The second differs on every page, in the search index too; the third, on one page only.
OLD, NEW, NEAR = 0, 1, 2
CHANGES = {
    OLD: (),
    NEW: ((THEME, "Aller au contenu", "Aller à l’exemple"), (SHEET, TITLE, "Exemple d’un autre titre")),
    NEAR: ((OTHER, "Avec qui?", "Avec quel exemple?"),),
}


@dataclass(frozen=True)
class Version:
    """What a first build gives of a version, and what it is made from."""

    inputs: dict[str, str]
    site: dict[str, bytes]
    search: dict[str, Any]
    register: str


@dataclass(frozen=True)
class Scene:
    """A project that is built, killed and built again; ``versions`` are what it should give.

    ``entry`` is the search index's entry point that readers had at first.
    """

    project: Project
    versions: dict[int, Version]
    entry: bytes = b""

    @property
    def served_entry(self) -> Path:
        return self.project.site / "pagefind" / "pagefind-entry.json"

    def write(self, version: int) -> None:
        """Edit the project so that its next build gives ``version``."""
        for name, text in self.versions[version].inputs.items():
            (self.project.root / name).write_text(text, encoding="utf-8")

    def start(self, *options: str) -> subprocess.Popen[bytes]:
        """Start a build in a process of its own."""
        command = [sys.executable, "-m", "pipeline.cli", "--racine", str(self.project.root), "construire", *options]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, cwd=REPOSITORY, stdout=quiet, stderr=quiet)

    def kill_when(self, reached: Callable[[], bool], *options: str) -> None:
        """Start a build and kill it as soon as ``reached`` is true."""
        with self.start(*options) as process:
            while process.poll() is None and not reached():
                with suppress(subprocess.TimeoutExpired):
                    process.wait(0.001)
            process.kill()

    def check_served(self, old: int, new: int) -> None:
        """Every file that is served is whole, of one version or the other, and no address is missing."""
        before, after = self.versions[old].site, self.versions[new].site
        served = {name: data for name, data in snapshot(self.project.site).items() if not Path(name).name.startswith(".")}
        assert {name for name, data in served.items() if data not in (before.get(name), after.get(name))} == set()
        assert before.keys() - served.keys() == set()
        entry = json.loads(self.served_entry.read_bytes())["languages"]["und"]
        assert self.served_entry.with_name(f"pagefind.{entry['hash']}.pf_meta").is_file()
        assert [path for path in self.served_entry.parent.rglob("*.tmp") if not path.name.startswith(".")] == []

    def check_next_build(self, version: int) -> None:
        """The next build ends with exactly the site of a first one, and leaves nothing of what was cut short."""
        outcome = build(self.project, TODAY)
        expected = self.versions[version]
        assert differences(snapshot(self.project.site), expected.site) == set()
        assert searched(self.project.site) == expected.search
        assert (self.project.content / "adresses.txt").read_text(encoding="utf-8") == expected.register
        # An edit that was undone before anything was laid out leaves nothing to do, in ``build/`` either.
        cleared = self.project.site if outcome.unchanged else self.project.root
        assert [path for path in cleared.rglob("*") if path.name.endswith(".tmp")] == []

    @contextmanager
    def readers(self, version: int) -> Iterator[None]:
        """Hold every page open, as one does who is still receiving it; each must then read its own version to the end."""
        with ExitStack() as stack:
            pages = {path: stack.enter_context(path.open("rb")) for path in html_files(self.project.site)}
            yield
            read = {path.relative_to(self.project.site).as_posix(): page.read() for path, page in pages.items()}
        assert {name for name, data in read.items() if data != self.versions[version].site[name]} == set()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """The old version, built, and what each version should be: made once for the whole run."""

    def make_it(root: Path) -> None:
        scene = first_scene(six_sheets(root / "suivi"), root)
        (root / "versions").write_bytes(pickle.dumps(scene.versions))

    root = once(tmp_path_factory, "tuee", make_it)
    return Scene(Project(root / "suivi"), pickle.loads((root / "versions").read_bytes()))  # noqa: S301 - written above


def first_scene(project: Project, root: Path) -> Scene:
    """Build the old version of ``project``, and each other one elsewhere."""
    original = {name: (project.root / name).read_text(encoding="utf-8") for name in (THEME, SHEET, OTHER)}
    scene = Scene(project, {})
    for version, changes in CHANGES.items():
        inputs = dict(original)
        for name, old, new in changes:
            assert old in inputs[name]
            inputs[name] = inputs[name].replace(old, new)
        scene.versions[version] = Version(inputs, {}, {}, "")
        scene.write(version)
        clean = built(project).project if version == OLD else built_clean(project, root / f"neuf-{version}")
        register = (clean.content / "adresses.txt").read_text(encoding="utf-8")
        scene.versions[version] = Version(inputs, snapshot(clean.site), searched(clean.site), register)
    scene.write(OLD)
    return scene


@pytest.fixture
def scene(first: Scene, tmp_path: Path) -> Scene:
    shutil.copytree(first.project.root, tmp_path / "site")
    scene = Scene(Project(tmp_path / "site"), first.versions)
    return replace(scene, entry=scene.served_entry.read_bytes())


def test_the_new_version_differs_on_every_page(first: Scene):
    old, new = first.versions[OLD].site, first.versions[NEW].site
    # Frames have no header. One of a theme that the edited sheet is not on has not its title; the table names a sheet by its question.
    same = {name for name in old if name.endswith(".html") and old[name] == new[name]}
    assert same == {"widget/ce-qui-aide/index.html", "widget/lecture/index.html"}
    assert first.versions[OLD].search != first.versions[NEW].search


def test_killed_at_any_moment_the_site_is_whole_and_the_next_build_ends_right(scene: Scene):
    scene.write(NEW)
    started = perf_counter()
    with scene.readers(OLD), scene.start() as process:
        assert process.wait() == 0
    whole = perf_counter() - started
    scene.check_next_build(NEW)
    old, new = NEW, OLD
    for moment in range(MOMENTS):
        scene.write(new)
        end = perf_counter() + whole * (moment + 1) / (MOMENTS + 1)
        with scene.readers(old):
            scene.kill_when(lambda end=end: perf_counter() >= end)
            scene.check_served(old, new)
        scene.check_next_build(new)
        old, new = new, old


def holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


# What the killed build had just done, and how one sees it.
REACHED: dict[str, Callable[[Scene], bool]] = {
    # Of this page, only what the theme gives differs: MkDocs would not see that it is to be made again.
    "a page laid out": lambda scene: holds(scene.project.staging / "regles" / "index.html", scene.versions[NEW].site["regles/index.html"]),
    "a page in place": lambda scene: holds(scene.project.site / "404.html", scene.versions[NEW].site["404.html"]),
    "index in place": lambda scene: scene.served_entry.read_bytes() != scene.entry,
}
if LONG:
    REACHED |= {
        "docs tree written": lambda scene: "autre titre" in (scene.project.docs / "fiches" / "exemple.md").read_text(encoding="utf-8"),
        "last page in place": lambda scene: holds(
            scene.project.site / "themes" / "tutorat" / "index.html", scene.versions[NEW].site["themes/tutorat/index.html"]
        ),
        "old index removed": lambda scene: not (scene.project.build / "pagefind").is_dir(),
    }


@pytest.mark.parametrize("reached", REACHED)
def test_an_edit_undone_after_a_killed_build_leaves_no_trace(reached: str, scene: Scene):
    scene.write(NEW)
    with scene.readers(OLD):
        scene.kill_when(lambda: REACHED[reached](scene))
        scene.check_served(OLD, NEW)
    scene.write(OLD)
    scene.check_next_build(OLD)
    scene.write(NEAR)
    scene.check_next_build(NEAR)


def test_a_first_build_that_was_killed_is_made_whole_by_the_next(scene: Scene):
    shutil.rmtree(scene.project.site)
    shutil.rmtree(scene.project.build)
    scene.project.docs.mkdir(parents=True)
    scene.write(NEW)
    scene.kill_when(lambda: REACHED["a page in place"](scene))
    # What a kill in the middle of a move leaves.
    for folder in (scene.project.docs, scene.project.site, scene.project.site / "fiches", scene.project.site / "pagefind"):
        folder.mkdir(exist_ok=True)
        (folder / ".index.html.tmp").write_bytes(b"<p>exem")
    scene.check_next_build(NEW)


def test_the_entry_point_of_the_search_index_comes_after_what_it_names(scene: Scene):
    scene.write(NEW)
    updated = built(scene.project).built.updated
    assert updated is not None
    assert updated.written[-1] == "pagefind/pagefind-entry.json"


def test_a_clean_build_that_was_killed_is_not_trusted(scene: Scene):
    scene.kill_when(lambda: not scene.project.staging.is_dir(), "--propre")
    assert scene.project.staging.is_dir() or not (scene.project.build / "etat.json").exists()
    scene.check_next_build(OLD)


def test_mkdocs_build_makes_the_index_that_a_killed_build_had_not_made(scene: Scene):
    scene.write(NEW)
    # All that a build does until its pages are in place; there it was killed.
    prepared = prepare(scene.project, TODAY)
    forget_state(scene.project)
    run_mkdocs(scene.project.mkdocs_config, prepared.index.catalogue.organisation, prepared.navigation, dirty=False)
    publish_pages(scene.project, Memory())
    assert mkdocs_build(scene.project.root).returncode == 0
    assert searched(scene.project.site) == scene.versions[NEW].search
