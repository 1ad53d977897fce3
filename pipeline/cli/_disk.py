"""What the disk refused, said in French: no room, a quota, an error of the disk itself."""

import errno
import re
import subprocess

_WHOLE = "Ce qui était déjà écrit est resté entier."
_TOLD = {
    errno.ENOSPC: "Il n’y a plus de place sur le disque{where}. {whole} Libérez de la place, puis recommencez.",
    errno.EDQUOT: "Votre part du disque (quota) est pleine{where}. {whole} Libérez de la place, puis recommencez.",
    errno.EIO: "Le disque ne répond plus comme il faut{where}. {whole} Vérifiez-le, ou la connexion au dossier partagé, puis recommencez.",
}
# How other programs (Pagefind, typst, pandoc) say it: the C library's words, or Rust's, with the system's number.
_SAID = re.compile(r"No space left on device|Disk quota exceeded|Input/output error|resource exhausted \(No space left", re.IGNORECASE)
_NUMBERS = {"no space left on device": errno.ENOSPC, "disk quota exceeded": errno.EDQUOT, "input/output error": errno.EIO}


def refused_by_disk(error: BaseException) -> str | None:
    """Return in French what the disk refused, when that is why ``error`` came; None when something else is."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.errno in _TOLD:
            from pipeline.terminal.carets import printable  # slow to import

            name = f" ({printable(str(seen.filename))})" if seen.filename else ""
            return _TOLD[seen.errno].format(where=name, whole=_WHOLE)
        said = seen.output if isinstance(seen, subprocess.CalledProcessError) else seen
        if found := _SAID.search(str(said)):
            return _TOLD[_NUMBERS.get(found.group().lower(), errno.ENOSPC)].format(where="", whole=_WHOLE)
        seen = seen.__cause__ or seen.__context__
    return None
