"""The commands that show a proposed change before it is accepted: what changes for a reader, and the pages as they would be."""

import re
import subprocess
import sys
from pathlib import Path

import click

from pipeline.cli._asking import resolved
from pipeline.cli._declare import FILE, FOLDER, PATH, command
from pipeline.cli._french import WrongUseError, build_day
from pipeline.cli._shared import load_or_stop
from pipeline.content.catalogue import Catalogue
from pipeline.project import Project
from pipeline.site.preview.comment import comment, text_of
from pipeline.site.preview.comparison import compare
from pipeline.site.preview.comparison_text import as_markdown
from pipeline.site.preview.open_requests import with_preview
from pipeline.site.preview.single_pages import write_previews
from pipeline.site.preview.whole_site import preview_address, write_site_preview
from pipeline.terminal.report import print_text
from pipeline.terminal.say import say
from pipeline.text.addresses import absolute
from pipeline.writing import replace_if_different


@command
@click.argument("base", type=FOLDER, metavar="BASE", help="Dossier du dépôt tel qu’il est publié.")
@click.argument(
    "tete", type=FOLDER, required=False, metavar="[TÊTE]", help="Dossier du dépôt tel qu’il est proposé (par défaut : ce dépôt)."
)
@click.option("--sortie", type=FILE, metavar="FICHIER", help="Écrire dans ce fichier plutôt qu’à l’écran.")
@click.pass_obj
def comparer(project: Project, base: Path, tete: Path | None, sortie: Path | None) -> None:
    """Tell what changes for a reader between two copies of the repository."""
    today = build_day()
    before, after = _read(Project(base.resolve())), _read(Project(tete.resolve()) if tete else project)
    text = as_markdown(compare(before, after, today))
    if sortie is None:
        print(text, end="")
    else:
        replace_if_different(sortie.resolve(), text.encode(errors="backslashreplace"))


def _read(project: Project) -> Catalogue:
    """Return what a copy of the repository holds; its pages that cannot be read are left out."""
    if not project.content.is_dir():
        raise WrongUseError(f"Il n’y a pas de dossier « content » dans « {project.root} ».")
    return load_or_stop(project, [])


@command
@click.argument("fichiers", nargs=-1, required=True, type=PATH, metavar="FICHIERS…", help="Fichiers dont montrer la page.")
@click.option(
    "--sortie",
    type=FOLDER,
    default=Path("build/apercu"),
    metavar="DOSSIER",
    help="Où écrire les pages (par défaut : build/apercu).",
)
@click.pass_obj
def apercu(project: Project, fichiers: tuple[Path, ...], sortie: Path) -> int:
    """Write the page of each file as one HTML file."""
    names = tuple(dict.fromkeys(_name(project, path) for path in fichiers))
    made = write_previews(project, names, sortie.resolve(), build_day())
    if made.blocking:
        print_text(made.blocking, sys.stdout)
        say("Aucun aperçu n’est fait : corrigez d’abord ces erreurs.")
        return 1
    for path, file in made.files.items():
        say(f"{path} : {file}")
    for path in made.without:
        say(f"{path} : pas de page à montrer.")
    return 0


@command
@click.argument("numero", type=click.IntRange(1), metavar="NUMÉRO", help="Numéro de la demande.")
@click.argument("commit", metavar="COMMIT", help="Commit proposé, en entier; il doit être dans ce dépôt.")
@click.option("--sortie", type=FOLDER, required=True, metavar="DOSSIER", help="Site publié, où ajouter l’aperçu.")
@click.option("--brouillons", is_flag=True, help="Montrer aussi les brouillons que la demande ajoute ou change.")
@click.pass_obj
def apercu_site(project: Project, numero: int, commit: str, sortie: Path, brouillons: bool) -> int:
    """Add to a published site the site that a commit would make."""
    if not re.fullmatch(r"[0-9a-f]{40}", commit):
        raise WrongUseError(f"« {commit} » n’est pas un commit en entier (quarante chiffres hexadécimaux).")
    address = preview_address(numero)
    try:
        work = project.build / "demandes" / str(numero)
        blocking = write_site_preview(project, commit, numero, work, sortie.resolve() / address, build_day(), drafts=brouillons)
    except subprocess.CalledProcessError:
        raise WrongUseError(f"Le commit « {commit} » n’est pas dans ce dépôt, ou il n’a pas de contenu.") from None
    if blocking:
        print_text(blocking, sys.stdout)
        say(f"La demande {numero} n’a pas d’aperçu : corrigez d’abord ces erreurs.")
        return 1
    say(f"La demande {numero} a son aperçu : {address}")
    return 0


@command
@click.argument("liste", type=FILE, metavar="LISTE", help="Demandes ouvertes, telles que GitHub les donne (JSON).")
@click.option("--depot", required=True, metavar="NOM", help="Nom du dépôt sur GitHub, comme organisme/depot.")
def demandes(liste: Path, depot: str) -> None:
    """List the open pull requests that have a preview."""
    try:
        found = with_preview(liste.read_text(encoding="utf-8"), depot)
    except (ValueError, RecursionError):
        raise WrongUseError(f"« {liste} » n’est pas une liste de demandes que GitHub donne.") from None
    for one in found:
        print(f"{one.number} {one.commit}{' formulaire' if one.by_form else ''}")


@command
@click.argument(
    "archive",
    type=FILE,
    metavar="ARCHIVE",
    help="Archive laissée par la vérification, s’il y en a une.",
)
@click.option("--conclusion", required=True, metavar="MOT", help="Comment la vérification a fini, dans les mots de GitHub.")
@click.option("--execution", required=True, metavar="ADRESSE", help="Adresse de la vérification.")
@click.option("--sortie", type=FILE, required=True, metavar="FICHIER", help="Où écrire le commentaire.")
@click.option("--apercu", type=click.IntRange(1), metavar="NUMÉRO", help="Numéro de la demande, si le site publié a l’aperçu du sien.")
@click.option("--etiquette", is_flag=True, help="L’aperçu attend qu’une personne pose l’étiquette.")
@click.pass_obj
def commenter(project: Project, archive: Path, conclusion: str, execution: str, sortie: Path, apercu: int | None, etiquette: bool) -> None:
    """Make a comment of the untrusted text that the checks of a pull request left."""
    text = text_of(archive.read_bytes()) if archive.is_file() else None
    site = absolute(_read(project).organisation.adresse, preview_address(apercu)) if apercu else None
    replace_if_different(sortie.resolve(), comment(text, conclusion, execution, site, waits=etiquette).encode())


def _name(project: Project, path: Path) -> str:
    """Return a file as the repository names it, as typed or from --racine; a file that is gone keeps its name."""
    full = resolved(project, path)
    if not full.is_relative_to(project.root):
        raise WrongUseError(f"« {path} » n’est pas un fichier de ce dépôt.")
    return project.relative(full)
