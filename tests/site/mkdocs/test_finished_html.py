"""The extension that spares MkDocs the reading of finished HTML: pages are what Python-Markdown makes of the same tree without it."""

import re

import pytest
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor

from pipeline.site.mkdocs.finished_html import FinishedHtml
from tests.site.sites import Site


class Marked(Extension):
    """Another extension, with a pattern of its own: « %%exemple%% »."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.inlinePatterns.register(SimpleTagInlineProcessor("(%%)(.*?)%%", "mark"), "marked", 50)


def page_of(text: str, *extensions: Extension) -> tuple[str, list[str]]:
    """Return the HTML of a page's Markdown, without its blank lines, and the anchors of its table of contents."""
    markdown = Markdown(extensions=[*extensions, "attr_list", "toc"])
    html = markdown.convert(text)
    return re.sub(r"\n+", "\n", html), [token["id"] for token in markdown.toc_tokens]  # type: ignore[attr-defined]


def test_every_page_of_a_site_is_the_same_but_for_blank_lines(example_site: Site):
    texts = [path.read_text(encoding="utf-8").split("\n---\n", 1)[1] for path in sorted(example_site.project.docs.rglob("*.md"))]
    assert len(texts) > 20
    for text in texts:
        assert page_of(text, FinishedHtml()) == page_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "<p>Avant</p>\n\n## Exemple {#exemple}\n\n<p>Après</p>",
        "## Exemple {#exemple}",
        # The rules' page shows what is typed: a heading there is none of the page's.
        "<pre>Avant\n\n## Exemple {#exemple}\n\nAprès</pre>\n\n## Titre {#titre}\n\n<p>Fin</p>",
        "<p>Avant<br>\n## Exemple {#exemple}\nAprès</p>",
        "<div>\n<p>Un</p>\n\n<p>Deux</p>\n</div>",
        "Une phrase *exemple*, sans HTML.",
        "## Titre *exemple*, `code` et [lien](a.html) {#titre}\n\n<p>Après</p>",
        "## Arts &amp; métiers {#arts}\n\n<p>Après</p>",
        "#Titre collé {#exemple}\n\n####### Sept {#sept}\n\n<p>Après</p>",
        "\n\n## Après des lignes vides {#exemple}\n\n<p>Après</p>",
        "",
    ],
)
def test_a_text_is_read_as_without_it(text: str):
    assert page_of(text, FinishedHtml()) == page_of(text)


def test_the_pattern_of_another_extension_is_read():
    html, _ = page_of("## Titre %%exemple%% {#titre}\n\n<p>Après</p>", FinishedHtml(), Marked())
    assert html == '<h2 id="titre">Titre <mark>exemple</mark></h2>\n<p>Après</p>'
