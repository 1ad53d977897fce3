"""``content/evaluation/<nom>.yml``: the aggregated results of one survey. Counts only: rates are worked out where they are shown.

``passerelle sondage`` writes these files (``evaluation_text``); a person may add comments, one by one, once moderated.
"""

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from pipeline.catalogue.diagnostics import Diagnostic
from pipeline.catalogue.files import Source, read_folder
from pipeline.catalogue.memory import Memory
from pipeline.catalogue.models import Slug, Strict, Text, Title
from pipeline.catalogue.project import Project
from pipeline.catalogue.questionnaires import Label, Option, Short
from pipeline.catalogue.validation import validate
from pipeline.catalogue.yaml_blocks import yaml_blocks
from pipeline.catalogue.yaml_data import YamlData, read_yaml_file

FOLDER = "evaluation"
Count: TypeAlias = Annotated[int, Field(ge=0, le=1_000_000)]
Year: TypeAlias = Annotated[int, Field(ge=2000, le=2100)]


class Named(Strict):
    """A group, by its key and the name that people read."""

    cle: Slug
    nom: Text


class Group(Named):
    """A group that is shown, and how many of it answered."""

    n: Count


class Others(Strict):
    """The groups that are put together, and how many answered in all."""

    n: Count
    groupes: tuple[Named, ...]


class GroupTable(Strict):
    """Who answered, by group."""

    titre: Title
    montres: tuple[Group, ...]
    regroupes: Others | None = None


class Agreement(Strict):
    """How many answered a statement, and how many of them agree."""

    n: Count
    favorables: Count


class StatementResult(Strict):
    """One statement. ``n`` is null where nothing may be told of it; ``sans_objet`` where it is under four.

    With ``borne``, ``favorables`` is a bound: at least, or at most, so many. In ``niveaux`` (null where the spread may not be told), a null
    level is counted with its neighbour: the first with the second, the second with the third, the last with the one before.
    """

    cle: Slug
    court: Short
    texte: Label
    n: Count | None = None
    sans_objet: Count | None = None
    favorables: Count | None = None
    borne: Literal["au-moins", "au-plus"] | None = None
    niveaux: tuple[Count | None, Count | None, Count | None, Count | None, Count | None] | None = None
    groupes: dict[Slug, Agreement] = {}
    autres: Agreement | None = None

    @property
    def bounds(self) -> tuple[int, int]:
        """The least and the most people who may agree, as published."""
        agree, of = self.favorables or 0, self.n or 0
        return (0 if self.borne == "au-plus" else agree, of if self.borne == "au-moins" else agree)


class BlockResult(Strict):
    """Statements asked together; ``montres`` and ``regroupes`` are the keys of the groups, the same for all of them."""

    cle: Slug
    titre: Title
    niveaux: tuple[Label, Label, Label, Label, Label]
    montres: tuple[Slug, ...] = ()
    regroupes: tuple[Slug, ...] = ()
    enonces: tuple[StatementResult, ...]


class OptionResult(Option):
    """An option, and how many chose it."""

    nombre: Count


class ChoiceResult(Strict):
    """A question with options: what was chosen most first; ``presque_tous``, by all but three people or fewer; then what has no number."""

    cle: Slug
    titre: Title
    besoins: bool = False
    une_seule: bool = False
    options: tuple[OptionResult, ...] = ()
    presque_tous: tuple[Option, ...] = ()
    sans_nombre: tuple[Option, ...] = ()


class Evaluation(Strict):
    """The results of a survey."""

    titre: Title
    annee: Year
    activite: Slug | None = None
    questionnaire: Slug
    invitations: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    reponses: Count
    repartition: GroupTable | None = None
    blocs: tuple[BlockResult, ...] = ()
    choix: tuple[ChoiceResult, ...] = ()
    commentaires: tuple[Text, ...] = ()

    @property
    def needs(self) -> tuple[Option, ...]:
        """What was asked for, most asked first, without what too few asked for to be told."""
        return tuple(option for choice in self.choix if choice.besoins for option in (*choice.presque_tous, *choice.options))


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
