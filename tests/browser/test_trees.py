"""What a screen reader meets on a page of each type of the example; kept anew with PASSERELLE_ARBRES=1 (`make arbres`)."""

import os
import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import EXAMPLE_TYPES, settle
from tests.support import TODAY

TREES = Path(__file__).with_name("arbres")
# The header and the footer are the same everywhere, and the rules and the fields follow the code: one of each is enough.
PARTS = {"accueil": "body", "règles": ".p-rule >> nth=0", "champs": ".p-head", "champs d’une fiche": ".p-rule >> nth=3"}


def file_of(name: str) -> Path:
    """Return the file that keeps the tree of a page type: « fiche (retour sur un outil) » is in fiche-retour-sur-un-outil.yml."""
    plain = unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode()
    return TREES / ("-".join(re.findall(r"\w+", plain)) + ".yml")


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-CA", timezone_id="America/Toronto")
    page = context.new_page()
    # The review notice follows the reader's clock.
    page.clock.set_fixed_time(datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC))
    yield page
    context.close()


@pytest.mark.parametrize("name", EXAMPLE_TYPES)
def test_a_page_reads_as_it_was_reviewed(reader, example_address, name):
    settle(reader, example_address + EXAMPLE_TYPES[name])
    tree = reader.locator(PARTS.get(name, "main")).aria_snapshot() + "\n"
    if os.environ.get("PASSERELLE_ARBRES") == "1":
        TREES.mkdir(exist_ok=True)
        file_of(name).write_text(tree, encoding="utf-8")
    assert tree == file_of(name).read_text(encoding="utf-8")


def test_no_kept_tree_is_left_without_its_page():
    assert sorted(TREES.iterdir()) == sorted(file_of(name) for name in EXAMPLE_TYPES)
