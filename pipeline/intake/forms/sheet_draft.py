"""A fact sheet from a form: its header, its sections, its citations; always a draft."""

import re
from datetime import date

from pipeline.content.catalogue import Catalogue
from pipeline.content.council import Vocabulary
from pipeline.content.sheets.sheet import ACTIONS, DECISION, KEY_MESSAGES, LEAD_FIELDS, QUESTIONS, SECTIONS_OF
from pipeline.intake.forms.drafts import FormDraft, free_slug, header, optional, value_of
from pipeline.intake.forms.form_answers import FormAnswers
from pipeline.intake.forms.form_references import LookUp, Sources, place_sources
from pipeline.intake.forms.form_sources import Cited, given_sources
from pipeline.intake.forms.ledger import LedgerEntry
from pipeline.intake.forms.questions import LICENCE, LICENCE_BOX, SECTION_IDS
from pipeline.text import inert
from pipeline.text.typographic import COLON, NBSP
from pipeline.text.words import fold
from pipeline.text.yaml_out import yaml_value

_YEARS_UNTIL_REVIEW = 2
_FIELD = re.compile(rf"^[ \t]*(?:[-*][ \t]+)?\**([^\W\d_][\w ’'-]{{1,30}}?)\**[ {NBSP}]?:\**[ {NBSP}]*(.*)$")
_MARKER = re.compile(r"^[ \t]*(?:[-*+•]|\d{1,2}[.)])[ \t]+")


def draft_sheet(answers: FormAnswers, catalogue: Catalogue, trace: LedgerEntry, look_up: LookUp | None) -> tuple[FormDraft, Sources]:
    """Return the sheet, its sources' notes, and what is missing; the bibliography is added to at once."""
    draft = FormDraft()
    given = given_sources(answers.text("sources"))
    if answers.text("sources") and not given:
        draft.missing.append("L’adresse de chaque source, après son numéro : « [1] https://doi.org/… ».")
    cited, placed = place_sources(catalogue, given, trace, look_up, {}, draft)
    unknown: set[str] = set()
    titles = SECTIONS_OF[answers.choice("type") or "fait-saillant"]
    body = "\n".join(_section(title, answers, cited, catalogue.vocabulary, unknown) for title in titles)
    draft.missing += [
        f"La source [{number}], que le texte cite : elle n’est pas dans « Sources et extraits », ou elle est incomplète."
        for number in sorted(unknown)
    ]
    draft.main = trace.main or f"content/fiches/{_name(answers, catalogue, trace)}.md"
    draft.texts[draft.main] = _header(answers, trace.day) + "\n" + body
    return draft, placed


def _name(answers: FormAnswers, catalogue: Catalogue, trace: LedgerEntry) -> str:
    """Return a name that is no sheet's, and that no page had before."""
    taken = {path.stem for path in (catalogue.project.content / "fiches").glob("*.md")}
    moved = (one.de.removeprefix("fiches/").rstrip("/") for one in catalogue.addresses.redirections)
    return free_slug(answers.text("titre"), trace.number, (*taken, *moved))


def _header(answers: FormAnswers, day: date) -> str:
    countries = tuple(part for raw in re.split(r"[,;\n]", answers.text("pays")) if (part := inert.line(raw)))
    ways = tuple(way for line in answers.text("questions").split("\n") if (way := inert.line(_MARKER.sub("", line))))
    return header(
        [
            *optional(answers, "titre", "question", "reponse", "premier_pas", "type"),
            ("statut", "brouillon"),
            *optional(answers, "themes", "publics", "ages", "determinants", "axes", "comites", "besoins", "buts"),
            *optional(answers, "force", "force_justification"),
            ("divergence", _yes(answers.ticked("divergence"))),
            ("savoir_experience", _yes(answers.ticked("savoir_experience"))),
            ("pays", yaml_value(countries) if countries else None),
            ("donnees_quebecoises", _yes(answers.ticked("donnees_quebecoises"))),
            *optional(answers, "conditions", "cout", "effort"),
            ("questions", yaml_value(ways) if ways else None),
            *optional(answers, "redaction"),
            ("revision", "null"),
            ("publiee_le", day.isoformat()),
            ("revisee_le", day.isoformat()),
            ("prochaine_revision", day.replace(year=day.year + _YEARS_UNTIL_REVIEW, day=min(day.day, 28)).isoformat()),
            ("interets", value_of(answers, "interets")),
            ("licence", LICENCE if answers.ticked(LICENCE_BOX.slug) else None),
        ]
    )


def _yes(told: bool) -> str:
    return "oui" if told else "non"


def _section(title: str, answers: FormAnswers, cited: Cited, vocabulary: Vocabulary, unknown: set[str]) -> str:
    """Return one section with its heading; an empty one keeps its heading, where a person writes."""
    answer = answers.text(SECTION_IDS[title])
    if title == KEY_MESSAGES:
        text = "\n".join(f"{number}. {message}" for number, message in enumerate(_items(answer), 1))
    elif title in (DECISION, QUESTIONS):
        text = "\n".join(f"- {item}" for item in _items(answer))
    elif title == ACTIONS:
        text = "\n\n".join(_lead(lines, vocabulary) for lines in _leads(answer))
    else:
        text = inert.prose(answer)
    text = cited.in_text(text, unknown)
    return f"## {title}\n\n{text}\n" if text else f"## {title}\n"


def _items(answer: str) -> list[str]:
    """Return the items that a person typed, one a line, whatever marks they put before."""
    return [item for line in answer.split("\n") if (item := inert.sentence(_MARKER.sub("", line)))]


def _leads(answer: str) -> list[list[str]]:
    return [lines for block in re.split(r"\n[ \t]*\n", answer) if (lines := [line for line in block.split("\n") if line.strip()])]


def _lead(lines: list[str], vocabulary: Vocabulary) -> str:
    """Return one lead: its title, then each part that was named; a line without a name goes on the part before."""
    title = re.sub(r"\\?[{}#]", "", inert.sentence(_MARKER.sub("", lines[0]))).strip()
    names = {fold(name): name for name in LEAD_FIELDS}
    parts: dict[str, str] = {}
    current = ""
    for line in lines[1:]:
        found = _FIELD.match(line)
        if found and fold(found.group(1)).strip() in names:
            current = names[fold(found.group(1)).strip()]
            parts[current] = inert.sentence(found.group(2))
        elif current:
            parts[current] = f"{parts[current]} {inert.sentence(line)}".strip()
    if "Qui" in parts:
        parts["Qui"] = _actors(parts["Qui"], vocabulary)
    fields = [f"- **{name}**{COLON} {parts[name]}" for name in LEAD_FIELDS if parts.get(name)]
    return "\n".join([f"### {title}", "", *fields])


# « Milieu scolaire (direction) »: a public up to a comma or a bracket, then who exactly.
_ACTOR = re.compile(r"\s*(?P<public>[^\s,;.()][^,;()]*)(?P<who>\([^()]*\))?")


def _actors(text: str, vocabulary: Vocabulary) -> str:
    """Return who acts, each public by its slug; people write names."""
    slugs = {fold(term.nom): term.slug for term in vocabulary.publics}
    told = ((match["public"].strip(" ."), match["who"]) for match in _ACTOR.finditer(text))
    return ", ".join(slugs.get(fold(public), public) + (f" {who}" if who else "") for public, who in told)
