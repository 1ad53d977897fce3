"""The same content as a plain MkDocs project, as somebody who starts today would write it."""

import re

import pytest
import yaml
from mkdocs.config import load_config

from pipeline.content.sheets.sheet import DECISION_SENTENCES
from pipeline.project import Project
from tests.bench.corpus import write_corpus
from tests.bench.stock import write_stock


@pytest.fixture
def corpus(tmp_path) -> Project:
    return write_corpus(tmp_path / "notre", 10)


def test_mkdocs_reads_the_project_and_makes_the_menu_itself(corpus, tmp_path):
    write_stock(corpus, tmp_path / "ordinaire")
    settings = yaml.safe_load((tmp_path / "ordinaire" / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["plugins"] == ["search", {"bibtex": {"bib_dir": "bibliographie"}}]
    # mkdocs-bibtex is in an environment of its own: the rest is read here.
    config = load_config(str(tmp_path / "ordinaire" / "mkdocs.yml"), plugins=["search"])
    assert (config.theme.name, config.nav) == ("material", None)


def test_it_has_every_page_and_the_whole_bibliography(corpus, tmp_path):
    write_stock(corpus, tmp_path / "ordinaire")
    docs = {path.relative_to(tmp_path / "ordinaire/docs").as_posix() for path in (tmp_path / "ordinaire/docs").rglob("*.md")}
    written = {path.relative_to(corpus.content).as_posix() for path in corpus.content.rglob("*.md")}
    assert len(written) == 10 + 1 + 6
    assert docs == written | {"index.md"}
    entries = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "ordinaire/bibliographie").glob("*.bib"))
    assert entries.count("@article{") == 20


def test_a_sheet_has_its_title_its_text_its_citations_by_key_and_their_list(corpus, tmp_path):
    write_stock(corpus, tmp_path / "ordinaire")
    ours = (corpus.content / "fiches" / "exemple-0.md").read_text(encoding="utf-8")
    theirs = (tmp_path / "ordinaire/docs/fiches/exemple-0.md").read_text(encoding="utf-8")
    title, text = re.search(r"^titre: (.*)$", ours, re.MULTILINE)[1], ours.split("---\n", 2)[2]
    bare = re.sub(r"(\[@exemple\d+), résumé, #extrait-\d\]", r"\1]", text)
    assert bare.count("[@exemple") == text.count("[@exemple") == 6 + len(DECISION_SENTENCES) + 1
    assert theirs == f"# {title}\n{bare}\n\\bibliography\n"


def test_a_page_that_cites_nothing_has_no_list(corpus, tmp_path):
    write_stock(corpus, tmp_path / "ordinaire")
    assert (tmp_path / "ordinaire/docs/pages/a-propos.md").read_text(encoding="utf-8") == (
        "# Page exemple a-propos\n\n## Exemple\n\nExemple.\n"
    )
