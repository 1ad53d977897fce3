"""Pages made to be read for ever: each is read in a time that grows with its length, not with its square."""

from html.parser import HTMLParser

import pytest

from pipeline.intake.proofs.copies import without_sections


class Counted(HTMLParser):
    """Counts what the parser looks at: each time that it goes on from a « < »."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, attrs))


@pytest.mark.parametrize("unit", ["<", "<!", "<!--", "<a ", "</", "<![CDATA[", "<?", "<a b='", '<a b="'])
def test_what_never_ends_is_text(unit: str):
    page = without_sections(unit * 50_000)
    reader = Counted()
    reader.feed(page)  # minutes, were each « < » read to the end of the page
    reader.close()
    assert reader.tags == []


def test_a_page_with_comments_and_signs_keeps_its_tags():
    page = '<html><!-- <meta name="non"> --><meta name="citation_doi" content="a < b, 10.1234/x"><p>3 < 4 <b>gras</b>'
    reader = Counted()
    reader.feed(without_sections(page))
    assert [tag for tag, _ in reader.tags] == ["html", "meta", "p", "b"]
    assert ("content", "a < b, 10.1234/x") in reader.tags[1][1]
