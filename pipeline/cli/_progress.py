"""Where a long work is, on the standard error."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Show the current step while it lasts: a moving line on a terminal, one line a step elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda name: print(f"… {name}", file=sys.stderr, flush=True)
        return
    with console.status("Passerelle") as status:
        yield status.update


@contextmanager
def counted_progress(label: str, total: int) -> Iterator[Callable[[int, int], None]]:
    """Show on a terminal how much of ``total`` is done; what is given takes what is done, and of how much."""
    console = Console(stderr=True)
    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=total)
        yield lambda done, of: bar.update(task, completed=done, total=of)
