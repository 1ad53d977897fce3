"""The commands that bring in sources and watch over them."""

from collections.abc import Callable
from pathlib import Path

import click

from pipeline.cli._declare import PATH, command
from pipeline.cli._french import WrongUseError, build_day, utc_now
from pipeline.cli._progress import progress
from pipeline.intake.imports.importer import add, add_group, entries_of
from pipeline.intake.imports.known_dois import already_here
from pipeline.intake.proofs.record import prove
from pipeline.intake.registries.crossref import Crossref
from pipeline.intake.registries.vigilance import keep_watch
from pipeline.intake.told import GatherError, Told
from pipeline.intake.web.client import Web, contact_of
from pipeline.project import Project
from pipeline.terminal.say import say
from pipeline.terminal.typed_command import as_typed


@command
@click.argument("source", required=False, metavar="[SOURCE]", help="DOI, adresse de l’article, ou fichier BibTeX, RIS ou CSL-JSON.")
@click.option("--zotero", metavar="GROUPE", help="Numéro d’un groupe Zotero public : n’ajouter que ce qui y est nouveau.")
@click.option(
    "--dans",
    "fichier",
    default="ajouts.bib",
    metavar="FICHIER.bib",
    help="Fichier de la bibliographie où écrire (par défaut : ajouts.bib).",
)
@click.pass_obj
def ajouter(project: Project, source: str | None, zotero: str | None, fichier: str) -> int:
    """Import what a DOI, an address, a file or a Zotero group describes."""
    if (source is None) == (zotero is None):
        raise WrongUseError("Donnez un DOI, une adresse ou un fichier; ou --zotero et le numéro d’un groupe.")
    known = already_here(project, source) if source else None
    if known is not None:
        say(f"Déjà dans la bibliographie : {known.key}. Sa note : research_notes/notes/{known.key}.md")
        return 0
    web, today = Web(contact_of(project), utc_now), build_day()
    if zotero is not None:
        return _tell(lambda: add_group(project, zotero, fichier, today, web))
    return _tell(lambda: add(project, entries_of(source or "", web), fichier, today)[0])


@command
@click.argument("cle", metavar="CLÉ", help="Clé de la référence, qui est le nom de sa note.")
@click.argument("fichier", type=PATH, metavar="FICHIER", help="Copie de la source : PDF, page web ou texte.")
@click.option("--extrait", "extraits", multiple=True, metavar="IDENTIFIANT", help="Ne chercher que cet extrait; l’option peut se répéter.")
@click.pass_obj
def preuves(project: Project, cle: str, fichier: Path, extraits: tuple[str, ...]) -> int:
    """Look for the excerpts of a note in a copy of its source."""
    today = build_day()
    return _tell(lambda: prove(project, cle, fichier, frozenset(extraits), today))


@command
@click.option("--retraction-watch", type=PATH, metavar="FICHIER", help="Fichier CSV de Retraction Watch, à comparer aussi.")
@click.pass_obj
def vigilance(project: Project, retraction_watch: Path | None) -> int:
    """Ask Crossref about every source that has a DOI."""
    today = build_day()

    def act() -> Told:
        with progress() as step:
            return keep_watch(project, Crossref(Web(contact_of(project), utc_now)), retraction_watch, today, step)

    return _tell(act)


def _tell(act: Callable[[], Told]) -> int:
    """Print what was done, or why it could not be."""
    try:
        told = act()
    except GatherError as error:
        say(f"Rien n’a été changé : {error}")
        return 1
    print(as_typed("\n".join(told.lines)))
    return 0 if told.fine else 1
