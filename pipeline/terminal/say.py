"""What commands say to a person, in French: print it with its no-break spaces. What they write for programs goes by ``print``."""

from typing import TextIO

from pipeline.terminal.typed_command import as_typed
from pipeline.text.typographic import typographic


def say(text: str = "", *, file: TextIO | None = None, flush: bool = False) -> None:
    """Print ``text`` to ``file`` (default: standard output) with its no-break spaces; what guillemets quote stays as typed."""
    print(typographic(as_typed(text), verbatim_quotes=True), file=file, flush=flush)
