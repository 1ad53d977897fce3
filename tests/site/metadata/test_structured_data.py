"""JSON-LD: what pages tell machines, complete, and unable to break out of its element."""

import json
from pathlib import Path

import pytest

from pipeline.content.sheets.standing import standing
from pipeline.rules.run import check
from pipeline.site.metadata.activity_data import activity_data
from pipeline.site.metadata.structured_data import fiche_data, reference_data, scholarly_article
from tests.rules.examples import bib, told
from tests.site.built_pages import page, parse
from tests.support import BIBLIOGRAPHIE, TODAY, fiche_with, make_site

ADDRESS = "https://exemple.invalid/passerelle/"


ANSWER = "Les élèves exemples qui reçoivent du tutorat apprennent davantage que les autres. Quand le programme est très grand, l’effet est plus petit."


def test_a_sheet_is_an_article_and_a_learning_resource(example_site):
    data = page(example_site.site, "fiches/tutorat-grande-echelle/").structured_data()
    citations, claims = data.pop("citation"), data.pop("hasPart")
    assert [claim["appearance"]["url"] for claim in claims] == [f"{ADDRESS}fiches/tutorat-grande-echelle/#a-retenir"] * len(claims)
    assert data == {
        "@context": "https://schema.org",
        "@type": ["Article", "LearningResource"],
        "headline": "Exemple\u00a0: le tutorat aide, mais moins quand le programme est très grand",
        "description": ANSWER,
        "keywords": ["Action testée", "Confiance modérée\u00a0: assez sûr que l’action aide, mais pas pour tout"],
        "mainEntity": {
            "@type": "Question",
            "name": "Le tutorat exemple aide-t-il les élèves?",
            "acceptedAnswer": {"@type": "Answer", "text": ANSWER},
        },
        "inLanguage": "fr-CA",
        "datePublished": "2026-11-01",
        "dateModified": "2026-11-24",
        "author": {"@type": "Organization", "name": "Équipe exemple"},
        "isAccessibleForFree": True,
        "learningResourceType": "Fiche de faits saillants",
        "audience": [
            {"@type": "Audience", "audienceType": "Milieu scolaire"},
            {"@type": "Audience", "audienceType": "Milieu communautaire"},
            {"@type": "Audience", "audienceType": "Milieu municipal"},
        ],
        "timeRequired": f"PT{example_site.catalogue.fiches['tutorat-grande-echelle'].reading_minutes}M",
        "license": "https://creativecommons.org/licenses/by/4.0/deed.fr",
        "url": ADDRESS + "fiches/tutorat-grande-echelle/",
        "publisher": {"@type": "Organization", "name": "Table exemple de la réussite & de la persévérance"},
    }
    assert citations == [
        {
            "@type": "ScholarlyArticle",
            "name": name,
            "author": [
                {"@type": "Person", "familyName": "Sample", "givenName": "Sam"},
                {"@type": "Person", "familyName": "Specimen", "givenName": "Toni"},
            ],
            "datePublished": "2021",
            "isPartOf": {"@type": "Periodical", "name": "Sample Journal"},
            "identifier": f"https://doi.org/{doi}",
            "url": f"https://doi.org/{doi}",
            "inLanguage": "en",
        }
        for name, doi in (
            ("A sample synthesis of tutoring trials", "10.1234/sample.2021"),
            ("Tutoring at scale: a sample disagreement", "10.1234/sample.2021.2"),
        )
    ]


@pytest.mark.parametrize("which", ["example_site", "real_site"])
def test_a_sheet_cites_in_data_what_it_cites_in_text(which, request):
    site = request.getfixturevalue(which)
    references = site.catalogue.references
    for fiche in site.index.fiches:
        tree = page(site.site, f"fiches/{fiche.slug}/")
        cited = [work["name"] for work in tree.structured_data()["citation"]]
        shown = [item.attributes["id"].removeprefix("ref-") for item in tree.one("ul", class_="p-references").all("li")]
        assert cited == [references[key].title for key in shown]
        assert set(shown) == set(fiche.cited_keys)


def test_every_page_that_describes_something_has_data_that_parses(real_site):
    described = [f"fiches/{fiche.slug}/" for fiche in real_site.index.fiches]
    described += [f"references/{key}/" for key in real_site.catalogue.references]
    described += [f"activites/{activity.slug}/" for activity in real_site.index.activities]
    for address in described:
        assert page(real_site.site, address).structured_data()["@context"] == "https://schema.org", address


@pytest.mark.parametrize(
    ("key", "kind", "known"),
    [
        ("exemple2019", "ScholarlyArticle", {"author", "datePublished", "isPartOf"}),
        ("sample2021", "ScholarlyArticle", {"author", "datePublished", "isPartOf", "identifier", "url"}),
        ("table-exemple2022", "Report", {"author", "datePublished", "url"}),
        ("exemple-sans-date", "CreativeWork", {"author", "url"}),
    ],
)
def test_a_reference_says_only_what_is_known(key, kind, known, example_site):
    data = page(example_site.site, f"references/{key}/").structured_data()
    assert data["@type"] == kind
    assert set(data) == {"@context", "@type", "name", "inLanguage"} | known


def test_an_organisation_signs_as_an_organisation(example_site):
    assert scholarly_article(example_site.catalogue.references["table-exemple2022"])["author"] == [
        {"@type": "Organization", "name": "Table exemple de la réussite"}
    ]


@pytest.mark.parametrize(("redaction", "kind"), [("Équipe exemple", "Organization"), ("Alex Exemple", "Person")])
def test_a_sheet_is_signed_by_a_team_or_a_person(redaction, kind, tmp_path):
    report = check(
        make_site(tmp_path, {"content/fiches/exemple.md": fiche_with("redaction: Équipe exemple", f"redaction: {redaction}")}), TODAY
    )
    assert report.catalogue is not None
    catalogue, fiche = report.catalogue, report.catalogue.fiches["exemple"]
    worth = standing(fiche, catalogue)
    data = json.loads(fiche_data(catalogue.organisation, catalogue.vocabulary, fiche, worth, "fiches/exemple/", []))
    assert data["author"] == {"@type": kind, "name": redaction}


def test_a_site_without_address_gives_no_address(small_site):
    data = page(small_site.site, "fiches/exemple/").structured_data()
    assert "url" not in data
    assert "publisher" not in data


HOSTILE = "Exemple </script><script>alert(1)</script> & <!-- \\u003c"


def test_no_title_can_end_the_element(small_site):
    fiche = small_site.catalogue.fiches["exemple"]
    hostile = type(fiche)(
        fiche.slug, fiche.source, fiche.header, fiche.meta.model_copy(update={"titre": HOSTILE, "reponse": HOSTILE}), fiche.body_start
    )
    catalogue = small_site.catalogue
    text = fiche_data(catalogue.organisation, catalogue.vocabulary, hostile, standing(fiche, catalogue), "fiches/exemple/", [])
    assert not set("<>&") & set(text)
    assert json.loads(text)["headline"] == json.loads(text)["description"] == HOSTILE
    assert json.loads(parse(f'<script type="application/ld+json">{text}</script>').one("script").text)["headline"] == HOSTILE


def test_no_activity_and_no_reference_can_end_the_element(example_site):
    activity = example_site.catalogue.activities["2026-12-01-webinaire-tutorat"]
    hostile = type(activity)(
        activity.slug, activity.source, activity.header, activity.meta.model_copy(update={"titre": HOSTILE, "organisateur": HOSTILE}), activity.body_start
    )  # fmt: skip
    for text in (
        activity_data(example_site.catalogue.organisation, example_site.catalogue.vocabulary, hostile, "x/"),
        reference_data(example_site.catalogue.references["specimen2023"]),
    ):
        assert not set("<>&") & set(text)


def test_template_signs_in_a_title_stay_what_they_are(example_site):
    data = page(example_site.site, "fiches/lecture-a-voix-haute/").structured_data()
    assert data["headline"] == 'Exemple hostile\u00a0: a <= & "c" {{ d }} {% e %} *f* _g_ [h](i) #j'


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("title   = {{A sample synthesis}}", "A sample synthesis"),
        ("title   = {100 % des élèves et plus}", "100 % des élèves et plus"),
        (r"title   = {100 \% des \'el\`eves \& plus}", "100 % des élèves & plus"),
        ("title   = {{a % b {c} d}}", "a % b c d"),
    ],
)
def test_a_percent_sign_in_a_title_does_not_cut_it(written, read, tmp_path):
    bib = BIBLIOGRAPHIE.replace("title   = {{A sample synthesis}}", written)
    report = check(make_site(tmp_path, {"research_notes/bibliographie/exemple.bib": bib}), TODAY)
    assert report.catalogue is not None
    assert report.catalogue.references["sample2021"].title == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://exemple.invalid/a%20b/~c/d_e?f=1&g=2#h", "https://exemple.invalid/a%20b/~c/d_e?f=1&g=2#h"),
        (r"https://exemple.invalid/a\%20b\_c\&d\#e\~f", "https://exemple.invalid/a%20b_c&d#e~f"),
        ("https://exemple.invalid/a--b", "https://exemple.invalid/a--b"),
    ],
)
def test_an_address_of_the_bibliography_is_kept_as_it_is(written, read, tmp_path: Path):
    bib = BIBLIOGRAPHIE.replace("year    = {2020},", f"year    = {{2020}},\n  url     = {{{written}}},")
    report = check(make_site(tmp_path, {"research_notes/bibliographie/exemple.bib": bib}), TODAY)
    assert report.catalogue is not None
    assert json.loads(reference_data(report.catalogue.references["exemple2020"]))["url"] == read


def test_a_field_that_cannot_be_decoded_is_told_and_not_a_traceback(tmp_path: Path):
    assert told(tmp_path, bib("title   = {{A sample synthesis}}", "‸title   = {A sample \\}"), "B001")[0].startswith("‸ ")
