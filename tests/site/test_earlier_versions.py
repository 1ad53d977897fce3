"""Where a reader finds what a sheet said before: in the repository, whose addresses stay."""

import pytest

from pipeline.content.catalogue import load_catalogue
from pipeline.site.pages.renderer import PageRenderer
from pipeline.site.pages.views import WithdrawnView
from tests.support import ORGANISME, fiche_with, make_site

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
    view = WithdrawnView("fiches/exemple/", catalogue.fiches["exemple"])
    page = PageRenderer(catalogue.project, catalogue.organisation, catalogue.vocabulary).page(view)
    assert LINK.format(name="exemple") in page.text()
