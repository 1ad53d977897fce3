"""Feeds as platforms really make them: each case in, and what the watch keeps and says of it."""

import pytest

from pipeline.intake.watch.reader import FeedContent, FeedItem, notice_of, read_feed, without_citation, without_notice
from pipeline.intake.watch.telling import summary
from pipeline.intake.watch.watch_run import Status
from tests.intake.server import entry, feed
from tests.intake.site import FEEDS, candidates, feeds, loaded, project_with, run
from tests.support import TODAY


def read(*entries: str, title: str = "Revue exemple", address: str = "https://www.example.org/fil") -> FeedContent:
    return read_feed(feed(*entries, title=title).encode(), "", address)


def one(**given: str) -> FeedItem:
    (item,) = read(entry("Un titre", **given)).items
    return item


def described(markup: str) -> str:
    return one(more=f"<description><![CDATA[{markup}]]></description>").abstract


def dated(written: str) -> FeedItem:
    return one(more=f"<pubDate>{written}</pubDate>")


# F1: tags.


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>Tableau 1</p><p>25 élèves</p>", "Tableau 1 25 élèves"),
        ("Lire<br/>écrire", "Lire écrire"),
        ("<ul><li>un</li><li>deux</li></ul>", "un deux"),
        ("<jats:title>Résumé</jats:title><jats:p>Un texte.</jats:p>", "Résumé Un texte."),
        ("H<sub>2</sub>O, <i>p</i>-valeur", "H2O, p-valeur"),
    ],
)
def test_f1_a_tag_of_block_parts_words_and_a_tag_of_line_does_not(markup, words):
    assert described(markup) == words


# F2, F3: dates.


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2019/3/5", "2019-03-05"),
        ("2016.06.29", "2016-06-29"),
        ("2016-180", "2016-06-28"),
        ("jeu., 02 déc. 2021 19:17:18 +0100", "2021-12-02"),
        ("Vendredi, 13 Mars, 2020 - 12:22", "2020-03-13"),
        ("29/06/2016", "2016-06-29"),
        ("le 1er juin 2019", "2019-06-01"),
        ("2013-08-13T23:30:00-04:00", "2013-08-13"),
        ("Tue, 13 Aug 2013 23:30:00 EDT", "2013-08-13"),
        ("2013-08-13T00:30:00+09:00", "2013-08-13"),
    ],
)
def test_f2_f3_the_day_is_the_one_that_the_feed_writes(written, day):
    assert str(dated(written).day) == day


@pytest.mark.parametrize(("written", "year"), [("2026", 2026), ("mars 2020", 2020), ("2020-05", 2020), ("03/05/2016", 2016)])
def test_f2_less_than_a_day_gives_no_day_and_is_told(written, year):
    item = dated(written)
    assert (item.day, item.year) == (None, year)
    assert read(entry("Un titre", more=f"<pubDate>{written}</pubDate>")).remarks[0].startswith("la date ne dit pas le jour")


def test_f2_what_is_not_read_is_told():
    assert dated("Invalid Date").day is None
    entries = [entry("Un titre", number, more="<pubDate>Invalid Date</pubDate>") for number in (1, 2)]
    assert read(*entries).remarks == ("une date ne se lit pas (2 entrées)\u00a0: « Invalid Date »",)


# F4: encodings.


@pytest.mark.parametrize("cut", [b"\xe9", b"\xc3"])
def test_f4_a_stray_byte_spoils_one_entry_and_not_the_others(cut):
    body = feed(entry("Été à l’école", 1), entry("Un octet @ égaré", 2), entry("Lire à Noël", 3)).encode().replace(b"@", cut)
    found = read_feed(body)
    assert [item.title for item in found.items] == ["Été à l’école", "Un octet [?] égaré", "Lire à Noël"]
    assert found.remarks == ("des lettres se sont perdues dans le fil, « [?] » en tient la place\u00a0: « Un octet [?] égaré »",)


def test_f4_a_feed_that_is_all_in_latin_1_is_still_read_as_such():
    assert read_feed(feed(entry("Été à l'école")).encode("latin-1")).items[0].title == "Été à l'école"


# F5: authors.


@pytest.mark.parametrize(
    ("creator", "authors"),
    [
        ("Essai, A., Roy, J.-P.", ("A. Essai", "J.-P. Roy")),
        ("Anne Essai et Luc Roy", ("Anne Essai", "Luc Roy")),
        ("Anne Essai and Luc Roy", ("Anne Essai", "Luc Roy")),
        ("Anne Essai &amp; Luc Roy", ("Anne Essai", "Luc Roy")),
        ("Anne Essai, Luc Roy", ("Anne Essai", "Luc Roy")),
        ("Anne Essai, Luc Roy et Ève Lô", ("Anne Essai", "Luc Roy", "Ève Lô")),
        ("Essai, Anne", ("Essai, Anne",)),
        ("Anne Essai", ("Anne Essai",)),
        ("Anne Essai (Traductrice)", ("Anne Essai",)),
        ("Anne Essai, PhD", ("Anne Essai",)),
        ("Anne Essai1, Luc Roy2", ("Anne Essai", "Luc Roy")),
        ("Anne Essai, Université exemple", ("Anne Essai",)),
        ("ESSAI, ANNE AND ROY, LUC", ("ANNE ESSAI", "LUC ROY")),
        ("Université exemple", ("Université exemple",)),
    ],
)
def test_f5_joined_names_are_parted(creator, authors):
    assert one(author=creator).authors == authors


@pytest.mark.parametrize("creator", ["Anne EssaiLuc Roy", "Bård NordahlKatinka HolmState University, Centre for TestsUniversity of Oslo"])
def test_f5_glued_names_are_nobody_and_are_told(creator):
    found = read(entry("Un titre", author=creator))
    assert found.items[0].authors == ()
    assert found.remarks == ("des noms sont collés ensemble\u00a0: aucun auteur n’est gardé\u00a0: « Un titre »",)


# F6: what is no abstract, and what is no new work.


@pytest.mark.parametrize(
    "text",
    [
        "Journal of Tests, Volume 134, Issue 7, Page 2166-2214, July 2026.",
        "Revue d’essai, Vol. 51, no 2, 2025, p. 12–34",
        "Vol. 51, no 2, 2025, p. 12–34",
        "Journal of Tests, Ahead of Print.",
        "Journal of Tests, Volume 12, Issue 3, 2026, Pages e12-e15",
        "Source: Journal of Tests, Volume 12",
        "doi:10.5555/essai",
        "https://doi.org/10.5555/essai",
    ],
)
def test_f6_the_place_of_an_article_is_no_abstract(text):
    assert without_citation(text, "Journal of Tests") == ""


@pytest.mark.parametrize(
    ("text", "abstract"),
    [
        ("Journal, Published online: 05 May 2026; doi:10.5555/x Un résumé.", "Un résumé."),
        ("Un volume de 12 pages aide les élèves.", "Un volume de 12 pages aide les élèves."),
        ("Les élèves lisent. Voir le volume 12 pour la suite.", "Les élèves lisent. Voir le volume 12 pour la suite."),
        ("", ""),
    ],
)
def test_f6_an_abstract_stays(text, abstract):
    assert without_citation(text, "Journal of Tests") == abstract


@pytest.mark.parametrize(
    ("title", "kind", "about"),
    [
        ("Author Correction: Un titre", "correction", "Un titre"),
        ("Publisher Correction: Un titre", "correction", "Un titre"),
        ("Correction to: Un titre", "correction", "Un titre"),
        ("Corrigendum to “Un titre”", "correction", "Un titre"),
        ("Erratum", "correction", "Erratum"),
        ("Erratum : Un titre", "correction", "Un titre"),
        ("RETRACTED: Un titre", "retractation", "Un titre"),
        ("Retraction Note: Un titre", "retractation", "Un titre"),
        ("Rétractation : Un titre", "retractation", "Un titre"),
        ("Expression of Concern: Un titre", "preoccupation", "Un titre"),
        ("Correction d’un biais dans les essais", None, ""),
        ("Corrections and their effects", None, ""),
        ("Retrait et exclusion sociale à l’école", None, ""),
        ("Un titre", None, ""),
    ],
)
def test_f6_a_notice_is_told_from_a_work(title, kind, about):
    assert notice_of(title) == kind
    if kind:
        assert without_notice(title) == about


def test_f6_a_correction_is_filed_as_such_beside_the_work_that_it_is_about(tmp_path, server, fetcher):
    work = entry("Lire ensemble pendant tout un été d’exemple", 1, guid="10.5555/a", author="Anne Essai")
    notice = entry("Author Correction: Lire ensemble pendant tout un été d’exemple", 2, guid="10.5555/b", author="Anne Essai")
    project = project_with(tmp_path, feeds(Revue=server.answer("/fil", feed(work, notice))))
    report = run(project, fetcher)
    first, second = sorted(candidates(project).items(), key=lambda named: named[1].avis or "")
    assert (first[1].avis, second[1].avis, second[1].avis_sur, second[1].doublon_possible) == (None, "correction", first[0], None)
    assert "Dont 1\u00a0avis sur un texte déjà paru" in summary(report, loaded(project).vocabulary, TODAY)


# F7, F8: addresses and DOIs.


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/article/1", "https://www.example.org/article/1"),
        ("article/1", "https://www.example.org/article/1"),
        ("//revue.example.org/1", "https://revue.example.org/1"),
        ("https://www.example.org/é1", "https://www.example.org/%C3%A91"),
        ("https://www.example.org/été?q=à", "https://www.example.org/%C3%A9t%C3%A9?q=%C3%A0"),
        ("https://école.example.org/a", "https://xn--cole-9oa.example.org/a"),
        ("https://www.example.org/%C3%A9", "https://www.example.org/%C3%A9"),
    ],
)
def test_f7_a_link_is_made_absolute_and_ascii(link, address):
    assert one(link=link).link == address


def test_f7_the_base_of_a_feed_and_of_an_entry_are_followed():
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://www.example.org/revue/"><title>R</title>'
        '<entry xml:base="2026/"><title>Un titre</title><link href="lire"/><id>tag:a</id><updated>2026-01-02T00:00:00Z</updated></entry></feed>'
    )
    assert read_feed(atom.encode(), "", "https://www.example.org/fil").items[0].link == "https://www.example.org/revue/2026/lire"


@pytest.mark.parametrize("markup", ["DOI:10.5555/ABC", "doi: 10.5555/abc", "Voir https://doi.org/10.5555/abc."])
def test_f8_a_doi_that_only_the_description_gives_is_seen(markup):
    assert one(more=f"<description>{markup} Un texte.</description>").doi == "10.5555/abc"


def test_f8_the_dois_that_an_abstract_cites_are_not_its_own():
    assert one(more="<description>Voir doi:10.5555/a et doi:10.5555/b.</description>").doi is None


def test_f8_a_sici_is_whole_so_that_two_articles_of_an_issue_stay_two(tmp_path, server, fetcher):
    first, second = (f"10.1002/(SICI)1097-0258(19980815/30)17:15/16&lt;{page}::AID-SIM{page}&gt;3.0.CO;2-2" for page in ("1661", "1703"))
    entries = (entry("Un premier exemple de lecture", 1, guid=first), entry("Un autre exemple de lecture", 2, guid=second))
    project = project_with(tmp_path, feeds(Revue=server.answer("/fil", feed(*entries))))
    run(project, fetcher)
    assert sorted(candidate.doi for candidate in candidates(project).values()) == [
        f"10.1002/(sici)1097-0258(19980815/30)17:15/16<{page}::aid-sim{page}>3.0.co;2-2" for page in ("1661", "1703")
    ]


# F10: addresses that move.


def test_f10_two_feeds_that_move_to_one_address_leave_a_list_that_the_checks_accept(tmp_path, server, fetcher):
    new = server.answer("/nouveau", feed(entry("Un exemple")))
    addresses = {name: server.answer(f"/{name}", status="301 Moved", location="/nouveau") for name in ("un", "deux")}
    project = project_with(tmp_path, feeds(**addresses))
    report = run(project, fetcher)
    assert [result.moved for result in report.results] == [new, None]
    assert report.results[1].remarks == (
        f"il renvoie à l’adresse d’un autre fil de la liste ({new})\u00a0: retirez l’un des deux blocs de fils.toml",
    )
    assert [feed_.adresse for feed_ in loaded(project).watch.feeds.fil] == [new, addresses["deux"]]
    assert run(project, fetcher).results[1].status is Status.READ


def test_f10_a_feed_that_moves_to_the_address_of_another_keeps_its_own(tmp_path, server, fetcher):
    there = server.answer("/la", feed(entry("Un exemple")))
    old = server.answer("/ancien", status="308 Moved", location="/la")
    project = project_with(tmp_path, feeds(Ancien=old, Autre=there))
    run(project, fetcher)
    assert [feed_.adresse for feed_ in loaded(project).watch.feeds.fil] == [old, there]


def test_f10_an_address_with_a_password_is_not_written(tmp_path, server, fetcher):
    server.answer("/nouveau", feed(entry("Un exemple")))
    location = server.url("/nouveau").replace("http://", "http://nom:secret@")
    old = server.answer("/ancien", status="301 Moved", location=location)
    project = project_with(tmp_path, feeds(Ancien=old))
    run(project, fetcher)
    assert "secret" not in (project.root / FEEDS).read_text(encoding="utf-8")
    assert [feed_.adresse for feed_ in loaded(project).watch.feeds.fil] == [old]
