"""Addresses: a page's file, links that work from a sub-path, full addresses."""

from urllib.parse import urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.addresses import absolute, docs_file, relative

_PART = st.from_regex(r"[a-z0-9]+(?:-[a-z0-9]+)?", fullmatch=True)
_PAGE = st.lists(_PART, max_size=3).map(lambda parts: "".join(part + "/" for part in parts))


@pytest.mark.parametrize(
    ("address", "file"),
    [("", "index.md"), ("fiches/", "fiches.md"), ("fiches/tutorat/", "fiches/tutorat.md"), ("a-propos/", "a-propos.md")],
)
def test_a_page_has_one_file_of_the_docs_tree(address, file):
    assert docs_file(address) == file


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("", "", "./"),
        ("", "fiches/", "fiches/"),
        ("fiches/", "", "../"),
        ("fiches/tutorat/", "", "../../"),
        ("fiches/tutorat/", "fiches/lecture/", "../lecture/"),
        ("fiches/tutorat/", "fiches/", "../"),
        ("fiches/tutorat/", "references/exemple2020/", "../../references/exemple2020/"),
        ("fiches/tutorat/", "references/exemple2020/#extrait-taille", "../../references/exemple2020/#extrait-taille"),
        ("fiches/tutorat/", "fiches/tutorat/#limites", "#limites"),
        ("fiches/tutorat/", "fiches/tutorat/", "./"),
        ("fiches/tutorat/", "assets/passerelle.css", "../../assets/passerelle.css"),
        ("", "#je-suis", "#je-suis"),
    ],
)
def test_a_link_is_relative_to_the_page_it_stands_on(here, there, link):
    assert relative(here, there) == link


@settings(deadline=None)
@given(
    here=_PAGE,
    there=_PAGE,
    anchor=st.just("") | _PART.map("#{}".format),
    base=st.sampled_from(["https://exemple.invalid/", "https://exemple.invalid/sous/chemin/"]),
)
def test_a_relative_link_leads_a_browser_where_it_should_under_any_sub_path(here, there, anchor, base):
    assert urljoin(base + here, relative(here, there + anchor)) == base + there + anchor


@pytest.mark.parametrize(
    ("site", "address", "full"),
    [
        (None, "fiches/", None),
        ("https://exemple.invalid", "fiches/", "https://exemple.invalid/fiches/"),
        ("https://exemple.invalid/", "fiches/", "https://exemple.invalid/fiches/"),
        ("https://exemple.invalid/passerelle/", "", "https://exemple.invalid/passerelle/"),
    ],
)
def test_a_full_address_needs_that_of_the_site(site, address, full):
    assert absolute(site, address) == full
