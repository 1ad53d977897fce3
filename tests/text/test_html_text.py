"""From HTML to words, and from words in which some HTML was left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.html_text import text_of_html, text_of_mixed


@pytest.mark.parametrize("read", [text_of_html, text_of_mixed])
@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>Tableau 1</p><p>25 élèves</p>", "Tableau 1 25 élèves"),
        ("<li>un</li><li>deux</li>", "un deux"),
        ("<td>12</td><td>34</td>", "12 34"),
        ("<h2>Titre</h2>suite", "Titre suite"),
        ("Lire<br/>écrire", "Lire écrire"),
        ("Lire<BR>écrire", "Lire écrire"),
        ("Lire<br class='x' />écrire", "Lire écrire"),
        ("<jats:title>Résumé</jats:title><jats:p>Un.</jats:p>", "Résumé Un."),
        ("<jats:sec><jats:p>Un.</jats:p></jats:sec><jats:sec><jats:p>Deux.</jats:p></jats:sec>", "Un. Deux."),
        ("H<sub>2</sub>O et 10<sup>3</sup>", "H2O et 103"),
        ("<i>Lire</i>-<b>écrire</b>", "Lire-écrire"),
        ("mot<jats:italic>s</jats:italic>", "mots"),
        ("Lire &amp; écrire", "Lire & écrire"),
        ("Lire &amp;amp; écrire", "Lire & écrire"),
        ("Lire &amp;amp;amp; écrire", "Lire & écrire"),
        ("&lt;em&gt;Lire&lt;/em&gt; l&amp;#039;&amp;eacute;t&amp;eacute;", "Lire l'été"),
        ("p &lt; .05 et x &gt; 3", "p < .05 et x > 3"),
        ("p < .05 et x > 3", "p < .05 et x > 3"),
        ("R&D, AT&T, &notable", "R&D, AT&T, &notable"),
        ("a <!-- non --> b", "a b"),
        ("<script>alert(1)</script>mot", "mot"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;mot", "mot"),
        ("", ""),
    ],
)
def test_words_are_read(read, markup, words):
    assert read(markup) == words


def test_letters_that_only_look_like_a_tag_stay_in_words():
    assert text_of_mixed("si a<b et c>d") == "si a<b et c>d"
    assert text_of_mixed("A -> B <3") == "A -> B <3"


@pytest.mark.parametrize("markup", ["<svg onload=alert(1)>x</svg>", "<img src=x onerror=alert(1)>x", "<a href='javascript:x'>x</a>", "<foo:bar>x</foo:bar>", "<script>jamais fermé"])  # fmt: skip
def test_no_tag_of_a_stranger_stays(markup):
    assert text_of_html(markup) in ("x", "")


@given(st.text(alphabet="<>&;abp/ #39=\"'!-", max_size=60))
def test_reading_twice_changes_nothing(markup):
    once = text_of_html(markup)
    assert text_of_mixed(once) == once or "<" in once  # what looks like a tag once more is only words
    assert once == " ".join(once.split())
