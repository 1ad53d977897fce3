"""The themes that a survey asks for, as draft needs: data that whoever writes ``content/besoins/`` turns into files for a person to accept."""

from dataclasses import dataclass

from pipeline.catalogue.evaluation import EvaluationFile


@dataclass(frozen=True, slots=True)
class DraftNeed:
    """A need that nobody has accepted yet: what was asked for, by how many, in which survey.

    ``slug`` is that of the file to be; ``theme`` that of the vocabulary, None where the option is of no theme.
    """

    slug: str
    question: str
    theme: str | None
    survey: str
    year: int
    asked_by: int
    out_of: int


def draft_needs(file: EvaluationFile) -> tuple[DraftNeed, ...]:
    """Return a draft need for each theme asked for by enough people to have a number, most asked first."""
    data = file.data
    return tuple(
        DraftNeed(
            f"{option.cle}-{file.slug}"[:80].rstrip("-"), f"Que dit la recherche sur ce thème\u00a0: {option.nom}?", option.theme, data.titre, data.annee,
            option.nombre, data.reponses,
        )
        for option in data.needs
    )  # fmt: skip
