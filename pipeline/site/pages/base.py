"""One page of the docs tree, and the templates that all pages share."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline.content.address_book import FACETS
from pipeline.content.council import Organisation, Vocabulary
from pipeline.project import Project
from pipeline.text.words import slug
from pipeline.text import french
from pipeline.content import names
from pipeline.text.addresses import docs_file, relative
from pipeline.edition.calendars import calendar_file
from pipeline.site.downloads.generators import BIBLIOGRAPHY
from pipeline.site.downloads.atom import ATOM, JSON
from pipeline.edition.prose.html import markdown_text, safe
from pipeline.site.search.search_entries import SearchEntry, search_markup
from pipeline.edition.template_code import TEMPLATE_CODE, named
from pipeline.edition.view import SELECTION

FACET_NAMES = {"themes": "Thèmes", "publics": "Publics", "ages": "Âges", "determinants": "Déterminants"}
# What a page with filters loads; its policy opens for the engine's WebAssembly.
FILTERED = {"script": "recherche", "styles": ["recherche"]}


@dataclass(frozen=True)
class DocPage:
    """One page of the docs tree; ``meta`` is what the theme reads (kind, structured data, date)."""

    address: str
    title: str
    description: str
    body: str
    meta: Mapping[str, Any] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """Path in the docs tree."""
        return docs_file(self.address)

    def text(self) -> str:
        """Return the file's text: front matter (JSON values are YAML) and Markdown."""
        header = {"title": self.title, "description": self.description, **self.meta}
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in header.items()]
        return "\n".join(["---", *lines, "---", "", self.body.strip(), ""])


class Templates:
    """The templates of the pages, with what every one of them may say: the council, its lists, French names."""

    def __init__(self, project: Project, organisation: Organisation, vocabulary: Vocabulary) -> None:
        self.organisation = organisation
        self.vocabulary = vocabulary
        self._environment = Environment(
            loader=FileSystemLoader(project.templates / "pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=TEMPLATE_CODE,
        )
        self._environment.filters.update(
            titre2=_heading,
            jour=french.long_date,
            jour_semaine=french.weekday_date,
            heure=french.clock,
            unites=french.units_held,
            taille=french.file_size,
            fuseau=french.time_zone_name,
            duree=french.length,
            fichier_agenda=calendar_file,
            territoire=named({territory.slug: territory.nom for territory in organisation.territoires}),
        )
        self._environment.globals.update(
            organisme=organisation, vocabulaire=vocabulary, compte=french.count, enumeration=french.enumeration, confiance=names.CONFIDENCE,
            devis=names.DESIGN, lien_nature=names.LINK, lecture=names.READING, genre=names.KIND,
            forme=names.FORM, etat=names.STATE, etat_besoin=names.NEED, origine=names.ORIGIN, nature=names.NATURE, forme_campagne=names.CAMPAIGN_FORM, modalite=names.MODALITY, langue=french.LANGUAGE, avis_dit=french.NOTICE, facettes=FACET_NAMES,
            selection=SELECTION.address, bibliographie=BIBLIOGRAPHY, flux_atom=ATOM, flux_json=JSON,
            noms={facet: {term.slug: term.nom for term in getattr(vocabulary, facet)} for facet in FACETS},
        )  # fmt: skip

    def render(self, template: str, address: str, **context: object) -> str:
        """Return the Markdown that ``template`` gives for the page at ``address``."""

        def link(there: str) -> str:
            return relative(address, there)

        return self._environment.get_template(template).render(lien=link, ici=address, **context)


def indexed(body: str, entry: SearchEntry) -> str:
    """Return a page's text with what the search index knows of it."""
    return f"{body.rstrip()}\n\n{search_markup(entry)}\n"


def indexed_by_its_head(body: str, entry: SearchEntry) -> str:
    """Return the text of a page made of others, which is to be found by its head alone (« data-pagefind-body » in its template)."""
    return f"{body.rstrip()}\n\n{search_markup(entry, 'data-pagefind-body')}\n"


def _heading(text: str, anchor: str | None = None) -> Markup:
    """Return a Markdown heading of rank 2 that shows ``text`` as it is."""
    return safe(f"## {markdown_text(text)} {{#{anchor or slug(text)}}}")
