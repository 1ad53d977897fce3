"""Addresses of pages: a page at « fiches/tutorat/ » is the file « fiches/tutorat.md » of the docs tree."""


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
