"""A dossier: the sheets of a theme, or those that a person chose, on one page and in one PDF that say the same."""

import pytest

from pipeline.handouts.dossier import DOSSIER_SIZE, DossierPdfs, chosen_dossier, theme_dossiers
from pipeline.handouts.pdf_engine import pdf_engine
from pipeline.handouts.standalone_html import dossier_html
from pipeline.project import Project
from tests.cli.test_cli import run, said
from tests.edition.test_index import index_of, sheet
from tests.site.built_pages import page, parse
from tests.site.documents import accessible, squeezed, words
from tests.site.sites import Site
from tests.support import REPOSITORY


@pytest.mark.parametrize("which", ["example_site", "real_site"])
def test_each_theme_that_has_sheets_to_put_together_has_a_pdf_beside_its_page(which, request):
    built: Site = request.getfixturevalue(which)
    dossiers = dict(theme_dossiers(built.index))
    together = [theme for theme in built.index.terms("themes") if len(built.index.with_term("themes", theme.slug)) > 1]
    assert list(dossiers) == together
    for term, dossier in dossiers.items():
        shown = page(built.site, f"dossiers/{term.slug}/")
        file = built.site / "dossiers" / term.slug / f"{term.slug}.pdf"
        assert shown.one("a", href=file.name).text.startswith("Télécharger en PDF (")
        found = accessible(file.read_bytes())
        titles = tuple(portable.fiche.meta.titre for portable in dossier.fiches)
        assert found.outline == (*titles, "Pour en discuter en comité", "Références et extraits lus")
        assert found.title == f"Dossier\u00a0: {term.nom}"
        assert "/TOCI" in found.tags


def test_the_page_and_the_pdf_say_the_same(example_site):
    pdf = example_site.site / "dossiers" / "lecture" / "lecture.pdf"
    shown, text = page(example_site.site, "dossiers/lecture/"), words(pdf.read_bytes())
    # A work's excerpts come in another order on paper: each is looked for by itself.
    told = [item.text for item in shown.one("main").all("li") if not item.attributes.get("id", "").startswith("ref-")]
    told += [paragraph.text for paragraph in shown.one("ul", class_="p-references").all("p")]
    assert len(told) > 10
    assert [item for item in told if squeezed(item) not in text] == []


def test_a_work_that_two_sheets_cite_is_given_once_with_what_each_rests_on(tmp_path):
    two = sheet("b").replace("\n## Limites", " L’effet global est de 0,25\u00a0écart-type [@sample2021, résumé].\n\n## Limites")
    index = index_of(tmp_path, {"a": sheet("a"), "b": two})
    html = parse(
        dossier_html(Project(REPOSITORY), index.catalogue.organisation, chosen_dossier("Exemple", tuple(index.portable.values()))).encode()
    )
    assert [item.attributes["id"] for item in html.all("ul", class_="p-references")[0].all("li") if "id" in item.attributes] == [
        "ref-sample2021",
        "ref-exemple2020",
    ]
    assert html.text.count("Parmi les élèves aidés, 15\u00a0% lisent davantage.") == 1


def test_the_dossier_of_a_theme_holds_its_latest_sheets_and_says_how_many_there_are(tmp_path):
    days = {f"f{day:02}": sheet("abcdefghijklmnopq"[day], revisee_le=f"2026-11-{day:02}") for day in range(2, 4 + DOSSIER_SIZE)}
    ((_, dossier),) = theme_dossiers(index_of(tmp_path, days))
    assert [portable.fiche.slug for portable in dossier.fiches] == [f"f{day:02}" for day in range(3 + DOSSIER_SIZE, 3, -1)]
    assert dossier.lead.startswith("Les 12\u00a0plus récentes des 14\u00a0fiches, ")


def test_the_page_of_a_theme_leads_to_its_dossier_and_the_dossier_to_its_sheets(example_site):
    site = example_site.site
    assert page(site, "themes/lecture/").one("a", href="../../dossiers/lecture/").text == "Le dossier de rencontre, à imprimer ou en PDF"
    sheet_ = example_site.index.with_term("themes", "lecture")[0].slug
    assert page(site, "dossiers/lecture/").one("a", href=f"../../fiches/{sheet_}/").text == "Lire toute la fiche"


def test_a_theme_of_one_sheet_has_no_dossier(small_site):
    assert not (small_site.site / "dossiers/tutorat").exists()
    assert page(small_site.site, "themes/tutorat/").all("a", href="../../dossiers/tutorat/") == []


def test_the_same_sheets_give_the_same_bytes(example_site):
    theme, dossier = next(theme_dossiers(example_site.index))
    pdf = DossierPdfs(pdf_engine(example_site.project), example_site.catalogue.organisation).pdf(dossier)
    assert pdf == (example_site.site / "dossiers" / theme.slug / f"{theme.slug}.pdf").read_bytes()


def test_the_command_writes_chosen_sheets_in_their_order_under_a_title(example_site, tmp_path):
    done = run(
        example_site.root, "dossier", "--fiches", "tutorat-grande-echelle.md, lecture-a-voix-haute", "--titre", "<b>#panic()</b>", "--sortie", str(tmp_path)
    )  # fmt: skip
    assert done.returncode == 0
    assert "<b>#panic()</b> (2\u00a0fiches)" in said(done)
    found = accessible((tmp_path / "dossier.pdf").read_bytes())
    titles = [example_site.catalogue.fiches[slug].meta.titre for slug in ("tutorat-grande-echelle", "lecture-a-voix-haute")]
    assert (found.title, list(found.outline[:2])) == ("<b>#panic()</b>", titles)
    html = parse((tmp_path / "dossier.html").read_bytes())
    assert html.one("h1").text == "<b>#panic()</b>"
    assert [heading.text for heading in html.all("h2")][:2] == titles
    assert html.all("script") == []


def test_the_command_gives_the_dossier_of_a_theme_as_the_site_does(example_site, tmp_path):
    assert run(example_site.root, "dossier", "--theme", "lecture", "--sortie", str(tmp_path)).returncode == 0
    published = example_site.site / "dossiers" / "lecture" / "lecture.pdf"
    assert accessible((tmp_path / "dossier-lecture.pdf").read_bytes()).outline == accessible(published.read_bytes()).outline
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dossier-lecture.html", "dossier-lecture.pdf"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--theme", "tutora"], "Il n’y a pas de thème « tutora » dans content/vocabulaire.yml. Vouliez-vous dire « tutorat »?"),
        (["--fiches", "exempl"], "Il n’y a pas de fiche publiée « exempl » dans content/fiches/. Vouliez-vous dire « exemple »?"),
        (["--fiches", " , "], "Donnez au moins une fiche après --fiches\u00a0: leurs noms, séparés par des virgules."),
        (["--theme", "lecture"], "Aucune fiche publiée n’est encore sous le thème « lecture »."),
        ([], "Donnez --theme et un thème, --besoin et un besoin, ou --fiches et des noms de fiches."),
        (
            ["--theme", "tutorat", "--fiches", "exemple"],
            "Donnez --theme et un thème, --besoin et un besoin, ou --fiches et des noms de fiches.",
        ),
    ],
)
def test_a_wrong_choice_is_told_and_nothing_is_written(arguments, message, small_site, tmp_path):
    done = run(small_site.root, "dossier", *arguments, "--sortie", str(tmp_path / "sortie"))
    assert done.returncode == 2
    assert message in said(done)
    assert not (tmp_path / "sortie").exists()


def test_the_list_leads_to_each_dossier_that_has_sheets_to_each_kit_and_to_their_documents(example_site):
    lists = page(example_site.site, "dossiers/").one("article").all("ul", class_="p-related")
    dossiers, welcome = ([link.attributes["href"] for link in one.all("a")] for one in lists)
    filled = [term.slug for term, _ in theme_dossiers(example_site.index)]
    assert dossiers == [address for slug in filled for address in (f"{slug}/", f"{slug}/{slug}.pdf")]
    slugs = [committee.slug for committee in example_site.index.committees]
    assert welcome == [address for slug in slugs for address in (f"../trousses/{slug}/", f"../trousses/{slug}/{slug}.pdf")]
