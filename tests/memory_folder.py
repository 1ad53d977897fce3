"""Where the run of the tests writes: in memory, where there is room."""

import os
from pathlib import Path

_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - each run makes folders of its own there
_GIB = 1 << 30
# Bytes: a whole run keeps less than one of these, and leaves the browser as much as it needs.
_ROOM = 4 * _GIB
_MEMORY = 6 * _GIB


def memory_folder() -> Path | None:
    """Return the folder in memory to make temporary folders in; None where it has no room, or runs no program (the tests write some)."""
    if not os.access(_SHARED_MEMORY, os.W_OK):
        return None
    disk = os.statvfs(_SHARED_MEMORY)
    if disk.f_flag & os.ST_NOEXEC or disk.f_bavail * disk.f_frsize < _ROOM or _available() < _MEMORY:
        return None
    return _SHARED_MEMORY


def _available() -> int:
    """Return the bytes of memory that nothing uses, by Linux; 0 elsewhere."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
