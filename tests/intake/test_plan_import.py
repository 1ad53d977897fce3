"""A plan out of a spreadsheet: what the site gives to download comes back the same, and every fault is named by its cell."""

import csv
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.content.catalogue import Catalogue, load_catalogue
from pipeline.content.plans.plan import Plan
from pipeline.intake.plan_import import Imported, PlanMapping, import_plan, plan_path, read_mapping
from pipeline.intake.tables import read_table
from pipeline.project import Project
from pipeline.site.downloads.plan_files import plan_csv
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.files import Source
from pipeline.text.spreadsheet import inert, typed
from tests.site.sites import EXAMPLE
from tests.support import LONG, TODAY

PLAN = "comite-exemple-2026-2027"
ACTION = {"Objectif": "Exemple d’objectif", "Action": "Exemple d’action", "Responsable": "École exemple", "Échéance": "2027-03-31"}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    made = load_catalogue(Project(EXAMPLE), [])
    assert made is not None
    return made


def imported(catalogue: Catalogue, path: Path, mapping: PlanMapping | None = None, year: str = "2026-2027") -> Imported:
    mapping = mapping or PlanMapping()
    return import_plan(catalogue, read_table(path, mapping.feuille), mapping, "comite-exemple", year, TODAY)


def sheet(path: Path, *rows: dict[str, object], above: int = 0) -> Path:
    """Write a workbook: headings, after some rows of something else, then a row for each action."""
    book = openpyxl.Workbook()
    book.active.title = "Feuille1"
    for _ in range(above):
        book.active.append(["Plan d’action du comité"])
    headings = tuple(dict.fromkeys((*ACTION, *(heading for row in rows for heading in row))))
    book.active.append(headings)
    for row in rows:
        book.active.append([row.get(heading) for heading in headings])
    book.save(path)
    return path


def told(made: Imported) -> list[str]:
    return [f"{fault.where} {fault.message}" for fault in made.faults]


def a_row(**changes: object) -> dict[str, object]:
    return {**ACTION, **changes}


def test_what_is_exported_is_imported_the_same(catalogue, tmp_path):
    plan = catalogue.plans[PLAN]
    (tmp_path / "plan.csv").write_bytes(plan_csv(plan))
    made = imported(catalogue, tmp_path / "plan.csv")
    assert (told(made), made.remarks) == ([], [])
    assert made.plan.meta == plan.meta.model_copy(update={"a_jour_au": TODAY})


def test_what_is_exported_then_kept_in_a_workbook_is_imported_the_same(catalogue, tmp_path):
    plan, book = catalogue.plans[PLAN], openpyxl.Workbook()
    for row in csv.reader(plan_csv(plan).decode("utf-8-sig").splitlines(), delimiter=";"):
        book.active.append([date.fromisoformat(value) if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else value for value in row])
    book.save(tmp_path / "plan.xlsx")
    made = imported(catalogue, tmp_path / "plan.xlsx")
    assert told(made) == []
    assert made.plan.meta == plan.meta.model_copy(update={"a_jour_au": TODAY})


_LETTERS = st.characters(categories=["L", "N", "P", "S"], include_characters=" \u00a0'\"=+-@;#:|\\{}[]<>&")
_WORDS = st.text(_LETTERS, min_size=4, max_size=30).filter(lambda text: len(text.strip()) >= 4)


@settings(max_examples=400 if LONG else 25, deadline=None, derandomize=not LONG)
@given(words=st.lists(_WORDS, min_size=8, max_size=8))
def test_any_words_come_back_from_a_table_as_they_were(tmp_path_factory, catalogue, words):
    plan = catalogue.plans[PLAN]
    objective = plan.meta.objectifs[1]
    (action,) = objective.actions
    indicator = action.realisation.model_copy(update={"indicateur": words[0].strip(), "source": words[1].strip()})
    action = action.model_copy(
        update={
            "action": words[2].strip(), "responsable": words[3].strip(), "ressources": words[4].strip(), "constats": words[5].strip(),
            "partenaires": (words[6].replace(";", ",").strip(),), "realisation": indicator,
        }
    )  # fmt: skip
    objective = objective.model_copy(update={"besoin": words[7].strip(), "actions": (action,)})
    meta = plan.meta.model_copy(update={"objectifs": (objective,), "a_jour_au": TODAY})
    path = tmp_path_factory.mktemp("plan") / "plan.csv"
    path.write_bytes(plan_csv(Plan(PLAN, plan.source, plan.header, meta)))
    made = imported(catalogue, path)
    assert told(made) == []
    assert made.plan.meta == meta


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\tx", "＝1", "'=1", "'a", "a", ""])
def test_a_text_is_inert_in_a_spreadsheet_and_comes_back(text):
    assert not inert(text).startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    assert typed(inert(text)) == text


def test_the_headings_are_found_under_a_title_and_rows_without_an_objective_are_of_the_one_above(catalogue, tmp_path):
    path = sheet(tmp_path / "x.xlsx", a_row(), a_row(Objectif=None, Action="Autre action"), a_row(Objectif="Autre objectif"), above=2)
    made = imported(catalogue, path)
    assert told(made) == []
    assert [[action.action for action in objective.actions] for objective in made.plan.meta.objectifs] == [
        ["Exemple d’action", "Autre action"], ["Exemple d’action"],
    ]  # fmt: skip


def test_words_that_people_use_are_read_as_ours(catalogue, tmp_path):
    fiche = catalogue.fiches["tutorat-grande-echelle"].meta.titre
    need = next(need for need in catalogue.needs.values() if not need.draft)
    row = a_row(
        **{
            "État": "EN COURS",
            "Décision": "Poursuivre",
            "Publics": "milieu scolaire; communautaire",
            "Déterminants": "L’école",
            "Fiches": fiche,
            "Besoins du registre": need.meta.titre,
        }
    )
    (objective,) = imported(catalogue, sheet(tmp_path / "x.xlsx", row)).plan.meta.objectifs
    (action,) = objective.actions
    assert (action.etat, action.decision, action.publics) == ("en-cours", "poursuivre", ("scolaire", "communautaire"))
    assert (objective.determinants, objective.besoins, action.fiches) == (("ecole",), (need.slug,), ("tutorat-grande-echelle",))


@pytest.mark.parametrize(
    ("given", "day"),
    [
        (date(2027, 3, 31), "2027-03-31"),
        ("2027-03-31", "2027-03-31"),
        ("31 mars 2027", "2027-03-31"),
        ("1er mai 2027", "2027-05-01"),
        ("15 janv. 2027", "2027-01-15"),
        ("31/03/2027", "2027-03-31"),
        ("03/31/2027", "2027-03-31"),
        ("5/5/2027", "2027-05-05"),
        (46477, "2027-03-31"),
    ],
)
def test_a_day_is_read_as_people_and_spreadsheets_write_it(catalogue, tmp_path, given, day):
    made = imported(catalogue, sheet(tmp_path / "x.xlsx", a_row(Échéance=given)))
    assert told(made) == []
    assert next(made.plan.actions).action.echeance.isoformat() == day


MERGED = "Des cellules sont fusionnées jusqu’en C3\u00a0: on ne sait pas à quelle action va la valeur."
# What is in the rows under the headings, and everything that is said of it, cell by cell.
BROKEN: list[tuple[str, list[dict[str, object]], list[str]]] = [
    ("formula", [a_row(Responsable="=A1")], ["Feuille1!C2 Cette cellule contient une formule, qui n’est pas calculée ici."]),
    ("error", [a_row(Action="#REF!")], ["Feuille1!B2 Cette cellule affiche une erreur du tableur."]),
    ("no day", [a_row(Échéance="bientôt")], ["Feuille1!D2 « bientôt » n’a pas la forme d’une date de fichier."]),
    ("two days", [a_row(Échéance="04/05/2027")], ["Feuille1!D2 « 04/05/2027 » peut être deux jours différents."]),
    ("a day that is none", [a_row(Échéance="30 février 2027")], ["Feuille1!D2 « 2027-02-30 » n’est pas une date du calendrier."]),
    ("a month of no year", [a_row(Échéance="3 brumaire 2027")], ["Feuille1!D2 « 3 brumaire 2027 » n’a pas la forme d’une date de fichier."]),
    ("a month or another", [a_row(Échéance="3 jui 2027")], ["Feuille1!D2 « 3 jui 2027 » n’a pas la forme d’une date de fichier."]),
    ("a year slip", [a_row(Échéance="2062-03-31")], ["Feuille1!D2 Cette échéance n’est pas dans l’année du plan, 2026-2027."]),
    ("no one in charge", [a_row(Responsable=None)], ["Feuille1!B2 La colonne « Responsable » est vide sur cette ligne."]),
    ("no objective", [a_row(Objectif=None)], ["Feuille1!A2 La première action n’a pas d’objectif."]),
    ("unknown state", [a_row(État="terminé")], ["Feuille1!E2 « terminé » n’est pas une valeur de « etat »."]),
    ("unknown public", [a_row(Publics="scolaire; écoles")], ["Feuille1!E2 « écoles » n’est pas une valeur de « publics »."]),
    ("unknown sheet", [a_row(Fiches="tutorat-grand-echelle")], ["Feuille1!E2 Il n’y a pas de fiche « tutorat-grand-echelle »."]),
    ("reached without a value", [a_row(État="atteint")], ["Feuille1!E2 L’action est « atteint », et aucune valeur n’a été observée."]),
    ("an indicator without a name", [a_row(**{"Cible d’effet": 4})], ["Feuille1!E2 La colonne « Indicateur » est vide sur cette ligne."]),
    ("a telephone", [a_row(Responsable="École, 450 555-0123")], ["Feuille1!C2 Ce texte contient un courriel ou un numéro de téléphone."]),
    ("the same action", [a_row(), a_row(Objectif=None)], ["Feuille1!B3 Cette action est déjà sous cet objectif."]),
    ("two needs", [a_row(Besoin="Un"), a_row(Action="Autre action", Besoin="Deux")], ["Feuille1!E3 « Besoin » n’est pas le même qu’en E2, pour le même objectif."]),
    (
        "several at once",
        [a_row(Échéance="bientôt", Fiches="absente"), a_row(Action="Autre action", Responsable=None, Décision="ajuster")],
        [
            "Feuille1!D2 « bientôt » n’a pas la forme d’une date de fichier.", "Feuille1!E2 Il n’y a pas de fiche « absente ».",
            "Feuille1!B3 La colonne « Responsable » est vide sur cette ligne.", "Feuille1!F3 La décision est « ajuster », et les constats ne sont pas dits.",
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "said"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_every_fault_is_named_by_its_cell_in_one_run_and_nothing_is_made(catalogue, tmp_path, rows, said):
    made = imported(catalogue, sheet(tmp_path / "x.xlsx", *rows))
    assert [line.replace("qu’en Feuille1!E2", "qu’en E2") for line in told(made)] == said
    assert made.text is None
    assert [fault.where for fault in made.faults if not fault.help] == []


def test_merged_cells_are_told_unless_they_hold_the_objective_of_several_rows(catalogue, tmp_path):
    path = sheet(tmp_path / "x.xlsx", a_row(), a_row(Objectif=None, Action="Autre action"))
    book = openpyxl.load_workbook(path)
    book.active.merge_cells("A2:A3")
    book.save(path)
    assert told(imported(catalogue, path)) == []
    book.active.merge_cells("C2:C3")
    book.save(path)
    assert f"Feuille1!C2 {MERGED}" in told(imported(catalogue, path))


def test_a_heading_that_is_missing_is_told_with_the_one_that_looks_like_it(catalogue, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Objectif visé", "Action", "Responsable", "Échéance"])
    book.save(tmp_path / "x.xlsx")
    (fault,) = imported(catalogue, tmp_path / "x.xlsx").faults
    assert (fault.where, fault.message) == ("Sheet!A1", "Il n’y a pas de colonne « Objectif » sur la ligne des titres.")
    assert fault.help == 'Est-ce « Objectif visé »? Écrivez-le dans la correspondance\u00a0: objectif = "Objectif visé".'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("m.toml", 'feuille = "Suivi"\nligne_des_titres = 3\n[colonnes]\nobjectif = "But"\n"realisation.indicateur" = "Mesure"\n[valeurs.etat]\n"Fini" = "atteint"\n'),
        ("m.yml", "feuille: Suivi\nligne_des_titres: 3\ncolonnes: {objectif: But, realisation.indicateur: Mesure}\nvaleurs: {etat: {Fini: atteint}}\n"),
    ],
)  # fmt: skip
def test_a_mapping_says_where_the_table_is_and_what_its_words_mean(catalogue, tmp_path, name, text):
    book = openpyxl.Workbook()
    book.create_sheet("Suivi")
    for row in (
        ["Plan"],
        [],
        ["But", "Action", "Responsable", "Échéance", "Mesure", "Valeur de réalisation", "Source de la valeur de réalisation", "État"],
        ["Exemple d’objectif", "Exemple d’action", "École exemple", "2027-03-31", "Ateliers", 4, "Registre", "Fini"],
    ):
        book["Suivi"].append(row)
    book.save(tmp_path / "x.xlsx")
    found: list[Diagnostic] = []
    made = imported(catalogue, tmp_path / "x.xlsx", read_mapping(Source(name, text), found))
    assert (found, told(made)) == ([], [])
    assert [(one.action.etat, one.action.realisation.indicateur) for one in made.plan.actions] == [("atteint", "Ateliers")]


def test_a_wrong_key_of_a_mapping_is_told_at_its_line_with_the_nearest():
    found: list[Diagnostic] = []
    assert read_mapping(Source("m.yml", "colonnes:\n  objectifs: But\nvaleurs:\n  etats: {Fini: atteint}\n"), found) is None
    assert [(str(one.place), one.message, one.help) for one in found] == [
        ("m.yml:2:3", "La clé « objectifs » est inconnue sous « colonnes ».", "Vouliez-vous dire « objectif »?"),
        ("m.yml:4:3", "La clé « etats » est inconnue sous « valeurs ».", "Vouliez-vous dire « etat »?"),
    ]


def test_no_path_is_chosen_by_what_was_typed():
    project = Project(Path("/site"))
    assert plan_path(project, "../../etc/x", "20/26") == Path("/site/content/plans/etc-x-20-26.yml")
