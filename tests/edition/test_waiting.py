"""What waits, and for whom."""

from datetime import date

import pytest

from pipeline.content.catalogue import load_catalogue
from pipeline.edition.waiting import Whom, waiting
from pipeline.project import Project
from tests.rules.examples import NOTE, SHEET, line_of, place_of
from tests.support import FICHE, NOTE_EXEMPLE, ORGANISME, REPOSITORY, TODAY, make_site

COMPLETE = (
    ORGANISME.replace("contact: null", "contact: a@exemple.invalid")
    .replace("adresse: null", "adresse: https://exemple.invalid/")
    .replace("depot: null", "depot: https://exemple.invalid/depot")
    .replace("statut: demonstration", "statut: officiel")
)
REVIEWED = FICHE.replace("revision: null", "revision: Billie Exemple")


@pytest.fixture
def groups(tmp_path):
    """What waits in the small site, by code, once its council is complete and its sheet was reviewed, with ``files`` changed."""

    def find(files=None, today: date = TODAY):
        given = {"content/organisme.yml": COMPLETE, SHEET: REVIEWED, **(files or {})}
        catalogue = load_catalogue(make_site(tmp_path, given), [])
        return {group.code: group for group in waiting(catalogue, today)}

    return find


def only(groups, code: str):
    """The one thing of the one group, which must be of this code."""
    assert list(groups) == [code]
    (item,) = groups[code].items
    return item


def sheet(*changes: tuple[str, str]) -> dict[str, str]:
    text = REVIEWED
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return {SHEET: text}


def test_nothing_waits_when_all_is_done(groups):
    assert groups() == {}


@pytest.mark.parametrize(
    ("status", "code", "whom"), [("brouillon", "brouillons", Whom.WRITER), ("en-revision", "en-revision", Whom.REVIEWER)]
)
def test_a_draft_waits_for_who_writes_and_a_sheet_in_review_for_who_reviews(groups, status, code, whom):
    found = groups(sheet(("statut: publiee", f"statut: {status}")))
    assert str(only(found, code).place) == place_of("publiee")
    assert found[code].whom is whom


@pytest.mark.parametrize(("day", "due"), [(date(2028, 11, 23), False), (date(2028, 11, 24), True)])
def test_a_sheet_is_due_on_the_day_that_it_gives(groups, day, due):
    found = groups(today=day)
    assert list(found) == (["a-reviser"] if due else [])
    assert not due or found["a-reviser"].items[0].detail == "prévue le 2028-11-24"


def test_a_sheet_that_says_so_is_due_at_once(groups):
    assert only(groups(sheet(("statut: publiee", "statut: a-reviser"))), "a-reviser").detail == "statut\u00a0: à réviser"


def test_a_published_sheet_that_nobody_reviewed_is_told(groups):
    assert str(only(groups({SHEET: FICHE}), "jamais-relues").place) == place_of("null\npubliee_le")


@pytest.mark.parametrize(
    ("old", "new", "detail"),
    [
        ("lu_le: 2026-11-24", "lu_le: 2026-11-25", "exemple2020, note relue le 2026-11-25; fiche revue le 2026-11-24"),
        (
            "evaluation_par",
            "registre: [{etat: correction, adresse: 'https://y.invalid/', vu_le: 2026-12-01}]\nevaluation_par",
            "exemple2020, avis du registre\u00a0: correction le 2026-12-01; fiche revue le 2026-11-24",
        ),
        (
            "{#lien lang=fr lu=resume}",
            "{#lien lang=fr lu=resume absent=2026-12-02}",
            "exemple2020, extrait #lien introuvable dans la source le 2026-12-02; fiche revue le 2026-11-24",
        ),
    ],
    ids=["read again", "a registry's notice", "an excerpt not found"],
)
def test_a_sheet_that_cites_a_note_changed_since_its_revision_is_told(groups, old, new, detail):
    assert old in NOTE_EXEMPLE
    assert only(groups({NOTE: NOTE_EXEMPLE.replace(old, new, 1)}), "notes-changees").detail == detail


def test_a_sheet_revised_since_is_left_alone(groups):
    changed = {NOTE: NOTE_EXEMPLE.replace("lu_le: 2026-11-24", "lu_le: 2026-11-25")}
    assert groups(changed | sheet(("revisee_le: 2026-11-24", "revisee_le: 2026-11-25"))) == {}


def test_only_open_corrections_wait(groups):
    corrections = (
        "corrections:\n  - {date: 2026-11-10, texte: Réglée.}\n  - {date: 2026-11-20, texte: Une question exemple., ouverte: oui}\nlicence:"
    )
    changed = sheet(("licence:", corrections))
    item = only(groups(changed), "corrections")
    assert (item.place.line, item.detail) == (
        line_of("{date: 2026-11-20", changed[SHEET]),
        "depuis le 2026-11-20\u00a0: Une question exemple.",
    )


def test_a_note_to_write_is_told_by_the_title_of_its_source(groups):
    found = groups({NOTE: NOTE_EXEMPLE.replace("population: 120\u00a0élèves (exemple)", "population: à écrire")})
    assert only(found, "a-ecrire").name == "Exemple d’étude sur le tutorat"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Nous avons lu les résumés.", "à écrire"), ("- **Obstacle probable**\u00a0: le temps", "- **Obstacle probable**\u00a0: à écrire"),
        ("- Avec qui?", "- à écrire"), ("interets: Aucun intérêt déclaré.", "interets: à écrire"),
    ],
)  # fmt: skip
def test_a_sheet_in_which_something_is_to_write_is_told_with_its_place(groups, old, new):
    item = only(groups(sheet((old, new))), "a-ecrire")
    assert (item.place.line, item.detail) == (REVIEWED[: REVIEWED.index(old)].count("\n") + 1, "endroits\u00a0: 1")


def test_a_sentence_that_says_those_words_is_not_a_mark(groups):
    assert groups(sheet(("Nous avons lu les résumés.", "Le plus dur reste à écrire."))) == {}


def test_the_council_is_told_each_setting_that_is_to_complete(groups):
    found = groups({"content/organisme.yml": ORGANISME})
    assert [item.name for item in found["reglages"].items] == ["contact", "adresse", "depot", "statut"]
    assert found["reglages"].whom is Whom.COUNCIL


def test_candidates_needs_and_late_follow_ups_of_the_example_wait():
    example = load_catalogue(Project(REPOSITORY / "tests" / "exemple"), [])
    found = {group.code: group for group in waiting(example, date(2028, 1, 1))}
    assert [item.place.path for item in found["a-trier"].items] == [
        "research_notes/veille/signalements/2026-11-10-exemple-de-signalement.yml"
    ]
    needs = {code: [item.place.path for item in found[code].items] for code in ("besoins", "besoins-proposes")}
    assert needs == {
        "besoins": ["content/besoins/heures-de-travail.md", "content/besoins/passage-au-secondaire.md"],
        "besoins-proposes": ["content/besoins/idee-de-sondage.md"],
    }
    assert [item.place.path for item in found["suites"].items] == ["content/activites/2026-11-10-presentation-comite.md"]


OLD_RULE = ("redaction: Équipe", "regles: [{texte: Un exemple., extrait: exemple2020#lien, vue_le: 2026-11-20}]\nredaction: Équipe")


def test_a_rule_of_quebec_is_told_once_a_year_has_passed(groups):
    changed = sheet(OLD_RULE)
    item = only(groups(changed, date(2027, 11, 21)), "regles")
    assert (str(item.place), item.detail) == (place_of("2026-11-20", text=changed[SHEET]), "exemple2020#lien, vue le 2026-11-20")


def test_a_rule_of_quebec_is_told_of_nothing_a_year_to_the_day(groups):
    assert groups(sheet(OLD_RULE), date(2027, 11, 20)) == {}
