"""Which tests wait for a whole site or for a browser: told from what they call, so that nobody has to say it.

`make test-vite` leaves these out.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from inspect import unwrap
from types import CodeType, FunctionType
from typing import Any

import pytest

BROWSER, SITE = "browser", "site"
# What builds a site or a part of it that takes as long, in this process; and the words that make a child process do so.
_BUILDERS = {"pipeline.site.build.build", "pipeline.site.mkdocs.driver.run_mkdocs", "pipeline.site.serve.serve"}
_COMMANDS = {"construire", "servir", "apercu-site", "mkdocs"}


def mark(item: pytest.Function) -> None:
    """Mark a test with what it waits for, itself or by its fixtures."""
    fixtures = [*item._fixtureinfo.name2fixturedefs.values()]
    if hasattr(item, "callspec"):  # a fixture may be asked for by its name, given as a parameter
        names = (value for value in item.callspec.params.values() if isinstance(value, str) and value.isidentifier())
        fixtures += filter(None, (item.session._fixturemanager.getfixturedefs(name, item) for name in names))
    functions = [item.function, *(definition.func for several in fixtures for definition in several)]
    if BROWSER in item.fixturenames:
        item.add_marker(BROWSER)
    if any(builds(function) for function in functions):
        item.add_marker(SITE)


def builds(function: Callable[..., Any]) -> bool:
    """Say whether ``function`` builds a site, by the functions of the tests that it names, however deep."""
    waiting, seen = [unwrap(function)], set()
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            if _names_a_build(one):
                return True
            waiting += _called(one)
    return False


@cache
def _called(function: Callable[..., Any]) -> tuple[Callable[..., Any], ...]:
    """Return the functions and classes of the tests that ``function`` names; of a class, the functions that it holds."""
    if isinstance(function, type):
        named: Iterable[object] = vars(function).values()
    elif isinstance(function, FunctionType):
        named = _named(function)
    else:
        named = ()
    return tuple(unwrap(one) for one in named if isinstance(one, FunctionType | type) and one.__module__.startswith("tests."))


@cache
def _names_a_build(function: Callable[..., Any]) -> bool:
    if not isinstance(function, FunctionType):
        return False
    if any(isinstance(one, FunctionType) and f"{one.__module__}.{one.__qualname__}" in _BUILDERS for one in _named(function)):
        return True
    return any(constant in _COMMANDS for code in _codes(function.__code__) for constant in _constants(code))


def _named(function: FunctionType) -> Iterator[object]:
    """What ``function`` names of its module."""
    return (function.__globals__.get(name) for code in _codes(function.__code__) for name in code.co_names)


def _codes(code: CodeType) -> Iterator[CodeType]:
    """``code`` and what is defined inside it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _constants(code: CodeType) -> Iterator[str]:
    for constant in code.co_consts:
        if isinstance(constant, str):
            yield constant
        elif isinstance(constant, tuple):
            yield from (part for part in constant if isinstance(part, str))
