"""The head of each page: title, description, Open Graph, canonical address, language, policy."""

from urllib.parse import urljoin, urlsplit

import pytest

from tests.site.built_pages import Element, html_files, page, parse

SHEET = "fiches/exemple/"
OTHER = "fiches/tutorat-grande-echelle/"
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " object-src 'none'; base-uri 'self'; form-action 'self'"
)
# Pagefind is WebAssembly, and only the pages that search or filter load it.
SEARCH_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")


def open_graph(tree: Element) -> dict[str, str]:
    """Return the Open Graph properties of a page, each given once."""
    found = [(meta.attributes["property"], meta.attributes["content"]) for meta in tree.all("meta") if "property" in meta.attributes]
    assert len(found) == len(dict(found))
    return dict(found)


def test_a_sheet_describes_itself_without_an_address(small_site):
    tree = page(small_site.site, SHEET)
    assert tree.one("title").text == "Exemple de fiche sur le tutorat | Site exemple"
    assert tree.description() == "Un exemple de résumé, assez long pour être accepté par le modèle. Une autre phrase dit jusqu’où."
    assert open_graph(tree) == {
        "og:type": "article",
        "og:site_name": "Site exemple",
        "og:locale": "fr_CA",
        "og:title": "Exemple de fiche sur le tutorat",
        "og:description": "Un exemple de résumé, assez long pour être accepté par le modèle. Une autre phrase dit jusqu’où.",
    }
    assert tree.all("link", rel="canonical") == []


def test_a_sheet_describes_itself_with_an_address(example_site):
    tree = page(example_site.site, OTHER)
    full = "https://exemple.invalid/passerelle/" + OTHER
    assert tree.one("link", rel="canonical").attributes["href"] == full
    meta = example_site.catalogue.fiches["tutorat-grande-echelle"].meta
    assert open_graph(tree) == {
        "og:type": "article",
        "og:site_name": "Passerelle & exemple",
        "og:locale": "fr_CA",
        "og:title": meta.titre,
        "og:description": meta.resume,
        "og:url": full,
        "og:image": full + "partage.png",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": f"{meta.titre}. {meta.reponse} Action testée. Confiance modérée\u00a0: assez sûr que l’action aide, mais pas pour tout. "
        "Passerelle & exemple.",
    }


def test_the_home_page_is_titled_by_the_site_and_its_motto(small_site):
    tree = page(small_site.site, "")
    assert tree.one("title").text == "Site exemple\u00a0: De l’étude à la décision."
    assert open_graph(tree)["og:type"] == "website"
    assert open_graph(tree)["og:title"] == "Site exemple"


def test_the_home_page_of_a_site_with_an_address_is_canonical_without_index(example_site):
    assert page(example_site.site, "").one("link", rel="canonical").attributes["href"] == "https://exemple.invalid/passerelle/"


def test_the_404_page_is_titled_and_no_address_is_canonical_for_it(example_site):
    tree = page(example_site.site, "404.html")
    assert tree.one("title").text == "Page introuvable | Passerelle & exemple"
    assert tree.all("link", rel="canonical") == []
    assert tree.one("h1").text == "Page introuvable"


def test_the_404_page_finds_the_site_from_any_depth(example_site, small_site):
    # It is served in place of any address: its links start at the root, or at the site's sub-path.
    for site, root in ((example_site.site, "/passerelle/"), (small_site.site, "/")):
        tree = page(site, "404.html")
        lost = "https://exemple.invalid/passerelle/fiches/page-perdue/"
        links = [urlsplit(urljoin(lost, link.attributes["href"])).path for link in tree.one("ul", class_="p-list").all("a")]
        menu = [urlsplit(urljoin(lost, link.attributes["href"])).path for link in tree.one("nav", class_="p-nav").all("a")]
        assert links == [root, *menu]
        assert f"{root}fiches/" in menu
        assert {form.attributes["action"] for form in tree.all("form")} == {f"{root}recherche/"}
        assert all(link.attributes["href"].startswith(root) for link in tree.all("link", rel="stylesheet"))


@pytest.mark.parametrize("which", ["small_site", "example_site", "real_site"])
def test_every_page_has_what_readers_and_machines_need(which, request):
    site = request.getfixturevalue(which).site
    # A list of no activity has nothing to filter.
    searched = ["recherche", "fiches", *(["activites"] if which != "small_site" else [])]
    for path in html_files(site):
        tree = parse(path.read_bytes())
        expected = SEARCH_POLICY if path in [site / name / "index.html" for name in searched] else POLICY
        # One host, whose player the reader may ask for, on the page of its recording alone.
        expected += "; frame-src https://www.youtube-nocookie.com" if path.parent.name == "2026-11-17-webinaire-video" else ""
        assert tree.one("html").attributes["lang"] == "fr", path
        assert tree.one("meta", charset="utf-8"), path
        assert tree.one("meta", name="viewport").attributes["content"] == "width=device-width,initial-scale=1", path
        assert tree.one("meta", **{"http-equiv": "Content-Security-Policy"}).attributes["content"] == expected, path
        assert tree.one("title").text != "", path
        assert len(tree.description()) >= 10, path
        assert len(tree.all("h1")) == 1, path
        assert len(tree.all("main") + tree.all("article", id="contenu")) >= 1, path


@pytest.mark.parametrize("which", ["small_site", "example_site", "real_site"])
def test_no_page_holds_a_script_a_handler_or_a_file_of_another_host(which, request):
    site = request.getfixturevalue(which).site
    for path in html_files(site):
        tree = parse(path.read_bytes())
        for script in tree.all("script"):
            assert script.attributes.get("type") == "application/ld+json" or (script.text == "" and "src" in script.attributes), path
        for element in tree.walk():
            assert [name for name in element.attributes if name.startswith("on")] == [], path
            loaded = element.attributes.get("src", "") if element.tag != "link" else element.attributes["href"]
            assert "//" not in loaded or element.attributes.get("rel") == "canonical", (path, loaded)
        assert tree.all("style") == []


def test_two_pages_never_share_a_title(real_site, example_site):
    for built in (real_site, example_site):
        # A page that moved, or that has nothing to show, says no more than that, and no list holds it.
        moved = {built.site / one.de / "index.html" for one in built.catalogue.addresses.redirections}
        moved |= {built.site / address / "index.html" for address in built.index.closed}
        titles = [parse(path.read_bytes()).one("title").text for path in html_files(built.site) if path not in moved]
        assert sorted(titles) == sorted(set(titles))


def test_the_current_page_is_marked_in_the_navigation(small_site):
    marked = [
        link.text
        for link in page(small_site.site, "fiches/").one("nav", **{"aria-label": "Principale"}).all("a", **{"aria-current": "page"})
    ]
    assert marked == ["Fiches"]
