"""What holds for every page at once: well formed, and no link that leads nowhere."""

from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from tests.site.built_pages import Element, html_files, parse

ADDRESS = "https://exemple.invalid/passerelle/"


def test_every_page_is_well_formed_and_names_each_id_once(example_site, real_site):
    for site in (example_site.site, real_site.site):
        for path in html_files(site):
            ids = parse(path.read_bytes()).ids
            assert sorted(ids) == sorted(set(ids)), path


@pytest.mark.parametrize("which", ["example_site", "real_site"])
def test_every_link_inside_the_site_leads_to_a_page_and_an_anchor(which, request):
    site: Path = request.getfixturevalue(which).site
    trees = {path.relative_to(site).as_posix(): parse(path.read_bytes()) for path in html_files(site)}
    assert dead_links(site, trees) == []


def dead_links(site: Path, trees: dict[str, Element]) -> list[str]:
    """Return the links, styles, scripts and popovers of ``trees`` that lead nowhere."""
    base = urlsplit(ADDRESS)
    found = []
    for name, tree in trees.items():
        here = ADDRESS + name.removesuffix("index.html")
        ids = set(tree.ids)
        for element in tree.walk():
            opened = element.attributes.get("popovertarget")
            if opened is not None and opened not in ids:
                found.append(f"{name}: popover {opened}")
            target = element.attributes.get("href", element.attributes.get("src", element.attributes.get("action")))
            if target is None or element.attributes.get("rel") == "canonical":
                continue
            if name == "404.html" and target.startswith("/") and which_root(site) == "":
                target = target.removeprefix("/")  # a site without address supposes it is at the root of its host
            full, anchor = urldefrag(urljoin(here, target))
            parts = urlsplit(full)
            if (parts.scheme, parts.netloc) != (base.scheme, base.netloc) or not parts.path.startswith(base.path):
                assert parts.scheme in ("http", "https", "mailto"), (name, target)
                continue
            inside = parts.path.removeprefix(base.path)
            file = inside + "index.html" if inside == "" or inside.endswith("/") else inside
            if not (site / file).is_file() or (anchor and file in trees and anchor not in trees[file].ids):
                found.append(f"{name}: {target}")
    return found


def which_root(site: Path) -> str:
    """Return the path that the 404 page supposes the site to be under, without slashes."""
    home = parse((site / "404.html").read_bytes()).one("a", class_="p-brand").attributes["href"]
    return home.strip("./")
