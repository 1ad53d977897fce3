"""Campaigns and initiatives: each mistake at its line, in French; a draft of an initiative waits without a fault."""

import pytest

from tests.rules.examples import INITIATIVE_FILE, campaign, initiative, poor_french, report_on, shown_at, unmarked
from tests.support import INITIATIVE

CONSENT = "consentement: {le: 2026-11-20, par_role: La direction}\n"
BROKEN = {
    "an edition that ends before it begins": (
        campaign("fin: 2027-02-19", "fin: ‸2027-02-09"),
        ["‸ Y002 L’édition finit avant de commencer."],
    ),
    "two editions of one name": (
        campaign("fiches:", "  - {nom: ‸2027, debut: 2027-05-01}\nfiches:"),
        ["‸ Y003 Une autre édition s’appelle déjà «\u00a02027\u00a0»."],
    ),
    "a tool that is not in the toolbox": (
        campaign("sources:", "outils: [‸guide]\nsources:"),
        ["‸ Y001 Il n’y a pas d’outil « guide »."],
    ),
    "a consent of the future": (
        initiative("le: 2026-11-20", "le: ‸2026-12-20"),
        ["‸ Z001 L’accord serait donné dans le futur."],
    ),
    "a review of the future": (
        initiative("relue_le: 2026-11-22", "relue_le: ‸2026-12-22"),
        ["‸ Z002 La relecture serait faite dans le futur."],
    ),
    "a telephone number in a draft too": (
        initiative("statut: publiee", "statut: brouillon\n# ‸450 555-0123"),
        ["‸ Z003 Un numéro de téléphone se trouve dans ce fichier."],
    ),
    "a page without its consent": (
        {INITIATIVE_FILE: INITIATIVE.replace(CONSENT, "").replace("statut: ", "statut: ‸")},
        ["‸ Z001 L’initiative est publiée, et l’accord de l’organisme n’est pas noté."],
    ),
}


@pytest.mark.parametrize(("files", "said"), BROKEN.values(), ids=BROKEN)
def test_each_mistake_is_told_once_at_its_line_in_french(tmp_path, files, said):
    clean, places = unmarked(files)
    found = [one for one in report_on(tmp_path, clean).diagnostics if one.severity != "info" and one.rule.code != "S021"]
    assert shown_at(found, places, "{d.rule.code} {d.message}") == said
    assert [fault for one in found for fault in poor_french(one)] == []


def test_an_initiative_in_review_needs_neither_its_consent_nor_the_day_of_its_review(tmp_path):
    text = initiative("statut: publiee", "statut: en-revision")[INITIATIVE_FILE].replace(CONSENT, "").replace("relue_le: 2026-11-22\n", "")
    assert [one.rule.code for one in report_on(tmp_path, {INITIATIVE_FILE: text}).diagnostics if one.place.path == INITIATIVE_FILE] == []
