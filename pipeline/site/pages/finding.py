"""The pages that help find others: search, the selection that a reader puts together, « Ce qui aide » and its map, the comparison."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.content import names
from pipeline.content.address_book import COMPARISON, OVERVIEW, OVERVIEW_FRAME, OVERVIEW_MAP, SELECTION
from pipeline.content.council import Term, Vocabulary
from pipeline.content.menu import Entry
from pipeline.content.sheets.evidence_kind import EvidenceKind
from pipeline.content.sheets.meta import Confidence
from pipeline.edition.effect_strip import AXES, effect_strip
from pipeline.edition.overview import TENDENCY, OverviewRow, Tendency, grouped
from pipeline.edition.prose.html import safe
from pipeline.edition.reader_links import form_address, question_address
from pipeline.site.downloads.overview_files import overview_slices, overview_stem
from pipeline.site.pages.page_types import FILTERED, Context, Edition, lazy, page
from pipeline.site.pages.paging import Slice
from pipeline.site.search.facets import search_filters


@page("recherche/", "recherche.md.j2", genre="recherche")
def search(edition: Edition) -> Context:
    """Return the search page, the choices of its filters, and whether there are references to search."""
    return Context(
        "Recherche",
        "Chercher dans les fiches, les activités et les pages.",
        {
            "filtres": search_filters(edition.index),
            "references": bool(edition.index.works),
            "demander": question_address(edition.organisation),
        },
        header=FILTERED,
    )


@page(
    SELECTION,
    "selection.md.j2",
    genre="selection",
    script="selection",
    styles=("partage", "offres", "selection"),
    entry=Entry("comites", 10),
)
def selection(_: Edition) -> Context:
    """Return the page of the selection, which its script fills."""
    return Context("Ma sélection", "Réunir quelques fiches en une page à imprimer, avec un déroulement de rencontre.")


# The columns of the picture, from what harms to what helps; what says nothing of a direction comes last.
_COLUMNS = (Tendency.HARMS, Tendency.NONE, Tendency.DEPENDS, Tendency.PARTLY, Tendency.HELPS)
_NO_DIRECTION = (Tendency.UNREAD, Tendency.UNMEASURED)


@dataclass(frozen=True, slots=True)
class TableFilter:
    """A filter of the table: its name in the address, what it is called, its values with their names."""

    name: str
    label: str
    values: tuple[tuple[str, str], ...]


def _tables(edition: Edition) -> Iterator[tuple[str, Slice[OverviewRow]]]:
    return ((part.address, part) for part in overview_slices(edition.index))


@page(_tables, "ce-qui-aide.md.j2", genre="aide", script="ce-qui-aide", styles=("ce-qui-aide",), entry=Entry("menu", 20))
def overview(edition: Edition, part: Slice[OverviewRow]) -> Context:
    """Return one page of the table."""
    stem = overview_stem(part)
    return Context(
        f"Ce qui aide{part.suffix}",
        "Toutes les fiches d’un coup d’œil : ce qui a été mesuré, de combien, pour qui, et jusqu’où s’y fier.",
        {
            "part": part,
            "fichiers": stem,
            "document": edition.pdfs.get(f"{stem}.pdf"),
            "cadre": OVERVIEW_FRAME,
            "carte": OVERVIEW_MAP,
            "comparaison": COMPARISON,
        },
        more=lazy(_table, part.items, edition.vocabulary),
    )


def _frames(edition: Edition) -> Iterator[tuple[str, Slice[OverviewRow]]]:
    return ((OVERVIEW_FRAME, part) for part in overview_slices(edition.index) if part.number == 1)


@page(_frames, "ce-qui-aide-cadre.md.j2", genre="widget", listed=False, styles=("cadre-ce-qui-aide",), header={"template": "widget.html"})
def overview_frame(edition: Edition, part: Slice[OverviewRow]) -> Context:
    """Return the table as another site shows it: no filter, no script."""
    return Context(
        "Ce qui aide, à intégrer",
        "Le tableau de toutes les fiches, pour un autre site.",
        {"entiere": OVERVIEW},
        more=lazy(_table, part.items, edition.vocabulary),
    )


@page(OVERVIEW_MAP, "carte.md.j2", genre="carte", styles=("ce-qui-aide",))
def known(edition: Edition) -> Context:
    """Return the map of what is known: how many sheets of each kind of evidence, by theme and by age."""
    index, council = edition.index, edition.organisation
    worths = index.standings(index.fiches)
    counted = Counter(
        (theme, age, worths[fiche.slug].kind) for fiche in index.fiches for theme in fiche.meta.themes for age in fiche.meta.ages
    )
    return Context(
        "La carte de ce qu’on sait",
        "Par thème et par âge : combien de fiches, de quel genre de preuve, et ce qui manque.",
        {
            "cases": {(theme, age): _kinds(counted, theme, age) for theme, age, _ in counted},
            "tableau": OVERVIEW,
            "genres_de_preuve": tuple(EvidenceKind),
            "demander": question_address(council) if council.contact else form_address(council, "fiche", {}),
        },
    )


def _kinds(counted: Mapping[tuple[str, str, EvidenceKind], int], theme: str, age: str) -> tuple[tuple[EvidenceKind, int], ...]:
    return tuple((kind, number) for kind in EvidenceKind if (number := counted[theme, age, kind]))


@page(COMPARISON, "comparer.md.j2", genre="comparer", script="comparer", styles=("offres", "comparer"))
def comparison(_: Edition) -> Context:
    """Return the page that sets two or three sheets side by side, which its script fills."""
    return Context("Comparer des fiches", "Deux ou trois fiches côte à côte : réponse, preuve, effets, conditions, pistes et limites.")


def _table(rows: Sequence[OverviewRow], vocabulary: Vocabulary) -> Mapping[str, object]:
    return {
        "groupes": grouped(rows, vocabulary),
        "bandes": {row.fiche.slug: safe(effect_strip(*row.first, alone=False)) for row in rows if row.first is not None},
        "tendance": TENDENCY,
        "choix": _filters(rows, vocabulary),
        "axes": [(names.MEASURE[measure], axis.words) for measure, axis in AXES.items() if any(_drawn_on(row, measure) for row in rows)],
        "niveaux": tuple(reversed(Confidence)),
        "colonnes": _COLUMNS,
        "sans_sens": _NO_DIRECTION,
        "image": _picture(rows),
    }


def _drawn_on(row: OverviewRow, measure: str) -> bool:
    return row.effect is not None and row.effect.mesure == measure


def _picture(rows: Sequence[OverviewRow]) -> Mapping[tuple[Confidence, Tendency], list[OverviewRow]]:
    found: dict[tuple[Confidence, Tendency], list[OverviewRow]] = {}
    for row in rows:
        found.setdefault((row.worth.level, row.tendency), []).append(row)
    return found


def _filters(rows: Sequence[OverviewRow], vocabulary: Vocabulary) -> tuple[TableFilter, ...]:
    """Return the filters that have two values or more among ``rows``."""
    kinds = {row.worth.kind for row in rows}
    found = (
        TableFilter("but", "Ce qu’on veut changer", _used(vocabulary.buts, rows, "buts")),
        TableFilter("age", "Pour quel âge", _used(vocabulary.ages, rows, "ages")),
        TableFilter("public", "Je suis", _used(vocabulary.publics, rows, "publics")),
        TableFilter("theme", "Thème", _used(vocabulary.themes, rows, "themes")),
        TableFilter("preuve", "Genre de preuve", tuple((kind.value, names.EVIDENCE[kind]) for kind in EvidenceKind if kind in kinds)),
    )
    return tuple(one for one in found if len(one.values) > 1)


def _used(terms: Sequence[Term], rows: Sequence[OverviewRow], facet: str) -> tuple[tuple[str, str], ...]:
    used = {slug for row in rows for slug in getattr(row.fiche.meta, facet)}
    return tuple((term.slug, term.nom) for term in terms if term.slug in used)
