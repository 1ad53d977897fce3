"""What people really get wrong: each told in French at its place, all at once, and the last good site untouched."""

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pipeline.project import Project
from pipeline.rules.run import check
from pipeline.site.build import build
from tests.rules.examples import (
    BIB,
    COUNCIL,
    PLAN,
    PLAN_FILE,
    SHEET,
    TEXT,
    VOCABULARY,
    Files,
    bib,
    council,
    note,
    page,
    place_of,
    plan,
    poor_french,
    sheet,
    shown_at,
    text,
    unmarked,
)
from tests.support import BIBLIOGRAPHIE, FICHE, ORGANISME, TODAY, make_site

TITLE = "titre: Exemple de fiche sur le tutorat"
BOMB = "a: &a [x, x]\n" + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20))


def symlink(name: str, target: str) -> Callable[[Path], None]:
    """Make ``name`` a link to ``target``, which is relative to the site's own folder."""

    def change(root: Path) -> None:
        (root.parent / "secret.md").write_text(FICHE)
        (root / name).symlink_to(root / target)

    return change


def folder(name: str) -> Callable[[Path], None]:
    """Make ``name`` a folder."""
    return lambda root: (root / name).mkdir()


def pipe(name: str) -> Callable[[Path], None]:
    """Make ``name`` a pipe, on which a reader would wait for ever."""
    return lambda root: os.mkfifo(root / name)


def bytes_named(name: bytes) -> Callable[[Path], None]:
    """Write a sheet whose file name is not UTF-8."""

    def change(root: Path) -> None:
        Path(os.fsdecode(os.fsencode(root / "content" / "fiches") + b"/" + name)).write_text(FICHE)

    return change


@dataclass(frozen=True)
class Broken:
    """One broken input, and all the errors that it gives: « place code message », the place of a mark in the files being ``MARK``."""

    name: str
    errors: list[str]
    files: Files = field(default_factory=dict)
    then: Callable[[Path], None] | None = None

    def make(self, root: Path) -> Project:
        project = make_site(root, unmarked(self.files)[0])
        if self.then is not None:
            self.then(root)
        return project


def in_sheet(place: str) -> str:
    return f"{SHEET}:{place}"


BROKEN = [
    # Encoding, size, name, place.
    Broken("UTF-16", [in_sheet("1:1 F001 Ce fichier est en UTF-16; il faut de l’UTF-8.")], {SHEET: FICHE.encode("utf-16")}),
    Broken("UTF-16 without its mark", [in_sheet("2:16 F001 Un caractère n’est pas en UTF-8 ici.")], {SHEET: "---\ntitre: Élèves\n---\n".encode("utf-16-le")}),
    Broken("Latin-1", [f"{TEXT}:17 F001 Un caractère n’est pas en UTF-8 ici."], {SHEET: text("Un exemple écrit")[SHEET].replace("Un exemple écrit", "Un exemple, voil@").encode().replace(b"voil@", b"voil\xe0")}),
    Broken("lone surrogate", [f"{TEXT}:9 F001 Un caractère n’est pas en UTF-8 ici."], {SHEET: FICHE.encode().replace(b"Exemple de contexte", b"Exemple \xed\xa0\x80")}),
    Broken("BOM", [in_sheet("1:1 F002 Ce fichier commence par un indicateur d’ordre des octets (BOM).")], {SHEET: b"\xef\xbb\xbf" + FICHE.encode()}),
    Broken("CRLF", [in_sheet("1:4 F003 Les lignes finissent par CRLF ou CR (Windows ou ancien Mac).")], {SHEET: FICHE.replace("\n", "\r\n")}),
    Broken("empty file", [in_sheet("1:1 F004 Ce fichier est vide.")], {SHEET: b""}),
    Broken("only spaces", ["‸ F004 Ce fichier est vide."], {SHEET: "‸ \n\n"}),
    Broken("a line of 2 MB", [in_sheet("1:1 F005 Ce fichier pèse 2\u00a0000\u00a0ko; la limite est de 1\u00a0000\u00a0ko.")], {SHEET: "a" * 2_000_000}),
    Broken("a line of 30 000 characters", ["‸ F005 Cette ligne a 30\u00a0000 caractères; la limite est de 20\u00a0000."], text("‸" + "a" * 30_000)),
    Broken("link out of the folder", ["content/fiches/lien.md:1:1 F006 Ce fichier est un lien vers l’extérieur du dépôt, ou vers lui-même."], then=symlink("content/fiches/lien.md", "../secret.md")),
    Broken("link to itself", ["content/fiches/lien.md:1:1 F006 Ce fichier est un lien vers l’extérieur du dépôt, ou vers lui-même."], then=symlink("content/fiches/lien.md", "content/fiches/lien.md")),
    Broken("link to nothing", ["content/fiches/lien.md:1:1 F009 Ce fichier ne s’ouvre pas."], then=symlink("content/fiches/lien.md", "content/fiches/absente.md")),
    *(
        Broken(f"file name {name}", [f"content/fiches/{name}:1:1 F007 Le nom du fichier n’est pas fait de minuscules sans accent, de chiffres et de traits d’union."], {f"content/fiches/{name}": FICHE})
        for name in ("élèves.md", "Exemple-Deux.md", "a..b.md", "...md", "deux mots.md", "a_b.md")
    ),
    Broken("file name not UTF-8", ["content/fiches/\udcff.md:1:1 F007 Le nom du fichier n’est pas fait de minuscules sans accent, de chiffres et de traits d’union."], then=bytes_named(b"\xff.md")),
    Broken("control character", ["‸ F008 Caractère invisible ou de contrôle (U+0007)."], text("Un ‸\x07exemple.")),
    Broken("zero byte", ["‸ F008 Caractère invisible ou de contrôle (U+0000)."], text("Un ‸\x00exemple.")),
    Broken("direction override", ["‸ F008 Caractère invisible ou de contrôle (U+202E)."], text("Un ‸\u202eexemple.")),
    Broken("zero-width space", ["‸ F008 Caractère invisible ou de contrôle (U+200B)."], text("Un‸\u200b exemple.")),
    Broken("direction override by an escape", ["‸ F008 Cette valeur contient un caractère invisible ou de contrôle (U+202E)."], sheet(TITLE, r'titre: ‸"Exemple \u202e de fiche"')),
    Broken("terminal command by an escape", ["‸ F008 Cette valeur contient un caractère invisible ou de contrôle (U+001B)."], sheet(TITLE, r'titre: ‸"Exemple \e[2J de fiche"')),
    Broken("lone surrogate by an escape", ["‸ F008 Cette valeur contient un caractère invisible ou de contrôle (U+D800)."], sheet(TITLE, r'titre: ‸"Exemple \ud800 de fiche"')),
    Broken("folder named x.md", ["content/fiches/x.md:1:1 F009 Ce fichier ne s’ouvre pas."], then=folder("content/fiches/x.md")),
    Broken("pipe named x.md", ["content/fiches/x.md:1:1 F009 Ce fichier ne s’ouvre pas."], then=pipe("content/fiches/x.md")),
    # Front matter.
    Broken("no front matter", [in_sheet("1:1 E001 L’en-tête manque\u00a0: la première ligne doit être « --- ».")], {SHEET: FICHE[FICHE.index("## À retenir") :]}),
    Broken("unclosed front matter", [in_sheet("1:1 E001 L’en-tête n’est pas fermé\u00a0: il manque une deuxième ligne « --- ».")], {SHEET: FICHE.replace("\n---\n", "\n", 1)}),
    Broken("empty front matter", ["‸ E002 Des lignes « clé: valeur » sont attendues ici."], {SHEET: "---\n‸---\n\nUn exemple.\n"}),
    Broken("front matter that is a list", ["‸ E002 Des lignes « clé: valeur » sont attendues ici."], {SHEET: "---\n‸- titre\n- resume\n---\n\nUn exemple.\n"}),
    Broken("tab before a key", ["‸ E002 Une tabulation est utilisée pour le retrait."], sheet("type: fait", "‸\ttype: fait")),
    Broken("tab before an item", ["‸ E002 Une tabulation est utilisée pour le retrait."], sheet("themes: [tutorat]", "themes:\n‸\t- tutorat")),
    Broken("unclosed quote", ["‸ E002 Un guillemet droit est ouvert et jamais fermé."], sheet(TITLE, 'titre: ‸"Exemple de fiche')),
    Broken("unclosed list", ["‸ E002 Un crochet est ouvert et jamais fermé."], sheet("themes: [tutorat]", "themes: ‸[tutorat")),
    Broken("colon in a value", ["‸ E002 Un deux-points suivi d’une espace se trouve dans la valeur."], sheet(TITLE, "titre: Deux choses‸: lire")),
    Broken("key without a colon", ["‸ E002 Cette ligne n’a pas la forme « clé: valeur »."], sheet(TITLE, "‸titre Exemple de fiche")),
    Broken("apostrophe inside single quotes", ["‸ E002 Une apostrophe se trouve dans une valeur qui est entre apostrophes droites."], sheet(TITLE, "titre: 'Exemple de l‸'école'")),
    Broken("duplicate key", ["‸ E003 La clé « titre » revient deux fois."], sheet("type: fait", "‸titre: Autre\ntype: fait")),
    Broken("alias bomb", ["‸ E004 Les ancres (&) et les renvois (*) ne sont pas acceptés."], sheet(TITLE, BOMB.replace("&", "‸&", 1) + TITLE)),
    Broken("value in italics", ["‸ E004 Une valeur ne commence ni par « * » ni par « & »."], sheet(TITLE, "titre: ‸*Important* exemple")),
    Broken("deep brackets", ["‸ E004 Plus de 12 niveaux d’imbrication."], sheet(TITLE, "titre: " + "[" * 11 + "‸" + "[" * 4989)),
    Broken("deep dashes", ["‸ E004 Plus de 12 niveaux d’imbrication."], sheet("themes: [tutorat]", "themes:\n  " + "- " * 11 + "‸" + "- " * 8989 + "x")),
    # Values.
    Broken("mistyped key", ["‸ E010 La clé « titres » est inconnue."], sheet("titre: ", "‸titres: ")),
    Broken("unknown key", ["‸ E010 La clé « zzz » est inconnue."], sheet("licence:", "‸zzz: 1\nlicence:")),
    Broken("missing key", [in_sheet("2:1 E011 La clé « statut » manque.")], sheet("statut: publiee\n", "")),
    Broken("list where text is due", ["‸ E012 « titre » attend un texte, et non une liste.".replace("« titre »", "«\u00a0titre\u00a0»")], sheet(TITLE, "titre: ‸[Exemple, de, fiche]")),
    Broken("text where a list is due", ["‸ E012 «\u00a0themes\u00a0» attend une liste, entre crochets ou avec des tirets, et non un texte."], sheet("themes: [tutorat]", "themes: ‸tutorat")),
    Broken("number where a list is due", ["‸ E012 «\u00a0themes\u00a0» attend une liste, entre crochets ou avec des tirets, et non un nombre."], sheet("themes: [tutorat]", "themes: ‸12")),
    Broken("number where text is due", ["‸ E012 «\u00a0titre\u00a0» attend un texte, et non un nombre."], sheet(TITLE, "titre: ‸2026")),
    Broken("nothing where text is due", ["‸ E012 «\u00a0titre\u00a0» attend un texte, et rien n’est écrit."], sheet(TITLE, "titre:‸")),
    Broken("nothing where a choice is due", ["‸ E012 «\u00a0statut\u00a0» attend une seule valeur de sa liste, et rien n’est écrit."], sheet("statut: publiee", "statut:‸")),
    Broken("perhaps where yes or no is due", ["‸ E012 «\u00a0donnees_quebecoises\u00a0» attend « oui » ou « non », et non un texte."], sheet("donnees_quebecoises: non", "donnees_quebecoises: ‸peut-être")),
    Broken("value of no list", ["‸ E013 « Tutorat » n’est pas une valeur de « themes »."], sheet("themes: [tutorat]", "themes: [‸Tutorat]")),
    Broken(
        "value twice",
        ["‸ E015 La valeur de « themes » ne convient pas\u00a0: « tutorat » y est deux fois."],
        sheet("themes: [tutorat]", "themes: ‸[tutorat, tutorat]"),
    ),
    Broken("30 February", ["‸ E014 « 2026-02-30 » n’est pas une date du calendrier."], sheet("publiee_le: 2026-11-01", "publiee_le: ‸2026-02-30")),
    Broken("date in words", ["‸ E014 « 1er novembre 2026 » n’a pas la forme d’une date de fichier."], sheet("publiee_le: 2026-11-01", "publiee_le: ‸1er novembre 2026")),
    Broken("no date", ["‸ E014 « publiee_le » attend une date."], sheet("publiee_le: 2026-11-01", "publiee_le:‸")),
    Broken("empty title", ["‸ E015 La valeur de « titre » ne convient pas\u00a0: elle est vide ou trop courte."], sheet(TITLE, 'titre: ‸""')),
    Broken("empty list", ["‸ E015 La valeur de « themes » ne convient pas\u00a0: la liste est vide."], sheet("themes: [tutorat]", "themes: ‸[]")),
    Broken("address that is none", ["‸ E015 La valeur de « adresse » ne convient pas\u00a0: cette adresse ne se lit pas; une adresse ressemble à https://www.exemple.org/page."], council("adresse: null", 'adresse: ‸"http://[::1"')),
    Broken("e-mail that is none", ["‸ E015 La valeur de « contact » ne convient pas\u00a0: une adresse de courriel ressemble à nom@exemple.org."], council("contact: null", "contact: ‸exemple")),
    Broken("no council", [f"{COUNCIL}:1:1 E020 Le fichier « content/organisme.yml » manque."], {COUNCIL: None}),
    Broken("council's own file cut short", ["‸ E002 Un crochet est ouvert et jamais fermé."], {COUNCIL: ORGANISME.split("territoires:")[0] + "territoires: ‸[{"}),
    Broken("vocabulary with an accent in an address", ["‸ E015 La valeur de « slug » ne convient pas\u00a0: il faut des minuscules sans accent, des chiffres et des traits d’union."], {VOCABULARY: "themes:\n  - {slug: ‸Tutorât, nom: Tutorat}\npublics: []\nages: []\ndeterminants: []\naxes: []\nbuts: []\n"}),
    # Text.
    Broken("HTML in a title", ["‸ S022 Du HTML se trouve dans le texte.", "‸ S022 Du HTML se trouve dans le texte."], sheet(TITLE, "titre: ‸<b>Exemple‸</b>")),
    Broken("script in a title", ["‸ S022 Du HTML se trouve dans le texte.", "‸ S022 Du HTML se trouve dans le texte."], sheet(TITLE, "titre: ‸<script>alert()‸</script>")),
    Broken("script in a page", ["‸ S022 Du HTML se trouve dans le texte."], page("Du texte.", "‸<script src=https://www.example.org/x.js")),
    Broken("missing heading", [f"{place_of(chr(10) + '## À retenir')} S010 La section « Limites » manque."], sheet("## Limites\n\nNous avons lu les résumés.\n\n", "")),
    Broken("same heading twice", ["‸ S011 Le titre « Limites » revient deux fois."], sheet("## Limites\n", "## Limites\n\nUn exemple.\n\n‸## Limites\n")),
    Broken("unclosed citation", ["‸ C006 Cette citation n’est pas fermée."], text("Un exemple ‸[@sample2021, résumé.")),
    Broken("mistyped citation", ["‸ C001 La bibliographie n’a pas de clé « sampel2021 »."], text("Un exemple [‸@sampel2021, résumé].")),
    # Bibliography and notes.
    Broken("BibTeX without a comma", ["‸ B001 L’entrée « sample2021 » ne se lit pas à cette ligne."], bib("  year    = {2021},\n", "  year    = {2021}\n‸")),
    Broken("BibTeX not closed", ["‸ B001 L’entrée « sample2021 » n’est pas fermée."], {BIB: BIBLIOGRAPHIE.replace("{english}\n}\n", "{english}\n").replace("@article{sample2021", "‸@article{sample2021")}),
    Broken("excerpt found on 29 February", ["‸ N002 Attributs de l’extrait\u00a0: « trouve » n’est pas une date AAAA-MM-JJ."], note("## résumé {#taille lang=fr lu=resume}", "‸## résumé {#taille lang=fr lu=resume trouve=2026-02-29}")),
    # Plans.
    Broken("a plan that is a list", ["‸ E002 Des lignes « clé: valeur » sont attendues ici."], {**plan(), PLAN_FILE: "‸- comite\n"}),
    Broken("a plan without an objective", ["‸ E015 La valeur de « objectifs » ne convient pas\u00a0: la liste est vide."], {**plan(), PLAN_FILE: PLAN[: PLAN.index("  - objectif")].replace("objectifs:", "objectifs: ‸[]")}),
    Broken("an objective without an action", ["‸ E015 La valeur de « actions » ne convient pas\u00a0: la liste est vide."], {**plan(), PLAN_FILE: PLAN[: PLAN.index("      - action")].replace("actions:", "actions: ‸[]")}),
    Broken("a plan of no committee", ["‸ E013 « comite-exmple » n’est pas une valeur de « comite »."], plan("comite: comite-exemple", "comite: ‸comite-exmple")),
    Broken("a determinant of no list", ["‸ E013 « eleves » n’est pas une valeur de « determinants »."], plan("[eleve]", "[‸eleves]")),
    Broken("a public of no list", ["‸ E013 « ecoles » n’est pas une valeur de « publics »."], plan("[scolaire]", "[‸ecoles]")),
    Broken("two years that do not follow", ["‸ E015 La valeur de « annee » ne convient pas\u00a0: une année scolaire s’écrit « 2026-2027 »."], plan("annee: 2026", "annee: ‸2026-2028")),
    Broken("a year that is none", ["‸ E015 La valeur de « annee » ne convient pas\u00a0: une année s’écrit « 2026 », ou « 2026-2027 » pour une année scolaire."], plan("annee: 2026", "annee: ‸cette année")),
    Broken("a state of no list", ["‸ E013 « fini » n’est pas une valeur de « etat »."], plan("etat: atteint", "etat: ‸fini")),
    Broken("an action without its day", ["‸ E011 La clé « echeance » manque."], {**plan(), PLAN_FILE: PLAN.replace("        echeance: 2026-12-15\n", "").replace("- action", "- ‸action")}),
    Broken("a day that is none in a plan", ["‸ E014 « 2026-13-45 » n’est pas une date du calendrier."], plan("2026-12-15", "‸2026-13-45")),
    Broken("a quantity that is a yes", ["‸ E012 «\u00a0cible\u00a0» attend un texte, et non « oui » ou « non »."], plan("cible: 4", "cible: ‸oui")),
    Broken("a key of a plan slipped", ["‸ E010 La clé « sources » est inconnue."], plan("          source: Registre", "          ‸sources: Registre")),
    Broken("a telephone in a plan", ["‸ J009 Ce texte contient un courriel ou un numéro de téléphone."], plan("École exemple", "‸Alex, 450 555-0123")),
    Broken("a draft under a plan", ["‸ J007 La fiche « exemple » n’est pas publiée."], {**plan("[exemple]", "[‸exemple]"), SHEET: FICHE.replace("statut: publiee", "statut: brouillon")}),
]  # fmt: skip
IDS = [broken.name for broken in BROKEN]
# Once a file cannot be read, what cites it says so too: these follow, and are no other mistake.
FOLLOW = {"B001": ("C001", "N006", "T002"), "N002": ("T002", "T006", "C004")}


def errors(project: Project, places: Sequence[str] = ()) -> list[str]:
    """« place code message » of each error, without those that only follow from another; ``places`` are those of marks."""
    report = check(project, TODAY)
    told = [d for d in report.blocking() if d.severity == "erreur"]
    following = {code for d in told for code in FOLLOW.get(d.rule.code, ())}
    return shown_at([d for d in told if d.rule.code not in following], places, "{d.rule.code} {d.message}")


@pytest.mark.parametrize("broken", BROKEN, ids=IDS)
def test_a_broken_input_is_told_at_its_place_and_nothing_else_is(tmp_path, broken):
    assert errors(broken.make(tmp_path / "site"), unmarked(broken.files)[1]) == broken.errors


@pytest.mark.parametrize("broken", BROKEN, ids=IDS)
def test_a_broken_input_is_told_in_french_with_what_to_do(tmp_path, broken):
    assert [fault for found in check(broken.make(tmp_path / "site"), TODAY).diagnostics for fault in poor_french(found)] == []


def test_all_the_mistakes_of_several_files_are_told_in_one_run(tmp_path):
    files = {
        **sheet("publiee_le: 2026-11-01", "publiee_le: ‸2026-02-30"),
        **page("titre: Page", "‸titres: Page"),
        **note("devis: transversal", "devis: ‸transversale"),
        "content/fiches/second.md": FICHE.replace("Exemple de fiche", "Second exemple de fiche").replace("type: fait-saillant\n", ""),
    }
    clean, places = unmarked(files)
    report = check(make_site(tmp_path, clean), TODAY)
    assert shown_at([d for d in report.diagnostics if d.rule.code[0] == "E"], places, "{d.rule.code}") == [
        "‸ E014",
        "content/fiches/second.md:2:1 E011",
        "‸ E010",
        "‸ E013",
    ]


def test_two_mistakes_of_one_header_are_told_in_one_run(tmp_path):
    files = {SHEET: FICHE.replace("type: fait-saillant", "type: ‸autre").replace("publiee_le: 2026-11-01", "publiee_le: ‸hier")}
    clean, places = unmarked(files)
    assert errors(make_site(tmp_path, clean), places) == [
        "‸ E013 « autre » n’est pas une valeur de « type ».",
        "‸ E014 « hier » n’a pas la forme d’une date de fichier.",
    ]


def test_a_title_over_several_lines_is_one_line(tmp_path):
    report = check(make_site(tmp_path, sheet(TITLE, "titre: |\n  Exemple de\n  # fiche")), TODAY)
    assert report.catalogue is not None
    assert report.catalogue.fiches["exemple"].meta.titre == "Exemple de # fiche"


@pytest.fixture(scope="module")
def good_site(tmp_path_factory) -> Path:
    """The small site, built once."""
    root = tmp_path_factory.mktemp("good")
    assert build(make_site(root, templates=True), TODAY).updated is not None
    return root


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file under ``folder``, with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def copy_cheaply(site: Path, root: Path) -> None:
    """Copy a built site; its templates and work in progress, which no case writes and no assertion reads, are links to the same files."""
    for path in sorted(site.iterdir()):
        if path.is_dir():
            linked = path.name in ("build", "site_templates")
            shutil.copytree(path, root / path.name, copy_function=os.link if linked else shutil.copy2)
        else:
            shutil.copy2(path, root / path.name)


@pytest.mark.parametrize("broken", BROKEN, ids=IDS)
def test_a_broken_input_leaves_every_byte_of_the_last_good_site(tmp_path, good_site, broken):
    root = tmp_path / "site"
    copy_cheaply(good_site, root)
    before = snapshot(root / "site")
    for name in [name for name, content in broken.files.items() if content is None]:
        (root / name).unlink()
    built = build(broken.make(root), TODAY)
    assert built.prepared is not None
    assert len(built.prepared.blocking) > 0
    assert snapshot(root / "site") == before
