"""The file of a page in the docs tree: its front matter and its text, made from its context by its template."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup, escape

from pipeline.content import names
from pipeline.content.activities.activity import ActivityMeta
from pipeline.content.address_book import FACETS, SELECTION
from pipeline.content.council import Organisation, Vocabulary
from pipeline.content.sheets.standing import EVIDENCE_MEANING
from pipeline.edition.calendars import calendar_file
from pipeline.edition.prose.html import markdown_text, safe
from pipeline.edition.template_code import named, template_environment
from pipeline.project import Project
from pipeline.site.downloads.atom import ATOM, JSON
from pipeline.site.downloads.generators import BIBLIOGRAPHY
from pipeline.site.pages.page_types import Context, Indexed, Lazy, SitePage
from pipeline.site.pages.terms import FACET_NAMES
from pipeline.site.search.search_entries import search_markup
from pipeline.text import french
from pipeline.text.addresses import relative
from pipeline.text.words import slug


@dataclass(frozen=True)
class DocPage:
    """One page of the docs tree; ``header`` is what the theme reads (title, description, kind, structured data, date)."""

    header: Mapping[str, Any]
    body: str

    def text(self) -> str:
        """Return the file's text: front matter (JSON values are YAML) and Markdown."""
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in self.header.items()]
        return "\n".join(["---", *lines, "---", "", _without_fences(self.body.strip()), ""])


# At the beginning of a line, what opens a block of code for Python-Markdown
# (``markdown.extensions.fenced_code``), which MkDocs always adds.
_FENCE = re.compile(r"(?m)^(?=```|~~~)(.)")


def _without_fences(body: str) -> str:
    """Return the body without fences: the tree has none, and the signs of one, in shown code, would swallow the markup around them."""
    return _FENCE.sub(lambda found: f"&#{ord(found.group())};", body) if "```" in body or "~~~" in body else body


class PageRenderer:
    """Renders pages, with what every template may say: the council, its lists, French names."""

    def __init__(self, project: Project, organisation: Organisation, vocabulary: Vocabulary, closed: frozenset[str] = frozenset()) -> None:
        """Take what templates may say; ``closed`` are the pages that are not made, to which they link no one."""
        self._closed = closed
        self._names = {facet: {term.slug: term.nom for term in getattr(vocabulary, facet)} for facet in FACETS}
        self._environment = template_environment(project.templates / "pages")
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
            organisme=organisation,
            vocabulaire=vocabulary,
            compte=french.count,
            enumeration=french.enumeration,
            confiance=names.CONFIDENCE,
            preuve_nom=names.EVIDENCE,
            preuve_sens=EVIDENCE_MEANING,
            appui_nom=names.SUPPORT,
            devis=names.DESIGN,
            lien_nature=names.LINK,
            lecture=names.READING,
            pairs=names.PEER_REVIEW,
            genre=names.KIND,
            forme=names.FORM,
            etat=names.STATE,
            etat_besoin=names.NEED,
            origine=names.ORIGIN,
            nature=names.NATURE,
            forme_campagne=names.CAMPAIGN_FORM,
            modalite=names.MODALITY,
            langue=french.LANGUAGE,
            avis_dit=french.NOTICE,
            fuseau_habituel=ActivityMeta.model_fields["fuseau"].default,
            facettes=FACET_NAMES,
            selection=SELECTION,
            bibliographie=BIBLIOGRAPHY,
            flux_atom=ATOM,
            flux_json=JSON,
            ouverte=lambda address: address not in closed,
            noms=self._names,
        )

    def page(self, page: SitePage) -> DocPage:
        """Return the file of one page: it sees nothing of the site but the page's context."""
        context, kind = page.context, page.type
        variables = {**context.variables, **(context.more.value() if context.more else {})}
        template = self._environment.get_template(kind.template)

        def link(there: str) -> str:
            return relative(page.address, there)

        body = template.render(lien=link, nom_lie=partial(self._term, link), ici=page.address, **variables)
        if context.search is not None:
            attribute = "data-pagefind-body" if kind.indexed is Indexed.HEAD else ""
            body = f"{body.rstrip()}\n\n{search_markup(context.search.value(), attribute)}\n"
        return DocPage({**kind.header, **_header(context)}, body)

    def _term(self, link: Callable[[str], str], facet: str, slug: str, *, bas: bool = False) -> Markup:
        """Return the name of a term (in lower case: ``bas``), with the link to its page where it has one."""
        address = f"{facet}/{slug}/"
        name = escape(self._names[facet][slug].lower() if bas else self._names[facet][slug])
        return name if address in self._closed else safe(f'<a href="{escape(link(address))}">{name}</a>')

    def file(self, page: SitePage) -> bytes:
        """Return the bytes of that file."""
        return self.page(page).text().encode()


def _header(context: Context) -> dict[str, object]:
    header = {"title": context.title, "description": context.description, **context.header}
    if context.jsonld is not None:
        header["jsonld"] = context.jsonld
    return {key: value.value() if isinstance(value, Lazy) else value for key, value in header.items()}


def _heading(text: str, anchor: str | None = None) -> Markup:
    """Return a Markdown heading of rank 2 that shows ``text`` as it is, alone between blank lines."""
    return safe(f"\n## {markdown_text(text)} {{#{anchor or slug(text)}}}\n")
