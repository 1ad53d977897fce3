"""Each page of the docs tree: its front matter and its text, through the templates."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline.catalogue.addresses import FACETS, widget_address
from pipeline.catalogue.journal import REASONS
from pipeline.catalogue.models import Organisation, Vocabulary
from pipeline.catalogue.pages import ACTIONS, CONTEXT, EXAMINED, KEY_MESSAGES, LIMITS, QUESTIONS, RESULTS, Activity, Fiche, Page
from pipeline.catalogue.project import Project
from pipeline.catalogue.words import slug
from pipeline.checks.run import FAMILIES
from pipeline.citations.exports import bibtex, ris
from pipeline.publish import french
from pipeline.publish.activity_data import activity_data
from pipeline.publish.activity_pages import activity_context, frame_origin
from pipeline.publish.addresses import absolute, docs_file, relative
from pipeline.publish.calendar_links import calendar_file
from pipeline.publish.excerpts import PageCitations, excerpt_body
from pipeline.publish.extras import BIBLIOGRAPHY, sources_stem
from pipeline.publish.feeds import ATOM, JSON, committee_feeds
from pipeline.publish.index import Work
from pipeline.publish.page_links import link_mender
from pipeline.publish.paging import Slice
from pipeline.publish.portable_prose import PortableProse
from pipeline.publish.prose_html import ProseRenderer, markdown_text, safe
from pipeline.publish.reader_links import edit_address, question_address, report_address
from pipeline.publish.search_entries import SearchEntry, activity_entry, fiche_entry, page_entry, reference_entry, search_markup
from pipeline.publish.share_images import image_address, share_images
from pipeline.publish.sheet_citation import sheet_reference, suggested_citation
from pipeline.publish.structured_data import fiche_data, reference_data
from pipeline.publish.views import (
    SELECTION,
    ActivitiesView,
    ActivityView,
    BibliographyView,
    FacetView,
    FichesView,
    FicheView,
    HomeView,
    PageView,
    RedirectionView,
    ReferenceView,
    ScreeningView,
    SearchView,
    TermView,
    View,
    WidgetView,
    WithdrawnView,
)

FACET_NAMES = {"themes": "Thèmes", "publics": "Publics", "ages": "Âges", "determinants": "Déterminants"}
SECTION_TITLES = {
    "retenir": KEY_MESSAGES, "contexte": CONTEXT, "examine": EXAMINED, "resultats": RESULTS, "limites": LIMITS, "pistes": ACTIONS, "questions": QUESTIONS,
}  # fmt: skip
# What a page with filters loads; its policy opens for the engine's WebAssembly.
_FILTERED = {"script": "recherche", "styles": ["recherche"]}
# Ids of our own markup: a heading of the same words is given another.
_THEME_IDS = ("contenu", "couleurs", "entete-q")
_TEMPLATE_IDS: dict[type, tuple[str, ...]] = {
    Activity: (
        "fiches-sur-le-meme-theme", "source", "avant", "pendant", "apres", "agenda", "inscription", "adaptations", "questions-a-l-avance", "essentiel",
        "enregistrement", *(f"chapitre-{number}" for number in range(1, 100)), "chapitres", "transcription", "diapositives", "questions-repondues", "suites", "questionnaire", "fiches-liees", "outils", "a-propos-de-l-activite",
    ),
    Fiche: (
        *(slug(title) for title in SECTION_TITLES.values()), *(f"piste-{number}" for number in range(1, 6)),
        "questions", "references", "a-propos-de-cette-fiche", "corrections", "activites-liees", "a-lire-aussi", "citer", "citer-apa", "citer-bibtex", "citer-ris",
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
    """Makes each page of the docs tree from its view; it sees nothing of the site but what the view holds."""

    def __init__(self, project: Project, organisation: Organisation, vocabulary: Vocabulary) -> None:
        self._organisation = organisation
        self._vocabulary = vocabulary
        self._images = share_images(project, organisation)
        self._environment = Environment(
            loader=FileSystemLoader(project.templates / "pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(
            titre2=_heading,
            jour=french.long_date,
            jour_semaine=french.weekday_date,
            heure=french.clock,
            unites=french.units_held,
            fuseau=french.time_zone_name,
            duree=french.length,
            fichier_agenda=calendar_file,
        )
        self._environment.globals.update(
            organisme=organisation, vocabulaire=vocabulary, compte=french.count, enumeration=french.enumeration, confiance=french.CONFIDENCE,
            confiance_sens=french.CONFIDENCE_MEANING, devis=french.DESIGN, lien_nature=french.LINK, lecture=french.READING, genre=french.KIND,
            forme=french.FORM, etat=french.STATE, modalite=french.MODALITY, langue=french.LANGUAGE, avis_dit=french.NOTICE, facettes=FACET_NAMES,
            selection=SELECTION.address, bibliographie=BIBLIOGRAPHY, flux_atom=ATOM, flux_json=JSON,
            noms={facet: {term.slug: term.nom for term in getattr(vocabulary, facet)} for facet in FACETS},
        )  # fmt: skip
        self._makers: dict[type[View], Callable[[Any], DocPage]] = {
            HomeView: self._home, FicheView: self._fiche, WithdrawnView: self._withdrawn, FichesView: self._list_of_fiches,
            FacetView: self._facet, TermView: self._term, ReferenceView: self._reference, BibliographyView: self._bibliography,
            ActivityView: self._activity, ActivitiesView: self._list_of_activities, PageView: self._page, RedirectionView: self._redirection,
            WidgetView: self._widget, ScreeningView: self._screening, SearchView: self._search, View: self._plain,
        }  # fmt: skip

    def page(self, view: View) -> DocPage:
        """Return the page of one view."""
        return self._makers[type(view)](view)

    def _plain(self, view: View) -> DocPage:
        return self._selection() if view == SELECTION else self._rules(view)

    def _render(self, template: str, address: str, **context: object) -> str:
        def link(there: str) -> str:
            return relative(address, there)

        return self._environment.get_template(template).render(lien=link, ici=address, **context)

    def _home(self, view: HomeView) -> DocPage:
        organisation = self._organisation
        body = self._render(
            "accueil.md.j2", "", recentes=view.recent, activites=view.activities, nombre_de_fiches=view.count, themes=view.themes
        )
        description = f"{organisation.devise} Des fiches courtes sur la persévérance scolaire, pour agir en comité."
        return DocPage("", organisation.titre_du_site, description, body, {"genre": "accueil", "recherche": False, "activites": True})

    def _fiche(self, view: FicheView) -> DocPage:
        fiche, address = view.fiche, view.address
        citations = PageCitations(view.works, address, view.traces)
        renderer = _renderer(fiche, view, citations)
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
        works = sorted(view.works.values(), key=lambda work: work.formatted.text.casefold())
        itself = [sheet_reference(self._organisation, fiche)]
        committees = committee_feeds(self._organisation, fiche.meta.comites)
        years = sorted(year for work in works if (year := work.reference.year))
        body = self._render(
            "fiche.md.j2", address, fiche=fiche, meta=fiche.meta, comites=committees, messages=messages, questions=questions, pistes=leads, **prose,
            travaux=works, annees=years, voisines=view.related, activites=view.activities, activites_liees=view.linked, devis_cites=_designs(works), extraits=safe(citations.excerpts()), titres=SECTION_TITLES,
            citation_suggeree=suggested_citation(self._organisation, fiche), bibtex=bibtex(itself).strip(),
            ris=ris(itself).replace("\r\n", "\n").strip(), sources=sources_stem(fiche), image=image_address(fiche), fichier=fiche.source.path,
            modifier=edit_address(self._organisation, fiche.source.path),
            signaler=report_address(self._organisation, fiche.meta.titre, address),
            plain_questions="\n".join(re.sub(r"\s+", " ", text[block.inner : block.end]).strip() for block in fiche.questions),
            nom_public={term.slug: term.nom for term in self._vocabulary.publics},
        )  # fmt: skip
        meta = {
            "genre": "fiche", "recherche": True, "date": fiche.meta.revisee_le.isoformat(), "og_type": "article",
            "jsonld": fiche_data(self._organisation, self._vocabulary, fiche, address, [work.reference for work in works]),
            "script": "partage", "styles": ["partage"], "image": absolute(self._organisation.adresse, image_address(fiche)),
            "image_alt": self._images.alternative(fiche),
            "revue": french.long_date(fiche.meta.revisee_le), "flux": [[one.title, one.folder] for one in committees],
        }  # fmt: skip
        entry = fiche_entry(fiche, address, self._vocabulary, [work.reference for work in works])
        return DocPage(address, fiche.meta.titre, fiche.meta.resume, _indexed(body, entry), meta)

    def _withdrawn(self, view: WithdrawnView) -> DocPage:
        fiche, address = view.fiche, view.address
        themes = {term.slug: term.nom for term in self._vocabulary.themes}
        body = self._render("fiche-retiree.md.j2", address, meta=fiche.meta, themes=themes)
        description = "Cette fiche a été retirée; sa page dit pourquoi."
        return DocPage(address, fiche.meta.titre, description, body, {"genre": "page", "recherche": False, "sans_index": True})

    def _redirection(self, view: RedirectionView) -> DocPage:
        moved = view.moved
        link = relative(moved.de, moved.vers)
        body = self._render("redirection.md.j2", moved.de, moved=moved)
        meta = {"genre": "page", "recherche": False, "sans_index": True, "redirection": link}
        return DocPage(moved.de, "Page déplacée", "Cette page a changé d’adresse.", body, meta)

    def _section(self, fiche: Fiche, renderer: ProseRenderer, title: str) -> str:
        section = fiche.section(title)
        if section is None:
            return ""
        return renderer.block(section.heading.end, section.end)

    def _list_of_fiches(self, view: FichesView) -> DocPage:
        ask = question_address(self._organisation)
        body = self._render("liste-fiches.md.j2", view.address, part=view.part, filtres=view.filters, demander=ask)
        description = "Toutes les fiches, des plus récentes aux plus anciennes."
        meta = {"genre": "liste", "recherche": False, **(_FILTERED if view.part.number == 1 else {})}
        return DocPage(view.address, f"Fiches{view.part.suffix}", description, body, meta)

    def _facet(self, view: FacetView) -> DocPage:
        name, lead = FACET_NAMES[view.facet], _FACET_LEADS[view.facet]
        body = self._render("liste-termes.md.j2", view.address, nom=name, chapeau=lead, termes=view.counted, facette=view.facet)
        return DocPage(view.address, name, lead, body, {"genre": "liste", "recherche": False})

    def _term(self, view: TermView) -> DocPage:
        name, term, part = FACET_NAMES[view.facet], view.term, view.part
        leads = list(self._leads_for(part, term.slug)) if view.facet == "publics" else []
        widget = widget_address(term.slug) if view.facet == "themes" else None
        body = self._render(
            "terme.md.j2", view.address, nom=name, terme=term, part=part, facette=view.facet, pistes=leads, widget=widget,
            widget_adresse=absolute(self._organisation.adresse, widget) if widget else None,
        )  # fmt: skip
        description = f"{term.nom}\u00a0: {french.count(part.total, 'fiche', 'fiches')} sur la persévérance scolaire."
        # « Petite enfance » is a theme and an age: the title says which.
        title = f"{name}\u00a0: {term.nom}{part.suffix}"
        meta = {
            "genre": "liste", "recherche": False, "script": "partage", "styles": ["partage"],
            "flux": [[f"{self._organisation.titre_du_site}\u00a0: {term.nom}", part.base]],
        }  # fmt: skip
        return DocPage(view.address, title, description, body, meta)

    @staticmethod
    def _leads_for(part: Slice[Fiche], public: str) -> Iterator[tuple[Fiche, str, str]]:
        for fiche in part.items:
            for lead in fiche.leads:
                if public in fiche.lead_publics(lead):
                    yield fiche, lead.title, relative(part.address, f"fiches/{fiche.slug}/#{slug(ACTIONS)}")

    def _reference(self, view: ReferenceView) -> DocPage:
        work = view.work
        excerpts = [(excerpt, safe(excerpt_body(excerpt))) for excerpt in work.note.excerpts] if work.note else []
        body = self._render(
            "reference.md.j2", view.address, reference=work.reference, note=work.note, etiquette=work.label, citation=safe(work.formatted.html),
            extraits=excerpts, fiches=view.fiches, nombre=view.number,
        )  # fmt: skip
        meta = {"genre": "reference", "recherche": False, "jsonld": reference_data(work.reference)}
        description = f"{work.reference.title}\u00a0: extraits lus, devis et fiches qui la citent."
        return DocPage(view.address, str(work.label), description, _indexed(body, reference_entry(work.reference, view.address)), meta)

    def _bibliography(self, view: BibliographyView) -> DocPage:
        body = self._render("bibliographie.md.j2", view.address, part=view.part)
        description = "Toutes les sources lues, en style APA, avec leurs extraits."
        meta = {"genre": "liste", "recherche": False, "styles": ["partage"]}
        return DocPage(view.address, f"Bibliographie{view.part.suffix}", description, body, meta)

    def _activity(self, view: ActivityView) -> DocPage:
        activity, address = view.activity, view.address
        citations = PageCitations(view.works, address, view.traces)
        renderer = _renderer(activity, view, citations)
        text = safe(renderer.block(activity.body_start, len(activity.source.text)))
        body = self._render(
            "activite.md.j2", address, texte=text, extraits=safe(citations.excerpts()), **activity_context(self._organisation, self._vocabulary, view),
        )  # fmt: skip
        meta = {
            "genre": "activite",
            "recherche": True,
            "activites": True,
            "flux": [[one.title, one.folder] for one in committee_feeds(self._organisation, activity.meta.comites)],
            "jsonld": activity_data(self._organisation, self._vocabulary, activity, address, view.captions),
        }
        if frame := frame_origin(activity):
            meta["cadre"] = frame
        entry = activity_entry(activity, address, self._vocabulary)
        return DocPage(address, activity.meta.titre, activity.meta.resume, _indexed(body, entry), meta)

    def _list_of_activities(self, view: ActivitiesView) -> DocPage:
        ask = question_address(self._organisation)
        body = self._render(
            "liste-activites.md.j2", view.address, part=view.part, filtres=view.filters, demander=ask, calendriers=view.calendars
        )
        description = "Webinaires, conférences, ateliers et présentations en comité."
        meta = {"genre": "liste", "recherche": False, "activites": True, **(_FILTERED if view.filters else {})}
        return DocPage(view.address, f"Activités{view.part.suffix}", description, body, meta)

    def _page(self, view: PageView) -> DocPage:
        page, address = view.page, view.address
        citations = PageCitations(view.works, address, view.traces)
        renderer = _renderer(page, view, citations)
        body = self._render(
            "page.md.j2",
            address,
            meta=page.meta,
            texte=safe(renderer.block(page.body_start, len(page.source.text))),
            extraits=safe(citations.excerpts()),
        )
        entry = page_entry(page, address)
        return DocPage(address, page.meta.titre, page.meta.resume, _indexed(body, entry), {"genre": "page", "recherche": True})

    def _screening(self, view: ScreeningView) -> DocPage:
        body = self._render(
            "choix.md.j2", view.address, flux=view.flow, jours=view.days, a_la_main=view.founding, fils=view.feeds, motifs=REASONS
        )
        description = "D’où viennent les études de nos fiches, ce que nous laissons de côté, et pourquoi."
        meta = {"genre": "page", "recherche": False, "styles": ["choix"]}
        return DocPage(view.address, "Comment nous choisissons", description, body, meta)

    def _rules(self, view: View) -> DocPage:
        body = self._render("regles.md.j2", view.address, familles=FAMILIES)
        description = "Ce que le logiciel vérifie avant de publier\u00a0: chaque règle, pourquoi, et un exemple."
        return DocPage(view.address, "Règles de vérification", description, body, {"genre": "page", "recherche": False})

    def _search(self, view: SearchView) -> DocPage:
        ask = question_address(self._organisation)
        body = self._render("recherche.md.j2", view.address, filtres=view.filters, references=view.references, demander=ask)
        return DocPage(
            view.address,
            "Recherche",
            "Chercher dans les fiches, les activités et les pages.",
            body,
            {"genre": "recherche", "recherche": False, **_FILTERED},
        )

    def _selection(self) -> DocPage:
        body = self._render("selection.md.j2", SELECTION.address)
        description = "Réunir quelques fiches en une page à imprimer, avec un déroulement de rencontre."
        meta = {"genre": "selection", "recherche": False, "script": "selection", "styles": ["partage", "selection"]}
        return DocPage(SELECTION.address, "Ma sélection", description, body, meta)

    def _widget(self, view: WidgetView) -> DocPage:
        prose = PortableProse(lambda there: relative(view.address, there))
        latest = [(portable.fiche, safe(next(iter(prose.messages(portable)), ""))) for portable in view.latest]
        body = self._render("widget.md.j2", view.address, terme=view.theme, fiches=latest)
        name = view.theme.nom
        meta = {"genre": "widget", "recherche": False, "sans_index": True, "template": "widget.html"}
        return DocPage(
            view.address, f"Fiches à intégrer\u00a0: {name}", f"Les plus récentes fiches sur le thème «\u00a0{name}\u00a0».", body, meta
        )


def _renderer(document: Fiche | Activity | Page, view: FicheView | ActivityView | PageView, citations: PageCitations) -> ProseRenderer:
    notes = (work.note for work in view.works.values() if work.note is not None)
    excerpts = (excerpt.anchor for note in notes for excerpt in note.excerpts)
    taken = {*_THEME_IDS, *excerpts, *_TEMPLATE_IDS.get(type(document), ())}
    return ProseRenderer(
        document.prose, citations.button, link_mender(document.source.path, view.links, lambda there: relative(view.address, there)), taken
    )


def _designs(works: Sequence[Work]) -> str:
    """Return the designs of the cited works in words: « 2 synthèses… » counted by kind."""
    kinds = Counter(french.DESIGN[work.note.meta.devis] for work in works if work.note is not None)
    return "; ".join(f"{name} ({number})" if number > 1 else name for name, number in sorted(kinds.items()))


def _indexed(body: str, entry: SearchEntry) -> str:
    """Return a page's text with what the search index knows of it."""
    return f"{body.rstrip()}\n\n{search_markup(entry)}\n"


def _heading(text: str, anchor: str | None = None) -> Markup:
    """Return a Markdown heading of rank 2 that shows ``text`` as it is."""
    return safe(f"## {markdown_text(text)} {{#{anchor or slug(text)}}}")
