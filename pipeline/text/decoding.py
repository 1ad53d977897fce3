"""From bytes that others wrote to text; our own files are UTF-8 and nothing else (``text/files``)."""

import codecs
from typing import NamedTuple

WINDOWS = "windows-1252"
LOST = "\ufffd"  # « � », in place of what could not be read
_MARKS = {codecs.BOM_UTF8: ("UTF-8", "utf-8-sig"), codecs.BOM_UTF16_LE: ("UTF-16", "utf-16"), codecs.BOM_UTF16_BE: ("UTF-16", "utf-16")}
# What Python decodes besides, which no page is written in: some refuse every text, one takes hours.
_NO_CHARSETS = frozenset(("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"))


class Decoded(NamedTuple):
    """A text, and the name of the encoding that it was read in."""

    text: str
    encoding: str


def decode(raw: bytes, declared: str | None = None, *, errors: str = "strict") -> Decoded:
    """Read by the mark at the start, as UTF-8, as ``declared``, or as Windows-1252, which reads any byte (« � » for the five it lacks).

    ``errors`` says how a text that bears a mark and does not hold to it is read: by default it raises ``UnicodeDecodeError``.
    """
    for mark, (marked, encoding) in _MARKS.items():
        if raw.startswith(mark):
            return Decoded(raw.decode(encoding, errors), marked)
    for name in ("UTF-8", declared):
        try:
            if name is not None and codecs.lookup(name).name not in _NO_CHARSETS:
                return Decoded(raw.decode(name), name)
        except (UnicodeError, LookupError):
            continue
    return Decoded(raw.decode("cp1252", "replace"), WINDOWS)
