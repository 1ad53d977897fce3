"""A page of the site as the indexer is given it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.site.search.search_entries import SearchEntry, Tier, search_markup
from pipeline.site.search.searched_pages import LAYOUT, TEXT_AT, searched_page
from pipeline.text.index_words import END
from tests.support import REPOSITORY

ENTRY = SearchEntry(
    ("Un exemple de réponse.", "Un exemple de message."),
    "Faits saillants",
    (("type", "fait-saillant"),),
    "00000001 fiches/exemple/",
    Tier.SHEET,
    questions=("Ça vaut-tu la peine, le tutorat?", "Combien d’heures?"),
    subject="Tutorat, tuteur",
    usages="tutoring",
    expressions=("petit groupe", "cours privé"),
    others="école",
)


def page_of(text: str, entry: SearchEntry = ENTRY) -> str:
    return (
        '<html><body><header>Menu</header><article id="contenu" class="a" data-pagefind-body>'
        f"<h1>Le tutorat aide &amp; plaît</h1>{text}{search_markup(entry)}</article><footer>Pied</footer></body></html>"
    )


def words(html: str) -> list[str]:
    """Return what the indexer counts of a page, word by word, fillers included."""
    return re.sub(r"<[^>]*>", " ", html).split()


def test_each_field_stands_at_its_place_and_the_text_after_them_all():
    page = searched_page(page_of("<p>L’impulsivité des élèves.</p>"))
    found = words(page.html)
    at = {name: [word.removesuffix(END) for word in found[field.start : field.end] if word != "-"] for name, field in LAYOUT.items()}
    assert at == {
        "titre": ["le", "tutorat", "aide", "plait"],
        "question": ["ca", "vaut", "tu", "la", "peine", "le", "tutorat", "combien", "heure"],
        "sujet": ["tutorat", "tuteur"],
        "genre": ["fait", "saillant", "xqtoutxq"],
        "usages": ["tutoring"],
        "autres": ["ecole"],
        "expression": ["petit", "groupe", "cours", "prive"],
    }
    assert found[LAYOUT["question"].start + LAYOUT["question"].words] == f"combien{END}"
    assert found[LAYOUT["expression"].start + LAYOUT["expression"].words] == f"cours{END}"
    assert found[TEXT_AT:] == [f"{word}{END}" for word in ("le", "tutorat", "aide", "plait", "impulsivite", "des", "eleve")]


@pytest.mark.parametrize("tier", Tier)
def test_the_tier_of_a_page_is_told_beside_its_words(tier):
    assert searched_page(page_of("", replace(ENTRY, tier=tier))).tier == tier


def test_a_field_that_is_too_long_takes_no_place_of_the_next():
    entry = SearchEntry(("Exemple.",), "Page", (), "1", Tier.SHEET, subject="mot " * 1000)
    found = words(searched_page(page_of("", entry)).html)
    assert found[LAYOUT["genre"].start] == f"page{END}"
    assert len(found) == TEXT_AT + 4


def test_the_tags_of_the_text_stay_so_that_what_is_left_out_of_the_index_still_is():
    page = searched_page(page_of('<p data-pagefind-ignore title="Ne change > pas">Les mots</p><div class="p-related">Autres</div>'))
    assert f'<p data-pagefind-ignore title="Ne change > pas"> les{END} mot{END} </p><div class="p-related"> autre{END} </div>' in page.html
    assert "Menu" not in page.html


def test_a_word_is_one_though_a_tag_stands_inside():
    assert f" 1re{END} annee{END} " in searched_page(page_of("<p>1<sup>re</sup> année</p>")).html


def test_the_title_and_the_headings_that_results_show_are_those_of_the_page():
    page = searched_page(page_of('<h2 id="limites">Les <em>limites</em><a class="headerlink" href="#limites">¶</a></h2>'))
    assert 'data-valeur="Le tutorat aide &amp; plaît"' in page.html
    assert page.headings == {"limites": "Les limites"}


def test_a_page_that_says_nothing_of_itself_to_the_search_is_not_for_the_indexer():
    assert searched_page('<article id="contenu"><h1>Page déplacée</h1></article>') is None
    assert searched_page("<p>Un cadre</p>") is None


def test_the_browser_part_knows_the_same_places():
    script = Path(REPOSITORY, "site_templates/theme/assets/recherche/champs.js").read_text(encoding="utf-8")
    places = {name: tuple(map(int, numbers.split(","))) for name, numbers in re.findall(r"(\w+): \[([\d, ]+)\]", script)}
    assert places == {name: (field.start, field.words, field.slots) for name, field in LAYOUT.items()}
    assert f"TEXTE = {TEXT_AT};" in script
    ends = [field.end for field in LAYOUT.values()]
    assert [field.start for field in LAYOUT.values()] == [0, *ends[:-1]]
    assert ends[-1] == TEXT_AT
