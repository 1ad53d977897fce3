"""The command line: commands only, no logic. Exit codes: 0 fine, 1 the content has errors, 2 wrong use."""

import errno
import gc
import io
import subprocess
import sys
import threading
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from pipeline.cli import editors, forms, meetings, new_file, pull_requests, reports, rule_pages, state
from pipeline.cli._french import FrenchGroup, WrongUseError, build_day, in_french
from pipeline.cli._shared import progress, read_catalogue, site_address
from pipeline.handouts import letters
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.rules.run import Report, check
from pipeline.site.build import Built, build, build_pages, build_search
from pipeline.site.search.pagefind_index import SearchStoppedError
from pipeline.site.serve import serve
from pipeline.terminal.carets import printable
from pipeline.terminal.job_summary import append_report
from pipeline.terminal.report import print_github, print_json, print_text, summary, totals
from pipeline.terminal.review import review
from pipeline.text.diagnostics import Diagnostic, Severity, has_errors
from pipeline.text.words import counted


@click.group(
    cls=FrenchGroup,
    context_settings={"help_option_names": ["--aide", "--help"]},
    options_metavar="[OPTIONS]",
    subcommand_metavar="COMMANDE",
)
@click.option(
    "--racine",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DOSSIER",
    help="Dossier du site (par défaut\u00a0: le dossier courant).",
)
@click.pass_context
def cli(context: click.Context, racine: Path) -> None:
    """Passerelle\u00a0: de l’étude à la décision, chaque chiffre mène à sa source."""
    context.obj = Project(racine.resolve())


@cli.command()
@click.option("--propre", is_flag=True, help="Tout refaire, sans rien reprendre du travail d’avant.")
@click.option("--brouillons", is_flag=True, help="Montrer aussi les brouillons.")
@click.pass_obj
def construire(project: Project, propre: bool, brouillons: bool) -> None:
    """Vérifier le contenu et construire le site dans « site/ »."""
    with progress() as step:
        built = build(project, build_day(), clean=propre, drafts=brouillons, step=step)
    sys.exit(_tell_build(project, built))


@cli.command()
@click.argument(
    "chemins",
    nargs=-1,
    type=click.Path(path_type=Path),
    metavar="[FICHIERS]…",
    help="Fichiers ou dossiers dont il faut montrer les fautes (par défaut\u00a0: tous).",
)
@click.option("--format", "forme", type=click.Choice(["texte", "github", "json"]), default="texte", help="Façon de montrer les fautes.")
@click.option("--infos", is_flag=True, help="Montrer aussi les informations.")
@click.option(
    "--resume",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FICHIER",
    help="Ajouter aussi toute la liste à ce fichier, en Markdown.",
)
@click.option("--revue", metavar="FICHE", help="Montrer chaque affirmation d’une fiche à côté de sa paraphrase et de son extrait.")
@click.pass_obj
def verifier(project: Project, chemins: tuple[Path, ...], forme: str, infos: bool, resume: Path | None, revue: str | None) -> None:
    """Vérifier le contenu sans rien construire."""
    report = check(project, build_day())
    if revue is not None:
        sys.exit(_tell_review(project, report, revue))
    found = _under(project, chemins, report.diagnostics)
    if resume is not None:
        append_report(found, resume)
    if forme == "json":
        print_json(found, sys.stdout)
    elif forme == "github":
        print_github([one for one in found if infos or one.severity is not Severity.INFO], sys.stdout)
    else:
        print_text(found, sys.stdout, project, address=site_address(report), infos=infos)
        print(totals(found, infos=infos), end="")
        print(f"Vérification\u00a0: {summary(found)}." + ("" if infos else " Les informations se lisent avec --infos."))
    sys.exit(1 if has_errors(list(found)) else 0)


@cli.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, metavar="NUMÉRO", help="Port local (0\u00a0: n’importe lequel de libre)."
)
@click.option("--brouillons", is_flag=True, help="Montrer aussi les brouillons.")
@click.pass_obj
def servir(project: Project, port: int, brouillons: bool) -> None:
    """Construire, montrer le site sur cette machine, et le refaire quand un fichier change."""
    memory = Memory()

    def rebuild() -> bool:
        with progress() as step:
            built = build_pages(project, build_day(), drafts=brouillons, memory=memory, step=step)
        return _tell_build(project, built) == 0

    def index(stop: threading.Event) -> None:
        try:
            if build_search(project, stop).written:
                print("La recherche est à jour.", flush=True)
        except SearchStoppedError:
            pass  # an edit came: the index of its pages follows
        except subprocess.CalledProcessError as error:
            print(f"La recherche n’a pas été mise à jour\u00a0: Pagefind s’est arrêté.\n{error.output}", file=sys.stderr, flush=True)

    try:
        serve(project, port, rebuild, index, lambda address: print(f"Le site est à {address} (Ctrl+C pour arrêter).", flush=True))
    except OSError as error:
        if error.filename is not None or error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        raise WrongUseError(f"Le port {port} est déjà pris, ou réservé. Donnez-en un autre, ou --port 0 pour un port libre.") from error


@cli.command()
@click.argument("activite", metavar="ACTIVITÉ", help="Nom du fichier de l’activité, avec ou sans « .md ».")
@click.option(
    "--forme",
    type=click.Choice(["invitation", "rappel", "suivi", "publication"]),
    help="Ce qu’il faut écrire (par défaut\u00a0: le suivi d’une activité tenue, sinon l’invitation).",
)
@click.pass_obj
def annonce(project: Project, activite: str, forme: str | None) -> None:
    """Écrire l’annonce d’une activité\u00a0: un courriel (.eml) à ouvrir et à envoyer, ou une courte publication."""
    catalogue = read_catalogue(project)
    found = catalogue.activities.get(Path(activite).stem)
    if found is None:
        raise WrongUseError(f"Il n’y a pas d’activité « {activite} » dans content/activites/.")
    forme = forme or ("suivi" if found.meta.etat == "tenue" else "invitation")
    if forme == "publication":
        print(letters.short_post(catalogue.organisation, found))
        return
    write = {"invitation": letters.announcement, "rappel": letters.reminder, "suivi": letters.follow_up}[forme]
    sys.stdout.buffer.write(letters.as_email(project, catalogue.organisation, write(catalogue, found, build_day())))


@cli.command()
@click.option(
    "--depuis",
    type=click.DateTime(["%Y-%m-%d"]),
    required=True,
    metavar="DATE",
    help="Premier jour de la période, comme 2026-11-24.",
)
@click.pass_obj
def infolettre(project: Project, depuis: datetime) -> None:
    """Écrire l’infolettre (.eml)\u00a0: fiches nouvelles et mises à jour, activités à venir, nouveaux enregistrements."""
    catalogue = read_catalogue(project)
    letter = letters.newsletter(catalogue, depuis.date(), build_day())
    sys.stdout.buffer.write(letters.as_email(project, catalogue.organisation, letter))  # its lines end in CRLF


@cli.command()
@click.option(
    "--liste",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FICHIER",
    help="Écrire aussi la liste des signalements, en Markdown.",
)
@click.pass_obj
def veille(project: Project, liste: Path | None) -> None:
    """Lire les fils de la veille et noter les textes nouveaux."""
    from pipeline.cli.watch_feeds import read_feeds

    sys.exit(read_feeds(project, build_day(), liste))


@cli.command()
@click.option("--personne", metavar="NOM", help="Votre nom ou vos initiales, pour le journal.")
@click.pass_obj
def trier(project: Project, personne: str | None) -> None:
    """Garder ou écarter, un à un, les textes que la veille a signalés."""
    from pipeline.cli.watch_feeds import screen_candidates

    sys.exit(screen_candidates(project, build_day(), personne))


@cli.command()
@click.argument("source", required=False, metavar="[SOURCE]", help="DOI, adresse de l’article, ou fichier BibTeX, RIS ou CSL-JSON.")
@click.option("--zotero", metavar="GROUPE", help="Numéro d’un groupe Zotero public\u00a0: n’ajouter que ce qui y est nouveau.")
@click.option(
    "--dans",
    "fichier",
    default="ajouts.bib",
    metavar="FICHIER.bib",
    help="Fichier de la bibliographie où écrire (par défaut\u00a0: ajouts.bib).",
)
@click.pass_obj
def ajouter(project: Project, source: str | None, zotero: str | None, fichier: str) -> None:
    """Ajouter des sources à la bibliographie, chacune avec une note de lecture à écrire."""
    from pipeline.cli.add_sources import add_sources

    if (source is None) == (zotero is None):
        raise WrongUseError("Donnez un DOI, une adresse ou un fichier; ou --zotero et le numéro d’un groupe.")
    sys.exit(add_sources(project, source, zotero, fichier, build_day()))


@cli.command()
@click.argument("cle", metavar="CLÉ", help="Clé de la référence, qui est le nom de sa note.")
@click.argument("fichier", type=click.Path(path_type=Path), metavar="FICHIER", help="Copie de la source\u00a0: PDF, page web ou texte.")
@click.option("--extrait", "extraits", multiple=True, metavar="IDENTIFIANT", help="Ne chercher que cet extrait; l’option peut se répéter.")
@click.pass_obj
def preuves(project: Project, cle: str, fichier: Path, extraits: tuple[str, ...]) -> None:
    """Chercher chaque extrait d’une note dans une copie de la source, qui n’est pas gardée."""
    from pipeline.cli.add_sources import prove_excerpts

    sys.exit(prove_excerpts(project, cle, fichier, frozenset(extraits), build_day()))


@cli.command()
@click.option(
    "--retraction-watch", type=click.Path(path_type=Path), metavar="FICHIER", help="Fichier CSV de Retraction Watch, à comparer aussi."
)
@click.pass_obj
def vigilance(project: Project, retraction_watch: Path | None) -> None:
    """Demander aux registres si une source a été rétractée, corrigée, mise en doute ou remplacée."""
    from pipeline.cli.add_sources import ask_registries

    sys.exit(ask_registries(project, retraction_watch, build_day(), progress))


def _tell_build(project: Project, built: Built) -> int:
    if built.prepared is None:
        print("Rien n’a changé\u00a0: le site est à jour.")
        return 0
    report = built.prepared.report
    if built.prepared.blocking:
        print_text(report.diagnostics, sys.stdout, project, address=site_address(report), infos=False)
        print(totals(report.diagnostics, infos=False), end="")
        print(f"Le site n’a pas été changé\u00a0: {summary(report.diagnostics)}.")
        return 1
    print_text(report.diagnostics, sys.stdout, project, address=site_address(report), infos=False)
    changed = len(built.updated.written) if built.updated else 0
    print(
        f"Site construit\u00a0: {counted(built.pages, 'page')}, {changed} fichier{'s' * (changed > 1)} mis à jour; {summary(report.diagnostics)}."
    )
    print(f"Pour l’ouvrir\u00a0: passerelle servir (ou « make serve »). Les fichiers sont dans {project.site.name}/.")
    return 0


def _tell_review(project: Project, report: Report, name: str) -> int:
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
    print(f"La fiche « {slug} » ne se lit pas encore\u00a0: corrigez d’abord ces erreurs.")
    return 1


def _under(project: Project, paths: tuple[Path, ...], diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Keep what concerns ``paths`` (files or folders); everything when there are none."""
    if not paths:
        return diagnostics
    wanted: list[str] = []
    for path in paths:
        full = path.resolve() if path.exists() else (project.root / path).resolve()  # as typed, or from --racine
        if not full.exists() or not full.is_relative_to(project.root):
            raise WrongUseError(f"« {path} » n’est pas un fichier de ce dépôt.")
        wanted.append(project.relative(full))
    return tuple(d for d in diagnostics if any(name in (".", d.place.path) or d.place.path.startswith(name + "/") for name in wanted))


for _command in (
    meetings.bilan, meetings.canevas, meetings.dossier, meetings.plan, meetings.sondage, meetings.trousse,
    pull_requests.comparer, pull_requests.apercu, pull_requests.apercu_site, pull_requests.demandes,
    pull_requests.commenter, forms.formulaires, forms.depuis_formulaire,
    editors.schemas, editors.deplacer, new_file.nouvelle, reports.rapport, rule_pages.regle, rule_pages.corriger, state.etat, state.liens,
):  # fmt: skip
    cli.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line, on ``arguments`` or else on those of the process; wrong uses are told in French. Ends with SystemExit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows no « ’ », a file name that is not UTF-8
    # Thousands of sheets make millions of objects that stay: to look for cycles among them so often costs a tenth of the time.
    gc.set_threshold(10_000, 50, 50)
    try:
        cli.main(arguments, prog_name="passerelle", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.ctx.get_help() if error.ctx else "")
        sys.exit(2)
    except click.ClickException as error:
        print(f"Erreur d’utilisation\u00a0: {in_french(error, cli.commands)}", file=sys.stderr)
        print("Aide\u00a0: passerelle --aide", file=sys.stderr)
        sys.exit(2)
    except OSError as error:  # a folder that is not there, or where one may not write
        if error.filename is None:
            raise
        name = printable(str(error.filename))
        print(
            f"« {name} » ne s’ouvre pas, ou ne s’écrit pas\u00a0: le dossier existe-t-il, et avez-vous le droit d’y écrire?",
            file=sys.stderr,
        )
        sys.exit(2)
    except click.Abort:
        sys.exit(130)
