"""Every rule and every check there is: found in the modules that declare some, so that no list of them is kept by hand."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TypeVar

from pipeline.text.checks import Check
from pipeline.text.diagnostics import Family, Rule

# The rooms where rules are declared.
_ROOMS = ("text", "fields", "content", "rules")
# A declaration is at the level of the module; those that have none are left alone: some are slow to import.
_DECLARES = re.compile(rb"\n(?:\w+ = (?:Rule|Family)|@(?:rule|finds))\(")

Declared = TypeVar("Declared", Rule, Check, Family)


def _modules() -> Iterator[str]:
    """Yield the names of the modules that declare a rule, a family or a check, in the order of rooms and names."""
    package = Path(__file__).parents[1]
    for room in _ROOMS:
        for path in sorted((package / room).rglob("*.py")):
            if _DECLARES.search(path.read_bytes()):
                yield ".".join(("pipeline", *path.relative_to(package).with_suffix("").parts))


_MODULES = tuple(_modules())


def _declared(kind: type[Declared]) -> list[Declared]:
    """Return what is declared of that kind in any of the rooms, each once, whoever imports it."""
    found = [value for name in _MODULES for value in vars(import_module(name)).values() if isinstance(value, kind)]
    return list({id(value): value for value in found}.values())


def _families() -> tuple[tuple[str, tuple[Rule, ...]], ...]:
    """Return the rules by code, under the title of their family.

    Raises:
        ValueError: two rules have one code, or two families one letter, or a rule is of no family.

    """
    families = sorted(_declared(Family), key=lambda family: family.rank)
    declared = [*_declared(Rule), *(rule for check in CHECKS for rule in check.rules)]
    rules = sorted({id(rule): rule for rule in declared}.values(), key=lambda rule: rule.code)
    if len({rule.code for rule in rules}) != len(rules) or len({family.letter for family in families}) != len(families):
        raise ValueError("a code or a letter is declared twice")
    if orphans := {rule.code for rule in rules} - {rule.code for rule in rules for family in families if rule.code[0] == family.letter}:
        raise ValueError(f"of no family: {', '.join(sorted(orphans))}")
    return tuple((family.title, tuple(rule for rule in rules if rule.code[0] == family.letter)) for family in families)


CHECKS: tuple[Check, ...] = tuple(_declared(Check))
FAMILIES = _families()
RULES: dict[str, Rule] = {rule.code: rule for _, rules in FAMILIES for rule in rules}
