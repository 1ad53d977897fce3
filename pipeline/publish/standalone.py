"""A dossier as one HTML file that is on no site: it opens anywhere, asks for nothing, and holds no script."""

from html import escape

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline.catalogue.models import Organisation
from pipeline.catalogue.project import Project
from pipeline.catalogue.words import slug
from pipeline.publish.dossier import Dossier, dossier_data
from pipeline.publish.prose_html import safe


def dossier_html(project: Project, organisation: Organisation, dossier: Dossier) -> str:
    """Return the page of a dossier, with the text of the dossier's page on the site."""
    environment = Environment(
        loader=FileSystemLoader([project.templates / "documents", project.templates / "pages"]),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["titre2"] = _heading
    return environment.get_template("dossier.html.j2").render(dossier=dossier_data(organisation, dossier), lien=None)


def _heading(text: str, anchor: str | None = None) -> Markup:
    return safe(f'<h2 id="{escape(anchor or slug(text))}">{escape(text)}</h2>')
