"""``content/sondages-publies.yml``: every result of a survey that was ever published, in the order of their publication.

Numbers that readers have, even once their page is gone: what a new import could add to them is worked out from here, whatever the files of
results have become. ``passerelle sondage`` adds to it and takes nothing out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from pipeline.content.surveys.evaluation import Evaluation, EvaluationFile
from pipeline.content.surveys.questionnaire import BREAKDOWN_UNSAID
from pipeline.fields.types import Day, Strict
from pipeline.fields.validation import validate
from pipeline.project import Project
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.files import read_source
from pipeline.text.typographic import typographic
from pipeline.text.words import collapse, fold
from pipeline.text.yaml_in import read_yaml_file
from pipeline.text.yaml_out import yaml_blocks

FILE = "sondages-publies.yml"


class Publication(Strict):
    """Results, and the day when they were written; comments apart."""

    le: Day
    resultats: Evaluation


class Register(Strict):
    """The whole file."""

    publications: Annotated[tuple[Publication, ...], Field(max_length=10_000)] = ()


@dataclass(frozen=True)
class SurveyIdentity:
    """Which survey results are of: that of an activity, by its address today, or that of a year."""

    activity: str | None
    year: int

    @property
    def about(self) -> tuple[str, str | int]:
        """What tells a survey from another, whatever the files are called."""
        return ("activite", self.activity) if self.activity is not None else ("annee", self.year)


def identity_of(results: Evaluation, moved: Mapping[str, str]) -> SurveyIdentity:
    """Return which survey ``results`` are of; ``moved`` gives where each page that moved went."""
    activity = results.activite
    if activity is not None:
        activity = where_now(f"activites/{activity}/", moved).removeprefix("activites/").strip("/")
    return SurveyIdentity(activity, results.annee)


def where_now(address: str, moved: Mapping[str, str]) -> str:
    """Return where a page is now, which may have moved several times."""
    seen = {address}
    while (there := moved.get(address)) is not None and there not in seen:
        seen.add(there)
        address = there
    return address


def load_register(project: Project, found: list[Diagnostic]) -> tuple[Publication, ...]:
    """Read what was published, the earliest first; there need be nothing. Append what is wrong to ``found``."""
    path = project.content / FILE
    source = read_source(project, path, found) if path.is_file() else None
    data = read_yaml_file(source, found) if source is not None else None
    register = validate(data, Register, found) if data is not None else None
    return register.publications if register is not None else ()


def all_published(register: Sequence[Publication], files: Mapping[str, EvaluationFile]) -> tuple[Evaluation, ...]:
    """Return every result that readers may have: those of the register, then those whose files are there and that it does not know."""
    known = [one.resultats for one in register]
    there = sorted(files.values(), key=lambda file: (file.meta.annee, file.slug))
    return (*known, *(without_comments(file.meta) for file in there if not is_known(file.meta, known)))


def is_known(results: Evaluation, known: Sequence[Evaluation]) -> bool:
    """Say whether the same numbers, of the same year or activity, are among ``known``."""
    about = (results.annee, results.activite)
    return any((one.annee, one.activite) == about and numbers_of(one) == numbers_of(results) for one in known)


def without_comments(results: Evaluation) -> Evaluation:
    """Return results as the register keeps them."""
    return results.model_copy(update={"commentaires": ()})


def numbers_of(results: Evaluation) -> object:
    """Return the numbers that results publish, apart from names, titles, invitations and comments, to be compared."""
    table = results.repartition
    others = table.regroupes if table else None
    return (
        results.reponses,
        table and ([(one.cle, one.n) for one in table.montres], others and (others.n, [one.cle for one in others.groupes])),
        [
            (
                block.cle,
                block.montres,
                block.regroupes,
                [one.model_dump(exclude={"court", "texte"}) for one in block.enonces],
            )
            for block in results.blocs
        ],
        [
            (
                choice.cle,
                [(one.cle, one.nombre) for one in choice.options],
                [one.cle for one in choice.presque_tous],
                [one.cle for one in choice.sans_nombre],
            )
            for choice in results.choix
        ],
    )


def named(key: str, name: str) -> tuple[str, str]:
    """Return the two ways to know a group or a statement again: its key, and its words without case, accents or spaces in excess."""
    return (key, "" if key == BREAKDOWN_UNSAID else fold(collapse(name)).strip(" .:*?!;"))


_HEAD = typographic(
    """\
# Tout ce qui a été publié des sondages, écrit par « passerelle sondage » : des nombres, aucune réponse d’une personne.
# N’en retirez rien : effacer une page n’efface pas ce que des lecteurs en ont gardé. Un nouvel import est comparé à tout ce qui est ici.
""",
    verbatim_quotes=True,
)


def register_text(publications: Sequence[Publication]) -> str:
    """Return the text of the file."""
    return _HEAD + yaml_blocks(
        Register(publications=tuple(publications)).model_dump(exclude={"publications": {"__all__": {"resultats": {"commentaires"}}}})
    )
