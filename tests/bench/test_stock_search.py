"""The pages that our search knows, as a plain MkDocs project that Material searches in its own way."""

from pathlib import Path

import pytest
from mkdocs.config import load_config

from pipeline.project import Project
from pipeline.site.build import prepare
from tests.bench.corpus import give_templates, write_corpus
from tests.bench.stock_search import plain_markdown, write_stock_search
from tests.support import REPOSITORY, TODAY


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Project:
    """Ten sheets and one activity, whose docs tree is written."""
    project = write_corpus(tmp_path_factory.mktemp("notre"), 10)
    give_templates(Project(REPOSITORY), project)
    assert prepare(project, TODAY).blocking == ()
    return project


@pytest.fixture(scope="module")
def stock(project, tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("autre") / "ordinaire"
    assert write_stock_search(project, root) == 10 + 1 + 6 + 2
    return root


def test_it_has_the_pages_that_our_search_knows_and_a_home_out_of_its_index(project, stock):
    pages = {path.relative_to(stock / "docs").as_posix() for path in (stock / "docs").rglob("*.md")}
    ours = {path.relative_to(project.content).as_posix().removeprefix("pages/") for path in project.content.rglob("*.md")}
    assert pages == ours | {"canevas.md", "reprendre.md", "index.md"}  # ours knows two pages that nobody wrote
    assert "exclude: true" in (stock / "docs/index.md").read_text(encoding="utf-8")


def test_it_has_materials_search_in_french_a_short_menu_and_no_other_plugin(stock):
    config = load_config(str(stock / "mkdocs.yml"))
    assert (config.theme.name, list(config.plugins), config.nav) == ("material", ["material/search"], [{"Accueil": "index.md"}])
    assert config.plugins["material/search"].config.lang == ["fr"]


def test_a_sheet_has_the_text_of_ours_with_its_references_and_none_of_the_markup(project, stock):
    ours = (project.content / "fiches/exemple-0.md").read_text(encoding="utf-8")
    theirs = (stock / "docs/fiches/exemple-0.md").read_text(encoding="utf-8")
    limits = ours.split("## Limites\n\n")[1].split("\n")[0].split("]. ")[1]
    assert limits in theirs
    assert theirs.count("https://doi.org/10.1234/exemple") == len(set(_cited(ours)))
    assert [sign for sign in ("<", "{#", "xqtoutxq") if sign in theirs] == []


def test_what_a_tap_opens_and_what_is_hidden_is_left_out():
    page = (
        '## À retenir {#a-retenir}\n\n<ol>\n<li>Un &amp; deux <button type="button">Extrait</button>.</li>\n</ol>\n'
        "<p hidden>caché</p><div data-pagefind-ignore><p>un <br>extrait</p></div><details><summary>RIS</summary></details><svg><path/></svg>"
    )
    assert plain_markdown(page) == "## À retenir\n\nUn &amp; deux .\n"


def _cited(sheet: str) -> list[str]:
    return [part.split(",")[0] for part in sheet.split("[@")[1:]]
