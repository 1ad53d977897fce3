"""What the search index knows of a page beyond its text: facets, everyday words, what a result shows.

All of it is in elements that are hidden: the indexer reads them, readers and screen readers do not.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from pipeline.content import names as content_names
from pipeline.content.activities.activity import Activity, ActivityMeta
from pipeline.content.committees import Committee
from pipeline.content.council import Term, Vocabulary
from pipeline.content.kind import AnyDocument
from pipeline.content.kinds import kind_of
from pipeline.content.names import KIND, STATE
from pipeline.content.needs import Need
from pipeline.content.plain_pages import Page
from pipeline.content.plans.plan import Plan
from pipeline.content.sheets.sheet import Fiche
from pipeline.content.sheets.standing import Standing
from pipeline.content.sources.bibliography import Reference
from pipeline.content.surveys.evaluation import Evaluation
from pipeline.text import french
from pipeline.text.words import fold

ACTIVITY, PAGE, NEED, A_COMMITTEE, TOOL, CAMPAIGN, INITIATIVE = "activite", "page", "besoin", "comite", "outil", "campagne", "initiative"
COMMITTEE, FORM, EVIDENCE = "comite", "forme", "preuve"
ORDER = "ordre"
# Pagefind squares a weight (0 to 10); running text weighs 1, a title 7. A sheet's first theme is what it is about;
# an age is shared by many sheets, and its words tell little.
_FIRST, _OTHER, _AGE = 4.0, 1.0, 0.5
# A word that every page has: asked for all pages without a word, Pagefind's browser part loads its whole index.
_EVERY_PAGE = "xqtoutxq"
_LIGATURE = re.compile(r"[^\W\d_]*[œæŒÆ][^\W\d_]*")


@dataclass(frozen=True)
class SearchEntry:
    """One page, as search knows it; ``when`` is the day of an activity, ``words`` are lines of unseen words with their weight."""

    message: str
    kind: str
    filters: tuple[tuple[str, str], ...]
    order: str
    evidence: str = ""
    confidence: str = ""
    language: str = ""
    when: str = ""
    words: tuple[tuple[float, str], ...] = ()


def fiche_entry(fiche: Fiche, worth: Standing, address: str, vocabulary: Vocabulary, references: Iterable[Reference]) -> SearchEntry:
    """Return a sheet's entry: a result shows its short answer (its first key message, as long as it has none), and what it is worth."""
    meta = fiche.meta
    facets = {"theme": meta.themes, "public": meta.publics, "age": meta.ages, "determinant": meta.determinants, COMMITTEE: meta.comites}
    filters = [("type", meta.type), *((name, slug) for name, slugs in facets.items() for slug in slugs)]
    filters += [(EVIDENCE, worth.kind.value), ("force", meta.force.value), ("annee", str(meta.revisee_le.year))]
    filters += [("langue", language) for language in sorted({reference.language for reference in references})]
    message = meta.resume
    words = (
        *_words(meta.themes, vocabulary.themes, (_FIRST, _OTHER)),
        *_words(meta.ages, vocabulary.ages, (_AGE,)),
        *_ligatures(f"{meta.titre} {fiche.prose.plain[fiche.body_start :]}"),
    )
    return SearchEntry(
        message,
        KIND[meta.type],
        tuple(filters),
        order_key(meta.revisee_le, address),
        evidence=content_names.EVIDENCE[worth.kind],
        confidence=worth.words,
        words=words,
    )


def activity_entry(activity: Activity, address: str, vocabulary: Vocabulary) -> SearchEntry:
    """Return an activity's entry."""
    meta = activity.meta
    facets = {"theme": meta.themes, "public": meta.publics, COMMITTEE: meta.comites}
    filters = [("type", ACTIVITY), *((name, slug) for name, slugs in facets.items() for slug in slugs)]
    filters += [(FORM, meta.forme), ("annee", str(meta.date.year))]
    kind = content_names.FORM[meta.forme] + (" d’un autre organisme" if meta.autre_organisme else "")
    words = (*_words(meta.themes, vocabulary.themes, (_FIRST, _OTHER)), *_ligatures(f"{meta.titre} {meta.resume}"))
    return SearchEntry(meta.resume, kind, tuple(filters), order_key(meta.date, address), when=_when(meta), words=words)


def committee_entry(committee: Committee, address: str, vocabulary: Vocabulary) -> SearchEntry:
    """Return a committee's entry: whoever filters by the committee or by a theme of its issues finds it."""
    meta = committee.meta
    filters = (("type", A_COMMITTEE), (COMMITTEE, committee.slug), *(("theme", slug) for slug in meta.themes))
    names = " ".join(filter(None, (meta.sigle, meta.nom)))
    words = ((_OTHER, names), *_words(meta.themes, vocabulary.themes, (_OTHER,)), *_ligatures(f"{meta.nom} {meta.resume}"))
    return SearchEntry(meta.resume, "Comité", filters, order_key(None, address), words=words)


def need_entry(need: Need, address: str, vocabulary: Vocabulary) -> SearchEntry:
    """Return the entry of a need."""
    meta = need.meta
    facets = {"theme": meta.themes, "public": meta.publics, COMMITTEE: meta.comites}
    filters = (("type", NEED), *((name, slug) for name, slugs in facets.items() for slug in slugs), ("annee", str(meta.date.year)))
    words = (*_words(meta.themes, vocabulary.themes, (_FIRST, _OTHER)), *_ligatures(meta.titre))
    message = f"Question d’un comité ({content_names.NEED[meta.etat].lower()})."
    return SearchEntry(message, "Besoin", filters, order_key(meta.date, address), when=french.long_date(meta.date), words=words)


def listed_entry(document: AnyDocument, address: str, vocabulary: Vocabulary, genre: str, *names: str) -> SearchEntry:
    """Return the entry of a page of a list (a tool, a campaign): ``genre`` is what a result calls it; it is found by ``names`` too."""
    meta = document.meta
    facets = {"theme": "themes", "public": "publics", COMMITTEE: "comites"}
    filters = (("type", kind_of(document).name), *((name, slug) for name, key in facets.items() for slug in getattr(meta, key, ())))
    words = (
        *((_OTHER, name) for name in names),
        *_words(meta.themes, vocabulary.themes, (_FIRST, _OTHER)),
        *_ligatures(f"{meta.titre} {meta.resume}"),
    )
    return SearchEntry(meta.resume, genre, filters, order_key(None, address), words=words)


def page_entry(page: Page, address: str) -> SearchEntry:
    """Return the entry of any other page."""
    words = tuple(_ligatures(page.prose.plain[page.body_start :]))
    return SearchEntry(page.meta.resume, "Page", (("type", PAGE),), order_key(None, address), words=words)


def plan_entry(plan: Plan, address: str, title: str, message: str) -> SearchEntry:
    """Return the entry of a committee's plan: a result says where it stands."""
    filters = (("type", PAGE), (COMMITTEE, plan.meta.comite), ("annee", str(plan.meta.years[-1])))
    words = tuple(_ligatures(" ".join((title, *(placed.action.action for placed in plan.actions)))))
    return SearchEntry(message, "Plan d’action", filters, order_key(plan.meta.a_jour_au, address), words=words)


def survey_entry(data: Evaluation, address: str, message: str) -> SearchEntry:
    """Return the entry of the results of a survey."""
    filters = (("type", PAGE), ("annee", str(data.annee)))
    return SearchEntry(message, "Sondage", filters, order_key(None, address), words=((_AGE, "résultats, satisfaction, évaluation"),))


def protection_entry(address: str, message: str) -> SearchEntry:
    """Return the entry of the page that says how answers are protected."""
    words = ((_OTHER, "sondage, confidentialité, anonymat, réponses, questionnaire"),)
    return SearchEntry(message, "Règles", (("type", PAGE),), order_key(None, address), words=words)


def dossier_entry(theme: Term, address: str, message: str) -> SearchEntry:
    """Return the entry of a theme's dossier: found by its name, after the sheets that it holds."""
    filters = (("type", PAGE), ("theme", theme.slug))
    return SearchEntry(message, "Dossier", filters, order_key(None, address), words=((_AGE, "rencontre, réunion, documentation"),))


def kit_entry(committee: str, address: str, message: str) -> SearchEntry:
    """Return the entry of the welcome kit of the committee of that name."""
    words = ((_OTHER, "nouveau membre, nouvelle personne, accueillir, arriver"),)
    return SearchEntry(message, "Trousse", (("type", PAGE), (COMMITTEE, committee)), order_key(None, address), words=words)


def canvases_entry(address: str, message: str) -> SearchEntry:
    """Return the entry of the page of canvases."""
    words = ((_OTHER, "gabarit, modèle, formulaire, document Word, procès-verbal, ordre du jour"),)
    return SearchEntry(message, "Canevas", (("type", PAGE),), order_key(None, address), words=words)


def dashboard_entry(address: str, message: str) -> SearchEntry:
    """Return the entry of the dashboard."""
    words = ((_OTHER, "bilan, statistiques, chiffres, indicateurs, suivi, reddition de comptes"),)
    return SearchEntry(message, "Page", (("type", PAGE),), order_key(None, address), words=words)


def reuse_entry(address: str, message: str) -> SearchEntry:
    """Return the entry of the page of feeds, frames and exports."""
    words = ((_OTHER, "RSS, fil, abonnement, iframe, intégrer, exporter, télécharger, agenda, iCal, Zotero"),)
    return SearchEntry(message, "Page", (("type", PAGE),), order_key(None, address), words=words)


def reference_entry(reference: Reference, address: str) -> SearchEntry:
    """Return the entry of a reference's page: a result shows its title, in its language."""
    language = reference.language if reference.language != "fr" else ""
    return SearchEntry(reference.title, "Référence", (), order_key(None, address), language=language)


def order_key(day: date | None, address: str) -> str:
    """Return what pages of equal score are sorted by, as text: the latest first, then by address; no date comes last."""
    return f"{99_999_999 - (day.year * 10_000 + day.month * 100 + day.day if day else 0):08d} {address}"


def search_markup(entry: SearchEntry, attribute: str = "") -> str:
    """Return the elements that carry ``entry`` to the indexer, as one block of HTML, which may have an ``attribute``."""
    metas = {
        "genre": entry.kind,
        "message": entry.message,
        "quand": entry.when,
        "preuve": entry.evidence,
        "confiance": entry.confidence,
        "langue": entry.language,
    }
    parts = [_carrier("meta", name, value) for name, value in metas.items() if value]
    parts += [f'<i data-pagefind-filter="{name}:{escape(value)}"></i>' for name, value in entry.filters]
    parts.append(_carrier("meta", ORDER, entry.order))
    lines = ((0.1, _EVERY_PAGE), *entry.words)
    parts += [f'<p data-pagefind-weight="{weight:g}">{escape(words)}</p>' for weight, words in lines]
    return f"<div hidden{' ' if attribute else ''}{attribute}>{''.join(parts)}</div>"


def _when(meta: ActivityMeta) -> str:
    if meta.undated:
        return "date à venir"
    state = f" ({STATE[meta.etat]})" if meta.etat in ("annulee", "reportee") else ""
    return french.weekday_date(meta.date) + state


def _carrier(kind: str, name: str, value: str) -> str:
    return f'<i data-pagefind-{kind}="{name}[data-valeur]" data-valeur="{escape(value)}"></i>'


def _words(slugs: Iterable[str], terms: Iterable[Term], weights: Sequence[float]) -> list[tuple[float, str]]:
    """Return the everyday words of each term of a page, with their weights: the last holds for all that follow."""
    known = {term.slug: (*term.mots, *_typed(" ".join(term.mots))) for term in terms}
    found = [(weights[min(place, len(weights) - 1)], known.get(slug, ())) for place, slug in enumerate(slugs)]
    return [(weight, ", ".join(words)) for weight, words in found if words]


def _ligatures(text: str) -> list[tuple[float, str]]:
    """Return the words of a text that hold a ligature, as people type them."""
    typed = _typed(text)
    return [(_OTHER, ", ".join(typed))] if typed else []


def _typed(text: str) -> list[str]:
    """Return each word that holds a ligature without it: « oe » is not « œ » to the indexer."""
    return sorted({fold(word) for word in _LIGATURE.findall(text)})
