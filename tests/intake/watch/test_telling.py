"""What the watch says: to someone who does not know what HTTP is, and in a pull request that feeds cannot take over."""

import re
from datetime import timedelta

import pytest
from markdown_it import MarkdownIt

from pipeline.content.watch.candidates import Candidate, Guess
from pipeline.content.watch.feeds import Feed
from pipeline.intake.watch.telling import LONGEST, markdown_list, summary
from pipeline.intake.watch.watch_run import FeedResult, Status, WatchReport
from pipeline.text.markdown import inert
from tests.intake.server import entry, feed
from tests.intake.site import candidates, feeds, files, loaded, project_with, run
from tests.intake.web.test_fetch import JARGON
from tests.support import TODAY

NB = "\u00a0"


def test_a_run_is_told_in_plain_words(tmp_path, server, fetcher):
    new = server.answer(
        "/neuf",
        feed(
            entry("Un exemple de tutorat", 1), entry("Autre exemple de LECTURE", 2), entry("Sans adresse", 3, link="mailto:x@example.org")
        ),
    )
    project = project_with(
        tmp_path,
        feeds(
            Lue=server.answer("/lue", status="301 Moved", location="/neuf"),
            Disparue=server.answer("/disparue", status="410 Gone"),
            Fermée=server.answer("/fermee", status="403 Forbidden"),
            Patience=server.answer("/patience", status="429 Too Many", retry_after="60"),
            Muette=server.answer("/muette", status="500 Oops"),
            Page=server.answer("/page", "<!doctype html><html></html>"),
        ),
    )
    said = summary(run(project, fetcher), loaded(project).vocabulary, TODAY)
    assert said == (
        f"Veille du 24{NB}novembre{NB}2026{NB}: 6{NB}fils.\n"
        f"  1{NB}lu, 1{NB}en attente, 1{NB}disparu, 1{NB}sans réponse cette fois, 2{NB}en difficulté.\n"
        f"Adresses confirmées (première lecture réussie){NB}:\n"
        "  Lue\n"
        f"Déménagés (la nouvelle adresse est écrite dans fils.toml){NB}:\n"
        f"  Lue{NB}: {new}\n"
        f"Disparus pour de bon (retirez leur bloc de fils.toml, ou donnez leur nouvelle adresse){NB}:\n"
        f"  Disparue{NB}: Le site dit que ce fil n’existe plus.\n"
        f"En difficulté{NB}:\n"
        f"  Fermée{NB}: Le site refuse de donner ce fil à un logiciel. (adresse à confirmer)\n"
        f"  Page{NB}: L’adresse mène à une page Web, pas à un fil. (adresse à confirmer)\n"
        f"  (adresse à confirmer{NB}: elle n’a jamais été lue. Cherchez la bonne sur le site de la revue, puis corrigez fils.toml.)\n"
        f"À laisser tranquilles (la veille y reviendra d’elle-même){NB}:\n"
        f"  Patience{NB}: Le site demande d’attendre avant de revenir.\n"
        f"Lus, avec une remarque{NB}:\n"
        f"  Lue{NB}: 1{NB}entrée sans titre lisible ou sans adresse, laissée\n"
        f"Nouveaux signalements{NB}: 2.\n"
        f"  Tutorat{NB}: 1\n"
        f"  Lecture{NB}: 1\n"
        f"Pour les trier{NB}: passerelle trier"
    )
    assert (
        JARGON.findall(said.replace(new, "")) == ["2026"] * said.count("2026")
        or JARGON.findall(re.sub(r"2026|https?://\S+", "", said)) == []
    )


def test_a_run_without_news_says_so_and_counts_what_was_known(tmp_path, server, fetcher):
    project = project_with(tmp_path, feeds(Revue=server.answer("/fil", feed(entry("Un exemple de tutorat")))))
    run(project, fetcher)
    said = summary(run(project, fetcher, later=timedelta(days=7)), loaded(project).vocabulary, TODAY)
    assert said.splitlines()[-1] == f"Rien de nouveau (1{NB}texte déjà connu)."


def test_a_site_that_has_not_answered_three_times_is_told_with_the_count(tmp_path, server, fetcher):
    project = project_with(tmp_path, feeds(Revue=server.answer("/fil", status="404 Not Found")))
    reports = [run(project, fetcher) for _ in range(3)]
    said = [summary(report, loaded(project).vocabulary, TODAY) for report in reports]
    assert "Revue" not in said[1]
    assert f"  Revue{NB}: Le site ne trouve rien à cette adresse (3 lectures de suite)." in said[2]


def test_a_machine_that_is_cut_off_blames_no_feed_and_writes_nothing(tmp_path, fetcher):
    project = project_with(tmp_path, feeds(Une="https://un.exemple.invalid/fil", Autre="https://deux.exemple.invalid/fil"))
    before = files(project)
    said = summary(run(project, fetcher), loaded(project).vocabulary, TODAY)
    assert said == f"Aucun site ne se trouve{NB}: cette machine est-elle connectée à Internet? Rien n’a été lu ni changé."
    assert files(project) == before


def test_without_a_feed_it_says_what_to_do(tmp_path):
    catalogue = loaded(project_with(tmp_path, "# vide\n"))
    assert (
        summary(WatchReport(()), catalogue.vocabulary, TODAY)
        == f"Aucun fil à lire{NB}: ajoutez un bloc [[fil]] dans research_notes/veille/fils.toml."
    )


# The list of a pull request, read back by another reader of Markdown.

HOSTILE = [
    "<script>alert(1)</script>", "[lien](https://example.org)", "![image](https://example.org/a.png)", "https://example.org/page", "www.example.org",
    "# Titre", "**gras**", "`code`", "- liste", "| a | b |", "<!-- commentaire -->", "&lt;b&gt;", "fixes #12", "@personne", "$(rm -rf /)", "```\nbloc\n```", "\\", "~~barré~~",
]  # fmt: skip


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_is_only_text_in_the_list(tmp_path, title):
    catalogue = loaded(project_with(tmp_path, "# vide\n"))
    candidate = Candidate(
        titre=title, repere_le=TODAY, source=title, langue="fr", lien="https://www.example.org/a_(b)", themes=(Guess(slug="lecture"),)
    )
    result = FeedResult(Feed(nom="Revue", adresse="https://www.example.org/", langue="fr"), Status.READ, new=("nom",))
    text = markdown_list(WatchReport((result,), {"nom": candidate}), catalogue.vocabulary, TODAY)
    html = MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(text)
    assert re.findall(r"<(\w+)", html) == ["h2", "pre", "code", "h3", "ul", "li", "strong", "a", "code", "p"]
    assert re.findall(r'href="([^"]*)"', html) == ["https://www.example.org/a_%28b%29"]


def test_nobody_is_called_and_no_issue_is_closed_by_a_title():
    assert inert(
        "@personne fixes #12 GH-12 https://example.org"
    ) == "@\u2060personne fixes \\#\u206012 GH\\-12 https://\u2060example.org".replace("GH\\-12", inert("GH-12"))
    assert not re.search(r"@\w|#\d|GH-\d|://\w", inert("@a #1 GH-1 x://y"))


def test_a_long_theme_is_cut_and_says_how_many_are_left(tmp_path, server, fetcher):
    project = project_with(tmp_path, feeds(Revue=server.answer("/fil", feed(*(entry(f"Tutorat {chr(97 + n) * 9}", n) for n in range(25))))))
    report = run(project, fetcher)
    text = markdown_list(report, loaded(project).vocabulary, TODAY)
    assert len(candidates(project)) == 25
    assert text.count("\n- **") == 20
    assert "- … et 5 autres, dans les fichiers de cette demande." in text


def test_a_first_huge_watch_is_cut_at_a_whole_line_within_what_github_takes(tmp_path):
    themes = [f"theme-{number}" for number in range(60)]
    found = {
        f"nom-{theme}-{number}": Candidate(
            titre="Exemple de titre très long " * 8, repere_le=TODAY, source="Revue exemple", langue="fr", themes=(Guess(slug=theme),)
        )
        for theme in themes
        for number in range(20)
    }
    vocabulary = loaded(project_with(tmp_path, "# vide\n")).vocabulary
    terms = tuple(vocabulary.themes[0].model_copy(update={"slug": theme, "nom": f"Exemple {theme}"}) for theme in themes)
    result = FeedResult(Feed(nom="Revue", adresse="https://www.example.org/", langue="fr"), Status.READ, new=tuple(found))
    text = markdown_list(WatchReport((result,), found), vocabulary.model_copy(update={"themes": terms}), TODAY)
    assert LONGEST - 1_000 < len(text) <= 65_536
    assert text.endswith(f".yml`\n\nLa liste est coupée ici{NB}: la suite est dans les fichiers de cette demande.\n")
