"""What comes before what, and how a question is read: a handful of pages indexed as those of a site, asked by the engine of the real page."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from pipeline.site.search.pagefind_index import INDEXES, SEARCH, index_search
from pipeline.site.search.search_entries import SearchEntry, Tier, search_markup
from tests.compare_search import served
from tests.support import REPOSITORY

SCRIPTS = REPOSITORY / "site_templates" / "theme" / "assets" / "recherche"
CASES: list[dict[str, Any]] = yaml.safe_load((REPOSITORY / "tests/text/index_words.yml").read_text(encoding="utf-8"))
SHEET = SearchEntry(("Un exemple.",), "Faits saillants", (("type", "fait-saillant"),), "", Tier.SHEET)
TOOL = replace(SHEET, kind="Outil", tier=Tier.OTHER)
ABOUT = replace(SHEET, kind="Page", tier=Tier.SITE)
WORDS = ["tutorat", "redoublement", "mathématiques", "anxiété", "heure", "sommeil", "porte", "mentir", "mentor"]
# Addresses of the results, in order; and the mended question.
ASK = """
async ([question, words, asIs]) => {
  const { Moteur } = await import("/recherche/moteur.js");
  const engine = new Moteur(new URL("/pagefind/pagefind.js", location.href).href, "/", async () => ({ mots: words }));
  const { resultats, corrigee } = await engine.chercher(question, { telle: asIs });
  const pages = await Promise.all(resultats.map(async (one) => (await one.data()).url.replaceAll("/", "")));
  return [pages, corrigee];
}
"""


def page_of(title: str, text: str, entry: SearchEntry) -> str:
    body = f"<h1>{title}</h1><p>Du texte.</p><h2 id='x'>Une partie</h2><p>{text}</p>{search_markup(entry)}"
    return f'<html lang="fr"><body><article id="contenu" data-pagefind-body>{body}</article></body></html>'


@contextmanager
def asked(browser: Browser, folder: Path, **pages: tuple[str, str, SearchEntry]) -> Iterator[Page]:
    """Open a page beside an index of ``pages`` (title, text, entry by name), and of a dozen others that have none of their words."""
    site = folder / "site"
    others = {f"autre{number}": (f"Page numéro {number}", "Rien de plus.", replace(SHEET, order=str(number))) for number in range(12)}
    for place, (name, (title, text, entry)) in enumerate({**pages, **others}.items()):
        (site / name).mkdir(parents=True)
        (site / name / "index.html").write_text(page_of(title, text, replace(entry, order=f"{place:03d}")), encoding="utf-8")
    index_search(site, folder / SEARCH, INDEXES[SEARCH])
    shutil.copytree(folder / SEARCH, site / "pagefind")
    shutil.copytree(SCRIPTS, site / "recherche")
    with served(site) as (home, _):
        page = browser.new_context().new_page()
        page.goto(home + "autre0/")
        yield page
        page.context.close()


def results(page: Page, question: str, *, as_is: bool = False) -> list[str]:
    found: list[str] = page.evaluate(ASK, [question, WORDS, as_is])[0]
    return found


def test_a_word_as_it_is_comes_before_its_family_and_its_family_before_what_it_begins(browser, tmp_path):
    pages = {
        "famille": ("Une page", "La motivation.", SHEET),
        "exact": ("Une page", "Motiver.", SHEET),
        "loin": ("Une page", "Une pere.", SHEET),
    }
    with asked(browser, tmp_path, **pages) as page:
        assert results(page, "motiver") == ["exact", "famille"]
        # What only begins with the word is for a word that no page has as it is.
        assert results(page, "motivatio") == ["famille", "exact"] or results(page, "motivatio") == ["famille"]


def test_a_word_that_exists_is_not_taken_for_the_beginning_of_longer_ones(browser, tmp_path):
    pages = {"pere": ("Une page", "Le père.", SHEET), "perdre": ("Perdre sa persévérance", "Perdre la perception.", SHEET)}
    with asked(browser, tmp_path, **pages) as page:
        assert results(page, "père") == results(page, "pères") == ["pere"]


@pytest.mark.parametrize(
    "question", ["inhibition", "l'inhibition", "L’INHIBITION", "hostilités", "grands-parents", "parents", "grandparents", "soeur", "sœurs"]
)
def test_a_word_is_found_after_an_elision_in_a_compound_or_with_a_ligature(browser, tmp_path, question):
    pages = {"page": ("Une page", "L’inhibition, d’hostilité; les grands-parents et la sœur.", SHEET)}
    with asked(browser, tmp_path, **pages) as page:
        assert results(page, question) == ["page"]


def test_a_title_comes_before_a_question_that_the_page_answers_and_both_before_its_text(browser, tmp_path):
    pages = {
        "texte": ("Une page", "Le sommeil. Le sommeil. Le sommeil.", SHEET),
        "question": ("Une page", "Du texte.", replace(SHEET, questions=("Ça change quoi, le sommeil?",))),
        "titre": ("Le sommeil", "Du texte.", SHEET),
    }
    with asked(browser, tmp_path, **pages) as page:
        assert results(page, "sommeil") == ["titre", "question", "texte"]


def test_a_question_that_holds_all_the_words_comes_before_two_that_share_them(browser, tmp_path):
    pages = {
        "deux": ("Une page", "Du texte.", replace(SHEET, questions=("Combien de devoirs?", "Que faire après le souper?"))),
        "une": (
            "Une page",
            "Du texte.",
            replace(SHEET, questions=("Que penser de la lecture?", "Faut-il des devoirs le soir après le souper?")),
        ),
    }
    with asked(browser, tmp_path, **pages) as page:
        assert results(page, "devoirs après le souper") == ["une", "deux"]


def test_of_two_sheets_the_one_whose_question_is_put_as_the_reader_puts_it_comes_first(browser, tmp_path):
    pages = {
        "heure": ("Une page", "Du texte.", replace(SHEET, questions=("Faut-il commencer la porte plus tard?",))),
        "avenir": ("Une page", "Du texte.", replace(SHEET, questions=("Quoi faire plus tard?",))),
    }
    with asked(browser, tmp_path, **pages) as page:
        assert results(page, "je sais pas quoi faire plus tard") == ["avenir", "heure"]


def test_an_expression_tells_what_two_of_its_words_do_together_and_little_with_one(browser, tmp_path):
    pages = {
        "livres": ("Une page", "Du texte.", replace(SHEET, expressions=("boîte à livres", "prêt de salle"))),
        "salle": ("La salle", "Du texte.", SHEET),
    }
    with asked(browser, tmp_path, **pages) as page:
        assert results(page, "boîte de livres pour le trombone") == ["livres"]
        assert results(page, "boîte de trombones et clarinette") == []
        # One word of one expression and one of another are not together.
        assert results(page, "boîte de prêt du trombone et clarinette") == []


@pytest.mark.parametrize(("question", "found"), [("foxent", "foxer"), ("foxait", "foxer"), ("dorment", "dormir"), ("dormi", "dormir")])
def test_a_verb_too_short_for_a_family_or_irregular_is_found_in_its_other_forms(browser, tmp_path, question, found):
    pages = {"foxer": ("Une page", "Foxer.", SHEET), "dormir": ("Une page", "Dormir.", SHEET)}
    with asked(browser, tmp_path, **pages) as page:
        assert results(page, question) == [found]


def test_the_words_that_say_nothing_of_a_subject_depend_on_those_before(browser, tmp_path):
    texts = ["l’été", "les vacances d'été", "elle a été au camp", "mon gars foxe", "les gars foxent", "my daughter sleeps", "le bien-être"]
    with asked(browser, tmp_path) as page:
        script = """async (texts) => {
          const { motsUtiles } = await import("/recherche/mots.js");
          return texts.map((text) => motsUtiles(text).map(({ mot }) => mot));
        }"""
        assert page.evaluate(script, texts) == [
            ["ete"],
            ["vacance", "ete"],
            ["camp"],
            ["foxe"],
            ["gar", "foxent"],
            ["sleep"],
            ["bienetre"],
        ]


def test_sheets_come_before_tools_unless_the_question_names_one_and_pages_about_the_site_come_last(browser, tmp_path):
    pages = {
        "site": ("La lecture sur ce site", "La lecture.", ABOUT),
        "outil": ("La lecture en famille", "La lecture.", TOOL),
        "fiche": ("La lecture", "La lecture.", SHEET),
    }
    with asked(browser, tmp_path, **pages) as page:
        assert results(page, "lecture") == ["fiche", "outil", "site"]
        assert results(page, "outil de lecture") == ["outil", "fiche"]
        assert results(page, "lecture en famille")[0] == "outil"


def test_a_page_about_the_site_comes_for_words_of_its_own_only(browser, tmp_path):
    pages = {"site": ("Accessibilité", "Un clavier et des élèves.", ABOUT), "fiche": ("Les élèves", "Du texte.", SHEET)}
    with asked(browser, tmp_path, **pages) as page:
        assert results(page, "élèves") == ["fiche"]
        assert results(page, "accessibilité") == ["site"]


@pytest.mark.parametrize(
    ("question", "mended"),
    [
        ("tutorta", "tutorat"),
        ("redoublment en mathemtiques", "redoublement en mathématiques"),
        ("l’anxiéte", None),
        ("à quelle hevre dormir le sommeil", "à quelle heure dormir le sommeil"),
        # A little word, which the search does not look for.
        ("que fajre pour le sommeil", "que faire pour le sommeil"),
        # A short word that no page has is no fault.
        ("perte", None),
        ("zzyzx", None),
    ],
)
def test_a_misspelt_word_is_mended_when_one_is_clearly_meant(browser, tmp_path, question, mended):
    pages = {
        "un": ("Le tutorat et le redoublement", "Les mathématiques.", SHEET),
        "deux": ("L’anxiété à l’heure du sommeil", "La porte.", SHEET),
    }
    with asked(browser, tmp_path, **pages) as page:
        assert page.evaluate(ASK, [question, WORDS, False])[1] == mended
        assert page.evaluate(ASK, [question, WORDS, True])[1] is None


def test_of_two_words_as_near_the_one_is_meant_with_which_the_question_is_answered_best(browser, tmp_path):
    pages = {"un": ("Un mentor pour chaque jeune", "Du texte.", SHEET), "deux": ("Mentir sur son âge", "Du texte.", SHEET)}
    with asked(browser, tmp_path, **pages) as page:
        assert page.evaluate(ASK, ["mentur pour jeune", WORDS, False]) == [["un"], "mentor pour jeune"]
        assert page.evaluate(ASK, ["mentur sur son âge", WORDS, False]) == [["deux"], "mentir sur son âge"]


def test_words_that_stand_together_in_a_text_bring_its_page_first(browser, tmp_path):
    together = ("Une page", "Autre chose. Un trombone accompagne la clarinette du voisin. Autre chose.", SHEET)
    apart = ("Une autre page", f"Le trombone. {'Autre chose. ' * 40}Une clarinette et un voisin, au loin.", SHEET)
    with asked(browser, tmp_path, loin=apart, ensemble=together) as page:
        assert results(page, "trombone clarinette voisin")[0] == "ensemble"


def test_a_word_that_many_pages_only_say_in_passing_is_not_what_they_answer(browser, tmp_path):
    about = {f"lecture{number}": (f"La lecture, {number}", "Du texte.", SHEET) for number in range(6)}
    passing = {f"passage{number}": (f"Autre chose, {number}", "Du texte.", replace(SHEET, others="trombone")) for number in range(8)}
    with asked(browser, tmp_path, **about, **passing) as page:
        assert len(results(page, "lecture")) == 6
        assert results(page, "lecture du trombone") == []


def test_a_question_whose_telling_words_no_page_has_brings_nothing(browser, tmp_path):
    pages = dict.fromkeys(("un", "deux", "trois", "quatre"), ("Les élèves à l’école", "Du texte.", SHEET))
    with asked(browser, tmp_path, **pages) as page:
        assert results(page, "élèves") == ["un", "deux", "trois", "quatre"]
        assert results(page, "trombone et contrebasse pour élèves") == []


def test_what_a_reader_types_is_folded_as_the_pages_are(browser, tmp_path):
    with asked(browser, tmp_path) as page:
        script = 'async (texts) => { const { mots } = await import("/recherche/mots.js"); return texts.map(mots); }'
        assert page.evaluate(script, [case["text"] for case in CASES]) == [[str(word) for word in case["words"]] for case in CASES]


def test_forms_of_a_word_are_of_one_family_and_short_words_are_their_own(browser, tmp_path):
    families = [
        ["motivation", "motiver", "motive"],
        ["decrochage", "decrocher", "decrocheur"],
        ["travail", "travailler"],
        ["pere"],
        ["perdre"],
    ]
    with asked(browser, tmp_path) as page:
        script = (
            'async (words) => { const { racine } = await import("/recherche/formes.js"); return words.map((some) => some.map(racine)); }'
        )
        found = [set(stems) for stems in page.evaluate(script, families)]
        assert [len(stems) for stems in found] == [1] * len(families)
        assert len(set.union(*found)) == len(families)
