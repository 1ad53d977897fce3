"""The commands that check the content, teach the rules, and mend what is certain of them."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli._asking import agrees, meant, resolved
from pipeline.cli._checked import checked
from pipeline.cli._declare import FILE, PATH, command
from pipeline.cli._french import WrongUseError, build_day
from pipeline.project import Project
from pipeline.terminal.carets import printable
from pipeline.terminal.job_summary import append_report
from pipeline.terminal.report import print_github, print_json, print_rule, print_text, rule_row, summary, totals
from pipeline.terminal.say import say
from pipeline.text.diagnostics import Diagnostic, Severity, has_errors
from pipeline.text.files import read_bytes
from pipeline.text.words import counted
from pipeline.writing import replace_if_different

if TYPE_CHECKING:  # slow to import; what was checked already needs none of it
    from pipeline.rules.fixes import FileCorrection


@command
@click.argument(
    "chemins",
    nargs=-1,
    type=PATH,
    metavar="[FICHIERS]…",
    help="Fichiers ou dossiers dont il faut montrer les fautes (par défaut : tous).",
)
@click.option("--format", "forme", type=click.Choice(["texte", "github", "json"]), default="texte", help="Façon de montrer les fautes.")
@click.option("--infos", is_flag=True, help="Montrer aussi les informations.")
@click.option(
    "--resume",
    type=FILE,
    metavar="FICHIER",
    help="Ajouter aussi toute la liste à ce fichier, en Markdown.",
)
@click.option("--langue", is_flag=True, help="Dire aussi l’orthographe et la grammaire, là où Grammalecte est installé.")
@click.option("--revue", metavar="FICHE", help="Montrer chaque affirmation d’une fiche à côté de sa paraphrase et de son extrait.")
@click.pass_obj
def verifier(
    project: Project, chemins: tuple[Path, ...], forme: str, infos: bool, resume: Path | None, langue: bool, revue: str | None
) -> int:
    """Check the content."""
    if revue is not None:
        return _tell_review(project, revue)
    report = checked(project, build_day())
    found = _under(project, chemins, report.diagnostics)
    if langue:
        # Asked for: told though they are informations, which others are only with --infos.
        asked = _under(project, chemins, _language(project))
        found = (*(one for one in found if infos or one.severity is not Severity.INFO), *asked)
        infos = True
    if resume is not None:
        append_report(found, resume)
    if forme == "json":
        print_json(found, sys.stdout)
    elif forme == "github":
        print_github([one for one in found if infos or one.severity is not Severity.INFO], sys.stdout)
    else:
        print_text(found, sys.stdout, project, address=report.address, infos=infos)
        print(totals(found, infos=infos), end="")
        say(f"Vérification : {summary(found)}." + ("" if infos else " Les informations se lisent avec --infos."))
    return 1 if has_errors(list(found)) else 0


@command
@click.argument("code", required=False, metavar="[CODE]", help="Code d’une règle, comme C001 (par défaut : la liste des règles).")
def regle(code: str | None) -> None:
    """Tell what a rule asks, or list the rules."""
    from pipeline.rules.registry import FAMILIES, RULES

    if code is None:
        for family, rules in FAMILIES:
            print(f"{family}\n" + "\n".join(rule_row(rule) for rule in rules) + "\n")
        say("Pour en lire une : passerelle regle C001")
        return
    found = RULES.get(code.upper())
    if found is None:
        hint = meant(code.upper(), RULES) or " « passerelle regle » les montre toutes."
        raise WrongUseError(f"Il n’y a pas de règle « {code} ».{hint}")
    print_rule(found, sys.stdout)


@command
@click.argument(
    "chemins",
    nargs=-1,
    type=PATH,
    metavar="[FICHIERS]…",
    help="Fichiers ou dossiers à corriger (par défaut : tous).",
)
@click.option("--oui", is_flag=True, help="Écrire les corrections sans poser la question.")
@click.pass_obj
def corriger(project: Project, chemins: tuple[Path, ...], oui: bool) -> int:
    """Show the corrections that are certain, and write them once agreed to."""
    from pipeline.terminal.changes import shown_changes

    corrections = [found for path in _files(project, chemins) if (found := _correction(project, path)) is not None]
    if not corrections:
        print("Rien à corriger.")
        return 0
    for correction in corrections:
        print(shown_changes(correction, sys.stdout.encoding))
    number, files = sum(correction.number for correction in corrections), len(corrections)
    print(f"{counted(number, 'changement')} dans {counted(files, 'fichier')}. Le signe ⍽ montre une espace insécable.", flush=True)
    if not oui and not agrees("Écrire ces changements?"):
        say("Rien n’est encore écrit. Pour écrire ces changements : passerelle corriger --oui")
        return 1
    for correction in corrections:
        replace_if_different(project.root / correction.path, correction.after)
    say("Les changements sont écrits. Relisez-les, puis lancez : passerelle verifier")
    return 0


def _language(project: Project) -> tuple[Diagnostic, ...]:
    """Return what Grammalecte says of the content; why it says nothing is told beside, where it cannot spoil what programs read."""
    from pipeline.rules.language import COMMAND, GrammarCheckerError, grammar_checker, language_diagnostics
    from pipeline.rules.run import check

    run = grammar_checker()
    if run is None:
        say(
            f"Grammalecte n’est pas installé : la langue n’a pas été lue. Sous Debian ou Ubuntu : apt-get install {COMMAND}",
            file=sys.stderr,
        )
        return ()
    catalogue = check(project, build_day()).catalogue
    if catalogue is None:
        return ()
    try:
        return tuple(language_diagnostics(catalogue, run))
    except GrammarCheckerError as error:
        say(f"Grammalecte n’a pas répondu comme prévu : la langue n’a pas été lue ({error}).", file=sys.stderr)
        return ()


def _tell_review(project: Project, name: str) -> int:
    from pipeline.cli._shared import site_address
    from pipeline.rules.run import check
    from pipeline.terminal.review import review

    report = check(project, build_day())
    slug = Path(name).stem
    text = review(report.catalogue, slug) if report.catalogue else None
    if text is not None:
        print(text)
        return 0
    path = project.content / "fiches" / f"{slug}.md"
    if not path.is_file():
        raise WrongUseError(f"Il n’y a pas de fiche « {name} » dans content/fiches/.")
    # The sheet is there and cannot be read, or the council's own files cannot.
    errors = [found for found in report.diagnostics if found.severity is Severity.ERROR]
    print_text(errors, sys.stdout, project, address=site_address(report))
    say(f"La fiche « {slug} » ne se lit pas encore : corrigez d’abord ces erreurs.")
    return 1


def _under(project: Project, paths: tuple[Path, ...], diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Keep what concerns ``paths`` (files or folders); everything when there are none."""
    if not paths:
        return diagnostics
    wanted: list[str] = []
    for path in paths:
        full = resolved(project, path)
        if not full.exists() or not full.is_relative_to(project.root):
            raise WrongUseError(f"« {path} » n’est pas un fichier de ce dépôt.")
        wanted.append(project.relative(full))
    return tuple(d for d in diagnostics if any(name in (".", d.place.path) or d.place.path.startswith(name + "/") for name in wanted))


def _correction(project: Project, path: Path) -> "FileCorrection | None":
    from pipeline.rules.fixes import correct

    raw = read_bytes(project, path, [])
    return correct(project.relative(path), raw) if raw is not None else None


def _yaml_files(path: Path) -> list[Path]:
    """Return the files of that name, or of that folder."""
    return [path] if path.is_file() else sorted(path.glob("*.yml"))


def _files(project: Project, paths: tuple[Path, ...]) -> list[Path]:
    """Return the pages, notes, bibliographies, YAML files and captions of the site, or those that ``paths`` (files or folders) name."""
    from pipeline.rules.fixes import YAML_MODELS

    folders = [folder for folder in sorted(project.content.glob("*")) if folder.is_dir()]
    files = [path for folder in [*folders, project.research / "notes"] for path in sorted(folder.glob("*.md"))]
    files += sorted((project.research / "bibliographie").glob("*.bib"))
    files += [path for name in YAML_MODELS for path in _yaml_files(project.root / name)]
    files += sorted((project.content / "activites").glob("*.vtt"))
    wanted = []
    for path in paths:
        full = resolved(project, path)
        if not any(full == file or full in file.parents for file in files):
            raise WrongUseError(
                f"« {printable(str(path))} » n’est ni une page, ni une note, ni une bibliographie, ni un fichier YAML, ni des "
                "sous-titres de ce dépôt."
            )
        wanted.append(full)
    return [file for file in files if not wanted or any(full == file or full in file.parents for full in wanted)]
