"""« passerelle rapport »: a period counted once, told, and frozen."""

from pathlib import Path

from pipeline.text.files import Source
from pipeline.text.yaml_in import read_yaml_file
from tests.cli.test_cli import run, said, site
from tests.rules.examples import ACTIVITE, ACTIVITY, COMMITTEE, NEED
from tests.support import BESOIN, COMITE

PERIOD = ("--du", "2026-01-01", "--au", "2026-11-20")
FILE = "content/rapports/2026-01-01-au-2026-11-20.yml"
SHOWN = ACTIVITE.replace("forme: webinaire", "forme: presentation").replace("date: 2026-10-01", "date: 2026-11-02").replace("participants: 206\n", "").replace(
    "themes: [tutorat]\n", "themes: [tutorat]\ncomites: [comite-exemple]\nsuites:\n  - {quoi: En parler au comité, qui: Équipe, quand: 2026-11-30, fait_le: 2026-11-15}\n"
)  # fmt: skip
SHOWN_FILE = "content/activites/2026-11-02-exemple.md"


def frozen(root: Path) -> dict[str, tuple[object, list[str]]]:
    """Return each number of the written report, with the titles of what it counts."""
    found = []
    data = read_yaml_file(Source(FILE, (root / FILE).read_text(encoding="utf-8")), found)
    assert data is not None
    assert found == []
    return {number["cle"]: (number["nombre"], [one["titre"] for one in number["liste"]]) for number in data.data["nombres"]}


def test_a_period_is_counted_and_written_with_what_each_number_counts(tmp_path):
    root = site(tmp_path, {ACTIVITY: ACTIVITE, SHOWN_FILE: SHOWN, NEED: BESOIN, COMMITTEE: COMITE})
    result = run(root, "rapport", *PERIOD)
    assert (result.returncode, said(result).replace("\u00a0", " ").splitlines()) == (0, [
        "Rapport du 1er janvier 2026 au 20 novembre 2026",
        "  Fiches publiées : 1",
        "  Fiches révisées : 0",
        "  Activités tenues : 2",
        "  Présentations en comité : 1",
        "  Personnes rejointes par les activités : 206",
        "  Personnes rejointes en comité : non indiqué",
        "  Suites faites : 1",
        "  Besoins inscrits : 1",
        "  Besoins qui ont eu leur réponse : 1",
        "  Besoins en attente à la fin de la période : 0",
        f"Écrit : {FILE}. Relisez-le, puis versez-le au dépôt : ses nombres ne changeront plus.",
    ])  # fmt: skip
    numbers = frozen(root)
    assert numbers["presentations"] == (1, ["Webinaire exemple sur le tutorat"])
    assert numbers["personnes-en-comite"] == (None, ["Webinaire exemple sur le tutorat"])
    assert numbers["suites-faites"] == (1, ["En parler au comité"])
    assert [one for one in said(run(root, "verifier")).splitlines() if FILE in one] == []


def test_what_changes_later_changes_nothing_until_it_is_asked_for(tmp_path):
    root = site(tmp_path, {ACTIVITY: ACTIVITE, NEED: BESOIN})
    run(root, "rapport", *PERIOD)
    before = (root / FILE).read_bytes()
    assert run(root, "rapport", *PERIOD).stdout == f"Rien n’a changé\u00a0: {FILE} tient déjà ces nombres.\n"

    site(root, {ACTIVITY: ACTIVITE.replace("206", "208"), NEED: BESOIN.replace("2026-11-20", "2026-11-22")})
    told = run(root, "rapport", *PERIOD)
    assert (told.returncode, (root / FILE).read_bytes()) == (1, before)
    assert told.stdout.replace("\u00a0", " ").splitlines() == [
        "Rapport du 1er janvier 2026 au 20 novembre 2026",
        "  Personnes rejointes par les activités : 206, puis 208",
        "    + Webinaire exemple sur le tutorat (2026-10-01, 208 personnes)",
        "    - Webinaire exemple sur le tutorat (2026-10-01, 206 personnes)",
        "  Besoins qui ont eu leur réponse : 1, puis 0",
        "    - Comment choisir une forme de tutorat (exemple)? (2026-11-20)",
        "  Besoins en attente à la fin de la période : 0, puis 1",
        "    + Comment choisir une forme de tutorat (exemple)? (2026-10-01)",
        f"Rien n’est écrit : {FILE} est déjà figé. Ajoutez --remplacer pour le remplacer.",
    ]
    assert run(root, "rapport", *PERIOD, "--remplacer").returncode == 0
    assert frozen(root)["personnes"] == (208, ["Webinaire exemple sur le tutorat"])


def test_a_report_that_a_hand_has_broken_is_mended_by_replacing_it(tmp_path):
    root = site(tmp_path, {ACTIVITY: ACTIVITE})
    run(root, "rapport", *PERIOD)
    right = (root / FILE).read_text(encoding="utf-8")
    (root / FILE).write_text(right.replace("nombre: 206", "nombre: 260"), encoding="utf-8")
    refused = run(root, "rapport", *PERIOD)
    assert refused.returncode == 1
    assert "I003" in refused.stderr
    assert run(root, "rapport", *PERIOD, "--remplacer").returncode == 0
    assert (root / FILE).read_text(encoding="utf-8") == right


def test_a_period_that_is_not_over_or_ends_before_it_begins_is_refused(tmp_path):
    root = site(tmp_path)
    early = run(root, "rapport", "--du", "2026-01-01", "--au", "2026-11-24")
    assert (early.returncode, "La période n’est pas finie" in early.stderr) == (2, True)
    backwards = run(root, "rapport", "--du", "2026-02-01", "--au", "2026-01-01")
    assert (backwards.returncode, "« --du » vient après « --au »" in backwards.stderr.replace("\u00a0", " ")) == (2, True)
    assert not (root / "content/rapports").exists()
