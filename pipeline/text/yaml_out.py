"""The one YAML writer: values as people type them, texts between double quotes (JSON, which is YAML), mappings in blocks."""

import json
import re
from datetime import date
from functools import lru_cache
from typing import Any

import yaml

# Begins with a letter, and holds no sign that YAML could read.
_PLAIN = re.compile(r"[^\W\d_][^\n#:{}\[\],&*!|>'\"%@`]*")
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Words that YAML 1.1, or our reading of it, takes for something else than text.
NOT_TEXT = frozenset(("null", "true", "false", "yes", "no", "on", "off", "oui", "non", "y", "n"))


def quoted_text(text: str) -> str:
    """Return ``text`` between double quotes: nothing in it is read, and what YAML takes for the end of a line is escaped."""
    return _LINE_ENDS.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(text, ensure_ascii=False))


def yaml_text(text: str) -> str:
    """Return ``text`` as YAML, in a block or in a list, that is read as that very text: plain where it can be, else between quotes."""
    plain = _PLAIN.fullmatch(text) and text == text.strip() and text.casefold() not in NOT_TEXT and _reads_back(text)
    return text if plain else quoted_text(text)


@lru_cache(maxsize=10_000)
def _reads_back(text: str) -> bool:
    try:
        return bool(yaml.safe_load(f"- {text}\n") == [text])
    except yaml.YAMLError:
        return False


def yaml_value(value: object) -> str:
    """Return a value as people type it on one line: « oui », a day, a number, a list in brackets, else a text."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_in_brackets, value))}]"
    return str(value) if isinstance(value, int) or _DAY.fullmatch(str(value)) else yaml_text(str(value))


def _in_brackets(value: object) -> str:
    # Between brackets, PyYAML's own reader takes a question mark for a key's (libyaml does not).
    return quoted_text(value) if isinstance(value, str) and "?" in value else yaml_value(value)


def yaml_blocks(value: dict[str, Any]) -> str:
    """Return the text of a mapping of texts, numbers, days, tuples and mappings, as pydantic's ``model_dump`` gives it."""
    return "\n".join(_lines(value, 0)) + "\n"


def _lines(value: dict[str, Any], depth: int) -> list[str]:
    pad, lines = "  " * depth, []
    for key, item in value.items():
        if isinstance(item, dict) and item and any(isinstance(part, dict | list | tuple) for part in item.values()):
            lines += [f"{pad}{key}:", *_lines(item, depth + 1)]
        elif isinstance(item, tuple) and item and isinstance(item[0], dict):
            lines.append(f"{pad}{key}:")
            for part in item:
                lines += _item(part, depth + 1)
        else:
            lines.append(f"{pad}{key}: {_leaf(item)}")
    return lines


def _item(part: dict[str, Any], depth: int) -> list[str]:
    """Return an item of a list: on one line where it is short and flat."""
    flat = _leaf(part)
    if len(flat) < 140 and not any(isinstance(value, dict | tuple) for value in part.values()):
        return ["  " * depth + f"- {flat}"]
    first, *rest = _lines(part, depth + 1)
    return ["  " * depth + "- " + first.lstrip(), *rest]


def _leaf(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False, default=date.isoformat)
