"""The command that a message names, as the person who reads it may type it: « make site » does not put « passerelle » on the PATH."""

import os
import re
import shutil
import sys
from pathlib import Path

NAME = "passerelle"
# Those that messages name; the word alone is also French for a footbridge.
COMMANDS = (
    "ajouter",
    "construire",
    "corriger",
    "deplacer",
    "liens",
    "nouvelle",
    "preuves",
    "rapport",
    "regle",
    "servir",
    "sondage",
    "trier",
    "verifier",
    "vigilance",
)
_NAMED = re.compile(rf"(?<![\w/.-]){NAME}(?= (?:{'|'.join(COMMANDS)})\b)")


def typed_command(started_as: str, path: str | None, here: Path) -> str:
    """Return how to type our command: its name when ``path`` (a PATH) finds it, else the file that it was ``started_as``, from ``here``.

    Started otherwise (``python -m``, a test), it is told by its name.
    """
    file = Path(started_as)
    if file.stem != NAME or shutil.which(NAME, path=path) is not None or not file.is_file():
        return NAME
    full = here / file  # its links are kept: an environment's own folder is what one types
    return str(full.relative_to(here)) if full.is_relative_to(here) else str(full)


def as_typed(text: str, typed: str | None = None) -> str:
    """Return ``text`` with each « passerelle COMMANDE » in it as one can type it: ``typed``, or else as this process was started."""
    if NAME not in text:
        return text
    typed = typed or typed_command(sys.argv[0], os.environ.get("PATH"), Path.cwd())
    return _NAMED.sub(lambda _: typed, text)
