"""What changes for a reader between two trees, and how a pull request says it."""

import re
from datetime import date

import pytest
from markdown_it import MarkdownIt

from pipeline.content.catalogue import load_catalogue
from pipeline.site.preview.comparison import compare
from pipeline.site.preview.comparison_text import LONGEST, as_markdown
from tests.support import FICHE, NOTE_EXEMPLE, PAGE, TODAY, fiche_with, make_site

SHEET, NOTE = "content/fiches/exemple.md", "research_notes/notes/exemple2020.md"
OTHER = "content/fiches/autre.md"
TITLE = "Exemple de fiche sur le tutorat"


@pytest.fixture
def said(tmp_path):
    """What is said of the small site before ``old`` and after ``new``."""

    def tell(old=None, new=None, today: date = TODAY) -> str:
        trees = [load_catalogue(make_site(tmp_path / name, files), []) for name, files in (("avant", old), ("apres", new))]
        text = as_markdown(compare(*trees, today))
        assert text.startswith("## Ce qui change pour un lecteur\n\n")
        return text.removeprefix("## Ce qui change pour un lecteur\n\n")

    return tell


def test_the_same_tree_changes_nothing(said):
    assert said() == "Rien ne change pour un lecteur.\n"


def test_a_new_sheet_comes_with_its_figures_and_the_excerpts_they_rest_on(said):
    sheet = FICHE.replace(TITLE, "Une autre fiche exemple")
    assert said(None, {OTHER: sheet}) == (
        "1\u00a0page ajoutée.\n\n"
        "### Pages ajoutées\n\n"
        "- **Une autre fiche exemple** (fiches/autre/)\n"
        "  - Chiffres ajoutés\u00a0: «\u00a00,25\u00a0», «\u00a042 essais\u00a0»; extrait\u00a0: sample2021, résumé, "
        "«\u00a0an overall effect of 0.25 SD across forty\\-two trials\u00a0»\n"
        "  - Chiffre ajouté\u00a0: «\u00a015 %\u00a0»; extrait\u00a0: exemple2020, résumé, «\u00a015 % des élèves aidés lisent davantage\u00a0»\n"
        "  - Chiffre ajouté\u00a0: «\u00a0120 élèves\u00a0»; extrait\u00a0: exemple2020, résumé, "
        "«\u00a0l’échantillon compte 120 élèves du primaire\u00a0»\n\n"
        # A second sheet of one theme makes a file of it.
        "### Autres pages ajoutées (sources, listes)\n\n- dossiers/\n- dossiers/tutorat/\n\n"
    )


def test_a_changed_sheet_names_its_fields_its_sections_and_its_figures(said):
    new = fiche_with("force: limitee", "force: moderee").replace("15\u00a0% lisent davantage", "davantage lisent")
    text = said(None, {SHEET: new})
    assert text.startswith("1\u00a0page modifiée.\n")
    assert "  - En-tête\u00a0: force (limitee → moderee).\n  - Texte\u00a0: À retenir.\n" in text
    assert "  - Chiffre retiré\u00a0: «\u00a015 %\u00a0»; extrait\u00a0: exemple2020, résumé, «\u00a015 % des élèves" in text


def test_a_figure_that_changed_is_said_once_with_its_excerpt(said):
    text = said(
        None,
        {SHEET: fiche_with("15\u00a0%", "18\u00a0%"), NOTE: NOTE_EXEMPLE.replace("> 15 %", "> 18 %").replace("aidés, 15 %", "aidés, 18 %")},
    )
    assert (
        "  - Chiffres changés\u00a0: «\u00a015 %\u00a0» → «\u00a018 %\u00a0»; extrait\u00a0: exemple2020, résumé, «\u00a018 % des élèves"
        in text
    )


def test_a_figure_without_excerpt_is_said_to_have_none(said):
    text = said(None, {SHEET: fiche_with("Exemple de contexte.", "Il y a 77\u00a0écoles.")})
    assert "  - Chiffre ajouté\u00a0: «\u00a077 écoles\u00a0». **Aucun extrait cité ne le porte.**\n" in text


def test_an_excerpt_that_changed_names_the_pages_that_show_it(said):
    text = said(None, {NOTE: NOTE_EXEMPLE.replace("L’étude porte sur", "L’étude exemple porte sur")})
    assert text == (
        "1\u00a0extrait changé.\n\n"
        "### Extraits changés\n\n"
        "- **exemple2020**, résumé, taille\n"
        "  - Paraphrase\u00a0: «\u00a0L’étude porte sur 120 élèves.\u00a0» → «\u00a0L’étude exemple porte sur 120 élèves.\u00a0»\n"
        f"  - Se voit sur\u00a0: {TITLE}.\n\n"
    )


def test_a_page_that_moved_is_not_one_gone_and_one_new(said):
    moved = {
        SHEET: None,
        OTHER: FICHE,
        "content/redirections.yml": "redirections:\n  - {de: fiches/exemple/, vers: fiches/autre/, le: 2026-11-24}\n",
    }
    text = said(None, moved)
    assert text.startswith("1\u00a0page déplacée.\n")
    assert f"- **{TITLE}** (fiches/autre/)\n  - Déplacée\u00a0: fiches/exemple/ y renvoie.\n" in text


def test_a_page_that_is_gone_is_told(said):
    assert said({"content/pages/modele.md": PAGE.replace("Page exemple", "Page modèle")}) == (
        "1\u00a0page retirée.\n\n### Pages retirées\n\n- **Page modèle** (modele/)\n\n"
    )


def test_a_page_with_a_broken_header_is_not_said_to_be_gone(said):
    text = said(None, {SHEET: fiche_with("titre: ", "titres: ")})
    assert text.startswith(
        "1\u00a0page qui ne se lit pas encore.\n\n### Pages qui ne se lisent pas encore\n\n"
        "- content/fiches/exemple.md\u00a0: voyez la vérification.\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "arrow"), [("publiee", "a-reviser", "publiée → à réviser"), ("brouillon", "en-revision", "brouillon → en révision")]
)
def test_a_status_that_changed_is_told_for_drafts_too(said, old, new, arrow):
    text = said({SHEET: fiche_with("statut: publiee", f"statut: {old}")}, {SHEET: fiche_with("statut: publiee", f"statut: {new}")})
    assert f"### Fiches dont le statut change\n\n- **{TITLE}** (fiches/exemple/)\u00a0: {arrow}\n" in text


def test_a_new_draft_is_told_although_readers_do_not_see_it(said):
    draft = FICHE.replace(TITLE, "Une autre fiche exemple").replace("statut: publiee", "statut: brouillon")
    assert said(None, {OTHER: draft}) == (
        "1\u00a0fiche dont le statut change.\n\n### Fiches dont le statut change\n\n"
        "- **Une autre fiche exemple** (fiches/autre/)\u00a0: nouvelle → brouillon\n\n"
    )


def test_a_sheet_whose_day_has_not_come_is_no_page_yet(said):
    later = (
        FICHE.replace(TITLE, "Une autre fiche exemple")
        .replace("publiee_le: 2026-11-01", "publiee_le: 2026-12-01")
        .replace("revisee_le: 2026-11-24", "revisee_le: 2026-12-01")
    )
    assert "Pages ajoutées" not in said(None, {OTHER: later})


def test_a_new_source_is_told_by_its_address(said, tmp_path):
    bib = (tmp_path / "avant" / "research_notes/bibliographie/plus.bib").relative_to(tmp_path / "avant").as_posix()
    text = said(None, {bib: "@misc{modele2019,\n  author = {Alex Modèle},\n  title = {{Exemple}},\n  year = {2019}\n}\n"})
    assert (
        text == "Seules des listes et des sources changent.\n\n### Autres pages ajoutées (sources, listes)\n\n- references/modele2019/\n\n"
    )


def test_a_comment_that_github_would_refuse_is_cut_and_says_so(said):
    many = {f"content/pages/page-{number}.md": PAGE.replace("Page exemple", f"Page exemple {number} {'x' * 100}") for number in range(700)}
    text = said(None, many)
    assert LONGEST - 2000 < len(text) <= LONGEST
    assert text.endswith(
        "**La liste est coupée ici**\u00a0: un commentaire n’en tient pas plus. Le reste se lit dans les fichiers changés.\n"
    )


def test_no_word_of_a_file_acts_in_the_comment(said):
    hostile = "Titre <img src=x> [x](http://y.invalid) **gras** @equipe/x #12"
    text = said(None, {OTHER: FICHE.replace(f"titre: {TITLE}", f"titre: '{hostile}'")})
    html = MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(text)
    assert set(re.findall(r"<(\w+)", html)) == {"p", "h3", "ul", "li", "strong"}
    assert not re.search(r"@\w|#\d", text)
