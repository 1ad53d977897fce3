"""A check that remembers the one before says what a new one says."""

from pathlib import Path

from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.rules.run import check
from tests.rules.examples import PAGE_FILE, SHEET
from tests.support import FICHE, PAGE, TODAY, make_site

NEED_FILE = "content/besoins/exemple.md"
# Neither can be read: who links to it, or names it, is not told of it until it is gone.
BROKEN = {PAGE_FILE: PAGE.replace("titre:", "titres:"), NEED_FILE: "---\ntitres: Un exemple\n---\n"}


def told(root: Path, memory: Memory) -> list[str]:
    """The rules that the sheet breaks."""
    return [d.rule.code for d in check(Project(root), TODAY, memory).diagnostics if d.place.path == SHEET and d.severity == "erreur"]


def test_a_page_that_could_not_be_read_and_is_gone_is_missed(tmp_path: Path):
    sheet = FICHE.replace("themes: [tutorat]\n", "themes: [tutorat]\nbesoins: [exemple]\n")
    make_site(tmp_path, {SHEET: sheet.replace("Exemple de contexte.", "Voir [la page](../pages/a-propos.md)."), **BROKEN})
    memory = Memory()
    assert told(tmp_path, memory) == []
    for path in BROKEN:
        (tmp_path / path).unlink()
    assert sorted(told(tmp_path, memory)) == sorted(told(tmp_path, Memory())) == ["L002", "Q002"]
