"""The kinds of pages: what their headers draw from, and where their pages are."""

from pathlib import Path

import pytest

from pipeline.content.address_book import page_address
from pipeline.content.catalogue import Catalogue
from pipeline.content.committees import COMMITTEES
from pipeline.content.kinds import KINDS, PAGED, council_lists, kind_of
from pipeline.content.loading import accepted_by
from pipeline.content.needs import NEEDS
from tests.rules.examples import COMMITTEE, NEED, committee, sheet, shown_at, unmarked
from tests.support import BESOIN, COMITE, report_on

LISTS = {"themes": ("lecture",), "publics": ("scolaire",), "territoires": ("val-exemple",), "comites": ("a",)}


def catalogue(root: Path, files: dict[str, str | bytes | None]) -> Catalogue:
    read = report_on(root, files).catalogue
    assert read is not None
    return read


def test_the_keys_of_a_header_that_draw_from_a_list_are_those_its_model_names():
    assert accepted_by(COMMITTEES.model, LISTS) == {
        "territoires": ("val-exemple",),
        "enjeux.themes": ("lecture",),
        "partenaires.secteur": ("scolaire",),
    }
    assert accepted_by(NEEDS.model, LISTS) == {"themes": ("lecture",), "publics": ("scolaire",), "comites": ("a",)}


def test_each_kind_has_a_folder_and_an_address_of_its_own():
    assert len({kind.files for kind in KINDS}) == len({kind.name for kind in KINDS}) == len(KINDS)
    assert len({kind.address for kind in PAGED}) == len(PAGED)


def test_a_committee_and_a_need_are_read_and_have_a_page(tmp_path):
    read = catalogue(tmp_path, {COMMITTEE: COMITE, NEED: BESOIN})
    (committee,), (need,) = read.committees.values(), read.needs.values()
    assert (kind_of(committee), page_address(committee)) == (COMMITTEES, "comites/comite-exemple/")
    assert (kind_of(need), page_address(need)) == (NEEDS, "besoins/choisir-un-tutorat/")
    assert (committee.meta.nom, committee.meta.themes, committee.meta.territoires) == ("Comité exemple", ("lecture",), ("val-exemple",))
    assert (need.meta.titre, need.meta.reponses.fiches) == ("Comment choisir une forme de tutorat (exemple)?", ("exemple",))


def test_a_committee_that_cannot_be_read_is_still_of_the_list_so_that_one_mistake_is_told_once(tmp_path):
    clean, places = unmarked({**committee("sigle:", "‸sigl:"), **sheet("force:", "comites: [comite-exemple]\nforce:")})
    report = report_on(tmp_path, clean)
    assert shown_at([one for one in report.diagnostics if one.severity == "erreur"], places, "{d.rule.code}") == ["‸ E010"]
    assert report.catalogue is not None
    assert council_lists(report.catalogue.project, report.catalogue.vocabulary, ())["comites"] == ("comite-exemple",)


def test_a_need_that_is_a_draft_has_no_page(tmp_path):
    from tests.support import TODAY

    draft = BESOIN.replace("etat: repondu\nrepondu_le: 2026-11-20\n", "etat: brouillon\n")
    assert "besoins/choisir-un-tutorat/" not in catalogue(tmp_path, {NEED: draft}).published_addresses(TODAY)


@pytest.mark.parametrize("broken", ["titre: [a", "themes: [absent]", "date: 2026-02-30"])
def test_the_faults_of_a_draft_do_not_stop_publication_once_it_can_be_read(tmp_path, broken):
    draft = BESOIN.replace("etat: repondu\nrepondu_le: 2026-11-20\n", "etat: brouillon\n").replace("fiches: [exemple]", "fiches: [absente]")
    report = report_on(tmp_path, {NEED: draft})
    assert [found.rule.code for found in report.diagnostics if found.severity == "erreur"] == ["Q001"]
    assert report.blocking() == ()
