"""« À écrire »: a warning in a draft, an error on the site."""

from tests.rules.examples import SHEET, TEXT, place_of
from tests.support import FICHE, fiche_with, found, report_on

DRAFT = FICHE.replace("statut: publiee", "statut: brouillon")


def test_a_draft_is_told_once_a_section_what_remains_to_be_written(tmp_path):
    text = DRAFT.replace("Exemple de contexte.", "à écrire\n\nÀ écrire\u00a0: la suite.")
    [told] = found(report_on(tmp_path, {SHEET: text}), "V010")
    assert (str(told.place), told.message) == (f"{TEXT}:1", "Il reste à écrire\u00a0: « Pourquoi c’est important ici ».")


def test_a_published_sheet_cannot_keep_it(tmp_path):
    report = report_on(tmp_path, {SHEET: fiche_with("Exemple de contexte.", "à écrire")})
    [told] = found(report, "V011")
    assert told.message == "Il reste à écrire\u00a0: « Pourquoi c’est important ici »."
    assert told in report.blocking()


def test_a_key_that_waits_is_named(tmp_path):
    text = DRAFT.replace("redaction: ", "redaction: à écrire #")
    [told] = found(report_on(tmp_path, {SHEET: text}), "V010")
    assert told.message == "Il reste à écrire\u00a0: « redaction »."


def test_words_that_only_mention_it_are_left_alone(tmp_path):
    report = report_on(tmp_path, {SHEET: fiche_with("Exemple de contexte.", "Le plan est encore à écrire.")})
    assert found(report, "V011") == []


def test_a_message_that_is_not_written_yet_is_not_blamed_for_citing_nothing(tmp_path):
    first = DRAFT.index("1. ")
    waiting = DRAFT[:first] + "1. à écrire" + DRAFT[DRAFT.index("\n", first) :]
    report = report_on(tmp_path, {SHEET: waiting})
    assert found(report, "S016") == []


def test_the_other_messages_of_the_same_draft_are_still_checked(tmp_path):
    text = DRAFT.replace("Exemple de contexte.", "à écrire\n\nUn gain de 42 points.")
    assert [str(d.place) for d in found(report_on(tmp_path, {SHEET: text}), "T001")] == [place_of("42 points", text=text)]
