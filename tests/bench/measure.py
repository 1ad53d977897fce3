"""``python -m tests.bench``: how long each stage takes, and how much memory, on a made-up site of a given size."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from pipeline.content.catalogue import load_catalogue
from pipeline.edition.docs_tree import files_under, write_made
from pipeline.edition.index import SiteIndex
from pipeline.handouts.canvases import site_documents
from pipeline.handouts.pdf_files import documents
from pipeline.kept import BUILT, leave, shelf_of
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.references.apa import format_references
from pipeline.references.labels import assign_labels
from pipeline.rules.run import check_catalogue
from pipeline.site.build import Step, build, prepare, publish_pages, publish_search, write_extra_files, write_pages
from pipeline.site.downloads.generators import extra_files
from pipeline.site.mkdocs.driver import run_mkdocs
from pipeline.site.navigation import navigation
from pipeline.site.pages.page_types import Edition, site_pages
from pipeline.text.diagnostics import Diagnostic
from tests.bench.corpus import give_templates, write_corpus

TODAY = date(2026, 11, 24)
_MIB = 1024
_PROCESSORS = os.cpu_count() or 1

STAGES = {
    "load": "lecture",
    "check": "vérification",
    "references": "références, à froid",
    "exports": "fils, exports et documents de bureau",
    "images": "images de partage",
    "pdf": "documents PDF",
    "render": "pages Markdown",
    "mkdocs": "MkDocs",
    "move": "mise en place",
    "search": "index de recherche",
}
# After the whole: what is measured of a site that is made.
AGAIN = {"noop": "sans changement", "edit": "une fiche modifiée, sans l’index", "edit_process": "une fiche modifiée, nouveau processus"}


@dataclass(frozen=True)
class Cost:
    """Seconds that something took, and seconds of all processors, those of the processes that it started included."""

    wall_s: float
    cpu_s: float

    @property
    def share(self) -> float:
        """The share of the machine's processors that it used, in per cent."""
        return 100 * self.cpu_s / (_PROCESSORS * self.wall_s) if self.wall_s else 0.0


@dataclass(frozen=True)
class Measures:
    """What one size of site cost: each of the ``STAGES``, then ``AGAIN``; peaks of memory and the size of the site, in mebibytes.

    ``peak_mib`` is our own process's; ``search_peak_mib`` the largest of those that we start (Pagefind, pandoc) while the site is made.
    « edit » goes from a saved sheet to its page in ``site/``, the search index apart, in the process that made the site: what
    ``passerelle servir`` does; « edit_process » is ``passerelle construire`` after another edit, its index included.
    """

    fiches: int
    pages: int
    costs: dict[str, Cost]
    search_peak_mib: float
    peak_mib: float
    output_mib: float

    def as_dict(self) -> dict[str, float]:
        """Return the measures by name, rounded to the hundredth: seconds (``_s``), of processors (``_cpu_s``), shares in per cent."""
        stages = [self.costs[name] for name in STAGES]
        full = Cost(sum(one.wall_s for one in stages), sum(one.cpu_s for one in stages))
        costs = {**{name: self.costs[name] for name in STAGES}, "full": full, **{name: self.costs[name] for name in AGAIN}}
        found: dict[str, float] = {"fiches": self.fiches, "pages": self.pages}
        for name, cost in costs.items():
            found |= {f"{name}_s": cost.wall_s, f"{name}_cpu_s": cost.cpu_s, f"{name}_share": cost.share}
        found |= {"search_peak_mib": self.search_peak_mib, "peak_mib": self.peak_mib, "output_mib": self.output_mib}
        return {name: round(value, 2) for name, value in found.items()}


LABELS = {
    "fiches": "fiches",
    "pages": "pages",
    **{
        f"{name}_{form}": label + words
        for name, label in (STAGES | {"full": "tout"} | AGAIN).items()
        for form, words in (("s", " (s)"), ("cpu_s", ", calcul (s)"), ("share", f", part de {_PROCESSORS} processeurs (%)"))
    },
    "search_peak_mib": "index de recherche, sommet (Mio)",
    "peak_mib": "notre sommet (Mio)",
    "output_mib": "site (Mio)",
}


def measure(templates: Project, fiches: int, step: Step = lambda _: None) -> Measures:
    """Build a made-up site of ``fiches`` sheets in a temporary folder, stage by stage, then again whole; return what it cost."""
    with tempfile.TemporaryDirectory(prefix="passerelle-banc-") as folder:
        step(f"Écriture de {fiches} fiches exemples")
        # As the commands see it: what one process leaves to the next is for that folder.
        project = write_corpus(Path(folder).resolve(), fiches)
        give_templates(templates, project)
        return _Bench(project, step).measures(fiches)


class _Bench:
    """Makes one site, and measures each stage."""

    def __init__(self, project: Project, step: Step) -> None:
        self._project, self._tell = project, step
        self._memory = Memory()
        self._costs: dict[str, Cost] = {}

    def measures(self, fiches: int) -> Measures:
        self._stages()
        search_peak = _peak(resource.RUSAGE_CHILDREN)
        self._again()
        output = sum(path.stat().st_size for path in self._project.site.rglob("*") if path.is_file())
        pages = sum(1 for _ in self._project.docs.rglob("*.md"))
        return Measures(fiches, pages, self._costs, search_peak, _peak(resource.RUSAGE_SELF), output / 1024**2)

    def _stages(self) -> None:
        project, memory, found = self._project, self._memory, list[Diagnostic]()
        with self._timed("load"):
            catalogue = load_catalogue(project, found, memory)
        if catalogue is None or found:
            raise RuntimeError(f"the made-up site does not load: {found[:3]}")
        with self._timed("check"):
            errors = [diagnostic for diagnostic in check_catalogue(catalogue, TODAY) if diagnostic.severity == "erreur"]
        if errors:
            raise RuntimeError("the made-up site has errors: " + "; ".join(f"{d.place} {d.rule.code} {d.message}" for d in errors[:5]))
        with self._timed("references"):
            labels = assign_labels(catalogue.references.values())
            references = format_references(catalogue.references.values(), labels, project.build / "references.json")
        index = SiteIndex(catalogue, labels, references, TODAY)
        with self._timed("exports"):
            canvases = site_documents(project, index)
            self._write_files(index, lambda name: not name.endswith((".pdf", "partage.png")))
        with self._timed("images"):
            self._write_files(index, lambda name: name.endswith("partage.png"))
        with self._timed("pdf"):
            self._write_files(index, lambda name: name.endswith(".pdf"))
        write_extra_files(project, index, canvases)  # as a build does: all is there
        with self._timed("render"):
            pages = list(site_pages(Edition(index, documents(project, memory))))
            write_pages(project, catalogue, pages)
        with self._timed("mkdocs"):
            run_mkdocs(project.mkdocs_config, catalogue.organisation, navigation(pages), dirty=False)
        with self._timed("move"):
            publish_pages(project, memory)
        with self._timed("search"):
            publish_search(project)

    def _write_files(self, index: SiteIndex, wanted: Callable[[str], bool]) -> None:
        """Make the files of the site that MkDocs does not make whose names are ``wanted``."""
        apart = self._project.build / "apart"
        canvases = site_documents(self._project, index)
        files = (made for made in extra_files(self._project, index, canvases) if wanted(made.name))
        write_made(apart, files, (), Memory())
        for name, path in files_under(apart).items():
            place = self._project.extras / name
            place.parent.mkdir(parents=True, exist_ok=True)
            Path(path).replace(place)

    def _again(self) -> None:
        project, memory = self._project, self._memory
        build(project, TODAY, memory=memory)
        with self._timed("noop"):
            build(project, TODAY, memory=memory)
        self._edit("Exemple modifié. ")
        with self._timed("edit"):
            prepared = prepare(project, TODAY, memory=memory)
            run_mkdocs(project.mkdocs_config, prepared.index.catalogue.organisation, prepared.navigation, dirty=True)
            publish_pages(project, memory)
        build(project, TODAY, memory=memory)
        leave(shelf_of(project), BUILT, memory)
        self._edit("Exemple modifié encore. ")
        noon = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)
        command = [sys.executable, "-c", "from pipeline.cli import main; main()", "construire"]
        with self._timed("edit_process"):
            environment = {**os.environ, "SOURCE_DATE_EPOCH": str(int(noon.timestamp()))}
            subprocess.run(command, cwd=project.root, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _edit(self, words: str) -> None:
        edited = self._project.content / "fiches" / "exemple-0.md"
        edited.write_text(edited.read_text(encoding="utf-8").replace("## Limites\n\n", f"## Limites\n\n{words}"), encoding="utf-8")

    @contextmanager
    def _timed(self, name: str) -> Iterator[None]:
        label = (STAGES | AGAIN)[name]
        self._tell(label[0].upper() + label[1:])
        start, before = time.perf_counter(), _processors()
        yield
        self._costs[name] = Cost(time.perf_counter() - start, _processors() - before)


def _processors() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _peak(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / _MIB
