"""Days pass and nobody touches the content: what was right gives warnings and notices, never an error."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.rules.run import Report, check
from pipeline.text.diagnostics import Severity
from tests.real import REAL_DAY
from tests.rules.examples import ACTIVITY, CAMPAIGN, COMMITTEE, INITIATIVE_FILE, NEED, PLAN, PLAN_FILE, REPORT, REPORT_FILE, SHEET, Files
from tests.support import BESOIN, CAMPAGNE, COMITE, FICHE, INITIATIVE, LONG, OUTIL, REPOSITORY, TODAY, make_site

# Something of each kind that waits for a day to come: a sheet for its publication, a need for that sheet, an activity and who may still
# register, an action and its follow-up, a review, an edition, a redirection.
WAITING: Files = {
    SHEET: FICHE.replace("prochaine_revision: 2028-11-24", "prochaine_revision: 2027-03-01"),
    "content/fiches/a-venir.md": FICHE.replace("publiee_le: 2026-11-01\nrevisee_le: 2026-11-24", "publiee_le: 2027-01-15\nrevisee_le: 2027-01-15")
    .replace("titre: Exemple de fiche sur le tutorat", "titre: Une autre fiche exemple, qui attend son jour\nbesoins: [choisir-un-tutorat]")
    .replace("publics: [scolaire]", "publics: [communautaire]"),
    NEED: BESOIN.replace("etat: repondu\nrepondu_le: 2026-11-20\nreponses: {fiches: [exemple]}", "etat: ouvert"),
    "content/activites/2027-02-10-exemple.md": """\
---
titre: Webinaire exemple à venir
resume: Un exemple de webinaire, pour les tests seulement.
forme: webinaire
date: 2027-02-10
debut: "12:00"
etat: prevue
organisateur: Table exemple
autre_organisme: non
themes: [tutorat]
inscription: {lien: https://www.example.org/inscription, limite: 2027-02-05}
---

## Déroulement

Un exemple de texte.
""",
    ACTIVITY: """\
---
titre: Webinaire exemple tenu
resume: Un exemple de webinaire, pour les tests seulement.
forme: webinaire
date: 2026-10-01
etat: tenue
organisateur: Table exemple
autre_organisme: non
themes: [tutorat]
suites:
  - {quoi: Rappeler les écoles, qui: Table exemple, quand: 2027-01-30}
---

## Déroulement

Un exemple de texte.
""",
    COMMITTEE: COMITE,
    CAMPAIGN: CAMPAGNE,
    INITIATIVE_FILE: INITIATIVE,
    "content/outils/guide-exemple.md": OUTIL,
    PLAN_FILE: PLAN.replace("          valeur: 4\n          source: Registre exemple\n        etat: atteint\n", ""),
    REPORT_FILE: REPORT,
    "content/redirections.yml": "redirections:\n  - {de: fiches/ancienne/, vers: fiches/exemple/, le: 2026-11-20}\n",
    "content/adresses.txt": "fiches/ancienne/\nfiches/exemple/\n",
}  # fmt: skip
# The days on which the suite is also run (`make test-jours`), and others drawn until the last, always the same.
KEPT = (date(2027, 2, 28), date(2028, 2, 29), date(2029, 6, 15))
LAST = date(2035, 12, 31)
_DRAW = Random(2035)  # noqa: S311 (no secret)
DRAWN = [TODAY + timedelta(_DRAW.randint(1, (LAST - TODAY).days)) for _ in range(500 if LONG else 3)]
DAYS = sorted({TODAY, *KEPT, *DRAWN, LAST})


@pytest.mark.lengthy
@pytest.mark.parametrize("content", ["reel", "exemple", "en-attente"])
def test_a_day_brings_no_error_and_takes_no_address(content: str, tmp_path: Path):
    roots = {"reel": REPOSITORY, "exemple": REPOSITORY / "tests" / "exemple"}
    project = Project(roots[content]) if content in roots else make_site(tmp_path, WAITING)
    days = sorted({REAL_DAY, *(day for day in DAYS if day > REAL_DAY)}) if content == "reel" else DAYS
    memory = Memory()
    reports = {day: check(project, day, memory) for day in days}
    for before, after in pairwise(days):
        assert (after, errors(reports[after]) - errors(reports[before])) == (after, set())
        old, new = reports[before].catalogue, reports[after].catalogue
        assert old is not None
        assert new is not None
        assert (after, old.published_addresses(before) - new.published_addresses(after)) == (after, set())


def errors(report: Report) -> set[str]:
    """Return « place CODE » of each error."""
    return {f"{one.place} {one.rule.code}" for one in report.diagnostics if one.severity is Severity.ERROR}


def test_what_waits_for_its_day_is_right_until_then_and_told_after(tmp_path: Path):
    project = make_site(tmp_path, WAITING)
    before, after = check(project, TODAY), check(project, LAST)
    assert (errors(before), errors(after)) == (set(), set())
    codes = [{one.rule.code for one in report.diagnostics} for report in (before, after)]
    # A sheet not reviewed, an activity still planned, a follow-up and an action that were due, a need that a sheet has answered since.
    assert codes[1] - codes[0] == {"D002", "K009", "K014", "J002", "Q006"}
