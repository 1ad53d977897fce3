"""Where a reader finds what a sheet said before: in the repository, whose addresses stay."""

import pytest

from pipeline.content.catalogue import load_catalogue
from pipeline.site.build import index_of
from pipeline.site.pages.page_types import Edition
from tests.site.sites import page_at, rendered
from tests.support import ORGANISME, TODAY, fiche_with, make_site

SHEET = "content/fiches/exemple.md"
LINK = '<a href="https://exemple.invalid/depot/commits/main/content/fiches/{name}.md">Voir les versions d’avant</a>'


def test_a_sheet_leads_to_its_earlier_versions(example_site):
    page = (example_site.site / "fiches/tutorat-grande-echelle/index.html").read_text(encoding="utf-8")
    assert LINK.format(name="tutorat-grande-echelle") in page


def test_without_a_repository_nothing_is_promised(small_site):
    assert "versions d’avant" not in (small_site.site / "fiches/exemple/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("depot", ["https://exemple.invalid/depot", "https://exemple.invalid/depot/"])
def test_a_sheet_that_was_withdrawn_too(tmp_path, depot):
    withdrawn = fiche_with("statut: publiee", "statut: retiree\nretrait: {date: 2026-11-24, raison: Un exemple.}")
    catalogue = load_catalogue(
        make_site(
            tmp_path, {SHEET: withdrawn, "content/organisme.yml": ORGANISME.replace("depot: null", f"depot: {depot}")}, templates=True
        ),
        [],
    )
    page = page_at(Edition(index_of(catalogue, TODAY)), "fiches/exemple/")
    assert LINK.format(name="exemple") in rendered(catalogue, page).text()
