"""What a citation opens: its excerpts, as they were cut, translated, with where and when they were read."""

import re

import pytest

from pipeline.content.catalogue import load_catalogue
from pipeline.edition.index import SiteIndex
from pipeline.edition.prose.excerpts import PageCitations
from pipeline.edition.prose.page_prose import PageText, page_text, prose_renderer
from pipeline.edition.prose.readings import works_read
from pipeline.references.apa import FormattedReference
from pipeline.references.labels import assign_labels
from tests.rules.examples import NOTE, NOTE_EN, text
from tests.support import NOTE_EXEMPLE, NOTE_SAMPLE, TODAY, make_site

TRANSLATED = NOTE_SAMPLE.replace(
    "L’effet global est", "Traduction\u00a0: un effet d’ensemble de 0,25\u00a0écart-type\n\nL’effet global est"
)
WHERE = 'vu_a: ["https://booksci.cn/1", "https://www.erudit.org/1", "https://booksci.cn/2"]\nlu_le:'


def cited(tmp_path, written: str, **notes: str) -> tuple[str, PageText, PageCitations]:
    """Return the text of a sheet that says ``written``, its page, and its citations."""
    files = {NOTE: notes.get("french", NOTE_EXEMPLE), NOTE_EN: notes.get("english", NOTE_SAMPLE), **text(written)}
    catalogue = load_catalogue(make_site(tmp_path, files), [])
    assert catalogue is not None
    references = {key: FormattedReference(reference.title, reference.title) for key, reference in catalogue.references.items()}
    index = SiteIndex(catalogue, assign_labels(catalogue.references.values()), references, TODAY)
    page = page_text(index, catalogue.fiches["exemple"])
    citations = PageCitations(page.works, page.address, page.traces)
    source = page.document.source.text
    start = source.index(written)
    return prose_renderer(page, citations).block(start, start + len(written)), page, citations


def shown(tmp_path, written: str, **notes: str) -> tuple[str, str]:
    """Return the text of a sheet that says ``written``, and the panels of its citations."""
    html, _, citations = cited(tmp_path, written, **notes)
    return html, citations.excerpts()


def test_a_quotation_shows_where_it_was_cut_and_its_translation(tmp_path):
    _, panels = shown(tmp_path, "Un exemple [@sample2021, résumé].", english=TRANSLATED)
    assert (
        '<blockquote class="p-excerpt__quote" lang="en"><p>[…]\u00a0an overall effect of 0.25 SD across forty-two trials\u00a0[…]</p>'
        in panels
    )
    assert "Traduction de l’équipe</p><p>un effet d’ensemble de 0,25\u00a0écart-type</p>" in panels


def test_a_french_quotation_has_no_translation(tmp_path):
    _, panels = shown(tmp_path, "Un exemple [@exemple2020, résumé, #taille].")
    assert "Traduction" not in panels


def test_a_panel_says_when_and_where_the_copy_was_read_and_links_no_mirror(tmp_path):
    _, panels = shown(tmp_path, "Un exemple [@sample2021, résumé].", english=NOTE_SAMPLE.replace("lu_le:", WHERE))
    assert (
        'Copie lue le 24\u00a0novembre\u00a02026\u00a0: <a class="p-out" href="https://www.erudit.org/1" rel="noopener">erudit.org</a>, booksci.cn.'
        in panels
    )


@pytest.mark.parametrize(("address", "host"), [("https://www.rand.org/1", "rand.org"), ("https://booksci.cn/1", "doi.org")])
def test_the_source_is_read_where_its_words_were_unless_that_is_a_mirror(tmp_path, address, host):
    note = NOTE_SAMPLE.replace("lu=resume url=https://doi.org/10.1234/sample.2021", f"lu=page-tierce url={address}")
    _, panels = shown(tmp_path, "Un exemple [@sample2021, résumé].", english=note)
    assert re.findall(r"Lire la source \(([^)]+)\)", panels) == [host]


def test_citations_of_one_work_side_by_side_are_one_mark_with_its_excerpts(tmp_path):
    html, panels = shown(tmp_path, "Parmi 120\u00a0élèves, 15\u00a0% lisent [@exemple2020, résumé, #taille; @exemple2020, résumé, #lien].")
    assert re.findall(r'popovertarget="([^"]+)" aria-label="([^"]+)"', html) == [
        ("extrait-exemple2020-taille-et-lien", "Extraits de Exemple et Modèle, 2020, pour 120 élèves, 15 %")
    ]
    assert panels.count("<blockquote") == 2
    assert panels.count('class="p-excerpt__ref"') == 1
    assert "Chiffres retrouvés dans les extraits" in panels


def test_one_excerpt_cited_twice_side_by_side_opens_once(tmp_path):
    html, panels = shown(tmp_path, "Un exemple [@exemple2020, résumé, #taille; @exemple2020, résumé, #taille].")
    assert html.count("<button") == panels.count("<blockquote") == 1


def test_two_works_are_two_marks(tmp_path):
    html, _ = shown(tmp_path, "Un exemple [@exemple2020, résumé, #taille; @sample2021, résumé].")
    assert html.count("<button") == 2


def test_how_a_work_was_read_is_told_by_the_excerpts_that_the_page_opens(tmp_path):
    second_hand = NOTE_SAMPLE.replace("lu=resume url", "lu=page-tierce url").replace("lu_le:", WHERE)
    _, page, citations = cited(tmp_path, "Un exemple [@sample2021, résumé].", english=second_hand)
    read = works_read(page.sorted_works, citations.opened)
    assert read["sample2021"].words == "page d’un tiers"
    assert read["sample2021"].places.endswith("erudit.org</a>, booksci.cn")
    assert read["exemple2020"].words == "résumé"  # the page opens none of it: its note says
