"""``content/questionnaires/<nom>.yml``: what a survey asks, which is also how its answers are read.

One file serves three ends: the text to paste in a survey tool, the file that LimeSurvey imports, and the correspondence between the
columns of the tool's export and our statements. What no question names is never read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints, model_validator

from pipeline.catalogue.diagnostics import Diagnostic
from pipeline.catalogue.files import Source, read_folder
from pipeline.catalogue.memory import Memory
from pipeline.catalogue.models import Slug, Strict, Summary, Text, Title, Vocabulary, formed
from pipeline.catalogue.project import Project
from pipeline.catalogue.survey_rules import REPEATED_KEY
from pipeline.catalogue.validation import validate
from pipeline.catalogue.yaml_data import YamlData, read_yaml_file

FOLDER = "questionnaires"
LEVELS = 5
# A level from there up counts as agreement.
FAVOURABLE = 4
# The group of those who did not say theirs.
BREAKDOWN_UNSAID = "non-precise"

# LimeSurvey's own bound (its importer refuses longer ones, and anything but letters and digits).
Code: TypeAlias = Annotated[
    str, formed(r"[A-Za-z][A-Za-z0-9]{0,19}", "un code a de une à vingt lettres ou chiffres, et commence par une lettre")
]
Short: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=24)]
Label: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]


class Scale(Strict):
    """The words of a five-level scale, weakest first, and the one that says that the statement is of no concern."""

    niveaux: tuple[Label, Label, Label, Label, Label] = (
        "Pas du tout d’accord",
        "Plutôt en désaccord",
        "Ni d’accord ni en désaccord",
        "Plutôt d’accord",
        "Tout à fait d’accord",
    )
    sans_objet: Label = "Ne s’applique pas"


class Statement(Strict):
    """A statement to agree with; ``colonne`` is its header in the export, where it is not its own words."""

    cle: Slug
    court: Short
    texte: Label
    colonne: Text | None = None


class Block(Strict):
    """Statements asked together, on one scale."""

    cle: Slug
    code: Code
    titre: Title
    question: Text
    enonces: Annotated[tuple[Statement, ...], Field(min_length=1)]


class Option(Strict):
    """What can be chosen; ``theme`` is that of the vocabulary, where there is one. A committee or a theme may have a longer name than a statement."""

    cle: Slug
    nom: Text
    theme: Slug | None = None


class GroupOption(Option):
    """A group of a breakdown; ``anciens`` are the keys or the names that it had in earlier surveys."""

    anciens: tuple[Text, ...] = ()


class Choice(Strict):
    """A question with several answers, or with ``une_seule``; ``besoins`` says that what is asked for becomes draft needs."""

    cle: Slug
    code: Code
    titre: Title
    question: Text
    liste: Literal["themes"] | None = None
    options: tuple[Option, ...] = ()
    besoins: bool = False
    une_seule: bool = False
    colonne: Text | None = None


class Breakdown(Strict):
    """The one question by which results are broken down: the committee or the sector, never both."""

    code: Code
    titre: Title
    question: Text
    liste: Literal["comites", "publics"] | None = None
    options: tuple[GroupOption, ...] = ()
    colonne: Text | None = None


class OpenQuestion(Strict):
    """The open question. Its answers are never read: a person quotes some by hand, once moderated."""

    code: Code
    question: Text


class QuestionnaireData(Strict):
    """The whole file."""

    titre: Annotated[Title, Field(max_length=150)]  # the year follows it
    resume: Summary
    introduction: Text
    sujet: Literal["annee", "activite"]
    blocs: tuple[Block, ...] = ()
    choix: tuple[Choice, ...] = ()
    repartition: Breakdown | None = None
    ouverte: OpenQuestion | None = None
    echelle: Scale = Scale()

    @model_validator(mode="after")
    def _asks(self) -> "QuestionnaireData":
        if not self.blocs and not self.choix:
            raise ValueError("il faut au moins un bloc d’énoncés ou une question à choix")
        return self


@dataclass(frozen=True)
class Questionnaire:
    """A questionnaire and the place of each of its parts."""

    slug: str
    source: Source
    header: YamlData
    data: QuestionnaireData

    @property
    def address(self) -> str:
        """The address of its page."""
        return f"evaluation/questionnaire-{self.slug}/"


def load_questionnaires(project: Project, found: list[Diagnostic], memory: Memory) -> dict[str, Questionnaire]:
    """Read every questionnaire, by the name of its file; append what is wrong to ``found``."""
    return read_folder(project, project.content / FOLDER, ".yml", memory, (), found, read_questionnaire)


def read_questionnaire(slug: str, source: Source, found: list[Diagnostic]) -> Questionnaire | None:
    """Read one questionnaire; None with diagnostics when it cannot be used."""
    header = read_yaml_file(source, found)
    data = validate(header, QuestionnaireData, found) if header else None
    if header is None or data is None:
        return None
    before = len(found)
    _check_keys(header, data, found)
    return Questionnaire(slug, source, header, data) if len(found) == before else None


def _check_keys(header: YamlData, data: QuestionnaireData, found: list[Diagnostic]) -> None:
    """Refuse a key or a code that comes back: its answers would be added to another's."""
    seen: set[str] = set()
    named: list[tuple[str, tuple[str | int, ...]]] = []
    for index, block in enumerate(data.blocs):
        named += [(block.cle, ("blocs", index, "cle")), (f"code {block.code.lower()}", ("blocs", index, "code"))]
        named += [(one.cle, ("blocs", index, "enonces", number, "cle")) for number, one in enumerate(block.enonces)]
    for index, choice in enumerate(data.choix):
        named += [(choice.cle, ("choix", index, "cle")), (f"code {choice.code.lower()}", ("choix", index, "code"))]
    for alone in ("repartition", "ouverte"):
        if (part := getattr(data, alone)) is not None:
            named.append((f"code {part.code.lower()}", (alone, "code")))
    for name, path in named:
        if name in seen:
            code = name.startswith("code ")
            what = f"Le code «\u00a0{name.removeprefix('code ').upper()}\u00a0»" if code else f"La clé «\u00a0{name}\u00a0»"
            hint = f"Donnez {'un autre code' if code else 'une autre clé'} à l’une des deux questions."
            found.append(
                Diagnostic(REPEATED_KEY, header.source.place(header.where(path)), f"{what} revient dans ce questionnaire.", name, hint)
            )
        seen.add(name)


def choice_options(choice: Choice, vocabulary: Vocabulary) -> tuple[Option, ...]:
    """Return what can be chosen: the question's own options, after the themes of the vocabulary where it asks for them."""
    listed = tuple(Option(cle=term.slug, nom=term.nom, theme=term.slug) for term in vocabulary.themes) if choice.liste else ()
    return (*listed, *choice.options)


def groups(breakdown: Breakdown, committees: Mapping[str, str], vocabulary: Vocabulary) -> tuple[Option, ...]:
    """Return the groups of a breakdown: the council's committees or the audiences where it asks for them, then its own options."""
    listed: tuple[Option, ...] = ()
    if breakdown.liste == "comites":
        listed = tuple(Option(cle=slug, nom=name) for slug, name in committees.items())
    elif breakdown.liste == "publics":
        listed = tuple(Option(cle=term.slug, nom=term.nom) for term in vocabulary.publics)
    return (*listed, *breakdown.options)


def asked(
    data: QuestionnaireData, committees: Mapping[str, str], vocabulary: Vocabulary
) -> tuple[dict[str, tuple[Option, ...]], tuple[Option, ...]]:
    """Return what each question with choices offers, and the groups of the breakdown; ``committees`` gives their names by slug."""
    options = {choice.cle: choice_options(choice, vocabulary) for choice in data.choix}
    return options, groups(data.repartition, committees, vocabulary) if data.repartition is not None else ()
