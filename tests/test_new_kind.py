"""A kind of content is two Python files, two templates and one line: a fictitious one, « balado », in a copy of the project.

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

from tests.support import DAY, REPOSITORY, make_site

FILES = {
    "pipeline/content/balados.py": '''\
"""Podcasts that partners may listen to: what they may say, and what is checked of them."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import Field

from pipeline.content.kind import Kind, Library, PageDocument, Words
from pipeline.content.relations import unfound
from pipeline.fields.marks import Claims, OfList, says
from pipeline.fields.types import Address, Slugs, Strict, Summary, Title
from pipeline.text.checks import Fault, rule
from pipeline.text.diagnostics import Severity


class BaladoMeta(Strict):
    """Front matter of ``content/balados/<slug>.md``."""

    titre: Annotated[Title, Claims(), says("Titre", "Le titre du balado.", "Balado exemple")]
    resume: Annotated[Summary, Claims(), says("Résumé", "Une ou deux phrases.", "Un balado exemple, pour les essais seulement.")]
    themes: Annotated[Slugs, Field(min_length=1), OfList("themes"), says("Thèmes", "De quoi il est question.", ["lecture"])]
    lien: Annotated[Address, says("Lien", "Où l’écouter.", "https://www.exemple.org/balado")]
    fiches: Annotated[Slugs, OfList("fiches"), says("Fiches", "Les fiches qui vont avec.", ["exemple"])] = ()


class Balado(PageDocument[BaladoMeta]):
    """A podcast."""


BALADOS = Kind(
    name="balado",
    title="Balado",
    one="un balado",
    many="Balados",
    files="content/balados/*.md",
    model=BaladoMeta,
    document=Balado,
    address="balados/",
    asked=("titre", "resume", "themes", "lien"),
    sections=("En bref",),
    prose=False,
    unique="titre",
    anchors=("fiches",),
    words=Words(the="Le balado", of="de balado"),
    heading=("Balado", "Balados"),
)


@rule(
    "Y101",
    on=Balado,
    severity=Severity.ERROR,
    title="Les fiches d’un balado se lisent",
    why="Qui écoute suit le lien.",
    wrong="fiches: [lecture-et]",
    right="fiches: [lecture-ete]",
)
def its_sheets_are_read(balado: Balado, catalogue: Library, today: date) -> Iterator[Fault]:
    """Yield the sheets that a podcast names and that readers do not find on ``today``."""
    return unfound(balado, catalogue, today)
''',
    "pipeline/site/pages/balados.py": '''\
"""The pages of podcasts, and their list."""

from pipeline.content.balados import BALADOS, Balado
from pipeline.content.sheets.sheet import FICHES
from pipeline.edition.prose.page_prose import whole_text
from pipeline.site.pages.page_types import Context, Edition, Indexed, lazy, page
from pipeline.site.search.search_entries import listed_entry


@page("balados/", "balados.md.j2", genre="liste")
def balados(edition: Edition) -> Context:
    """Return the list of podcasts."""
    return Context("Balados", "Des balados, et les fiches qui vont avec.", {"balados": edition.index.published(BALADOS)})


@page(BALADOS, "balado.md.j2", indexed=Indexed.TEXT)
def balado(edition: Edition, document: Balado) -> Context:
    """Return a podcast, and the sheets that go with it."""
    meta, text = document.meta, edition.text(document)
    return Context(
        meta.titre,
        meta.resume,
        {"meta": meta, "fiches": edition.index.relations.named(document, FICHES)},
        more=lazy(whole_text, text),
        search=lazy(listed_entry, document, text.address, edition.vocabulary, BALADOS.title),
    )
''',
    "site_templates/pages/balados.md.j2": """\
# Balados

<ul>
{% for balado in balados %}
<li><a href="{{ lien('balados/' ~ balado.slug ~ '/') }}">{{ balado.meta.titre }}</a></li>
{% endfor %}
</ul>
""",
    "site_templates/pages/balado.md.j2": """\
<h1>{{ meta.titre }}</h1>

<p><a href="{{ meta.lien }}">Écouter</a></p>

<div class="p-prose">{{ texte }}</div>

{{ 'Fiches'|titre2('fiches') }}

<ul>
{% for fiche in fiches %}
<li><a href="{{ lien('fiches/' ~ fiche.slug ~ '/') }}">{{ fiche.meta.titre }}</a></li>
{% endfor %}
</ul>

<div class="p-excerpts" data-pagefind-ignore>{{ extraits }}</div>
""",
}
LINE = ('        ("campaigns", "CAMPAIGNS"),\n', '        ("campaigns", "CAMPAIGNS"),\n        ("balados", "BALADOS"),\n')
BALADO = """\
---
titre: Balado exemple
resume: Un balado exemple, pour les essais seulement.
themes: [lecture]
lien: https://www.example.org/balado
fiches: [exemple]
---

## En bref

Un épisode parle d’une [fiche exemple](../fiches/exemple.md).
"""
PATH = "content/balados/exemple.md"


@dataclass(frozen=True)
class Copy:
    """A copy of the project with one kind more (``code``), and a small site."""

    code: Path
    site: Path

    def run(self, *arguments: str) -> str:
        """Return what a command of the copy says, whatever its exit code."""
        return self.python("-m", "pipeline.cli", *arguments)

    def python(self, *arguments: str) -> str:
        environment = {**os.environ, **DAY, "PYTHONPATH": str(self.code), "PYTHONDONTWRITEBYTECODE": "1"}
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
    root = tmp_path_factory.mktemp("balados")
    shutil.copytree(REPOSITORY / "pipeline", root / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(REPOSITORY / "site_templates", root / "site_templates")
    for path, text in FILES.items():
        assert not (root / path).exists()
        (root / path).write_text(text, encoding="utf-8")
    registry = root / "pipeline" / "content" / "kinds.py"
    before = registry.read_text(encoding="utf-8")
    assert before.count(LINE[0]) == 1
    registry.write_text(before.replace(*LINE), encoding="utf-8")
    return root


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
