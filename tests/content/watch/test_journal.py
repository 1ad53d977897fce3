"""The journal of the watch: read line by line, counted in PRISMA's stages."""

import subprocess
from datetime import date

import pytest

from pipeline.content.watch.journal import Decision, Flow, JournalEntry, Reason, count, journal_text, read_journal
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.files import Source
from tests.support import REPOSITORY

HEADER = "date,source,id,titre,décision,motif,personne\n"
DAY = date(2026, 11, 24)


def entry(name: str, decision: Decision, reason: Reason | None = None) -> JournalEntry:
    return JournalEntry(DAY, "Revue exemple", name, "Un titre", decision, reason, "A. Exemple")


def read(text: str) -> tuple[tuple[JournalEntry, ...], list[Diagnostic]]:
    found: list[Diagnostic] = []
    return read_journal(Source("journal.csv", text), found), found


def test_a_line_that_is_written_is_read_the_same():
    lines = [
        JournalEntry(
            DAY, "Revue, « exemple »", "un-titre", 'Titre avec "guillemets", virgule', Decision.SET_ASIDE, Reason.METHOD, "A. Exemple"
        ),
        JournalEntry(DAY, "Revue", "autre", "Autre", Decision.FOUND),
        JournalEntry(DAY, "- Revue -", "signe", "'Tis = 1", Decision.KEPT, None, "@alex"),
    ]
    assert read(journal_text(lines, header=True)) == (tuple(lines), [])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("2026-11-24,Revue,a,Titre", "Cette ligne du journal a 4 colonnes; il en faut 7."),
        ("24/11/2026,Revue,a,Titre,retenu,,A", "« 24/11/2026 » n’est pas une date AAAA-MM-JJ."),
        ("2026-02-30,Revue,a,Titre,retenu,,A", "« 2026-02-30 » n’est pas une date du calendrier."),
        ("2026-11-24,Revue,a,Titre,peut-être,,A", "« peut-être » n’est pas une décision (repere, doublon, plus-tard, ecarte, retenu)."),
        (
            "2026-11-24,Revue,a,Titre,ecarte,ennui,A",
            "« ennui » n’est pas un motif (hors-sujet, autre-population, pas-une-etude, methode, deja-couvert, doublon, inaccessible, langue).",
        ),
        ("2026-11-24,Revue,a,Titre,ecarte,,A", "Un texte écarté a son motif."),
    ],
)
def test_a_line_that_cannot_be_read_is_told_and_the_others_count(line, message):
    good = "2026-11-24,Revue,b,Titre,retenu,,A\n"
    entries, found = read(HEADER + line + "\n" + good)
    assert [entry.id for entry in entries] == ["b"]
    assert [(d.rule.code, str(d.place), d.message) for d in found] == [("G004", "journal.csv:2:1", message)]


@pytest.mark.parametrize("text", ["date,source\n", "<<<<<<< HEAD\n" + HEADER])
def test_a_journal_without_its_columns_is_told_once(text):
    entries, found = read(text)
    assert entries == ()
    assert [d.rule.code for d in found] == ["G004"]


def test_each_work_counts_once_by_its_last_line():
    lines = [
        entry("a", Decision.FOUND), entry("b", Decision.FOUND), entry("c", Decision.FOUND), entry("d", Decision.FOUND), entry("e", Decision.FOUND),
        entry("doublon-revue-x", Decision.DUPLICATE), entry("a", Decision.SET_ASIDE, Reason.METHOD), entry("a", Decision.KEPT), entry("b", Decision.SET_ASIDE, Reason.OFF_TOPIC),
        entry("c", Decision.LATER), entry("d", Decision.SET_ASIDE, Reason.DUPLICATE),
    ]  # fmt: skip
    flow = count(lines)
    assert flow == Flow(found=6, duplicates=2, excluded=((Reason.OFF_TOPIC, 1),), waiting=2, kept=1)
    assert (flow.screened, flow.set_aside) == (4, 1)
    assert flow.found == flow.duplicates + flow.set_aside + flow.waiting + flow.kept


def test_an_empty_journal_counts_nothing():
    assert count(()) == Flow(0, 0, (), 0, 0)


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_is_a_formula_for_a_spreadsheet(title):
    assert JournalEntry(DAY, "Revue", "a", title, Decision.FOUND).row()[3] == f"'{title}"


@pytest.mark.parametrize("there_before", [True, False])
def test_two_branches_that_each_add_decisions_merge_by_themselves(tmp_path, there_before):
    def git(*arguments):
        who = ("-c", "user.name=Exemple", "-c", "user.email=exemple@exemple.org", "-c", "init.defaultBranch=main")
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

    def decide(branch, *names):
        git("switch", "--quiet", branch)
        path.parent.mkdir(parents=True, exist_ok=True)  # git takes away the folder of a file that a branch has not
        path.write_text(journal_text([entry(name, Decision.KEPT) for name in names], header=True), encoding="utf-8")
        git("add", ".")
        git("commit", "--quiet", "--message", branch)

    path = tmp_path / "research_notes/veille/journal.csv"
    (tmp_path / ".gitattributes").write_bytes((REPOSITORY / ".gitattributes").read_bytes())
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message", "Begin")
    if there_before:
        decide("main", "a")
    git("branch", "veille")
    decide("main", *["a"] * there_before, "b")
    decide("veille", *["a"] * there_before, "c")
    git("merge", "--quiet", "--no-edit", "main")
    entries, found = read(path.read_text(encoding="utf-8"))
    assert (sorted(entry.id for entry in entries), found) == (["a"] * there_before + ["b", "c"], [])
