"""Lets Python sleep under libfaketime 0.9: loaded by every Python process that ``lancer.sh`` starts.

Python sleeps until a moment of the monotonic clock; libfaketime takes that moment for one of the clock that it moves, even when told to
leave the monotonic one alone, and the system refuses it (EINVAL).
"""

import select
import time


def _sleep(seconds: float) -> None:
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    select.select((), (), (), seconds)


time.sleep = _sleep
