"""A council begins: from a wheel of this repository, one command writes a site that builds; it gets a sheet; a new version comes without merging."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from pipeline.authoring.new_site import COPIED
from pipeline.content.catalogue import load_catalogue
from pipeline.project import Project
from pipeline.rules.run import check
from tests.cli.test_cli import run, said
from tests.support import DAY, FICHE, FILES, REPOSITORY, TODAY

ANSWERS = ("--nom", "Table exemple", "--sigle", "TEP", "--region", "Région exemple", "--territoires", "Vallée exemple, L’Anse-Exemple")
# A sheet, its sources and their notes, as the tests of everything else have them.
WRITTEN = {path: text for path, text in FILES.items() if path.startswith("research_notes/")} | {
    "content/fiches/lecture.md": FICHE.replace("themes: [tutorat]", "themes: [lecture]")
}


def source_of(folder: Path, version: str) -> Path:
    """Copy what a package is made from, as ``version``."""
    for name in ("pipeline", "site_templates", ".vscode"):
        shutil.copytree(REPOSITORY / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "modele"))
    (folder / "content" / "pages").mkdir(parents=True)
    for name in (*COPIED, "mkdocs.yml", "setup.py", "README.md", "LICENSE"):
        shutil.copy2(REPOSITORY / name, folder / name)
    settings = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    (folder / "pyproject.toml").write_text(re.sub(r'(?m)^version = ".*"$', f'version = "{version}"', settings), encoding="utf-8")
    return folder


def pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"PIP_NO_INDEX": "1"})


class Council:
    """A machine of its own: an environment where one version of the package is installed, which sees the packages that it needs."""

    def __init__(self, root: Path) -> None:
        self.root, self.site = root, root / "site-exemple"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(root / "venv")], check=True)
        self.python = root / "venv" / "bin" / "python"
        (packages,) = (root / "venv" / "lib").glob("python*/site-packages")
        # By its path alone: what this repository's own installation puts in the way of « import pipeline » is not read.
        (packages / "paquets.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")

    def install(self, version: str, change: tuple[str, str, str] | None = None) -> None:
        """Build a wheel, one of its templates changed, and install it over what is there."""
        source = source_of(self.root / version, version)
        if change is not None:
            path, old, new = change
            text = (source / path).read_text(encoding="utf-8")
            assert old in text
            (source / path).write_text(text.replace(old, new), encoding="utf-8")
        pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(self.root / "paquets"), str(source))
        (wheel,) = (self.root / "paquets").glob(f"passerelle-{version}-*.whl")
        pip("--python", str(self.python), "install", "--no-deps", "--no-compile", "--force-reinstall", str(wheel))

    def passerelle(self, *arguments: str) -> str:
        """Run the command as installed, from the folder of the council."""
        command = [str(self.python.parent / "passerelle"), *arguments]
        folder = self.site if self.site.is_dir() else self.root
        given = {"PATH": os.environ["PATH"], "HOME": str(self.root), "PYTHONUTF8": "1", **DAY}
        done = subprocess.run(command, cwd=folder, env=given, capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def files(self) -> dict[str, bytes]:
        """What the council keeps: neither work in progress nor what is published."""
        kept = (path for path in self.site.rglob("*") if path.is_file() and path.relative_to(self.site).parts[0] not in ("build", "site"))
        return {path.relative_to(self.site).as_posix(): path.read_bytes() for path in kept}

    def page(self, address: str) -> str:
        return (self.site / "site" / address / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Council:
    made = Council(tmp_path_factory.mktemp("organisme"))
    made.install("1.0")
    return made


@pytest.mark.lengthy
def test_a_council_begins_writes_a_sheet_and_changes_version_without_merging(council):
    council.passerelle("commencer", "site-exemple", *ANSWERS)
    assert "pipeline" not in {path.name for path in council.site.iterdir()}
    assert "site_templates" not in {path.name for path in council.site.iterdir()}
    council.passerelle("construire")
    assert "Table exemple" in council.page("a-propos")
    assert not (council.site / "site/fiches/exemple").exists()  # a draft

    for path, text in WRITTEN.items():
        (council.site / path).parent.mkdir(parents=True, exist_ok=True)
        (council.site / path).write_text(text, encoding="utf-8")
    council.passerelle("construire")
    assert "Exemple de fiche sur le tutorat" in council.page("fiches/lecture")

    before = council.files()
    council.install("2.0", ("site_templates/pages/page.md.j2", '<div class="p-prose">', '<div class="p-prose p-deux">'))
    council.passerelle("construire")
    assert "p-deux" in council.page("a-propos")
    assert council.files() == before


def test_what_setup_packs_is_what_a_new_site_copies():
    text = (REPOSITORY / "setup.py").read_text(encoding="utf-8")
    packed = {"mkdocs.yml", ".vscode/settings.json", "content/vocabulaire.yml"}
    packed |= {
        f"content/pages/{name}.md"
        for name in re.findall(r'"([a-z-]+)"', text.split("content/pages/", 1)[1].split(")", 1)[0].split(" in ")[1])
    }
    assert packed == {*COPIED, "mkdocs.yml"}


def test_a_new_site_passes_its_checks_and_says_only_what_is_to_be_written(tmp_path):
    told = said(run(tmp_path, "commencer", "petit", *ANSWERS))
    assert "petit/README.md" in told
    report = check(Project(tmp_path / "petit"), TODAY)
    assert {d.rule.code for d in report.diagnostics if d.severity != "info"} == {"V010"}
    assert [document.source.path for document in report.catalogue.documents if document.draft] == ["content/fiches/exemple.md"]


def test_its_territories_and_its_name_are_data(tmp_path):
    run(tmp_path, "commencer", "petit", *ANSWERS, "--designation", "la TEP", "--statut", "officiel")
    catalogue = load_catalogue(Project(tmp_path / "petit"), [])
    assert catalogue is not None
    council = catalogue.organisation
    assert [(one.slug, one.nom) for one in council.territoires] == [
        ("vallee-exemple", "Vallée exemple"),
        ("l-anse-exemple", "L’Anse-Exemple"),
    ]
    assert (council.nom, council.designation, council.statut) == ("Table exemple", "la TEP", "officiel")


@pytest.mark.parametrize("name", ['Table: "exemple"', "- Table", "# Table", "Table\u00a0exemple", "null", "oui"])
def test_a_name_that_yaml_would_read_otherwise_is_kept_as_typed(tmp_path, name):
    run(tmp_path, "commencer", "petit", "--nom", name, *ANSWERS[2:])
    catalogue = load_catalogue(Project(tmp_path / "petit"), [])
    assert catalogue is not None
    assert catalogue.organisation.nom == name


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "petit").mkdir()
    (tmp_path / "petit" / "notes.txt").write_text("À garder.")
    done = run(tmp_path, "commencer", "petit", *ANSWERS)
    assert (done.returncode, "n’est pas vide" in done.stderr) == (2, True)
    assert [path.name for path in (tmp_path / "petit").iterdir()] == ["notes.txt"]


def test_answers_that_are_refused_leave_nothing(tmp_path):
    done = run(tmp_path, "commencer", "petit", "--nom", "Table\u202eexemple", *ANSWERS[2:])
    assert done.returncode == 1
    assert [path for path in (tmp_path / "petit").rglob("*") if path.is_file()] == []


def test_without_a_terminal_an_answer_that_is_missing_names_its_option(tmp_path):
    done = run(tmp_path, "commencer", "petit", *ANSWERS[2:])
    assert (done.returncode, "--nom" in done.stderr) == (2, True)


def test_its_workflows_use_the_actions_of_ours_by_their_commits():
    ours = set(re.findall(r"uses: (actions/\S+@\S+)", "".join(p.read_text() for p in (REPOSITORY / ".github/workflows").glob("*.yml"))))
    depart = REPOSITORY / "site_templates/depart"
    theirs = set(re.findall(r"uses: (\S+)", "".join(path.read_text() for path in depart.glob("*.yml"))))
    assert theirs != set()
    assert theirs <= ours
