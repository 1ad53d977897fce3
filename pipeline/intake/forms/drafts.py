"""What one form asks to be written: a text for each file, what is missing in it, and what there is to say."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from pipeline.intake.forms.form_answers import FormAnswers
from pipeline.intake.forms.questions import Widget
from pipeline.text import inert
from pipeline.text.words import MAX_SLUG, slug
from pipeline.text.yaml_out import yaml_text, yaml_value


@dataclass
class FormDraft:
    """The texts wanted, by path; ``missing`` and ``remarks`` are French sentences.

    ``main`` is the path of the file that the form is about. ``additions`` are those where the form only adds to what others wrote, and
    ``fresh`` those that were not there before this request.
    """

    main: str | None = None
    texts: dict[str, str] = field(default_factory=dict)
    additions: set[str] = field(default_factory=set)
    fresh: set[str] = field(default_factory=set)
    missing: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def free_slug(title: str, number: int, taken: Iterable[str], prefix: str = "") -> str:
    """Return a file's name for ``title``, none of ``taken``; a title without a letter of ours gives the number of the request."""
    stem = f"{prefix}{slug(title) or f'demande-{number}'}"[: MAX_SLUG - 4].rstrip("-")
    used, free, again = set(taken), stem, 2
    while free in used:
        free, again = f"{stem}-{again}", again + 1
    return free


def header(pairs: Iterable[tuple[str, str | None]], more: str = "") -> str:
    """Return a front matter, ``more`` being its last lines; a key whose value is None is left out: the checks say that it is due."""
    lines = "".join(f"{key}: {value}\n" for key, value in pairs if value is not None)
    return f"---\n{lines}{more}---\n"


def value_of(answers: FormAnswers, id: str) -> str | None:
    """Return an answer as the YAML value of a header, or None."""
    asked = answers.form.question(id)
    if asked.widget is Widget.CHOICES:
        return yaml_value(answers.chosen[id]) if id in answers.chosen else None
    if asked.widget is Widget.CHOICE:
        return answers.choice(id)
    text = inert.line(answers.text(id))
    return yaml_text(text) if text else None


def optional(answers: FormAnswers, *ids: str) -> list[tuple[str, str | None]]:
    """Return the values of those questions that this form asks and that were answered."""
    asked = {one.id for one in answers.form.asked}
    return [(id, value_of(answers, id)) for id in ids if id in asked]


def day_of(text: str) -> date | None:
    """Return the day that « 2027-02-09 » names, or None."""
    try:
        return date.fromisoformat(text.strip()) if len(text.strip()) == 10 else None
    except ValueError:
        return None
