"""The pages of sheets: those that are published, those that were withdrawn, and their list."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pipeline.content import names
from pipeline.content.activities.activity import ACTIVITIES
from pipeline.content.address_book import page_address
from pipeline.content.committees import Committee
from pipeline.content.council import Organisation, Vocabulary
from pipeline.content.initiatives import INITIATIVES
from pipeline.content.kinds import PAGED
from pipeline.content.needs import NEEDS
from pipeline.content.plans.plan import PLANS
from pipeline.content.sheets.sheet import CONTEXT, EXAMINED, FICHES, LIMITS, RESULTS, Fiche
from pipeline.content.tools import TOOLS
from pipeline.edition.index import Work
from pipeline.edition.prose.excerpts import PageCitations
from pipeline.edition.prose.html import ProseRenderer, safe
from pipeline.edition.prose.page_prose import SECTION_TITLES, PageText, prose_renderer
from pipeline.edition.reader_links import edit_address, history_address, question_address, reports
from pipeline.handouts.sheet_pdf import pdf_address
from pipeline.references.exports import bibtex, ris
from pipeline.references.sheet_citation import sheet_reference, suggested_citation
from pipeline.site.downloads.atom import committee_feeds
from pipeline.site.downloads.generators import sources_stem
from pipeline.site.downloads.share_images import alternative, image_address
from pipeline.site.metadata.structured_data import fiche_data
from pipeline.site.pages.page_types import FILTERED, NOTHING, Context, Edition, Indexed, lazy, page
from pipeline.site.pages.paging import Slice, slices
from pipeline.site.search.facets import search_filters
from pipeline.site.search.search_entries import SearchEntry, fiche_entry
from pipeline.text import french
from pipeline.text.addresses import absolute

_LEAD_FIELDS = ("Qui", "Quoi", "Premier pas", "Obstacle probable", "Appui")


@page(FICHES, "fiche.md.j2", genre="fiche", indexed=Indexed.TEXT, script="partage", styles=("partage",), header={"og_type": "article"})
def sheet(edition: Edition, fiche: Fiche) -> Context:
    """Return a sheet and what goes with it: activities that name it, others on its themes, tools, campaigns, plans that rest on it."""
    index, council, meta, text = edition.index, edition.organisation, fiche.meta, edition.text(fiche)
    relations, committees = index.relations, index.committees_named(meta.comites)
    return Context(
        meta.titre,
        meta.resume,
        {
            "fiche": fiche,
            "meta": meta,
            "besoins": relations.beside(fiche, NEEDS),
            "outils": relations.beside(fiche, TOOLS),
            "liens_recus": tuple((kind, pages) for kind in PAGED if kind.heading and (pages := relations.naming(fiche, kind))),
            "initiatives": relations.naming(fiche, INITIATIVES),
            "voisines": index.related(fiche),
            "activites_liees": relations.naming(fiche, ACTIVITIES),
            "activites": tuple(other for other in index.activities_on(meta.themes) if fiche.slug not in other.meta.fiches),
            "plans": index.plan_links(relations.naming(fiche, PLANS)),
            "document": edition.pdfs.get(pdf_address(fiche)),
            "titres": SECTION_TITLES,
        },
        more=lazy(_sheet, council, edition.vocabulary, text, fiche, committees),
        search=lazy(_entry, edition.vocabulary, text, fiche),
        jsonld=lazy(_data, council, edition.vocabulary, text, fiche),
        header={
            "date": meta.revisee_le.isoformat(),
            "image": absolute(council.adresse, image_address(fiche)),
            "image_alt": lazy(alternative, council, fiche),
            "revue": lazy(french.long_date, meta.revisee_le),
            "flux": lazy(_followed, council, committees),
        },
        modified=meta.revisee_le,
    )


def _sheet(
    council: Organisation, vocabulary: Vocabulary, text: PageText, fiche: Fiche, committees: Sequence[Committee]
) -> Mapping[str, object]:
    citations = PageCitations(text.works, text.address, text.traces)
    renderer = prose_renderer(text, citations)
    titles = (("contexte", CONTEXT), ("examine", EXAMINED), ("resultats", RESULTS), ("limites", LIMITS))
    sections = {name: safe(_section(fiche, renderer, title)) for name, title in titles}
    messages = [safe(renderer.inline(block.inner, block.end)) for block in fiche.key_messages]
    questions = [safe(renderer.inline(block.inner, block.end)) for block in fiche.questions]
    leads = [
        {
            "titre": lead.title,
            "publics": fiche.lead_publics(lead),
            "champs": [(name, safe(renderer.inline(*lead.fields[name]))) for name in _LEAD_FIELDS],
        }
        for lead in fiche.leads
    ]
    works, itself, source = text.sorted_works, [sheet_reference(council, fiche)], fiche.source
    return {
        **sections,
        "messages": messages,
        "questions": questions,
        "pistes": leads,
        "travaux": works,
        "annees": sorted(year for work in works if (year := work.reference.year)),
        "devis_cites": _designs(works),
        "extraits": safe(citations.excerpts()),
        "comites": committee_feeds(council, committees),
        "citation_suggeree": suggested_citation(council, fiche),
        "bibtex": bibtex(itself).strip(),
        "ris": ris(itself).replace("\r\n", "\n").strip(),
        "sources": sources_stem(fiche),
        "image": image_address(fiche),
        "fichier": source.path,
        "modifier": edit_address(council, source.path),
        "anciennes": history_address(council, source.path),
        "signalements": reports(council, fiche.meta.titre, text.address, fiche.meta.revisee_le),
        "plain_questions": "\n".join(re.sub(r"\s+", " ", source.text[block.inner : block.end]).strip() for block in fiche.questions),
        "nom_public": {term.slug: term.nom for term in vocabulary.publics},
    }


def _section(fiche: Fiche, renderer: ProseRenderer, title: str) -> str:
    section = fiche.section(title)
    return renderer.block(section.heading.end, section.end) if section else ""


def _designs(works: Sequence[Work]) -> str:
    """Return the designs of the cited works in words: « 2 synthèses… » counted by kind."""
    kinds = Counter(names.DESIGN[work.note.meta.devis] for work in works if work.note is not None)
    return "; ".join(f"{name} ({number})" if number > 1 else name for name, number in sorted(kinds.items()))


def _entry(vocabulary: Vocabulary, text: PageText, fiche: Fiche) -> SearchEntry:
    return fiche_entry(fiche, text.address, vocabulary, [work.reference for work in text.sorted_works])


def _data(council: Organisation, vocabulary: Vocabulary, text: PageText, fiche: Fiche) -> str:
    return fiche_data(council, vocabulary, fiche, text.address, [work.reference for work in text.sorted_works])


def _followed(council: Organisation, committees: Sequence[Committee]) -> list[list[str]]:
    return [[one.title, one.folder] for one in committee_feeds(council, committees)]


def _withdrawn(edition: Edition) -> Iterator[tuple[str, Fiche]]:
    return ((page_address(fiche), fiche) for fiche in edition.index.withdrawn)


@page(_withdrawn, "fiche-retiree.md.j2", listed=False)
def withdrawn_sheet(edition: Edition, fiche: Fiche) -> Context:
    """Return why a sheet was withdrawn."""
    return Context(
        fiche.meta.titre,
        "Cette fiche a été retirée; sa page dit pourquoi.",
        {
            "meta": fiche.meta,
            "themes": {term.slug: term.nom for term in edition.vocabulary.themes},
            "anciennes": history_address(edition.organisation, fiche.source.path),
        },
    )


def _list(edition: Edition) -> Iterator[tuple[str, Slice[Fiche]]]:
    return ((part.address, part) for part in slices(edition.index.fiches, "fiches/"))


@page(_list, "liste-fiches.md.j2", genre="liste")
def sheets(edition: Edition, part: Slice[Fiche]) -> Context:
    """Return one page of the list of sheets; the first has filters."""
    first = part.number == 1
    return Context(
        f"Fiches{part.suffix}",
        "Toutes les fiches, des plus récentes aux plus anciennes.",
        {
            "part": part,
            "filtres": search_filters(edition.index, only_fiches=True) if first else (),
            "demander": question_address(edition.organisation),
        },
        header=FILTERED if first else NOTHING,
    )
