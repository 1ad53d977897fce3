"""``python -m tests.bench``: how long each stage takes, and how much memory, on a made-up site of a given size."""

import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from pipeline.content.catalogue import load_catalogue
from pipeline.edition.index import SiteIndex
from pipeline.handouts.canvases import site_documents
from pipeline.handouts.pdf_files import documents
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.references.apa import format_references
from pipeline.references.labels import assign_labels
from pipeline.rules.run import check_catalogue
from pipeline.site.build import Step, build, prepare, publish_pages, publish_search, write_extra_files, write_pages
from pipeline.site.mkdocs.driver import run_mkdocs
from pipeline.site.navigation import navigation
from pipeline.site.pages.page_types import Edition, site_pages
from pipeline.text.diagnostics import Diagnostic
from tests.bench.corpus import give_templates, write_corpus

TODAY = date(2026, 11, 24)
_MIB = 1024


@dataclass(frozen=True)
class Measures:
    """Seconds (``_s``) and mebibytes (``_mib``) for one size of site.

    ``peak_mib`` is our own process's; ``search_peak_mib`` the largest of those that we start (Pagefind, pandoc).
    ``edit_s`` goes from a saved sheet to its page in ``site/``, the search index apart, in the process that made the site: what
    ``passerelle servir`` does.
    """

    fiches: int
    pages: int
    load_s: float
    check_s: float
    references_cold_s: float
    render_s: float
    extras_s: float
    mkdocs_s: float
    search_s: float
    search_peak_mib: float
    full_s: float
    noop_s: float
    edit_s: float
    peak_mib: float
    output_mib: float

    def as_dict(self) -> dict[str, float]:
        """Return the measures by name, rounded to the hundredth."""
        return {name: round(value, 2) for name, value in asdict(self).items()}


LABELS = {
    "fiches": "fiches", "pages": "pages", "load_s": "lecture (s)", "check_s": "vérification (s)", "references_cold_s": "références, à froid (s)",
    "render_s": "pages Markdown (s)", "extras_s": "fils, exports et images de partage (s)", "mkdocs_s": "MkDocs (s)", "search_s": "index de recherche (s)", "search_peak_mib": "index de recherche, sommet (Mio)",
    "full_s": "tout (s)", "noop_s": "sans changement (s)", "edit_s": "une fiche modifiée, sans l’index (s)", "peak_mib": "notre sommet (Mio)",
    "output_mib": "site (Mio)",
}  # fmt: skip


def measure(templates: Project, fiches: int, step: Step = lambda _: None) -> Measures:
    """Build a made-up site of ``fiches`` sheets in a temporary folder, stage by stage, then again whole; return what it cost."""
    with tempfile.TemporaryDirectory(prefix="passerelle-banc-") as folder:
        step(f"Écriture de {fiches} fiches exemples")
        project = write_corpus(Path(folder), fiches)
        give_templates(templates, project)
        return _stages(project, fiches, step)


def _stages(project: Project, fiches: int, step: Step) -> Measures:
    found: list[Diagnostic] = []
    memory = Memory()
    step("Lecture")
    with _timed() as load:
        catalogue = load_catalogue(project, found, memory)
    if catalogue is None or found:
        raise RuntimeError(f"the made-up site does not load: {found[:3]}")
    step("Vérification")
    with _timed() as checks:
        errors = [diagnostic for diagnostic in check_catalogue(catalogue, TODAY) if diagnostic.severity == "erreur"]
    if errors:
        raise RuntimeError("the made-up site has errors: " + "; ".join(f"{d.place} {d.rule.code} {d.message}" for d in errors[:5]))
    step("Références")
    with _timed() as references_time:
        labels = assign_labels(catalogue.references.values())
        references = format_references(catalogue.references.values(), labels, project.build / "references.json")
    index = SiteIndex(catalogue, labels, references, TODAY)
    step("Fils, exports, images de partage et documents PDF")
    with _timed() as extras:
        write_extra_files(project, index, site_documents(project, index))
    step("Pages Markdown")
    with _timed() as render:
        pages = list(site_pages(Edition(index, documents(project, memory))))
        write_pages(project, catalogue, pages)
    step("MkDocs")
    with _timed() as mkdocs:
        run_mkdocs(project.mkdocs_config, catalogue.organisation, navigation(pages), dirty=False)
    step("Mise en place et index de recherche")
    with _timed() as moved:
        publish_pages(project, memory)
    with _timed() as search:
        publish_search(project)
    full = sum(timer.seconds for timer in (load, checks, references_time, render, extras, mkdocs, moved, search))
    step("Sans changement, puis une fiche modifiée")
    build(project, TODAY, memory=memory)
    with _timed() as noop:
        build(project, TODAY, memory=memory)
    edited = project.content / "fiches" / "exemple-0.md"
    edited.write_text(edited.read_text(encoding="utf-8").replace("## Limites\n\n", "## Limites\n\nExemple modifié. "), encoding="utf-8")
    with _timed() as edit:
        prepared = prepare(project, TODAY, memory=memory)
        run_mkdocs(project.mkdocs_config, prepared.index.catalogue.organisation, prepared.navigation, dirty=True)
        publish_pages(project, memory)
    output = sum(path.stat().st_size for path in project.site.rglob("*") if path.is_file())
    return Measures(
        fiches, sum(1 for _ in project.docs.rglob("*.md")), load.seconds, checks.seconds, references_time.seconds, render.seconds, extras.seconds, mkdocs.seconds,
        search.seconds, _peak(resource.RUSAGE_CHILDREN), full, noop.seconds, edit.seconds, _peak(resource.RUSAGE_SELF), output / 1024**2,
    )  # fmt: skip


class _Timer:
    seconds = 0.0


@contextmanager
def _timed() -> Iterator[_Timer]:
    timer, start = _Timer(), time.perf_counter()
    yield timer
    timer.seconds = time.perf_counter() - start


def _peak(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / _MIB
