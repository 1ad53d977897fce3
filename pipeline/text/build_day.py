"""The day of the build: the machine's, or the one that ``SOURCE_DATE_EPOCH`` gives (reproducible-builds.org)."""

import os
from datetime import UTC, date, datetime


def today_for_build() -> date:
    """Return the day that the build takes for today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else date.today()
