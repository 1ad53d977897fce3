"""One council among others: a fictitious region, from its own files alone, and no proper name of ours in it."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest

from pipeline.project import Project
from pipeline.rules.run import check
from pipeline.text.diagnostics import Severity
from tests.site.built_pages import Element, html_files, page, parse
from tests.site.sites import EXAMPLE, Site, built, copy_project
from tests.support import TODAY

DEMONSTRATION = "Démonstration indépendante, ni produite ni approuvée par la Table exemple."
_OUR_NAMES = re.compile(r"crevale|lanaudi[eè]re", re.IGNORECASE)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same region, before its council has adopted the site."""
    project = copy_project(EXAMPLE, tmp_path_factory.mktemp("demonstration"))
    council = project.content / "organisme.yml"
    council.write_text(council.read_text(encoding="utf-8").replace("statut: officiel", "statut: demonstration"), encoding="utf-8")
    return built(project)


def structured(site: Path) -> list[tuple[str, Element]]:
    """Return the pages that carry structured data."""
    pages = [(path.relative_to(site).as_posix(), parse(path.read_bytes())) for path in html_files(site)]
    return [(name, tree) for name, tree in pages if tree.all("script", type="application/ld+json")]


def test_the_example_has_no_fault_but_those_of_its_draft():
    report = check(Project(EXAMPLE), TODAY)
    errors = [d for d in report.diagnostics if d.severity is Severity.ERROR]
    assert {d.place.path for d in errors} == {"content/fiches/brouillon-exemple.md"}
    assert report.blocking() == ()
    # Its sheets are shorter than a real one, and the rule of one was checked long ago; nothing else is to be said of them.
    assert {d.rule.code for d in report.diagnostics if d.severity is Severity.WARNING} == {"S021", "D006"}


def test_no_published_file_names_our_council_or_our_region(example_site):
    found = []
    for path in sorted(example_site.site.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            # Pagefind's index is compressed: what it says is read too.
            text = (gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data).decode("utf-8", "replace")
            found += [path.relative_to(example_site.site).as_posix() for _ in _OUR_NAMES.finditer(text)]
    assert found == []


def test_the_search_index_was_read_and_not_only_skipped(example_site):
    chunks = [gzip.decompress(path.read_bytes()) for path in example_site.site.glob("pagefind/index/*")]
    assert any(b"exempl" in words for words in chunks)


def test_no_template_names_our_council_or_our_region(example_site):
    named = [
        path.name
        for path in sorted((example_site.root / "site_templates").rglob("*"))
        if path.is_file() and path.suffix not in (".woff2", ".ttf") and _OUR_NAMES.search(path.read_text("utf-8"))
    ]
    assert named == []


def test_the_region_has_every_kind_of_page(example_site):
    site = example_site.site
    fiches = {path.parent.name for path in site.glob("fiches/*/index.html")}
    assert fiches == {"lecture-a-voix-haute", "tutorat-grande-echelle", "travail-pendant-les-etudes", "retour-sur-un-outil"}
    assert {path.parent.name for path in site.glob("activites/*/index.html")} == {
        "2027-02-10-atelier-lecture",
        "2026-12-08-conference-reportee",
        "2026-12-01-webinaire-tutorat",
        "2026-11-17-webinaire-video",
        "2026-11-10-presentation-comite",
    }
    assert len(list(site.glob("references/*/index.html"))) == 6
    assert {path.parent.name for path in site.glob("publics/*/index.html")} == {"scolaire", "communautaire", "employeur", "municipal"}


def test_official_pages_name_the_council_as_publisher_and_no_demonstration(example_site):
    data = {name: tree.structured_data() for name, tree in structured(example_site.site)}
    publishers = {name: found["publisher"] for name, found in data.items() if "publisher" in found}
    assert set(publishers) == {f"fiches/{fiche.slug}/index.html" for fiche in example_site.index.fiches}
    assert all(
        publisher == {"@type": "Organization", "name": "Table exemple de la réussite & de la persévérance"}
        for publisher in publishers.values()
    )
    for path in html_files(example_site.site):
        text = parse(path.read_bytes()).text
        assert "Démonstration indépendante" not in text, path
        assert "Table exemple de la réussite & de la persévérance" in text, path


def test_every_page_of_a_demonstration_says_so_404_included(demonstration):
    pages = html_files(demonstration.site)
    assert demonstration.site / "404.html" in pages
    for path in pages:
        tree = parse(path.read_bytes())
        assert tree.one("p", class_="p-demo").text == DEMONSTRATION, path
        assert DEMONSTRATION in tree.one("footer").text, path


def test_no_structured_data_of_a_demonstration_has_a_publisher(demonstration):
    data = [tree.structured_data() for _, tree in structured(demonstration.site)]
    assert len(data) == 4 + 5 + 6  # sheets, activities, references
    assert [found for found in data if "publisher" in found] == []


def test_the_council_signs_every_page_with_its_own_name_contact_and_repository(example_site):
    home = page(example_site.site, "")
    assert home.one("title").text == "Passerelle & exemple\u00a0: De l’étude à la décision, en exemple."
    assert home.one("h1").text == "Que dit la recherche (exemple) sur…"
    assert home.one("footer").all("a", href="mailto:contact@exemple.invalid")[0].text == "contact@exemple.invalid"
    sheet = page(example_site.site, "fiches/tutorat-grande-echelle/")
    edit, report, misread = (link.attributes["href"] for link in sheet.one("p", class_="p-actions").all("a"))
    assert edit == "https://exemple.invalid/depot/edit/main/content/fiches/tutorat-grande-echelle.md"
    assert report.startswith("mailto:contact@exemple.invalid?subject=Erreur")
    assert unquote(misread).startswith("mailto:contact@exemple.invalid?subject=Étude mal résumée")
    assert "Page\u00a0: https://exemple.invalid/passerelle/fiches/tutorat-grande-echelle/" in unquote(report)


@pytest.mark.parametrize(
    ("address", "state"),
    [
        ("activites/", "annulée"),
        ("fiches/tutorat-grande-echelle/", "annulée"),
        ("fiches/travail-pendant-les-etudes/", "reportée"),
        ("activites/", "reportée"),
    ],
)
def test_a_cancelled_or_postponed_activity_says_so_wherever_it_is_listed(example_site, address, state):
    assert f"({state})" in page(example_site.site, address).one("article").text


def test_an_activity_to_come_gives_its_day_and_its_hours(example_site):
    when = page(example_site.site, "activites/2027-02-10-atelier-lecture/").one("p", class_="p-when__date")
    assert when.text == "mercredi 10\u00a0février\u00a02027, 13\u00a0h\u00a030 à 15\u00a0h (heure de l’Est)"


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        (
            "2026-12-01-webinaire-tutorat",
            "Activité annulée. La personne-ressource exemple ne peut pas être présente. Cette page reste à son adresse.",
        ),
        (
            "2026-12-08-conference-reportee",
            "Activité reportée. Elle était annoncée pour le mardi 8\u00a0décembre\u00a02026; elle aura lieu le mardi 13\u00a0avril\u00a02027. "
            "Une tempête exemple a fermé la salle.",
        ),
    ],
)
def test_a_cancelled_and_a_postponed_activity_keep_their_page_and_say_what_happened(example_site, slug, said):
    assert page(example_site.site, f"activites/{slug}/").one("p", class_="p-notice--state").text == said


def test_a_sheet_names_the_activities_that_name_it_and_each_leads_to_the_other(example_site):
    sheet = page(example_site.site, "fiches/tutorat-grande-echelle/").one("article")
    links = {link.attributes["href"] for link in sheet.all("a")}
    assert {"../../activites/2026-11-10-presentation-comite/", "../../activites/2026-12-01-webinaire-tutorat/"} <= links
    assert "Activités sur cette fiche" in sheet.text


def test_an_activity_says_when_a_sheet_it_rested_on_has_changed_since(example_site):
    held = page(example_site.site, "activites/2026-11-10-presentation-comite/").one("article").text
    coming = page(example_site.site, "activites/2027-02-10-atelier-lecture/").one("article").text
    assert "Mise à jour depuis Cette fiche a été revue le 24\u00a0novembre\u00a02026, après l’activité." in held
    assert "Mise à jour depuis" not in coming


def test_an_activity_of_another_body_says_so(example_site):
    notice = page(example_site.site, "activites/2026-12-01-webinaire-tutorat/").all("p", class_="p-notice")[0]
    assert notice.text == "Cette activité est celle d’un autre organisme, Maison exemple des familles. Rien ici ne suppose un partenariat."


@pytest.mark.parametrize(
    ("slug", "shown"),
    [
        ("tutorat-grande-echelle", "Les études divergent"),
        ("tutorat-grande-echelle", "Camille Exemple, personne inventée"),
        ("lecture-a-voix-haute", "Savoir d’expérience"),
        ("lecture-a-voix-haute", "Exemple : faible; les livres sont empruntés."),
        ("lecture-a-voix-haute", "Exemple : moyen; il faut du temps le soir."),
        ("lecture-a-voix-haute", "Exemple : vaut quand un adulte lit avec l’élève."),
        ("lecture-a-voix-haute", "Pays-Exemple et Terre & Modèle"),
        ("lecture-a-voix-haute", "pas encore relue par une personne du domaine"),
        ("travail-pendant-les-etudes", "Repère, sans piste d’action"),
        ("travail-pendant-les-etudes", "La règle exemple limite à 17 heures par semaine"),
        ("retour-sur-un-outil", "Retour sur un outil"),
        ("travail-pendant-les-etudes", "Cette fiche est à réviser : elle reste en ligne en attendant."),
    ],
)
def test_a_sheet_shows_what_its_header_says(example_site, slug, shown):
    assert shown in page(example_site.site, f"fiches/{slug}/").one("article").text.replace("\u00a0", " ")


def test_a_hostile_title_is_shown_as_it_was_typed(example_site):
    title = example_site.catalogue.fiches["lecture-a-voix-haute"].meta.titre
    assert title == 'Exemple hostile\u00a0: a <= & "c" {{ d }} {% e %} *f* _g_ [h](i) #j'
    sheet = page(example_site.site, "fiches/lecture-a-voix-haute/")
    assert sheet.one("h1").text == title
    assert sheet.one("title").text == f"{title} | Passerelle & exemple"
    assert sheet.one("meta", property="og:title").attributes["content"] == title
    for address in (
        "",
        "fiches/",
        "themes/lecture/",
        "publics/scolaire/",
        "references/exemple2019/",
        "activites/2027-02-10-atelier-lecture/",
    ):
        links = [link for link in page(example_site.site, address).one("article").all("a") if link.text == title]
        assert links != [], address


def test_hostile_signs_in_the_text_are_shown_as_they_were_typed(example_site):
    sheet = page(example_site.site, "fiches/lecture-a-voix-haute/")
    article = sheet.one("article")
    assert "a < b, c > d, e & f, {{ g }}, {% h %}, {# i #}, l*j, <code> et {{ code }}." in article.text
    assert sheet.one("h3", id="piste-1").text == "Ouvrir un coin lecture <= exemple & essai"
    assert article.one("ul", id="questions").all("li")[0].text == "Que veut dire a < b & {{ c }} pour nous?"
    assert [code.text for code in article.all("code")] == ["<code>", "{{ code }}"]


def test_a_script_in_a_source_is_only_text(example_site):
    reference = page(example_site.site, "references/specimen2023/")
    assert reference.structured_data()["name"].startswith("Exemple </script><script>alert(1)</script> &")
    assert "<script>alert(1)</script>" in reference.one("article").text
    assert "<script>alert(2)</script>" in reference.one("section", id="extrait-signes").text
    assert all(script.text == "" or script.attributes.get("type") == "application/ld+json" for script in reference.all("script"))


def test_two_works_of_the_same_authors_and_year_have_letters(example_site):
    names = [button.text for button in page(example_site.site, "fiches/tutorat-grande-echelle/").all("button", class_="p-cite")]
    assert sorted(set(names)) == ["Sample et Specimen, 2021a", "Sample et Specimen, 2021b"]


def test_a_narrative_citation_reads_as_part_of_the_sentence(example_site):
    article = page(example_site.site, "fiches/lecture-a-voix-haute/").one("article")
    assert "Exemple et\u00a0al. (2019) suivent 412\u00a0élèves du primaire." in article.text


def test_what_was_read_second_hand_says_so_beside_the_citation(example_site):
    second_hand = [small.text for small in page(example_site.site, "fiches/lecture-a-voix-haute/").all("small", class_="p-secondhand")]
    assert second_hand == ["(communiqué)", "(page d’un tiers)"]
    assert page(example_site.site, "fiches/retour-sur-un-outil/").all("small", class_="p-secondhand")[0].text == "(relevé)"


def test_a_link_between_content_files_leads_to_the_page(example_site):
    links = {link.text: link.attributes["href"] for link in page(example_site.site, "fiches/lecture-a-voix-haute/").one("article").all("a")}
    assert links["la fiche exemple sur le tutorat"] == "../tutorat-grande-echelle/"
    assert links["ses limites"] == "../tutorat-grande-echelle/#limites"
    assert links["l’atelier exemple"] == "../../activites/2027-02-10-atelier-lecture/"
    assert links["la page exemple"] == "../../comment-lire/#la-confiance-dans-la-preuve"


def test_a_link_to_a_draft_is_an_error(tmp_path: Path):
    project = copy_project(EXAMPLE, tmp_path / "site")
    about = project.content / "pages" / "a-propos.md"
    about.write_text(about.read_text(encoding="utf-8") + "\nVoir [le brouillon](../fiches/brouillon-exemple.md).\n", encoding="utf-8")
    (found,) = check(project, TODAY).blocking()
    line = about.read_text(encoding="utf-8").splitlines().index("Voir [le brouillon](../fiches/brouillon-exemple.md).") + 1
    assert (str(found.place), found.rule.code) == (f"content/pages/a-propos.md:{line}:21", "L002")
    assert found.message == "La fiche « content/fiches/brouillon-exemple.md » n’est pas publiée (statut\u00a0: brouillon)."


def test_the_theme_escapes_the_councils_own_words(copied: Callable[[Site], Project], example_site):
    project = copied(example_site)
    council = project.content / "organisme.yml"
    text = (
        council.read_text(encoding="utf-8")
        .replace("la Table exemple", 'la Table <exemple> & \\"fils\\"')
        .replace("officiel", "demonstration")
    )
    council.write_text(text, encoding="utf-8")
    site = built(project).site
    said = 'Démonstration indépendante, ni produite ni approuvée par la Table <exemple> & "fils".'
    for address in ("", "fiches/", "404.html"):
        assert page(site, address).one("p", class_="p-demo").text == said
