"""The list of feeds and the candidates, as people write them: each mistake at its line, in French."""

import tomllib

import pytest

from pipeline.content.catalogue import load_catalogue
from pipeline.content.watch.candidates import MAX_WORDS, Candidate, candidate_text, first_words, read_candidate
from pipeline.content.watch.feeds import FeedList, load_feeds
from pipeline.project import Project
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.files import Source
from tests.support import REPOSITORY, TODAY, make_site

PATH = "research_notes/veille/fils.toml"
FEED = '[[fil]]\nnom = "Revue"\nadresse = "https://www.example.org/fil"\nlangue = "fr"\n'


def read(tmp_path, text: str) -> tuple[FeedList, list[str]]:
    """Return the list of feeds, and what is said of it."""
    found: list[Diagnostic] = []
    catalogue = load_catalogue(make_site(tmp_path, {PATH: text}), found)
    assert catalogue is not None
    return catalogue.watch.feeds, [f"{d.place.line}:{d.place.column} {d.rule.code} {d.message}" for d in found]


@pytest.mark.parametrize("confirmed", ["confirmee = false\n", ""])
def test_a_feed_that_was_never_read_has_its_address_to_confirm(tmp_path, confirmed):
    feeds, said = read(tmp_path, FEED + confirmed)
    assert said == []
    assert (feeds.fil[0].id, feeds.fil[0].confirmee) == ("revue", None)


def test_a_feed_that_was_read_says_when(tmp_path):
    assert read(tmp_path, FEED + "confirmee = 2026-11-24\n")[0].fil[0].confirmee == TODAY


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[fil]]\nnom = Revue\n", "2:7 G001 Cette ligne ne se lit pas\u00a0: la suite du fichier non plus."),
        ("[[fil]\n", "1:6 G001 Cette ligne ne se lit pas\u00a0: la suite du fichier non plus."),
        (FEED.replace("langue", "langues"), "4:1 E010 La clé « langues » est inconnue."),
        (FEED.replace('"fr"', '"de"'), "4:10 E013 « de » n’est pas une valeur de « langue »."),
        (FEED.replace("https:", "ftp:"), "3:11 E015 La valeur de « adresse » ne convient pas\u00a0: une adresse commence par http:// ou https:// et ne contient ni espace ni guillemet."),
        (FEED.replace("www.", "nom:mot@www."), "3:11 E015 La valeur de « adresse » ne convient pas\u00a0: une adresse de fil ne contient ni nom d’utilisateur ni mot de passe."),
        (FEED + 'themes = ["lectures"]\n', "5:10 E013 « lectures » n’est pas un thème du vocabulaire."),
        ('[mots]\nlectures = ["reading"]\n', "2:12 E013 « lectures » n’est pas un thème du vocabulaire."),
        (FEED + FEED.replace("https://www", "https://w"), "6:7 G002 Ce fil a le même nom que « Revue »."),
        (FEED + FEED.replace("Revue", "Autre"), "7:11 G002 Cette adresse est déjà celle de « Revue »."),
        (FEED + "confirmee = 5\n", "5:13 E014 « 5 » n’a pas la forme d’une date de fichier."),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_line_and_no_feed_is_read(tmp_path, text, said):
    feeds, found = read(tmp_path, text)
    assert said in found
    assert feeds == FeedList()


def test_the_feeds_of_the_council_can_be_read():
    found: list[Diagnostic] = []
    project = Project(REPOSITORY)
    catalogue = load_catalogue(project, found)
    assert catalogue is not None
    feeds = load_feeds(project, catalogue.vocabulary, found)
    assert [d for d in found if d.place.path == PATH] == []
    assert [feed.nom for feed in feeds.fil] == [
        feed["nom"] for feed in tomllib.loads((project.root / PATH).read_text(encoding="utf-8"))["fil"]
    ]


# Candidates.


@pytest.mark.parametrize(
    "title",
    [
        "Un exemple",
        "oui",
        "null",
        "12",
        "2026-11-24",
        "- tiret",
        "a: b",
        '"guillemets"',
        "{accolade",
        "# dièse",
        "& ancre",
        "* renvoi",
        "l’été",
        "\\u202e",
        "été 🎈",
        "@x",
        "> y",
    ],
)
def test_a_candidate_that_is_written_is_read_the_same(title):
    candidate = Candidate(
        titre=title,
        auteurs=(title,),
        date=TODAY,
        repere_le=TODAY,
        source=title,
        langue="fr",
        debut=title,
        doi="10.1234/a",
        lien="https://www.example.org/",
    )
    found: list[Diagnostic] = []
    assert read_candidate(Source("exemple.yml", candidate_text(candidate)), found) == candidate
    assert found == []


@pytest.mark.parametrize(("count", "end"), [(MAX_WORDS, "mot"), (MAX_WORDS + 1, "mot…")])
def test_of_an_abstract_twenty_five_words_are_committed(count, end):
    kept = first_words("mot " * count)
    assert len(kept.split()) == MAX_WORDS
    assert kept.endswith(end)


def test_words_without_spaces_do_not_make_a_long_quotation():
    assert len(first_words("a" * 10_000)) == 601
