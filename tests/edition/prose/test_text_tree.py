"""Safe HTML as plain data: the same text, its links, its ranks."""

from pipeline.edition.prose.text_tree import breakable, plain, tree


def test_emphasis_lists_and_links_keep_their_kinds():
    html = '<p>Un <em>mot</em>, un <strong>autre</strong> &amp; un <a href="https://exemple.invalid/a" rel="noopener">lien</a>.</p>\n<ul>\n<li>un</li>\n</ul>'
    link = {"k": "a", "vers": "https://exemple.invalid/a", "c": ["lien"]}
    assert tree(html) == [
        {"k": "p", "c": ["Un ", {"k": "em", "c": ["mot"]}, ", un ", {"k": "strong", "c": ["autre"]}, " & un ", link, "."]},
        {"k": "ul", "c": [{"k": "li", "c": ["un"]}]},
    ]


def test_an_address_in_the_text_becomes_a_link_without_its_full_stop():
    address = "https://doi.org/10.1234/exemple"
    assert tree(f"Revue, <i>1</i>. {address}.") == [
        "Revue, ", {"k": "em", "c": ["1"]}, ". ", {"k": "a", "vers": address, "c": [address]}, ".",
    ]  # fmt: skip


def test_a_link_that_leads_to_no_web_address_is_words():
    assert tree('<a href="#limites">plus bas</a> <a href="javascript:x">ici</a> <a href="">là</a>') == ["plus bas", " ", "ici", " ", "là"]


def test_headings_begin_at_the_rank_that_is_asked_and_skip_none():
    ranks = [node["rang"] for node in tree("<h4>a</h4><h4>b</h4><h2>c</h2><h4>d</h4>", 3)]
    assert ranks == [3, 4, 3, 4]


def test_a_word_that_no_line_holds_may_be_cut():
    assert breakable("court " + "a" * 40) == "court " + "a" * 40
    assert breakable("a" * 50) == "\u200b".join(("a" * 20, "a" * 20, "a" * 10))


def test_the_words_of_a_tree_are_those_of_the_text():
    assert plain(tree("<p>Un <em>mot <code>x</code></em><br>fin</p>")) == "Un mot xfin"
