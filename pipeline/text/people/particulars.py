"""E-mail addresses and telephone numbers in a text."""

import re
from collections.abc import Iterator

from pipeline.text.typographic import NBSP

_EMAIL = re.compile(r"[^\s@<>()]{1,64}@[^\s@<>()]{1,200}\.[A-Za-z]{2,20}")
_PHONE = re.compile(rf"(?<![\d/.-])(?:\+?1[ .{NBSP}-]?)?\(?[2-9]\d{{2}}\)?[ .{NBSP}-]?\d{{3}}[ .{NBSP}-]?\d{{4}}(?![\d/])")


def particulars(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield each e-mail address and telephone number of a text, which no page of an organisation publishes of a person (Loi 25).

    With its French name; what is in the address of a page is none.
    """
    # An address (of a source, of a link) may hold long numbers, and an « @ ».
    without = re.sub(r"https?://[^\s\"'<>)\]}]{1,2000}", lambda match: " " * len(match.group()), text)
    yield from ((match, "Une adresse de courriel") for match in _EMAIL.finditer(without))
    yield from ((match, "Un numéro de téléphone") for match in _PHONE.finditer(without))
