"""What the search index knows of a page beyond its text: facets, everyday words, what a result shows.

All of it is in elements that are hidden: the indexer reads them, readers and screen readers do not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
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
from pipeline.edition.prose.portable import plain_line
from pipeline.site.search.searched_pages import EXPRESSION, FIELDS_CLASS, OTHERS, QUESTION, SUBJECT, USAGES
from pipeline.site.search.searched_pages import KIND as KIND_OF_PAGE
from pipeline.text import french
from pipeline.text.index_words import index_words

ACTIVITY, PAGE, NEED, A_COMMITTEE, TOOL, CAMPAIGN, INITIATIVE = "activite", "page", "besoin", "comite", "outil", "campagne", "initiative"
COMMITTEE, FORM, EVIDENCE = "comite", "forme", "preuve"
ORDER = "ordre"
# A word that every page has: asked for all pages without a word, Pagefind's browser part loads its whole index.
_EVERY_PAGE = "xqtoutxq"
# Words of so many letters at most seldom tell anything in an expression.
_LITTLE = 2


class Tier(IntEnum):
    """What comes before what, of pages that answer as well."""

    SHEET = 0
    # What else the council offers: tools, campaigns, activities.
    OTHER = 1
    # Pages about the site.
    SITE = 2


@dataclass(frozen=True)
class SearchEntry:
    """One page, as search knows it.

    ``messages`` are what a result may show: the one that fits the question. ``kind`` is what a result calls the page, ``evidence`` the kind
    of evidence of a sheet, ``when`` the day of an activity. No reader sees the rest: ``questions`` that people ask and that the page
    answers, ``subject`` (the words of what it is about), ``usages`` (what people call that otherwise), ``expressions`` (the same
    in several words, each of which says little alone), ``others`` (words that many pages share).
    """

    messages: tuple[str, ...]
    kind: str
    filters: tuple[tuple[str, str], ...]
    order: str
    tier: Tier = Tier.OTHER
    confidence: str = ""
    evidence: str = ""
    language: str = ""
    when: str = ""
    questions: tuple[str, ...] = ()
    subject: str = ""
    usages: str = ""
    expressions: tuple[str, ...] = ()
    others: str = ""


def fiche_entry(fiche: Fiche, worth: Standing, address: str, vocabulary: Vocabulary, references: Iterable[Reference]) -> SearchEntry:
    """Return a sheet's entry: a result shows its short answer or the key message that fits the question, and what it is worth."""
    meta = fiche.meta
    facets = {"theme": meta.themes, "public": meta.publics, "age": meta.ages, "determinant": meta.determinants, COMMITTEE: meta.comites}
    filters = [("type", meta.type), *((name, slug) for name, slugs in facets.items() for slug in slugs)]
    filters += [(EVIDENCE, worth.kind.value), ("force", meta.force.value), ("annee", str(meta.revisee_le.year))]
    filters += [("langue", language) for language in sorted({reference.language for reference in references})]
    usages = _usages(meta.named, vocabulary)
    messages = tuple(dict.fromkeys((meta.resume, *(plain_line(fiche, message) for message in fiche.key_messages))))
    return SearchEntry(
        messages=messages,
        kind=KIND[meta.type],
        filters=tuple(filters),
        order=order_key(meta.revisee_le, address),
        tier=Tier.SHEET,
        confidence=worth.words,
        evidence=content_names.EVIDENCE[worth.kind],
        questions=(meta.question, *meta.questions),
        subject=_first_words(meta.themes, vocabulary.themes),
        usages=_line(*(one for one in usages if not _is_expression(one))),
        expressions=tuple(one for one in usages if _is_expression(one)),
        others=_line(_rest(meta.themes, vocabulary.themes), _words(meta.publics, vocabulary.publics), _words(meta.ages, vocabulary.ages)),
    )


def activity_entry(activity: Activity, address: str, vocabulary: Vocabulary) -> SearchEntry:
    """Return an activity's entry."""
    meta = activity.meta
    facets = {"theme": meta.themes, "public": meta.publics, COMMITTEE: meta.comites}
    filters = [("type", ACTIVITY), *((name, slug) for name, slugs in facets.items() for slug in slugs)]
    filters += [(FORM, meta.forme), ("annee", str(meta.date.year))]
    kind = content_names.FORM[meta.forme] + (" d’un autre organisme" if meta.autre_organisme else "")
    return SearchEntry(
        (meta.resume,),
        kind,
        tuple(filters),
        order_key(meta.date, address),
        when=_when(meta),
        subject=_first_words(meta.themes, vocabulary.themes),
        others=_rest(meta.themes, vocabulary.themes),
    )


def committee_entry(committee: Committee, address: str, vocabulary: Vocabulary) -> SearchEntry:
    """Return a committee's entry: whoever filters by the committee or by a theme of its issues finds it."""
    meta = committee.meta
    filters = (("type", A_COMMITTEE), (COMMITTEE, committee.slug), *(("theme", slug) for slug in meta.themes))
    names = _line(meta.sigle or "", meta.nom)
    others = _words(meta.themes, vocabulary.themes)
    return SearchEntry((meta.resume,), "Comité", filters, order_key(None, address), subject=names, others=others)


def need_entry(need: Need, address: str, vocabulary: Vocabulary) -> SearchEntry:
    """Return the entry of a need."""
    meta = need.meta
    facets = {"theme": meta.themes, "public": meta.publics, COMMITTEE: meta.comites}
    filters = (("type", NEED), *((name, slug) for name, slugs in facets.items() for slug in slugs), ("annee", str(meta.date.year)))
    message = f"Question d’un comité ({content_names.NEED[meta.etat].lower()})."
    return SearchEntry(
        (message,),
        "Besoin",
        filters,
        order_key(meta.date, address),
        when=french.long_date(meta.date),
        subject=_first_words(meta.themes, vocabulary.themes),
        others=_rest(meta.themes, vocabulary.themes),
    )


def listed_entry(document: AnyDocument, address: str, vocabulary: Vocabulary, genre: str, *names: str) -> SearchEntry:
    """Return the entry of a page of a list (a tool, a campaign): ``genre`` is what a result calls it; it is found by ``names`` too."""
    meta = document.meta
    facets = {"theme": "themes", "public": "publics", COMMITTEE: "comites"}
    filters = (("type", kind_of(document).name), *((name, slug) for name, key in facets.items() for slug in getattr(meta, key, ())))
    subject = _line(*names, _first_words(meta.themes, vocabulary.themes))
    others = _rest(meta.themes, vocabulary.themes)
    return SearchEntry((meta.resume,), genre, filters, order_key(None, address), subject=subject, others=others)


def page_entry(page: Page, address: str) -> SearchEntry:
    """Return the entry of any other page."""
    return SearchEntry(messages=(page.meta.resume,), kind="Page", filters=(("type", PAGE),), order=order_key(None, address), tier=Tier.SITE)


def plan_entry(plan: Plan, address: str, message: str) -> SearchEntry:
    """Return the entry of a committee's plan: a result says where it stands."""
    filters = (("type", PAGE), (COMMITTEE, plan.meta.comite), ("annee", str(plan.meta.years[-1])))
    return SearchEntry((message,), "Plan d’action", filters, order_key(plan.meta.a_jour_au, address))


def survey_entry(data: Evaluation, address: str, message: str) -> SearchEntry:
    """Return the entry of the results of a survey."""
    filters = (("type", PAGE), ("annee", str(data.annee)))
    return SearchEntry((message,), "Sondage", filters, order_key(None, address), others="résultats, satisfaction, évaluation")


def protection_entry(address: str, message: str) -> SearchEntry:
    """Return the entry of the page that says how answers are protected."""
    subject = "sondage, confidentialité, anonymat, réponses, questionnaire"
    return SearchEntry(
        messages=(message,), kind="Règles", filters=(("type", PAGE),), order=order_key(None, address), tier=Tier.SITE, subject=subject
    )


def dossier_entry(theme: Term, address: str, message: str) -> SearchEntry:
    """Return the entry of a theme's dossier: found by its name, after the sheets that it holds."""
    filters = (("type", PAGE), ("theme", theme.slug))
    return SearchEntry((message,), "Dossier", filters, order_key(None, address), others="rencontre, réunion, documentation")


def kit_entry(committee: str, address: str, message: str) -> SearchEntry:
    """Return the entry of the welcome kit of the committee of that name."""
    subject = "nouveau membre, nouvelle personne, accueillir, arriver"
    return SearchEntry((message,), "Trousse", (("type", PAGE), (COMMITTEE, committee)), order_key(None, address), subject=subject)


def canvases_entry(address: str, message: str) -> SearchEntry:
    """Return the entry of the page of canvases."""
    subject = "gabarit, modèle, formulaire, document Word, procès-verbal, ordre du jour"
    return SearchEntry(
        messages=(message,), kind="Canevas", filters=(("type", PAGE),), order=order_key(None, address), tier=Tier.SITE, subject=subject
    )


def dashboard_entry(address: str, message: str) -> SearchEntry:
    """Return the entry of the dashboard."""
    subject = "bilan, statistiques, chiffres, indicateurs, suivi, reddition de comptes"
    return SearchEntry(
        messages=(message,), kind="Page", filters=(("type", PAGE),), order=order_key(None, address), tier=Tier.SITE, subject=subject
    )


def reuse_entry(address: str, message: str) -> SearchEntry:
    """Return the entry of the page of feeds, frames and exports."""
    subject = "RSS, fil, abonnement, iframe, intégrer, exporter, télécharger, agenda, iCal, Zotero"
    return SearchEntry(
        messages=(message,), kind="Page", filters=(("type", PAGE),), order=order_key(None, address), tier=Tier.SITE, subject=subject
    )


def reference_entry(reference: Reference, address: str) -> SearchEntry:
    """Return the entry of a reference's page: a result shows its title, in its language."""
    language = reference.language if reference.language != "fr" else ""
    return SearchEntry(
        messages=(reference.title,), kind="Référence", filters=(), order=order_key(None, address), tier=Tier.SHEET, language=language
    )


def order_key(day: date | None, address: str) -> str:
    """Return what pages of equal score are sorted by, as text: the latest first, then by address; no date comes last."""
    return f"{99_999_999 - (day.year * 10_000 + day.month * 100 + day.day if day else 0):08d} {address}"


def search_markup(entry: SearchEntry, attribute: str = "") -> str:
    """Return the elements that carry ``entry`` to the indexer (``searched_pages``): one block of HTML, which may have an ``attribute``."""
    metas = {
        "genre": entry.kind,
        **{f"message{place or ''}": message for place, message in enumerate(entry.messages)},
        **{f"question{place}": question for place, question in enumerate(entry.questions)},
        "quand": entry.when,
        "preuve": entry.evidence,
        "confiance": entry.confidence,
        "langue": entry.language,
    }
    parts = [_carrier("meta", name, value) for name, value in metas.items() if value]
    parts += [f'<i data-pagefind-filter="{name}:{escape(value)}"></i>' for name, value in entry.filters]
    parts.append(_carrier("meta", ORDER, entry.order))
    unseen = [(QUESTION, question) for question in entry.questions] + [(EXPRESSION, expression) for expression in entry.expressions]
    unseen += [
        (SUBJECT, entry.subject),
        (KIND_OF_PAGE, _line(entry.kind, _EVERY_PAGE)),
        (USAGES, entry.usages),
        (OTHERS, entry.others),
    ]
    parts += [f'<p data-champ="{name}">{escape(words)}</p>' for name, words in unseen if words]
    return f'<div class="{FIELDS_CLASS}" data-rang="{entry.tier:d}" hidden{" " if attribute else ""}{attribute}>{"".join(parts)}</div>'


def _when(meta: ActivityMeta) -> str:
    if meta.undated:
        return "date à venir"
    state = f" ({STATE[meta.etat]})" if meta.etat in ("annulee", "reportee") else ""
    return french.weekday_date(meta.date) + state


def _carrier(kind: str, name: str, value: str) -> str:
    return f'<i data-pagefind-{kind}="{name}[data-valeur]" data-valeur="{escape(value)}"></i>'


def _words(slugs: Iterable[str], terms: Iterable[Term]) -> str:
    """Return the name and the everyday words of each of these terms."""
    known = {term.slug: _line(term.nom, *term.mots) for term in terms}
    return _line(*(known.get(slug, "") for slug in slugs))


def _first_words(slugs: Sequence[str], terms: Iterable[Term]) -> str:
    """Return the name and the words of the first term: a page's first theme is what it is about.

    But for expressions: a word of one of these alone (« petit », of « petit groupe ») says little; ``_rest`` has them.
    """
    known = {term.slug: _line(term.nom, *(word for word in term.mots if " " not in word)) for term in terms}
    return known.get(slugs[0], "") if slugs else ""


def _rest(slugs: Sequence[str], terms: Sequence[Term]) -> str:
    """Return the expressions of the first term, and all the words of the others."""
    known = {term.slug: _line(*(word for word in term.mots if " " in word)) for term in terms}
    return _line(known.get(slugs[0], "") if slugs else "", _words(slugs[1:], terms))


def _usages(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return what people call otherwise the things that ``text`` names."""
    words = set(index_words(text))
    named = (usage for usage in vocabulary.usages if words.issuperset(index_words(usage.mot)))
    return tuple(dict.fromkeys(other for usage in named for other in (*usage.comme, *usage.compris)))


def _is_expression(usage: str) -> bool:
    """Say whether a usage has two words that may tell something: « heure du conte », not « sur son dos »."""
    return sum(len(word) > _LITTLE for word in index_words(usage)) > 1


def _line(*texts: str) -> str:
    return ", ".join(filter(None, texts))
