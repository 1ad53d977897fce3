"""``python -m tests.builders A B``: what differs between the sites that two builders made of ``build/mkdocs.yml``.

Ends with 1 when a page is in one and not in the other, or its text is not the same; with ``--octets``, when any byte is not the same.
The dates that builders write in ``sitemap.xml`` are left out (ours replaces it), and so are the files that a theme brings.
"""

import sys
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

_NOT_READ = ("script", "style", "template")
_DATED = ("sitemap.xml", "sitemap.xml.gz")


class _Text(HTMLParser):
    """Gathers the words and the links of a page's content: what its builder's theme puts around it is not ours."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self._within = 0
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within += tag == "article"
        self._hidden += tag in _NOT_READ
        if self._within and tag == "a":
            self.links += [value for name, value in attrs if name == "href" and value]

    def handle_endtag(self, tag: str) -> None:
        self._within -= tag == "article"
        self._hidden -= tag in _NOT_READ

    def handle_data(self, data: str) -> None:
        if self._within and not self._hidden:
            self.words += data.split()


def read(page: Path) -> _Text:
    """Return what a page says in its content."""
    reader = _Text()
    reader.feed(page.read_text(encoding="utf-8"))
    return reader


def files_of(site: Path, pattern: str) -> dict[str, Path]:
    """Return the files of a site of that form, by name."""
    return {path.relative_to(site).as_posix(): path for path in sorted(site.rglob(pattern)) if path.is_file()}


@dataclass(frozen=True)
class Differences:
    """What differs between two sites, in French, one line each; ``links`` are pages of the same words whose links are written otherwise."""

    told: list[str]
    links: list[str]
    compared: int


def differences(one: Path, other: Path, *, every_byte: bool) -> Differences:
    """Compare two sites, page by page."""
    pattern = "*" if every_byte else "*.html"
    mine, theirs = files_of(one, pattern), files_of(other, pattern)
    told = [f"seulement dans {one.name} : {name}" for name in mine.keys() - theirs.keys()]
    told += [f"seulement dans {other.name} : {name}" for name in theirs.keys() - mine.keys()]
    links: list[str] = []
    common = sorted(mine.keys() & theirs.keys() - {*_DATED})
    for name in common:
        if every_byte:
            told += [f"d’autres octets : {name}"] if mine[name].read_bytes() != theirs[name].read_bytes() else []
            continue
        said, also = read(mine[name]), read(theirs[name])
        if said.words != also.words:
            gone, come = ((Counter(a.words) - Counter(b.words)).keys() for a, b in ((said, also), (also, said)))
            told.append(f"un autre texte : {name} (en moins : {' '.join([*gone][:12])}; en plus : {' '.join([*come][:12])})")
        elif changed := [(a, b) for a, b in zip(said.links, also.links, strict=False) if a != b]:
            links.append(f"d’autres liens : {name} ({len(changed)}, dont « {changed[0][0]} » devenu « {changed[0][1]} »)")
    return Differences(sorted(told), links, len(common))


if __name__ == "__main__":
    folders = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("-")]
    found = differences(*folders, every_byte="--octets" in sys.argv)
    print("\n".join([*found.told[:40], *found.links[:10]]))
    print(f"{found.compared} fichiers comparés, {len(found.told)} différences; liens écrits autrement sur {len(found.links)} pages.")
    sys.exit(1 if found.told or not found.compared else 0)
