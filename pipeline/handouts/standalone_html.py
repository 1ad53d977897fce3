"""A dossier or a kit as one HTML file, that opens anywhere, asks for nothing and holds no script; apart, so that tests need no command."""

from html import escape

from markupsafe import Markup

from pipeline.content.council import Organisation
from pipeline.edition.prose.html import safe
from pipeline.edition.template_code import template_environment
from pipeline.handouts.dossier import Dossier, dossier_data
from pipeline.handouts.kit import Kit, kit_data
from pipeline.project import Project
from pipeline.text.addresses import absolute
from pipeline.text.words import slug


def dossier_html(project: Project, organisation: Organisation, dossier: Dossier) -> str:
    """Return the page of a dossier, with the text of the dossier's page on the site."""
    return _render(project, "dossier.html.j2", dossier=dossier_data(organisation, dossier), lien=None)


def kit_html(project: Project, organisation: Organisation, kit: Kit) -> str:
    """Return the page of a welcome kit; it links to the site's pages once the site has an address."""
    data = kit_data(organisation, kit, lambda there: absolute(organisation.adresse, there))
    return _render(project, "trousse.html.j2", dossier=data)


def _render(project: Project, template: str, **context: object) -> str:
    environment = template_environment(project.templates / "documents", project.templates / "pages")
    environment.filters["titre2"] = _heading
    return environment.get_template(template).render(**context)


def _heading(text: str, anchor: str | None = None) -> Markup:
    return safe(f'<h2 id="{escape(anchor or slug(text))}">{escape(text)}</h2>')
