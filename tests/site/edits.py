"""A small site of six sheets, and every kind of edit that people make to it."""

import gzip
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from pipeline.project import Project
from tests.rules.examples import ACTIVITE, ACTIVITY, COMMITTEE, PLAN, PLAN_FILE, REPORT, REPORT_FILE, RESULTS
from tests.site.built_pages import snapshot
from tests.site.sites import built, copied_clean
from tests.support import BESOIN, BIBLIOGRAPHIE, CAMPAGNE, COMITE, FICHE, INITIATIVE, NOTE_EXEMPLE, OUTIL, PAGE, make_site

TITLE = "Exemple de fiche sur le tutorat"
_MODELE = """
@article{modele2019,
  author  = {Alex Modèle},
  title   = {{Exemple d’étude que personne ne cite}},
  journal = {Revue exemple},
  year    = {2019},
  langid  = {french}
}
"""
_OF_EXEMPLE = re.compile(r"^(2\. |- )?.*@exemple2020.*$", re.MULTILINE)
_OF_SAMPLE = "\\1Ne comptez pas sur un exemple qui réunit 42\u00a0essais [@sample2021, résumé]."


def _citing_one(text: str) -> str:
    """Return a sheet that cites one source only."""
    return _OF_EXEMPLE.sub(_OF_SAMPLE, text)


def _sheet(title: str, *changes: tuple[str, str]) -> str:
    text = FICHE
    for old, new in ((TITLE, title), *changes):
        assert old in text
        text = text.replace(old, new)
    return text


FILES = {
    "content/fiches/lecture.md": _sheet("Exemple de fiche sur la lecture", ("[tutorat]", "[lecture]"), ("2026-11-24", "2026-11-22")),
    "content/fiches/famille.md": _sheet("Exemple de fiche sur la famille", ("publics: [scolaire]", "publics: [communautaire]")),
    "content/fiches/sommeil.md": _sheet("Exemple de fiche sur le sommeil", ("[tutorat]", "[lecture, tutorat]")),
    # Cites one source only: what changes in the other leaves it alone.
    "content/fiches/sobre.md": _citing_one(_sheet("Exemple de fiche sobre")),
    "content/fiches/attente.md": _sheet("Exemple de fiche qui attend", ("statut: publiee", "statut: brouillon")),
    "content/evaluation/2026.yml": RESULTS,
    COMMITTEE: COMITE,
    PLAN_FILE: PLAN,
    ACTIVITY: ACTIVITE,
    # Leads to a sheet that edits rename, withdraw or remove: its line stays, with or without a link.
    REPORT_FILE: REPORT,
    "content/pages/a-propos.md": PAGE + "\nVoyez [un exemple](../fiches/exemple.md).\n",
    "research_notes/bibliographie/exemple.bib": BIBLIOGRAPHIE + _MODELE,
    "research_notes/notes/modele2019.md": NOTE_EXEMPLE.replace("120\u00a0élèves (exemple)", "Élèves (exemple)")
    .replace("120", "77")
    .replace("15 %", "8 %")
    .replace("15\u00a0%", "8\u00a0%"),
    "site_templates/theme/assets/exemple.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>\n",
}


def six_sheets(root: Path) -> Project:
    """Write the site under ``root``: five published sheets, a draft, three references of which one is not cited."""
    project = make_site(root, templates=True)
    for name, text in FILES.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return project


def built_clean(project: Project, root: Path) -> Project:
    """Build what ``project`` is made from in another folder, where nothing was ever built."""
    return built(copied_clean(project, root)).project


def searched(site: Path) -> dict[str, dict[str, Any]]:
    """Return what Pagefind knows of each page, by address: its title, headings, facets, and an id that its text changes.

    The index itself is never byte-stable; these fragments, which the results are shown from, are the same for the same pages.
    """
    pages: list[dict[str, Any]] = []
    for path in (site / "pagefind" / "fragment").iterdir():
        page = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        pages.append({"id": path.stem, **page})
    found = {page["url"]: page for page in pages}
    assert len(found) == len(pages), "a page is in the search index twice"
    entry = json.loads((site / "pagefind" / "pagefind-entry.json").read_text(encoding="utf-8"))["languages"]["und"]
    assert entry["page_count"] == len(found)
    assert (site / "pagefind" / f"pagefind.{entry['hash']}.pf_meta").is_file()
    return found


def replace(path: Path, old: str, new: str) -> None:
    """Replace ``old``, which must be there, everywhere in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


@dataclass
class Desk:
    """Where one edits: a project, and a generator that chooses what to edit. Names are never used twice."""

    project: Project
    random: Random
    _names: int = 0

    @property
    def bibliography(self) -> Path:
        return self.project.research / "bibliographie" / "exemple.bib"

    @property
    def redirections(self) -> Path:
        return self.project.content / "redirections.yml"

    def name(self) -> str:
        """Return a new word: letters only, for a title's figures must be cited."""
        self._names += 1
        return "exemple-" + "".join("abcdefghij"[int(digit)] for digit in f"{self._names:02}")

    def note(self, key: str) -> Path:
        return self.project.research / "notes" / f"{key}.md"

    def sheets(self, statut: str = "publiee") -> list[Path]:
        return [
            path for path in sorted(self.project.content.glob("fiches/*.md")) if f"\nstatut: {statut}\n" in path.read_text(encoding="utf-8")
        ]

    def lone_sheets(self) -> list[Path]:
        """Return the published sheets that no other file leads to, so that they may go."""
        others = [path for name in ("pages/*.md", "plans/*.yml", "redirections.yml") for path in self.project.content.glob(name)]
        texts = [path.read_text(encoding="utf-8") for path in others]
        return [
            path for path in self.sheets() if not any(f"fiches/{path.stem}" in text or f"fiches: [{path.stem}]" in text for text in texts)
        ]


def add_a_sheet(desk: Desk) -> None:
    name = desk.name()
    text = _sheet(f"Exemple de fiche {name}", ("[tutorat]", desk.random.choice(["[tutorat]", "[lecture]", "[lecture, tutorat]"])))
    (desk.project.content / "fiches" / f"{name}.md").write_text(text, encoding="utf-8")


def rename_a_sheet(desk: Desk) -> None:
    """Rename a sheet that is on line: with a redirection, and with the links and redirections that led to it."""
    sheet, name = desk.random.choice(desk.sheets()), desk.name()
    old, new = f"fiches/{sheet.stem}", f"fiches/{name}"
    sheet.rename(sheet.with_stem(name))
    for page in desk.project.content.glob("pages/*.md"):
        page.write_text(page.read_text(encoding="utf-8").replace(f"{old}.md", f"{new}.md"), encoding="utf-8")
    for plan in desk.project.content.glob("plans/*.yml"):
        plan.write_text(plan.read_text(encoding="utf-8").replace(f"[{sheet.stem}]", f"[{name}]"), encoding="utf-8")
    moved = desk.redirections.read_text(encoding="utf-8") if desk.redirections.exists() else "redirections:\n"
    moved = moved.replace(f"vers: {old}/", f"vers: {new}/") + f"  - {{de: {old}/, vers: {new}/, le: 2026-11-24}}\n"
    desk.redirections.write_text(moved, encoding="utf-8")


def edit_a_sheets_question(desk: Desk) -> None:
    """Change what no other page shows."""
    sheet = desk.random.choice(desk.sheets())
    sheet.write_text(sheet.read_text(encoding="utf-8").rstrip("\n") + f"\n- Et {desk.name()}?\n", encoding="utf-8")


def edit_a_sheets_title(desk: Desk) -> None:
    sheet = desk.random.choice(desk.sheets())
    text = re.sub(r"(?m)^titre: .*$", f"titre: Exemple de titre {desk.name()}", sheet.read_text(encoding="utf-8"), count=1)
    sheet.write_text(text, encoding="utf-8")


def edit_a_sheets_citations(desk: Desk) -> None:
    """Let a sheet cite a source less: « Citée dans » and the neighbours change on other pages."""
    sheets = [path for path in desk.sheets() if "@exemple2020" in path.read_text(encoding="utf-8")]
    if sheets:
        sheet = desk.random.choice(sheets)
        sheet.write_text(_citing_one(sheet.read_text(encoding="utf-8")), encoding="utf-8")


def withdraw_a_sheet(desk: Desk) -> None:
    if len(desk.sheets()) > 2 and (sheets := desk.lone_sheets()):
        replace(
            desk.random.choice(sheets), "statut: publiee\n", "statut: retiree\nretrait: {date: 2026-11-24, raison: Exemple de raison.}\n"
        )


def publish_a_draft(desk: Desk) -> None:
    if drafts := desk.sheets("brouillon"):
        replace(desk.random.choice(drafts), "statut: brouillon\n", "statut: publiee\n")


def make_a_sheet_a_draft_again(desk: Desk) -> None:
    """Take a sheet back that was never on line: its address leaves the register, and the site."""
    if len(desk.sheets()) > 2 and (sheets := desk.lone_sheets()):
        sheet = desk.random.choice(sheets)
        replace(sheet, "statut: publiee\n", "statut: brouillon\n")
        replace(desk.project.content / "adresses.txt", f"\nfiches/{sheet.stem}/\n", "\n")


def edit_a_cited_excerpt(desk: Desk) -> None:
    replace(desk.note("exemple2020"), "Parmi les élèves aidés", f"Parmi les élèves aidés ({desk.name()})")


def edit_an_excerpt_that_nothing_cites(desk: Desk) -> None:
    path = desk.note("modele2019")
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + f" Une suite {desk.name()}.\n", encoding="utf-8")


def add_an_excerpt(desk: Desk) -> None:
    name = desk.name()
    path = desk.note(desk.random.choice(["exemple2020", "sample2021", "modele2019"]))
    excerpt = f"\n## conclusion {{#{name} lang=fr lu=resume}}\n\n> un passage {name}\n\nUne paraphrase {name}.\n"
    path.write_text(path.read_text(encoding="utf-8") + excerpt, encoding="utf-8")


def delete_an_excerpt(desk: Desk) -> None:
    """Delete one of the excerpts of the note that nothing cites, the last one apart."""
    path = desk.note("modele2019")
    head, *excerpts = path.read_text(encoding="utf-8").split("\n## ")
    if len(excerpts) > 1:
        excerpts.pop(desk.random.randrange(len(excerpts)) if len(excerpts) > 2 else 0)
        path.write_text("\n## ".join([head, *excerpts]), encoding="utf-8")


def add_a_reference(desk: Desk) -> None:
    key = desk.name().replace("-", "")
    entry = f"\n@book{{{key},\n  author = {{Carol Exemplaire}},\n  title = {{{{Livre {key}}}}},\n  publisher = {{Éditions exemple}},\n"
    desk.bibliography.write_text(
        desk.bibliography.read_text(encoding="utf-8") + entry + "  year = {2001},\n  langid = {french}\n}\n", encoding="utf-8"
    )


def add_a_twin_reference(desk: Desk) -> None:
    """Add a work of the same authors and year as one that sheets cite: « 2020 » becomes « 2020b » on other pages."""
    key = desk.name().replace("-", "")
    entry = f"\n@article{{{key},\n  author = {{Alex Exemple and Billie Modèle}},\n  title = {{{{Autre étude {key}}}}},\n"
    entry += "  journal = {Revue exemple},\n  year = {2020},\n  langid = {french}\n}\n"
    desk.bibliography.write_text(desk.bibliography.read_text(encoding="utf-8") + entry, encoding="utf-8")


def edit_a_references_title(desk: Desk) -> None:
    """Change the title of a cited work: its letter may change with it."""
    text = re.sub(
        r"\{\{[^{}]*sur le tutorat\}\}",
        f"{{{{{desk.random.choice('AZ')}{desk.name()} sur le tutorat}}}}",
        desk.bibliography.read_text(encoding="utf-8"),
    )
    desk.bibliography.write_text(text, encoding="utf-8")


def edit_a_page_template(desk: Desk) -> None:
    name = desk.random.choice(["fiche.md.j2", "reference.md.j2", "liste-fiches.md.j2"])
    path = desk.project.templates / "pages" / name
    path.write_text(path.read_text(encoding="utf-8") + f"\n<p>Exemple {desk.name()}</p>\n", encoding="utf-8")


def edit_the_theme(desk: Desk) -> None:
    replace(desk.project.templates / "theme" / "main.html", 'href="#contenu">', f'href="#contenu">{desk.name()} ')


def edit_the_style_sheet(desk: Desk) -> None:
    path = desk.project.templates / "theme" / "assets" / "passerelle.css"
    path.write_text(path.read_text(encoding="utf-8") + f"\n/* {desk.name()} */\n", encoding="utf-8")


def rename_a_file_of_the_theme(desk: Desk) -> None:
    asset = next((desk.project.templates / "theme" / "assets").glob("exemple*.svg"))
    asset.rename(asset.with_stem(desk.name()))


def edit_the_settings(desk: Desk) -> None:
    path = desk.project.mkdocs_config
    text = re.sub(r"(?m)^( +permalink: ).*$", rf"\1{desk.name()}", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")


def rename_the_site(desk: Desk) -> None:
    path = desk.project.content / "organisme.yml"
    text = re.sub(r"(?m)^titre_du_site: .*$", f"titre_du_site: Site {desk.name()}", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")


def rename_a_term(desk: Desk) -> None:
    path = desk.project.content / "vocabulaire.yml"
    slug = desk.random.choice(["tutorat", "lecture", "scolaire", "primaire", "eleve"])
    text = re.sub(rf"(slug: {slug}, nom: )[^}}]+", rf"\1Terme {desk.name()}", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")


def add_a_page(desk: Desk) -> None:
    name = desk.name()
    (desk.project.content / "pages" / f"{name}.md").write_text(PAGE.replace("Page exemple", f"Page {name}"), encoding="utf-8")


def edit_the_results_of_a_survey(desk: Desk) -> None:
    path = desk.project.content / "evaluation" / "2026.yml"
    text = re.sub(r"court: [^,]+", f"court: {desk.name()}", path.read_text(encoding="utf-8"))
    path.write_text(re.sub(r"titre: Sondage.*", f"titre: Sondage {desk.name()}", text), encoding="utf-8")


def edit_a_plan(desk: Desk) -> None:
    """Name another action, which rests on another sheet and follows from another activity: their pages change with the plan's, and the documents."""
    path = desk.project.root / PLAN_FILE
    text = re.sub(r"(?m)action: Exemple.*$", f"action: Exemple d’action {desk.name()}", path.read_text(encoding="utf-8"))
    text = re.sub(r"(?m)^        activites: .*\n", "", text)
    named = f"fiches: [{desk.random.choice(desk.sheets()).stem}]\n" + desk.random.choice(
        ["", f"        activites: [{Path(ACTIVITY).stem}]\n"]
    )
    path.write_text(re.sub(r"fiches: \[.*\]\n", named, text), encoding="utf-8")


def edit_a_frozen_report(desk: Desk) -> None:
    path = desk.random.choice(sorted(desk.project.content.glob("rapports/*.yml")))
    replace(path, "définition", f"définition {desk.name()}")


def add_a_committee(desk: Desk) -> None:
    """Add a committee that a sheet names."""
    name = desk.name()
    folder = desk.project.content / "comites"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.md").write_text(COMITE.replace("Comité exemple", f"Comité {name}"), encoding="utf-8")
    _name_in_a_sheet(desk, "comites", name)


def add_a_need(desk: Desk) -> None:
    """Add a need that comes from the survey, and that a sheet answers."""
    name = desk.name()
    folder = desk.project.content / "besoins"
    folder.mkdir(exist_ok=True)
    text = BESOIN.replace("Comment choisir une forme de tutorat (exemple)?", f"Que faire de {name}?")
    text = text.replace("etat: repondu\nrepondu_le: 2026-11-20\nreponses: {fiches: [exemple]}", "etat: en-traitement")
    text = text.replace("origine: rencontre", "origine: sondage\nsondage: 2026")
    (folder / f"{name}.md").write_text(text, encoding="utf-8")
    _name_in_a_sheet(desk, "besoins", name)


def add_a_tool(desk: Desk) -> None:
    """Add a tool that a sheet looks back on."""
    name = desk.name()
    folder = desk.project.content / "outils"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.md").write_text(OUTIL.replace("Guide exemple", f"Guide {name}"), encoding="utf-8")
    _name_in_a_sheet(desk, "outils", name)


def add_a_campaign(desk: Desk) -> None:
    """Add a campaign that a tool serves, where there is one."""
    name = desk.name()
    folder = desk.project.content / "campagnes"
    folder.mkdir(exist_ok=True)
    tools = sorted(desk.project.content.glob("outils/*.md"))
    text = CAMPAGNE.replace("Semaine exemple", f"Semaine {name}").replace(
        "fiches: [exemple]\n", f"outils: [{tools[0].stem}]\n" if tools else ""
    )
    (folder / f"{name}.md").write_text(text, encoding="utf-8")


def add_an_initiative(desk: Desk) -> None:
    """Add an initiative of a committee, where there is one."""
    name = desk.name()
    folder = desk.project.content / "initiatives"
    folder.mkdir(exist_ok=True)
    committees = sorted(desk.project.content.glob("comites/*.md"))
    text = INITIATIVE.replace("lecture exemple", name).replace(
        "fiches: [exemple]\n", f"comites: [{committees[0].stem}]\n" if committees else ""
    )
    (folder / f"{name}.md").write_text(text, encoding="utf-8")


def _name_in_a_sheet(desk: Desk, key: str, name: str) -> None:
    path = desk.random.choice(desk.sheets())
    text = re.sub(rf"(?m)^{key}: .*\n", "", path.read_text(encoding="utf-8"))
    path.write_text(text.replace("force: limitee", f"{key}: [{name}]\nforce: limitee", 1), encoding="utf-8")


def edit_an_issue(desk: Desk) -> None:
    """Change the themes of a committee's issue; the committee comes with the first of these edits."""
    committees = sorted(desk.project.content.glob("comites/*.md"))
    if not committees:
        add_a_committee(desk)
        return
    text = committees[0].read_text(encoding="utf-8")
    themes = "[tutorat]" if "themes: [lecture]" in text else "[lecture]"
    committees[0].write_text(re.sub(r"themes: \[\w+\]", f"themes: {themes}", text), encoding="utf-8")


Edit = Callable[[Desk], None]
EDITS: tuple[Edit, ...] = (
    add_a_sheet, rename_a_sheet, edit_a_sheets_question, edit_a_sheets_title, edit_a_sheets_citations, withdraw_a_sheet, publish_a_draft,
    make_a_sheet_a_draft_again, edit_a_cited_excerpt, edit_an_excerpt_that_nothing_cites, add_an_excerpt, delete_an_excerpt, add_a_reference,
    add_a_twin_reference, edit_a_references_title, edit_a_page_template, edit_the_theme, edit_the_style_sheet, rename_a_file_of_the_theme,
    edit_the_settings, rename_the_site, rename_a_term, add_a_page, edit_the_results_of_a_survey, edit_a_plan, edit_a_frozen_report, add_a_committee, add_a_need,
    add_a_tool, add_a_campaign, add_an_initiative, edit_an_issue,
)  # fmt: skip

__all__ = ["EDITS", "Desk", "Edit", "built_clean", "searched", "six_sheets", "snapshot"]
