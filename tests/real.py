"""The council's own content as tests read it: as it is, or grown by one valid file of each kind and one sheet in each state.

What the repository holds changes with each contribution, so no test may count on it: most look at the frozen example
(``tests/exemple``) or at the small site (``tests.support``). Those that must read the council's content read it **grown**: a copy
that holds all the council has, and its first plan, need, initiative, report, survey, second committee and the rest besides. The copy is
a superset: what is wrong on a page of today's content is wrong there too, and what a first contribution would break is broken in
this suite before anyone contributes. So what is waited for most, the site that publication and browser tests read, is built from the
grown copy alone; what is quick (``tests/test_any_content.py``) is asked of the content as it is too, whose own site `.ci/run` builds after the tests.

The added files (``tests/grandi``) are this suite's own and say « exemple ». They name terms by capital letters (``THEME``), which are
filled with what the council's lists hold, and cite a work of their own: a change of a list, of a sheet or of a note does not touch them.
Their words are dull on purpose, so that the queries of ``tests/browser/relevance.yml`` still judge the council's sheets.
"""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import yaml

from pipeline.project import Project
from tests.support import REPOSITORY, TODAY

ADDED = REPOSITORY / "tests" / "grandi"
# Each state of a sheet, and what its header says besides.
STATES = {
    "brouillon": "",
    "en-revision": "",
    "publiee": "corrections:\n  - {date: 2026-11-20, texte: Un mot exemple était inexact; il a été corrigé.}\n",
    "a-reviser": "",
    "retiree": "retrait: {date: 2026-11-20, raison: Un exemple de raison.}\n",
}
# Keys that tell a day that has come: of a publication, a review, a reading, an answer (not of what is to be done).
_COME = re.compile(r"(?m)(?<![\w-])(?:[a-z_]+_(?:le|au)|le) *: *[\"']?(\d{4}-\d\d-\d\d)")
# In a sheet, a note or a page, the days of corrections, withdrawals and notices too; in an activity, only those of one that was held.
_DATED = re.compile(r"(?m)(?<![\w-])date(?:_fin)? *: *[\"']?(\d{4}-\d\d-\d\d)")
_HELD = re.compile(r"(?m)^etat: *tenue *$")
# Whose pages a site holds (the page of a withdrawn sheet says that it is).
LISTED = ("publiee", "a-reviser")


def _days_that_came() -> Iterator[date]:
    """Yield the days of which the council's content says that they have come."""
    for folder in (REPOSITORY / "content", REPOSITORY / "research_notes"):
        for path in sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".yml")):
            text = path.read_text(encoding="utf-8")
            dated = path.parent.name != "activites" or _HELD.search(text)
            for pattern in (_COME, _DATED) if dated else (_COME,):
                yield from (date.fromisoformat(found) for found in pattern.findall(text))


# The day on which tests read the council's content, which goes on after theirs: the last one that it says has come. On a later one,
# nothing of it is an error that was not (``tests/rules/test_days.py``).
REAL_DAY = max(TODAY, *_days_that_came())


def copy_content(root: Path) -> Project:
    """Copy the council's content under ``root`` as it is."""
    for name in ("content", "research_notes"):
        shutil.copytree(REPOSITORY / name, root / name)
    return Project(root)


def grow(project: Project) -> Project:
    """Add the files of ``tests/grandi`` to ``project``, and nothing to the files that it has but the lines that name them; return it."""
    terms = _terms(project)
    for path in sorted(path for path in ADDED.rglob("*") if path.is_file()):
        text = path.read_text(encoding="utf-8")
        for state, more in STATES.items() if "ETAT" in path.name else {"": ""}.items():
            target = project.root / path.relative_to(ADDED).with_name(path.name.replace("ETAT", state))
            assert not target.exists(), f"{target.name}: the council has a file of this name; call that of tests/grandi otherwise"
            target.parent.mkdir(parents=True, exist_ok=True)
            # Two types of sheets too.
            own = {"ETAT": state, "TYPE": "retour-sur-outil" if state == "a-reviser" else "fait-saillant"}
            filled = _filled(text.replace("licence: CC BY 4.0\n", f"licence: CC BY 4.0\n{more}"), {**terms, **own})
            if own["TYPE"] == "retour-sur-outil" and "ETAT" in path.name:
                filled = _actions_last(filled)
            target.write_text(filled, encoding="utf-8")
    _note_in_the_journal(project)
    _move_pages(project)
    return project


def _actions_last(text: str) -> str:
    """Return a sheet with its actions and its decision after its limits, as what comes back on a tool has them."""
    actions, rest = text.index("## Pistes d’action"), text.index("## Pourquoi")
    end = text.index("## Pour en discuter")
    return text[:actions] + text[rest:end] + text[actions:rest] + text[end:]


def _filled(text: str, terms: dict[str, str]) -> str:
    return re.sub(r"\b[A-Z]{3,}\b", lambda match: terms.get(match.group(), match.group()), text)


def _terms(project: Project) -> dict[str, str]:
    """Return a term of each list of the council, the last: the first ones are those that most sheets have."""
    vocabulary = yaml.safe_load((project.content / "vocabulaire.yml").read_text(encoding="utf-8"))
    council = yaml.safe_load((project.content / "organisme.yml").read_text(encoding="utf-8"))
    names = {"THEME": "themes", "PUBLIC": "publics", "AGE": "ages", "DETERMINANT": "determinants", "AXE": "axes", "BUT": "buts"}
    terms = {name: vocabulary[of_list][-1]["slug"] for name, of_list in names.items()}
    return {**terms, "TERRITOIRE": council["territoires"][-1]["slug"]}


def _note_in_the_journal(project: Project) -> None:
    """Add to the journal of the watch what its first runs would write."""
    journal = project.research / "veille" / "journal.csv"
    head = "" if journal.is_file() else "date,source,id,titre,décision,motif,personne\n"
    with journal.open("a", encoding="utf-8") as file:
        file.write(head + "2026-11-10,Revue exemple,2026-11-10-exemple-grandi,Exemple de signalement,repere,,\n")


def _move_pages(project: Project) -> None:
    """Add two pages that moved to the list of those that did."""
    moved = project.content / "redirections.yml"
    rows = (yaml.safe_load(moved.read_text(encoding="utf-8")) if moved.is_file() else {}).get("redirections") or []
    for old in ("fiches/exemple-ancienne/", "fiches/exemple-fusionnee/"):
        rows.append({"de": old, "vers": "fiches/exemple-publiee/", "le": date(2026, 11, 24)})
    moved.write_text(yaml.safe_dump({"redirections": rows}, allow_unicode=True), encoding="utf-8")


__all__ = ["LISTED", "REAL_DAY", "STATES", "copy_content", "grow"]
