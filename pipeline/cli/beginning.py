"""The command that begins the site of a council."""

import sys
from pathlib import Path

import click

from pipeline.authoring.new_site import NewCouncil, write_site
from pipeline.cli._asking import typed
from pipeline.cli._declare import FOLDER, command
from pipeline.cli._french import WrongUseError, build_day
from pipeline.terminal.report import print_text
from pipeline.terminal.say import say
from pipeline.text.words import counted

_ASKED = {
    "nom": "Nom complet de l’organisme",
    "sigle": "Sigle ou nom court",
    "region": "Région",
    "territoires": "Territoires de la région, séparés par des virgules",
}


@command
@click.argument("dossier", type=FOLDER, metavar="DOSSIER", help="Dossier du site à faire : nouveau, ou vide.")
@click.option("--nom", metavar="NOM", help="Nom complet de l’organisme.")
@click.option("--sigle", metavar="SIGLE", help="Sigle ou nom court.")
@click.option("--designation", metavar="MOTS", help="Comment une phrase le nomme : « le CREVALE » (par défaut : le nom court).")
@click.option("--region", metavar="NOM", help="Région.")
@click.option("--territoires", metavar="NOMS", help="Territoires de la région, séparés par des virgules.")
@click.option(
    "--statut",
    type=click.Choice(["demonstration", "officiel"]),
    default="demonstration",
    help="« officiel » quand l’organisme a adopté le site (par défaut : demonstration).",
)
def commencer(
    dossier: Path, nom: str | None, sigle: str | None, designation: str | None, region: str | None, territoires: str | None, statut: str
) -> int:
    """Begin the site of a council in a folder."""
    root = dossier.resolve()
    if root.is_dir() and any(root.iterdir()):
        raise WrongUseError(f"« {dossier} » n’est pas vide : rien n’y est écrit. Donnez un dossier nouveau.")
    given = {"nom": nom, "sigle": sigle, "region": region, "territoires": territoires}
    answers = {name: value if value is not None else _answer(name) for name, value in given.items()}
    council = NewCouncil(
        name=answers["nom"],
        short_name=answers["sigle"],
        designation=designation or answers["sigle"],
        region=answers["region"],
        territories=tuple(name.strip() for name in answers["territoires"].split(",") if name.strip()),
        status=statut,
    )
    files, wrong = write_site(root, council, build_day())
    if wrong:
        print_text(wrong, sys.stderr)
        say("Rien n’a été écrit : changez ces réponses.", file=sys.stderr)
        return 1
    say(f"Écrit : {counted(len(files), 'fichier')} dans {dossier}")
    say(f"Pour le voir : passerelle --racine {dossier} servir --brouillons")
    say(f"La suite est dans {dossier / 'README.md'}")
    return 0


def _answer(name: str) -> str:
    """Ask one question; without a terminal, say which option answers it."""
    if not sys.stdin.isatty():
        raise WrongUseError(f"Il manque l’option « --{name} » : {_ASKED[name].lower()}.")
    while not (answer := typed(_ASKED[name]).strip()):
        pass
    return answer
