"""The pages of sheets: those that are published, those that were withdrawn, and their list."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from markupsafe import Markup

from pipeline.content import names
from pipeline.content.activities.activity import ACTIVITIES
from pipeline.content.address_book import page_address
from pipeline.content.committees import Committee
from pipeline.content.council import Organisation, Vocabulary
from pipeline.content.initiatives import INITIATIVES
from pipeline.content.kinds import PAGED
from pipeline.content.menu import Entry
from pipeline.content.needs import NEEDS
from pipeline.content.plans.plan import PLANS
from pipeline.content.sheets.action_words import acting, after_support
from pipeline.content.sheets.effect_words import point_words, size
from pipeline.content.sheets.evidence_kind import EvidenceKind
from pipeline.content.sheets.meta import Effect
from pipeline.content.sheets.pictures import Picture, PictureKind
from pipeline.content.sheets.sheet import (
    ACTIONS,
    DECISION,
    DECISION_SENTENCES,
    FICHES,
    KEY_MESSAGES,
    LIMITS,
    QUESTIONS,
    RESULTS,
    ActionLead,
    Fiche,
    Support,
)
from pipeline.content.sheets.standing import Standing, confidence, direction, effect_kind, effects_title
from pipeline.content.sources.notes import Excerpt
from pipeline.content.tools import TOOLS
from pipeline.content.wording import READING_IN_A_WORD
from pipeline.edition.effect_strip import effect_strip
from pipeline.edition.index import Work
from pipeline.edition.prose.excerpts import PageCitations
from pipeline.edition.prose.html import ProseRenderer, safe
from pipeline.edition.prose.page_prose import SECTION_TITLES, PageText, prose_renderer
from pipeline.edition.prose.readings import works_read
from pipeline.edition.reader_links import edit_address, history_address, question_address, reports
from pipeline.edition.sheet_pictures import bars, people, revision
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
from pipeline.text.typographic import typographic
from pipeline.text.words import slug

# « Appui » stands under the title of an action, with its mark.
_LEAD_FIELDS = ("Pour", "Qui", "Quoi", "Premier pas", "Obstacle probable")
# The sections that the page shows in a form of their own.
_APART = (KEY_MESSAGES, ACTIONS, DECISION, QUESTIONS)


@page(FICHES, "fiche.md.j2", genre="fiche", indexed=Indexed.TEXT, script="partage", styles=("partage",), header={"og_type": "article"})
def sheet(edition: Edition, fiche: Fiche) -> Context:
    """Return a sheet and what goes with it: activities that name it, others on its themes, tools, campaigns, plans that rest on it."""
    index, council, meta, text = edition.index, edition.organisation, fiche.meta, edition.text(fiche)
    relations, committees, neighbours = index.relations, index.committees_named(meta.comites), index.related(fiche)
    preuves = index.standings([fiche], neighbours)
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
            "voisines": neighbours,
            "preuve": preuves[fiche.slug],
            "preuves": preuves,
            "activites_liees": relations.naming(fiche, ACTIVITIES),
            "activites": tuple(other for other in index.activities_on(meta.themes) if fiche.slug not in other.meta.fiches),
            "plans": index.plan_links(relations.naming(fiche, PLANS)),
            "document": edition.pdfs.get(pdf_address(fiche)),
            "titres": SECTION_TITLES,
        },
        more=lazy(_sheet, council, edition.vocabulary, text, fiche, committees),
        search=lazy(_entry, edition.vocabulary, text, fiche, preuves[fiche.slug]),
        jsonld=lazy(_data, council, edition.vocabulary, text, fiche, preuves[fiche.slug]),
        header={
            "date": meta.revisee_le.isoformat(),
            "image": absolute(council.adresse, image_address(fiche)),
            "image_alt": lazy(alternative, council, fiche, preuves[fiche.slug]),
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
    publics = {term.slug: term.nom for term in vocabulary.publics}
    messages, questions = (
        [safe(renderer.inline(one.inner, one.end)) for one in blocks] for blocks in (fiche.key_messages, fiche.questions)
    )
    rules = [
        (day, [{"texte": rule.texte, "extrait": _marks(citations, [rule.extrait])} for rule in seen])
        for day, seen in groupby(fiche.meta.regles, key=lambda rule: rule.vue_le)
    ]
    leads = [_lead(fiche, lead, renderer, publics) for lead in fiche.leads]
    notes = {key: work.note for key, work in text.works.items() if work.note is not None}
    effects = [(effect, effect_kind(effect, notes)) for effect in fiche.meta.effets]
    works, itself, source = text.sorted_works, [sheet_reference(council, fiche)], fiche.source
    return {
        "messages": messages,
        "regles": rules,
        "pistes": leads,
        "effets": [_effect(effect, kind, citations) for effect, kind in effects],
        "images": [_picture(picture, citations) for picture in fiche.meta.images],
        "titre_des_effets": effects_title(kind for _, kind in effects),
        "decider": [_sentence(renderer.inline(block.inner, block.end)) for block in fiche.decision],
        "sections": list(_sections(fiche, renderer)),
        "questions": questions,
        "travaux": works,
        "annees": sorted(year for work in works if (year := work.reference.year)),
        "lectures": _readings(citations.opened),
        "lus": works_read(works, citations.opened),
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
    }


def _sections(fiche: Fiche, renderer: ProseRenderer) -> Iterator[Mapping[str, object]]:
    """Yield the sections that are running text, in the order of the sheet's type; effect sizes are a part of their own, folded."""
    for title in fiche.section_titles:
        section = fiche.section(title)
        if title in _APART or section is None:
            continue
        figures = fiche.figures_part if title == RESULTS else None
        yield {
            "titre": title,
            "limites": title == LIMITS,
            "texte": safe(renderer.block(section.heading.end, figures.heading.start if figures else section.end)),
            "chiffres": {
                "titre": figures.title,
                "ancre": slug(figures.title),
                "texte": safe(renderer.block(figures.heading.end, figures.end)),
            }
            if figures
            else None,
        }


def _sentence(html: str) -> Markup:
    """Return a sentence of « Pour décider », the words that it begins with set apart."""
    opening = next((words for words in DECISION_SENTENCES if html.startswith(words)), "")
    return safe(f"<b>{opening}</b>{html.removeprefix(opening)}" if opening else html)


def _lead(fiche: Fiche, lead: ActionLead, renderer: ProseRenderer, publics: Mapping[str, str]) -> Mapping[str, object]:
    """Return an action: on what it rests, then its parts; who acts is told by the names of the publics."""
    support = fiche.support(lead) or Support.IDEA
    who = acting(fiche, lead, publics)
    return {
        "titre": lead.title,
        "appui": support,
        "appui_suite": safe(renderer.inline(*span)) if (span := after_support(fiche, lead)) else "",
        "champs": [
            (name, who if name == "Qui" and who else safe(renderer.inline(*lead.fields[name])))
            for name in _LEAD_FIELDS
            if name in lead.fields
        ],
    }


def _effect(effect: Effect, kind: EvidenceKind, citations: PageCitations) -> Mapping[str, object]:
    return {
        "sens": effect.sens,
        "dit": direction(kind, effect.sens),
        "resultat": french.units_held(effect.resultat),
        "taille": size(effect),
        "ampleur": typographic(effect.ampleur or ""),
        "pour": french.units_held(effect.pour),
        "confiance": confidence(effect.confiance, kind, {effect.sens}) if effect.confiance is not None else "",
        "extraits": _marks(citations, effect.extraits),
        "bande": safe(effect_strip(effect, kind)),
    }


def _picture(picture: Picture, citations: PageCitations) -> Mapping[str, object]:
    """Return a picture: one drawing of all its points, or one of each, and its points in words."""
    each: Sequence[str] = [""] * len(picture.points)
    if picture.figure is PictureKind.SHARE:
        each = [people(point) for point in picture.points]
    elif picture.figure is PictureKind.SCALE:
        each = bars(picture)
    return {
        "genre": picture.figure.value,
        "titre": typographic(picture.titre),
        "dessin": safe(revision(picture)) if picture.figure is PictureKind.REVISION else "",
        "points": [
            {"dit": point_words(picture, point), "dessin": safe(drawn), "extraits": _marks(citations, [point.extrait])}
            for point, drawn in zip(picture.points, each, strict=True)
        ],
    }


def _marks(citations: PageCitations, names: Iterable[str]) -> Markup:
    """Return the buttons that open the excerpts that a header names."""
    return safe(citations.named(names))


def _readings(excerpts: Iterable[Excerpt]) -> str:
    """Return how what a page cites was read, the most used first: « résumé, page d’un tiers »."""
    counted = Counter(READING_IN_A_WORD[excerpt.reading] for excerpt in excerpts)
    return ", ".join(name for name, _ in sorted(counted.items(), key=lambda one: (-one[1], one[0]))) or "rien n’est cité"


def _designs(works: Sequence[Work]) -> str:
    """Return the designs of the cited works in words: « 2 synthèses… » counted by kind."""
    kinds = Counter(names.DESIGN[work.note.meta.devis] for work in works if work.note is not None)
    return "; ".join(f"{name} ({number})" if number > 1 else name for name, number in sorted(kinds.items()))


def _entry(vocabulary: Vocabulary, text: PageText, fiche: Fiche, worth: Standing) -> SearchEntry:
    return fiche_entry(fiche, worth, text.address, vocabulary, [work.reference for work in text.sorted_works])


def _data(council: Organisation, vocabulary: Vocabulary, text: PageText, fiche: Fiche, worth: Standing) -> str:
    return fiche_data(council, vocabulary, fiche, worth, text.address, [work.reference for work in text.sorted_works], text.traces)


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


@page(_list, "liste-fiches.md.j2", genre="liste", entry=Entry("menu", 10))
def sheets(edition: Edition, part: Slice[Fiche]) -> Context:
    """Return one page of the list of sheets; the first has filters."""
    first = part.number == 1
    return Context(
        f"Fiches{part.suffix}",
        "Toutes les fiches, des plus récentes aux plus anciennes.",
        {
            "part": part,
            "preuves": edition.index.standings(part.items),
            "filtres": search_filters(edition.index, only_fiches=True) if first else (),
            "demander": question_address(edition.organisation),
        },
        header=FILTERED if first else NOTHING,
    )
