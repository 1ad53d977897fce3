"""People's Markdown: what it may say in HTML, and what stays plain text."""

from collections.abc import Callable
from html import escape
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.edition.prose.html import ProseRenderer, markdown_text
from pipeline.text.citation_syntax import CitationGroup
from pipeline.text.files import Source
from pipeline.text.markdown import blocks
from pipeline.text.prose import Prose
from tests.site.built_pages import page, parse
from tests.site.sites import built
from tests.support import PAGE, fiche_with, make_site


def renderer(text: str, link: Callable[[str], str] = lambda target: target) -> ProseRenderer:
    """Return a renderer of ``text`` that shows a group of citations as its keys."""

    def cite(group: CitationGroup) -> str:
        return f"<cite>{escape('+'.join(citation.key for citation in group.citations))}</cite>"

    return ProseRenderer(Prose(Source("exemple.md", text), tuple(blocks(text))), cite, link)


def html(text: str) -> str:
    return renderer(text).block(0, len(text))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Du **gras**, de l’*italique*.", "<p>Du <strong>gras</strong>, de l’<em>italique</em>.</p>"),
        ("Un\n\nDeux", "<p>Un</p>\n<p>Deux</p>"),
        ("1. a\n2. b\n\n- c", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n<ul>\n<li>c</li>\n</ul>"),
        ("3. trois", '<ol start="3">\n<li>trois</li>\n</ol>'),
        ("> cité", "<blockquote>\n<p>cité</p>\n</blockquote>"),
        ("### Que veut dire ce chiffre?", '<h3 id="que-veut-dire-ce-chiffre">Que veut dire ce chiffre?</h3>'),
        ("## L’été à l’école", '<h2 id="l-ete-a-l-ecole">L’été à l’école</h2>'),
        ("a  \nb", "<p>a<br>\nb</p>"),
        (r"2 \* 3 \_ 4 \@ 5", "<p>2 * 3 _ 4 @ 5</p>"),
        ("Limites\n-\nfin", "<p>Limites\n-\nfin</p>"),  # no heading that the checks have not seen
        ("Limites\n===", "<p>Limites\n===</p>"),
        ("Limites\n---\nfin", "<p>Limites</p>\n<hr>\n<p>fin</p>"),
    ],
)
def test_plain_markdown_becomes_html(text, shown):
    assert html(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>gras</b>", "<p>&lt;b&gt;gras&lt;/b&gt;</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("<div onclick=x>\n\nbonjour\n\n</div>", "<p>&lt;div onclick=x&gt;</p>\n<p>bonjour</p>\n<p>&lt;/div&gt;</p>"),
        ("<img src=x onerror=alert(1)>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>"),
        ("<svg/onload=x>", "<p>&lt;svg/onload=x&gt;</p>"),
        ("<<b>script>", "<p>&lt;&lt;b&gt;script&gt;</p>"),
        ("jamais <b fermé", "<p>jamais &lt;b fermé</p>"),
        ("&lt;script&gt; &#x3C;b&#x3E; &amp;", "<p>&lt;script&gt; &lt;b&gt; &amp;</p>"),
        ("a < b & c > d", "<p>a &lt; b &amp; c &gt; d</p>"),
        ("a <!-- jamais fermé", "<p>a &lt;!-- jamais fermé</p>"),
        ("\x02wzxhzdk:0\x03", "<p>wzxhzdk:0</p>"),
    ],
)
def test_raw_html_is_shown_and_does_nothing(text, shown):
    assert html(text) == shown


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "java&#9;script:alert(1)",
        "java&NewLine;script:alert(1)",
        "&#106;avascript:alert(1)",
        "&#1;javascript:alert(1)",
        "<javascript:alert(1)>",
        "data:text/html,exemple",
        "vbscript:exemple",
        "file:///exemple",
        "tel:5551234",
        "https:javascript:exemple",
        "https://[::1",
    ],
)
def test_a_link_of_another_kind_loses_its_address_and_keeps_its_words(target):
    assert html(f"[mot]({target})") == '<p><a rel="noopener">mot</a></p>'


def test_a_scheme_cut_by_a_tab_is_no_scheme_any_more():
    assert html("[mot](java\tscript:alert(1))") == '<p><a href="java  script:alert(1)" rel="noopener">mot</a></p>'


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,exemple", "vbscript:exemple"])
def test_a_dangerous_address_is_removed_from_a_reference_and_an_autolink_too(target):
    assert html(f"[mot][cible]\n\n[cible]: {target}") == '<p><a rel="noopener">mot</a></p>'
    assert "href" not in html(f"<{target}>")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*mot*{: #cible .classe onclick=x }", "<p><em>mot</em>{: #cible .classe onclick=x }</p>"),
        (
            "[mot](https://exemple.invalid/){target=_blank}",
            '<p><a href="https://exemple.invalid/" rel="noopener">mot</a>{target=_blank}</p>',
        ),
        ("Texte\n{: .classe }", "<p>Texte\n{: .classe }</p>"),
        ("```{.python onclick=x}\nmot\n```", "<pre><code>mot\n</code></pre>"),
    ],
)
def test_attribute_lists_are_not_applied(text, shown):
    assert html(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[mot][cible]\n\n[cible]: https://exemple.invalid/", '<p><a href="https://exemple.invalid/" rel="noopener">mot</a></p>'),
        ("[cible]\n\n[cible]: https://exemple.invalid/", '<p><a href="https://exemple.invalid/" rel="noopener">cible</a></p>'),
        (
            "<https://exemple.invalid/?a=1&b=2>",
            '<p><a href="https://exemple.invalid/?a=1&amp;b=2" rel="noopener">https://exemple.invalid/?a=1&amp;b=2</a></p>',
        ),
        ("<a@exemple.invalid>", '<p><a href="mailto:a@exemple.invalid" rel="noopener">a@exemple.invalid</a></p>'),
        ("[mot](mailto:a@exemple.invalid)", '<p><a href="mailto:a@exemple.invalid" rel="noopener">mot</a></p>'),
        ("[mot](https://exemple.invalid/%22x)", '<p><a href="https://exemple.invalid/%22x" rel="noopener">mot</a></p>'),
        ("https://exemple.invalid/ nu", "<p>https://exemple.invalid/ nu</p>"),
    ],
)
def test_every_way_to_write_a_link(text, shown):
    assert html(text) == shown


@pytest.mark.parametrize("text", ["[" * 3_000, "[a](" * 3_000, "[a][b" * 3_000, "![a](" * 3_000, "`[`" + "[a " * 3_000])
def test_thousands_of_brackets_that_close_nothing_are_shown_as_they_are(text):
    assert html(text) == f"<p>{text.replace('`[`', '<code>[</code>')}</p>"


def test_more_loose_brackets_than_anyone_types_make_no_link_and_their_neighbours_still_do():
    def nested(depth: int) -> str:
        return "[" * depth + "mot" + "]" * depth + "(https://exemple.invalid/)"

    assert len(parse(html(nested(9))).all("a")) == 1
    assert parse(html(nested(99))).all("a") == []
    assert parse(html(nested(99) + " et [un autre](https://exemple.invalid/)")).one("a").text == "un autre"
    assert len(parse(html("[mot](https://exemple.invalid/) " * 99)).all("a")) == 99


def test_a_reference_defined_in_another_section_is_found():
    text = "## Un\n\n[mot][cible]\n\n## Deux\n\n[cible]: https://exemple.invalid/\n"
    first = renderer(text).block(0, text.index("## Deux"))
    assert parse(first).one("a").attributes["href"] == "https://exemple.invalid/"


def test_a_table_has_column_headers_and_its_alignment():
    tree = parse(html("|a|b|\n|:-:|--|\n|1|<b>2</b>|"))
    assert [(cell.text, cell.attributes) for cell in tree.all("th")] == [
        ("a", {"scope": "col", "style": "text-align: center;"}),
        ("b", {"scope": "col"}),
    ]
    assert [cell.text for cell in tree.all("td")] == ["1", "<b>2</b>"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("`a <b> {{ c }}`", "<p><code>a &lt;b&gt; {{ c }}</code></p>"),
        ("``d ` e``", "<p><code>d ` e</code></p>"),
        ("    indenté", "<pre><code>indenté\n</code></pre>"),
        ("```python\nx < 1 & {{ y }}\n```", "<pre><code>x &lt; 1 &amp; {{ y }}\n</code></pre>"),
        ("```terminal\n$ a\n```", '<pre tabindex="0"><code class="language-terminal">$ a\n</code></pre>'),  # it scrolls
        ("~~~\n[a](javascript:x)\n~~~", "<pre><code>[a](javascript:x)\n</code></pre>"),
        ("`@cle` `[@cle, p. 5]`", "<p><code>@cle</code> <code>[@cle, p. 5]</code></p>"),
    ],
)
def test_code_is_shown_as_it_is(text, shown):
    assert html(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Un <!-- silence O001 : exemple --> deux", "<p>Un  deux</p>"),
        ("<!-- sur\ndeux lignes -->\n\nTexte", "<p>Texte</p>"),
        ("`<!-- montré -->` <!-- caché -->", "<p><code>&lt;!-- montré --&gt;</code> </p>"),
        ("```\n<!-- montré -->\n```", "<pre><code>&lt;!-- montré --&gt;\n</code></pre>"),
        ("~~~~\n<!-- montré\n~~~\nencore -->\n~~~~", "<pre><code>&lt;!-- montré\n~~~\nencore --&gt;\n</code></pre>"),
    ],
)
def test_a_comment_is_not_published_unless_it_is_code(text, shown):
    assert html(text) == shown


_SIGNS = "aéœZ 09.,;:!?()«»’'\"%$–—…/=+-~|{}#@\u00a0"


@given(st.lists(st.text(_SIGNS, max_size=30).map(lambda end: ("Été " + end).strip()), min_size=1, max_size=3))
@settings(deadline=None, max_examples=300)
def test_paragraphs_without_markdown_are_what_the_library_makes_of_them(paragraphs):
    text = "\n\n".join(paragraphs)
    # A bold word at the end: the whole goes through the library.
    assert html(f"{text}\n\n**fin**") == f"{html(text)}\n<p><strong>fin</strong></p>"


@pytest.mark.parametrize("text", ["{{ x }}", "{% include 'secret' %}", "{# note #}", "${x}", "{{ config.extra }}", "[[x]]", "{{% raw %}}"])
def test_template_signs_are_plain_text(text):
    assert html(text) == f"<p>{text}</p>"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Un fait [@cle, p. 5].", "<p>Un fait&nbsp;<cite>cle</cite>.</p>"),
        ("Un fait [@a, p. 5; @b, tableau 2, #id].", "<p>Un fait&nbsp;<cite>a+b</cite>.</p>"),
        ("@cle [p. 5] montre.", "<p><cite>cle</cite> montre.</p>"),
        ("Selon @cle [p. 5].", "<p>Selon <cite>cle</cite>.</p>"),
        ("**Un fait [@cle, p. 5]**", "<p><strong>Un fait&nbsp;<cite>cle</cite></strong></p>"),
        ("- un [@a, p. 1]\n- deux [@b, p. 2]", "<ul>\n<li>un&nbsp;<cite>a</cite></li>\n<li>deux&nbsp;<cite>b</cite></li>\n</ul>"),
        ("|a|\n|-|\n|un [@a, p. 1]|", None),
        (r"Écrire à \@cle.", "<p>Écrire à @cle.</p>"),
        ("courriel a@exemple.invalid", "<p>courriel a@exemple.invalid</p>"),
    ],
)
def test_a_citation_becomes_what_is_given_for_it(text, shown):
    if shown is None:
        assert parse(html(text)).one("td").one("cite").text == "a"
    else:
        assert html(text) == shown


def test_a_slice_shows_only_its_own_citations():
    text = "Un [@a, p. 1].\n\nDeux [@b, p. 2]."
    end = text.index("\n\n")
    assert renderer(text).block(0, end) == "<p>Un&nbsp;<cite>a</cite>.</p>"
    assert renderer(text).block(end, len(text)) == "<p>Deux&nbsp;<cite>b</cite>.</p>"


@pytest.mark.parametrize(
    ("text", "shown"),
    [("Un **mot**", "Un <strong>mot</strong>"), ("Un [@a, p. 1].", "Un&nbsp;<cite>a</cite>."), ("Un\n\nDeux", "<p>Un</p>\n<p>Deux</p>")],
)
def test_a_slice_of_one_paragraph_has_no_paragraph_tag(text, shown):
    assert renderer(text).inline(0, len(text)) == shown


def test_only_addresses_that_are_kept_are_mended():
    seen: list[str] = []

    def link(target: str) -> str:
        seen.append(target)
        return "../autre/"

    text = "[un](../fiches/b.md#c) [deux](javascript:x) [trois][r]\n\n[r]: c.md"
    tree = parse(renderer(text, link).block(0, len(text)))
    assert [anchor.attributes.get("href") for anchor in tree.all("a")] == ["../autre/", None, "../autre/"]
    assert seen == ["../fiches/b.md#c", "c.md"]


_PIECES = st.sampled_from(
    [
        "<", ">", "</", "/>", "<!--", "-->", "<script>", "</script>", "<b ", "onerror=x", '"', "'", "`", "```", "~~~", "\n", "\n\n", "    ", "\t",
        "*", "**", "_", "[", "]", "(", ")", "](", "][", "]: ", "!", "#", "## ", "> ", "- ", "1. ", "|", "|-|", "{", "}", "{{", "{%", "{: .a }",
        "javascript:", "java&#9;script:", "data:", "https://exemple.invalid/", "a.md", "&", "&lt;", "&#60;", "&#x3C;", "@cle", "[@cle, p. 5]",
        "[@", ";", "\\", "é", "mot", " ", "\u00a0", "<https://exemple.invalid/>", "<![CDATA[", "<?",
    ]
)  # fmt: skip
_ALLOWED = {
    "p", "em", "strong", "ul", "ol", "li", "blockquote", "code", "pre", "a", "br", "hr", "h2", "h3", "h4", "table", "thead", "tbody", "tr", "th",
    "td", "cite",
}  # fmt: skip


@settings(deadline=None)
@given(st.lists(_PIECES, max_size=30).map("".join))
def test_whatever_is_typed_gives_harmless_and_well_formed_html(text):
    tree = parse(html(text))
    for element in tree.walk():
        assert element.tag in _ALLOWED
        assert set(element.attributes) <= {"href", "rel", "title", "scope", "style", "start", "id"}
        assert urlsplit(element.attributes.get("href", "").strip()).scheme in ("", "http", "https", "mailto")


LINKS = {
    "../fiches/exemple.md": "../fiches/exemple/",
    "../fiches/exemple.md#limites": "../fiches/exemple/#limites",
    "../pages/autre.md": "../autre/",
    "./autre.md": "../autre/",
    "autre.md": "../autre/",
    "a-propos.md#exemple": "#exemple",
    "#exemple": "#exemple",
    "https://exemple.invalid/autre.md": "https://exemple.invalid/autre.md",
}


def test_a_link_between_content_files_becomes_a_link_between_pages(tmp_path):
    files = {
        "content/pages/a-propos.md": PAGE + "".join(f"\nVoir [{target}]({target}).\n" for target in LINKS),
        "content/pages/autre.md": PAGE.replace("Page exemple", "Autre exemple"),
    }
    site = built(make_site(tmp_path, files, templates=True)).site
    links = {link.text: link.attributes["href"] for link in page(site, "a-propos/").one("article").all("a")}
    assert {target: links.get(target) for target in LINKS} == LINKS


def test_each_part_of_a_sheet_is_cleaned(tmp_path):
    sheet = fiche_with("- Que ferions-nous?", "- Que ferions-nous `<b>` {{ x }}?")
    sheet = sheet.replace("- **Quoi**\u00a0: un essai", "- **Quoi**\u00a0: `<i>` & {% y %}").replace(
        "Exemple de contexte.", "Exemple `<u>` {# z #}."
    )
    site = built(make_site(tmp_path, {"content/fiches/exemple.md": sheet}, templates=True)).site
    article = page(site, "fiches/exemple/").one("article")
    assert article.one("ul", id="questions").all("li")[0].text == "Que ferions-nous <b> {{ x }}?"
    assert article.one("div", class_="p-leads").all("dd")[2].text == "<i> & {% y %}"
    assert [code.text for code in article.all("code")][:3] == ["<i>", "<u>", "<b>"]


@pytest.mark.parametrize(
    "text", ["Simple", "a: b < c & d | e ~ f", "*f* _g_ `h` [i](j) {#k} {{ l }}", "1. a", "# b", "a\\b", "&amp; <b>", "Été + 1 - 2 ! 3."]
)
def test_a_heading_of_the_docs_tree_shows_its_text_as_it_is(text):
    import markdown

    heading = parse(markdown.markdown(f"## {markdown_text(text)} {{#ancre}}", extensions=["attr_list", "toc"])).one("h2")
    assert (heading.text, heading.attributes) == (text, {"id": "ancre"})
