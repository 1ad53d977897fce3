"""The commands that put sheets together for a meeting."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from pipeline.catalogue.loader import Catalogue
from pipeline.catalogue.words import nearest
from pipeline.catalogue.writing import replace_if_different
from pipeline.cli_french import WrongUseError
from pipeline.publish.build import index_of
from pipeline.publish.dossier import Dossier, DossierPdfs, chosen_dossier, theme_dossiers
from pipeline.publish.index import PortableFiche, SiteIndex
from pipeline.publish.pdf_engine import page_count, pdf_engine
from pipeline.publish.standalone import dossier_html


def write_dossier(catalogue: Catalogue, today: date, theme: str | None, fiches: str | None, title: str | None, folder: Path) -> int:
    """Write the page and the PDF of the sheets of a theme, or of chosen ones (names between commas), into ``folder``."""
    if (theme is None) == (fiches is None):
        raise WrongUseError("Donnez --theme et un thème, ou --fiches et des noms de fiches.")
    index = index_of(catalogue, today)
    name, dossier = _of_theme(index, theme, title) if theme is not None else _of_sheets(index, fiches or "", title)
    pdf = DossierPdfs(pdf_engine(catalogue.project), catalogue.organisation).pdf(dossier)
    page = dossier_html(catalogue.project, catalogue.organisation, dossier)
    try:
        replace_if_different(folder / f"{name}.pdf", pdf)
        replace_if_different(folder / f"{name}.html", page.encode())
    except OSError as error:
        raise WrongUseError(f"Le dossier « {folder} » ne peut pas recevoir de fichier.") from error
    count = page_count(pdf)
    print(f"{dossier.title} ({len(dossier.fiches)} fiche{'s' if len(dossier.fiches) > 1 else ''})")
    print(f"  {folder / f'{name}.html'}\u00a0: à lire dans un navigateur")
    print(f"  {folder / f'{name}.pdf'}\u00a0: {count}\u00a0page{'s' if count > 1 else ''}, à imprimer ou à joindre")
    return 0


def _of_theme(index: SiteIndex, theme: str, title: str | None) -> tuple[str, Dossier]:
    names = [term.slug for term in index.terms("themes")]
    if theme not in names:
        raise WrongUseError(f"Il n’y a pas de thème « {theme} » dans content/vocabulaire.yml.{_meant(theme, names)}")
    dossier = list(theme_dossiers(index))[names.index(theme)]
    if not dossier.fiches:
        raise WrongUseError(f"Aucune fiche publiée n’est encore sous le thème « {theme} ».")
    return f"dossier-{theme}", Dossier("", title or dossier.title, dossier.lead, dossier.fiches)


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
