"""Where things are: the folders of one council's site."""

from dataclasses import dataclass
from pathlib import Path

_BUILT = Path(__file__).parent / "modele"
# Templates, settings and a new site's first files: what a built package holds (setup.py) or, in a copy of the repository, the repository
# itself. A site that has no templates of its own takes these, and follows the package's version.
PACKAGED = _BUILT if _BUILT.is_dir() else Path(__file__).parents[1]


@dataclass(frozen=True)
class Project:
    """The folders of one site, all under ``root``; nothing here is created by asking."""

    root: Path

    @property
    def content(self) -> Path:
        """What people write: sheets, activities, pages, the council's own data."""
        return self.root / "content"

    @property
    def register(self) -> Path:
        """Every address that was ever published."""
        return self.content / "adresses.txt"

    @property
    def sequences(self) -> Path:
        """What calendars that people follow know of each activity."""
        return self.content / "calendrier.txt"

    @property
    def kept_files(self) -> tuple[Path, ...]:
        """The files of ``content`` that the build itself keeps."""
        return self.register, self.sequences

    @property
    def research(self) -> Path:
        """What research says: bibliography and reading notes."""
        return self.root / "research_notes"

    @property
    def feeds(self) -> Path:
        """The list of the feeds that the watch reads."""
        return self.research / "veille" / "fils.toml"

    @property
    def feed_states(self) -> Path:
        """What the watch remembers of each feed."""
        return self.research / "veille" / "etat.json"

    @property
    def candidates(self) -> Path:
        """Works that the watch found, one file each."""
        return self.research / "veille" / "signalements"

    @property
    def journal(self) -> Path:
        """What was decided of each of them."""
        return self.research / "veille" / "journal.csv"

    @property
    def abstracts(self) -> Path:
        """Abstracts as the feeds gave them: read here, never committed."""
        return self.build / "veille" / "resumes"

    @property
    def templates(self) -> Path:
        """Jinja2 templates and the theme: those of the site, or else of the package."""
        return self._own_or_packaged("site_templates")

    @property
    def mkdocs_config(self) -> Path:
        """MkDocs' own settings: those of the site, or else of the package."""
        return self._own_or_packaged("mkdocs.yml")

    @property
    def build(self) -> Path:
        """Work in progress; may be deleted at any time."""
        return self.root / "build"

    @property
    def kept(self) -> Path:
        """What one process leaves to the next (``kept``)."""
        return self.build / "memoire"

    @property
    def docs(self) -> Path:
        """The plain Markdown tree that MkDocs reads."""
        return self.build / "docs"

    @property
    def staging(self) -> Path:
        """MkDocs' output, before it is moved file by file into ``site``."""
        return self.build / "site"

    @property
    def extras(self) -> Path:
        """Files of the site that MkDocs does not make, before they are laid over its output."""
        return self.build / "extras"

    @property
    def site(self) -> Path:
        """The site that is served: always whole."""
        return self.root / "site"

    def own(self, path: Path) -> bool:
        """Say whether ``path`` is the site's, and not the package's."""
        return path.is_relative_to(self.root)

    def _own_or_packaged(self, name: str) -> Path:
        own = self.root / name
        return own if own.exists() else PACKAGED / name

    def relative(self, path: Path) -> str:
        """Return ``path``, which is under ``root``, as people see it in a diagnostic: relative, with slashes."""
        return str(path)[len(str(self.root)) + 1 :] or "."
