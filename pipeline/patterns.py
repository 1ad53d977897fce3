"""Regular expressions that are compiled the first time that they are used.

Compiling those that read figures and words takes longer than reading the file that one edited, and a process that finds all as it was
(``kept``) uses none of them.
"""

import re
from typing import Any, cast


class _Pattern:
    """A pattern to be; its methods are those of the compiled one."""

    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        """Return what the compiled pattern has under that name; it is found at once from then on."""
        value = getattr(re.compile(self._text, self._flags), name)
        self.__dict__[name] = value
        return value


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return the pattern, as ``re.compile`` does; for its methods alone: ``re.sub`` and the like do not take it."""
    return cast(re.Pattern[str], _Pattern(text, flags))
