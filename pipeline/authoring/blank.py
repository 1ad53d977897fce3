"""The text of a new file: its header from what is said of its keys, its body from the fixed headings.

What a person has yet to write is « à écrire »: the checks say where (see ``checks/to_write.py`` and N007).
"""

from collections.abc import Mapping
from datetime import date

from pipeline.content.kind import AnyKind
from pipeline.content.sheets.sheet import (
    ACTIONS,
    CONTEXT,
    DECISION,
    DECISION_SENTENCES,
    EXAMINED,
    FICHES,
    KEY_MESSAGES,
    KNOWN,
    LEAD_FIELDS,
    LIMITS,
    QUESTIONS,
    RESULTS,
    SECTIONS_OF,
    UNKNOWN,
)
from pipeline.content.sources.bibliography import Reference
from pipeline.content.sources.notes import MAX_QUOTED_WORDS, NOTES, TO_WRITE
from pipeline.content.sources.reading import Reading
from pipeline.fields.facts import FieldFacts, FieldKind, plain_fields
from pipeline.text.typographic import COLON
from pipeline.text.yaml_out import yaml_value


def new_header(kind: AnyKind, fields: tuple[FieldFacts, ...], values: Mapping[str, object], today: date | None = None) -> str:
    """Return the header of a new file, its two « --- » included: the keys that must be there, those that its kind gives, and ``values``.

    A key without a value has the one that its kind gives, then today or two years later for a date (« AAAA-MM-JJ » without
    ``today``), then « à écrire ». The values of a closed list that nobody chose are told in a comment above.
    """
    lines = ["---", f"# Remplacez chaque « {TO_WRITE} »; « passerelle verifier » dit ceux qui restent."]
    for fact in fields:
        if fact.name in values or fact.required or fact.name in kind.given:
            if fact.name not in values and fact.choices:
                lines.append(f"# {fact.name}{COLON} {', '.join(choice.slug for choice in fact.choices)}")
            value = values[fact.name] if fact.name in values else awaited(kind, fact, today)
            lines.append(f"{fact.name}: {yaml_value(value)}")
    return "\n".join([*lines, "---", ""])


def awaited(kind: AnyKind, fact: FieldFacts, today: date | None) -> object:
    """Return the value of a key that nobody has given yet."""
    if fact.name in kind.given:
        return kind.given[fact.name]
    if fact.nullable:
        return None
    match fact.kind:
        case FieldKind.DATE:
            day = _two_years_later(today) if today and fact.name == "prochaine_revision" else today
            return day.isoformat() if day else "AAAA-MM-JJ"
        case FieldKind.BOOL:
            return False
        case FieldKind.LIST:
            return []
        case FieldKind.CHOICE if fact.choices:
            return fact.choices[0].slug
    return to_write(fact)


def _two_years_later(day: date) -> date:
    """Return the day when a sheet of ``day`` is to be reviewed, at the latest."""
    return day.replace(year=day.year + 2, day=28 if (day.month, day.day) == (2, 29) else day.day)


def to_write(fact: FieldFacts) -> str:
    """Return « à écrire », followed by what it takes where the shortest value that is accepted is longer."""
    return TO_WRITE if (fact.least or 0) <= len(TO_WRITE) else f"{TO_WRITE}{COLON} {fact.label.lower()}, en mots simples"


def new_body(kind: AnyKind, citations: tuple[str, ...] = ()) -> str:
    """Return the body of a new file: a sheet's has its sections, each key message with one of the ``citations`` in turn."""
    if kind is FICHES:
        return _fiche_body(citations)
    return "".join(f"\n## {title}\n\n{TO_WRITE}\n" for title in kind.sections) or f"\n{TO_WRITE}\n"


def _fiche_body(citations: tuple[str, ...]) -> str:
    messages = max(2, min(3, len(citations)))
    cited = [f" {citation}" for citation in citations]
    texts = {
        KEY_MESSAGES: [f"{number}. {TO_WRITE}{one}" for number, one in enumerate([*cited[:3], *[""] * messages][:messages], 1)],
        CONTEXT: [TO_WRITE],
        EXAMINED: [TO_WRITE],
        RESULTS: "\n\n".join(f"{TO_WRITE}{one}" for one in cited or [""]).split("\n"),
        DECISION: [f"<!-- {'; '.join(f'« {words}… »' for words in DECISION_SENTENCES)} -->", "", *([f"- {TO_WRITE}"] * 3)],
        KNOWN: [TO_WRITE],
        UNKNOWN: [f"- {TO_WRITE}"],
        LIMITS: [f"- {TO_WRITE}"],
        ACTIONS: [f"### {TO_WRITE}", "", *(f"- **{name}**{COLON} {TO_WRITE}" for name in LEAD_FIELDS)],
        QUESTIONS: [f"- {TO_WRITE}", f"- {TO_WRITE}"],
    }
    titles = SECTIONS_OF[str(FICHES.given["type"])]
    return "".join("\n" + "\n".join([f"## {title}", "", *texts[title], ""]) for title in titles)


def new_excerpts(language: str, reading: str, url: str | None) -> str:
    """Return the body of a new note: room for two excerpts."""
    where = f" url={url}" if url and "}" not in url else ""
    hint = f"\n<!-- Un extrait{COLON} les mots de la source ({MAX_QUOTED_WORDS} au plus), puis ce qu’ils veulent dire, en français. -->\n"
    return hint + "".join(
        f"\n## résumé {{#extrait-{number} lang={language} lu={reading}{where}}}\n\n> {TO_WRITE}\n\n{TO_WRITE}\n" for number in (1, 2)
    )


def note_skeleton(reference: Reference, today: date) -> str:
    """Return the text of the note of a source that nobody has read yet, with room for a few excerpts."""
    return new_header(NOTES, plain_fields(NOTES.model), {}, today) + new_excerpts(reference.language, Reading.ABSTRACT, reference.url)
