"""What the indexer is given of each page stays from one index to the next, as long as it is that of its page."""

from pathlib import Path

import pytest

from pipeline.edition.docs_tree import file_state
from pipeline.memory import Memory
from pipeline.site.search.pagefind_index import INDEXES, SEARCH, KeptPages, read_pages
from pipeline.site.search.search_entries import SearchEntry, order_key, search_markup


def write_page(site: Path, name: str, words: str) -> None:
    entry = SearchEntry(("Exemple.",), "Page", (("type", "page"),), order_key(None, name))
    text = f'<article id="contenu" data-pagefind-body><h1>Exemple</h1>{search_markup(entry)}<p>{words}</p></article>'
    (site / name).mkdir(parents=True, exist_ok=True)
    (site / name / "index.html").write_text(f"<!doctype html><html><body>{text}</body></html>", encoding="utf-8")


@pytest.fixture
def kept(tmp_path) -> KeptPages:
    """The pages « change » and « demeure », read once; « muette » says nothing of itself to the search."""
    write_page(tmp_path / "site", "change", "premier")
    write_page(tmp_path / "site", "demeure", "stable")
    (tmp_path / "site" / "muette").mkdir()
    (tmp_path / "site" / "muette" / "index.html").write_text("<p>Exemple</p>", encoding="utf-8")
    made = KeptPages(tmp_path / "gardees", Memory())
    index_again(tmp_path, made)
    return made


def index_again(folder: Path, kept: KeptPages) -> None:
    read_pages(folder / "site", INDEXES[SEARCH], kept)


def words_of(kept: KeptPages) -> dict[str, bool]:
    """Return the pages that are kept, and whether each has the word that it had first."""
    first = {"change": "premier", "demeure": "stable"}
    return {path.parent.name: first[path.parent.name] in path.read_text(encoding="utf-8") for path in kept.folder.rglob("index.html")}


def test_only_a_page_that_changed_is_read_again(tmp_path, kept):
    before = file_state(kept.folder / "demeure" / "index.html")
    made = kept.memory.renewed
    write_page(tmp_path / "site", "change", "second")
    index_again(tmp_path, kept)
    assert words_of(kept) == {"change": False, "demeure": True}
    assert file_state(kept.folder / "demeure" / "index.html") == before
    assert kept.memory.renewed == pytest.approx(made + 1 / 3)


def test_what_someone_wrote_over_a_kept_page_is_not_indexed(tmp_path, kept):
    (kept.folder / "demeure" / "index.html").write_text("<p>Exemple de ce que la page ne dit pas</p>", encoding="utf-8")
    index_again(tmp_path, kept)
    assert words_of(kept) == {"change": True, "demeure": True}


def test_a_page_that_is_gone_is_kept_no_longer(tmp_path, kept):
    (tmp_path / "site" / "change" / "index.html").unlink()
    index_again(tmp_path, kept)
    assert words_of(kept) == {"demeure": True}
