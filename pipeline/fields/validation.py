"""From YAML to a model, each mistake told once, in French, at its place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pipeline.fields.types import CLOCK_FORM, SLUG_FORM, Strict
from pipeline.text.diagnostics import Diagnostic, Place, Rule
from pipeline.text.typographic import NBSP, quoted
from pipeline.text.words import nearest, slug
from pipeline.text.written_dates import read_date
from pipeline.text.yaml_in import KeyPath, YamlData

Model = TypeVar("Model", bound=BaseModel)

UNKNOWN_KEY = Rule(
    code="E010",
    title="Clé connue",
    why="Une clé mal tapée serait ignorée en silence.",
    wrong="titres: Le tutorat…",
    right="titre: Le tutorat…",
)
MISSING_KEY = Rule(
    code="E011",
    title="Clé obligatoire",
    why="La page ne peut pas se faire sans cette information.",
    wrong="Une fiche sans « reponse »",
    right="reponse: Deux phrases simples. La deuxième dit jusqu’où.",
)
WRONG_TYPE = Rule(
    code="E012",
    title="Valeur du bon genre",
    why="Une liste là où il faut un texte (ou l’inverse) ne peut pas s’afficher.",
    wrong="titre: [Le, tutorat]",
    right="titre: Le tutorat fait progresser les élèves",
)
NOT_IN_LIST = Rule(
    code="E013",
    title="Valeur de la liste",
    why="Les filtres et les pages d’index se font à partir de listes fermées.",
    wrong="publics: [écoles]",
    right="publics: [scolaire]",
)
NOT_A_DATE = Rule(
    code="E014",
    title="Date du calendrier, en AAAA-MM-JJ",
    why="Les pages se classent et se périment d’après leurs dates.",
    wrong="publiee_le: 2026-02-30",
    right="publiee_le: 2026-02-28",
    fixable=True,
)
BAD_VALUE = Rule(
    code="E015",
    title="Valeur acceptable",
    why="Une valeur trop longue, vide ou mal formée casserait la page.",
    wrong='titre: ""',
    right="titre: Le tutorat fait progresser les élèves",
)


def validate(
    yaml_data: YamlData, model: type[Model], found: list[Diagnostic], *, lists: Mapping[str, Sequence[str]] | None = None
) -> Model | None:
    """Return ``yaml_data`` as a ``model``, or None with one French diagnostic per mistake.

    ``lists`` gives, for a key (« themes », or « enjeux.themes » for that of each item of ``enjeux``), the values that the council's
    lists accept.
    """
    instance: Model | None = None
    before = len(found)
    misplaced: set[KeyPath] = set()  # a text where a list is due: told once, with how to write the list
    try:
        instance = model.model_validate(yaml_data.data)
    except ValidationError as error:
        problems = error.errors(include_url=False)
        misplaced = {tuple(details["loc"]) for details in problems if details["type"] in ("tuple_type", "list_type")}
        instead = _meant_by_unknown_keys(model, problems)
        told = [one for one in problems if one["loc"] not in instead and not _said_elsewhere(one, problems, lists or {})]
        found += [_diagnose(yaml_data, model, details) for details in told]
    for key, accepted in (lists or {}).items():
        for path, item in values_at(yaml_data.data, tuple(key.split("."))):
            if isinstance(item, str) and item not in accepted and path not in misplaced:
                found.append(_not_in_list(yaml_data, yaml_data.where(path), key.split(".")[-1], item, accepted))
    return instance if len(found) == before else None


def _meant_by_unknown_keys(model: type[BaseModel], problems: Sequence[ErrorDetails]) -> set[KeyPath]:
    """Return the keys whose absence is told with an unknown key, because what is said of it names them: one gesture mends both."""
    meant: set[KeyPath] = set()
    for details in problems:
        if details["type"] != "extra_forbidden":  # a mistake of the whole file is at no key
            continue
        *parents, key = details["loc"]
        there = _model_at(model, tuple(parents))
        if there is not None:
            hint = _instead_of(there, str(key)) or ""
            meant |= {(*parents, name) for name in _names(there) if f"« {name} »" in hint}
    return meant


def _names(model: type[BaseModel]) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items()]


def _instead_of(model: type[BaseModel], key: str) -> str | None:
    """Return what to write instead of a key that ``model`` does not have: what replaced it, or the key that it looks like."""
    near = nearest(key, _names(model))
    replaced = model.replaced.get(key) if issubclass(model, Strict) else None
    return replaced or (f"Vouliez-vous dire « {near} »?" if near else None)


def values_at(data: object, keys: tuple[str, ...], path: KeyPath = ()) -> Iterator[tuple[KeyPath, object]]:
    """Yield each value at ``keys``, through lists, with its path."""
    if isinstance(data, list):
        for index, item in enumerate(data):
            yield from values_at(item, keys, (*path, index))
    elif not keys:
        yield path, data
    elif isinstance(data, dict) and keys[0] in data:
        yield from values_at(data[keys[0]], keys[1:], (*path, keys[0]))


def _said_elsewhere(details: ErrorDetails, problems: list[ErrorDetails], lists: Mapping[str, Sequence[str]]) -> bool:
    """Say whether another diagnostic tells the same mistake: an item refused makes its list too short, and is of no list."""
    path = details["loc"]
    if details["type"] == "too_short":
        return any(len(other["loc"]) > len(path) and other["loc"][: len(path)] == path for other in problems)
    key = ".".join(part for part in path if isinstance(part, str))
    given = details["input"]
    return details["type"] == "value_error" and key in lists and isinstance(given, str) and given not in lists[key]


def _not_in_list(yaml_data: YamlData, offset: int, key: str, item: str, accepted: Sequence[str]) -> Diagnostic:
    near = nearest(item, accepted)
    hint = f"Vouliez-vous dire « {near} »? " if near else ""
    parts = item.split(" - ")
    if len(parts) > 1 and all(part in accepted for part in parts):
        message = f"« {item} » se lit comme une seule valeur de « {key} »."
        aligned = (f"  - {parts[0]}\n   - {parts[1]}", f"  - {parts[0]}\n  - {parts[1]}")
        help_text = "Mettez les tirets de la liste exactement les uns sous les autres."
        return Diagnostic(NOT_IN_LIST, yaml_data.source.place(offset), message, text=item, help=help_text, example=aligned)
    message = f"« {item} » n’est pas une valeur de « {key} »."
    values = (
        f"Valeurs : {', '.join(accepted)}." if accepted else "Cette liste est vide : inscrivez-y d’abord la valeur, ou retirez-la d’ici."
    )
    example = (item, near) if near else None
    return Diagnostic(NOT_IN_LIST, yaml_data.source.place(offset), message, text=item, help=f"{hint}{values}", example=example)


def _model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel] | None:
    """Return the model of the keys at ``path`` inside ``model``, following nested models."""
    current: type[BaseModel] = model
    for part in path:
        if isinstance(part, int):
            continue
        field = current.model_fields.get(part)
        inner = nested_model(field.annotation) if field else None
        if inner is None:
            return None
        current = inner
    return current


def nested_model(annotation: object) -> type[BaseModel] | None:
    """Return the model that a field's type is, or holds, or None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if inner := nested_model(argument):
            return inner
    return None


# « 13h30 », « 9 h »: an hour as sentences write it.
_HOUR = re.compile(rf"([01]?\d|2[0-3])[ {NBSP}]?[h:][ {NBSP}]?([0-5]\d)?")
_KINDS: dict[str, str] = {
    "string_type": "un texte",
    "int_type": "un nombre entier",
    "int_parsing": "un nombre entier",
    "bool_type": "« oui » ou « non »",
    "bool_parsing": "« oui » ou « non »",
    "list_type": "une liste, entre crochets ou avec des tirets",
    "tuple_type": "une liste, entre crochets ou avec des tirets",
    "dict_type": "des lignes « clé: valeur » en retrait",
    "model_type": "des lignes « clé: valeur » en retrait",
    "model_attributes_type": "des lignes « clé: valeur » en retrait",
    "date_type": "une date AAAA-MM-JJ",
}


def _found_instead(value: object) -> str:
    names: list[tuple[type, str]] = [
        (bool, "et non « oui » ou « non »"),
        (int, "et non un nombre"),
        (list, "et non une liste"),
        (dict, "et non des clés en retrait"),
        (str, "et non un texte"),
    ]
    return next((name for kind, name in names if isinstance(value, kind)), "et rien n’est écrit")


def _diagnose(yaml_data: YamlData, model: type[BaseModel], details: ErrorDetails) -> Diagnostic:
    path: KeyPath = tuple(part for part in details["loc"] if isinstance(part, int) or not part.startswith("function-"))
    kind, given = details["type"], details["input"]
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    place = yaml_data.source.place(yaml_data.where(path))
    shown = given if isinstance(given, str) else key
    context = details.get("ctx", {})
    if kind == "extra_forbidden":
        offset = yaml_data.keys[path].start if path in yaml_data.keys else yaml_data.where(path)
        there = _model_at(model, path[:-1])
        hint = (there and _instead_of(there, key)) or f"Clés possibles : {', '.join(_names(there) if there else [])}."
        near = nearest(key, _names(there)) if there and hint.startswith("Vouliez-vous") else None
        example = (f"{key}: …", f"{near}: …") if near else None
        return Diagnostic(
            UNKNOWN_KEY, yaml_data.source.place(offset), f"La clé « {key} » est inconnue.", text=key, help=hint, example=example
        )
    if kind == "missing":
        help_text = f"Ajoutez une ligne {quoted(f'{key}: …')}."
        return Diagnostic(MISSING_KEY, place, f"La clé « {key} » manque.", help=help_text, example=_example_of(model, path))
    if kind in ("literal_error", "enum") and not isinstance(given, str):
        message = f"{quoted(key)} attend une seule valeur de sa liste, {_found_instead(given)}."
        return Diagnostic(WRONG_TYPE, place, message, text=key, help=f"Choisissez parmi : {_choices(context)}.")
    if kind in ("literal_error", "enum"):
        return _not_in_list(yaml_data, yaml_data.where(path), key, given, _choices(context).split(", "))
    if kind.startswith("date_from") or kind in ("date_parsing", "date_type"):
        return _not_a_date(place, key, given, str(shown))
    if kind in _KINDS:
        message = f"{quoted(key)} attend {_KINDS[kind]}, {_found_instead(given)}."
        return Diagnostic(WRONG_TYPE, place, message, text=str(shown), help=_of_that_kind(kind, key, given))
    reason, hint = _reason(kind, context)
    if reason == SLUG_FORM and isinstance(given, str) and slug(given):
        hint = f"Écrivez « {slug(given)} »."
    if reason == CLOCK_FORM and isinstance(given, str) and (hour := _HOUR.fullmatch(given)):
        hint = f'Écrivez « {key}: "{int(hour.group(1)):02}:{hour.group(2) or "00"}" ».'
    what = f"La valeur de « {key} »" if key else "Ce fichier"
    return Diagnostic(
        BAD_VALUE, place, f"{what} ne convient pas : {reason}.", text=str(shown), help=hint if key else "Ajoutez ce qui manque."
    )


def _example_of(model: type[BaseModel], path: KeyPath) -> tuple[str, str] | None:
    """Return a file without a key, and that key with the value that its model gives as an example."""
    there, key = _model_at(model, path[:-1]), str(path[-1])
    info = there.model_fields.get(key) if there else None
    if info is None or not info.examples:
        return None
    example = info.examples[0]
    written = {True: "oui", False: "non"}.get(example) if isinstance(example, bool) else example
    written = f"[{', '.join(map(str, written))}]" if isinstance(written, list | tuple) else written
    return None if isinstance(written, dict) or len(str(written)) > 60 else (f"un fichier sans « {key} »", f"{key}: {written}")


_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def _not_a_date(place: Place, key: str, given: object, shown: str) -> Diagnostic:
    """Return what is told of a date: a day that no calendar has, another way to write one, or no date at all."""
    help_text = "Écrivez l’année, le mois et le jour : 2026-11-24."
    if not isinstance(given, str | int) or isinstance(given, bool):
        return Diagnostic(NOT_A_DATE, place, f"« {key} » attend une date.", text=shown, help=help_text)
    if isinstance(given, str) and _ISO.fullmatch(given):
        return Diagnostic(NOT_A_DATE, place, f"« {given} » n’est pas une date du calendrier.", text=shown, help=help_text)
    read = read_date(given) if isinstance(given, str) else None
    message = f"« {given} » n’a pas la forme d’une date de fichier."
    if read is not None and read.whole_day is not None and not read.doubtful:
        day = read.iso
        return Diagnostic(NOT_A_DATE, place, message, text=shown, help=f"Écrivez {day}.", example=(f"{key}: {given}", f"{key}: {day}"))
    return Diagnostic(NOT_A_DATE, place, message, text=shown, help=help_text)


def _of_that_kind(kind: str, key: str, given: object) -> str:
    """Return how to write a value of the kind that is due, from the one given when it is clear what was meant."""
    written = isinstance(given, str | int) and not isinstance(given, bool)
    if kind in ("list_type", "tuple_type") and isinstance(given, str) and given[:1] in "–—•*":
        return f"Commencez chaque élément par un trait d’union et une espace : « - {given[1:].strip()} »."
    if kind in ("list_type", "tuple_type"):
        return f"Écrivez-la ainsi : « {key}: [{given}] »." if written else f"Écrivez {_KINDS[kind]}."
    if kind == "string_type" and written:
        return f'Mettez la valeur entre guillemets droits : « {key}: "{given}" ».'
    return f"Écrivez {_KINDS[kind]}."


def _choices(context: Mapping[str, object]) -> str:
    """Return the values that a closed list accepts; pydantic joins them in English."""
    return str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")


def _reason(kind: str, context: Mapping[str, object]) -> tuple[str, str]:
    """Return why a value is refused, and what to do."""
    least, most = context.get("min_length"), context.get("max_length")
    match kind:
        case "string_too_short":
            return "elle est vide ou trop courte", f"Écrivez au moins {least} caractère{'s' if least != 1 else ''}."
        case "string_too_long":
            return f"elle dépasse {most} caractères", f"Gardez au plus {most} caractères."
        case "greater_than_equal":
            return f"ce nombre est plus petit que {context['ge']}", f"Écrivez au moins {context['ge']}."
        case "less_than_equal":
            return f"ce nombre dépasse {context['le']}", f"Écrivez au plus {context['le']}."
        case "too_short":
            return "la liste est vide", "Donnez au moins une valeur."
        case "too_long":
            return f"la liste a plus de {most} valeurs", f"Gardez au plus {most} valeurs."
        case "twice":
            return f"« {context['value']} » y est deux fois", f"Gardez « {context['value']} » une seule fois."
        case "value_error":
            return str(context.get("error", "elle est refusée")), "Corrigez cette valeur."
    return "elle est refusée", "Corrigez cette valeur."
