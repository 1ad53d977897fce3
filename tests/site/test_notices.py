"""What happened to a source since, and what of it was verified, on the pages that readers open."""

import re
from pathlib import Path

import pytest

from pipeline.content.sources.notes import words_print
from pipeline.site.build import prepare
from tests.rules.examples import NOTE, NOTE_EN, Files, note
from tests.support import NOTE_SAMPLE, TODAY, make_site

QUOTED = "an overall effect of 0.25 SD across forty-two trials"


def pages(root: Path, files: Files) -> tuple[str, str]:
    """Return the sheet and the page of « sample2021 », as they are given to MkDocs."""
    project = make_site(root, files, templates=True)
    assert prepare(project, TODAY).blocking == ()
    return tuple((project.docs / path).read_text() for path in ("fiches/exemple.md", "references/sample2021.md"))


def notices(page: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", text) for text in re.findall(r'<p class="p-notice">(.*?)</p>', page)]


def with_notice(lines: str) -> Files:
    return {NOTE_EN: NOTE_SAMPLE.replace("lu: resume\n", f"registre:\n  - {lines}\nlu: resume\n", 1)}


def test_a_correction_shows_on_the_sheet_and_on_the_page_of_the_source(tmp_path):
    sheet, reference = pages(tmp_path, with_notice("etat: correction\n    date: 2025-03-14\n    adresse: https://doi.org/10.1234/notice"))
    assert notices(sheet) == [
        "Une source de cette fiche, Sample (2021), a été corrigée depuis sa parution (14\u00a0mars\u00a02025)\u00a0: lire la correction."
    ]
    assert notices(reference) == ["Cette source a été corrigée depuis sa parution (14\u00a0mars\u00a02025)\u00a0: lire la correction."]
    assert 'href="https://doi.org/10.1234/notice" rel="noopener">lire la correction</a>' in reference


def test_the_article_of_a_working_paper_is_named_and_its_title_stays_text(tmp_path):
    _, reference = pages(
        tmp_path, with_notice("etat: nouvelle-version\n    adresse: https://doi.org/10.1234/article\n    titre: A <b>x</b> & y")
    )
    assert notices(reference) == [
        "Cette source a une version plus récente\u00a0: lire cette version («\u00a0A &lt;b&gt;x&lt;/b&gt; &amp; y\u00a0»)."
    ]


def test_a_source_without_notices_says_nothing(tmp_path):
    assert list(map(notices, pages(tmp_path, {}))) == [[], []]


@pytest.mark.parametrize(
    ("attributes", "said"),
    [
        (f"empreinte=a-{words_print(QUOTED)} trouve=2026-11-20", " Extrait vérifié dans la source le 20\u00a0novembre\u00a02026."),
        (
            f"empreinte=a-{words_print(QUOTED)} trouve=2026-11-20 preuve=proche",
            " Extrait vérifié dans la source, à quelques mots près, le 20\u00a0novembre\u00a02026.",
        ),
        (f"empreinte=a-{words_print('other words')} trouve=2026-11-20", ""),
    ],
)
def test_an_excerpt_says_when_its_very_words_were_seen_in_the_source(tmp_path, attributes, said):
    _, reference = pages(tmp_path, {NOTE_EN: NOTE_SAMPLE.replace("lu=resume url", f"lu=resume {attributes} url", 1)})
    assert re.search(r"en anglais\.([^<]*)</p>", reference).group(1) == said + " Copie lue le 24\u00a0novembre\u00a02026."


def test_a_note_that_is_to_write_shows_nothing_of_itself(tmp_path):
    uncited = note("population: 120\u00a0élèves (exemple)", "population: à écrire")[NOTE]
    files = {
        "research_notes/bibliographie/autre.bib": "@misc{autre2020, title = {Exemple}}\n",
        "research_notes/notes/autre2020.md": uncited,
    }
    project = make_site(tmp_path, files, templates=True)
    assert prepare(project, TODAY).blocking == ()
    assert "Ce qui a été lu" not in (project.docs / "references/autre2020.md").read_text()


def test_a_review_by_peers_that_is_inferred_is_said_to_be_likely_and_its_copies_are_named(tmp_path):
    told = "vu_a: [https://www.erudit.org/1, https://booksci.cn/1]\nevaluation_par_les_pairs: probable\nevaluation_fondement: revue savante"
    old = "evaluation_par_les_pairs: oui\nevaluation_fondement: revue exemple"
    _, reference = pages(tmp_path, {NOTE_EN: NOTE_SAMPLE.replace(old, told)})
    assert "<dd>Probable (revue savante)</dd>" in reference
    assert '<dd><a class="p-out" href="https://www.erudit.org/1" rel="noopener">erudit.org</a>, booksci.cn</dd>' in reference
