"""Each page of the docs tree: its front matter and its text, through the templates."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline.catalogue.addresses import FACETS, Redirection, page_address
from pipeline.catalogue.models import Organisation
from pipeline.catalogue.notes import Note
from pipeline.catalogue.pages import ACTIONS, CONTEXT, EXAMINED, KEY_MESSAGES, LIMITS, QUESTIONS, RESULTS, Activity, Fiche, Page
from pipeline.catalogue.project import Project
from pipeline.catalogue.words import slug
from pipeline.checks.links import page_files, resolve_link
from pipeline.checks.run import FAMILIES
from pipeline.publish import french
from pipeline.publish.addresses import absolute, docs_file, relative
from pipeline.publish.excerpts import PageCitations, excerpt_body
from pipeline.publish.index import SiteIndex
from pipeline.publish.paging import PAGE_SIZE, Slice, slices
from pipeline.publish.prose_html import ProseRenderer, markdown_text, safe
from pipeline.publish.structured_data import activity_data, fiche_data, reference_data

FACET_NAMES = {"themes": "Thèmes", "publics": "Publics", "ages": "Âges", "determinants": "Déterminants"}
SECTION_TITLES = {
    "retenir": KEY_MESSAGES, "contexte": CONTEXT, "examine": EXAMINED, "resultats": RESULTS, "limites": LIMITS, "pistes": ACTIONS, "questions": QUESTIONS,
}  # fmt: skip
# Ids of our own markup: a heading of the same words is given another.
_THEME_IDS = ("contenu", "couleurs", "entete-q")
_TEMPLATE_IDS: dict[type, tuple[str, ...]] = {
    Activity: ("fiches-sur-le-meme-theme", "source"),
    Fiche: (
        *(slug(title) for title in SECTION_TITLES.values()), *(f"piste-{number}" for number in range(1, 6)),
        "questions", "references", "a-propos-de-cette-fiche", "citation-suggeree", "corrections", "a-lire-aussi",
    ),
}  # fmt: skip
_FACET_LEADS = {
    "themes": "De quoi il est question, du tutorat au sommeil.",
    "publics": "Qui peut agir\u00a0: choisissez votre milieu pour voir les pistes qui s’adressent à vous.",
    "ages": "De la petite enfance à l’âge adulte.",
    "determinants": "Ce qui joue sur la persévérance\u00a0: l’élève, la famille, l’école, l’enseignement, la communauté.",
}


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


class PageRenderer:
    """Makes every page of the docs tree from a site's index."""

    def __init__(self, project: Project, index: SiteIndex) -> None:
        self._index = index
        self._catalogue = index.catalogue
        self._files = page_files(index.catalogue)
        excerpts = (excerpt for note in index.catalogue.notes.values() for excerpt in note.excerpts)
        self._taken = {*_THEME_IDS, *(excerpt.anchor for excerpt in excerpts)}
        self._environment = Environment(
            loader=FileSystemLoader(project.templates / "pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(titre2=_heading, jour=french.long_date, jour_semaine=french.weekday_date, heure=french.clock)
        self._environment.globals.update(
            organisme=index.catalogue.organisation, compte=french.count, enumeration=french.enumeration, confiance=french.CONFIDENCE,
            confiance_sens=french.CONFIDENCE_MEANING, devis=french.DESIGN, lien_nature=french.LINK, lecture=french.READING, genre=french.KIND,
            forme=french.FORM, etat=french.STATE, langue=french.LANGUAGE, facettes=FACET_NAMES,
        )  # fmt: skip

    def pages(self) -> Iterator[DocPage]:
        """Yield every page, home first."""
        yield self._home()
        for fiche in self._index.fiches:
            yield self.fiche(fiche)
        for fiche in self._index.withdrawn:
            yield self._withdrawn(fiche)
        yield from self._list_of_fiches()
        for facet in FACETS:
            yield from self._facet(facet)
        for key, note in self._published_notes():
            yield self._reference(key, note)
        yield from self._bibliography()
        for activity in self._index.activities:
            yield self._activity(activity)
        yield from self._list_of_activities()
        for page in self._catalogue.pages.values():
            yield self._page(page)
        yield self._rules()
        yield self._search()
        for moved in self._catalogue.addresses.redirections:
            yield self._redirection(moved)

    def _render(self, template: str, address: str, **context: object) -> str:
        def link(there: str) -> str:
            return relative(address, there)

        return self._environment.get_template(template).render(lien=link, ici=address, index=self._index, **context)

    def _published_notes(self) -> Iterator[tuple[str, Note | None]]:
        for key in self._catalogue.references:
            yield key, self._catalogue.notes.get(key)

    def _home(self) -> DocPage:
        organisation = self._catalogue.organisation
        recent = self._index.fiches[:3]
        body = self._render("accueil.md.j2", "", recentes=recent, activites=self._index.activities[:1])
        description = f"{organisation.devise} Des fiches courtes sur la persévérance scolaire, pour agir en comité."
        return DocPage("", organisation.titre_du_site, description, body, {"genre": "accueil", "recherche": False})

    def fiche(self, fiche: Fiche) -> DocPage:
        """Return the page of one sheet."""
        address = f"fiches/{fiche.slug}/"
        citations = PageCitations(self._index, address, self._catalogue.traces(fiche))
        renderer = self._renderer(fiche, address, citations)
        text = fiche.source.text
        prose = {
            name: safe(self._section(fiche, renderer, title))
            for name, title in (("contexte", CONTEXT), ("examine", EXAMINED), ("resultats", RESULTS), ("limites", LIMITS))
        }
        messages = [safe(renderer.inline(block.inner, block.end)) for block in fiche.key_messages]
        questions = [safe(renderer.inline(block.inner, block.end)) for block in fiche.questions]
        leads = [
            {
                "titre": lead.title,
                "publics": fiche.lead_publics(lead),
                "champs": [
                    (name, safe(renderer.inline(*lead.fields[name])))
                    for name in ("Qui", "Quoi", "Premier pas", "Obstacle probable", "Appui")
                ],
            }
            for lead in fiche.leads
        ]
        references = [
            self._catalogue.references[key] for key in sorted(fiche.cited_keys, key=lambda key: self._index.references[key].text.casefold())
        ]
        years = sorted(year for reference in references if (year := reference.year))
        body = self._render(
            "fiche.md.j2", address, fiche=fiche, meta=fiche.meta, messages=messages, questions=questions, pistes=leads, **prose,
            references=references, annees=years, voisines=self._index.related(fiche), activites=self._index.activities_on(fiche.meta.themes),
            devis_cites=self._designs(fiche), extraits=safe(citations.excerpts()), titres=SECTION_TITLES,
            citation_suggeree=self._suggested_citation(fiche, address), fichier=fiche.source.path,
            modifier=edit_address(self._catalogue.organisation, fiche.source.path),
            signaler=report_address(self._catalogue.organisation, fiche.meta.titre, address),
            plain_questions="\n".join(re.sub(r"\s+", " ", text[block.inner : block.end]).strip() for block in fiche.questions),
            nom_public={term.slug: term.nom for term in self._catalogue.vocabulary.publics},
            noms={facet: {term.slug: term.nom for term in self._index.terms(facet)} for facet in FACETS},
        )  # fmt: skip
        meta = {
            "genre": "fiche", "recherche": True, "date": fiche.meta.revisee_le.isoformat(), "og_type": "article",
            "jsonld": fiche_data(self._catalogue, fiche, address, references),
        }  # fmt: skip
        return DocPage(address, fiche.meta.titre, fiche.meta.resume, body, meta)

    def _withdrawn(self, fiche: Fiche) -> DocPage:
        address = page_address(fiche)
        themes = {term.slug: term.nom for term in self._catalogue.vocabulary.themes}
        body = self._render("fiche-retiree.md.j2", address, meta=fiche.meta, themes=themes)
        description = "Cette fiche a été retirée; sa page dit pourquoi."
        return DocPage(address, fiche.meta.titre, description, body, {"genre": "page", "recherche": False, "sans_index": True})

    def _redirection(self, moved: Redirection) -> DocPage:
        link = relative(moved.de, moved.vers)
        body = self._render("redirection.md.j2", moved.de, moved=moved)
        meta = {"genre": "page", "recherche": False, "sans_index": True, "redirection": link}
        return DocPage(moved.de, "Page déplacée", "Cette page a changé d’adresse.", body, meta)

    def _renderer(self, document: Fiche | Activity | Page, address: str, citations: PageCitations) -> ProseRenderer:
        taken = {*self._taken, *_TEMPLATE_IDS.get(type(document), ())}
        return ProseRenderer(document.prose, citations.button, self._mend_link(document.source.path, address), taken)

    def _section(self, fiche: Fiche, renderer: ProseRenderer, title: str) -> str:
        section = fiche.section(title)
        if section is None:
            return ""
        return renderer.block(section.heading.end, section.end)

    def _mend_link(self, path: str, address: str) -> Callable[[str], str]:
        """Return what turns a link between content files into a link between pages."""

        def mend(target: str) -> str:
            try:
                parts = urlsplit(unquote(target))
            except ValueError:
                return target
            if parts.scheme or not parts.path:
                return target
            other = self._files.get(resolve_link(path, parts.path))
            if other is None:
                return target
            return relative(address, page_address(other) + (f"#{parts.fragment}" if parts.fragment else ""))

        return mend

    def _designs(self, fiche: Fiche) -> str:
        """Return the designs of the cited works in words: « 2 synthèses… » counted by kind."""
        kinds = Counter(french.DESIGN[self._catalogue.notes[key].meta.devis] for key in fiche.cited_keys if key in self._catalogue.notes)
        return "; ".join(f"{name} ({number})" if number > 1 else name for name, number in sorted(kinds.items()))

    def _suggested_citation(self, fiche: Fiche, address: str) -> str:
        organisation = self._catalogue.organisation
        where = absolute(organisation.adresse, address) or "adresse du site\u00a0: à compléter"
        return f"{fiche.meta.redaction}. ({fiche.meta.revisee_le.year}). {fiche.meta.titre}. {organisation.titre_du_site}. {where}"

    def _list_of_fiches(self) -> Iterator[DocPage]:
        for part in slices(self._index.fiches, "fiches/"):
            body = self._render("liste-fiches.md.j2", part.address, part=part)
            description = "Toutes les fiches, des plus récentes aux plus anciennes."
            yield DocPage(part.address, f"Fiches{part.suffix}", description, body, {"genre": "liste", "recherche": False})

    def _facet(self, facet: str) -> Iterator[DocPage]:
        name, lead = FACET_NAMES[facet], _FACET_LEADS[facet]
        counted = [(term, len(self._index.with_term(facet, term.slug))) for term in self._index.terms(facet)]
        body = self._render("liste-termes.md.j2", f"{facet}/", nom=name, chapeau=lead, termes=counted, facette=facet)
        yield DocPage(f"{facet}/", name, lead, body, {"genre": "liste", "recherche": False})
        for term, number in counted:
            for part in slices(self._index.with_term(facet, term.slug), f"{facet}/{term.slug}/"):
                leads = list(self._leads_for(part, term.slug)) if facet == "publics" else []
                body = self._render("terme.md.j2", part.address, nom=name, terme=term, part=part, facette=facet, pistes=leads)
                description = f"{term.nom}\u00a0: {french.count(number, 'fiche', 'fiches')} sur la persévérance scolaire."
                # « Petite enfance » is a theme and an age: the title says which.
                title = f"{name}\u00a0: {term.nom}{part.suffix}"
                yield DocPage(part.address, title, description, body, {"genre": "liste", "recherche": False})

    @staticmethod
    def _leads_for(part: Slice[Fiche], public: str) -> Iterator[tuple[Fiche, str, str]]:
        for fiche in part.items:
            for lead in fiche.leads:
                if public in fiche.lead_publics(lead):
                    yield fiche, lead.title, relative(part.address, f"fiches/{fiche.slug}/#{slug(ACTIONS)}")

    def _reference(self, key: str, note: Note | None) -> DocPage:
        address = f"references/{key}/"
        reference, label = self._catalogue.references[key], self._index.labels[key]
        excerpts = [(excerpt, safe(excerpt_body(excerpt))) for excerpt in note.excerpts] if note else []
        body = self._render(
            "reference.md.j2", address, reference=reference, note=note, etiquette=label, citation=safe(self._index.references[key].html),
            extraits=excerpts, fiches=self._index.cited_in.get(key, [])[:PAGE_SIZE], nombre=len(self._index.cited_in.get(key, [])),
        )  # fmt: skip
        meta = {"genre": "reference", "recherche": False, "jsonld": reference_data(reference)}
        return DocPage(address, str(label), f"{reference.title}\u00a0: extraits lus, devis et fiches qui la citent.", body, meta)

    def _bibliography(self) -> Iterator[DocPage]:
        ordered = sorted(self._catalogue.references.values(), key=lambda reference: self._index.references[reference.key].text.casefold())
        for part in slices(ordered, "bibliographie/"):
            rows = [
                (reference, safe(self._index.references[reference.key].html), len(self._index.cited_in.get(reference.key, [])))
                for reference in part.items
            ]
            body = self._render("bibliographie.md.j2", part.address, lignes=rows, part=part)
            description = "Toutes les sources lues, en style APA, avec leurs extraits."
            yield DocPage(part.address, f"Bibliographie{part.suffix}", description, body, {"genre": "liste", "recherche": False})

    def _activity(self, activity: Activity) -> DocPage:
        address = f"activites/{activity.slug}/"
        citations = PageCitations(self._index, address, self._catalogue.traces(activity))
        renderer = self._renderer(activity, address, citations)
        themes = {term.slug: term.nom for term in self._catalogue.vocabulary.themes}
        body = self._render(
            "activite.md.j2", address, activite=activity, meta=activity.meta, texte=safe(renderer.block(activity.body_start, len(activity.source.text))),
            extraits=safe(citations.excerpts()), fiches=self._index.fiches_on(activity.meta.themes), themes=themes,
        )  # fmt: skip
        meta = {"genre": "activite", "recherche": True, "jsonld": activity_data(self._catalogue, activity, address)}
        return DocPage(address, activity.meta.titre, activity.meta.resume, body, meta)

    def _list_of_activities(self) -> Iterator[DocPage]:
        for part in slices(self._index.activities, "activites/"):
            body = self._render("liste-activites.md.j2", part.address, part=part)
            description = "Webinaires, conférences et ateliers."
            yield DocPage(part.address, f"Activités{part.suffix}", description, body, {"genre": "liste", "recherche": False})

    def _page(self, page: Page) -> DocPage:
        address = f"{page.slug}/"
        citations = PageCitations(self._index, address, self._catalogue.traces(page))
        renderer = self._renderer(page, address, citations)
        body = self._render(
            "page.md.j2",
            address,
            meta=page.meta,
            texte=safe(renderer.block(page.body_start, len(page.source.text))),
            extraits=safe(citations.excerpts()),
        )
        return DocPage(address, page.meta.titre, page.meta.resume, body, {"genre": "page", "recherche": True})

    def _rules(self) -> DocPage:
        body = self._render("regles.md.j2", "regles/", familles=FAMILIES)
        description = "Ce que le logiciel vérifie avant de publier\u00a0: chaque règle, pourquoi, et un exemple."
        return DocPage("regles/", "Règles de vérification", description, body, {"genre": "page", "recherche": False})

    def _search(self) -> DocPage:
        body = self._render("recherche.md.j2", "recherche/")
        return DocPage(
            "recherche/",
            "Recherche",
            "Chercher dans les fiches, les activités et les pages.",
            body,
            {"genre": "recherche", "recherche": False, "script": "recherche"},
        )


def _heading(text: str, anchor: str | None = None) -> Markup:
    """Return a Markdown heading of rank 2 that shows ``text`` as it is."""
    return safe(f"## {markdown_text(text)} {{#{anchor or slug(text)}}}")


def edit_address(organisation: Organisation, path: str) -> str | None:
    """Return where a file of the repository can be edited in a browser, or None while there is no repository."""
    return None if organisation.depot is None else f"{organisation.depot.rstrip('/')}/edit/main/{quote(path)}"


def report_address(organisation: Organisation, title: str, address: str) -> str:
    """Return a pre-filled e-mail to the configured contact; its recipient is empty until there is one."""
    subject = quote(f"Erreur sur la fiche « {title} »", safe="")
    where = absolute(organisation.adresse, address) or address
    body = quote(f"Page\u00a0: {where}\n\nCe qui est inexact\u00a0:\n\nCe qui serait juste, et la source\u00a0:\n", safe="")
    return f"mailto:{organisation.contact or ''}?subject={subject}&body={body}"
