"""The commands that teach the rules, and mend what is certain of them."""

import sys
from pathlib import Path

import click

from pipeline.carets import printable
from pipeline.catalogue.files import read_bytes
from pipeline.catalogue.project import Project
from pipeline.catalogue.words import counted, nearest
from pipeline.catalogue.writing import replace_if_different
from pipeline.checks.corrections import Correction, correct
from pipeline.checks.run import FAMILIES, RULES
from pipeline.cli_french import FrenchCommand, WrongUseError
from pipeline.report import print_rule, rule_row
from pipeline.report_changes import shown_changes


@click.command(cls=FrenchCommand)
@click.argument("code", required=False, metavar="[CODE]", help="Code d’une règle, comme C001 (par défaut\u00a0: la liste des règles).")
def regle(code: str | None) -> None:
    """Expliquer une règle\u00a0: ce qu’elle demande, pourquoi, et un exemple."""
    if code is None:
        for family, rules in FAMILIES:
            print(f"{family}\n" + "\n".join(rule_row(rule) for rule in rules) + "\n")
        print("Pour en lire une\u00a0: passerelle regle C001")
        return
    found = RULES.get(code.upper())
    if found is None:
        near = nearest(code.upper(), RULES)
        hint = f"Vouliez-vous dire « {near} »?" if near else "« passerelle regle » les montre toutes."
        raise WrongUseError(f"Il n’y a pas de règle « {code} ». {hint}")
    print_rule(found, sys.stdout)


@click.command(cls=FrenchCommand)
@click.argument(
    "chemins",
    nargs=-1,
    type=click.Path(path_type=Path),
    metavar="[FICHIERS]…",
    help="Fichiers ou dossiers à corriger (par défaut\u00a0: tous).",
)
@click.option("--oui", is_flag=True, help="Écrire les corrections sans poser la question.")
@click.pass_obj
def corriger(project: Project, chemins: tuple[Path, ...], oui: bool) -> None:
    """Corriger ce qui est certain\u00a0: espaces, heures, dates, guillemets, DOI, ordre des clés, sous-titres. Montre d’abord les changements."""
    corrections = [found for path in _files(project, chemins) if (found := _correction(project, path)) is not None]
    if not corrections:
        print("Rien à corriger.")
        return
    for correction in corrections:
        print(shown_changes(correction, sys.stdout.encoding))
    number, files = sum(correction.number for correction in corrections), len(corrections)
    print(f"{counted(number, 'changement')} dans {counted(files, 'fichier')}. Le signe ⍽ montre une espace insécable.", flush=True)
    if not oui and not (sys.stdin.isatty() and _agreed()):
        print("Rien n’est encore écrit. Pour écrire ces changements\u00a0: passerelle corriger --oui")
        sys.exit(1)
    for correction in corrections:
        replace_if_different(project.root / correction.path, correction.after)
    print("Les changements sont écrits. Relisez-les, puis lancez\u00a0: passerelle verifier")


def _correction(project: Project, path: Path) -> Correction | None:
    raw = read_bytes(project, path, [])
    return correct(project.relative(path), raw) if raw is not None else None


def _agreed() -> bool:
    try:
        answer = input("Écrire ces changements? (oui ou non)\u00a0: ")
    except EOFError:
        return False
    return answer.strip().lower() in ("o", "oui")


def _files(project: Project, paths: tuple[Path, ...]) -> list[Path]:
    """Return the pages, notes, bibliographies and captions of the site, or those among them that ``paths`` (files or folders) name."""
    folders = [folder for folder in sorted(project.content.glob("*")) if folder.is_dir()]
    files = [path for folder in [*folders, project.research / "notes"] for path in sorted(folder.glob("*.md"))]
    files += sorted((project.research / "bibliographie").glob("*.bib"))
    files += sorted((project.content / "activites").glob("*.vtt"))
    wanted = []
    for path in paths:
        full = path.resolve() if path.exists() else (project.root / path).resolve()  # as typed, or from --racine
        if not any(full == file or full in file.parents for file in files):
            raise WrongUseError(
                f"« {printable(str(path))} » n’est ni une page, ni une note, ni une bibliographie, ni des sous-titres de ce dépôt."
            )
        wanted.append(full)
    return [file for file in files if not wanted or any(full == file or full in file.parents for full in wanted)]
