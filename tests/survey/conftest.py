"""The council's own questionnaire, the groups it is broken down by, and what can be chosen."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.catalogue.diagnostics import Diagnostic
from pipeline.catalogue.files import read_source
from pipeline.catalogue.models import Organisation, Vocabulary
from pipeline.catalogue.project import Project
from pipeline.catalogue.questionnaires import Option, Questionnaire, choice_options, groups, read_questionnaire
from tests.support import REPOSITORY

GROUPS = ("Comité A", "Comité B", "Comité C", "Comité D")
# The committees and themes of nowhere.
COUNCIL = Organisation.model_validate(
    {
        "nom": "Table exemple", "sigle": "TE", "designation": "la Table exemple", "region": "Exemple", "statut": "demonstration", "titre_du_site": "Exemple",
        "devise": "Exemple", "question": "Exemple", "territoires": [{"slug": "val", "nom": "Val-Exemple"}],
        "comites": [{"slug": f"comite-{name[-1].lower()}", "nom": name, "territoire": "val", "source": "https://www.example.org/"} for name in GROUPS],
    }
)  # fmt: skip
WORDS = Vocabulary.model_validate(
    {
        "themes": [{"slug": "lecture", "nom": "Lecture, et écriture"}, {"slug": "tutorat", "nom": "Tutorat"}, {"slug": "ecriture", "nom": "Écriture"}],
        "publics": [{"slug": "scolaire", "nom": "Milieu scolaire"}], "ages": [], "determinants": [], "axes": [],
    }
)  # fmt: skip


@dataclass(frozen=True)
class Form:
    """A questionnaire, with its lists."""

    questionnaire: Questionnaire
    options: dict[str, tuple[Option, ...]]
    groups: tuple[Option, ...]


def form(name: str) -> Form:
    """Return one of the council's questionnaires, with the lists of nowhere."""
    found: list[Diagnostic] = []
    source = read_source(Project(REPOSITORY), Path(REPOSITORY / "content" / "questionnaires" / f"{name}.yml"), found)
    assert source is not None
    questionnaire = read_questionnaire(name, source, found)
    assert questionnaire is not None
    assert found == []
    data = questionnaire.data
    options = {choice.cle: choice_options(choice, WORDS) for choice in data.choix}
    return Form(questionnaire, options, groups(data.repartition, COUNCIL, WORDS) if data.repartition else ())


@pytest.fixture(scope="session")
def yearly() -> Form:
    return form("annuel")
