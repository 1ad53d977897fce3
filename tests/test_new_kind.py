"""A kind of content is two Python files, two templates and one line: the one of docs/how-to-add.md, « balado », in a copy of the project.

Each command is run as people run it, by the copy's own package.
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.recipes import copy_of_the_code, new_file
from tests.support import DAY, REPOSITORY, make_site

pytestmark = pytest.mark.lengthy

RECIPE = "A kind of content"
PATH = "content/balados/exemple.md"
BALADO = new_file(RECIPE, PATH)


@dataclass(frozen=True)
class Copy:
    """A copy of the project with one kind more (``code``), and a small site."""

    code: Path
    site: Path

    def run(self, *arguments: str) -> str:
        """Return what a command of the copy says, whatever its exit code."""
        return self.python("-m", "pipeline.cli", *arguments)

    def python(self, *arguments: str) -> str:
        environment = {
            **os.environ,
            **DAY,
            "PYTHONPATH": os.pathsep.join((str(self.code), os.environ["PYTHONPATH"])),
        }
        done = subprocess.run(
            [sys.executable, *arguments], cwd=self.site, env=environment, capture_output=True, text=True, check=False, timeout=120
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done.stdout + done.stderr

    def write(self, path: str, text: str) -> None:
        (self.site / path).parent.mkdir(parents=True, exist_ok=True)
        (self.site / path).write_text(text, encoding="utf-8")

    def page(self, address: str) -> str:
        return (self.site / "site" / address / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_code(tmp_path_factory.mktemp("balados"), RECIPE)


@pytest.fixture
def copy(code: Path, tmp_path: Path) -> Copy:
    return site_of(code, tmp_path)


def site_of(code: Path, root: Path) -> Copy:
    make_site(root, {PATH: BALADO})
    shutil.copytree(code / "site_templates", root / "site_templates")
    shutil.copy(REPOSITORY / "mkdocs.yml", root / "mkdocs.yml")
    (root / "build" / "docs").mkdir(parents=True)
    return Copy(code, root)


@pytest.fixture(scope="module")
def published(code: Path, tmp_path_factory: pytest.TempPathFactory) -> Copy:
    made = site_of(code, tmp_path_factory.mktemp("publie"))
    said = made.run("construire")
    assert (made.site / "site" / "index.html").is_file(), said
    return made


def test_it_has_a_page_and_a_list(published: Copy):
    assert 'href="exemple/"' in published.page("balados")
    page = published.page("balados/exemple")
    assert "<h1>Balado exemple</h1>" in page
    assert '<a href="../../fiches/exemple/" rel="noopener">fiche exemple</a>' in page
    assert "balados/exemple/" in (published.site / "content/adresses.txt").read_text(encoding="utf-8")


def test_the_sheet_that_it_names_leads_to_it(published: Copy):
    assert '<dt>Balado</dt> <dd><a href="../../balados/exemple/">Balado exemple</a></dd>' in published.page("fiches/exemple")


def test_the_search_finds_it_by_its_kind_and_its_theme(published: Copy):
    page = published.page("balados/exemple")
    assert 'data-pagefind-filter="type:balado"' in page
    assert 'data-pagefind-filter="theme:lecture"' in page
    assert "Balados" in published.page("recherche")


def test_editors_and_readers_are_told_its_keys(published: Copy):
    published.run("schemas")
    schema = json.loads((published.site / "schemas/balado.schema.json").read_text(encoding="utf-8"))
    assert schema["required"] == ["titre", "resume", "themes", "lien"]
    assert "Balado\u00a0: en-tête complet" in (published.site / ".vscode/passerelle.code-snippets").read_text(encoding="utf-8")
    assert "Les fiches qui vont avec." in published.page("champs/balado")
    assert 'href="balado/">Balado</a>' in published.page("champs")


def test_one_is_begun_by_a_command(copy: Copy):
    said = copy.run(
        "nouvelle",
        "balado",
        "--titre",
        "Balado neuf",
        "--resume",
        "Un balado neuf, pour les essais.",
        "--themes",
        "lecture",
        "--lien",
        "https://www.example.org/",
    )
    assert "Écrit\u00a0: content/balados/balado-neuf.md" in said
    assert "## En bref" in (copy.site / "content/balados/balado-neuf.md").read_text(encoding="utf-8")


# What is changed in the example, what is typed instead (« | » before the place that is told), the code and the words of the fault.
FAULTS = {
    "une-fiche": ("fiches: [exemple]", "fiches: [|exempl]", "Y101", "Il n’y a pas de fiche « exempl »."),
    "une-cle": ("titre:", "|titres:", "E010", "La clé « titres » est inconnue."),
    "un-theme": ("themes: [lecture]", "themes: [|lectur]", "E013", "« lectur » n’est pas une valeur de « themes »."),
    "un-chiffre-de-l-en-tete": ("Un balado exemple", "Un gain de |15\u00a0% dans un balado exemple", "T003", "« 15\u00a0% »"),
    "un-chiffre-du-texte": ("Un épisode parle", "Un épisode dit que |15\u00a0% lisent, et parle", "T001", "« 15\u00a0% »"),
    "un-lien": ("../fiches/exemple.md", "|../fiches/exempl.md", "L002", "Il n’y a pas de page « content/fiches/exempl.md »."),
    "un-titre": ("titre: Balado exemple", "titre: |Balado exemple", "U001", "Ce titre est déjà celui de « exemple »."),
}


def test_its_faults_are_told_at_their_place_and_so_are_those_of_who_links_to_it(copy: Copy):
    expected = []
    for name, (old, new, code, words) in FAULTS.items():
        title = "" if old.startswith("titre") else f" ({name})"
        assert BALADO.count(old) >= 1
        text = BALADO.replace(old, new, 1).replace("Balado exemple", f"Balado exemple{title}", 1)
        before = text.partition("|")[0]
        copy.write(f"content/balados/{name}.md", text.replace("|", "", 1))
        place = f"{before.count(chr(10)) + 1}:{len(before.rpartition(chr(10))[2]) + 1}"
        expected.append(f"content/balados/{name}.md:{place} {code} erreur : {words}")
    about = "---\ntitre: À propos\nresume: Un résumé exemple.\n---\n\n[Un balado](../balados/exempl.md)\n"
    copy.write("content/pages/a-propos.md", about)
    expected.append("content/pages/a-propos.md:6:13 L002 erreur : Il n’y a pas de page « content/balados/exempl.md ».")
    said = copy.run("verifier").replace("\u00a0", " ")
    assert [told for told in expected if told.replace("\u00a0", " ") not in said] == []


def test_a_sheet_that_moves_is_followed_in_its_keys_and_its_links(copy: Copy):
    copy.run("deplacer", "content/fiches/exemple.md", "tutorat", "--oui")
    text = (copy.site / PATH).read_text(encoding="utf-8")
    assert "fiches: [tutorat]" in text
    assert "(../fiches/tutorat.md)" in text


def test_one_that_moves_leaves_a_redirection(published: Copy, code: Path, tmp_path: Path):
    copy = site_of(code, tmp_path)
    shutil.copy(published.site / "content/adresses.txt", copy.site / "content/adresses.txt")
    copy.run("deplacer", PATH, "nouveau", "--oui")
    assert (copy.site / "content/balados/nouveau.md").is_file()
    assert "{de: balados/exemple/, vers: balados/nouveau/" in (copy.site / "content/redirections.yml").read_text(encoding="utf-8")


def test_an_edit_rewrites_what_shows_it_and_nothing_else(copy: Copy):
    script = f"""
import json
from datetime import date
from pathlib import Path
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.site.build import prepare

def tree(docs):
    return {{path.relative_to(docs).as_posix(): path.read_text() for path in docs.rglob("*.md")}}

project, today, memory = Project(Path(".").resolve()), date(2026, 11, 24), Memory()
assert not prepare(project, today, memory=memory).blocking
before = tree(project.docs)
balado = Path({PATH!r})
balado.write_text(balado.read_text().replace("titre: Balado exemple", "titre: Balado changé"))
assert not prepare(project, today, memory=memory).blocking
after = tree(project.docs)
balado.write_text(balado.read_text().replace("fiches: [exemple]", "fiches: [absente]"))
stale = [str(found.place) for found in prepare(project, today, memory=memory).blocking]
print(json.dumps([sorted(name for name in after if after[name] != before.get(name)), stale]))
"""
    changed, blocking = json.loads(copy.python("-c", script))
    assert changed == ["balados.md", "balados/exemple.md", "fiches/exemple.md"]
    assert blocking == [f"{PATH}:6:10"]
