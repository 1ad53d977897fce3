"""``research_notes/veille/signalements/``: works that the watch found, one small file each, for a person to keep or set aside."""

import json
import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from pipeline.content.watch.journal import Decision, Reason
from pipeline.fields.marks import HIDDEN
from pipeline.fields.types import Address, Day, Slug, Text
from pipeline.fields.validation import validate
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.text import dois
from pipeline.text.diagnostics import Diagnostic, Rule
from pipeline.text.files import Source, read_folder
from pipeline.text.typographic import typographic
from pipeline.text.yaml_in import YamlData, read_yaml_file

UNEXPLAINED = Rule(
    code="G003",
    title="Décision expliquée et signée",
    why="Le journal dit qui a gardé ou écarté un texte, et pourquoi : on ne refait pas le tri chaque année.",
    wrong="decision: ecarte (sans motif ni personne)",
    right="decision: ecarte\nmotif: hors-sujet\npersonne: A. Exemple",
)
LONG_QUOTATION = Rule(
    code="G005",
    title="Début du résumé : 25 mots au plus",
    why="Le résumé d’un article appartient à ses auteurs : nous en gardons un court début et le lien.",
    wrong="debut: (le résumé en entier)",
    right="debut: (ses premiers mots…)",
)
MAX_WORDS = 25
MAX_TITLE = 400


class Guess(BaseModel):
    """A theme, and the words of the title or the abstract that made us think of it (none: it is the feed's)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    slug: Slug
    mots: Annotated[tuple[Text, ...], HIDDEN] = ()


class Candidate(BaseModel):
    """What a candidate's file holds. The last four lines are for people to fill.

    ``avis``: it is a notice about another work, ``avis_sur`` when that one is known; both are left out of the file of an ordinary work.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    titre: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TITLE), HIDDEN]
    auteurs: Annotated[tuple[Text, ...], HIDDEN] = ()
    date: Day | None = None
    repere_le: Day
    source: Annotated[Text, HIDDEN]
    identifiant: Annotated[Text | None, HIDDEN] = None
    doi: Annotated[Text | None, HIDDEN] = None
    lien: Address | None = None
    langue: Literal["fr", "en"]
    debut: Annotated[Text | None, HIDDEN] = None
    themes: tuple[Guess, ...] = ()
    doublon_possible: Annotated[Text | None, HIDDEN] = None
    prepublication_de: Annotated[Text | None, HIDDEN] = None
    article_de: Annotated[Text | None, HIDDEN] = None
    avis: Literal["correction", "retractation", "preoccupation"] | None = None
    avis_sur: Annotated[Text | None, HIDDEN] = None
    decision: Literal["retenu", "ecarte", "plus-tard"] | None = None
    motif: Reason | None = None
    personne: Annotated[Text | None, HIDDEN] = None
    note: Annotated[Text | None, HIDDEN] = None

    @property
    def pending(self) -> bool:
        """True while nobody has kept it or set it aside."""
        return self.decision in (None, Decision.LATER.value)

    @property
    def address(self) -> str | None:
        """Where it can be read: its DOI first."""
        return dois.address(self.doi) if self.doi else self.lien


_COMMENTS = {
    "decision": typographic(f"# À remplir : retenu, ecarte ou plus-tard; un texte écarté a son motif :\n# {', '.join(Reason)}."),
}


def candidate_text(candidate: Candidate) -> str:
    """Return the text of a candidate's file: YAML whose values are JSON, which YAML reads as it is."""
    lines: list[str] = []
    for name, value in candidate.model_dump(mode="json").items():
        if name in ("avis", "avis_sur") and value is None:
            continue
        if name in _COMMENTS:
            lines.append(_COMMENTS[name])
        plain = value is None or (
            isinstance(value, str) and (re.fullmatch(r"\d{4}-\d{2}-\d{2}|[a-z][a-z-]*", value) and value not in _WORDS)
        )
        lines.append(f"{name}: {'null' if value is None else value if plain else json.dumps(value, ensure_ascii=False)}")
    return "\n".join([*lines, ""])


# Words that YAML would not read as text.
_WORDS = ("null", "true", "false", "yes", "no", "on", "off", "oui", "non", "y", "n")


def first_words(text: str) -> str:
    """Return the first words of an abstract, as many as may be committed."""
    words = text.split()
    short = " ".join(words[:MAX_WORDS])[:600]
    return short + "…" if len(words) > MAX_WORDS or len(short) == 600 else short


def load_candidates(project: Project, found: list[Diagnostic], memory: Memory) -> dict[str, Candidate]:
    """Read the candidates, by the name of their files; those that cannot be read are told and left out."""
    return read_folder(project, project.candidates, ".yml", memory, (), found, lambda _, source, wrong: read_candidate(source, wrong))


def read_candidate(source: Source, found: list[Diagnostic]) -> Candidate | None:
    """Read one candidate's file."""
    data = read_yaml_file(source, found)
    candidate = validate(data, Candidate, found) if data else None
    if data is None or candidate is None:
        return None
    before = len(found)
    _check_decision(candidate, data, found)
    if candidate.debut and len(candidate.debut.split()) > MAX_WORDS:
        place = source.place(data.where(("debut",)))
        message = f"Ce début de résumé a plus de {MAX_WORDS} mots."
        found.append(
            Diagnostic(LONG_QUOTATION, place, message, text=candidate.debut[:60], help="Gardez-en le début; le lien mène à la suite.")
        )
    return candidate if len(found) == before else None


def _check_decision(candidate: Candidate, data: YamlData, found: list[Diagnostic]) -> None:
    place = data.source.place(data.where(("decision",)))
    if candidate.decision == Decision.SET_ASIDE.value and candidate.motif is None:
        hint = f"Ajoutez « motif\u00a0: » et l’un de ces mots\u00a0: {', '.join(Reason)}."
        found.append(Diagnostic(UNEXPLAINED, place, "Ce texte est écarté sans motif.", text="ecarte", help=hint))
    if candidate.decision is not None and candidate.personne is None:
        hint = "Ajoutez « personne\u00a0: » et votre nom, ou vos initiales."
        found.append(Diagnostic(UNEXPLAINED, place, "Cette décision n’est pas signée.", text=candidate.decision, help=hint))


def file_name(day: date, title_slug: str) -> str:
    """Return the name, without extension, of the file of a work found on ``day``."""
    return f"{day.isoformat()}-{title_slug or 'sans-titre'}"[:72].rstrip("-")
