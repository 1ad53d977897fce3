"""Which needs of the register a candidate of the watch may answer."""

from pathlib import Path

from pipeline.content.loading import read
from pipeline.content.needs import NEEDS, Need
from pipeline.content.watch.candidates import Candidate, Guess
from pipeline.content.watch.feeds import Feed
from pipeline.intake.watch.needs_met import needs_met
from pipeline.intake.watch.screening import card, screen
from pipeline.intake.watch.telling import markdown_list, summary
from pipeline.intake.watch.watch_run import FeedResult, Status, WatchReport
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.files import Source
from tests.intake.site import loaded
from tests.support import BESOIN, TODAY, make_site

LISTS = {"themes": ("tutorat", "lecture"), "publics": ("scolaire",), "comites": ()}
OPEN = BESOIN.replace("etat: repondu\nrepondu_le: 2026-11-20\nreponses: {fiches: [exemple]}", "etat: ouvert").replace(" (exemple)?", "?")


def need(text: str = OPEN, slug: str = "choisir-un-tutorat") -> Need:
    found: list[Diagnostic] = []
    read_need = read(NEEDS, slug, Source(f"content/besoins/{slug}.md", text), found, LISTS)
    assert found == []
    assert read_need is not None
    return read_need


def candidate(titre: str = "Un exemple", *themes: Guess) -> Candidate:
    return Candidate(titre=titre, repere_le=TODAY, source="Revue exemple", langue="fr", themes=themes)


TOLD, OF_THE_FEED = Guess(slug="tutorat", mots=("tuteur",)), Guess(slug="tutorat")


def met(one: Candidate, *needs: Need) -> list[str]:
    return [found.slug for found in needs_met(one, needs)]


def test_a_work_whose_words_tell_the_theme_of_a_need_may_answer_it():
    assert met(candidate("Un exemple", TOLD), need()) == ["choisir-un-tutorat"]


def test_a_theme_that_the_whole_feed_is_about_is_not_enough():
    assert met(candidate("Un exemple", OF_THE_FEED), need()) == []


def test_a_work_that_has_two_long_words_of_the_question_may_answer_it_without_a_theme():
    assert met(candidate("Quelles formes de tutorats choisir"), need()) == ["choisir-un-tutorat"]


def test_one_word_or_those_of_any_question_are_not_enough():
    assert met(candidate("Le tutorat en ligne"), need()) == []
    assert met(candidate("Comment un tutorat se prépare"), need()) == []


def test_a_need_that_has_its_answer_or_is_a_draft_is_left_out():
    assert met(candidate("Un exemple", TOLD), need(BESOIN), need(OPEN.replace("etat: ouvert", "etat: brouillon"))) == []


def test_the_nearest_comes_first_then_the_one_that_waits_the_longest():
    older = need(OPEN.replace("2026-10-01", "2026-09-01"), "plus-ancien")
    other = need(OPEN.replace("Comment choisir une forme de tutorat?", "Comment trouver des bénévoles?"), "autre")
    assert met(candidate("Le choix d’un tutorat", TOLD), need(), other, older) == ["plus-ancien", "choisir-un-tutorat", "autre"]


def test_the_card_of_a_candidate_names_the_need():
    shown = card(candidate("Un exemple", TOLD), "exemple", 1, 1, None, {}, {}, [need()])
    assert (
        "  ★ Répond peut-être au besoin « Comment choisir une forme de tutorat? »"
        " (besoins/choisir-un-tutorat, demandé le 2026-10-01)" in shown.splitlines()
    )


def test_what_may_answer_a_need_is_screened_first(tmp_path: Path):
    text = "titre: {}\nrepere_le: 2026-11-24\nsource: Revue\nlangue: fr\nthemes: [{}]\n"
    site = make_site(
        tmp_path,
        {
            "content/besoins/choisir-un-tutorat.md": OPEN,
            "research_notes/veille/signalements/2026-11-01-a.yml": text.format("Un exemple", ""),
            "research_notes/veille/signalements/2026-11-02-b.yml": text.format("Un autre exemple", "{slug: tutorat, mots: [tuteur]}"),
        },
    )
    said: list[str] = []
    screen(loaded(site), lambda: "A. Exemple", lambda *_: "q", said.append, TODAY)
    assert "Un autre exemple" in said[0]
    assert "Répond peut-être au besoin" in said[0]


def test_the_list_of_a_run_says_which_works_may_answer_a_need(tmp_path: Path):
    catalogue = loaded(make_site(tmp_path, {"content/besoins/choisir-un-tutorat.md": OPEN.replace("tutorat?", "@tutorat?")}))
    report = WatchReport(
        (FeedResult(Feed(nom="Revue exemple", adresse="https://www.example.org/fil", langue="fr"), Status.READ),),
        {"exemple": candidate("Un exemple", TOLD)},
    )
    needs = catalogue.needs.values()
    assert "Répond peut-être au besoin «\u00a0Comment choisir une forme de @\u2060tutorat?\u00a0»." in markdown_list(
        report, catalogue.vocabulary, TODAY, needs
    )
    assert "  Dont 1 qui répond peut-être à un besoin d’un comité." in summary(report, catalogue.vocabulary, TODAY, needs).splitlines()
