"""The commands that put sheets together for a meeting, or a committee's welcome kit."""

from pathlib import Path

import click

from pipeline.cli._asking import meant
from pipeline.cli._declare import FOLDER, command
from pipeline.cli._french import WrongUseError, build_day
from pipeline.cli._shared import check_or_stop
from pipeline.edition.index import PortableFiche, SiteIndex
from pipeline.handouts.dossier import Dossier, DossierPdfs, chosen_dossier, theme_dossier
from pipeline.handouts.kit import KitPdfs, kits
from pipeline.handouts.pdf_engine import page_count, pdf_engine
from pipeline.handouts.standalone_html import dossier_html, kit_html
from pipeline.project import Project
from pipeline.site.build import index_of
from pipeline.terminal.say import say
from pipeline.text import french
from pipeline.writing import replace_if_different


@command
@click.option("--theme", metavar="THÈME", help="Un thème du vocabulaire : ses fiches les plus récentes.")
@click.option("--besoin", metavar="BESOIN", help="Un besoin du registre : les fiches qui y répondent ou, à défaut, celles de ses thèmes.")
@click.option("--fiches", metavar="NOMS", help="Les fiches voulues, dans l’ordre voulu, séparées par des virgules.")
@click.option("--titre", metavar="TITRE", help="Le titre à mettre en tête (par défaut : celui du thème, ou « Dossier de rencontre »).")
@click.option(
    "--sortie",
    type=FOLDER,
    required=True,
    metavar="DOSSIER",
    help="Le dossier où écrire la page et le PDF.",
)
@click.pass_obj
def dossier(project: Project, theme: str | None, besoin: str | None, fiches: str | None, titre: str | None, sortie: Path) -> None:
    """Write the page and the PDF of the chosen sheets."""
    catalogue = check_or_stop(project)
    if [theme, besoin, fiches].count(None) != 2:
        raise WrongUseError("Donnez --theme et un thème, --besoin et un besoin, ou --fiches et des noms de fiches.")
    index = index_of(catalogue, build_day())
    if theme is not None:
        name, dossier = _of_theme(index, theme, titre)
    elif besoin is not None:
        name, dossier = _of_need(index, Path(besoin).stem, titre)
    else:
        name, dossier = _of_sheets(index, fiches or "", titre)
    pdf = DossierPdfs(pdf_engine(project), catalogue.organisation).pdf(dossier)
    page = dossier_html(project, catalogue.organisation, dossier)
    _write(f"{dossier.title} ({french.count(len(dossier.fiches), 'fiche', 'fiches')})", sortie, name, pdf, page)


@command
@click.argument("comite", metavar="COMITÉ", help="Nom du fichier du comité, avec ou sans « .md ».")
@click.option(
    "--sortie",
    type=FOLDER,
    required=True,
    metavar="DOSSIER",
    help="Le dossier où écrire la page et le PDF.",
)
@click.pass_obj
def trousse(project: Project, comite: str, sortie: Path) -> None:
    """Write the page and the PDF of a committee's welcome kit."""
    catalogue = check_or_stop(project)
    index, slug = index_of(catalogue, build_day()), Path(comite).stem
    if slug not in catalogue.committees:
        raise WrongUseError(f"Il n’y a pas de comité « {slug} » dans content/comites/.{meant(slug, catalogue.committees)}")
    kit = next(kit for kit in kits(index) if kit.committee.document.slug == slug)
    pdf = KitPdfs(pdf_engine(project), catalogue.organisation).pdf(kit)
    _write(kit.title, sortie, f"trousse-{slug}", pdf, kit_html(project, catalogue.organisation, kit))


def _write(title: str, folder: Path, name: str, pdf: bytes, page: str) -> None:
    try:
        replace_if_different(folder / f"{name}.pdf", pdf)
        replace_if_different(folder / f"{name}.html", page.encode())
    except OSError as error:
        raise WrongUseError(f"Le dossier « {folder} » ne peut pas recevoir de fichier.") from error
    print(title)
    say(f"  {folder / f'{name}.html'} : à lire dans un navigateur")
    say(f"  {folder / f'{name}.pdf'} : {french.count(page_count(pdf), 'page', 'pages')}, à imprimer ou à joindre")


def _of_theme(index: SiteIndex, theme: str, title: str | None) -> tuple[str, Dossier]:
    names = [term.slug for term in index.terms("themes")]
    if theme not in names:
        raise WrongUseError(f"Il n’y a pas de thème « {theme} » dans content/vocabulaire.yml.{meant(theme, names)}")
    dossier = theme_dossier(index, index.terms("themes")[names.index(theme)])
    if not dossier.fiches:
        raise WrongUseError(f"Aucune fiche publiée n’est encore sous le thème « {theme} ».")
    return f"dossier-{theme}", Dossier("", title or dossier.title, dossier.lead, dossier.fiches)


def _of_need(index: SiteIndex, name: str, title: str | None) -> tuple[str, Dossier]:
    needs = {one.need.slug: one for one in index.needs}
    if name not in needs:
        raise WrongUseError(f"Il n’y a pas de besoin « {name} » dans content/besoins/.{meant(name, needs)}")
    meta = needs[name].need.meta
    fiches = needs[name].fiches or index.fiches_on(meta.themes)
    if not fiches:
        raise WrongUseError(f"Aucune fiche publiée ne répond encore au besoin « {name} », ni ne porte sur ses thèmes.")
    return f"dossier-{name}", chosen_dossier(title or meta.titre, tuple(index.portable[fiche.slug] for fiche in fiches))


def _of_sheets(index: SiteIndex, typed: str, title: str | None) -> tuple[str, Dossier]:
    chosen: dict[str, PortableFiche] = {}
    for name in (Path(part.strip()).stem for part in typed.split(",") if part.strip()):
        if name not in index.portable:
            raise WrongUseError(f"Il n’y a pas de fiche publiée « {name} » dans content/fiches/.{meant(name, index.portable)}")
        chosen[name] = index.portable[name]
    if not chosen:
        raise WrongUseError("Donnez au moins une fiche après --fiches : leurs noms, séparés par des virgules.")
    return "dossier", chosen_dossier(title or "Dossier de rencontre", tuple(chosen.values()))
