"""``content/evaluation/<nom>.yml``: the aggregated results of one survey. Counts only: rates are worked out where they are shown.

``passerelle sondage`` writes these files (``evaluation_text``); a person may add comments, one by one, once moderated.
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from pipeline.content.kind import Kind, Written
from pipeline.content.surveys.questionnaire import ASKED, Label, Option, Short
from pipeline.fields.marks import FORM, LABEL, Claims, Counted, NoClaim
from pipeline.fields.types import Slug, Strict, Text, Title
from pipeline.text.typographic import french_text
from pipeline.text.yaml_out import yaml_blocks

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
    """One statement. ``n`` is null where nothing may be told of it; ``sans_objet`` where it is under four.

    With ``borne``, ``favorables`` is a bound: at least, or at most, so many. In ``niveaux`` (null where the spread may not be told), a null
    level is counted with its neighbour: the first with the second, the second with the third, the last with the one before.
    """

    cle: Slug
    court: Annotated[Short, ASKED]
    texte: Annotated[Label, ASKED]
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
    titre: Annotated[Title, Claims()]
    niveaux: Annotated[tuple[Label, Label, Label, Label, Label], ASKED]
    montres: tuple[Slug, ...] = ()
    regroupes: tuple[Slug, ...] = ()
    enonces: tuple[StatementResult, ...]


class OptionResult(Option):
    """An option, and how many chose it."""

    nombre: Count


class ChoiceResult(Strict):
    """A question with options: what was chosen most first; ``presque_tous``, by all but three people or fewer; then what has no number."""

    cle: Slug
    titre: Annotated[Title, Claims()]
    besoins: bool = False
    une_seule: bool = False
    options: tuple[OptionResult, ...] = ()
    presque_tous: tuple[Option, ...] = ()
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
    def needs(self) -> tuple[Option, ...]:
        """What was asked for, most asked first, without what too few asked for to be told."""
        return tuple(option for choice in self.choix if choice.besoins for option in (*choice.presque_tous, *choice.options))


class EvaluationFile(Written[Evaluation]):
    """The results of a survey."""

    @property
    def address(self) -> str:
        """The address of its page."""
        return EVALUATIONS.page_address(self.slug)


EVALUATIONS = Kind(
    name="sondage",
    title="Résultats d’un sondage",
    one="les résultats d’un sondage",
    files="content/evaluation/*.yml",
    model=Evaluation,
    document=EvaluationFile,
    address="evaluation/",
    meanwhile="comites/",
    # The latest first.
    order=lambda file: (-file.meta.annee, file.slug),
    described=False,
)

_HEAD = french_text(
    """\
# Résultats agrégés, écrits par « passerelle sondage » : des nombres, aucune réponse d’une personne.
# À la main, n’ajoutez que des commentaires relus un à un, que rien ne relie à une personne.
"""
)


def evaluation_text(evaluation: Evaluation) -> str:
    """Return the text of the file."""
    return _HEAD + yaml_blocks(evaluation.model_dump())
