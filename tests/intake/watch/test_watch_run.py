"""A run of the watch: what is new is noted once, what a feed says of itself is remembered, and nothing else changes."""

import json
import threading
from datetime import date, timedelta

import pytest

from pipeline.intake.watch.watch_run import Status, watch
from tests.intake.conftest import NOW
from tests.intake.server import entry, feed
from tests.intake.site import FEEDS, candidates, feeds, files, journal, loaded, project_with, run
from tests.support import TODAY

DAY = timedelta(days=1)
TUTORING = entry("Un exemple de tutorat à l’école", 1)
READING = entry("Un exemple de lecture à l’école", 2)


def statuses(report):
    return {result.feed.nom: result.status for result in report.results}


def state(project):
    return json.loads(project.feed_states.read_text(encoding="utf-8"))


def test_a_new_entry_becomes_a_small_file_and_a_line_of_the_journal(tmp_path, server, fetcher):
    long = " ".join(f"mot{number}" for number in range(40))
    more = f"<pubDate>Mon, 23 Nov 2026 10:00:00 GMT</pubDate><description>{long}</description>"
    address = server.answer(
        "/fil", feed(entry("Un exemple de tutorat", more=more, link="https://doi.org/10.1234/Neuf", author="Alex Exemple"))
    )
    project = project_with(tmp_path, feeds(Revue=address))
    run(project, fetcher)
    name = "2026-11-24-un-exemple-de-tutorat"
    assert (project.candidates / f"{name}.yml").read_text(encoding="utf-8") == (
        'titre: "Un exemple de tutorat"\nauteurs: ["Alex Exemple"]\ndate: 2026-11-23\nrepere_le: 2026-11-24\nsource: "Revue"\nidentifiant: "id-1"\n'
        'doi: "10.1234/neuf"\nlien: "https://doi.org/10.1234/Neuf"\nlangue: fr\n'
        f'debut: "{" ".join(long.split()[:25])}…"\n'
        'themes: [{"slug": "tutorat", "mots": ["Tutorat"]}]\ndoublon_possible: null\nprepublication_de: null\narticle_de: null\n'
        "# À remplir\u00a0: retenu, ecarte ou plus-tard; un texte écarté a son motif\u00a0:\n"
        "# hors-sujet, autre-population, pas-une-etude, methode, deja-couvert, doublon, inaccessible, langue.\n"
        "decision: null\nmotif: null\npersonne: null\nnote: null\n"
    )
    assert (project.abstracts / f"{name}.txt").read_text(encoding="utf-8") == long
    assert project.journal.read_text(encoding="utf-8") == (
        f"date,source,id,titre,décision,motif,personne\n2026-11-24,Revue,{name},Un exemple de tutorat,repere,,\n"
    )


def test_the_same_run_twice_changes_nothing(tmp_path, server, fetcher):
    project = project_with(tmp_path, feeds(Revue=server.answer("/fil", feed(TUTORING, READING))))
    run(project, fetcher)
    before = files(project)
    report = run(project, fetcher)
    assert report.new == {}
    assert files(project) == before


def test_an_entry_whose_id_changes_is_not_new(tmp_path, server, fetcher):
    project = project_with(
        tmp_path, feeds(Revue=server.answer("/fil", feed(TUTORING, entry("Court", 3, link="https://doi.org/10.1234/trois"))))
    )
    run(project, fetcher)
    again = feed(
        entry("Un exemple de tutorat à l'ÉCOLE", 9, guid="autre"), entry("Autre titre", 10, link="https://www.example.org/10.1234/TROIS")
    )
    server.answer("/fil", again)
    assert run(project, fetcher).new == {}


def test_a_work_that_is_in_the_bibliography_is_a_duplicate_said_once(tmp_path, server, fetcher):
    address = server.answer("/fil", feed(entry("Whatever", link="https://doi.org/10.1234/SAMPLE.2021")))
    project = project_with(tmp_path, feeds(Revue=address))
    assert run(project, fetcher).results[0].duplicates == 1
    assert run(project, fetcher).results[0].duplicates == 0
    assert candidates(project) == {}
    assert journal(project) == [("doublon-revue-sample2021", "doublon")]


def test_a_work_that_two_feeds_give_is_noted_once(tmp_path, server, fetcher):
    one = server.answer("/1", feed(entry("Un exemple", link="https://doi.org/10.1234/neuf")))
    other = server.answer("/2", feed(entry("Un exemple", 2, link="https://doi.org/10.1234/neuf/")))
    project = project_with(tmp_path, feeds(Une=one, Autre=other))
    assert [result.duplicates for result in run(project, fetcher).results] == [0, 1]
    assert journal(project) == [("2026-11-24-un-exemple", "repere"), ("doublon-autre-2026-11-24-un-exemple", "doublon")]


def test_what_looks_like_a_known_work_is_marked_for_a_person(tmp_path, server, fetcher):
    more = "<pubDate>Mon, 23 Nov 2020 10:00:00 GMT</pubDate>"
    address = server.answer("/fil", feed(entry("Exemples d’études sur le tutorat", more=more, author="Alex Exemple")))
    project = project_with(tmp_path, feeds(Revue=address))
    run(project, fetcher)
    (candidate,) = candidates(project).values()
    assert candidate.doublon_possible == "exemple2020"


def test_a_preprint_of_a_known_article_is_linked_and_kept_apart(tmp_path, server, fetcher):
    more = "<pubDate>Mon, 23 Nov 2020 10:00:00 GMT</pubDate>"
    address = server.answer(
        "/fil", feed(entry("A sample synthesis", link="https://doi.org/10.31234/osf.io/abc", more=more, author="Sam Sample"))
    )
    project = project_with(tmp_path, feeds(Revue=address))
    run(project, fetcher)
    (candidate,) = candidates(project).values()
    assert candidate.prepublication_de == "sample2021"


def test_what_was_set_aside_never_comes_back_even_once_its_file_is_gone(tmp_path, server, fetcher):
    project = project_with(tmp_path, feeds(Revue=server.answer("/fil", feed(TUTORING))))
    run(project, fetcher)
    next(project.candidates.iterdir()).unlink()
    server.answer("/fil", feed(entry("Un exemple de tutorat à l’école", 7, guid="autre")))
    assert run(project, fetcher).new == {}


@pytest.mark.parametrize(
    ("rules", "kept"),
    [
        ('garder = ["tutorat"]', ["Un exemple de tutorat à l’école"]),
        ('ecarter = ["TUTORATS"]\ngarder = ["exemple"]', ["Un exemple de lecture à l’école", "Un exemple de tutorat à l’école"]),
        ('ecarter = ["Écoles", "tutorat"]', ["Un exemple de lecture à l’école"]),
        ('garder = ["tut"]', []),
    ],
)
def test_the_words_of_a_feed_choose(tmp_path, server, fetcher, rules, kept):
    project = project_with(tmp_path, feeds(Revue=server.answer("/fil", feed(TUTORING, READING))) + rules + "\n")
    run(project, fetcher)
    assert sorted(candidate.titre for candidate in candidates(project).values()) == kept


def test_themes_come_with_the_words_that_tell_then_with_the_feed(tmp_path, server, fetcher):
    settings = (
        '[mots]\nlecture = ["Reading"]\n'
        + feeds(Revue=server.answer("/fil", feed(entry("An example on readings and books"))))
        + 'themes = ["tutorat"]\n'
    )
    project = project_with(tmp_path, settings)
    run(project, fetcher)
    (candidate,) = candidates(project).values()
    assert [(guess.slug, guess.mots) for guess in candidate.themes] == [("lecture", ("Reading",)), ("tutorat", ())]


def test_two_works_of_one_title_on_one_day_have_each_their_file(tmp_path, server, fetcher):
    project = project_with(tmp_path, feeds(Revue=server.answer("/fil", feed(entry("Éditorial", 1), entry("Éditorial", 2)))))
    run(project, fetcher)
    assert sorted(candidates(project)) == ["2026-11-24-editorial", "2026-11-24-editorial-2"]


# What is remembered.


def test_the_second_run_asks_only_for_what_changed(tmp_path, server, fetcher):
    project = project_with(
        tmp_path, feeds(Revue=server.answer("/fil", feed(TUTORING), etag='"v1"', last_modified="Mon, 23 Nov 2026 10:00:00 GMT"))
    )
    run(project, fetcher)
    server.answer("/fil", status="304 Not Modified")
    assert statuses(run(project, fetcher)) == {"Revue": Status.UNCHANGED}
    assert server.asked[1].headers["if-none-match"] == '"v1"'
    assert state(project)["revue"]["etag"] == '"v1"'


def test_a_feed_is_left_alone_as_long_as_it_says_that_it_holds(tmp_path, server, fetcher):
    project = project_with(tmp_path, feeds(Revue=server.answer("/fil", feed(), cache_control="max-age=86400")))
    run(project, fetcher)
    assert statuses(run(project, fetcher, later=DAY / 2)) == {"Revue": Status.WAITING}
    assert statuses(run(project, fetcher, later=DAY)) == {"Revue": Status.READ}
    assert len(server.asked) == 2


def test_a_feed_that_asks_to_wait_is_left_until_then(tmp_path, server, fetcher):
    project = project_with(tmp_path, feeds(Revue=server.answer("/fil", status="429 Too Many", retry_after="3600")))
    assert statuses(run(project, fetcher)) == {"Revue": Status.WAITING}
    run(project, fetcher, later=timedelta(minutes=59))
    assert len(server.asked) == 1
    run(project, fetcher, later=timedelta(hours=1))
    assert len(server.asked) == 2


def test_a_feed_that_is_gone_is_asked_for_no_more(tmp_path, server, fetcher):
    project = project_with(tmp_path, feeds(Revue=server.answer("/fil", status="410 Gone")))
    assert statuses(run(project, fetcher)) == {"Revue": Status.GONE}
    assert statuses(run(project, fetcher, later=400 * DAY)) == {"Revue": Status.STOPPED}
    assert len(server.asked) == 1


def test_a_feed_that_is_gone_is_read_again_at_a_new_address(tmp_path, server, fetcher):
    project = project_with(tmp_path, feeds(Revue=server.answer("/fil", status="410 Gone")))
    run(project, fetcher)
    (project.root / FEEDS).write_text(feeds(Revue=server.answer("/neuf", feed(TUTORING))), encoding="utf-8")
    assert statuses(run(project, fetcher)) == {"Revue": Status.READ}


@pytest.mark.parametrize("status", ["404 Not Found", "500 Oops", "503 Busy"])
def test_a_feed_that_does_not_answer_is_shown_after_three_runs(tmp_path, server, fetcher, status):
    project = project_with(tmp_path, feeds(Revue=server.answer("/fil", status=status)))
    found = [run(project, fetcher).results[0] for _ in range(4)]
    assert [(result.status, result.failures) for result in found] == [
        (Status.QUIET, 1),
        (Status.QUIET, 2),
        (Status.FAILING, 3),
        (Status.FAILING, 4),
    ]


def test_a_good_answer_forgets_the_bad_ones(tmp_path, server, fetcher):
    project = project_with(tmp_path, feeds(Revue=server.answer("/fil", status="500 Oops")))
    run(project, fetcher)
    server.answer("/fil", feed())
    run(project, fetcher)
    assert "echecs" not in state(project)["revue"]


def test_a_web_page_in_place_of_a_feed_is_shown_at_once_and_confirms_nothing(tmp_path, server, fetcher):
    project = project_with(tmp_path, feeds(Revue=server.answer("/fil", "<!doctype html><html></html>", content_type="text/html")))
    (result,) = run(project, fetcher).results
    assert (result.status, result.reason) == (Status.FAILING, "L’adresse mène à une page Web, pas à un fil.")
    assert "confirmee = false" in (project.root / FEEDS).read_text(encoding="utf-8")


def test_a_move_and_a_first_read_are_written_in_the_list_and_nothing_else_of_it_changes(tmp_path, server, fetcher):
    new = server.answer("/neuf", feed(TUTORING), etag='"v1"')
    old = server.answer("/vieux", status="301 Moved", location="/neuf")
    settings = feeds(Revue=old) + '# une remarque\ngarder = [\n  "exemple", # pourquoi\n]\n'
    project = project_with(tmp_path, settings)
    (result,) = run(project, fetcher).results
    assert (result.moved, result.confirmed) == (new, True)
    assert (project.root / FEEDS).read_text(encoding="utf-8") == settings.replace(old, new).replace(
        "confirmee = false", "confirmee = 2026-11-24"
    )
    server.answer("/neuf", status="304 Not Modified")
    assert statuses(run(project, fetcher)) == {"Revue": Status.UNCHANGED}


def test_the_state_is_sorted_one_record_a_feed(tmp_path, server, fetcher):
    project = project_with(tmp_path, feeds(Zeta=server.answer("/z", feed()), Alpha=server.answer("/a", feed(), etag='"v"')))
    run(project, fetcher)
    assert project.feed_states.read_text(encoding="utf-8") == (
        '{\n "alpha": {\n  "adresse": "' + server.url("/a") + '",\n  "etag": "\\"v\\"",\n  "lu_le": "2026-11-24"\n },\n'
        ' "zeta": {\n  "adresse": "' + server.url("/z") + '",\n  "lu_le": "2026-11-24"\n }\n}\n'
    )


@pytest.mark.parametrize("text", ["<<<<<<< HEAD\n{}", '{"revue": 5}', "[]", "", '{"revue": {"adresse": 5}}'])
def test_a_state_that_cannot_be_read_costs_a_reading_and_no_repetition(tmp_path, server, fetcher, text):
    project = project_with(tmp_path, feeds(Revue=server.answer("/fil", feed(TUTORING))))
    run(project, fetcher)
    project.feed_states.write_text(text, encoding="utf-8")
    report = run(project, fetcher)
    assert report.memory_lost
    assert report.new == {}


def test_several_hosts_are_asked_at_once(tmp_path, server, fetcher):
    together = threading.Barrier(3, timeout=20)
    server.script(
        "/fil", lambda connection, headers: (together.wait(), connection.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"))
    )
    project = project_with(tmp_path, feeds(**{f"Revue {n}": server.url("/fil", f"127.0.0.{n}") for n in (1, 2, 3)}))
    assert set(statuses(run(project, fetcher)).values()) == {Status.QUIET}
    assert server.most_open == 3


def test_a_run_that_lasts_too_long_files_what_it_has_read(tmp_path, server, fetcher):
    project = project_with(tmp_path, feeds(Revue=server.answer("/fil", feed(TUTORING))))
    report = watch(loaded(project), fetcher, NOW, TODAY, longest=0.0)
    assert report.results[0].reason == "La veille a manqué de temps\u00a0: ce fil sera lu la prochaine fois."
    assert run(project, fetcher).new.keys() == {"2026-11-24-un-exemple-de-tutorat-a-l-ecole"}


def test_progress_is_told_feed_by_feed(tmp_path, server, fetcher):
    project = project_with(tmp_path, feeds(Une=server.answer("/1", feed()), Autre=server.answer("/2", feed())))
    steps = []
    watch(loaded(project), fetcher, NOW, TODAY, step=lambda done, total: steps.append((done, total)))
    assert steps == [(1, 2), (2, 2)]


def test_without_a_list_of_feeds_nothing_is_written(tmp_path, fetcher):
    project = project_with(tmp_path, "# vide\n")
    assert run(project, fetcher).results == ()
    assert list(files(project)) == ["fils.toml"]


def test_a_decision_made_in_a_browser_reaches_the_journal_at_the_next_run(tmp_path, server, fetcher):
    project = project_with(tmp_path, feeds(Revue=server.answer("/fil", feed(TUTORING))))
    run(project, fetcher)
    (path,) = project.candidates.iterdir()
    edited = path.read_text(encoding="utf-8").replace(
        "decision: null\nmotif: null\npersonne: null", "decision: ecarte\nmotif: hors-sujet\npersonne: A. Exemple"
    )
    path.write_text(edited, encoding="utf-8")
    for _ in range(2):
        run(project, fetcher, today=date(2026, 11, 25))
    assert project.journal.read_text(encoding="utf-8").splitlines()[2:] == [
        f"2026-11-25,Revue,{path.stem},Un exemple de tutorat à l’école,ecarte,hors-sujet,A. Exemple"
    ]


def test_a_title_is_never_a_formula_in_the_journal(tmp_path, server, fetcher):
    project = project_with(tmp_path, feeds(Revue=server.answer("/fil", feed(entry('=HYPERLINK("https://www.example.org")')))))
    run(project, fetcher)
    assert "'=HYPERLINK" in project.journal.read_text(encoding="utf-8")
    assert len(journal(project)) == 1
