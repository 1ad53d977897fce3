"""YAML that the software writes and people reread: in blocks, whose leaves are JSON, which YAML reads as it is."""

import json
from datetime import date
from typing import Any


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
