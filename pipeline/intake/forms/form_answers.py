"""An issue's body, as GitHub writes it from a form, read back as answers.

GitHub writes each question as a line « ### label », an empty line, then the answer; « _No response_ » where there is none; chosen values
joined by « , »; boxes as « - [X] label » or « - [ ] label ». Anyone may then edit all of it by hand.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.fields.facts import Choice
from pipeline.intake.forms.questions import Form, FormQuestion, Widget
from pipeline.text.inert import cleaned
from pipeline.text.typographic import FrenchError
from pipeline.text.words import collapse, fold

# GitHub's own limit on the body of an issue.
MAX_BODY = 65_536
MAX_ANSWER = 20_000
NO_RESPONSE = "_No response_"
_HEADING = re.compile(r"^###[ \t]+(\S.*)$", re.MULTILINE)
_BOX = re.compile(r"^[ \t]*[-*][ \t]+\[([ xX])\][ \t]+(\S.*)$", re.MULTILINE)


class UnreadableFormError(FrenchError):
    """A body that is no answer to any form; the message is French."""


@dataclass(frozen=True)
class FormAnswers:
    """What a person answered: ``texts`` by question, ``chosen`` for closed lists, in the order of the list.

    ``remarks`` says in French what was set aside.
    """

    form: Form
    texts: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    def text(self, id: str) -> str:
        """Return an answer in words, empty when there is none."""
        return self.texts.get(id, "")

    def choice(self, id: str) -> str | None:
        """Return the one value that was chosen, or None."""
        found = self.chosen.get(id, ())
        return found[0] if found else None

    def ticked(self, box: str) -> bool:
        """Say whether the box of that slug was ticked, in whichever list it stands."""
        return any(box in self.chosen.get(asked.id, ()) for asked in self.form.asked if asked.widget is Widget.BOXES)

    @property
    def missing(self) -> tuple[FormQuestion, ...]:
        """The questions that must be answered and are not; for boxes, when one is left."""
        return tuple(asked for asked in self.form.asked if asked.required and not self._answered(asked))

    def _answered(self, asked: FormQuestion) -> bool:
        if asked.widget is Widget.BOXES:
            return len(self.chosen.get(asked.id, ())) == len(asked.choices)
        return bool(self.texts.get(asked.id) or self.chosen.get(asked.id))


def recognise(body: str, forms: Iterable[Form]) -> Form | None:
    """Return the form whose questions the body holds, or None when it was made with none."""
    labels = {_folded(found) for found in _HEADING.findall(_lines(body))}
    counts = [(sum(_folded(asked.label) in labels for asked in form.asked) / len(form.asked), form) for form in forms]
    share, best = max(counts, key=lambda pair: pair[0])
    return best if share > 0.5 else None


def read_answers(body: str, form: Form) -> FormAnswers:
    """Return what ``body`` answers to the questions of ``form``, asked in that order.

    A label that comes back inside an answer is text there. Raise UnreadableFormError when the body is out of proportion.
    """
    if len(body) > MAX_BODY:
        raise UnreadableFormError(f"La demande dépasse {MAX_BODY} caractères : gardez l’essentiel.")
    text, remarks = _lines(body), []
    texts: dict[str, str] = {}
    chosen: dict[str, tuple[str, ...]] = {}
    for asked, raw, twice in _parts(text, form):
        answer = cleaned(raw)
        if twice:
            remarks.append(f"Le titre « {asked.label} » paraît plus d’une fois : vérifiez ce champ et celui d’avant.")
        if len(answer) > MAX_ANSWER:
            remarks.append(f"« {asked.label} » dépasse {MAX_ANSWER} caractères : la suite n’a pas été prise.")
            answer = answer[:MAX_ANSWER]
        if asked.widget is Widget.BOXES:
            chosen[asked.id] = _ticked(answer, asked.choices)
        elif asked.choices:
            chosen[asked.id], left = _picked(answer, asked)
            remarks += [f"« {asked.label} » : « {left} » n’est pas dans la liste."] if left else []
        elif answer not in ("", NO_RESPONSE) and answer != cleaned(asked.value):
            texts[asked.id] = answer
    return FormAnswers(form, texts, {id: values for id, values in chosen.items() if values}, tuple(remarks))


def _lines(body: str) -> str:
    return body.replace("\r\n", "\n").replace("\r", "\n")


def _folded(label: str) -> str:
    return collapse(fold(label))


def _parts(text: str, form: Form) -> list[tuple[FormQuestion, str, bool]]:
    """Return each question that is found, with the text up to the next one, and whether its label comes more than once."""
    headings = [(found.start(), found.end(), _folded(found.group(1))) for found in _HEADING.finditer(text)]
    places: list[tuple[FormQuestion, int, int, bool]] = []
    after = 0
    for asked in form.asked:
        wanted = _folded(asked.label)
        here = [(start, end) for start, end, label in headings if label == wanted]
        place = next((found for found in here if found[0] >= after), None)
        if place is not None:
            places.append((asked, *place, len(here) > 1))
            after = place[1]
    stops = (*(start for _, start, _, _ in places[1:]), len(text))
    return [(asked, text[end:stop], twice) for (asked, _, end, twice), stop in zip(places, stops, strict=False)]


def _ticked(answer: str, choices: tuple[Choice, ...]) -> tuple[str, ...]:
    ticked = {_folded(label) for mark, label in _BOX.findall(answer) if mark in "xX"}
    return tuple(choice.slug for choice in choices if _folded(choice.name) in ticked)


def _picked(answer: str, asked: FormQuestion) -> tuple[tuple[str, ...], str]:
    """Return the values of the list that ``answer`` names, and what is left: names may hold a comma, so the longest is taken first."""
    if answer in ("", NO_RESPONSE, "None"):
        return (), ""
    left, found = collapse(answer), []
    for choice in sorted(asked.choices, key=lambda choice: -len(choice.name)):
        one = re.compile(rf"(?:^|(?<=, )){re.escape(collapse(choice.name))}(?=, |$)", re.IGNORECASE)
        if one.search(left):
            left = one.sub("", left, count=1)
            found.append(choice.slug)
    left = re.sub(r"(?:^|,)\s*(?=,|$)", "", left).strip(" ,")
    picked = tuple(choice.slug for choice in asked.choices if choice.slug in found)
    if asked.widget is Widget.CHOICE and len(picked) > 1:
        return (), collapse(answer)[:100]
    return picked, left[:100]
