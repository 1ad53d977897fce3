"""``content/questionnaires/<nom>.yml``: what a survey asks, which is also how its answers are read.

One file serves three ends: the text to paste in a survey tool, the file that LimeSurvey imports, and the correspondence between the
columns of the tool's export and our statements. What no question names is never read.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints, model_validator

from pipeline.content.council import Vocabulary
from pipeline.content.kind import Kind, Written
from pipeline.content.surveys.survey_rules import REPEATED_KEY
from pipeline.fields.marks import FORM, HIDDEN, Claims, Counted, NoClaim
from pipeline.fields.types import Slug, Strict, Summary, Text, Title, formed
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.typographic import quoted

LEVELS = 5
# A level from there up counts as agreement.
FAVOURABLE = 4
# The group of those who did not say theirs.
BREAKDOWN_UNSAID = "non-precise"

# LimeSurvey's own bound (its importer refuses longer ones, and anything but letters and digits).
Code: TypeAlias = Annotated[
    str, formed(r"[A-Za-z][A-Za-z0-9]{0,19}", "un code a de une à vingt lettres ou chiffres, et commence par une lettre"), FORM
]
Short: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=24)]
Label: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]

# What a statement says is for people to agree with, or not: we do not say it.
ASKED = NoClaim("it is asked, not said", prose=True)
OURS = Counted(by="the council, whose survey it is")


class Scale(Strict):
    """The words of a five-level scale, weakest first, and the one that says that the statement is of no concern."""

    niveaux: Annotated[tuple[Label, Label, Label, Label, Label], ASKED] = (
        "Pas du tout d’accord",
        "Plutôt en désaccord",
        "Ni d’accord ni en désaccord",
        "Plutôt d’accord",
        "Tout à fait d’accord",
    )
    sans_objet: Annotated[Label, ASKED] = "Ne s’applique pas"


class Statement(Strict):
    """A statement to agree with; ``colonne`` is its header in the export, where it is not its own words."""

    cle: Slug
    court: Annotated[Short, ASKED]
    texte: Annotated[Label, ASKED]
    colonne: Annotated[Text | None, HIDDEN] = None


class StatementBlock(Strict):
    """Statements asked together, on one scale."""

    cle: Slug
    code: Code
    titre: Annotated[Title, Claims()]
    question: Annotated[Text, ASKED]
    enonces: Annotated[tuple[Statement, ...], Field(min_length=1)]


class Option(Strict):
    """What can be chosen, whose name may be longer than a statement; ``theme`` is that of the vocabulary, where there is one."""

    cle: Slug
    nom: Annotated[Text, ASKED]
    theme: Slug | None = None


class GroupOption(Option):
    """A group of a breakdown; ``anciens`` are the keys or the names that it had in earlier surveys."""

    anciens: Annotated[tuple[Text, ...], HIDDEN] = ()


class ChoiceQuestion(Strict):
    """A question with several answers, or with ``une_seule``; ``besoins`` says that what is asked for becomes draft needs."""

    cle: Slug
    code: Code
    titre: Annotated[Title, Claims()]
    question: Annotated[Text, ASKED]
    liste: Literal["themes"] | None = None
    options: tuple[Option, ...] = ()
    besoins: bool = False
    une_seule: bool = False
    colonne: Annotated[Text | None, HIDDEN] = None


class Breakdown(Strict):
    """The one question by which results are broken down: the committee or the sector, never both."""

    code: Code
    titre: Annotated[Title, Claims()]
    question: Annotated[Text, ASKED]
    liste: Literal["comites", "publics"] | None = None
    options: tuple[GroupOption, ...] = ()
    colonne: Annotated[Text | None, HIDDEN] = None


class OpenQuestion(Strict):
    """The open question. Its answers are never read: a person quotes some by hand, once moderated."""

    code: Code
    question: Annotated[Text, ASKED]


class QuestionnaireData(Strict):
    """The whole file."""

    titre: Annotated[Title, Field(max_length=150), Claims()]  # the year follows it
    resume: Annotated[Summary, OURS]
    introduction: Annotated[Text, OURS]
    sujet: Literal["annee", "activite"]
    blocs: tuple[StatementBlock, ...] = ()
    choix: tuple[ChoiceQuestion, ...] = ()
    repartition: Breakdown | None = None
    ouverte: OpenQuestion | None = None
    echelle: Scale = Scale()

    @model_validator(mode="after")
    def _asks(self) -> "QuestionnaireData":
        if not self.blocs and not self.choix:
            raise ValueError("il faut au moins un bloc d’énoncés ou une question à choix")
        return self


class Questionnaire(Written[QuestionnaireData]):
    """A questionnaire."""

    @property
    def address(self) -> str:
        """The address of its page."""
        return QUESTIONNAIRES.page_address(self.slug)


def _accept(questionnaire: Questionnaire, found: list[Diagnostic]) -> bool:
    """Refuse a key or a code that comes back: its answers would be added to another's."""
    data, before = questionnaire.meta, len(found)
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
            what = f"Le code {quoted(name.removeprefix('code ').upper())}" if code else f"La clé {quoted(name)}"
            hint = f"Donnez {'un autre code' if code else 'une autre clé'} à l’une des deux questions."
            found.append(Diagnostic(REPEATED_KEY, questionnaire.at(path), f"{what} revient dans ce questionnaire.", text=name, help=hint))
        seen.add(name)
    return len(found) == before


QUESTIONNAIRES = Kind(
    name="questionnaire",
    title="Questionnaire",
    one="un questionnaire",
    files="content/questionnaires/*.yml",
    model=QuestionnaireData,
    document=Questionnaire,
    address="evaluation/questionnaire-",
    accept=_accept,
    described=False,
)


def choice_options(choice: ChoiceQuestion, vocabulary: Vocabulary) -> tuple[Option, ...]:
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
