"""The same made-up content as a plain MkDocs site: Material, its search, mkdocs-bibtex, the menu that MkDocs makes by itself.

What somebody who starts today gets, to set beside what we build. It runs in a virtual environment of its own (``make banc``).
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.project import Project
from pipeline.site.build import Step
from tests.bench.corpus import give_templates, write_corpus

# 24 November 2026: the day of the made-up site.
_DAY = {"SOURCE_DATE_EPOCH": "1795478400"}
_SETTINGS = """\
site_name: Site exemple
theme:
  name: material
  language: fr
plugins:
  - search
  - bibtex:
      bib_dir: bibliographie
markdown_extensions:
  - footnotes
"""
_TITLE = re.compile(r"^titre: (.*)$", re.MULTILINE)
_CITATION = re.compile(r"\[@([a-z0-9-]+),[^\]]*\]")
# Linux counts for a process the memory of the one that started it: between this one and the build stands one that has little.
_WATCHER = """\
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"\\n{used.ru_utime + used.ru_stime} {used.ru_maxrss}")
sys.exit(code)
"""
LABELS = {"wall_s": "durée (s)", "cpu_s": "calcul (s)", "peak_mib": "sommet (Mio)", "output_mib": "site (Mio)"}


@dataclass(frozen=True)
class Cost:
    """What a whole build costs: seconds, seconds of all processors, mebibytes of its largest process, mebibytes of its site."""

    wall_s: float
    cpu_s: float
    peak_mib: float
    output_mib: float

    def as_dict(self) -> dict[str, float]:
        """Return the measures by name, rounded to the hundredth."""
        return {name: round(value, 2) for name, value in asdict(self).items()}


def compare(templates: Project, fiches: int, python: Path, step: Step = lambda _: None) -> dict[str, Cost]:
    """Build a made-up site of ``fiches`` sheets in both ways, one after the other; ``python`` is that of the other's environment.

    Raises ``CalledProcessError`` when either fails, with what it wrote.
    """
    with tempfile.TemporaryDirectory(prefix="passerelle-banc-") as folder:
        step(f"Écriture de {fiches} fiches exemples")
        project = write_corpus(Path(folder, "notre"), fiches)
        give_templates(templates, project)
        stock = Path(folder, "ordinaire")
        write_stock(project, stock)
        step("Material et mkdocs-bibtex")
        theirs = _cost([str(python), "-m", "mkdocs", "build", "--quiet"], stock)
        step("Passerelle")
        ours = _cost([sys.executable, "-m", "pipeline.cli", "--racine", str(project.root), "construire"], project.root)
    return {"Material et mkdocs-bibtex": theirs, "Passerelle": ours}


def write_stock(project: Project, root: Path) -> None:
    """Write under ``root`` the plain MkDocs project of the sheets, activities, pages and bibliography of ``project``.

    A citation keeps its key alone, and a page ends with the list of what it cites: mkdocs-bibtex knows no more.
    """
    root.mkdir(parents=True)
    (root / "mkdocs.yml").write_text(_SETTINGS, encoding="utf-8")
    shutil.copytree(project.research / "bibliographie", root / "bibliographie")
    for source in sorted(project.content.glob("*/*.md")):
        target = root / "docs" / source.relative_to(project.content)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_stock_page(source.read_text(encoding="utf-8")), encoding="utf-8")
    (root / "docs" / "index.md").write_text("# Site exemple\n\nExemple.\n", encoding="utf-8")


def _stock_page(text: str) -> str:
    _, header, body = text.split("---\n", 2)
    title = _TITLE.search(header)
    if title is None:
        raise ValueError("a made-up page has no title")
    page = f"# {title[1]}\n" + _CITATION.sub(r"[@\1]", body)
    return page + "\n\\bibliography\n" if "[@" in page else page


def _cost(command: list[str], root: Path) -> Cost:
    """Run a build of ``root`` into ``root/site`` and return its cost."""
    environment = {**os.environ, **_DAY, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(Path(__file__).parents[2])}
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _WATCHER, *command], cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    wall = time.perf_counter() - start
    if done.returncode != 0:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout + done.stderr)
    output = sum(path.stat().st_size for path in (root / "site").rglob("*") if path.is_file())
    processor, memory = done.stdout.splitlines()[-1].split()
    return Cost(wall, float(processor), int(memory) / 1024, output / 1024**2)
