"""Bytecode cache for Jinja templates: making their code costs more than laying out the page that one edited.

It lives as long as the process (``passerelle servir``). What it leaves to the next one is run as it is, so it is given to who signs it
(``kept``), and read from there alone.
"""

import marshal
from collections.abc import Callable, Mapping
from pathlib import Path
from types import CodeType
from typing import TypeAlias

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.runtime import Context
from jinja2.utils import _PassArg

Dialect = tuple[object, ...]
# By the name of a template and how its dialect is written: the checksum of its text, and its code (``marshal``).
Left: TypeAlias = dict[tuple[str, str], tuple[str, bytes]]


class TemplateCode(BytecodeCache):
    """The latest code of each template, by its name and by how its environment reads it; given only for the very same text."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, Dialect], tuple[str, CodeType | None]] = {}
        self._left: Left = {}
        self._made = False

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the template's name: the same text in another folder gives the same code."""
        del filename
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket the code of its template, if it is known."""
        spoken = dialect(bucket.environment)
        checksum, code = self._kept.get((bucket.key, spoken), ("", None))
        if checksum == bucket.checksum:
            bucket.code = code
            return
        checksum, left = self._left.get((bucket.key, _spelled(spoken) or ""), ("", b""))
        if checksum == bucket.checksum:
            bucket.code = marshal.loads(left)  # noqa: S302 (signed)
            self._kept[bucket.key, spoken] = checksum, bucket.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code that was just made."""
        spoken = dialect(bucket.environment)
        self._kept[bucket.key, spoken] = (bucket.checksum, bucket.code)
        if spelled := _spelled(spoken):
            self._left[bucket.key, spelled] = bucket.checksum, marshal.dumps(bucket.code)
            self._made = True

    def take(self, left: Left) -> None:
        """Begin with what an earlier process of the same code left."""
        self._left = {**left, **self._left}

    def to_leave(self) -> Left | None:
        """Return what to leave to the next process; None when it has it all."""
        return self._left if self._made else None


def dialect(environment: Environment) -> Dialect:
    """Return what the code of a template depends on beside its text.

    A filter is part of it, for Jinja may run it on a constant while it compiles; unless it takes the context, which does not exist yet
    (``jinja2.nodes.Filter.as_const``).
    """
    filters = {name: run for name, run in environment.filters.items() if _PassArg.from_obj(run) is not _PassArg.context}
    return (
        environment.autoescape,
        environment.undefined,
        environment.trim_blocks,
        environment.lstrip_blocks,
        environment.keep_trailing_newline,
        environment.finalize,
        tuple(environment.extensions),
        frozenset(filters.items()),
        frozenset(environment.filters),
    )


def _spelled(value: object) -> str | None:
    """Return how a dialect is written, the same in every process of the same code; None when a function in it has no name of its own."""
    if value is None or isinstance(value, bool | str):
        return repr(value)
    if isinstance(value, tuple | frozenset):
        parts = [_spelled(one) for one in value]
        known = [part for part in parts if part is not None]
        return f"({', '.join(sorted(known) if isinstance(value, frozenset) else known)})" if len(known) == len(parts) else None
    name = f"{getattr(value, '__module__', None)}.{getattr(value, '__qualname__', '<unnamed>')}"
    return None if "<" in name else name


def named(names: Mapping[str, str]) -> Callable[[Context, str], str]:
    """Return a filter that gives the name of a slug; it takes the context, so that no name is ever part of a template's code."""

    @pass_context
    def name(_: Context, slug: str) -> str:
        return names[slug]

    return name


# One for the process: code depends on nothing but the above, whatever project is built.
TEMPLATE_CODE = TemplateCode()


def template_environment(
    *folders: Path, escape: bool | Callable[[str | None], bool] = True, finalize: Callable[[object], str] | None = None
) -> Environment:
    """Return how pages, documents and letters read their templates; a template that names what it was not given is an error.

    ``escape`` says whether values are escaped for HTML, or for which names of templates. With ``finalize``, which writes each value for
    another format than HTML, the end of a template is kept as well.
    """
    return Environment(
        loader=FileSystemLoader(folders),
        autoescape=escape,  # noqa: S701 (what is not HTML has a « finalize », or is plain text)
        finalize=finalize,
        keep_trailing_newline=finalize is not None,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=TEMPLATE_CODE,
    )
