"""The registries are asked about every source with a DOI; their notices are kept in the notes and told. Crossref is a local registries."""

import json
import tracemalloc
from datetime import date, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from pipeline.intake.registries.crossref import Crossref, Notice, plain, retraction_watch
from pipeline.intake.registries.vigilance import keep_watch
from pipeline.intake.told import GatherError, Told
from pipeline.intake.web.client import NoAnswerError, Web
from pipeline.project import Project
from pipeline.rules.run import check
from tests.intake.fake_registries import NOW, Registries
from tests.intake.server import bomb
from tests.rules.examples import NOTE_EN
from tests.support import BIBLIOGRAPHIE, NOTE_SAMPLE, TODAY, make_site

DOI = "10.1234/sample.2021"
RECORD = f"/works/{DOI}"
ABOUT = f"/works?updates:{DOI}"
UPDATED = {"date-parts": [[2025, 3, 14]]}
RW_HEADER = "Record ID,Title,RetractionDate,RetractionDOI,OriginalPaperDOI,RetractionNature\n"


def update(kind: str, doi: str = "10.1234/notice") -> dict[str, object]:
    return {"DOI": doi, "type": kind, "label": kind, "source": "publisher", "updated": UPDATED}


def watch(project: Project, registries: Registries, web: Web, csv_file: Path | None = None, today: date = TODAY) -> Told:
    return keep_watch(project, Crossref(web, registries.base), csv_file, today, lambda name: None)


def note_of(project: Project) -> str:
    return (project.root / NOTE_EN).read_text()


def ask(registries: Registries, web: Web) -> tuple[Notice, ...] | None:
    return Crossref(web, registries.base).notices(DOI)


# What Crossref says.


def test_a_notice_is_read_in_the_record_of_the_work(registries, web):
    registries.answer(RECORD, {"message": {"updated-by": [update("retraction")]}})
    assert ask(registries, web) == (Notice("retractation", date(2025, 3, 14), "https://doi.org/10.1234/notice", "crossref"),)


def test_a_notice_that_the_record_of_the_work_does_not_list_is_read_in_its_own(registries, web):
    registries.answer(RECORD, {"message": {}})
    registries.answer(
        ABOUT,
        {
            "message": {
                "items": [{"DOI": "10.1234/Notice", "update-to": [update("correction", DOI.upper()), update("retraction", "10.1/other")]}]
            }
        },
    )
    assert ask(registries, web) == (Notice("correction", date(2025, 3, 14), "https://doi.org/10.1234/notice", "crossref"),)


def test_a_notice_listed_on_both_sides_is_told_once(registries, web):
    registries.answer(RECORD, {"message": {"updated-by": [update("erratum")]}})
    registries.answer(ABOUT, {"message": {"items": [{"DOI": "10.1234/notice", "update-to": [update("erratum", DOI)]}]}})
    assert len(ask(registries, web) or ()) == 1


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("retraction", "retractation"),
        ("withdrawal", "retractation"),
        ("expression_of_concern", "preoccupation"),
        ("partial_retraction", "preoccupation"),
        ("corrigendum", "correction"),
        ("new_version", "nouvelle-version"),
    ],
)
def test_each_kind_of_notice_has_its_state(registries, web, kind, state):
    registries.answer(RECORD, {"message": {"updated-by": [update(kind)]}})
    assert [notice.state for notice in ask(registries, web) or ()] == [state]


def test_the_article_of_a_working_paper_is_named(registries, web):
    registries.answer(
        RECORD, {"message": {"relation": {"is-preprint-of": [{"id-type": "doi", "id": "10.1234/ARTICLE"}, {"id-type": "uri", "id": "x"}]}}}
    )
    registries.answer(
        "/works/10.1234/article", {"message": {"title": ["The <i>article</i> &amp; more"], "issued": {"date-parts": [[2024]]}}}
    )
    assert ask(registries, web) == (Notice("nouvelle-version", None, "https://doi.org/10.1234/article", "crossref", "The article & more"),)


def test_an_article_whose_title_is_nothing_but_markup_has_none(registries, web):
    registries.answer(RECORD, {"message": {"relation": {"is-preprint-of": [{"id-type": "doi", "id": "10.1234/article"}]}}})
    registries.answer("/works/10.1234/article", {"message": {"title": ["<i> </i>"]}})
    assert ask(registries, web) == (Notice("nouvelle-version", None, "https://doi.org/10.1234/article", "crossref"),)


def test_a_work_without_notices_and_one_that_crossref_does_not_know_are_not_the_same(registries, web):
    assert ask(registries, web) is None
    registries.answer(RECORD, {"message": {}})
    assert ask(registries, web) == ()


def test_every_question_says_who_asks(registries, web):
    registries.answer(RECORD, {"message": {}})
    ask(registries, web)
    assert [request.params["mailto"] for request in registries.asked] == ["contact@example.org"] * 2
    assert all(request.headers["user-agent"].endswith("(mailto:contact@example.org)") for request in registries.asked)


def test_a_busy_server_may_say_the_moment_from_which_to_ask_again(registries, web, waits):
    registries.answer(RECORD, status=429, Retry_After=format_datetime(NOW + timedelta(seconds=40), usegmt=True))
    registries.answer(RECORD, {"message": {}})
    ask(registries, web)
    assert waits == [40.0]


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again_after_the_time_that_it_says(registries, web, waits, status):
    registries.answer(RECORD, status=status, Retry_After="7")
    registries.answer(RECORD, {"message": {}})
    assert ask(registries, web) == ()
    assert waits == [7.0]


def test_the_pace_that_crossref_allows_is_kept(registries, web, waits):
    registries.answer(RECORD, {"message": {}}, X_Rate_Limit_Limit="4", X_Rate_Limit_Interval="1s")
    ask(registries, web)
    assert waits == [0.25]


@pytest.mark.parametrize("header", [{"Retry_After": "\u00b2"}, {"X_Rate_Limit_Limit": "\u00b2", "X_Rate_Limit_Interval": "1s"}])
def test_a_header_that_holds_no_number_is_not_waited_for(registries, web, waits, header):
    registries.answer(RECORD, {"message": {}}, status=503 if "Retry_After" in header else 200, **header)
    registries.answer(RECORD, {"message": {}})
    assert ask(registries, web) == ()
    assert waits == ([5.0] if "Retry_After" in header else [])


def test_an_answer_that_unpacks_to_more_than_is_read_is_left_before_it_does(registries, web):
    registries.answer(RECORD, bomb(60), Content_Encoding="gzip")
    tracemalloc.start()
    with pytest.raises(NoAnswerError, match="démesurée"):
        ask(registries, web)
    assert tracemalloc.get_traced_memory()[1] < 40_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (500, b"", "en panne"),
        (429, b"", "trop occupé"),
        (403, b"", "refuse la question"),
        (200, b"<html>", "ne se lit pas"),
        (200, b'{"message": []}', "ne se lit pas"),
        (200, b"[" * 100_000, "ne se lit pas"),
        (200, b" " * 10_000_001, "démesurée"),
    ],
)
def test_an_answer_of_no_use_is_told_in_plain_words(registries, web, status, body, said):
    registries.answer(RECORD, body, status)
    with pytest.raises(NoAnswerError, match=said):
        ask(registries, web)


def test_a_server_that_sends_round_in_circles_or_to_a_file_is_left(registries, web):
    registries.answer(RECORD, status=302, Location=f"{registries.base}{RECORD}")
    with pytest.raises(NoAnswerError, match="sans fin"):
        ask(registries, web)
    registries.answers[RECORD] = [(302, {"Location": "file:///etc/passwd"}, b"")]
    with pytest.raises(NoAnswerError, match="pas une page Web"):
        ask(registries, web)


def test_a_title_is_made_plain():
    assert plain("A <script>x()</script><b>title</b>\u202e &lt;1\x00") == "A title <1"


# What Retraction Watch says.


def test_retraction_watch_gives_notices_by_doi():
    rows = f"1,T,3/15/2021 0:00,10.1/r,{DOI.upper()},Retraction\n2,T,bad,unavailable,{DOI},Expression of concern\n3,T,1/1/2020 0:00,,unavailable,Retraction\n"
    assert retraction_watch((RW_HEADER + rows).encode()) == {
        DOI: (
            Notice("preoccupation", None, f"https://doi.org/{DOI}", "retraction-watch"),
            Notice("retractation", date(2021, 3, 15), "https://doi.org/10.1/r", "retraction-watch"),
        )
    }


def test_a_reinstated_work_is_no_longer_retracted():
    rows = f"1,T,3/15/2021 0:00,10.1/r,{DOI},Retraction\n2,T,3/16/2022 0:00,10.1/s,{DOI},Reinstatement\n"
    assert retraction_watch((RW_HEADER + rows).encode()) == {DOI: ()}


def test_another_csv_is_refused():
    with pytest.raises(GatherError, match="RetractionNature"):
        retraction_watch(b"a,b\n1,2\n")


# What is kept.


def test_a_notice_is_written_in_the_note_and_nothing_else_changes(tmp_path, registries, web):
    project = make_site(tmp_path)
    registries.answer(RECORD, {"message": {"updated-by": [update("correction")]}})
    told = watch(project, registries, web)
    assert told.fine
    assert told.lines[0] == "sample2021\u00a0: correction du 2025-03-14 (https://doi.org/10.1234/notice)."
    block = (
        'registre:\n  - etat: correction\n    date: 2025-03-14\n    adresse: "https://doi.org/10.1234/notice"\n'
        "    source: crossref\n    vu_le: 2026-11-24\n"
    )
    assert note_of(project) == NOTE_SAMPLE.replace("\n---\n\n##", f"\n{block}---\n\n##")
    assert [d.rule.code for d in check(project, TODAY).diagnostics if d.rule.code.startswith(("E", "P"))] == ["P007"]


def test_the_same_answers_another_day_leave_the_note_as_it_is(tmp_path, registries, web):
    project = make_site(tmp_path)
    registries.answer(RECORD, {"message": {"updated-by": [update("correction"), update("retraction", "10.1234/other")]}})
    watch(project, registries, web)
    once = note_of(project)
    told = watch(project, registries, web, today=date(2026, 12, 1))
    assert note_of(project) == once
    assert told.lines[0].startswith("Sources demandées\u00a0: 1; réponses\u00a0: 1; notes changées\u00a0: 0.")


def test_a_retracted_source_that_a_sheet_cites_stops_publication(tmp_path, registries, web):
    project = make_site(tmp_path)
    registries.answer(RECORD, {"message": {"updated-by": [update("retraction")]}})
    watch(project, registries, web)
    assert [d.rule.code for d in check(project, TODAY).blocking()] == ["P005"]


def test_a_notice_that_the_registry_takes_back_goes_and_a_person_s_stays(tmp_path, registries, web):
    mine = "registre:\n  - etat: correction\n    adresse: https://www.example.org/avis\n"
    project = make_site(tmp_path, {NOTE_EN: NOTE_SAMPLE.replace("lu: resume\n", f"{mine}lu: resume\n", 1)})
    registries.answer(RECORD, {"message": {"updated-by": [update("retraction")]}})
    registries.answer(RECORD, {"message": {}})
    watch(project, registries, web)
    assert "retractation" in note_of(project)
    watch(project, registries, web)
    assert "retractation" not in note_of(project)
    assert 'adresse: "https://www.example.org/avis"\nlu: resume\n' in note_of(project)


def test_without_an_answer_what_was_known_stays_and_it_is_told(tmp_path, registries, web):
    files = {
        "research_notes/bibliographie/exemple.bib": BIBLIOGRAPHIE.replace(
            "year    = {2020}", "year    = {2020},\n  doi     = {10.1234/exemple}"
        )
    }
    project = make_site(tmp_path, files)
    registries.answer(RECORD, {"message": {"updated-by": [update("retraction")]}})
    registries.answer("/works/10.1234/exemple", {"message": {}})
    watch(project, registries, web)
    once = note_of(project)
    registries.answers[RECORD] = [(500, {}, b"")]
    told = watch(project, registries, web)
    assert note_of(project) == once
    assert any(line.startswith("sample2021\u00a0: pas de réponse; le serveur est en panne") for line in told.lines)


def test_the_day_and_the_sources_that_crossref_does_not_know_are_kept(tmp_path, registries, web):
    project = make_site(tmp_path)
    told = watch(project, registries, web)
    assert json.loads((project.research / "veille/vigilance.json").read_text()) == {
        "consulte_le": "2026-11-24", "inconnues": ["sample2021"], "sans_reponse": [],
    }  # fmt: skip
    assert any("Inconnues de Crossref" in line and "sample2021" in line for line in told.lines)
    assert check(project, TODAY).blocking() == ()


def test_retraction_watch_is_compared_too(tmp_path, registries, web):
    project = make_site(tmp_path)
    registries.answer(RECORD, {"message": {}})
    (tmp_path / "rw.csv").write_text(f"{RW_HEADER}1,T,3/15/2021 0:00,10.1/r,{DOI},Retraction\n")
    watch(project, registries, web, tmp_path / "rw.csv")
    assert 'adresse: "https://doi.org/10.1/r"\n    source: retraction-watch\n' in note_of(project)
    watch(project, registries, web)
    assert "retraction-watch" in note_of(project)


def test_a_site_without_a_doi_has_nothing_to_ask(tmp_path, registries, web):
    files = {"research_notes/bibliographie/exemple.bib": BIBLIOGRAPHIE.replace("  doi     = {10.1234/sample.2021},\n", "")}
    with pytest.raises(GatherError, match="rien à demander"):
        watch(make_site(tmp_path, files), registries, web)


def test_a_working_paper_whose_article_is_in_the_bibliography_is_named(tmp_path, registries, web):
    paper = (
        BIBLIOGRAPHIE[BIBLIOGRAPHIE.index("@article{sample2021") :]
        .replace("sample2021", "sample2020")
        .replace("10.1234/sample.2021", "10.26300/abcd")
        .replace("2021", "2020")
    )
    project = make_site(tmp_path, {"research_notes/bibliographie/autre.bib": paper})
    registries.answer(RECORD, {"message": {}})
    assert (
        "sample2020\u00a0: document de travail de « sample2021 », dont l’article est dans la bibliographie\u00a0: citez plutôt l’article."
        in watch(project, registries, web).lines
    )
