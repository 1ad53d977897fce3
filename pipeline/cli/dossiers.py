"""The commands that put sheets together for a meeting."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.cli._french import WrongUseError
from pipeline.content.catalogue import Catalogue
from pipeline.edition.index import PortableFiche, SiteIndex
from pipeline.handouts.dossier import Dossier, DossierPdfs, chosen_dossier, theme_dossiers
from pipeline.handouts.kit import KitPdfs, kits
from pipeline.handouts.pdf_engine import page_count, pdf_engine
from pipeline.handouts.standalone_html import dossier_html, kit_html
from pipeline.site.build import index_of
from pipeline.text import french
from pipeline.text.words import nearest
from pipeline.writing import replace_if_different


@dataclass(frozen=True)
class DossierChoice:
    """What a dossier is made of: a theme, a need, or sheets (names between commas). One of the three is given."""

    theme: str | None = None
    need: str | None = None
    fiches: str | None = None


def write_dossier(catalogue: Catalogue, today: date, choice: DossierChoice, title: str | None, folder: Path) -> int:
    """Write the page and the PDF of the chosen sheets into ``folder``; return the exit code."""
    if [choice.theme, choice.need, choice.fiches].count(None) != 2:
        raise WrongUseError("Donnez --theme et un thème, --besoin et un besoin, ou --fiches et des noms de fiches.")
    index = index_of(catalogue, today)
    if choice.theme is not None:
        name, dossier = _of_theme(index, choice.theme, title)
    elif choice.need is not None:
        name, dossier = _of_need(index, Path(choice.need).stem, title)
    else:
        name, dossier = _of_sheets(index, choice.fiches or "", title)
    pdf = DossierPdfs(pdf_engine(catalogue.project), catalogue.organisation).pdf(dossier)
    page = dossier_html(catalogue.project, catalogue.organisation, dossier)
    return _tell(f"{dossier.title} ({french.count(len(dossier.fiches), 'fiche', 'fiches')})", folder, name, pdf, page)


def write_kit(catalogue: Catalogue, today: date, name: str, folder: Path) -> int:
    """Write the page and the PDF of a committee's welcome kit into ``folder``; return the exit code."""
    index, slug = index_of(catalogue, today), Path(name).stem
    if slug not in catalogue.committees:
        raise WrongUseError(f"Il n’y a pas de comité « {slug} » dans content/comites/.{_meant(slug, catalogue.committees)}")
    kit = next(kit for kit in kits(index) if kit.committee.document.slug == slug)
    pdf = KitPdfs(pdf_engine(catalogue.project), catalogue.organisation).pdf(kit)
    return _tell(kit.title, folder, f"trousse-{slug}", pdf, kit_html(catalogue.project, catalogue.organisation, kit))


def _tell(title: str, folder: Path, name: str, pdf: bytes, page: str) -> int:
    try:
        replace_if_different(folder / f"{name}.pdf", pdf)
        replace_if_different(folder / f"{name}.html", page.encode())
    except OSError as error:
        raise WrongUseError(f"Le dossier « {folder} » ne peut pas recevoir de fichier.") from error
    print(title)
    print(f"  {folder / f'{name}.html'}\u00a0: à lire dans un navigateur")
    print(f"  {folder / f'{name}.pdf'}\u00a0: {french.count(page_count(pdf), 'page', 'pages')}, à imprimer ou à joindre")
    return 0


def _of_theme(index: SiteIndex, theme: str, title: str | None) -> tuple[str, Dossier]:
    names = [term.slug for term in index.terms("themes")]
    if theme not in names:
        raise WrongUseError(f"Il n’y a pas de thème « {theme} » dans content/vocabulaire.yml.{_meant(theme, names)}")
    dossier = list(theme_dossiers(index))[names.index(theme)]
    if not dossier.fiches:
        raise WrongUseError(f"Aucune fiche publiée n’est encore sous le thème « {theme} ».")
    return f"dossier-{theme}", Dossier("", title or dossier.title, dossier.lead, dossier.fiches)


def _of_need(index: SiteIndex, name: str, title: str | None) -> tuple[str, Dossier]:
    needs = {one.need.slug: one for one in index.needs}
    if name not in needs:
        raise WrongUseError(f"Il n’y a pas de besoin « {name} » dans content/besoins/.{_meant(name, needs)}")
    meta = needs[name].need.meta
    fiches = needs[name].fiches or index.fiches_on(meta.themes)
    if not fiches:
        raise WrongUseError(f"Aucune fiche publiée ne répond encore au besoin « {name} », ni ne porte sur ses thèmes.")
    return f"dossier-{name}", chosen_dossier(title or meta.titre, tuple(index.portable[fiche.slug] for fiche in fiches))


def _of_sheets(index: SiteIndex, typed: str, title: str | None) -> tuple[str, Dossier]:
    chosen: dict[str, PortableFiche] = {}
    for name in (Path(part.strip()).stem for part in typed.split(",") if part.strip()):
        if name not in index.portable:
            raise WrongUseError(f"Il n’y a pas de fiche publiée « {name} » dans content/fiches/.{_meant(name, index.portable)}")
        chosen[name] = index.portable[name]
    if not chosen:
        raise WrongUseError("Donnez au moins une fiche après --fiches\u00a0: leurs noms, séparés par des virgules.")
    return "dossier", chosen_dossier(title or "Dossier de rencontre", tuple(chosen.values()))


def _meant(typed: str, names: Iterable[str]) -> str:
    near = nearest(typed, names)
    return f" Vouliez-vous dire « {near} »?" if near else ""
