"""DOIs as people, programs and pages write them."""

import pytest

from pipeline.text.dois import address, bare, find, is_doi, scheme_before

SICI = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"
SICI_2 = "10.1002/(SICI)1520-6408(1996)19:4<350::AID-DVG8>3.0.CO;2-9"
BRACKETS = "10.1641/0006-3568(2005)055[0725:TEOTGE]2.0.CO;2"


@pytest.mark.parametrize(
    ("typed", "doi"),
    [
        (SICI, SICI),
        (SICI_2, SICI_2),
        (BRACKETS, BRACKETS),
        ("https://doi.org/" + SICI, SICI),
        ("https://doi.org/10.1002/(SICI)1520-6408(1996)19:4%3C350::AID-DVG8%3E3.0.CO;2-9", SICI_2),
        ("https://doi.org/10.1002/%28SICI%291520-6408%281996%2919%3A4%3C350%3A%3AAID-DVG8%3E3.0.CO%3B2-9", SICI_2),
        (SICI_2.replace("<", "&lt;").replace(">", "&gt;"), SICI_2),
        (SICI_2.replace("<", "&amp;lt;").replace(">", "&amp;gt;"), SICI_2),
        ("DOI.ORG/10.5555/ABC", "10.5555/ABC"),
        ("doi.org/10.5555/abc", "10.5555/abc"),
        ("dx.doi.org/10.5555/abc", "10.5555/abc"),
        ("www.doi.org/10.5555/abc", "10.5555/abc"),
        ("HTTP://DX.DOI.ORG/10.5555/abc", "10.5555/abc"),
        ("doi:10.5555/abc", "10.5555/abc"),
        ("DOI: 10.5555/abc", "10.5555/abc"),
        ("DOI 10.5555/abc", "10.5555/abc"),
        ("doi\u00a0: 10.5555/abc", "10.5555/abc"),
        ("info:doi/10.5555/abc", "10.5555/abc"),
        ("urn:doi:10.5555/abc", "10.5555/abc"),
        ("10.5555/abc [doi]", "10.5555/abc"),
        ("<10.5555/abc>", "10.5555/abc"),
        ("[10.5555/abc]", "10.5555/abc"),
        ("(10.5555/abc(2))", "10.5555/abc(2)"),
        (" 10.5555/abc. ", "10.5555/abc"),
        ("10.1207/s15327957pspr0203&4_3", "10.1207/s15327957pspr0203&4_3"),
        ("10.1000.10/123", "10.1000.10/123"),
        ("10.5555%2Fabc", "10.5555/abc"),
    ],
)
def test_a_doi_is_made_bare_whatever_stands_around_it(typed, doi):
    assert bare(typed) == doi


@pytest.mark.parametrize(
    "typed",
    ["", "10.5555", "10.5555/", "10.12/abc", "5555/abc", "10.5555/a b", "10.5555/<script>", "10.5555/a{b}", 'javascript:"10.5555/a"', "https://example.org/10.5555/abc", "10.5555/" + "a" * 400, "10.5555/a\u202eb"],
)  # fmt: skip
def test_what_is_no_doi_is_none(typed):
    assert bare(typed) is None
    assert not is_doi(typed)


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        (f"voir {SICI}, p. 3", SICI),
        (f"<p>{SICI_2}</p>", SICI_2),
        (f"({BRACKETS})", BRACKETS),
        ("(doi:10.5555/abc).", "10.5555/abc"),
        ("DOI:10.5555/abc; 10.5555/def", "10.5555/abc"),
        ("[10.5555/abc]", "10.5555/abc"),
        ("<a href='https://doi.org/10.5555/abc'>10.5555/abc</a>", "10.5555/abc"),
        ("« 10.5555/abc »", "10.5555/abc"),
        ("10.1016/S0140-6736(05)17891-7)", "10.1016/S0140-6736(05)17891-7"),
        ("https://example.org/doi/full/10.5555/abc?af=R", "10.5555/abc"),
        ("https://example.org/doi/10.5555/abc/full", "10.5555/abc"),
        ("https://example.org/doi/pdf/10.5555/abc.pdf", "10.5555/abc"),
        ("https://example.org/lire?doi=10.5555/abc&page=2", "10.5555/abc"),
        ("https://example.org/doi/10.1002/(SICI)1520-6408(1996)19:4%3C350::AID-DVG8%3E3.0.CO;2-9", SICI_2),
        ("un texte qui finit par 10.5555/abc...", "10.5555/abc"),
    ],
)
def test_a_doi_is_found_whole_in_a_text_and_nothing_after_it(text, doi):
    assert find(text) == doi


@pytest.mark.parametrize("text", ["", "510.5555/abc", "version 10.2/3", "https://example.org/2010.5555/abc", "10.5555/."])
def test_nothing_is_found_where_there_is_no_doi(text):
    assert find(text) is None


def test_the_first_text_that_has_one_gives_it():
    assert find("rien", "doi:10.5555/abc", "10.5555/def") == "10.5555/abc"


@pytest.mark.parametrize(
    ("doi", "link"),
    [
        ("10.5555/Abc", "https://doi.org/10.5555/Abc"),
        (SICI_2, "https://doi.org/10.1002/(SICI)1520-6408(1996)19:4%3C350::AID-DVG8%3E3.0.CO;2-9"),
        ("10.5555/a#b?c", "https://doi.org/10.5555/a%23b%3Fc"),
    ],
)
def test_the_address_of_a_doi_is_escaped_once(doi, link):
    assert address(doi) == link
    assert bare(link) == doi


@pytest.mark.parametrize(
    ("typed", "prefix"),
    [
        ("https://doi.org/10.5555/a", "https://doi.org/"),
        ("doi:10.5555/a", "doi:"),
        ("10.5555/a", ""),
        ("https://example.org/10.5555/a", ""),
    ],
)
def test_what_stands_before_a_doi_is_known(typed, prefix):
    assert scheme_before(typed) == prefix
