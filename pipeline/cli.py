"""The command line: commands only, no logic. Exit codes: 0 fine, 1 the content has errors, 2 wrong use."""

import sys
from collections.abc import Callable
from pathlib import Path

import click
from rich.console import Console

from pipeline.catalogue.diagnostics import Diagnostic, has_errors
from pipeline.catalogue.project import Project
from pipeline.checks.review import review
from pipeline.checks.run import check
from pipeline.publish.build import Built, build
from pipeline.publish.dates import today_for_build
from pipeline.publish.serve import serve
from pipeline.report import print_github, print_json, print_text, summary


class _FrenchCommand(click.Command):
    """A command whose help and usage errors are in French."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Afficher cette aide."
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Usage\u00a0: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [record for parameter in self.get_params(ctx) if (record := parameter.get_help_record(ctx)) is not None]
        if records:
            with formatter.section("Options"):
                formatter.write_dl(records)


class _FrenchGroup(_FrenchCommand, click.Group):
    """A group of such commands."""

    command_class = _FrenchCommand

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _FrenchCommand.format_options(self, ctx, formatter)
        rows = [(name, command.get_short_help_str(80)) for name, command in sorted(self.commands.items())]
        with formatter.section("Commandes"):
            formatter.write_dl(rows)


@click.group(
    cls=_FrenchGroup,
    context_settings={"help_option_names": ["--aide", "--help"]},
    options_metavar="[OPTIONS]",
    subcommand_metavar="COMMANDE",
)
@click.option("--racine", type=click.Path(path_type=Path), default=Path(), help="Dossier du site (par défaut\u00a0: le dossier courant).")
@click.pass_context
def cli(context: click.Context, racine: Path) -> None:
    """Passerelle\u00a0: de l’étude à la décision, chaque chiffre mène à sa source."""
    if not (racine / "content").is_dir():
        raise click.UsageError(
            f"Il n’y a pas de dossier « content » dans « {racine} ». Lancez la commande à la racine du dépôt, ou donnez --racine."
        )
    context.obj = Project(racine.resolve())


@cli.command()
@click.option("--propre", is_flag=True, help="Tout refaire, sans rien reprendre du travail d’avant.")
@click.option("--brouillons", is_flag=True, help="Montrer aussi les brouillons.")
@click.pass_obj
def construire(project: Project, propre: bool, brouillons: bool) -> None:
    """Vérifier le contenu et construire le site dans « site/ »."""
    with _progress() as step:
        built = build(project, today_for_build(), clean=propre, drafts=brouillons, step=step)
    sys.exit(_tell_build(project, built))


@cli.command()
@click.argument("chemins", nargs=-1, type=click.Path(path_type=Path), metavar="[FICHIERS]…")
@click.option("--format", "forme", type=click.Choice(["texte", "github", "json"]), default="texte", help="Façon de montrer les fautes.")
@click.option("--infos", is_flag=True, help="Montrer aussi les informations.")
@click.option("--revue", metavar="FICHE", help="Montrer chaque affirmation d’une fiche à côté de sa paraphrase et de son extrait.")
@click.pass_obj
def verifier(project: Project, chemins: tuple[Path, ...], forme: str, infos: bool, revue: str | None) -> None:
    """Vérifier le contenu sans rien construire."""
    report = check(project, today_for_build())
    if revue is not None:
        sys.exit(_tell_review(review(report.catalogue, Path(revue).stem) if report.catalogue else None, revue))
    found = _under(project, chemins, report.diagnostics)
    if forme == "json":
        print_json(found, sys.stdout)
    elif forme == "github":
        print_github(found, sys.stdout)
    else:
        print_text(found, sys.stdout, infos=infos)
        print(f"Vérification\u00a0: {summary(found)}." + ("" if infos else " Les informations se lisent avec --infos."))
    sys.exit(1 if has_errors(list(found)) else 0)


@cli.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="Port local (0\u00a0: n’importe lequel de libre).")
@click.option("--brouillons", is_flag=True, help="Montrer aussi les brouillons.")
@click.pass_obj
def servir(project: Project, port: int, brouillons: bool) -> None:
    """Construire, montrer le site sur cette machine, et le refaire quand un fichier change."""

    def rebuild() -> bool:
        with _progress() as step:
            built = build(project, today_for_build(), drafts=brouillons, step=step)
        return _tell_build(project, built) == 0

    serve(project, port, rebuild, lambda address: print(f"Le site est à {address} (Ctrl+C pour arrêter).", flush=True))


class _progress:  # noqa: N801 (used as a function)
    """Show the current step while it lasts: a moving line on a terminal, one line a step elsewhere."""

    def __enter__(self) -> Callable[[str], None]:
        console = Console(stderr=True)
        self._status = console.status("Passerelle") if console.is_terminal else None
        if self._status is None:
            return lambda name: print(f"… {name}", file=sys.stderr, flush=True)
        self._status.start()
        status = self._status
        return status.update

    def __exit__(self, *_: object) -> None:
        if self._status is not None:
            self._status.stop()


def _tell_build(project: Project, built: Built) -> int:
    if built.prepared is None:
        print("Rien n’a changé\u00a0: le site est à jour.")
        return 0
    report = built.prepared.report
    if built.prepared.blocking:
        print_text(report.diagnostics, sys.stdout, infos=False)
        print(f"Le site n’a pas été changé\u00a0: {summary(report.diagnostics)}.")
        return 1
    print_text(report.diagnostics, sys.stdout, infos=False)
    changed = len(built.updated.written) if built.updated else 0
    print(f"Site construit\u00a0: {built.pages} pages, {changed} fichiers mis à jour; {summary(report.diagnostics)}.")
    print(f"Pour l’ouvrir\u00a0: passerelle servir (ou « make serve »). Les fichiers sont dans {project.site.name}/.")
    return 0


def _tell_review(text: str | None, name: str) -> int:
    if text is None:
        print(f"Aucune fiche « {name} ».", file=sys.stderr)
        return 2
    print(text)
    return 0


def _under(project: Project, paths: tuple[Path, ...], diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Keep what concerns ``paths`` (files or folders); everything when there are none."""
    if not paths:
        return diagnostics
    wanted: list[str] = []
    for path in paths:
        full = path.resolve()
        if not full.exists() or not full.is_relative_to(project.root):
            raise click.UsageError(f"« {path} » n’est pas un fichier de ce dépôt.")
        wanted.append(project.relative(full))
    return tuple(d for d in diagnostics if any(name in (".", d.place.path) or d.place.path.startswith(name + "/") for name in wanted))


_USAGE_FRENCH = (
    ("No such command", "Commande inconnue\u00a0:"),
    ("No such option:", "Option inconnue\u00a0:"),
    ("Did you mean", "Vouliez-vous dire"),
    ("Invalid value for", "Valeur refusée pour"),
    ("is not one of", "n’est pas parmi"),
    ("is not a valid integer", "n’est pas un nombre entier"),
    ("is not in the range", "n’est pas dans l’intervalle"),
    ("Missing command.", "Il manque une commande."),
    ("requires an argument.", "demande une valeur."),
    ("Got unexpected extra argument", "Argument de trop"),
    ("Option ", "L’option "),
)


def main() -> None:
    """Run the command line; usage errors are told in French."""
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.ctx.get_help() if error.ctx else "")
        sys.exit(2)
    except click.ClickException as error:
        message = error.format_message()
        for english, french in _USAGE_FRENCH:
            message = message.replace(english, french)
        print(f"Erreur d’utilisation\u00a0: {message}", file=sys.stderr)
        print("Aide\u00a0: passerelle --aide", file=sys.stderr)
        sys.exit(2)
    except click.Abort:
        sys.exit(130)


if __name__ == "__main__":
    main()
