"""A check that is cached is made again when anything that it read has changed: what it read is kept, and no list of it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from pipeline.content.catalogue import Catalogue
from pipeline.content.plain_pages import PAGES
from pipeline.content.sheets.sheet import Fiche
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.rules import run
from pipeline.rules.registry import CHECKS
from pipeline.text.checks import Check, Fault, fault, finds
from pipeline.text.diagnostics import Rule, Severity
from tests.rules.examples import COMMITTEE
from tests.support import COMITE, FICHE, ORGANISME, PAGE, TODAY, make_site

MADE_UP = Rule(code="T999", severity=Severity.ERROR, title="Une règle", why="Pour l’essai.", wrong="faux", right="vrai")
ABOUT = "content/pages/a-propos.md"
SECOND = "content/fiches/deuxieme.md"


def told(project: Project, memory: Memory | None) -> list[str]:
    return [found.message for found in run.check(project, TODAY, memory).diagnostics if found.rule is MADE_UP]


@pytest.fixture
def ruled(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[..., Iterator[Fault]]], None]:
    """Add a check of sheets to those of the registry, declared nowhere else."""

    def add(function: Callable[..., Iterator[Fault]]) -> None:
        check = finds(MADE_UP, on=Fiche)(function)
        checks: tuple[Check, ...] = (*CHECKS, check)
        monkeypatch.setattr(run, "_checks_on", lambda kind: tuple(one for one in checks if one.concerns(kind)))

    return add


def of_another_page(fiche: Fiche, catalogue: Catalogue) -> Iterator[Fault]:
    yield fault(("titre",), catalogue.pages["a-propos"].meta.titre)


def of_every_title(fiche: Fiche, catalogue: Catalogue) -> Iterator[Fault]:
    yield fault(("titre",), ", ".join(sorted(other.meta.titre for other in catalogue.documents)))


def of_a_page_that_may_be_missing(fiche: Fiche, catalogue: Catalogue) -> Iterator[Fault]:
    yield fault(("titre",), str("val-exemple" in catalogue.committees or catalogue.unread(PAGES, "autre")))


def of_how_many_there_are(fiche: Fiche, catalogue: Catalogue) -> Iterator[Fault]:
    yield fault(("titre",), f"{len(catalogue.of(PAGES))} {len(catalogue.committee_names)}")


def of_the_council(fiche: Fiche, catalogue: Catalogue) -> Iterator[Fault]:
    yield fault(("titre",), catalogue.organisation.devise)


def of_what_is_published(fiche: Fiche, catalogue: Catalogue, today: date) -> Iterator[Fault]:
    yield fault(("titre",), ", ".join(sorted(catalogue.published_addresses(today))))


EDITS = {
    "another page": (of_another_page, {ABOUT: PAGE.replace("titre: ", "titre: Autre ", 1)}),
    "every title": (of_every_title, {SECOND: FICHE.replace("titre: Exemple", "titre: Deuxième exemple", 1)}),
    "a page that comes, and cannot be read": (of_a_page_that_may_be_missing, {"content/pages/autre.md": "---\ntitre: [\n---\n"}),
    "the number of pages": (of_how_many_there_are, {"content/pages/autre.md": PAGE.replace("titre: ", "titre: Autre ", 1)}),
    "the number of committees": (of_how_many_there_are, {COMMITTEE: COMITE}),
    "the council": (of_the_council, {"content/organisme.yml": ORGANISME.replace("devise: De", "devise: Encore de", 1)}),
    "what is published": (of_what_is_published, {COMMITTEE: COMITE}),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_made_up_rule_that_reads_elsewhere_is_never_stale(tmp_path: Path, ruled, edit):
    function, files = EDITS[edit]
    ruled(function)
    project, memory = make_site(tmp_path), Memory()
    before = told(project, memory)
    assert before == told(project, memory) == told(project, None)
    for path, text in files.items():
        there = tmp_path / path
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_text(text)
    after = told(project, memory)
    assert after == told(project, None)
    assert after != before


def test_a_check_is_not_made_again_while_what_it_read_stays_the_same(tmp_path: Path, ruled):
    calls = []

    def counted(fiche: Fiche, catalogue: Catalogue) -> Iterator[Fault]:
        calls.append(fiche.slug)
        yield from of_another_page(fiche, catalogue)

    ruled(counted)
    project, memory = make_site(tmp_path), Memory()
    told(project, memory)
    (tmp_path / "content/pages/autre.md").write_text(PAGE.replace("titre: ", "titre: Autre ", 1))
    told(project, memory)
    assert calls == ["exemple"]


def test_a_cached_check_cannot_read_the_disk_unseen(tmp_path: Path, ruled):
    def reads_the_disk(fiche: Fiche, catalogue: Catalogue) -> Iterator[Fault]:
        yield fault(("titre",), str(catalogue.project.root.is_dir()))

    ruled(reads_the_disk)
    with pytest.raises(AttributeError, match="asks the catalogue what files there are"):
        told(make_site(tmp_path), Memory())
