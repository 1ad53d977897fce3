"""Where a long work is, on the standard error."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Show the current step while it lasts: a moving line on a terminal, one line a step elsewhere."""
    if not sys.stderr.isatty():
        yield lambda name: print(f"… {name}", file=sys.stderr, flush=True)
        return
    from rich.console import Console  # slow to import

    console = Console(stderr=True)
    with console.status("Passerelle") as status:
        yield status.update


@contextmanager
def counted_progress(label: str, total: int) -> Iterator[Callable[[int, int], None]]:
    """Show on a terminal how much of ``total`` is done; what is given takes what is done, and of how much."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True)
    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=total)
        yield lambda done, of: bar.update(task, completed=done, total=of)
