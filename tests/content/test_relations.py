"""Who names whom: worked out once from the marks on fields, and read both ways."""

from pathlib import Path

import pytest

from pipeline.content.campaigns import CAMPAIGNS
from pipeline.content.catalogue import Catalogue
from pipeline.content.initiatives import INITIATIVES
from pipeline.content.kinds import KINDS, NAMING, PAGED
from pipeline.content.needs import NEEDS
from pipeline.content.plans.plan import PLANS
from pipeline.content.relations import Relations, missing, names_in
from pipeline.content.sheets.sheet import FICHES
from pipeline.content.tools import TOOLS
from tests.support import BESOIN, CAMPAGNE, FICHE, INITIATIVE, OUTIL, TODAY, report_on

OTHER = FICHE.replace("titre: Exemple", "titre: Autre exemple", 1)
FILES: dict[str, str | bytes | None] = {
    "content/fiches/autre.md": OTHER.replace("force:", "outils: [guide]\nforce:", 1),
    "content/campagnes/semaine.md": CAMPAGNE.replace("fiches: [exemple]", "fiches: [exemple, autre]\noutils: [guide]"),
    "content/initiatives/midis.md": INITIATIVE.replace("fiches: [exemple]", "fiches: [autre]"),
    "content/outils/guide.md": OUTIL.replace("lien:", "fiches: [exemple]\nlien:"),
    "content/besoins/choisir.md": BESOIN,
}


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    read = report_on(tmp_path, FILES).catalogue
    assert read is not None
    return read


def relations(catalogue: Catalogue) -> Relations:
    return Relations(catalogue.page_kinds, {kind: tuple(catalogue.of(kind).values()) for kind in NAMING})


def test_each_name_has_its_kind_and_its_place(catalogue: Catalogue):
    found = names_in(catalogue.campaigns["semaine"], catalogue.page_kinds)
    assert [(name.path, name.kind, name.slug) for name in found] == [
        (("fiches", 0), FICHES, "exemple"),
        (("fiches", 1), FICHES, "autre"),
        (("outils", 0), TOOLS, "guide"),
    ]


def test_a_name_inside_another_key_is_found_too(catalogue: Catalogue):
    (name,) = names_in(catalogue.needs["choisir"], catalogue.page_kinds)
    assert (name.path, name.kind, name.slug) == (("reponses", "fiches", 0), FICHES, "exemple")


def test_both_sides_are_read_from_the_side_that_says_it(catalogue: Catalogue):
    found, exemple, autre, guide = relations(catalogue), catalogue.fiches["exemple"], catalogue.fiches["autre"], catalogue.tools["guide"]
    assert found.named(catalogue.campaigns["semaine"], FICHES) == (exemple, autre)
    assert found.naming(exemple, CAMPAIGNS) == (catalogue.campaigns["semaine"],)
    assert found.naming(autre, INITIATIVES) == (catalogue.initiatives["midis"],)
    assert found.naming(exemple, NEEDS) == (catalogue.needs["choisir"],)
    assert found.naming(exemple, INITIATIVES) == found.naming(exemple, PLANS) == ()
    assert found.with_(guide, FICHES) == (exemple, autre)  # the one that it names, then the one that names it
    assert found.beside(autre, TOOLS) == (guide,)


def test_what_is_not_shown_is_on_neither_side(catalogue: Catalogue):
    shown = {kind: () if kind is INITIATIVES else tuple(catalogue.of(kind).values()) for kind in NAMING}
    shown[FICHES] = (catalogue.fiches["exemple"],)
    found = Relations(catalogue.page_kinds, shown)
    assert found.named(catalogue.campaigns["semaine"], FICHES) == (catalogue.fiches["exemple"],)
    assert found.naming(catalogue.fiches["autre"], INITIATIVES) == ()


def test_every_kind_of_page_can_be_told_missing(catalogue: Catalogue):
    assert [kind.name for kind in PAGED if kind.words is None] == []
    assert list(missing(catalogue.campaigns["semaine"], catalogue, TODAY)) == []


def test_the_files_that_may_name_a_page_are_the_pages_and_the_plans():
    assert set(NAMING) == {*PAGED, PLANS}
    assert set(NAMING) < set(KINDS)
