"""What one process leaves to the next in ``build/memoire``: pickled, and signed with a key that only this person has.

A pickle is code to whoever reads it, and ``build/`` can come from elsewhere: with a branch, an archive, the cache of a runner. So a file
is read only when it bears the signature of a key kept outside every site, in the person's own state folder (XDG Base Directory), which
no other account reads. What is not signed, was signed for another folder, other code or other versions, is cut short or is not there, is
nothing: it is made again. A machine without such a folder keeps nothing.
"""

import gc
import hashlib
import hmac
import io
import os
import pickle
import secrets
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import cast

from pipeline.fingerprints import code_fingerprint
from pipeline.memory import Memory, Results
from pipeline.project import Project

_SIGNATURE = 32
_KEY = 32


# The memory of a check, and that of a build: it begins with that of its check.
CHECKED, BUILT = "verification", "construction"
# A check leaves what it made when it is more than that part of the whole: else the next one makes these few again, sooner than all is
# written.
_WORTH_IT = 0.02


class Shelf:
    """The files that processes leave each other for one site. ``key`` signs them: None keeps nothing; ``version`` says what made them."""

    def __init__(self, folder: Path, key: bytes | None, version: str) -> None:
        self._folder, self._key, self._version = folder, key, version

    def load(self, name: str, parts: int = 1) -> tuple[object, ...] | None:
        """Return the first ``parts`` of what was saved under that name, or None."""
        data = self._signed(name)
        if data is None:
            return None
        stream = io.BytesIO(data)
        stream.seek(_SIGNATURE)
        unpickler = pickle.Unpickler(stream)  # noqa: S301 (signed: see above)
        with _without_collection():
            try:
                return tuple(unpickler.load() for _ in range(parts))
            except EOFError:  # it has fewer parts
                return None

    def save(self, name: str, *parts: object) -> None:
        """Keep ``parts``, in place of what has that name; an object that two of them hold is one when they are loaded together.

        What the disk refuses is not kept: nothing of the site depends on it.
        """
        if self._key is None:
            return
        stream = io.BytesIO()
        stream.write(bytes(_SIGNATURE))
        pickler = pickle.Pickler(stream, pickle.HIGHEST_PROTOCOL)
        with _without_collection():
            for part in parts:
                pickler.dump(part)
        data = stream.getbuffer()  # not a copy: it is the size of all that is remembered
        data[:_SIGNATURE] = self._signature(self._key, name, data[_SIGNATURE:])
        # By the process: two that write at once do not write in one file.
        written = self._folder / f".{name}.{os.getpid()}.tmp"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for left in self._folder.glob(f".{name}.*.tmp"):  # of a process that was killed; where it lives, it keeps nothing this time
                left.unlink(missing_ok=True)
            written.write_bytes(data)
            written.replace(self._folder / name)
        except OSError:
            with suppress(OSError):
                written.unlink(missing_ok=True)

    def newest(self, *names: str) -> str | None:
        """Return which of these was saved last; None when there is none."""
        times = {name: path.stat().st_mtime_ns for name in names if (path := self._folder / name).is_file()}
        return max(times, key=times.__getitem__, default=None)

    def _signed(self, name: str) -> bytes | None:
        """Return the bytes of that file, its signature first, which is that of this key, name and version; else None."""
        if self._key is None:
            return None
        try:
            data = (self._folder / name).read_bytes()
        except OSError:
            return None
        signed = self._signature(self._key, name, memoryview(data)[_SIGNATURE:])
        return data if hmac.compare_digest(data[:_SIGNATURE], signed) else None

    def _signature(self, key: bytes, name: str, data: memoryview) -> bytes:
        digest = hashlib.blake2b(key=key, digest_size=_SIGNATURE)
        for part in (name.encode(), self._version.encode()):
            digest.update(len(part).to_bytes(8, "big") + part)
        digest.update(data)
        return digest.digest()


def shelf_of(project: Project) -> Shelf:
    """Return what processes of this person leave each other for that site."""
    return Shelf(project.kept, _key(project.root), f"{project.root}\n{code_fingerprint()}")


class _without_collection:  # noqa: N801 (read as a verb where it is used)
    """No search for cycles while a million objects are made: there are none to find, and it doubles the time."""

    def __enter__(self) -> None:
        self._enabled = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self._enabled:
            gc.enable()


def kept_memory(shelf: Shelf, name: str) -> Memory:
    """Return a memory that begins with what an earlier process left: for a check (``CHECKED``), what the last check or build read."""
    if name == BUILT:
        parts = shelf.load(BUILT, 2) or shelf.load(CHECKED)
    else:
        newest = shelf.newest(CHECKED, BUILT)
        parts = shelf.load(newest) if newest else None
    return Memory(*cast(tuple[Results, ...], parts or ()))


def leave(shelf: Shelf, name: str, memory: Memory) -> None:
    """Leave what was made here to the next process."""
    if name == BUILT:
        shelf.save(BUILT, *memory.parts())
    elif memory.renewed > _WORTH_IT:
        shelf.save(CHECKED, memory.parts()[0])


def _key(root: Path) -> bytes | None:
    """Return this person's key, made the first time; None where no folder of theirs, apart from the site, can keep one to itself."""
    for folder in _state_folders():
        if not folder.is_absolute() or folder.resolve().is_relative_to(root.resolve()):
            return None
        path = folder / "passerelle" / "cle"
        with suppress(OSError):
            return _read_key(path) or _make_key(path)
    return None


def _state_folders() -> Iterator[Path]:
    named = os.environ.get("XDG_STATE_HOME")
    with suppress(RuntimeError):  # nobody's home
        yield Path(named) if named else Path.home() / ".local" / "state"


def _read_key(path: Path) -> bytes | None:
    """Return the key of that file; None when it is not there, not whole, or others may read or write it."""
    try:
        status = path.lstat()
        if sys.platform != "win32" and (status.st_uid != os.geteuid() or status.st_mode & 0o077):
            return None
        key = path.read_bytes()
    except FileNotFoundError:
        return None
    return key if len(key) == _KEY else None


def _make_key(path: Path) -> bytes | None:
    """Make the key; when another process makes it at the same time, both have that of the one that was first."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = path.with_name(f".cle.{os.getpid()}.tmp")
    written.unlink(missing_ok=True)
    with os.fdopen(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_bytes(_KEY))
    try:
        os.link(written, path)  # unlike a renaming, never over a key that is there
    except FileExistsError:
        pass
    finally:
        written.unlink()
    return _read_key(path)
