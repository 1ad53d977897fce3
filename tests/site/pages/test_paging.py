"""Long lists come in pages; none grows with the site."""

import pytest

from pipeline.site.build import build
from pipeline.site.pages.page_types import Edition, site_pages
from pipeline.site.pages.paging import PAGE_SIZE, slices
from tests.edition.test_index import index_of
from tests.rules.examples import ACTIVITE
from tests.support import FICHE, TODAY, make_site


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (1, 1), (60, 1), (61, 2), (120, 2), (121, 3)])
def test_a_list_has_as_many_pages_as_it_needs_and_an_empty_one_has_one(total, pages):
    parts = list(slices(range(total), "fiches/"))
    assert [part.number for part in parts] == list(range(1, pages + 1))
    assert [item for part in parts for item in part.items] == list(range(total))


def test_each_page_knows_its_address_and_its_neighbours():
    first, second, third = slices(range(121), "themes/lecture/")
    assert (first.address, first.previous, first.following) == ("themes/lecture/", None, "themes/lecture/page/2/")
    assert (second.address, second.previous, second.following) == ("themes/lecture/page/2/", "themes/lecture/", "themes/lecture/page/3/")
    assert (third.address, third.following) == ("themes/lecture/page/3/", None)


def test_every_sheet_is_listed_once_over_the_pages_of_a_list(tmp_path):
    number = PAGE_SIZE + 5
    title = "Exemple de fiche sur le tutorat"
    sheets = {f"content/fiches/exemple-{n}.md": FICHE.replace(title, f"{title} {'a' * (n + 1)}") for n in range(number)}
    project = make_site(tmp_path, {**sheets, "content/fiches/exemple.md": None}, templates=True)
    build(project, TODAY)
    for base in ("fiches", "themes/tutorat", "publics/scolaire"):
        pages = [(tmp_path / "site" / address / "index.html").read_text(encoding="utf-8") for address in (base, f"{base}/page/2")]
        listed = [page.count('<li class="p-card">') for page in pages]
        assert listed == [PAGE_SIZE, 5]
        assert 'rel="next"' in pages[0]
        assert 'rel="prev"' in pages[1]
        assert "65\u00a0fiches" in pages[0]
    register = (tmp_path / "content/adresses.txt").read_text(encoding="utf-8")
    assert "page/2/" not in register


def test_the_first_page_of_activities_holds_what_is_to_come_dated_or_not(tmp_path):
    letters = "abcdefghij"
    held = {f"{2000 + n // 12}-{1 + n % 12:02}-01-exemple": "etat: tenue" for n in range(PAGE_SIZE + 5)}
    coming = {"2027-02-09-exemple": "etat: prevue"}
    undated = {"1999-12-01-exemple": "etat: reportee\nancienne_date: 1999-12-01\netat_raison: Un exemple."}
    files = {}
    for number, (name, state) in enumerate({**held, **coming, **undated}.items()):
        text = ACTIVITE.replace("date: 2026-10-01", f"date: {name[:10]}").replace("participants: 206\n", "").replace("etat: tenue", state)
        title = f"sur le tutorat {letters[number // 10]}{letters[number % 10]}"
        files[f"content/activites/{name}.md"] = text.replace("sur le tutorat", title, 1)
    lists = ("activites/", "activites/page/2/")
    pages = [page.context.variables for page in site_pages(Edition(index_of(tmp_path, {}, **files))) if page.address in lists]
    first, second = ([activity.slug for activity in variables["part"].items] for variables in pages)
    assert first[:3] == ["1999-12-01-exemple", "2027-02-09-exemple", "2005-05-01-exemple"]
    assert (len(first), len(second)) == (PAGE_SIZE, 7)
    assert [bool(variables["filtres"]) for variables in pages] == [True, False]
