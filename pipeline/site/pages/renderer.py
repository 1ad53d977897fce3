"""Each page of the docs tree: its front matter and its text, through the templates."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from pipeline.content.council import Organisation, Vocabulary
from pipeline.content.document import CONTEXT, EXAMINED, LIMITS, RESULTS, Fiche
from pipeline.project import Project
from pipeline.references.exports import bibtex, ris
from pipeline.text import french
from pipeline.content import names
from pipeline.site.metadata.activity_data import activity_data
from pipeline.site.pages.activities import activity_context, frame_origin
from pipeline.text.addresses import absolute, relative
from pipeline.site.pages.campaigns import CampaignPages
from pipeline.site.pages.dashboard import DashboardPages
from pipeline.site.pages.base import DocPage, Templates, indexed
from pipeline.site.pages.dossiers import DossierPages
from pipeline.site.pages.surveys import EvaluationPages
from pipeline.edition.prose.excerpts import PageCitations, excerpt_body
from pipeline.site.downloads.generators import sources_stem
from pipeline.site.downloads.atom import committee_feeds
from pipeline.site.pages.field_list import FieldPages
from pipeline.edition.index import Work
from pipeline.site.pages.initiatives import InitiativePages
from pipeline.site.pages.lists import ListPages
from pipeline.site.pages.committees_needs_tools import LoopPages
from pipeline.edition.prose.page_prose import SECTION_TITLES, prose_renderer
from pipeline.site.pages.plans import PlanPages
from pipeline.edition.prose.html import ProseRenderer, safe
from pipeline.edition.reader_links import edit_address, history_address, reports, request_address
from pipeline.site.search.search_entries import activity_entry, fiche_entry, page_entry, reference_entry
from pipeline.site.downloads.share_images import image_address, share_images
from pipeline.references.sheet_citation import sheet_reference, suggested_citation
from pipeline.site.metadata.structured_data import fiche_data, reference_data
from pipeline.edition.view import View
from pipeline.site.pages.views import ActivityView, FicheView, HomeView, PageView, RedirectionView, ReferenceView, WithdrawnView
from pipeline.site.pages.reports import YearReportPages


class PageRenderer:
    """Makes each page of the docs tree from its view; it sees nothing of the site but what the view holds."""

    def __init__(self, project: Project, organisation: Organisation, vocabulary: Vocabulary) -> None:
        self._organisation = organisation
        self._vocabulary = vocabulary
        self._images = share_images(project, organisation)
        self._templates = Templates(project, organisation, vocabulary)
        self._makers: dict[type[View], Callable[[Any], DocPage]] = {
            HomeView: self._home, FicheView: self._fiche, WithdrawnView: self._withdrawn, ReferenceView: self._reference,
            ActivityView: self._activity, PageView: self._page, RedirectionView: self._redirection,
            **ListPages(self._templates).makers(), **LoopPages(self._templates).makers(), **CampaignPages(self._templates).makers(), **InitiativePages(self._templates).makers(),
            **FieldPages(self._templates).makers(),
            **EvaluationPages(self._templates).makers(), **PlanPages(self._templates).makers(), **DossierPages(self._templates).makers(),
            **DashboardPages(self._templates).makers(), **YearReportPages(self._templates).makers(),
        }  # fmt: skip

    def page(self, view: View) -> DocPage:
        """Return the page of one view."""
        return self._makers[type(view)](view)

    def _home(self, view: HomeView) -> DocPage:
        organisation = self._organisation
        body = self._templates.render(
            "accueil.md.j2",
            "",
            recentes=view.recent,
            activites=view.activities,
            nombre_de_fiches=view.count,
            themes=view.themes,
            campagnes=view.campaigns,
        )
        description = f"{organisation.devise} Des fiches courtes sur la persévérance scolaire, pour agir en comité."
        return DocPage("", organisation.titre_du_site, description, body, {"genre": "accueil", "recherche": False, "activites": True})

    def _fiche(self, view: FicheView) -> DocPage:
        fiche, address = view.fiche, view.address
        citations = PageCitations(view.works, address, view.traces)
        renderer = prose_renderer(fiche, view, citations)
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
        committees = committee_feeds(self._organisation, view.committees)
        years = sorted(year for work in works if (year := work.reference.year))
        body = self._templates.render(
            "fiche.md.j2", address, fiche=fiche, meta=fiche.meta, comites=committees, besoins=view.needs, outils=view.tools, campagnes=view.campaigns, initiatives=view.initiatives, messages=messages, questions=questions, pistes=leads, **prose,
            travaux=works, annees=years, voisines=view.related, activites=view.activities, activites_liees=view.linked, plans=view.plans, devis_cites=_designs(works), extraits=safe(citations.excerpts()), titres=SECTION_TITLES,
            citation_suggeree=suggested_citation(self._organisation, fiche), bibtex=bibtex(itself).strip(),
            ris=ris(itself).replace("\r\n", "\n").strip(), sources=sources_stem(fiche), document=view.document, image=image_address(fiche), fichier=fiche.source.path,
            modifier=edit_address(self._organisation, fiche.source.path), anciennes=history_address(self._organisation, fiche.source.path),
            signalements=reports(self._organisation, fiche.meta.titre, address, fiche.meta.revisee_le),
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
        return DocPage(address, fiche.meta.titre, fiche.meta.resume, indexed(body, entry), meta)

    def _withdrawn(self, view: WithdrawnView) -> DocPage:
        fiche, address = view.fiche, view.address
        themes = {term.slug: term.nom for term in self._vocabulary.themes}
        earlier = history_address(self._organisation, fiche.source.path)
        body = self._templates.render("fiche-retiree.md.j2", address, meta=fiche.meta, themes=themes, anciennes=earlier)
        description = "Cette fiche a été retirée; sa page dit pourquoi."
        return DocPage(address, fiche.meta.titre, description, body, {"genre": "page", "recherche": False, "sans_index": True})

    def _redirection(self, view: RedirectionView) -> DocPage:
        moved = view.moved
        link = relative(moved.de, moved.vers)
        body = self._templates.render("redirection.md.j2", moved.de, moved=moved)
        meta = {"genre": "page", "recherche": False, "sans_index": True, "redirection": link}
        return DocPage(moved.de, "Page déplacée", "Cette page a changé d’adresse.", body, meta)

    def _section(self, fiche: Fiche, renderer: ProseRenderer, title: str) -> str:
        section = fiche.section(title)
        if section is None:
            return ""
        return renderer.block(section.heading.end, section.end)

    def _reference(self, view: ReferenceView) -> DocPage:
        work = view.work
        excerpts = [(excerpt, safe(excerpt_body(excerpt))) for excerpt in work.note.excerpts] if work.note else []
        body = self._templates.render(
            "reference.md.j2", view.address, reference=work.reference, note=work.note, etiquette=work.label, citation=safe(work.formatted.html),
            extraits=excerpts, fiches=view.fiches, nombre=view.number, besoins=view.needs,
            signalements=reports(self._organisation, str(work.label), view.address, work.note.meta.lu_le if work.note else None),
        )  # fmt: skip
        meta = {"genre": "reference", "recherche": False, "jsonld": reference_data(work.reference)}
        description = f"{work.reference.title}\u00a0: extraits lus, devis et fiches qui la citent."
        return DocPage(view.address, str(work.label), description, indexed(body, reference_entry(work.reference, view.address)), meta)

    def _activity(self, view: ActivityView) -> DocPage:
        activity, address = view.activity, view.address
        citations = PageCitations(view.works, address, view.traces)
        renderer = prose_renderer(activity, view, citations)
        text = safe(renderer.block(activity.body_start, len(activity.source.text)))
        body = self._templates.render(
            "activite.md.j2", address, texte=text, extraits=safe(citations.excerpts()), **activity_context(self._organisation, self._vocabulary, view),
        )  # fmt: skip
        meta = {
            "genre": "activite",
            "recherche": True,
            "activites": True,
            "flux": [[one.title, one.folder] for one in committee_feeds(self._organisation, view.committees)],
            "jsonld": activity_data(self._organisation, self._vocabulary, activity, address, view.captions),
        }
        if frame := frame_origin(activity):
            meta["cadre"] = frame
        entry = activity_entry(activity, address, self._vocabulary)
        return DocPage(address, activity.meta.titre, activity.meta.resume, indexed(body, entry), meta)

    def _page(self, view: PageView) -> DocPage:
        page, address = view.page, view.address
        citations = PageCitations(view.works, address, view.traces)
        renderer = prose_renderer(page, view, citations)
        body = self._templates.render(
            "page.md.j2",
            address,
            meta=page.meta,
            demander=request_address(self._organisation, page.meta.bouton) if page.meta.bouton else None,
            texte=safe(renderer.block(page.body_start, len(page.source.text))),
            extraits=safe(citations.excerpts()),
        )
        entry = page_entry(page, address)
        return DocPage(address, page.meta.titre, page.meta.resume, indexed(body, entry), {"genre": "page", "recherche": True})


def _designs(works: Sequence[Work]) -> str:
    """Return the designs of the cited works in words: « 2 synthèses… » counted by kind."""
    kinds = Counter(names.DESIGN[work.note.meta.devis] for work in works if work.note is not None)
    return "; ".join(f"{name} ({number})" if number > 1 else name for name, number in sorted(kinds.items()))
