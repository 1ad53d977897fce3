"""A sheet as a PDF: a card to decide with, then two pages at most, that assistive technology reads; the words of the page, whatever they are."""

import json

import pytest

from pipeline.edition.docs_tree import bytes_of
from pipeline.edition.prose.portable import plain_line
from pipeline.edition.prose.text_tree import plain
from pipeline.handouts.pdf_engine import Size, pdf_engine
from pipeline.handouts.pdf_files import documents
from pipeline.handouts.sheet_pdf import SheetPdfs, pdf_address
from pipeline.site.pages.page_types import Edition
from tests.edition.test_index import index_of, sheet
from tests.site.built_pages import page
from tests.site.documents import accessible, squeezed, words
from tests.site.sites import Site, page_at, rendered
from tests.support import NOTE_EXEMPLE, REPOSITORY

HOSTILE = (
    r"#panic() $x$ @clef < label > \u{ab} `code #eval` *fort* _souligné_ [crochet] // rien /* ni ceci */ = titre ~ -- ''' \" {{ x }} %"
)


def maker(index) -> SheetPdfs:
    """Return what makes the documents, as a process that begins does."""
    project = index.catalogue.project
    engine = pdf_engine(project if project.templates.is_dir() else type(project)(REPOSITORY))
    return SheetPdfs(engine, index.catalogue.organisation, index.catalogue.vocabulary)


@pytest.mark.parametrize("which", ["example_site", "real_site", "small_site"])
def test_each_listed_sheet_has_its_document_and_no_other_sheet_has_one(which, request):
    built: Site = request.getfixturevalue(which)
    expected = sorted(f"fiches/{fiche.slug}/{fiche.slug}.pdf" for fiche in built.index.fiches)
    assert sorted(path.relative_to(built.site).as_posix() for path in built.site.glob("fiches/**/*.pdf")) == expected


@pytest.mark.parametrize("which", ["example_site", "real_site"])
def test_each_document_is_tagged_titled_and_holds_in_three_pages_the_card_on_the_first(which, request):
    built: Site = request.getfixturevalue(which)
    for fiche in built.index.fiches:
        found = accessible((built.site / pdf_address(fiche)).read_bytes())
        assert found.title == fiche.meta.titre
        assert 2 <= found.pages <= 3, fiche.slug
        shown = tuple(_SAME.get(title, title) for title in found.outline)
        assert shown == outline(fiche)
        card, after = (words((built.site / pdf_address(fiche)).read_bytes(), page) for page in (0, 1))
        last = squeezed(plain_line(fiche, fiche.questions[-1]))
        assert (last in card, last in after) == (True, False), fiche.slug
        assert {"/L", "/LI", "/Link", "/P", "/Strong", "/Figure"} <= found.tags
        assert len(found.figures) == 1
        assert found.figures[0].startswith("Disque")


# What was read of the sources of a long sheet stays on its page; where nothing was tested, effects are links.
_SAME = {"Références et extraits lus": "Références", "Liens mesurés": "Effets mesurés"}


def outline(fiche) -> tuple[str, ...]:
    """Return the titles that the document of a sheet must have, in order: those of the card, then those of the text."""
    meta = fiche.meta
    card = {
        "Au Québec, la règle dit…": meta.regles,
        "Pour décider" if fiche.decision else "À retenir": True,
        "À vérifier chez vous": meta.conditions,
        "Pistes d’action": fiche.leads,
        "Pour en discuter en comité": True,
    }
    told = ("À retenir", "Pistes d’action", "Pour décider", "Pour en discuter en comité")
    text = {
        "À retenir": fiche.decision,
        "Les pistes en détail": fiche.leads,
        "Effets mesurés": meta.effets,
        **{section.title: True for section in fiche.sections if section.title not in told},
        "Références": True,
        "À propos de cette fiche": True,
    }
    return tuple(title for titles in (card, text) for title, shown in titles.items() if shown)


def test_what_was_read_of_the_sources_of_a_long_sheet_stays_on_its_page(tmp_path):
    index = index_of(tmp_path, {"a": sheet("a").replace("Nous avons lu les résumés.", "\n\n".join(["Des mots exemples. " * 70] * 10))})
    found = words(maker(index).pdf(index.portable["a"]))
    assert squeezed("Ce qui a été lu de chaque source est à la page de la fiche") in found
    assert squeezed("Lu dans le résumé\u00a0:") not in found


def test_the_card_holds_on_its_page_however_long_its_words(tmp_path):
    text = sheet("a").replace("redaction:", f"conditions: {'Des mots exemples. ' * 22}\nredaction:", 1)
    lead = text[text.index("### Essayer un exemple") : text.index("## Pour décider")]
    text = text.replace(lead, "".join(lead.replace("un exemple", f"l’exemple {letter}") for letter in "ABCDE"))
    index = index_of(tmp_path, {"a": text.replace("- Avec qui?", "- Avec qui?\n- Et quand?\n- Pour finir, la dernière question exemple?")})
    pdf = maker(index).pdf(index.portable["a"])
    assert squeezed("la dernière question exemple?") in words(pdf, 0)
    assert squeezed("la dernière question exemple?") not in words(pdf, 1)


def test_the_document_says_what_the_page_says_in_its_order(small_site):
    portable = small_site.index.portable["exemple"]
    data = maker(small_site.index).data(portable)
    text = words((small_site.site / pdf_address(portable.fiche)).read_bytes())
    first, second = portable.sorted_works
    told = [
        "Démonstration indépendante, ni produite ni approuvée par la Table exemple.",
        portable.fiche.meta.titre,
        "Action testée",
        "Confiance limitée\u00a0: une première idée de l’effet de l’action",
        "À jour au 24\u00a0novembre\u00a02026",
        "Pas encore relue par une personne du domaine",
        "Premier pas\u00a0: La direction essaie un exemple.",
        *(plain(sentence) for sentence in data["decider"]["phrases"]),
        "Essayer un exemple",
        "Étude (Sample, 2021)",
        "Milieu scolaire (direction)",
        "Que ferions-nous?",
        *(plain(message) for message in data["retenir"]["messages"]),
        "Pour\u00a0: les élèves",
        "Nous avons lu les résumés.",
        first.formatted.text,
        "Lu dans le résumé\u00a0:",
        "L’étude porte sur 120\u00a0élèves.",
        second.formatted.text,
        "L’effet global est de 0,25\u00a0écart-type dans 42\u00a0essais.",
        "Aucun intérêt déclaré.",
    ]
    at = 0
    for one in told:
        found = text.find(squeezed(one), at)
        assert found >= 0, one
        at = found + 1


def test_a_citation_on_paper_is_a_label_once_and_says_what_was_read_second_hand(tmp_path):
    third = NOTE_EXEMPLE.replace(
        "{#taille lang=fr lu=resume}", "{#taille lang=fr lu=page-tierce url=https://www.example.org/tiers?a=1%3A2}"
    )
    twice = sheet("a").replace(
        "- **Quoi**\u00a0: un essai", "- **Quoi**\u00a0: un essai [@sample2021, résumé; @sample2021, résumé, #effet]"
    )
    index = index_of(tmp_path, {"a": twice}, **{"research_notes/notes/exemple2020.md": third})
    data = maker(index).data(index.portable["a"])
    assert plain(data["retenir"]["messages"][0]).endswith("0,25\u00a0(Sample, 2021).")
    assert plain(data["pistes"]["cartes"][0]["champs"][1][1]).endswith("un essai\u00a0(Sample, 2021)")
    assert ", page d’un tiers)" in plain(data["sections"][2]["blocs"])
    assert "https://www.example.org/tiers?a=1%3A2" in json.dumps(data, ensure_ascii=False)  # not the work's own address


def test_an_official_site_has_no_notice_and_the_address_of_the_page(example_site):
    portable = next(iter(example_site.index.portable.values()))
    data = maker(example_site.index).data(portable)
    assert (data["mention"], data["adresse"]) == ("", f"https://exemple.invalid/passerelle/fiches/{portable.fiche.slug}/")


def test_the_same_words_give_the_same_bytes_and_a_document_that_is_there_is_kept(small_site):
    (portable,) = small_site.index.portable.values()
    built = (small_site.site / pdf_address(portable.fiche)).read_bytes()
    one, other = maker(small_site.index), maker(small_site.index)
    assert one.pdf(portable) == built
    assert other.pdf(portable, built) is built
    assert other.pdf(portable, built[:-200]) == built


def test_a_document_is_made_again_when_a_word_of_it_changes(tmp_path):
    made = {}
    for name, changes in (("a", {}), ("b", {"interets": "Un exemple déclaré."}), ("c", {"revisee_le": "2026-11-23"})):
        index = index_of(tmp_path / name, {"a": sheet("a", **changes)})
        made[name] = maker(index).pdf(index.portable["a"], made.get("a", b""))
    assert len(set(made.values())) == 3


def test_text_that_looks_like_code_is_shown_as_it_is_typed(tmp_path):
    typed = r"#panic() $x$ #let x = y; // rien /* ni ceci */ = titre ~ -- ''' { x } %"
    body = f'Mots {typed}\n\nUn `#panic("a")` et **$fort$**, \\@clef.'
    text = sheet("a", titre=json.dumps(HOSTILE)).replace("Nous avons lu les résumés.", body)
    index = index_of(tmp_path, {"a": text.replace("Exemple de contexte.", "Exemple 😀 漢 e\u0301.")})
    pdf = maker(index).pdf(index.portable["a"])
    assert accessible(pdf).title == HOSTILE
    found = words(pdf)
    for shown in (HOSTILE, f"Mots {typed}", 'Un #panic("a") et $fort$, @clef.', "Exemple □ □ "):
        assert squeezed(shown) in found, shown


def test_a_heading_that_people_rank_too_low_skips_no_level(tmp_path):
    text = sheet("a").replace(
        "Nous avons lu les résumés.", "#### Trop bas\n\nTexte.\n\n### Un rang\n\nTexte.\n\n| A | B |\n|---|---|\n| 1re | 2e |"
    )
    index = index_of(tmp_path, {"a": text})
    found = accessible(maker(index).pdf(index.portable["a"]))
    assert found.headings == (1, 2, 2, 3, 2, 2, 2, 3, 2, 2, 2, 2, 3, 3, 2, 2)
    assert {"/Table", "/TH", "/TD"} <= found.tags


def test_a_word_longer_than_a_line_and_a_sheet_longer_than_three_pages_are_set_all_the_same(tmp_path):
    text = sheet("a", titre="a" * 160).replace("Nous avons lu les résumés.", "\n\n".join(["Texte exemple. " * 300] * 5))
    index = index_of(tmp_path, {"a": text})
    assert accessible(maker(index).pdf(index.portable["a"])).pages > 3


def test_every_character_that_is_let_through_has_a_letter_in_a_font(tmp_path):
    covered = "".join(
        chr(code)
        for first, last in ((0xA0, 0x36F), (0x400, 0x45F), (0x1D00, 0x1DBF), (0x1E00, 0x1EFF), (0x2190, 0x22FF), (0x2500, 0x25FF))
        for code in range(first, last + 1)
    )
    index = index_of(tmp_path, {"a": sheet("a")})
    pdfs = maker(index)
    data = pdfs.data(index.portable["a"])
    data["resume"] = covered
    data["retenir"]["titre"] = covered
    data["sections"][0]["blocs"] = [{"k": kind, "c": [covered]} for kind in ("em", "strong", "code")]
    engine = pdf_engine(type(index.catalogue.project)(REPOSITORY))
    assert accessible(bytes_of(engine.pdf_later("fiche", data, index.today, b"", sizes=[Size(10.0)]))).pages > 1


def test_the_page_offers_the_document_and_says_its_pages_and_size(small_site):
    link = page(small_site.site, "fiches/exemple/").one("a", href="exemple.pdf")
    size = round((small_site.site / "fiches" / "exemple" / "exemple.pdf").stat().st_size / 1000)
    assert link.text == f"Télécharger en PDF (2\u00a0pages, accessible, {size}\u00a0ko)"
    catalogue = small_site.catalogue
    found = documents(small_site.project, catalogue.memory)
    sheet = page_at(Edition(small_site.index, found), "fiches/exemple/")
    assert sheet.context.variables["document"] == found["fiches/exemple/exemple.pdf"]
    assert "exemple.pdf" in rendered(catalogue, sheet).body
