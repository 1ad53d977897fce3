"""What readers see of a sheet's life, and of a page that moved."""

import re
from datetime import date
from pathlib import Path

import pytest

from pipeline.site.build import build
from tests.support import FICHE, TODAY, fiche_with, make_site

CORRECTED = fiche_with(
    "licence: CC BY 4.0",
    "licence: CC BY 4.0\ncorrections:\n  - {date: 2026-11-20, texte: Exemple de correction faite.}\n"
    "  - {date: 2026-11-22, texte: Exemple de question posée., ouverte: oui}",
)


def renamed(text: str, title: str) -> str:
    return text.replace("Exemple de fiche sur le tutorat", title)


FILES = {
    "content/fiches/corrigee.md": renamed(CORRECTED, "Exemple de fiche corrigée"),
    "content/fiches/retiree.md": renamed(
        fiche_with("statut: publiee", "statut: retiree\nretrait: {date: 2026-11-23, raison: Exemple de raison <b>.}"),
        "Exemple de fiche retirée",
    ),
    "content/fiches/a-revoir.md": renamed(fiche_with("statut: publiee", "statut: a-reviser"), "Exemple de fiche à revoir"),
    "content/fiches/future.md": renamed(
        FICHE.replace("publiee_le: 2026-11-01", "publiee_le: 2026-12-01").replace("revisee_le: 2026-11-24", "revisee_le: 2026-12-01"),
        "Exemple de fiche à paraître",
    ),
    "content/redirections.yml": "redirections:\n  - {de: fiches/ancienne/, vers: fiches/exemple/, le: 2026-11-24}\n",
    "content/adresses.txt": "fiches/ancienne/\nfiches/exemple/\n",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("vie")
    built = build(make_site(root, dict(FILES), templates=True), TODAY)
    assert built.prepared is not None
    assert [str(d.place) + d.message for d in built.prepared.blocking] == []
    return root


def page(root: Path, address: str) -> str:
    return (root / "site" / address / "index.html").read_text(encoding="utf-8")


def test_corrections_are_dated_and_an_open_one_is_announced_at_the_top(root):
    html = page(root, "fiches/corrigee")
    assert re.search(r"20\u00a0novembre\u00a02026</time>\u00a0: Exemple de correction faite\.", html)
    assert html.index("Interprétation contestée") < html.index('id="a-retenir"')
    assert "Interprétation contestée" not in page(root, "fiches/exemple")


def test_a_withdrawn_sheet_says_why_and_is_in_no_list(root):
    html = page(root, "fiches/retiree")
    assert "Cette fiche a été retirée le 23\u00a0novembre\u00a02026\u00a0: Exemple de raison &lt;b&gt;." in html
    assert 'name="robots" content="noindex"' in html
    assert 'id="a-retenir"' not in html
    assert "retiree/" not in page(root, "fiches") + page(root, "themes/tutorat") + page(root, "references/sample2021")


def test_a_sheet_to_be_reviewed_says_so(root):
    assert "Cette fiche est à réviser" in page(root, "fiches/a-revoir")


def test_a_page_that_moved_leads_to_the_new_one_without_a_server(root):
    html = page(root, "fiches/ancienne")
    assert '<meta http-equiv="refresh" content="0; url=../exemple/">' in html
    assert 'href="../exemple/"' in html


def test_published_addresses_are_registered_and_none_is_lost(root):
    register = (root / "content" / "adresses.txt").read_text(encoding="utf-8").splitlines()
    assert {"fiches/ancienne/", "fiches/corrigee/", "fiches/retiree/", "themes/tutorat/", "references/sample2021/"} <= set(register)
    assert "fiches/future/" not in register


def test_every_registered_address_has_a_page(root):
    register = [line for line in (root / "content" / "adresses.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert [address for address in register if not (root / "site" / address / "index.html").is_file()] == []


def test_a_sheet_of_the_future_comes_with_a_build_on_its_day(tmp_path):
    project = make_site(tmp_path, dict(FILES), templates=True)
    build(project, TODAY)
    assert not (tmp_path / "site/fiches/future").exists()
    assert build(project, date(2026, 11, 30)).unchanged
    assert not build(project, date(2026, 12, 1)).unchanged
    assert (tmp_path / "site/fiches/future/index.html").is_file()
