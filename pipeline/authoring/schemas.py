"""What editors read of our files: a JSON Schema for each kind, and snippets for the headers of Markdown files.

Schemas are of draft 2020-12 and use nothing that draft 7 has not: the editors' YAML server reads both alike. YAML is read there by its
version 1.2, where « oui » and « 2026-11-24 » are texts; a schema accepts what our own reader takes for the same.
"""

import json
import re
from collections.abc import Iterator, Mapping

from pipeline.authoring.blank import awaited
from pipeline.content.council import Organisation, Vocabulary, fields_of
from pipeline.content.kind import AnyKind
from pipeline.content.kinds import DESCRIBED, council_choices
from pipeline.content.plans.plan import PLANS
from pipeline.content.surveys.evaluation import EVALUATIONS
from pipeline.content.surveys.questionnaire import QUESTIONNAIRES
from pipeline.fields.facts import Choice, FieldFacts, FieldKind
from pipeline.fields.types import yes_or_no
from pipeline.text.typographic import typographic
from pipeline.text.yaml_out import yaml_value

# Kinds whose files have a schema: those that the site describes, two that have forms of their own to describe them, and the results of
# surveys, which a command writes: people add comments to them, and their keys say nothing of themselves.
SCHEMED: tuple[AnyKind, ...] = (*DESCRIBED, PLANS, QUESTIONNAIRES, EVALUATIONS)
_WRITTEN_BY_COMMANDS = (EVALUATIONS,)
DRAFT = "https://json-schema.org/draft/2020-12/schema"
SNIPPETS = ".vscode/passerelle.code-snippets"
Schema = dict[str, object]


def editor_files(organisation: Organisation, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield the files that editors read, each with its text, by its path from the root."""
    lists = council_choices(organisation)
    for kind in SCHEMED:
        written = kind in _WRITTEN_BY_COMMANDS
        yield kind.schema_file, _json(schema_of_results(kind) if written else schema_of(kind, fields_of(kind.model, vocabulary, lists)))
    snippets = {
        name: body for kind in DESCRIBED if kind.markdown for name, body in snippets_of(kind, fields_of(kind.model, vocabulary, lists))
    }
    yield SNIPPETS, _json(snippets)


def schema_of(kind: AnyKind, fields: tuple[FieldFacts, ...]) -> Schema:
    """Return the JSON Schema of a file of that kind, or of its header."""
    what = typographic(f"En-tête : {kind.title.lower()}") if kind.markdown else kind.title
    return {"$schema": DRAFT, "title": what, "description": f"Les clés de {kind.files}.", **_group(fields)}


def schema_of_results(kind: AnyKind) -> Schema:
    """Return the JSON Schema of a file that a command writes: as the model has it, without words, which its keys do not have."""
    made = kind.model.model_json_schema()
    return {"$schema": DRAFT, "title": kind.title, "description": f"Les clés de {kind.files}.", **_plain(made)}


def _plain(schema: Mapping[str, object]) -> Schema:
    """Return a schema of pydantic's as draft 7 reads it too, without the names and docstrings of our code."""
    if "prefixItems" in schema:
        # Its items have one type here; what counts is how many there are.
        (first, *_), number = _listed(schema["prefixItems"]), schema["minItems"]
        schema = {"type": "array", "items": first, "minItems": number, "maxItems": number}
    if schema.get("type") == "boolean":
        return {"enum": ["oui", "non", True, False]}
    named = ("properties", "$defs")
    return {
        key: {name: _plain(inner) for name, inner in value.items()} if key in named and isinstance(value, dict) else _plainly(value)
        for key, value in schema.items()
        if key not in ("title", "description", "default")
    }


def _plainly(value: object) -> object:
    if isinstance(value, list):
        return [_plainly(one) for one in value]
    return _plain(value) if isinstance(value, dict) else value


def _group(fields: tuple[FieldFacts, ...]) -> Schema:
    return {
        "type": "object",
        "properties": {fact.name: _field(fact) for fact in fields},
        "required": [fact.name for fact in fields if fact.required],
        "additionalProperties": False,
    }


def _field(fact: FieldFacts) -> Schema:
    words: Schema = {"title": fact.label, "description": fact.description}
    if fact.example is not None:
        words["examples"] = [yes_or_no(fact.example)]
    schema = words | _typed(fact)
    if fact.nullable and "enum" in schema:
        return schema | {"enum": [*_listed(schema["enum"]), None]} | ({"type": ["string", "null"]} if "type" in schema else {})
    if not fact.nullable:
        return schema
    return schema | {"type": [*(_listed(schema["type"]) or [schema["type"]]), "null"]}


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _typed(fact: FieldFacts) -> Schema:
    match fact.kind:
        case FieldKind.BOOL:
            return {"enum": ["oui", "non", True, False]}
        case FieldKind.NUMBER:
            return {"type": "integer"}
        case FieldKind.DATE:
            return {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
        case FieldKind.GROUP:
            return _group(fact.parts)
        case FieldKind.CHOICE if fact.choices:
            # « enumDescriptions » is VS Code's own word; other readers pass over it.
            slugs, said = [c.slug for c in fact.choices], [c.name for c in fact.choices]
            if "oui" in slugs:  # which the YAML of editors reads as a word, and ours as a boolean
                return {"enum": [*slugs, True, False], "enumDescriptions": [*said, "oui", "non"]}
            return {"type": "string", "enum": slugs, "enumDescriptions": said}
        case FieldKind.LIST if fact.item is not None:
            bounds: Schema = {"minItems": fact.least, "maxItems": fact.most, "uniqueItems": True if fact.list_name else None}
            return {"type": "array", "items": _typed(fact.item)} | _without_none(bounds)
    pattern = f"^(?:{_ecma(fact.pattern)})$" if fact.pattern else None
    way = ["string", "integer"] if fact.number_too else "string"
    return {"type": way} | _without_none({"minLength": fact.least, "maxLength": fact.most, "pattern": pattern})


def _without_none(schema: Schema) -> Schema:
    return {key: value for key, value in schema.items() if value is not None}


def _ecma(pattern: str) -> str:
    """Return a pattern of Python's as ECMA-262 reads it with its « u » flag, where a quote is not escaped."""
    return re.sub(r"\\([\"'])", r"\1", pattern)


def snippets_of(kind: AnyKind, fields: tuple[FieldFacts, ...]) -> Iterator[tuple[str, Schema]]:
    """Yield the snippets of a kind: one for its whole header, one for each of its keys; by name."""
    asked = [fact for fact in fields if fact.required]
    header = [f"{fact.name}: {_filled(kind, fact, number)}" for number, fact in enumerate(asked, 1)]
    yield (
        typographic(f"{kind.title} : en-tête complet"),
        _snippet(f"{kind.name}-en-tete", f"Les clés obligatoires ({kind.title.lower()}).", ["---", *header, "---", ""]),
    )
    for fact in fields:
        yield (
            typographic(f"{kind.title} : {fact.name}"),
            _snippet(f"{kind.name}-{fact.name}", f"{fact.label}. {fact.description}", _key(fact)),
        )


def _snippet(prefix: str, description: str, body: list[str]) -> Schema:
    # The header of a Markdown file is YAML to VS Code, and the rest Markdown.
    return {"scope": "markdown,yaml", "prefix": prefix, "description": description, "body": body}


def _key(fact: FieldFacts) -> list[str]:
    """Return the lines of a key, the cursor stopping at each value, among choices where there are some."""
    if not fact.parts:
        return [f"{fact.name}: {_stop(fact, 1)}"]
    dash = fact.kind is FieldKind.LIST
    starts = ["  - " if dash and not number else "    " if dash else "  " for number in range(len(fact.parts))]
    stops = [_stop(part, number) for number, part in enumerate(fact.parts, 1)]
    return [f"{fact.name}:", *(f"{start}{part.name}: {stop}" for start, part, stop in zip(starts, fact.parts, stops, strict=True))]


def _stop(fact: FieldFacts, number: int) -> str:
    choices = (Choice("oui", ""), Choice("non", "")) if fact.kind is FieldKind.BOOL else fact.choices
    stop = f"${{{number}|{_escaped(choices)}|}}" if choices else f"${{{number}}}"
    return f"[{stop}]" if fact.kind is FieldKind.LIST else stop


def _escaped(choices: tuple[Choice, ...]) -> str:
    return ",".join(re.sub(r"([,|\\$}])", r"\\\1", choice.slug) for choice in choices)


def _filled(kind: AnyKind, fact: FieldFacts, number: int) -> str:
    """Return a stop that holds the value of a new file where it has no choices."""
    if fact.choices or fact.kind is FieldKind.BOOL:
        return _stop(fact, number)
    value = re.sub(r"([\\$}])", r"\\\1", yaml_value(awaited(kind, fact, None)))
    return f"${{{number}:{value}}}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
