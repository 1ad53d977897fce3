"""In-process bytecode cache for Jinja templates.

Making it costs more than laying out the page that one edited: a process that builds again and again (``passerelle servir``) makes it once.
Nothing is written to disk: such code, read back, would be run as it is.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import CodeType

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.runtime import Context
from jinja2.utils import _PassArg

Dialect = tuple[object, ...]


class TemplateCode(BytecodeCache):
    """The latest code of each template, by its name and by how its environment reads it; given only for the very same text."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, Dialect], tuple[str, CodeType | None]] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the template's name: the same text in another folder gives the same code."""
        del filename
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket the code of its template, if it is known."""
        checksum, code = self._kept.get((bucket.key, dialect(bucket.environment)), ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code that was just made."""
        self._kept[bucket.key, dialect(bucket.environment)] = (bucket.checksum, bucket.code)


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
