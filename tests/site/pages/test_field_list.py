"""The pages that explain each key, made from the models and the council's lists."""

from dataclasses import replace
from html import unescape
from typing import Annotated

import pytest
from pydantic import create_model

from pipeline.content.committees import COMMITTEES
from pipeline.content.kinds import DESCRIBED
from pipeline.content.plans.plan import PLANS
from pipeline.content.sheets.meta import FicheMeta
from pipeline.content.sheets.sheet import FICHES
from pipeline.fields.facts import plain_fields
from pipeline.fields.marks import says
from pipeline.fields.types import Text
from pipeline.site.pages.page_types import Edition, site_pages
from pipeline.site.pages.rules_and_fields import fields, takes
from tests.site.sites import page_at, rendered

FACTS = {fact.name: fact for kind in reversed(DESCRIBED) for fact in plain_fields(kind.model)}


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("titre", "un texte, de 4 à 160 caractères"),
        ("revision", "un texte, au plus 2\u00a0000 caractères; ou «\u00a0null\u00a0»"),
        ("statut", "une valeur de la liste"),
        ("divergence", "«\u00a0oui\u00a0» ou «\u00a0non\u00a0»"),
        ("publiee_le", "une date, AAAA-MM-JJ"),
        ("themes", "une liste, entre crochets, de 1 à 4"),
        ("corrections", "une liste; chaque élément commence par un tiret et a ces clés"),
        ("debut", "un texte, une heure s’écrit «\u00a009:00\u00a0» ou «\u00a013:30\u00a0»; ou «\u00a0null\u00a0»"),
        ("chapitres", "une liste; chaque élément commence par un tiret et a ces clés, au plus 99"),
    ],
)
def test_what_a_key_accepts_is_said_in_words(key, said):
    assert takes(FACTS[key]) == said


def test_a_page_shows_every_key_with_the_council_s_own_values(example_site):
    index = example_site.index
    shown = page_at(Edition(index), "champs/fiche/").context.more.value()
    keys = [one.fact.name for one in (*shown["obligatoires"], *shown["facultatives"])]
    html = (example_site.site / "champs/fiche/index.html").read_text()
    assert sorted(keys) == sorted(FicheMeta.model_fields)
    assert all(f'id="{key}"' in html for key in keys)
    first = index.catalogue.vocabulary.themes[0]
    assert f"<code>{first.slug}</code>\u00a0: {first.nom}" in unescape(html)


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("champs/fiche/", "Les champs d’une fiche"),
        ("champs/organisme/", "Les champs de l’organisme"),
        ("champs/vocabulaire/", "Les champs du vocabulaire"),
        ("champs/redirections/", "Les champs des redirections"),
    ],
)
def test_a_page_is_titled_after_its_kind(example_site, address, title):
    assert f"<h1>{title}</h1>" in (example_site.site / address / "index.html").read_text()


def test_the_rules_about_headers_lead_to_the_fields(example_site):
    assert 'href="../champs/"' in (example_site.site / "regles/index.html").read_text()


def test_a_field_added_to_a_model_is_on_its_page(example_site):
    duree = Annotated[Text, says("Durée", "Le temps qu’il faut.", "une heure")]
    larger = replace(FICHES, model=create_model("Larger", __base__=FICHES.model, duree=(duree, ...)))
    edition = Edition(example_site.index)
    page = replace(page_at(edition, larger.fields_page), context=fields(edition, larger))
    text = rendered(edition.catalogue, page).text()
    assert "<code>duree</code> Durée</h3>\n<p>Le temps qu’il faut.</p>" in text
    assert "duree: une heure" in text


def test_a_page_changes_with_the_list_that_it_shows(example_site):
    index = replace(example_site.index, catalogue=example_site.catalogue.having(COMMITTEES, {}).having(PLANS, {}))
    pages = {one.address: one for one in site_pages(Edition(example_site.index))}
    changed = {one.address for one in site_pages(Edition(index)) if pages.get(one.address) != one}
    assert {"champs/fiche/", "champs/activite/"} <= changed
    assert "champs/note/" not in changed
