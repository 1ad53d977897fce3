"""A dossier or a kit as one HTML file that is on no site: it opens anywhere, asks for nothing, and holds no script."""

from html import escape

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline.catalogue.models import Organisation
from pipeline.catalogue.project import Project
from pipeline.catalogue.words import slug
from pipeline.publish.addresses import absolute
from pipeline.publish.dossier import Dossier, dossier_data
from pipeline.publish.kit import Kit, kit_data
from pipeline.publish.prose_html import safe
from pipeline.publish.template_code import TEMPLATE_CODE


def dossier_html(project: Project, organisation: Organisation, dossier: Dossier) -> str:
    """Return the page of a dossier, with the text of the dossier's page on the site."""
    return _render(project, "dossier.html.j2", dossier=dossier_data(organisation, dossier), lien=None)


def kit_html(project: Project, organisation: Organisation, kit: Kit) -> str:
    """Return the page of a welcome kit; it links to the site's pages once the site has an address."""
    data = kit_data(organisation, kit, lambda there: absolute(organisation.adresse, there))
    return _render(project, "trousse.html.j2", dossier=data)


def _render(project: Project, template: str, **context: object) -> str:
    environment = Environment(
        loader=FileSystemLoader([project.templates / "documents", project.templates / "pages"]),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, bytecode_cache=TEMPLATE_CODE,
    )  # fmt: skip
    environment.filters["titre2"] = _heading
    return environment.get_template(template).render(**context)


def _heading(text: str, anchor: str | None = None) -> Markup:
    return safe(f'<h2 id="{escape(anchor or slug(text))}">{escape(text)}</h2>')
