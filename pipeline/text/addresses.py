"""Addresses of pages: a page at « fiches/tutorat/ » is the file « fiches/tutorat.md » of the docs tree."""

from urllib.parse import urlsplit


def docs_file(address: str) -> str:
    """Return the file of the docs tree that MkDocs turns into ``address`` (« » is the home page)."""
    if address == "":
        return "index.md"
    return address.rstrip("/") + ".md"


def relative(here: str, there: str) -> str:
    """Return the link from page ``here`` to ``there``; works from a sub-path and without a server's help.

    Both end with « / » (or are « » for home); an anchor in ``there`` is kept.
    """
    target, mark, anchor = there.partition("#")
    if target == here and mark:
        return mark + anchor
    come, go = here.split("/")[:-1], target.split("/")
    shared = 0
    while shared < len(come) and shared < len(go) - 1 and come[shared] == go[shared]:
        shared += 1
    link = "../" * (len(come) - shared) + "/".join(go[shared:])
    return (link or "./") + mark + anchor


def absolute(site: str | None, address: str) -> str | None:
    """Return the full address of a page, or None while the site has none."""
    return None if site is None else site.rstrip("/") + "/" + address


def web_address(value: str) -> str:
    """Return ``value`` if it is an address that a link may have; raise ValueError, in French, when not."""
    try:
        parts = urlsplit(value)
        _ = parts.port  # read only when it is asked for
    except ValueError as error:
        raise ValueError("cette adresse ne se lit pas; une adresse ressemble à https://www.exemple.org/page") from error
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or any(c.isspace() or not c.isprintable() or c in "<>\"'\\" for c in value)
    ):
        raise ValueError("une adresse commence par http:// ou https:// et ne contient ni espace ni guillemet")
    return value


def is_web_address(text: str) -> bool:
    """Say whether a link may have ``text`` for address."""
    try:
        return bool(web_address(text))
    except ValueError:
        return False


def site_address(value: str) -> str:
    """Accept only where a site may be: links are made of its path, and « //x » in a link is the host x."""
    parts = urlsplit(web_address(value))
    if "//" in parts.path or parts.query or parts.fragment or "@" in parts.netloc:
        raise ValueError("l’adresse du site ressemble à https://www.exemple.org/ ou https://exemple.org/fiches/")
    return value
