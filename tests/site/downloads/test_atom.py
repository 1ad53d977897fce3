"""Feeds, read back by feedparser and as JSON."""

import json

import feedparser
import pytest

from pipeline.content.council import Organisation
from pipeline.edition.index import PortableFiche, SiteIndex
from pipeline.site.downloads.atom import ENTRIES, entry_id, feed_files, site_feeds
from tests.edition.test_index import index_of, sheet
from tests.site.built_pages import page, parse
from tests.support import LONG

FULL = "https://exemple.invalid/passerelle/"


def parsed(data: bytes) -> feedparser.FeedParserDict:
    feed = feedparser.parse(data)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed


def folders(site) -> list[str]:
    return sorted(path.relative_to(site).parent.as_posix() for path in site.rglob("atom.xml"))


@pytest.mark.parametrize("which", ["example_site", "real_site", "small_site"])
def test_the_site_and_each_term_have_their_two_feeds_that_read_without_a_complaint(which, request):
    built = request.getfixturevalue(which)
    vocabulary = built.catalogue.vocabulary
    terms = [f"{facet}/{term.slug}" for facet in ("themes", "publics", "ages", "determinants") for term in getattr(vocabulary, facet)]
    committees = [f"flux/comites/{slug}" for slug in built.catalogue.committees]
    assert folders(built.site) == sorted(["flux", *terms, *committees])
    for folder in folders(built.site)[: None if LONG else 6]:  # they are all written by the same function
        feed = parsed((built.site / folder / "atom.xml").read_bytes())
        data = json.loads((built.site / folder / "feed.json").read_bytes())
        assert data["version"] == "https://jsonfeed.org/version/1.1"
        assert [item["id"] for item in data["items"]] == [entry.id for entry in feed.entries]
        assert [item["title"] for item in data["items"]] == [entry.title for entry in feed.entries]
        assert data["title"] == feed.feed.title


def test_the_feed_of_the_site_holds_its_sheets_and_activities_and_no_draft(example_site):
    feed = parsed((example_site.site / "flux" / "atom.xml").read_bytes())
    listed = {entry.link for entry in feed.entries}
    assert listed == {FULL + f"fiches/{fiche.slug}/" for fiche in example_site.index.fiches} | {
        FULL + f"activites/{slug}/" for slug in example_site.catalogue.activities
    }
    assert not any("brouillon" in link for link in listed)


def test_an_entry_says_when_by_whom_under_what_terms_and_the_key_messages_with_full_links(example_site):
    feed = parsed((example_site.site / "themes" / "tutorat" / "atom.xml").read_bytes())
    assert feed.feed.title == "Passerelle & exemple\u00a0: Tutorat"
    assert feed.feed.subtitle == "De l’étude à la décision, en exemple."
    assert {link.rel: link.href for link in feed.feed.links} == {
        "self": FULL + "themes/tutorat/atom.xml",
        "alternate": FULL + "themes/tutorat/",
    }
    entry = next(entry for entry in feed.entries if entry.link == FULL + "fiches/tutorat-grande-echelle/")
    meta = example_site.catalogue.fiches["tutorat-grande-echelle"].meta
    assert (entry.title, entry.summary, entry.author, entry.rights) == (meta.titre, meta.resume, meta.redaction, meta.licence)
    assert (entry.updated, entry.published) == (f"{meta.revisee_le}T12:00:00Z", f"{meta.publiee_le}T12:00:00Z")
    content = parse(entry.content[0].value)
    assert len(content.all("li")) == len(example_site.catalogue.fiches["tutorat-grande-echelle"].key_messages)
    assert all(link.attributes["href"].startswith(FULL) for link in content.all("a"))
    assert content.all("button") == []


def test_the_feed_of_a_committee_holds_the_sheets_and_activities_that_name_it(example_site):
    feed = parsed((example_site.site / "flux" / "comites" / "comite-exemple" / "atom.xml").read_bytes())
    assert feed.feed.title == "Passerelle & exemple\u00a0: Comité exemple de Val-Exemple"
    assert {link.rel: link.href for link in feed.feed.links}["alternate"] == FULL + "comites/comite-exemple/"
    assert sorted(entry.link.removeprefix(FULL) for entry in feed.entries) == [
        "activites/2026-11-10-presentation-comite/", "activites/2027-02-10-atelier-lecture/",
        "fiches/lecture-a-voix-haute/", "fiches/tutorat-grande-echelle/",
    ]  # fmt: skip


def test_a_json_feed_says_where_it_is_and_what_it_holds(example_site):
    data = json.loads((example_site.site / "themes" / "tutorat" / "feed.json").read_bytes())
    assert (data["home_page_url"], data["feed_url"]) == (FULL + "themes/tutorat/", FULL + "themes/tutorat/feed.json")
    item = next(item for item in data["items"] if item["url"] == FULL + "fiches/tutorat-grande-echelle/")
    assert sorted(item) == [
        "authors", "content_html", "date_modified", "date_published", "id", "summary", "tags", "title", "url",
    ]  # fmt: skip


def test_a_demonstration_says_so_in_its_feeds(small_site):
    words = "De l’étude à la décision. Démonstration indépendante, ni produite ni approuvée par la Table exemple."
    assert parsed((small_site.site / "flux" / "atom.xml").read_bytes()).feed.subtitle == words
    assert json.loads((small_site.site / "flux" / "feed.json").read_bytes())["description"] == words


def test_without_an_address_atom_links_are_relative_to_the_feed_and_json_has_none(small_site):
    text = (small_site.site / "themes" / "tutorat" / "atom.xml").read_text(encoding="utf-8")
    assert '<link rel="alternate" type="text/html" href="../../fiches/exemple/" />' in text
    # The links of the content are relative to the sheet, and its base says so.
    assert 'xml:base="../../fiches/exemple/"' in text
    assert "../../references/sample2021/" in text
    data = json.loads((small_site.site / "themes" / "tutorat" / "feed.json").read_bytes())
    assert ("home_page_url" in data, "feed_url" in data, "url" in data["items"][0]) == (False, False, False)


def test_an_id_is_the_same_before_and_after_the_site_has_an_address(example_site):
    organisation = example_site.catalogue.organisation
    without = organisation.model_copy(update={"adresse": None})
    assert entry_id(organisation, "fiches/a/") == entry_id(without, "fiches/a/")
    assert entry_id(organisation, "fiches/a/") != entry_id(organisation, "fiches/b/")
    assert entry_id(organisation, "fiches/a/").startswith("urn:uuid:")
    other: Organisation = organisation.model_copy(update={"nom": "Une autre table exemple"})
    assert entry_id(other, "fiches/a/") != entry_id(organisation, "fiches/a/")


def listed(index: SiteIndex, folder: str = "flux/") -> list[str]:
    """Return what a feed lists, sheets by their slugs."""
    feed = next(feed for feed in site_feeds(index) if feed.folder == folder)
    return [one.fiche.slug if isinstance(one, PortableFiche) else one.slug for one in feed.listed]


def written(index: SiteIndex, name: str) -> feedparser.FeedParserDict:
    """Return a feed of ``index``, made and read back."""
    return parsed(next(file.make() for file in feed_files(index) if file.name == name))


def test_a_feed_holds_neither_a_withdrawn_nor_a_coming_sheet(tmp_path):
    gone = sheet("retirée", statut="retiree\nretrait: {date: 2026-11-24, raison: Un exemple.}")
    coming = sheet("future", publiee_le="2026-12-01", revisee_le="2026-12-01")
    assert listed(index_of(tmp_path, {"a": sheet("a"), "partie": gone, "future": coming})) == ["a"]


def test_a_feed_holds_the_newest_entries_and_is_as_old_as_its_latest(tmp_path):
    letters = "abcdefghij"
    sheets = {
        f"f{day:03}": sheet(
            f"{letters[day // 10]}{letters[day % 10]}", revisee_le=f"2026-{10 + day // 28}-{1 + day % 28:02}", publiee_le="2026-09-01"
        )
        for day in range(55)
    }
    index = index_of(tmp_path, sheets)
    assert listed(index) == [f"f{day:03}" for day in range(54, 54 - ENTRIES, -1)]
    assert written(index, "flux/atom.xml").feed.updated == "2026-11-27T12:00:00Z"


def test_the_feed_of_a_term_without_a_sheet_is_empty_and_can_be_followed(tmp_path):
    feed = written(index_of(tmp_path, {"a": sheet("a")}), "themes/lecture/atom.xml")
    assert (feed.entries, feed.feed.updated) == ([], "1970-01-01T12:00:00Z")


def test_a_sheet_that_moved_keeps_its_id(tmp_path):
    before = index_of(tmp_path / "avant", {"ancienne": sheet("a")})
    (tmp_path / "apres" / "content").mkdir(parents=True)
    (tmp_path / "apres" / "content" / "redirections.yml").write_text(
        "redirections:\n  - {de: fiches/intermediaire/, vers: fiches/nouvelle/, le: 2026-11-23}\n  - {de: fiches/ancienne/, vers: fiches/nouvelle/, le: 2026-11-22}\n",
        encoding="utf-8",
    )
    after = index_of(tmp_path / "apres", {"nouvelle": sheet("a")})
    assert written(before, "flux/atom.xml").entries[0].id == written(after, "flux/atom.xml").entries[0].id


def test_pages_say_where_their_feeds_are(example_site):
    def feeds(address: str) -> list[tuple[str, str, str]]:
        links = page(example_site.site, address).all("link", rel="alternate")
        return [(link.attributes["type"], link.attributes["title"], link.attributes["href"]) for link in links]

    assert feeds("") == [
        ("application/atom+xml", "Passerelle & exemple", "flux/atom.xml"),
        ("application/feed+json", "Passerelle & exemple", "flux/feed.json"),
    ]
    assert feeds("publics/scolaire/")[2:] == [
        ("application/atom+xml", f"Passerelle & exemple\u00a0: {name(example_site, 'scolaire')}", "atom.xml"),
        ("application/feed+json", f"Passerelle & exemple\u00a0: {name(example_site, 'scolaire')}", "feed.json"),
    ]
    committee = f"Passerelle & exemple\u00a0: {example_site.catalogue.committees['comite-exemple'].meta.nom}"
    for address in ("fiches/tutorat-grande-echelle/", "activites/2027-02-10-atelier-lecture/"):
        assert feeds(address)[2:] == [
            ("application/atom+xml", committee, "../../flux/comites/comite-exemple/atom.xml"),
            ("application/feed+json", committee, "../../flux/comites/comite-exemple/feed.json"),
        ]
    assert feeds("fiches/retour-sur-un-outil/")[2:] == feeds("activites/2026-12-08-conference-reportee/")[2:] == []


def name(site, slug: str) -> str:
    return next(term.nom for term in site.catalogue.vocabulary.publics if term.slug == slug)
