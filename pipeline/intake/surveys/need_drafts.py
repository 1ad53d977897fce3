"""The themes that a survey asks for, as draft needs: files of ``content/besoins/`` that a person words, accepts or deletes."""

import json
from dataclasses import dataclass
from datetime import date

from pipeline.content.surveys.evaluation import Evaluation
from pipeline.project import Project
from pipeline.text.typographic import typographic
from pipeline.text.words import MAX_SLUG
from pipeline.writing import replace_if_different

# Characters of a theme's name in a title, which has at most 160.
_MOST = 90


@dataclass(frozen=True, slots=True)
class DraftNeed:
    """A theme asked for by enough people to be told; ``slug`` names its file, ``theme`` is the vocabulary's, ``survey`` the results'."""

    slug: str
    title: str
    theme: str
    survey: str


def draft_needs(evaluation: Evaluation, survey: str) -> tuple[DraftNeed, ...]:
    """Return a draft need for each theme of the vocabulary that was asked for, most asked first; ``survey`` is the name of the results."""
    return tuple(
        DraftNeed(
            f"{option.theme}-sondage-{survey}"[:MAX_SLUG].rstrip("-"),
            typographic(f"{option.nom[:_MOST]} : quelle question poser à la recherche? (thème demandé, {evaluation.annee})"),
            option.theme,
            survey,
        )
        for option in evaluation.needs
        if option.theme is not None
    )


def write_draft_needs(project: Project, needs: tuple[DraftNeed, ...], today: date) -> tuple[DraftNeed, ...]:
    """Write the files that are not there; what a person has worded since is left alone. Return what was written."""
    written = []
    for need in needs:
        path = project.content / "besoins" / f"{need.slug}.md"
        if not path.exists():
            replace_if_different(path, need_text(need, today).encode())
            written.append(need)
    return tuple(written)


def need_text(need: DraftNeed, today: date) -> str:
    """Return the text of a draft need: no number in it, which would need its source."""
    return (
        "---\n# Thème demandé dans un sondage. Précisez la question avec un comité, dans ses mots; puis changez l’état pour « "
        "ouvert », ou effacez ce fichier.\n"
        f"titre: {json.dumps(need.title, ensure_ascii=False)}\norigine: sondage\nsondage: {json.dumps(need.survey)}\ndate: "
        f"{today.isoformat()}\nthemes: [{need.theme}]\netat: brouillon\n---\n"
    )
