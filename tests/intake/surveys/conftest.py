"""A yearly questionnaire and one that follows an activity, the groups of nowhere, and what can be chosen."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.content.council import Vocabulary
from pipeline.content.loading import read
from pipeline.content.surveys.questionnaire import QUESTIONNAIRES, Option, Questionnaire, asked
from pipeline.project import Project
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.files import read_source
from tests.support import REPOSITORY

FOLDER = Path(__file__).with_name("questionnaires")
GROUPS = ("Comité A", "Comité B", "Comité C", "Comité D")
# The committees and themes of nowhere.
COMMITTEES = {f"comite-{name[-1].lower()}": name for name in GROUPS}
WORDS = Vocabulary.model_validate(
    {
        "themes": [{"slug": "lecture", "nom": "Lecture, et écriture"}, {"slug": "tutorat", "nom": "Tutorat"}, {"slug": "ecriture", "nom": "Écriture"}],
        "publics": [{"slug": "scolaire", "nom": "Milieu scolaire"}], "ages": [], "determinants": [], "axes": [], "buts": [],
    }
)  # fmt: skip


@dataclass(frozen=True)
class Form:
    """A questionnaire, with its lists."""

    questionnaire: Questionnaire
    options: dict[str, tuple[Option, ...]]
    groups: tuple[Option, ...]


def form(name: str) -> Form:
    """Return one of the questionnaires beside this file, with the lists of nowhere."""
    found: list[Diagnostic] = []
    source = read_source(Project(REPOSITORY), FOLDER / f"{name}.yml", found)
    assert source is not None
    questionnaire = read(QUESTIONNAIRES, name, source, found)
    assert questionnaire is not None
    assert found == []
    data = questionnaire.meta
    return Form(questionnaire, *asked(data, COMMITTEES, WORDS))


@pytest.fixture(scope="session")
def yearly() -> Form:
    return form("annuel")
