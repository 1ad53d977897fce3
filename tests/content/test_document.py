"""Fact sheets, activities and other pages: how their text is read."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.content.activities.activity import ACTIVITIES
from pipeline.content.loading import Lists, load
from pipeline.content.plain_pages import PAGES
from pipeline.content.sheets.sheet import FICHES, Fiche, Support
from pipeline.memory import Memory
from pipeline.text.diagnostics import Diagnostic
from tests.rules.examples import MARK, SHEET, unmarked
from tests.support import FICHE, PAGE, fiche_with, make_site

LISTS: Lists = {
    "themes": ("tutorat",),
    "publics": ("scolaire", "communautaire"),
    "ages": ("primaire",),
    "determinants": ("eleve",),
    "axes": (),
    "buts": ("reussite",),
    "comites": ("comite-exemple",),
}
ACTIVITY = """\
---
titre: Webinaire exemple
resume: Un résumé exemple assez long pour être accepté.
forme: webinaire
date: 2026-12-01
debut: "13:30"
etat: prevue
organisateur: Table exemple
autre_organisme: non
themes: [tutorat]
source: {adresse: https://exemple.org/, lu_le: 2026-11-24, extraits: [Webinaire exemple]}
---

Du texte.
"""


def fiche(root: Path, text: str = FICHE) -> Fiche:
    found: list[Diagnostic] = []
    fiches = load(make_site(root, {"content/fiches/exemple.md": text}), FICHES, LISTS, found, Memory())
    assert [(str(d.place), d.message) for d in found] == []
    return fiches["exemple"]


def refused(root: Path, files: dict[str, str | bytes | None]) -> list[tuple[str, str]]:
    """Return place and code of each mistake in ``files``, none of which is then read."""
    project = make_site(root, {"content/fiches/exemple.md": None, "content/pages/a-propos.md": None, **files})
    found: list[Diagnostic] = []
    assert load(project, FICHES, LISTS, found, Memory()) == {}
    assert load(project, PAGES, LISTS, found, Memory()) == {}
    assert load(project, ACTIVITIES, LISTS, found, Memory()) == {}
    return [(str(d.place), d.rule.code) for d in found]


def text_of(sheet: Fiche, span: tuple[int, int]) -> str:
    return sheet.source.text[span[0] : span[1]]


# --- A fact sheet --------------------------------------------------------------------------------------------------


def test_a_sheet_names_committees_of_the_councils_list(tmp_path):
    assert fiche(tmp_path, FICHE.replace("force: limitee", "comites: [comite-exemple]\nforce: limitee")).meta.comites == ("comite-exemple",)
    assert fiche(tmp_path / "sans").meta.comites == ()


@pytest.mark.parametrize(
    ("known", "help_text"),
    [
        (("comite-exemple",), "Vouliez-vous dire « comite-exemple »? Valeurs\u00a0: comite-exemple."),
        ((), "Cette liste est vide\u00a0: inscrivez-y d’abord la valeur, ou retirez-la d’ici."),
    ],
)
def test_a_committee_that_the_council_does_not_have_is_told_at_its_place(tmp_path, known, help_text):
    text = FICHE.replace("force: limitee", "comites: [‸comite-exempl]\nforce: limitee")
    clean, places = unmarked({SHEET: text})
    found: list[Diagnostic] = []
    assert load(make_site(tmp_path, clean), FICHES, {**LISTS, "comites": known}, found, Memory()) == {}
    assert [(str(d.place), d.rule.code, d.help) for d in found] == [(*places, "E013", help_text)]


def test_a_sheet_is_read_with_its_sections(tmp_path):
    sheet = fiche(tmp_path)
    assert (sheet.slug, sheet.source.path, sheet.meta.titre) == ("exemple", "content/fiches/exemple.md", "Exemple de fiche sur le tutorat")
    assert [section.title for section in sheet.sections] == [
        "À retenir",
        "Pistes d’action",
        "Pour décider",
        "Pourquoi c’est important ici",
        "Ce que la recherche a examiné",
        "Ce qu’elle montre",
        "Limites",
        "Pour en discuter en comité",
    ]
    assert sheet.source.text[sheet.body_start :].startswith("\n## À retenir")


@pytest.mark.parametrize("title", ["Pistes d’action", "pistes d'action", "PISTES D’ACTION", "Pistes  d’action"])
def test_a_section_is_found_whatever_its_case_accents_and_apostrophes(tmp_path, title):
    sheet = fiche(tmp_path, fiche_with("## Pistes d’action", f"## {title}"))
    section = sheet.section("Pistes d’action")
    assert section is not None
    assert section.title == title


def test_key_messages_and_questions_are_items(tmp_path):
    sheet = fiche(tmp_path)
    assert len(sheet.key_messages) == 2
    assert sheet.key_messages[1].text(sheet.source.text).startswith("Parmi les élèves aidés, 15")
    assert [block.text(sheet.source.text) for block in sheet.questions] == ["Que ferions-nous?", "Avec qui?"]


def test_a_lead_has_a_title_fields_actors_and_a_ground(tmp_path):
    sheet = fiche(tmp_path, fiche_with("scolaire (direction)", "scolaire (direction, équipe-école), communautaire (maison exemple)."))
    (lead,) = sheet.leads
    assert lead.title == "Essayer un exemple"
    assert list(lead.fields) == ["Pour", "Qui", "Quoi", "Premier pas", "Obstacle probable", "Appui"]
    assert text_of(sheet, lead.fields["Obstacle probable"]) == "le temps"
    actors = [(actor.public, actor.who) for actor in sheet.actors(lead)]
    assert actors == [("scolaire", "direction, équipe-école"), ("communautaire", "maison exemple")]
    assert sheet.lead_publics(lead) == ("scolaire", "communautaire")
    assert sheet.support(lead) is Support.STUDY


@pytest.mark.parametrize(
    ("ground", "support"),
    [
        ("étude [@sample2021, résumé]", Support.STUDY),
        ("Guide, preuve faible selon la source [@sample2021, résumé]", Support.GUIDE),
        ("expérience [@sample2021, résumé]", Support.EXPERIENCE),
        ("idée à discuter, inspirée de l’étude [@sample2021, résumé]", Support.IDEA),
        ("le bon sens", None),
    ],
)
def test_the_first_word_of_a_ground_says_what_it_is(tmp_path, ground, support):
    sheet = fiche(tmp_path, fiche_with("étude [@sample2021, résumé]\n\n##", f"{ground}\n\n##"))
    assert sheet.support(sheet.leads[0]) is support


def test_the_sentences_of_the_decision_and_the_folded_figures_are_parts_of_the_text(tmp_path):
    sheet = fiche(tmp_path, fiche_with("\n## Limites", "\n### Les chiffres, pour qui les veut\n\nUn écart-type.\n\n## Limites"))
    assert [block.text(sheet.source.text).split(" ")[0] for block in sheet.decision] == ["On", "Si", "Ne"]
    assert sheet.figures_part is not None
    assert sheet.figures_part.title == "Les chiffres, pour qui les veut"
    assert fiche(tmp_path / "without").figures_part is None


@pytest.mark.parametrize(
    ("kind", "titles"),
    [
        ("fait-saillant", ("À retenir", "Pistes d’action", "Pour décider")),
        ("repere", ("À retenir", "Ce qu’on sait", "Ce qu’on ne sait pas")),
        ("retour-sur-outil", ("À retenir", "Pourquoi c’est important ici", "Ce que la recherche a examiné")),
    ],
)
def test_the_sections_of_a_sheet_are_those_of_its_type(tmp_path, kind, titles):
    assert fiche(tmp_path, fiche_with("type: fait-saillant", f"type: {kind}")).section_titles[:3] == titles


def test_the_excerpts_that_a_header_names_are_cited_after_those_of_the_text(tmp_path):
    effect = (
        "effets:\n  - {resultat: un exemple, mesure: non-lue, sens: aide, pour: les élèves, extraits: [autre2019#un, sample2021#effet]}\n"
    )
    sheet = fiche(tmp_path, fiche_with("redaction: Équipe", effect + "redaction: Équipe"))
    assert [(one.path, one.name) for one in sheet.named_excerpts] == [
        (("effets", 0, "extraits", 0), "autre2019#un"),
        (("effets", 0, "extraits", 1), "sample2021#effet"),
    ]
    assert sheet.cited_keys == ("sample2021", "exemple2020", "autre2019")


def test_a_field_with_an_unknown_name_keeps_its_name(tmp_path):
    sheet = fiche(tmp_path, fiche_with("- **Qui**", "- **Quand**"))
    assert "Quand" in sheet.leads[0].fields


def test_without_those_sections_there_are_no_messages_leads_or_questions(tmp_path):
    sheet = fiche(tmp_path, FICHE.split("## ", maxsplit=1)[0] + "## Autre\n\n- item\n")
    assert (sheet.key_messages, sheet.leads, sheet.questions) == ((), (), ())


def test_works_cited_come_once_in_order(tmp_path):
    assert fiche(tmp_path).cited_keys == ("sample2021", "exemple2020")


def test_words_are_counted_without_citations_code_and_addresses(tmp_path):
    body = "\nL’élève lit peut-être [@sample2021, résumé] dans `du code` et [ici](https://exemple.org/a/b).\n"
    sheet = fiche(tmp_path, FICHE.split("\n## ", maxsplit=1)[0] + body)
    assert sheet.word_count == 6


@pytest.mark.parametrize(("words", "minutes"), [(1, 1), (199, 1), (310, 2), (1000, 5)])
def test_reading_takes_a_minute_for_two_hundred_words(tmp_path, words, minutes):
    sheet = fiche(tmp_path, FICHE.split("\n## ", maxsplit=1)[0] + "\n" + "mot " * words)
    assert sheet.reading_minutes == minutes


@pytest.mark.parametrize(
    ("status", "published", "withdrawn"),
    [
        ("brouillon", False, False),
        ("en-revision", False, False),
        ("publiee", True, False),
        ("a-reviser", True, False),
        ("retiree", False, True),
    ],
)
def test_a_status_says_whether_readers_find_the_sheet(tmp_path, status, published, withdrawn):
    sheet = fiche(tmp_path, fiche_with("statut: publiee", f"statut: {status}"))
    assert (sheet.published, sheet.withdrawn) == (published, withdrawn)


@pytest.mark.parametrize(("day", "listed"), [(date(2026, 10, 31), False), (date(2026, 11, 1), True)])
def test_a_sheet_is_listed_from_its_day_on(tmp_path, day, listed):
    assert fiche(tmp_path).listed(day) is listed


# --- Other pages ---------------------------------------------------------------------------------------------------


def test_an_activity_and_a_page_are_read(tmp_path):
    project = make_site(tmp_path, {"content/activites/2026-12-01-exemple.md": ACTIVITY})
    found: list[Diagnostic] = []
    activity = load(project, ACTIVITIES, LISTS, found, Memory())["2026-12-01-exemple"]
    page = load(project, PAGES, LISTS, found, Memory())["a-propos"]
    assert found == []
    assert (activity.meta.date, activity.meta.debut, activity.meta.publics) == (date(2026, 12, 1), "13:30", ())
    assert (page.meta.titre, [section.title for section in page.sections]) == ("Page exemple", ["Exemple"])


def test_pages_come_in_the_order_of_their_names(tmp_path):
    project = make_site(tmp_path, {"content/pages/z.md": PAGE, "content/pages/aa.md": PAGE})
    assert list(load(project, PAGES, LISTS, [], Memory())) == ["a-propos", "aa", "z"]


@pytest.mark.parametrize(
    ("name", "text", "place", "code"),
    [
        ("content/pages/exemple.md", PAGE.split("\n## ")[0] + "‸", "‸", "S001"),
        ("content/pages/exemple.md", "---\ntitre: Page exemple\nresume: Un résumé exemple.\n---", "content/pages/exemple.md:4:4", "S001"),
        ("content/pages/exemple.md", "texte", "content/pages/exemple.md:1:1", "E001"),
        ("content/pages/exemple.md", b"\xff\xfe", "content/pages/exemple.md:1:1", "F001"),
        ("content/pages/Exemple.md", PAGE, "content/pages/Exemple.md:1:1", "F007"),
        ("content/fiches/exemple.md", FICHE.replace("themes: [tutorat]", "themes: [‸lecture]"), "‸", "E013"),
        ("content/activites/exemple.md", ACTIVITY.replace('"13:30"', '‸"13 h 30"'), "‸", "E015"),
        (
            "content/activites/exemple.md",
            ACTIVITY.replace("extraits: [Webinaire exemple]", "extraits: ‸[]"),
            "‸",
            "E015",
        ),
    ],
)
def test_a_page_that_cannot_be_read_is_named(tmp_path, name, text, place, code):
    clean, places = unmarked({name: text})
    assert refused(tmp_path, clean) == [(*places, code) if place == MARK else (place, code)]
