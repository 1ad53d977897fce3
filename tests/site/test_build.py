"""The whole path: every page of the repository's own content; on small sites, only what changed, nothing half-done."""

import dataclasses
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import jinja2
import pytest

from pipeline.content.initiatives import INITIATIVES
from pipeline.content.kinds import DESCRIBED
from pipeline.content.sheets.sheet import Fiche
from pipeline.edition.index import FACETS
from pipeline.project import Project
from pipeline.site.build import build, build_pages, build_search, prepare
from pipeline.site.pages.page_types import Edition
from pipeline.site.search.pagefind_index import INDEXES, SearchStoppedError, index_search, published_files
from pipeline.text.build_day import today_for_build
from tests.site.built_pages import differences, html_files, page, parse, snapshot
from tests.site.edits import searched
from tests.site.sites import Site, built, copied_clean, copy_project, page_at, rendered
from tests.support import LONG, REPOSITORY, TODAY, make_site

Copy = Callable[[Site], Project]
# The long run (make test-long) builds the real site once more.


def rebuilt_clean(project: Project, root: Path) -> dict[str, bytes]:
    """Return the site that a first build gives from the same inputs, in another folder."""
    return snapshot(built(copied_clean(project, root)).site)


def lone_sheet(project: Project) -> Path:
    """Return a sheet that no other file links to, so that it may be renamed or withdrawn."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(project.content.rglob("*.md"))}
    sheets = [path for path in texts if path.parent.name == "fiches" and "statut: publiee" in texts[path]]
    return next(path for path in sheets if not any(path.name in text for other, text in texts.items() if other != path))


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def swap_questions(path: Path) -> None:
    """Swap the first two questions of a sheet: its own page changes, and nothing that another page shows."""
    head, tail = path.read_text(encoding="utf-8").split("## Pour en discuter en comité\n", 1)
    first, second, *rest = re.findall(r"^- .*(?:\n(?!- |\n).*)*", tail, re.MULTILINE)
    path.write_text(head + "## Pour en discuter en comité\n\n" + "\n".join([second, first, *rest]) + "\n", encoding="utf-8")


def unpublish(project: Project, address: str) -> None:
    """Take an address out of the register, as one does when it was never on line."""
    replace(project.content / "adresses.txt", f"\n{address}\n", "\n")


def renamed(project: Project) -> str:
    """Rename a sheet whose address was never on line; return its old name."""
    sheet = lone_sheet(project)
    sheet.rename(sheet.with_name("exemple-de-nom.md"))
    unpublish(project, f"fiches/{sheet.stem}/")
    return sheet.stem


def pages_written(names: tuple[str, ...]) -> set[str]:
    return {name for name in names if not name.startswith("pagefind/")}


def test_every_kind_of_page_is_there(real_site):
    index, site = real_site.index, real_site.site
    expected = {"index.html", "404.html", "fiches/index.html", "activites/index.html", "bibliographie/index.html", "recherche/index.html"}
    expected |= {
        "regles/index.html",
        "selection/index.html",
        "comment-nous-choisissons/index.html",
        "champs/index.html",
        "canevas/index.html",
        "tableau-de-bord/index.html",
        "ce-qui-aide/index.html",
        "ce-qui-aide/carte/index.html",
        "widget/ce-qui-aide/index.html",
        "comparer/index.html",
        "chiffres/index.html",
        "rapports/index.html",
    }
    expected |= {f"{kind.fields_page}index.html" for kind in DESCRIBED}
    expected |= {f"widget/{term.slug}/index.html" for term in index.terms("themes")}
    expected |= {f"dossiers/{term.slug}/index.html" for term in index.terms("themes")}
    expected |= {f"trousses/{committee.slug}/index.html" for committee in index.committees}
    expected |= {f"fiches/{fiche.slug}/index.html" for fiche in index.fiches}
    expected |= {f"references/{key}/index.html" for key in index.catalogue.references}
    expected |= {f"activites/{activity.slug}/index.html" for activity in index.activities}
    expected |= {f"{slug}/index.html" for slug in index.catalogue.pages} | {f"outils/{slug}/index.html" for slug in index.catalogue.tools}
    expected |= {"initiatives/index.html", "campagnes/index.html", *(f"campagnes/{slug}/index.html" for slug in index.catalogue.campaigns)}
    expected |= {
        f"{name}/index.html"
        for name in ("comites", "region", "besoins", "outils", "plans", "dossiers", "reprendre", "coulisses", "chiffres", "comparer")
    }
    expected |= {f"comites/{slug}/index.html" for slug in index.catalogue.committees} | {
        f"besoins/{one.need.slug}/index.html" for one in index.needs
    }
    catalogue = index.catalogue
    expected |= {"evaluation/index.html", "evaluation/comment-nous-protegeons/index.html"}
    expected |= {f"{one.address}index.html" for one in catalogue.questionnaires.values()}
    expected |= {f"{one.address}index.html" for one in (*catalogue.evaluations.values(), *catalogue.year_reports.values())}
    expected |= {f"plans/{slug}/index.html" for slug in catalogue.plans}
    expected |= {f"initiatives/{slug}/index.html" for slug, one in catalogue.initiatives.items() if one.meta.statut == "publiee"}
    expected |= {f"fiches/{slug}/index.html" for slug, one in catalogue.fiches.items() if one.meta.statut == "retiree"}
    expected |= {f"{moved.de}index.html" for moved in catalogue.addresses.redirections}
    for facet in FACETS:
        expected |= {f"{facet}/index.html"} | {f"{facet}/{term.slug}/index.html" for term in index.terms(facet)}
    found = {path.relative_to(site).as_posix() for path in html_files(site)}
    # A long list goes on in fiches/page/2/ and so on: see test_paging.py.
    assert {name for name in found if "page" not in name.split("/")[1:-2]} == expected


@pytest.mark.parametrize(
    ("count", "said"), [(0, "Aucune fiche n’est encore publiée."), (1, "Voir la fiche"), (2, "Voir les 2\u00a0fiches")]
)
def test_the_home_page_counts_its_sheets_in_french(count, said, small_site):
    catalogue = small_site.catalogue
    recent = tuple(catalogue.fiches.values()) * count
    home = page_at(Edition(small_site.index), "")
    variables = {**home.context.variables, "recentes": recent, "activites": (), "nombre_de_fiches": count, "themes": ()}
    counted = dataclasses.replace(home, context=dataclasses.replace(home.context, variables=variables))
    block = parse(rendered(catalogue, counted).body).one("div", class_="p-front").all("div")[0]
    assert block.all("p")[-1].text == said
    assert [li for ul in block.all("ul") for li in [ul.all("li")] if not li] == []


def test_the_published_sheets_are_those_of_the_folder(real_site):
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (real_site.project.content / "fiches").glob("*.md")}
    published = {stem for stem, text in texts.items() if re.search(r"^statut: (?:publiee|a-reviser|retiree)\b", text, re.MULTILINE)}
    moved = {one.de.split("/")[1] for one in real_site.catalogue.addresses.redirections if one.de.startswith("fiches/")}
    assert {path.parent.name for path in real_site.site.glob("fiches/*/index.html")} == published | moved


def test_the_build_says_how_many_pages_it_made_and_what_it_wrote(real_site):
    assert real_site.built.pages == len(html_files(real_site.site)) - 1  # 404 is not a page of the docs tree
    assert real_site.built.updated is not None
    assert pages_written(real_site.built.updated.written) == set(snapshot(real_site.site))
    assert real_site.built.updated.removed == ()


def test_the_steps_are_told_in_order(tmp_path: Path):
    steps: list[str] = []
    build(make_site(tmp_path, templates=True), TODAY, step=steps.append)
    assert steps == [
        "Lecture et vérification",
        "Références",
        "Fils, exports, images de partage et documents PDF",
        "Pages",
        "Mise en page (MkDocs)",
        "Index de recherche",
        "Mise en place",
    ]


def test_a_second_build_does_nothing_and_says_so(six_site, copied: Copy):
    project = copied(six_site)
    steps: list[str] = []
    again = build(project, TODAY, step=steps.append)
    assert again.unchanged
    assert (again.prepared, again.pages, again.updated, steps) == (None, 0, None, [])


def test_an_edit_to_one_sheet_lays_out_no_other_page_again(small_site, copied: Copy):
    project = copied(small_site)
    swap_questions(project.content / "fiches" / "exemple.md")
    before = {path: path.stat().st_mtime_ns for path in project.staging.rglob("index.html")}
    built(project)
    again = [path.relative_to(project.staging).as_posix() for path, moment in before.items() if path.stat().st_mtime_ns != moment]
    assert again == ["fiches/exemple/index.html"]


def test_a_missing_site_is_built_again_though_nothing_changed(six_site, copied: Copy):
    project = copied(six_site)
    shutil.rmtree(project.site)
    assert not build(project, TODAY).unchanged
    assert differences(snapshot(six_site.site), snapshot(project.site)) == set()
    assert (project.site / "pagefind" / "pagefind.js").is_file()


def dossiers_of(fiche: Fiche) -> set[str]:
    """Return the pages and documents of the themes of a sheet, which show its text."""
    return {f"dossiers/{theme}/{name}" for theme in fiche.meta.themes for name in ("index.html", f"{theme}.pdf")}


def test_an_edit_to_a_sheets_text_changes_only_its_page_and_its_dossiers(six_site, copied: Copy):
    project = copied(six_site)
    sheet = lone_sheet(project)
    swap_questions(sheet)
    updated = built(project).built.updated
    assert updated is not None
    its_own = {f"fiches/{sheet.stem}/{name}" for name in ("index.html", "selection.json", f"{sheet.stem}.pdf")}
    its_own |= dossiers_of(six_site.catalogue.fiches[sheet.stem])
    assert pages_written(updated.written) == its_own
    assert differences(snapshot(six_site.site), snapshot(project.site)) == its_own


def test_an_edit_to_a_title_changes_only_the_pages_that_showed_it(six_site, copied: Copy):
    project = copied(six_site)
    fiche = min(six_site.index.fiches, key=lambda fiche: len(fiche.meta.titre))
    path = project.root / fiche.source.path
    path.write_text(re.sub(r"(?m)^(titre: [\"']?)", r"\1Tournesol, ", fiche.source.text, count=1), encoding="utf-8")
    showed = {
        path.relative_to(six_site.site).as_posix()
        for path in html_files(six_site.site)
        if fiche.meta.titre in parse(path.read_bytes()).text
    } | {
        path.relative_to(six_site.site).as_posix()
        for pattern in ("**/atom.xml", "**/*.json", "**/*.csv")
        for path in six_site.site.glob(pattern)
        if "pagefind" not in path.parts and fiche.meta.titre in path.read_text(encoding="utf-8")
    }
    built(project)
    assert f"fiches/{fiche.slug}/index.html" in showed
    assert {"fiches/index.html", "flux/atom.xml", "flux/feed.json", "selection/fiches.json"} <= showed
    changed = differences(snapshot(six_site.site), snapshot(project.site))
    # And the list of words that mends spelling: « tournesol » was in no title.
    its_own = {f"fiches/{fiche.slug}/partage.png", f"fiches/{fiche.slug}/{fiche.slug}.pdf", *dossiers_of(fiche)}
    its_own |= {re.sub(r"([^/]+)/index\.html$", r"\1/\1.pdf", name) for name in showed if name.startswith("trousses/")}
    assert changed == {*showed, *its_own, "recherche/mots.json"}


def test_after_several_edits_the_site_is_that_of_a_first_build(six_site, copied: Copy, tmp_path: Path):
    project = copied(six_site)
    swap_questions(lone_sheet(project))
    built(project)
    renamed(project)
    built(project)
    page_file = sorted((project.content / "pages").glob("*.md"))[0]
    page_file.write_text(page_file.read_text(encoding="utf-8") + "\nUne phrase exemple de plus.\n", encoding="utf-8")
    council = project.content / "organisme.yml"
    council.write_text(council.read_text(encoding="utf-8").replace("adresse: null", "adresse: https://exemple.invalid/"), encoding="utf-8")
    built(project)
    assert differences(rebuilt_clean(project, tmp_path / "neuf"), snapshot(project.site)) == set()


def test_a_renamed_sheet_leaves_no_page_behind(six_site, copied: Copy):
    project = copied(six_site)
    old = renamed(project)
    updated = built(project).built.updated
    assert updated is not None
    files = (f"{old}.bib", f"{old}.json", f"{old}.pdf", f"{old}.ris", "index.html", "partage.png", "selection.json")
    assert [name for name in updated.removed if not name.startswith("pagefind/")] == [f"fiches/{old}/{name}" for name in files]
    assert not (project.site / "fiches" / old).exists()
    assert not (project.staging / "fiches" / old / "index.html").exists()
    assert (project.site / "fiches" / "exemple-de-nom" / "index.html").is_file()
    assert [path for path in html_files(project.site) if f"fiches/{old}/" in path.read_text(encoding="utf-8")] == []


def test_a_renamed_sheet_that_was_on_line_needs_a_redirection_and_then_leads_to_its_new_page(six_site, copied: Copy):
    project = copied(six_site)
    before = snapshot(project.site, without=())
    sheet = lone_sheet(project)
    sheet.rename(sheet.with_name("exemple-de-nom.md"))
    stopped = build(project, TODAY).prepared
    assert stopped is not None
    assert [d.rule.code for d in stopped.blocking] == ["A001"]
    assert snapshot(project.site, without=()) == before
    moved = f"redirections:\n  - {{de: fiches/{sheet.stem}/, vers: fiches/exemple-de-nom/, le: 2026-11-24}}\n"
    (project.content / "redirections.yml").write_text(moved, encoding="utf-8")
    built(project)
    old = page(project.site, f"fiches/{sheet.stem}/")
    assert old.one("h1").text == "Page déplacée"
    assert [link.attributes["href"] for link in old.one("article").all("a")] == ["../exemple-de-nom/"]


def test_the_search_index_follows_a_renamed_sheet(six_site, copied: Copy):
    project = copied(six_site)
    renamed(project)
    built(project)
    published = json.loads((project.site / "pagefind" / "pagefind-entry.json").read_text(encoding="utf-8"))
    assert published["languages"]["und"]["page_count"] == len(
        [path for path in html_files(project.site) if b"data-pagefind-body" in path.read_bytes()]
    )
    in_place = {name: (project.site / "pagefind" / name).read_bytes() for name in published_files(project.build)}
    assert snapshot(project.site / "pagefind") == in_place


def test_a_draft_stays_out_and_comes_when_asked_for(six_site, copied: Copy):
    project = copied(six_site)
    sheet = lone_sheet(project)
    title = six_site.index.catalogue.fiches[sheet.stem].meta.titre
    replace(sheet, "statut: publiee", "statut: brouillon")
    address = f"fiches/{sheet.stem}/"
    unpublish(project, address)
    built(project)
    assert not (project.site / address).exists()
    assert [path for path in html_files(project.site) if title in parse(path.read_bytes()).text] == []
    built(project, drafts=True)
    assert page(project.site, address).all("p", class_="p-notice")[0].text == "Brouillon\u00a0: cette page n’est pas publiée."
    assert title in page(project.site, "fiches/").text
    built(project)
    assert not (project.site / address).exists()


def test_an_error_in_a_draft_does_not_stop_the_site_but_stops_its_preview(example_site, copied: Copy):
    project = copied(example_site)
    stopped = build(project, TODAY, drafts=True).prepared
    assert stopped is not None
    assert {d.place.path for d in stopped.blocking} == {"content/fiches/brouillon-exemple.md"}
    assert build(project, TODAY).unchanged


@pytest.mark.parametrize("drafts", [False, True])
def test_a_withdrawn_sheet_keeps_a_page_that_says_why_and_is_in_no_list(drafts, six_site, copied: Copy):
    project = copied(six_site)
    sheet = lone_sheet(project)
    title = six_site.index.catalogue.fiches[sheet.stem].meta.titre
    replace(sheet, "statut: publiee", "statut: retiree\nretrait:\n  date: 2026-11-24\n  raison: Un exemple de raison.")
    built(project, drafts=drafts)
    notice = page(project.site, f"fiches/{sheet.stem}/").one("p", class_="p-notice")
    assert notice.text == "Cette fiche a été retirée le 24\u00a0novembre\u00a02026\u00a0: Un exemple de raison."
    shown = [path.parent.name for path in html_files(project.site) if title in parse(path.read_bytes()).text]
    assert shown == [sheet.stem]


def test_an_error_in_the_content_leaves_the_site_as_it_was(six_site, copied: Copy):
    project = copied(six_site)
    before = {folder: snapshot(folder, without=()) for folder in (project.site, project.staging, project.docs)}
    sheet = lone_sheet(project)
    replace(sheet, "## Limites\n", "## Limites\n\nUn exemple de 4321 élèves sans citation.\n")
    stopped = build(project, TODAY)
    assert stopped.prepared is not None
    line = sheet.read_text(encoding="utf-8").splitlines().index("Un exemple de 4321 élèves sans citation.") + 1
    assert [f"{d.place} {d.rule.code}" for d in stopped.prepared.blocking] == [f"content/fiches/{sheet.name}:{line}:15 T001"]
    assert stopped.updated is None
    assert {folder: snapshot(folder, without=()) for folder in before} == before


def test_what_an_error_stopped_has_no_index(tmp_path: Path):
    stopped = prepare(make_site(tmp_path, {"content/organisme.yml": "nom: exemple\n"}, templates=True), TODAY)
    assert stopped.blocking != ()
    with pytest.raises(RuntimeError, match="nothing was published"):
        _ = stopped.index


@pytest.mark.parametrize("template", ["pages/fiche.md.j2", "theme/main.html", "theme/404.html"])
def test_a_broken_template_leaves_the_site_as_it_was_and_the_next_build_ends_right(template, small_site, copied: Copy, tmp_path: Path):
    project = copied(small_site)
    before = snapshot(project.site, without=())
    path = project.templates / template
    good = path.read_bytes()
    path.write_bytes(good + b"{% exemple %}")
    swap_questions(project.content / "fiches" / "exemple.md")
    with pytest.raises(jinja2.TemplateSyntaxError):
        build(project, TODAY)
    assert snapshot(project.site, without=()) == before
    path.write_bytes(good)
    built(project)
    assert differences(rebuilt_clean(project, tmp_path / "neuf"), snapshot(project.site)) == set()


def test_after_a_failed_build_undoing_the_edit_restores_the_site(small_site, copied: Copy):
    project = copied(small_site)
    path = project.templates / "theme" / "main.html"
    good = path.read_bytes()
    path.write_bytes(good + b"{% exemple %}")
    with pytest.raises(jinja2.TemplateSyntaxError):
        build(project, TODAY)
    path.write_bytes(good)
    built(project)
    assert differences(snapshot(small_site.site), snapshot(project.site)) == set()
    assert (project.site / "pagefind" / "pagefind.js").is_file()


def test_a_change_of_theme_is_on_every_page(small_site, copied: Copy):
    project = copied(small_site)
    replace(project.templates / "theme" / "main.html", "Aller au contenu", "Aller à l’exemple")
    built(project)
    pages = [path for path in html_files(project.site) if "widget" not in path.parts]  # those have no header
    assert all(parse(path.read_bytes()).one("a", class_="p-skip").text == "Aller à l’exemple" for path in pages)


@pytest.mark.parametrize("name", ["six_site", "real_site"] if LONG else ["six_site"])
def test_two_builds_in_two_folders_are_byte_identical(name: str, tmp_path: Path, request: pytest.FixtureRequest):
    site: Site = request.getfixturevalue(name)
    assert differences(rebuilt_clean(site.project, tmp_path / "autre"), snapshot(site.site)) == set()


def test_the_order_of_files_on_disk_does_not_matter(example_site, tmp_path: Path):
    project = copy_project(REPOSITORY / "tests" / "exemple", tmp_path)
    # Written again in reverse: most file systems then list them in another order.
    for path in sorted((path for path in tmp_path.rglob("*") if path.is_file()), reverse=True):
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(data)
    assert differences(snapshot(built(project).site), snapshot(example_site.site)) == set()


def test_a_clean_build_over_the_same_content_writes_no_page_and_keeps_the_search_index(six_site, copied: Copy):
    project = copied(six_site)
    updated = built(project, clean=True).built.updated
    assert updated is not None
    assert pages_written(updated.written) == set()
    assert (project.site / "pagefind" / "pagefind.js").is_file()
    assert differences(snapshot(six_site.site), snapshot(project.site)) == set()


def test_pages_without_their_search_index_are_not_a_whole_build(small_site, copied: Copy):
    project = copied(small_site)
    swap_questions(project.content / "fiches" / "exemple.md")
    build_pages(project, TODAY)
    assert searched(project.site) == searched(small_site.site)
    assert not build(project, TODAY).unchanged
    assert searched(project.site) != searched(small_site.site)
    assert build(project, TODAY).unchanged


def test_a_stopped_search_index_is_made_by_the_next_run(small_site, copied: Copy):
    project = copied(small_site)
    swap_questions(project.content / "fiches" / "exemple.md")
    build_pages(project, TODAY)
    stop = threading.Event()
    stop.set()
    with pytest.raises(SearchStoppedError):
        build_search(project, stop)
    # Of the references, no page changed.
    assert [name for name in INDEXES if (project.build / name).is_dir()] == ["pagefind-references"]
    assert searched(project.site) == searched(small_site.site)
    assert build_search(project).written != ()
    assert build(project, TODAY).unchanged


def test_a_search_index_that_fails_says_why(tmp_path: Path):
    with pytest.raises(subprocess.CalledProcessError) as failed:
        index_search(tmp_path / "absent", tmp_path / "pagefind", INDEXES["pagefind"])
    assert "Pagefind was not able to build an index." in failed.value.output


def test_the_build_folder_may_be_deleted_at_any_time(small_site, copied: Copy):
    project = copied(small_site)
    shutil.rmtree(project.build)
    built(project)
    assert differences(snapshot(small_site.site), snapshot(project.site)) == set()
    assert (project.site / "pagefind" / "pagefind.js").is_file()


def test_an_unreadable_state_is_forgotten(small_site, copied: Copy):
    project = copied(small_site)
    (project.build / "etat.json").write_text("[exemple", encoding="utf-8")
    assert not build(project, TODAY).unchanged
    assert build(project, TODAY).unchanged


def test_a_file_that_is_not_ours_does_not_stay_in_the_site(small_site, copied: Copy):
    project = copied(small_site)
    (project.site / "exemple" / "vide").mkdir(parents=True)
    (project.site / "exemple" / "perdu.html").write_text("exemple", encoding="utf-8")
    swap_questions(project.content / "fiches" / "exemple.md")
    built(project)
    assert not (project.site / "exemple").exists()


def test_the_site_shares_no_file_with_the_staging_folder(small_site):
    assert {path.stat().st_nlink for path in small_site.site.rglob("*") if path.is_file()} == {1}


def test_the_sitemap_leaves_out_what_search_engines_are_asked_to_leave_out(small_site, copied: Copy):
    project = copied(small_site)
    replace(
        project.content / "fiches" / "exemple.md", "statut: publiee", "statut: retiree\nretrait: {date: 2026-11-24, raison: Un exemple.}"
    )
    replace(project.content / "organisme.yml", "adresse: null", "adresse: https://exemple.invalid/")
    (project.content / "redirections.yml").write_text(
        "redirections:\n  - {de: fiches/ancienne/, vers: fiches/exemple/, le: 2026-11-24}\n", encoding="utf-8"
    )
    assert prepare(project, TODAY).blocking == ()
    listed = re.findall("<loc>https://exemple.invalid/([^<]*)</loc>", (project.build / "sitemap.xml").read_text(encoding="utf-8"))
    assert "a-propos/" in listed
    # Its only sheet withdrawn, the list of sheets is closed: its address leads home.
    assert [address for address in listed if address.startswith(("fiches/", "widget/"))] == []


def test_the_sitemap_lists_every_page_with_the_dates_of_the_sheets_and_plans(example_site):
    names = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    root = ElementTree.fromstring((example_site.site / "sitemap.xml").read_bytes())  # noqa: S314 (made here)
    found = {entry.findtext("m:loc", namespaces=names): entry.findtext("m:lastmod", namespaces=names) for entry in root}
    site = example_site.site
    addresses = {path.parent.relative_to(site).as_posix().removeprefix(".") for path in html_files(site) if path.name == "index.html"}
    addresses = {address for address in addresses if not address.startswith("widget/")}  # for other sites' frames
    assert set(found) == {"https://exemple.invalid/passerelle/" + (address + "/" if address else "") for address in addresses}
    dated = {address: modified for address, modified in found.items() if modified is not None}
    days = {f"fiches/{fiche.slug}/": fiche.meta.revisee_le for fiche in example_site.index.fiches}
    days |= {f"plans/{plan.slug}/": plan.meta.a_jour_au for plan in example_site.index.plans}
    assert dated == {f"https://exemple.invalid/passerelle/{address}": day.isoformat() for address, day in days.items()}


def test_a_site_without_address_has_no_sitemap_and_loses_the_one_it_had(small_site, example_site, copied: Copy):
    assert not (small_site.site / "sitemap.xml").exists()
    project = copied(example_site)
    replace(project.content / "organisme.yml", 'adresse: "https://exemple.invalid/passerelle/"', "adresse: null")
    built(project)
    assert not (project.site / "sitemap.xml").exists()


@pytest.mark.parametrize("name", ["sitemap.xml.gz", "search/search_index.json"])
def test_what_mkdocs_makes_and_readers_do_not_need_is_not_published(name, example_site):
    assert not (example_site.site / name).exists()


def test_no_page_depends_on_the_day_of_the_build_nor_on_the_clock(small_site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    project = make_site(tmp_path, templates=True)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    build(project, date(2031, 1, 1))
    for folder, other in ((project.site, small_site.site), (project.staging, small_site.project.staging)):
        assert differences(snapshot(folder), snapshot(other)) == set()


def test_the_day_of_the_build_may_be_given(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1924991999")  # the last second of that day, UTC
    assert today_for_build() == date(2030, 12, 31)


def test_search_finds_pages_that_are_read_and_not_lists(real_site):
    with_search = {
        path.parent.relative_to(real_site.site).as_posix()
        for path in html_files(real_site.site)
        if b"data-pagefind-body" in path.read_bytes()
    }
    index = real_site.index
    expected = {f"fiches/{fiche.slug}" for fiche in index.fiches} | {f"activites/{activity.slug}" for activity in index.activities}
    expected |= {f"comites/{slug}" for slug in index.catalogue.committees} | {f"besoins/{one.need.slug}" for one in index.needs}
    expected |= {f"outils/{slug}" for slug in index.catalogue.tools} | {f"campagnes/{slug}" for slug in index.catalogue.campaigns}
    expected |= {f"dossiers/{term.slug}" for term in index.terms("themes") if len(index.with_term("themes", term.slug)) > 1}
    expected |= {f"trousses/{slug}" for slug in index.catalogue.committees} | {f"plans/{slug}" for slug in index.catalogue.plans}
    expected |= {f"initiatives/{one.slug}" for one in index.published(INITIATIVES)}
    expected |= {one.address.removesuffix("/") for one in index.catalogue.evaluations.values()}
    # Lists too: one of documents, which the search does not read; two that council members look for, their title and summary only.
    assert with_search == expected | {"canevas", "reprendre", "tableau-de-bord", "evaluation/comment-nous-protegeons"} | set(
        index.catalogue.pages
    )
