"""The loop that the council serves, walked once: a survey, a need, a source of the watch, a note, a sheet, an activity, its follow-up, the plan, the dashboard.

Only commands are run, and only what a person types into a file is written here. Then the pages are read: each leads to the next and to the one before.
"""

import csv
import io
import sys
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from random import Random
from urllib.parse import urljoin

import pytest

from pipeline.content.surveys.questionnaire import asked
from pipeline.intake.web.fetch import Fetcher
from pipeline.project import Project
from tests.intake.server import entry, feed, serving
from tests.intake.site import FEEDS, feeds, loaded
from tests.intake.site import run as watch
from tests.intake.surveys.exports import google_forms, some_people
from tests.rules.examples import PLAN, PLAN_FILE
from tests.site.built_pages import page
from tests.support import COMITE, REPOSITORY, make_site
from tests.test_agent import NEW_SOURCE, READ, Agent

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
QUESTIONNAIRE = "content/questionnaires/annuel.yml"
FILES = {
    "content/comites/comite-exemple.md": COMITE,
    PLAN_FILE: PLAN.replace("        fiches: [exemple]\n", ""),
    FEEDS: "# Un fil s’y ajoute en chemin.\n",
    QUESTIONNAIRE: (REPOSITORY / "tests/exemple" / QUESTIONNAIRE).read_text(encoding="utf-8"),
}
QUESTION = "Comment aider un élève à lire davantage (exemple)?"
NEED, SHEET, ACTIVITY = (
    "content/besoins/lecture-sondage-2026.md",
    "content/fiches/lire-davantage.md",
    "content/activites/2026-11-20-lire.md",
)
NOTE = "research_notes/notes/exemple2024.md"


class Walker(Agent):
    """An agent who also answers questions in the terminal."""

    def answers(self, command: str, *typed: str) -> str:
        """Run a command that asks, and type each answer."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
            return self.does(command)


def asks_what_partners_need(one: Walker) -> None:
    """The survey's export becomes results, and a theme asked for becomes a draft need."""
    catalogue = loaded(Project(one.root))
    questionnaire = catalogue.questionnaires["annuel"]
    options, groups = asked(questionnaire.meta, catalogue.committee_names, catalogue.vocabulary)
    people = some_people(Random(1), questionnaire, options, {"scolaire": 20, "communautaire": 20})  # noqa: S311
    export = one.root.parent / "reponses.csv"
    export.write_bytes(google_forms(questionnaire, options, groups, people))
    assert NEED in one.does("sondage", str(export), "--invitations", "50")


def accepts_the_need(one: Walker) -> None:
    """The committee words the question; until then it waits, and no page shows it."""
    assert f"{NEED}:" in one.does("etat")
    one.replaces(NEED, "Lecture\u00a0: quelle question poser à la recherche? (thème demandé, 2026)", QUESTION)
    one.replaces(NEED, "themes: [lecture]", "comites: [comite-exemple]\nthemes: [lecture]")
    one.replaces(NEED, "etat: brouillon", "etat: ouvert")
    one.does("corriger", NEED, "--oui")
    one.does("verifier")


def finds_a_source_that_may_answer(one: Walker) -> None:
    """The watch brings a work on the theme; the agent keeps it, told which need it may answer, then adds it and writes its note."""
    with serving() as server:
        body = feed(entry("Une étude exemple sur le tutorat et la lecture", link="https://doi.org/10.1234/exemple.2024"))
        (one.root / FEEDS).write_text(feeds(Revue=server.answer("/fil", body)), encoding="utf-8")
        watch(Project(one.root), Fetcher("Passerelle/exemple", lambda: NOW, allow_loopback=True))
    told = one.answers("trier", "A. Exemple", "g")
    assert f"Répond peut-être au besoin « {QUESTION} »" in told
    assert "passerelle ajouter 10.1234/exemple.2024" in told
    source = one.root.parent / "source.ris"  # what the registry would have said of that DOI
    source.write_text(NEW_SOURCE, encoding="utf-8")
    one.does("ajouter", str(source))
    one.replaces(NOTE, "evaluation_par_les_pairs: non", "evaluation_par_les_pairs: oui")
    text = one.reads(NOTE)
    (one.root / NOTE).write_text(text[: text.index("## résumé {#extrait-2")].rstrip() + "\n", encoding="utf-8")  # one excerpt is enough
    one.fills_in(
        NOTE, "enquête", "élèves du primaire (exemple)", "Équipe exemple", "revue exemple", "15 % des élèves aidés lisent davantage", f"{READ}."
    )  # fmt: skip


def writes_the_sheet(one: Walker) -> None:
    cited = f"{READ} [@exemple2024, résumé, #extrait-1]."
    begun = (
        "--titre",
        "Être aidé pour lire davantage (exemple)",
        "--question",
        "L’aide accompagne-t-elle la lecture?",
        "--reponse",
        "Un exemple de résumé, assez long pour être accepté. Une autre phrase dit jusqu’où.",
        "--but",
        "reussite",
        "--fichier",
        "lire-davantage",
    )
    one.does(
        "nouvelle", "fiche", *begun, "--theme", "lecture", "--public", "scolaire", "--age", "primaire", "--determinant", "eleve",
        "--besoin", "lecture-sondage-2026",
    )  # fmt: skip
    one.replaces(SHEET, "force: insuffisante", "force: tres-limitee")
    ground = "étude [@exemple2024, résumé, #extrait-1]"
    action = ("Essayer un exemple", "les élèves", "scolaire (la direction)", "un essai", "en parler", "le temps", ground)
    decision = ("On sait que l’exemple existe", "Si vous agissez, attendez-vous à un exemple", "Ne comptez pas sur un autre exemple")
    one.fills_in(
        SHEET, "La direction essaie un exemple.", "Exemple de justification.", "aider à lire, une aide pour lire, qui aide à lire", "Équipe exemple",
        cited, f"{READ} d’après l’étude [@exemple2024, résumé, #extrait-1].", *action,
        *(f"{sentence} [@exemple2024, résumé, #extrait-1]." for sentence in decision),
        "Le comité en parle.", cited, cited, "Nous avons lu les résumés.", "Que ferions-nous?", "Avec qui?",
    )  # fmt: skip
    one.replaces(SHEET, "statut: brouillon", "statut: publiee")
    one.does("verifier")


def holds_the_activity(one: Walker) -> None:
    """A presentation to the committee, of which something follows; then the need has its answer."""
    one.does(
        "nouvelle", "activite", "--titre", "Présentation exemple\u00a0: lire davantage", "--resume", "Une présentation exemple faite au comité exemple.",
        "--forme", "presentation", "--date", "2026-11-20", "--theme", "lecture", "--fiche", "lire-davantage", "--besoin", "lecture-sondage-2026", "--comite", "comite-exemple",
        "--fichier", "2026-11-20-lire",
    )  # fmt: skip
    one.fills_in(ACTIVITY, "Un exemple de présentation.")
    one.replaces(ACTIVITY, "etat: prevue", "etat: tenue")
    text = one.reads(ACTIVITY)
    following = "suites:\n  - {quoi: Essayer un club de lecture (exemple), qui: le comité exemple, quand: 2026-11-22}\n"
    (one.root / ACTIVITY).write_text(text.replace("\n---\n", f"\n{following}---\n", 1), encoding="utf-8")
    assert "Essayer un club de lecture (exemple) (le comité exemple), prévu le 2026-11-22" in one.does("etat")
    one.replaces(ACTIVITY, "quand: 2026-11-22}", "quand: 2026-11-22, fait_le: 2026-11-23}")
    one.replaces(NEED, "etat: ouvert", "etat: repondu\nrepondu_le: 2026-11-24")
    one.does("verifier")


def takes_it_up_in_the_plan(one: Walker) -> None:
    """The committee's table, as the site gives it to download, comes back with one action more."""
    one.does("construire")
    table = (one.root / "site/plans/comite-exemple-2026/plan-comite-exemple-2026.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(table), delimiter=";"))
    new = {
        "Objectif": "Lire davantage (exemple)", "Besoins du registre": "lecture-sondage-2026", "Action": "Tenir un club de lecture (exemple)", "Responsable": "École exemple",
        "Échéance": "2026-12-20", "État": "En cours", "Fiches": "lire-davantage", "Activités": "Présentation exemple\u00a0: lire davantage",
    }  # fmt: skip
    rows.append([new.get(heading, "") for heading in rows[0]])
    saved = one.root.parent / "suivi.csv"
    with saved.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    assert "(2\u00a0actions, 2\u00a0objectifs)" in one.does(
        "plan", str(saved), "--comite", "comite-exemple", "--annee", "2026", "--remplacer"
    )
    assert "Tenir un club de lecture (exemple)" in one.does("bilan", "comite-exemple-2026", "--le", "2026-12-24")


def linked(one: Walker, address: str) -> set[str]:
    """The pages of the site that the text of a page leads to."""
    links = page(one.root / "site", address).one("article", id="contenu").all("a")
    return {urljoin(address, link.attributes["href"]).split("#")[0] for link in links}


# What is met along the loop, in its order; a candidate of the watch has no page before it is a source.
PAGES = (
    "evaluation/2026/",
    "besoins/lecture-sondage-2026/",
    "references/exemple2024/",
    "fiches/lire-davantage/",
    "activites/2026-11-20-lire/",
    "plans/comite-exemple-2026/",
    "tableau-de-bord/",
)


def test_from_a_survey_to_the_dashboard_each_page_leads_to_the_next_and_to_the_one_before(tmp_path: Path):
    one = Walker(make_site(tmp_path / "site", FILES, templates=True).root)

    asks_what_partners_need(one)
    accepts_the_need(one)
    finds_a_source_that_may_answer(one)
    writes_the_sheet(one)
    holds_the_activity(one)
    takes_it_up_in_the_plan(one)
    one.does("construire")

    there = {address: linked(one, address) for address in PAGES}
    steps = [*pairwise(PAGES), (PAGES[-1], PAGES[0])]  # and the dashboard leads to the survey again
    assert [step for step in steps if step[1] not in there[step[0]]] == []
    assert [step for step in steps[:-1] if step[0] not in there[step[1]]] == []
