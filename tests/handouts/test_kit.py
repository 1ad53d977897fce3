"""The welcome kit of a committee: a page and a PDF from the same data, at the site and by a command."""

from datetime import date

import pytest

from pipeline.handouts.kit import KitPdfs, kits
from pipeline.handouts.pdf_engine import pdf_engine
from pipeline.rules.run import check
from pipeline.site.build import index_of
from tests.cli.test_cli import run, said
from tests.rules.examples import COMMITTEE
from tests.site.built_pages import page, parse
from tests.site.documents import accessible, squeezed, words
from tests.site.sites import Site, body_of
from tests.support import COMITE, FICHE, TODAY, make_site

SECTIONS = (
    "De quoi il est question", "Le comité", "Ses enjeux", "Des fiches pour commencer", "Au calendrier", "Les mots que vous entendrez",
    "Qui fait quoi", "Références et extraits lus",
)  # fmt: skip


@pytest.mark.parametrize("which", ["example_site", "real_site"])
def test_each_committee_has_its_kit_as_a_page_and_as_a_pdf(which, request):
    built: Site = request.getfixturevalue(which)
    for kit in kits(built.index):
        slug = kit.committee.document.slug
        shown = page(built.site, f"trousses/{slug}/")
        file = built.site / "trousses" / slug / f"{slug}.pdf"
        found = accessible(file.read_bytes())
        assert found.title == shown.one("h1").text == kit.title
        assert list(found.outline) == [heading.text.removesuffix("¶").strip() for heading in shown.one("main").all("h2")]
        assert shown.one("a", href=file.name).text.startswith("Télécharger en PDF (")
        assert page(built.site, f"comites/{slug}/").one("a", href=f"../../trousses/{slug}/").text == "Vous arrivez? La trousse d’accueil"


def test_the_kit_follows_its_order_and_says_what_the_committee_and_the_council_say(example_site):
    data = (example_site.site / "trousses" / "comite-exemple" / "comite-exemple.pdf").read_bytes()
    assert accessible(data).outline == SECTIONS
    text = words(data)
    for told in (
        "L’effet du tutorat est de 0,25 écart-type (Sample",
        "Territoire\u00a0: Val-Exemple",
        "Pour joindre le comité\u00a0: L’agente ou l’agent de liaison de Val-Exemple, la Table exemple",
        "Lire pendant l’été (exemple)",
        "Exemple\u00a0: un mot expliqué",
    ):
        assert squeezed(told) in text, told


def test_the_first_sheets_are_those_of_the_issues_each_in_turn_then_the_newest(example_site):
    (kit,) = [kit for kit in kits(example_site.index) if kit.committee.document.slug == "comite-exemple"]
    slugs = [portable.fiche.slug for portable in kit.fiches]
    assert len(slugs) == len(set(slugs)) == min(5, len(example_site.index.fiches))
    first = [fiches[0].slug for _, fiches in kit.issues if fiches]
    named = [fiche.slug for fiche in example_site.index.with_term("comites", "comite-exemple")]
    assert slugs[: len({*named, *first})] == list(dict.fromkeys([*named, *first]))


def test_what_is_not_known_of_a_committee_does_not_show(tmp_path):
    bare = {COMMITTEE: COMITE[: COMITE.index("enjeux:")] + "---\n"}
    text = body_of(tmp_path, bare, "trousses/comite-exemple/").text
    assert [words for words in ("Ses enjeux", "Pour joindre le comité", "à compléter") if words in text] == []
    assert "Territoire\u00a0: " in text


@pytest.mark.parametrize("day", [TODAY, date(2031, 1, 1)])
def test_a_kit_without_sheets_is_the_same_whatever_the_day_of_the_build(day, tmp_path):
    files = {"content/fiches/exemple.md": FICHE.replace("statut: publiee", "statut: brouillon"), COMMITTEE: COMITE}
    project = make_site(tmp_path, files, templates=True)
    catalogue = check(project, day).catalogue
    (kit,) = kits(index_of(catalogue, day))
    assert (kit.day, kit.fiches) == (None, ())
    data = KitPdfs(pdf_engine(project), catalogue.organisation).pdf(kit)
    assert squeezed("À jour au") not in words(data)
    assert squeezed("Des fiches pour commencer") not in words(data)


def test_the_same_kit_gives_the_same_bytes(example_site):
    kit = next(kits(example_site.index))
    slug = kit.committee.document.slug
    pdf = KitPdfs(pdf_engine(example_site.project), example_site.catalogue.organisation).pdf(kit)
    assert pdf == (example_site.site / "trousses" / slug / f"{slug}.pdf").read_bytes()


def test_the_command_writes_the_kit_of_a_committee_or_says_which_was_meant(example_site, tmp_path):
    done = run(example_site.root, "trousse", "comite-exemple.md", "--sortie", str(tmp_path))
    assert done.returncode == 0
    assert accessible((tmp_path / "trousse-comite-exemple.pdf").read_bytes()).outline == SECTIONS
    html = parse((tmp_path / "trousse-comite-exemple.html").read_bytes())
    assert tuple(heading.text for heading in html.all("h2")) == SECTIONS
    assert html.all("script") == []
    wrong = run(example_site.root, "trousse", "comite-exempl", "--sortie", str(tmp_path))
    assert wrong.returncode == 2
    assert "Il n’y a pas de comité « comite-exempl » dans content/comites/. Vouliez-vous dire « comite-exemple »?" in said(wrong)


def test_the_dossier_of_a_need_holds_what_answers_it_or_the_sheets_of_its_themes(example_site, tmp_path):
    done = run(example_site.root, "dossier", "--besoin", "lire-pendant-l-ete", "--sortie", str(tmp_path))
    assert done.returncode == 0
    found = accessible((tmp_path / "dossier-lire-pendant-l-ete.pdf").read_bytes())
    assert found.title == "Que faire pour que les enfants lisent pendant l’été (exemple)?"
    assert found.outline[0] == example_site.catalogue.fiches["lecture-a-voix-haute"].meta.titre
    wrong = run(example_site.root, "dossier", "--besoin", "lire-pendant", "--sortie", str(tmp_path))
    assert (wrong.returncode, "Vouliez-vous dire « lire-pendant-l-ete »?" in said(wrong)) == (2, True)
