"""The filters of search and of the list of sheets, and the small list of words that mends spelling."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.content import names as content_names
from pipeline.content.activities.activity import Activity
from pipeline.content.kind import AnyDocument
from pipeline.content.kinds import KINDS
from pipeline.content.names import CONFIDENCE, KIND
from pipeline.content.plain_pages import PAGES
from pipeline.content.sheets.meta import Confidence
from pipeline.content.sheets.sheet import Fiche
from pipeline.edition.index import SiteIndex
from pipeline.edition.prose.portable import plain_line
from pipeline.site.search.search_entries import COMMITTEE, EVIDENCE, FORM
from pipeline.text import french
from pipeline.text.words import fold

WORDS_FILE = "recherche/mots.json"
# Enough for the vocabulary of titles and summaries; about 15 KB compressed at the most.
MAX_WORDS = 3500
# The bodies of so many sheets, at most, give their words while there is room: a build does not read ten thousand for that.
_BODIES = 200
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 4


@dataclass(frozen=True)
class Filter:
    """One facet: its name in the address, its legend, its choices (value, name people read)."""

    name: str
    legend: str
    choices: tuple[tuple[str, str], ...]


def search_filters(index: SiteIndex, *, only_fiches: bool = False) -> tuple[Filter, ...]:
    """Return the facets that have two choices or more, most used first; a list of sheets has no other type.

    A choice is what the entry of some page says (``search_entries``). One committee is a choice: most pages name none.
    """
    fiches = index.fiches
    needs = [] if only_fiches else [one.need for one in index.needs]
    kinds = () if only_fiches else tuple(kind for kind in sorted(KINDS, key=lambda kind: fold(kind.many)) if kind.many)
    others: list[AnyDocument] = [one for kind in kinds for one in index.published(kind)]
    plans = () if only_fiches else index.plans
    names = {**KIND, **{kind.name: kind.many for kind in kinds}}
    levels = {level.value: CONFIDENCE[level].capitalize() for level in reversed(Confidence)}
    days = [fiche.meta.revisee_le for fiche in fiches] + [need.meta.date for need in needs]
    days += [] if only_fiches else [activity.meta.date for activity in index.activities]
    found_years = {day.year for day in days} | {plan.meta.years[-1] for plan in plans}
    years = {str(year): str(year) for year in sorted(found_years, reverse=True)}
    # Pages of the site are there whatever people wrote.
    used = {fiche.meta.type for fiche in fiches} | {PAGES.name} | {kind.name for kind in kinds if index.published(kind)}
    languages = {
        index.catalogue.references[key].language for fiche in fiches for key in fiche.cited_keys if key in index.catalogue.references
    }
    found = (
        _terms(index, "theme", "Thème", "themes", others),
        _terms(index, "public", "Public", "publics", others),
        _terms(index, "age", "Âge", "ages"),
        Filter("type", "Type", _used(names, used)),
        Filter(EVIDENCE, "Genre de preuve", _used(dict(content_names.EVIDENCE), {one.kind for one in index.standings(fiches).values()})),
        Filter("force", "Confiance dans la preuve", _used(levels, {fiche.meta.force.value for fiche in fiches})),
        _terms(index, "determinant", "Déterminant", "determinants"),
        Filter("annee", "Année de révision" if only_fiches else "Année", _used(years, set(years))),
        _committees(index, fiches) if only_fiches else _all_committees(index),
        Filter("langue", "Langue des sources", _used({slug: name.capitalize() for slug, name in french.LANGUAGE.items()}, languages)),
    )
    return _dividing(found)


def activity_filters(index: SiteIndex) -> tuple[Filter, ...]:
    """Return the facets of activities that have two choices or more (one committee is a choice), as for ``search_filters``."""
    metas = [activity.meta for activity in index.activities]
    years = sorted({str(meta.date.year) for meta in metas}, reverse=True)
    found = (
        Filter(FORM, "Forme", _used(dict(content_names.FORM), {meta.forme for meta in metas})),
        _terms_of(index, "theme", "Thème", "themes", {slug for meta in metas for slug in meta.themes}),
        _terms_of(index, "public", "Public", "publics", {slug for meta in metas for slug in meta.publics}),
        _committees(index, index.activities),
        Filter("annee", "Année", tuple((year, year) for year in years)),
    )
    return _dividing(found)


def words_file(index: SiteIndex) -> bytes:
    """Return the words that a misspelt one may stand for, and the themes with theirs, as JSON; the same for the same content."""
    themes = [
        {"nom": term.nom, "adresse": f"themes/{term.slug}/", "mots": list(term.mots)}
        for term in index.terms("themes")
        if index.with_term("themes", term.slug)
    ]
    data = {"mots": _spelling(index), "themes": themes}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _terms(index: SiteIndex, name: str, legend: str, facet: str, others: Iterable[AnyDocument] = ()) -> Filter:
    """Return the terms that a sheet has, or one of ``others``."""
    used = {term.slug for term in index.terms(facet) if index.with_term(facet, term.slug)}
    return _terms_of(index, name, legend, facet, used | {slug for other in others for slug in getattr(other.meta, facet, ())})


def _terms_of(index: SiteIndex, name: str, legend: str, facet: str, used: set[str]) -> Filter:
    return Filter(name, legend, _used({term.slug: term.nom for term in index.terms(facet)}, used))


def _committees(index: SiteIndex, documents: Iterable[Fiche | Activity]) -> Filter:
    used = {slug for document in documents for slug in document.meta.comites}
    return Filter(COMMITTEE, "Comité", _used({committee.slug: committee.meta.nom for committee in index.committees}, used))


def _all_committees(index: SiteIndex) -> Filter:
    """Return every committee: each has a page, which leads to the search of what names it."""
    return Filter(COMMITTEE, "Comité", tuple((committee.slug, committee.meta.nom) for committee in index.committees))


def _dividing(filters: Iterable[Filter]) -> tuple[Filter, ...]:
    return tuple(one for one in filters if len(one.choices) > (0 if one.name == COMMITTEE else 1))


def _used(names: dict[str, str], used: set[str]) -> tuple[tuple[str, str], ...]:
    return tuple((value, name) for value, name in names.items() if value in used)


def _spelling(index: SiteIndex) -> list[str]:
    """Return the words of titles, summaries and themes, each spelt once, then those of bodies; of too many, those of most pages."""
    spelt: dict[str, str] = {}
    kept = _most_used(_texts(index), MAX_WORDS, spelt)
    if len(kept) < MAX_WORDS:
        bodies = (fiche.prose.plain[fiche.body_start :] for fiche in index.fiches[:_BODIES])
        known = frozenset(kept)
        kept += _most_used(bodies, MAX_WORDS - len(kept), spelt, known)
    return [spelt[key] for key in sorted(kept)]


def _most_used(texts: Iterable[str], most: int, spelt: dict[str, str], known: frozenset[str] = frozenset()) -> list[str]:
    """Return the folded words of ``texts`` that most of these have, but for those ``known``; note in ``spelt`` how each is spelt."""
    counts: Counter[str] = Counter()
    for text in texts:
        for word in set(_WORD.findall(text.lower())):
            key = fold(word) if len(word) >= _SHORTEST else ""
            if key and key not in known:
                counts[key] += 1
                spelt[key] = max(spelt.get(key, word), word)  # of « eleve » and « élève », the accented one
    return sorted(counts, key=lambda key: (-counts[key], key))[:most]


def _texts(index: SiteIndex) -> Iterable[str]:
    for facet in ("themes", "publics", "ages", "determinants"):
        for term in index.terms(facet):
            yield " ".join((term.nom, *term.mots))
    for usage in index.catalogue.vocabulary.usages:
        yield " ".join((usage.mot, *usage.comme))
    for fiche in index.fiches:
        yield " ".join(
            (fiche.meta.titre, fiche.meta.resume, *fiche.meta.questions, *(plain_line(fiche, message) for message in fiche.key_messages))
        )
    for activity in index.activities:
        yield f"{activity.meta.titre} {activity.meta.resume}"
