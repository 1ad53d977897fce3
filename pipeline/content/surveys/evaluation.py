"""``content/evaluation/<nom>.yml``: the aggregated results of one survey. Counts only: rates are worked out where they are shown.

``passerelle sondage`` writes these files (``evaluation_text``); a person may add comments, one by one, once moderated.
"""

from dataclasses import dataclass
from typing import Annotated, TypeAlias

from pydantic import Field

from pipeline.content.surveys.questionnaire import ASKED, Label, Option, Short
from pipeline.fields.marks import FORM, LABEL, Claims, Counted, NoClaim
from pipeline.fields.types import Slug, Strict, Text, Title
from pipeline.fields.validation import validate
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.files import Source, read_folder
from pipeline.text.yaml_in import YamlData, read_yaml_file
from pipeline.text.yaml_out import yaml_blocks

FOLDER = "evaluation"
ANSWERS = Counted(by="the survey, from its answers")
Count: TypeAlias = Annotated[int, Field(ge=0, le=1_000_000), ANSWERS]
Year: TypeAlias = Annotated[int, Field(ge=2000, le=2100), FORM]


class NamedGroup(Strict):
    """A group, by its key and the name that people read."""

    cle: Slug
    nom: Annotated[Text, LABEL]


class AnsweringGroup(NamedGroup):
    """A group that is shown, and how many of it answered."""

    n: Count


class Others(Strict):
    """The groups that are put together, and how many answered in all."""

    n: Count
    groupes: tuple[NamedGroup, ...]


class GroupTable(Strict):
    """Who answered, by group."""

    titre: Annotated[Title, Claims()]
    montres: tuple[AnsweringGroup, ...]
    regroupes: Others | None = None


class Agreement(Strict):
    """How many answered a statement, and how many of them agree."""

    n: Count
    favorables: Count


class StatementResult(Strict):
    """One statement. ``n`` is null where nothing may be told of it; ``niveaux`` where its spread may not."""

    cle: Slug
    court: Annotated[Short, ASKED]
    texte: Annotated[Label, ASKED]
    n: Count | None = None
    sans_objet: Count | None = None
    favorables: Count | None = None
    niveaux: tuple[Count, Count, Count, Count, Count] | None = None
    groupes: dict[Slug, Agreement] = {}
    autres: Agreement | None = None


class BlockResult(Strict):
    """Statements asked together; ``montres`` and ``regroupes`` are the keys of the groups, the same for all of them."""

    cle: Slug
    titre: Annotated[Title, Claims()]
    niveaux: Annotated[tuple[Label, Label, Label, Label, Label], ASKED]
    montres: tuple[Slug, ...] = ()
    regroupes: tuple[Slug, ...] = ()
    enonces: tuple[StatementResult, ...]


class OptionResult(Option):
    """An option, and how many chose it."""

    nombre: Count


class ChoiceResult(Strict):
    """A question with several answers: what was chosen most first, then what has no number."""

    cle: Slug
    titre: Annotated[Title, Claims()]
    besoins: bool = False
    options: tuple[OptionResult, ...] = ()
    sans_nombre: tuple[Option, ...] = ()


class Evaluation(Strict):
    """The results of a survey."""

    titre: Annotated[Title, Claims()]
    annee: Year
    activite: Slug | None = None
    questionnaire: Slug
    invitations: Annotated[int, Field(ge=1, le=1_000_000), ANSWERS] | None = None
    reponses: Count
    repartition: GroupTable | None = None
    blocs: tuple[BlockResult, ...] = ()
    choix: tuple[ChoiceResult, ...] = ()
    commentaires: Annotated[tuple[Text, ...], NoClaim("the words of somebody who answered, quoted once a person has read them")] = ()

    @property
    def needs(self) -> tuple[OptionResult, ...]:
        """What was asked for, most asked first, without what has no number."""
        return tuple(option for choice in self.choix if choice.besoins for option in choice.options)


@dataclass(frozen=True)
class EvaluationFile:
    """The results of a survey, and the place of each number."""

    slug: str
    source: Source
    header: YamlData
    data: Evaluation

    @property
    def address(self) -> str:
        """The address of its page."""
        return f"evaluation/{self.slug}/"


def load_evaluations(project: Project, found: list[Diagnostic], memory: Memory) -> dict[str, EvaluationFile]:
    """Read the results of every survey, by the name of the file, the latest first; append what is wrong to ``found``."""
    result = read_folder(project, project.content / FOLDER, ".yml", memory, (), found, _read)
    return dict(sorted(result.items(), key=lambda item: (-item[1].data.annee, item[0])))


def _read(slug: str, source: Source, found: list[Diagnostic]) -> EvaluationFile | None:
    header = read_yaml_file(source, found)
    data = validate(header, Evaluation, found) if header else None
    return EvaluationFile(slug, source, header, data) if header is not None and data is not None else None


_HEAD = """\
# Résultats agrégés, écrits par « passerelle sondage »\u00a0: des nombres, aucune réponse d’une personne.
# À la main, n’ajoutez que des commentaires relus un à un, que rien ne relie à une personne.
"""


def evaluation_text(evaluation: Evaluation) -> str:
    """Return the text of the file."""
    return _HEAD + yaml_blocks(evaluation.model_dump())
