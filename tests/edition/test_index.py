"""What crosses pages: who cites what, what goes with what, always in the same order."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.edition.index import FACETS, RELATED, SiteIndex
from pipeline.references.apa import FormattedReference
from pipeline.references.labels import assign_labels
from pipeline.rules.run import check
from pipeline.text.words import slug
from tests.support import FICHE, TODAY, VOCABULAIRE, make_site

_VOCABULARY = VOCABULAIRE.replace("axes:", "  - {slug: ecole, nom: L’école}\naxes:")


def sheet(name: str, **changes: str) -> str:
    """Return the small sheet with another title and some header values changed."""
    text = FICHE.replace("titre: Exemple de fiche sur le tutorat", f"titre: Exemple de fiche {name}")
    for key, value in changes.items():
        line = next(line for line in text.splitlines() if line.startswith(f"{key}:"))
        text = text.replace(line, f"{key}: {value}", 1)
    return text


def index_of(root: Path, sheets: Mapping[str, str], *, drafts: bool = False, **others: str) -> SiteIndex:
    """Return the index of a site with those sheets, and ``others`` by their paths."""
    files: dict[str, str | bytes | None] = {f"content/fiches/{name}.md": text for name, text in sheets.items()}
    report = check(make_site(root, {"content/fiches/exemple.md": None, "content/vocabulaire.yml": _VOCABULARY, **others, **files}), TODAY)
    assert report.catalogue is not None
    assert report.blocking(drafts=drafts) == ()
    references = {key: FormattedReference(reference.title, reference.title) for key, reference in report.catalogue.references.items()}
    return SiteIndex(report.catalogue, assign_labels(report.catalogue.references.values()), references, TODAY, drafts)


def without(text: str, key: str) -> str:
    """Return ``text`` with every citation of ``key`` made one of the other work, figures apart."""
    other = text.replace("15\u00a0% lisent davantage [@exemple2020, résumé, #lien]", "un effet existe [@sample2021, résumé]")
    other = other.replace("un autre exemple [@exemple2020, résumé, #lien]", "un autre exemple [@sample2021, résumé]")
    other = other.replace("L’étude porte sur 120\u00a0élèves [@exemple2020, résumé].", "Rien de plus n’a été lu.")
    assert key == "exemple2020"
    assert "exemple2020" not in other
    return other


def test_sheets_are_newest_first_then_by_address(tmp_path):
    index = index_of(
        tmp_path,
        {"b": sheet("b"), "a": sheet("a"), "vieille": sheet("v", revisee_le="2026-11-02"), "recente": sheet("r", revisee_le="2026-11-25")},
    )
    assert [fiche.slug for fiche in index.fiches] == ["recente", "a", "b", "vieille"]


@pytest.mark.parametrize(
    ("statut", "drafts", "shown"),
    [
        ("publiee", False, True), ("a-reviser", False, True), ("brouillon", False, False), ("en-revision", False, False), ("retiree", False, False),
        ("publiee", True, True), ("a-reviser", True, True), ("brouillon", True, True), ("en-revision", True, True), ("retiree", True, False),
    ],
)  # fmt: skip
def test_a_sheet_is_shown_by_its_state(statut, drafts, shown, tmp_path):
    why = "\nretrait: {date: 2026-11-24, raison: Un exemple.}" if statut == "retiree" else ""
    index = index_of(tmp_path, {"a": sheet("a", statut=statut + why), "b": sheet("b")}, drafts=drafts)
    assert ("a" in [fiche.slug for fiche in index.fiches]) is shown
    assert ("a" in [fiche.slug for fiche in index.cited_in["sample2021"]]) is shown
    assert ("a" in [fiche.slug for fiche in index.with_term("themes", "tutorat")]) is shown


def test_each_reference_knows_the_sheets_that_cite_it_once_each(tmp_path):
    index = index_of(tmp_path, {"a": sheet("a"), "b": without(sheet("b"), "exemple2020")})
    assert {key: [fiche.slug for fiche in fiches] for key, fiches in index.cited_in.items()} == {
        "sample2021": ["a", "b"],
        "exemple2020": ["a"],
    }


def test_a_term_without_a_sheet_gives_none(tmp_path):
    index = index_of(tmp_path, {"a": sheet("a")})
    assert index.with_term("themes", "lecture") == ()
    assert [term.slug for term in index.terms("themes")] == ["tutorat", "lecture"]


def test_related_sheets_share_sources_first_then_themes_then_audiences(tmp_path):
    index = index_of(
        tmp_path,
        {
            "depart": sheet("depart"),
            "audience": without(sheet("audience", themes="[lecture]"), "exemple2020").replace("[primaire]", "[primaire]"),
            "theme": without(sheet("theme"), "exemple2020"),
            "sources": sheet("sources", themes="[lecture]", publics="[communautaire]").replace(
                "- **Pour**\u00a0: scolaire", "- **Pour**\u00a0: communautaire"
            ),
        },
    )
    assert [fiche.slug for fiche in index.related(index.catalogue.fiches["depart"])] == ["sources", "theme", "audience"]


def test_a_sheet_is_never_related_to_itself_and_there_are_only_a_few(tmp_path):
    names = [f"fiche-{letter}" for letter in "abcdefgh"]
    # The last by name is the newest: sheets that are as close are ordered by address, not by date.
    index = index_of(tmp_path, {name: sheet(name, revisee_le=f"2026-11-{10 + day}") for day, name in enumerate(names)})
    for fiche in index.fiches:
        related = [other.slug for other in index.related(fiche)]
        assert related == [name for name in names if name != fiche.slug][:RELATED]


def test_what_is_related_does_not_depend_on_who_asks_first_nor_on_the_order_of_files(tmp_path):
    names = [f"fiche-{letter}" for letter in "abcdefghij"]
    one = index_of(tmp_path / "un", {name: sheet(name) for name in names})
    other = index_of(tmp_path / "deux", {name: sheet(name) for name in reversed(names)})
    first = {fiche.slug: [found.slug for found in one.related(fiche)] for fiche in one.fiches}
    second = {fiche.slug: [found.slug for found in other.related(fiche)] for fiche in reversed(other.fiches)}
    assert first == second


def test_related_draft_sheets_are_left_out(tmp_path):
    index = index_of(tmp_path, {"a": sheet("a"), "b": sheet("b", statut="brouillon")})
    assert index.related(index.catalogue.fiches["a"]) == ()


def test_a_sheet_asks_about_a_bounded_number_of_neighbours(tmp_path):
    names = [first + second for first in "abcdef" for second in "abcdefghij"]
    # The cost of one sheet must not grow with the site (docs/architecture.md, promise 5).
    index = index_of(tmp_path, {f"fiche-{name}": sheet(name) for name in names})
    asked: list[str] = []
    closeness = SiteIndex._closeness

    class Counted(SiteIndex):
        @staticmethod
        def _closeness(one, other):
            asked.append(other.slug)
            return closeness(one, other)

    Counted(index.catalogue, index.labels, index.references, TODAY).related(index.fiches[30])
    assert len(asked) < 45


def test_activities_are_latest_first_and_found_by_theme(example_site):
    index = example_site.index
    assert [activity.slug for activity in index.activities] == [
        "2026-12-08-conference-reportee",
        "2027-02-10-atelier-lecture",
        "2026-12-01-webinaire-tutorat",
        "2026-11-17-webinaire-video",
        "2026-11-10-presentation-comite",
    ]
    tutoring = ["2026-12-01-webinaire-tutorat", "2026-11-17-webinaire-video", "2026-11-10-presentation-comite"]
    assert [activity.slug for activity in index.activities_on(("tutorat", "transitions"))] == tutoring
    assert [activity.slug for activity in index.activities_on(("transitions",))] == ["2026-11-17-webinaire-video"]


@pytest.mark.parametrize("which", ["example_site", "real_site"])
def test_every_sheet_is_under_each_of_its_terms(which, request):
    index = request.getfixturevalue(which).index
    for fiche in index.fiches:
        for facet in FACETS:
            for term in getattr(fiche.meta, facet):
                assert [found.slug for found in index.with_term(facet, term)].count(fiche.slug) == 1


def test_the_names_of_facets_are_addresses():
    assert [slug(facet) for facet in FACETS] == list(FACETS)
