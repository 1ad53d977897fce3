"""One build at a time in a folder: two would move files from under each other.

The system itself holds the lock for the process that took it: one that dies, even killed, leaves none.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt
    import time
else:
    import fcntl

NAME = ".verrou"
WAITING = "Une autre construction est en cours dans ce dossier; celle-ci attend qu’elle finisse"


class BuildLock:
    """The lock of one ``build`` folder, a context manager; ``waiting`` is called once if another build holds it.

    Each holder needs a lock of its own: in one process too, a second one waits for the first.
    """

    def __init__(self, folder: Path, waiting: Callable[[str], None] = lambda _: None) -> None:
        self._folder, self._waiting = folder, waiting
        self._file: BinaryIO | None = None

    def __enter__(self) -> "BuildLock":
        self.take()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def take(self) -> None:
        """Take the lock, waiting for whoever holds it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        file = (self._folder / NAME).open("ab")
        try:
            if not _try(file):
                self._waiting(WAITING)
                _wait(file)
        except BaseException:
            file.close()
            raise
        self._file = file

    def release(self) -> None:
        """Let the next build begin."""
        if self._file is not None:
            self._file.close()
            self._file = None


if sys.platform == "win32":

    def _try(file: BinaryIO) -> bool:
        with suppress(OSError):
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            return True
        return False

    def _wait(file: BinaryIO) -> None:
        while not _try(file):
            time.sleep(0.2)

else:

    def _try(file: BinaryIO) -> bool:
        with suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False

    def _wait(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX)
