"""Hostile content: each attack is refused by name, or published as plain text that does nothing."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.edition.prose.html import ProseRenderer
from pipeline.patterns import pattern
from pipeline.project import Project
from pipeline.rules.run import check
from pipeline.site.build import build
from pipeline.text.files import Source
from pipeline.text.markdown import blocks
from pipeline.text.prose import Prose
from tests.rules.examples import (
    ACTIVITY,
    BIB,
    COUNCIL,
    NOTE,
    SHEET,
    VOCABULARY,
    Files,
    activity,
    bib,
    committee,
    council,
    line_of,
    note,
    page,
    place_of,
    sheet,
    shown_at,
    text,
    unmarked,
    vocabulary,
)
from tests.shared import once
from tests.site.built_pages import Element, html_files, parse, snapshot
from tests.site.built_pages import page as page_of
from tests.support import BIBLIOGRAPHIE, FICHE, LONG, PAGE, REPOSITORY, TODAY, make_site, modules

TITLE = "titre: Exemple de fiche sur le tutorat"
CONTEXT = "Exemple de contexte."
MOVED = "redirections:\n  - {{de: {}, vers: {}, le: 2026-11-24}}\n"
MACROS = "@string{a = {exemple}}\n" + "".join(
    f"@string{{{new} = {old} # {old} # {old} # {old}}}\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
ENTRY = "author = {{A. Exemple}}, title = {{Exemple}}, journal = {{Exemple}}, year = {{2020}}}}\n\n"
ANY_PAGE = "content/pages/exemple.md"
MOVES = "content/redirections.yml"
REGISTER = "content/adresses.txt"


# What is never published.


def with_key(key: str) -> Files:
    """Return the bibliography with a first entry of that key."""
    return {BIB: f"@article{{{key},\n  {ENTRY.format()}{BIBLIOGRAPHIE}"}


def moved(here: str, there: str) -> Files:
    return {MOVES: MOVED.format(json.dumps(here), json.dumps(there))}


def excerpt(attributes: str, title: str = "résumé") -> Files:
    """Return the French note with another heading above its first excerpt."""
    return note("## résumé {#taille lang=fr lu=resume}", f"‸## {title} {{{attributes}}}")


def nested(levels: int) -> str:
    return "".join("\n" + " " * (2 + level) + "a:" for level in range(levels))


# Name, what is changed in the small site, and an error: « place code », the place being a mark.
REFUSED: list[tuple[str, Files, str]] = [
    # File names and addresses.
    ("file name of 250 characters", {f"content/fiches/{'a' * 250}.md": FICHE}, f"content/fiches/{'a' * 250}.md:1:1 F007"),
    ("file name with an option", {"content/fiches/--exemple.md": FICHE}, "content/fiches/--exemple.md:1:1 F007"),
    ("file name with HTML", {"content/fiches/<b>.md": FICHE}, "content/fiches/<b>.md:1:1 F007"),
    ("file name with a terminal command", {"content/fiches/\x1b[2J.md": FICHE}, "content/fiches/\x1b[2J.md:1:1 F007"),
    ("page over the home page", {"content/pages/index.md": PAGE}, "content/pages/index.md:1:1 A005"),
    ("page over the list of sheets", {"content/pages/fiches.md": PAGE}, "content/pages/fiches.md:1:1 A005"),
    ("page over the search page", {"content/pages/recherche.md": PAGE}, "content/pages/recherche.md:1:1 A005"),
    ("page over the search index", {"content/pages/pagefind.md": PAGE}, "content/pages/pagefind.md:1:1 A005"),
    ("page over the theme's files", {"content/pages/assets.md": PAGE}, "content/pages/assets.md:1:1 A005"),
    ("sheet over the list of sheets", {"content/fiches/index.md": FICHE.replace("Exemple de", "Autre exemple de")}, "content/fiches/index.md:1:1 A005"),
    ("theme over the list of themes", vocabulary("slug: lecture", "slug: index"), f"{VOCABULARY}:1:1 A005"),
    ("theme twice", vocabulary("slug: lecture", "slug: tutorat"), f"{VOCABULARY}:1:1 A005"),
    ("redirection over the home page", moved("index/", "fiches/"), f"{MOVES}:2:5 A005"),
    ("redirection over the search index", moved("pagefind/", "fiches/"), f"{MOVES}:2:5 A005"),
    ("redirection over the next page of a list", moved("fiches/page/2/", "fiches/"), f"{MOVES}:2:5 A005"),
    ("redirection from a page", moved("fiches/exemple/", "regles/"), f"{MOVES}:2:5 A003"),
    ("redirection to another host", moved("a/", "//malin.invalid/"), f"{MOVES}:2:22 E015"),
    ("redirection to a script", moved("a/", "javascript:alert()"), f"{MOVES}:2:22 E015"),
    ("redirection to a full address", moved("a/", "https://malin.invalid/"), f"{MOVES}:2:22 E015"),
    ("redirection out of the site", moved("a/", "../../b/"), f"{MOVES}:2:22 E015"),
    ("redirection from out of the site", moved("../a/", "fiches/"), f"{MOVES}:2:10 E015"),
    ("redirection with markup", moved("a/", "fiches/\"><script>/"), f"{MOVES}:2:22 E015"),
    ("redirection with an address after it", moved("a/", "fiches/;url=//malin.invalid/"), f"{MOVES}:2:22 E015"),
    ("register: another host", {REGISTER: "//malin.invalid/\n"}, f"{REGISTER}:1:1 A001"),
    ("register: a script", {REGISTER: "javascript:alert()\n"}, f"{REGISTER}:1:1 A001"),
    ("register: markup", {REGISTER: "<script>alert()</script>\n"}, f"{REGISTER}:1:1 A001"),
    ("register: out of the site", {REGISTER: "../../../etc/passwd/\n"}, f"{REGISTER}:1:1 A001"),
    ("register: a file that is there, out of content", {REGISTER: "../research_notes/notes/sample2021/\n"}, f"{REGISTER}:1:1 A001"),
    ("register: a file of the machine", {REGISTER: f"{REPOSITORY}/README/\n"}, f"{REGISTER}:1:1 A001"),
    ("register: a line of 15 000 characters", {REGISTER: "a" * 15_000 + "/\n"}, f"{REGISTER}:1:1 A001"),
    # The council's own data.
    ("site whose links lead to another host", council("adresse: null", "adresse: ‸https://exemple.invalid//malin.invalid/"), "‸ E015"),
    ("site that is a script", council("adresse: null", "adresse: ‸'javascript:alert()'"), "‸ E015"),
    ("site with a question", council("adresse: null", "adresse: ‸https://exemple.invalid/?a="), "‸ E015"),
    ("site that looks like another", council("adresse: null", "adresse: ‸https://exemple.org@malin.invalid/"), "‸ E015"),
    ("repository that is a script", council("depot: null", "depot: ‸'javascript:alert()//'"), "‸ E015"),
    ("repository with a handler", council("depot: null", "depot: ‸'https://exemple.invalid/\"onclick=alert()'"), "‸ E015"),
    ("contact that writes to someone else", council("contact: null", "contact: ‸'a?cc=b%40malin.invalid&c@exemple.org'"), "‸ E015"),
    ("contact with markup", council("contact: null", "contact: ‸'<b>@exemple.org'"), "‸ E015"),
    ("committee whose source is a script", committee("https://www.example.org/comite", "‸'javascript:a()'"), "‸ E015"),
    ("theme with an address out of the site", vocabulary("slug: lecture", "slug: ‸../../lecture"), "‸ E015"),
    ("theme with markup in its address", vocabulary("slug: lecture", "slug: ‸'\"><b>'"), "‸ E015"),
    # YAML.
    ("deep braces", sheet(TITLE, "titre: " + "{a: " * 11 + "‸" + "{a: " * 3989), "‸ E004"),
    ("deep lines", sheet(TITLE, "titre:" + nested(400).replace(" " * 13 + "a:", " " * 13 + "‸a:", 1)), "‸ E004"),
    ("deep complex keys", sheet(TITLE, "? " * 12 + "‸" + "? " * 4988 + TITLE), "‸ E004"),
    ("aliases in redirections", {MOVES: "redirections: ‸&a [*a, *a]\n"}, "‸ E004"),
    ("aliases in the council's data", council("territoires:", "x: ‸&a [b]\ny: *a\nterritoires:"), "‸ E004"),
    ("front matter of 210 000 characters", sheet(TITLE, TITLE + "\n" + "\n".join(["# " + "exemple " * 1000] * 27)), f"{SHEET}:2:1 E004"),
    ("Python object", sheet(TITLE, "titre: ‸!!python/object/apply:os.system [exemple]"), "‸ E012"),
    ("merge key", sheet(TITLE, f"‸<<: {{{TITLE}}}"), "‸ E010"),
    ("number of 5000 digits", activity("participants: 206", "participants: ‸" + "9" * 5000), "‸ E015"),
    ("number in floating point", activity("participants: 206", "participants: ‸.inf"), "‸ E012"),
    ("two documents", {MOVES: "redirections: []\n‸---\nredirections: []\n"}, "‸ E002"),
    ("time zone that is a file", activity("etat: tenue", "etat: tenue\nfuseau: ‸../../../etc/passwd"), "‸ E015"),
    ("year 99999", sheet("publiee_le: 2026-11-01", "publiee_le: ‸99999-01-01"), "‸ E014"),
    ("link of an activity that is a script", activity("participants: 206", "lien: ‸'javascript:alert()'"), "‸ E015"),
    ("source of an activity with a handler", activity("https://www.example.org/webinaire", "‸'https://exemple.invalid/\"onclick=a'"), "‸ E015"),
    # Bibliography.
    ("address of a reference that is a script", bib("{2020},", "{2020},\n  ‸url = {javascript:alert(1)},"), "‸ B006"),
    ("address of a reference that is data", bib("{2020},", "{2020},\n  ‸url = {data:text/html,exemple},"), "‸ B006"),
    ("address of a reference with a handler", bib("{2020},", "{2020},\n  ‸url = {https://exemple.invalid/\"onclick=a},"), "‸ B006"),
    ("address of a reference that does not parse", bib("{2020},", "{2020},\n  ‸url = {https://[::1},"), "‸ B006"),
    ("DOI with markup", bib("doi     = {10.1234/sample.2021}", "‸doi     = {10.1234/\"><script>}"), "‸ U003"),
    ("key that climbs out of the site", with_key("‸exemple(/../../../../../malin"), "‸ B005"),
    ("key that climbs, between parentheses", {BIB: f"@article(exemple{{/../../../malin,\n  {ENTRY.format()[:-3]})\n\n{BIBLIOGRAPHIE}"}, f"{BIB}:1:10 B005"),
    ("key with markup", with_key("‸exemple(\"><script>"), "‸ B005"),
    ("key of 300 characters", with_key("‸" + "a" * 300), "‸ B005"),
    ("key over the list of references", with_key("‸index"), "‸ A005"),
    ("macros that double", bib("@article{exemple2020,", MACROS.replace("f =", "‸f =") + "@article{exemple2020,\n  note = i,"), "‸ B001"),
    ("macros by the hundred", bib("@article{exemple2020,", "".join(f"@string{{{'‸' * (i == 188)}a{i} = {{b}}}}\n" for i in range(300)) + "@article{exemple2020,"), "‸ B001"),
    ("value joined a thousand times", bib("year    = {2020}", "year    = {2020} # {}" + " # {}" * 1000), f"{place_of('exemple2020', BIB, BIBLIOGRAPHIE)} B001"),
    ("braces 3000 deep", bib("{{Exemple d’étude sur le tutorat}}", "{" * 3000 + "}" * 3000), f"{place_of('  title', BIB, BIBLIOGRAPHIE)} B001"),
    # Reading notes.
    ("excerpt whose address is a script", excerpt("#taille lang=fr lu=resume url=javascript:alert()"), "‸ N002"),
    ("excerpt whose address does not parse", excerpt("#taille lang=fr lu=resume url=https://[::1"), "‸ N002"),
    ("excerpt whose address has a handler", excerpt("#taille lang=fr lu=resume url=https://exemple.invalid/'onclick=a"), "‸ N002"),
    ("excerpt with a handler", excerpt("#taille lang=fr lu=resume onclick=alert()"), "‸ N002"),
    ("excerpt with markup in its name", excerpt("#\"><script> lang=fr lu=resume"), "‸ N002"),
    ("excerpt with markup in its language", excerpt("#taille lang=fr\"onclick=\"a lu=resume"), "‸ N002"),
    ("locator with brackets", excerpt("#taille lang=fr lu=resume", "résumé](javascript:alert())"), "‸ N005"),
    ("locator that is a template", excerpt("#taille lang=fr lu=resume", "{{ config }} résumé"), "‸ N005"),
    ("note whose registry is a script", note("lu: resume", "registre: [{etat: correction, date: 2026-11-01, adresse: ‸'javascript:a()'}]\nlu: resume"), "‸ E015"),
    # Texts.
    ("citation that climbs out of the site", text("Exemple [‸@../../malin, résumé]."), "‸ C007"),
    ("citation with markup", text("Exemple [@sample2021‸<b>, résumé]."), "‸ S022"),
    ("silence over markup", page("Du texte.", "‸<!-- silence S022 : exemple -->\n<b>Du texte.</b>"), "‸ X002"),
    ("link of 15 000 characters", page("Du texte.", f"‸[mot]({'a' * 15_000}.md)"), "‸ S025"),
    ("link of 4000 characters", page("Du texte.", f"[mot](‸{'a' * 4_000}.md)"), "‸ L002"),
    ("link to a file with a zero byte", page("Du texte.", "[mot](‸a%00.md)"), "‸ L002"),
    ("brackets 3000 deep", page("Du texte.", "‸" + "[" * 2000 + "]" * 2000), "‸ S025"),
    ("list 300 deep", page("Du texte.", "\n".join("‸" * (level == 11) + " " * 4 * level + "- a" for level in range(300))), "‸ S025"),
    ("paragraph of 6000 characters over lines", page("Du texte.", "\n".join(["exemple " * 10] * 62 + ["‸" + "exemple " * 10] + ["exemple " * 10] * 12)), "‸ S025"),
    ("paragraph without end, cut by comments", page("Du texte.", "<!--\n\n-->\n".join(["exemple " * 10] * 56 + ["‸" + "exemple " * 10] + ["exemple " * 10] * 18)), "‸ S025"),
    ("table of 5000 columns", page("Du texte.", "‸" + "|a" * 2000), "‸ S025"),
]  # fmt: skip
REFUSED_IDS = [name for name, _, _ in REFUSED]


def outside(root: Path) -> dict[str, bytes]:
    """Every file beside and in the project, but for what a build may write."""
    allowed = ("site/build/", "site/site/", f"site/{REGISTER}", "site/content/calendrier.txt")
    return {name: data for name, data in snapshot(root, without=()).items() if not name.startswith(allowed)}


@pytest.mark.parametrize(("files", "error"), [(files, error) for _, files, error in REFUSED], ids=REFUSED_IDS)
def test_an_attack_is_refused_at_its_place_and_writes_nothing(tmp_path, files, error):
    clean, places = unmarked(files)
    project = make_site(tmp_path / "site", clean, templates=True)
    before = snapshot(tmp_path, without=())
    built = build(project, TODAY)
    assert built.prepared is not None
    assert error in shown_at(built.prepared.blocking, places, "{d.rule.code}")
    assert snapshot(tmp_path, without=()) == before


# Markdown: what is said of each text, from its own first line, and the HTML that it gives all the same; with no error it is published, below.
MARKDOWN: list[tuple[str, list[str], str]] = [
    ("[mot](javascript:alert())", ["1:7 L001"], '<p><a rel="noopener">mot</a></p>'),
    ("[mot](JaVaScRiPt:alert())", ["1:7 L001"], '<p><a rel="noopener">mot</a></p>'),
    ("[mot](vbscript:msgbox)", ["1:7 L001"], '<p><a rel="noopener">mot</a></p>'),
    ("[mot](data:text/html;base64,PHNjcmlwdD4=)", ["1:7 L001"], '<p><a rel="noopener">mot</a></p>'),
    ("[mot](<javascript:alert()>)", ["1:8 L001", "1:8 L001"], '<p><a rel="noopener">mot</a></p>'),
    ("[mot](javascript&colon;alert())", ["1:7 L002"], '<p><a rel="noopener">mot</a></p>'),
    ("[mot](&#106;avascript:alert())", ["1:7 L002"], '<p><a rel="noopener">mot</a></p>'),
    ("[mot](&#x6A;&#x61;vascript:alert())", ["1:7 L002"], '<p><a rel="noopener">mot</a></p>'),
    ("[mot](java&Tab;script:alert())", ["1:7 L002"], '<p><a rel="noopener">mot</a></p>'),
    ("[mot](%6aavascript:alert())", ["1:7 L001", "1:8 T001"], '<p><a href="%6aavascript:alert()" rel="noopener">mot</a></p>'),
    ("[mot](javascript%3Aalert())", ["1:7 L001", "1:18 T001"], '<p><a href="javascript%3Aalert()" rel="noopener">mot</a></p>'),
    ("[mot](java%0ascript:alert())", ["1:7 L001", "1:12 T001"], '<p><a href="java%0ascript:alert()" rel="noopener">mot</a></p>'),
    ("[mot [deux] trois](javascript:alert())", ["1:20 L001"], '<p><a rel="noopener">mot [deux] trois</a></p>'),
    ("[mot [deux] trois](data:text/html,x)", ["1:20 L001"], '<p><a rel="noopener">mot [deux] trois</a></p>'),
    ('[mot\\] trois](javascript:alert())', ["1:15 L001"], '<p><a rel="noopener">mot] trois</a></p>'),
    ("[`mot]`](javascript:alert())", ["1:10 L001"], '<p><a rel="noopener"><code>mot]</code></a></p>'),
    ('[mot][cible]\n\n[cible]: javascript:alert()', ["3:10 L001"], '<p><a rel="noopener">mot</a></p>'),
    ('[mot][c [d] e]\n\n[c [d] e]: javascript:alert()', [], '<p>[mot][c [d] e]</p>\n<p>[c [d] e]: javascript:alert()</p>'),
    ('[cible seule]\n\n[cible seule]:\n  javascript:alert()', ["4:3 L001"], '<p><a rel="noopener">cible seule</a></p>'),
    ('[mot](https://exemple.invalid/ "titre" onclick=alert())', [], '<p><a href="https://exemple.invalid/ &quot;titre&quot; onclick=alert(" rel="noopener">mot</a>)</p>'),
    ("<javascript:alert()>", ["1:2 L001"], "<p>&lt;javascript:alert()&gt;</p>"),
    ("<JAVASCRIPT:alert()>", ["1:1 S022", "1:2 L001"], "<p>&lt;JAVASCRIPT:alert()&gt;</p>"),
    ("<data:text/html,x>", ["1:2 L001"], "<p>&lt;data:text/html,x&gt;</p>"),
    ("<javascript:alert(&quot;x&quot;)@exemple.invalid>", ["1:2 L001"], '<p><a href="mailto:javascript:alert(&amp;quot;x&amp;quot;)@exemple.invalid" rel="noopener">javascript:alert(&amp;quot;x&amp;quot;)@exemple.invalid</a></p>'),
    ("[mot](//malin.invalid/)", ["1:7 L001"], '<p><a href="//malin.invalid/" rel="noopener">mot</a></p>'),
    ("[mot [deux]](//malin.invalid/)", ["1:14 L001"], '<p><a href="//malin.invalid/" rel="noopener">mot [deux]</a></p>'),
    ('[mot](\\\\malin.invalid/)', ["1:7 L002"], '<p><a href="\\malin.invalid/" rel="noopener">mot</a></p>'),
    ("[mot](https:malin.invalid)", [], '<p><a href="https:malin.invalid" rel="noopener">mot</a></p>'),
    ('[mot](mailto:a@exemple.invalid?body="><script>)', [], '<p><a href="mailto:a@exemple.invalid?body=&quot;&gt;&lt;script&gt;" rel="noopener">mot</a></p>'),
    ('[mot](https://exemple.invalid/"onmouseover="alert())', [], '<p><a href="https://exemple.invalid/&quot;onmouseover=&quot;alert(" rel="noopener">mot</a>)</p>'),
    ("[mot](https://exemple.invalid/<script>)", [], '<p><a href="https://exemple.invalid/&lt;script&gt;" rel="noopener">mot</a></p>'),
    ("[mot](https://exemple.invalid/'onclick=x)", [], '<p><a href="https://exemple.invalid/\'onclick=x" rel="noopener">mot</a></p>'),
    ("[mot](https://exemple.invalid/){: onclick=alert() }", [], '<p><a href="https://exemple.invalid/" rel="noopener">mot</a>{: onclick=alert() }</p>'),
    ("*mot*{: onclick=alert() #contenu }", [], "<p><em>mot</em>{: onclick=alert() #contenu }</p>"),
    ('Texte\n{: .classe onclick=alert() }', [], '<p>Texte\n{: .classe onclick=alert() }</p>'),
    ("## Titre {: onclick=alert() #q }", [], '<h2 id="titre-onclick-alert-q">Titre {: onclick=alert() #q }</h2>'),
    ("`<script>alert()</script>`", [], "<p><code>&lt;script&gt;alert()&lt;/script&gt;</code></p>"),
    ("    <script>alert()</script>", ["1:5 S022", "1:20 S022"], '<pre><code>&lt;script&gt;alert()&lt;/script&gt;\n</code></pre>'),
    ('```html\n<script>alert()</script>\n```', [], '<pre><code>&lt;script&gt;alert()&lt;/script&gt;\n</code></pre>'),
    ('~~~~\na\n``` { .x onclick=alert() }\nb\n```\n~~~~', [], '<pre><code>a\n``` { .x onclick=alert() }\nb\n```\n</code></pre>'),
    ('~~~{.x onclick=alert()}\nmot\n~~~', [], '<pre><code>mot\n</code></pre>'),
    ('|<b|`<i>`|\n|-|-|\n|a|`<script>`|', ["1:2 S022"], '<table>\n<thead>\n<tr>\n<th scope="col">&lt;b</th>\n<th scope="col"><code>&lt;i&gt;</code></th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>a</td>\n<td><code>&lt;script&gt;</code></td>\n</tr>\n</tbody>\n</table>'),
    ('| a | b |\n|:-:" onclick=x|-|\n| c | d |', [], '<p>| a | b |\n|:-:" onclick=x|-|\n| c | d |</p>'),
    ("{{ config }} {% include '/etc/hosts' %} {# mot #} ${config} <% mot %>", [], "<p>{{ config }} {% include '/etc/hosts' %} {# mot #} ${config} &lt;% mot %&gt;</p>"),
    ("&lt;script&gt;alert()&lt;/script&gt;", [], "<p>&lt;script&gt;alert()&lt;/script&gt;</p>"),
    ("&#60;img src=x onerror=alert()&#62;", [], "<p>&lt;img src=x onerror=alert()&gt;</p>"),
    ("&amp;lt;script&amp;gt;", [], "<p>&amp;lt;script&amp;gt;</p>"),
    ("a --> b ]]> c", [], "<p>a --&gt; b ]]&gt; c</p>"),
    ("a <!-- b", [], "<p>a &lt;!-- b</p>"),
    ("<!-- a --> --> b", [], "<p>--&gt; b</p>"),
    ("<!-- <script>alert()</script> -->", [], ""),
    ("a <!-- b -- > c -->", [], "<p>a </p>"),
    ("`a --> </script>`", [], "<p><code>a --&gt; &lt;/script&gt;</code></p>"),
    ("&lt;/div&gt;&lt;/article&gt;&lt;aside popover&gt;", [], "<p>&lt;/div&gt;&lt;/article&gt;&lt;aside popover&gt;</p>"),
    ("Un &#xE000;zéro&#xE001; `&#xE000;` &#57344;", [], "<p>Un zéro <code>&amp;#xE000;</code> </p>"),
    ("[mot](https://exemple.invalid/&#xE000;x&#xE001;)", [], '<p><a href="https://exemple.invalid/x" rel="noopener">mot</a></p>'),
    ("Un &#x202E;inverse&rlm; &zwnj;&#8203;mot", [], "<p>Un inverse mot</p>"),
    ("a&#13;&#10;b", [], '<p>a\nb</p>'),
    ("&#2;wzxhzdk:a&#3; &#2;klzzwxh:a&#3;", [], "<p>wzxhzdk:a klzzwxh:a</p>"),
    ("&#0;&#x110000;&#xFFFF;&notanentity;", [], "<p>¬anentity;</p>"),
    ('[mot][r]\n\n[r]: HTTPS://exemple.invalid/[@sample2021,résumé]', [], '<p><a href="HTTPS://exemple.invalid/" rel="noopener">mot</a></p>'),
    ("[mot](mailto:[@sample2021,résumé])", [], '<p><a href="mailto:[@sample2021,résumé]" rel="noopener">mot</a></p>'),
    ("[mot [deux]](%2f%2f[::1)", ["1:14 L001"], '<p><a href="%2f%2f[::1" rel="noopener">mot [deux]</a></p>'),
    ("[mot](https://[::1)", ["1:7 L001"], '<p><a rel="noopener">mot</a></p>'),
    ("![image](https://malin.invalid/x.png)", ["1:1 S024"], "<p></p>"),
    ("!&#91;image](https://malin.invalid/x.png)", [], "<p>![image](https://malin.invalid/x.png)</p>"),
    ("![image [x] y](https://malin.invalid/x.png)", [], "<p></p>"),
    ('![image][r]\n\n[r]: https://malin.invalid/x.png', ["1:1 S024"], "<p></p>"),
    ("[![x](https://malin.invalid/x.png)](javascript:alert())", ["1:2 S024", "1:37 L001"], '<p><a rel="noopener"></a></p>'),
    ("<script>alert()</script>", ["1:1 S022", "1:16 S022"], "<p>&lt;script&gt;alert()&lt;/script&gt;</p>"),
    ("<svg/onload=alert()>", ["1:1 S022"], "<p>&lt;svg/onload=alert()&gt;</p>"),
    ("<![CDATA[<script>alert()</script>]]>", ["1:1 S022", "1:10 S022", "1:25 S022"], "<p>&lt;![CDATA[&lt;script&gt;alert()&lt;/script&gt;]]&gt;</p>"),
    ("<?php alert() ?>", ["1:1 S022"], "<p>&lt;?php alert() ?&gt;</p>"),
    ("<!DOCTYPE html>", ["1:1 S022"], "<p>&lt;!DOCTYPE html&gt;</p>"),
    ("< script>alert()</script >", ["1:17 S022"], "<p>&lt; script&gt;alert()&lt;/script &gt;</p>"),
    ('<\nscript>alert()</script>', ["2:15 S022"], '<p>&lt;\nscript&gt;alert()&lt;/script&gt;</p>'),
    ('<script\n>alert()</script\n>', ["1:1 S022", "2:9 S022"], '<p>&lt;script</p>\n<blockquote>\n<p>alert()&lt;/script\n</p>\n</blockquote>'),
    ("<a href=javascript:alert()>", ["1:1 S022"], "<p>&lt;a href=javascript:alert()&gt;</p>"),
    ("<iframe srcdoc=x>", ["1:1 S022"], "<p>&lt;iframe srcdoc=x&gt;</p>"),
    ("<style>*{}</style>", ["1:1 S022", "1:11 S022"], "<p>&lt;style&gt;*{}&lt;/style&gt;</p>"),
    ("<base href=//malin.invalid/>", ["1:1 S022"], "<p>&lt;base href=//malin.invalid/&gt;</p>"),
    ("<meta http-equiv=refresh content=x>", ["1:1 S022"], "<p>&lt;meta http-equiv=refresh content=x&gt;</p>"),
    ("<form action=//malin.invalid><input name=q>", ["1:1 S022", "1:30 S022"], "<p>&lt;form action=//malin.invalid&gt;&lt;input name=q&gt;</p>"),
    ("<math><mi xlink:href=x>", ["1:1 S022", "1:7 S022"], "<p>&lt;math&gt;&lt;mi xlink:href=x&gt;</p>"),
    ("<x-mot onclick=alert()>", ["1:1 S022"], "<p>&lt;x-mot onclick=alert()&gt;</p>"),
    ("`` ` `` <b>x</b>", ["1:9 S022", "1:13 S022"], "<p><code>`</code> &lt;b&gt;x&lt;/b&gt;</p>"),
    ('\\<script>alert()</script>', ["1:2 S022", "1:17 S022"], '<p>\\&lt;script&gt;alert()&lt;/script&gt;</p>'),
    ('\\`<script>alert()</script>\\`', [], "<p>`&lt;script&gt;alert()&lt;/script&gt;`</p>"),
    ('`a\n\n<script>alert()</script>`', ["3:1 S022", "3:16 S022"], '<p>`a</p>\n<p>&lt;script&gt;alert()&lt;/script&gt;`</p>'),
    ('```\nnon fermé <script>alert()</script>', [], '<p>```\nnon fermé &lt;script&gt;alert()&lt;/script&gt;</p>'),
    ("## [mot](javascript:alert())", ["1:10 L001"], '<h2 id="mot"><a rel="noopener">mot</a></h2>'),
    ("## <b>x", ["1:4 S022"], '<h2 id="b-x">&lt;b&gt;x</h2>'),
    ("[mot](#contenu)", ["1:7 L003"], '<p><a href="#contenu" rel="noopener">mot</a></p>'),
    ("[mot](../../../etc/passwd)", ["1:7 L002"], '<p><a href="../../../etc/passwd" rel="noopener">mot</a></p>'),
    ("[mot](/etc/passwd)", ["1:7 L002"], '<p><a href="/etc/passwd" rel="noopener">mot</a></p>'),
    ("[mot](file:///etc/passwd)", ["1:7 L001"], '<p><a rel="noopener">mot</a></p>'),
    ("[mot](blob:https://exemple.invalid/x)", ["1:7 L001"], '<p><a rel="noopener">mot</a></p>'),
    ("[mot](view-source:x)", ["1:7 L001"], '<p><a rel="noopener">mot</a></p>'),
    ("[mot](tel:exemple)", ["1:7 L001"], '<p><a rel="noopener">mot</a></p>'),
    ('1. a\n<script>x</script>', ["2:1 S022", "2:10 S022"], '<ol>\n<li>a\n&lt;script&gt;x&lt;/script&gt;</li>\n</ol>'),
    ("> <script>x</script>", ["1:3 S022", "1:12 S022"], '<blockquote>\n<p>&lt;script&gt;x&lt;/script&gt;</p>\n</blockquote>'),
    ('<https://exemple.invalid/"onclick=x>', [], '<p><a href="https://exemple.invalid/&quot;onclick=x" rel="noopener">https://exemple.invalid/"onclick=x</a></p>'),
    ('<a@exemple.invalid?onclick="x">', ["1:1 S022"], '<p><a href="mailto:a@exemple.invalid?onclick=&quot;x&quot;" rel="noopener">a@exemple.invalid?onclick="x"</a></p>'),
    ("http://exemple.invalid/<script>", ["1:24 S022"], "<p>http://exemple.invalid/&lt;script&gt;</p>"),
    ("www.exemple.invalid/<b>x", ["1:21 S022"], "<p>www.exemple.invalid/&lt;b&gt;x</p>"),
    ('[mot [deux]](\\\\\\\\malin.invalid/)', ["1:14 L002"], '<p><a href="\\\\malin.invalid/" rel="noopener">mot [deux]</a></p>'),
]  # fmt: skip
PUBLISHED = list(enumerate(html for _, codes, html in MARKDOWN if not codes))
HEADINGS = """\
## Contenu

## couleurs

## entete q

## contenu!

### contenu

## 🎉

## Extrait sample2021 effet

## q

## Recherche

Un exemple [@sample2021, résumé].
"""


def markdown_page(body: str, title: str = "Page d’exemple") -> str:
    return PAGE.replace("Page exemple", title).replace("Du texte.", body)


def prose_html(body: str) -> str:
    """The HTML of ``body`` as a page gives it, citations apart."""
    prose = Prose(Source("exemple.md", body), tuple(blocks(body)))
    return ProseRenderer(prose, lambda _: "<cite></cite>", lambda target: target).block(0, len(body))


@pytest.mark.parametrize(("body", "codes", "html"), MARKDOWN, ids=range(len(MARKDOWN)))
def test_a_hostile_text_is_refused_or_does_nothing(tmp_path, body, codes, html):
    report = check(make_site(tmp_path, {ANY_PAGE: markdown_page(body)}), TODAY)
    above = line_of("Du texte.", PAGE) - 1
    assert [f"{found.place.line - above}:{found.place.column} {found.rule.code}" for found in report.blocking()] == codes
    assert prose_html(body) == html


# Plain texts: every carrier holds this, with its own name, and the page must show it as it is.


def attack(name: str) -> str:
    return (
        f"Exemple {name} \"'><script>window.__attaque='{name}'</script><img src=x onerror=alert()> {{{{ config }}}}{{% raw %}}--> ]]></div>"
    )


def harmless(name: str) -> str:
    return f"Exemple {name}"


def hostile_files(say: Callable[[str], str]) -> Files:
    """A site in which every free text is ``say(its name)``; ``attack`` and ``harmless`` give two sites of one shape."""

    def yaml(name: str, after: str = "") -> str:
        # The escape hides « < » from whoever reads the source only.
        return json.dumps(say(name) + after, ensure_ascii=False).replace("<", "\\x3c")

    def prose(name: str) -> str:
        signs = " \"' onmouseover=alert() {{ config }} {% raw %} --> ]]> & < b"
        return harmless(name) + (signs if say is attack else "")

    def bibtex(name: str) -> str:
        # No brace, which is BibTeX's own, and no pair of quotation marks, which the style would set.
        return harmless(name) + (
            ' "><script>window.__attaque=alert</script><img src=x onerror=alert()> --> ]]></div>' if say is attack else ""
        )

    sheet_texts = {
        TITLE: f"titre: {yaml('titre')}",
        "question: L’exemple de tutorat aide-t-il?": (
            # A question is short: the attack on it too.
            f"question: {json.dumps(say('demande').partition(' {{')[0] + '?', ensure_ascii=False).replace('<', chr(92) + 'x3c')}"
        ),
        "reponse: Un exemple de résumé, assez long pour être accepté par le modèle. Une autre phrase dit jusqu’où.": (
            f"reponse: {yaml('résumé de fiche', '. Une autre phrase.')}"
        ),
        "premier_pas: La direction essaie un exemple.": f"premier_pas: {yaml('premier pas')}",
        "questions: [un exemple ça marche-tu,": f"questions: [{yaml('question des gens')},",
        "force_justification: Exemple de justification.": f"force_justification: {yaml('justification')}",
        "redaction: Équipe exemple": (
            "effets:\n"
            f"  - {{resultat: {yaml('résultat mesuré')}, mesure: autre, valeur: {yaml('valeur')}, sens: aide, pour: {yaml('chez qui')},\n"
            f"     ampleur: {yaml('ampleur')}, extraits: [sample2021#effet]}}\n"
            f"regles:\n  - {{texte: {yaml('règle')}, extrait: exemple2020#lien, vue_le: 2026-11-20}}\n"
            f"redaction: {yaml('rédaction')}"
        ),
        "revision: null": f"revision: {yaml('relecture')}",
        "interets: Aucun intérêt déclaré.": f"interets: {yaml('intérêts')}",
        "licence: CC BY 4.0": (
            f"licence: {yaml('licence')}\nconditions: {yaml('conditions')}\ncout: {yaml('coût')}\neffort: {yaml('effort')}\n"
            f"pays: [{yaml('pays')}, {yaml('autre pays')}]\n"
            f"corrections:\n  - {{date: 2026-11-20, texte: {yaml('correction')}, ouverte: oui}}"
        ),
        "lisent davantage [@exemple2020": f"lisent davantage, {prose('message')} [@exemple2020",
        CONTEXT: prose("contexte") + ".",
        "### Essayer un exemple": f"### {prose('piste')}",
        "- **Pour**\u00a0: les élèves": f"- **Pour**\u00a0: {prose('pour')}",
        # Who acts stands between brackets, and so holds none.
        "scolaire (direction)": f"scolaire ({prose('qui').replace('()', '')})",
        "l’exemple porte sur": f"{prose('décision')} porte sur",
        "- Avec qui?": f"- {prose('question')}",
    }
    fiche = FICHE
    for old, new in sheet_texts.items():
        assert old in fiche
        fiche = fiche.replace(old, new)
    withdrawn = FICHE.replace(TITLE, f"titre: {yaml('fiche retirée')}").replace("statut: publiee", "statut: retiree")
    withdrawn = withdrawn.replace("licence:", f"retrait: {{date: 2026-11-20, raison: {yaml('raison')}}}\nlicence:")
    activite = f"""\
---
titre: {yaml("activité")}
resume: {yaml("résumé d’activité")}
forme: atelier
date: 2026-10-01
etat: annulee
organisateur: {yaml("organisateur")}
autre_organisme: oui
themes: [tutorat]
personnes_ressources:
  - {{nom: {yaml("personne")}, fonction: {yaml("fonction")}}}
lien: https://exemple.invalid/?a=1&quot;onclick=alert()&b={{{{config}}}}
source:
  adresse: https://exemple.invalid/(javascript:alert())#--
  lu_le: 2026-11-24
  extraits: [{yaml("extrait")}]
---

{prose("texte d’activité")}
"""
    held = f"""\
---
titre: {yaml("activité tenue")}
resume: {yaml("résumé d’activité tenue")}
forme: webinaire
date: 2026-10-02
etat: tenue
objectif: {yaml("objectif")}
besoin: {yaml("besoin")}
modalite: hybride
lieu: {yaml("lieu")}
plateforme: {yaml("plateforme")}
organisateur: {yaml("organisateur")}
autre_organisme: non
themes: [tutorat]
personnes_ressources:
  - {{nom: {yaml("personne")}, organisation: {yaml("organisation")}, lien: "https://exemple.invalid/?a=1&quot;onclick=alert()"}}
fiches: [exemple]
outils: [{{titre: {yaml("outil")}, lien: "https://exemple.invalid/{{{{config}}}}"}}]
enregistrement: {{lien: "https://www.youtube.com/watch?v=exemple0000&t=&quot;onclick=alert()", duree: "1:00"}}
sous_titres: 2026-10-02-tenue.vtt
chapitres: [{{debut: "0:00", titre: {yaml("chapitre")}}}]
diapositives: [{{titre: {yaml("diapositives")}, lien: "https://exemple.invalid/(javascript:alert())"}}]
essentiel:
  - {{a: "0:01", point: {yaml("point")}}}
  - {{a: "0:02", point: {yaml("deuxième point")}}}
  - {{a: "0:03", point: {yaml("troisième point")}}}
questions_repondues: [{{question: {yaml("question posée")}, reponse: {yaml("réponse")}}}]
suites: [{{quoi: {yaml("suite")}, qui: {yaml("qui s’en charge")}, quand: 2026-10-03, fait_le: 2026-10-03, resultat: {yaml("résultat")}}}]
questionnaire: https://exemple.invalid/?q={{{{config}}}}
---

{prose("texte d’activité tenue")}
"""
    coming = f"""\
---
titre: {yaml("activité à venir")}
resume: {yaml("résumé d’activité à venir")}
forme: webinaire
date: 2026-12-02
etat: reportee
ancienne_date: 2026-12-01
etat_raison: {yaml("raison du report")}
organisateur: {yaml("organisateur")}
autre_organisme: non
themes: [tutorat]
inscription: {{lien: "https://exemple.invalid/?a=1&quot;onclick=alert()", limite: 2026-12-01, note: {yaml("note d’inscription")}}}
accessibilite: {{contact: "a+{{{{b}}}}`$x`@exemple.invalid", note: {yaml("note d’accessibilité")}}}
acces: {{lien: "https://exemple.invalid/{{{{config}}}}", note: {yaml("note d’accès")}}}
questions_a_l_avance: {{courriel: "a+{{{{b}}}}@exemple.invalid"}}
---

{prose("texte d’activité à venir")}
"""
    organisme = f"""\
nom: {yaml("nom")}
sigle: {yaml("sigle")}
designation: {yaml("désignation")}
region: {yaml("région")}
statut: demonstration
titre_du_site: {yaml("site")}
devise: {yaml("devise")}
question: {yaml("question d’accueil")}
exemples_de_recherche: [{yaml("recherche")}]
contact: a+{{{{b}}}}`$x`@exemple.invalid
adresse: https://exemple.invalid/passerelle/
depot: https://exemple.invalid/depot{{{{config}}}}&quot;onclick=alert()
territoires:
  - {{slug: val-exemple, nom: {yaml("territoire")}}}
enjeux:
  - {{enjeu: {yaml("enjeu régional")}, themes: [tutorat]}}
"""
    comite = f"""\
---
nom: {yaml("comité")}
sigle: {yaml("sigle de comité")}
resume: {yaml("résumé de comité")}
territoires: [val-exemple]
source: "https://exemple.invalid/?a=1&quot;onclick=alert()"
enjeux:
  - {{enjeu: {yaml("enjeu")}, themes: [tutorat]}}
partenaires:
  - {{secteur: scolaire, organismes: [{yaml("partenaire")}, {yaml("autre partenaire")}]}}
contact: {{role: {yaml("rôle")}, organisme: {yaml("organisme du rôle")}}}
---

{prose("texte de comité")}
"""
    outil = f"""\
---
titre: {yaml("outil du répertoire")}
resume: {yaml("résumé d’outil")}
nature: document
organisme: {yaml("organisme d’outil")}
themes: [tutorat]
format: {yaml("format")}
duree: {yaml("temps")}
lien: "https://exemple.invalid/?a=1&quot;onclick=alert()"
mention: oui
fiches: [exemple]
---

{prose("texte d’outil")}
"""
    campagne = f"""\
---
titre: {yaml("campagne")}
resume: {yaml("résumé de campagne")}
forme: campagne
organisme: {yaml("organisme de campagne")}
themes: [tutorat]
lien: "https://exemple.invalid/?a=1&quot;onclick=alert()"
editions: [{{nom: 2027, debut: 2027-02-15}}]
fiches: [exemple]
outils: [outil]
sources: ["https://exemple.invalid/{{{{config}}}}"]
---

{prose("texte de campagne")}
"""
    initiative = f"""\
---
titre: {yaml("initiative")}
resume: {yaml("résumé d’initiative")}
statut: publiee
organisme: {yaml("organisme d’initiative")}
themes: [tutorat]
comites: [comite]
fiches: [exemple]
outils: [outil]
lien: "https://exemple.invalid/?a=1&quot;onclick=alert()"
relue_le: 2026-11-22
consentement: {{le: 2026-11-20, par_role: {yaml("rôle d’accord")}}}
---

{prose("texte d’initiative")}
"""
    besoin = f"""\
---
titre: {yaml("besoin du registre")}
origine: rencontre
date: 2026-10-01
comites: [comite]
themes: [tutorat]
etat: reporte
motif: {yaml("motif")}
reponses: {{fiches: [exemple]}}
---

{prose("texte de besoin")}
"""
    vocabulaire = f"""\
themes:
  - {{slug: tutorat, nom: {yaml("thème")}, mots: [{yaml("mot")}]}}
publics:
  - {{slug: scolaire, nom: {yaml("public")}}}
ages:
  - {{slug: primaire, nom: {yaml("âge")}}}
determinants:
  - {{slug: eleve, nom: {yaml("déterminant")}}}
axes: []
buts:
  - {{slug: reussite, nom: {yaml("but")}}}
"""
    bibliographie = f"""\
@article{{exemple2020,
  author  = {{{{{bibtex("auteur")}}} and {{{bibtex("autre auteur")}}}}},
  title   = {{{{{bibtex("titre d’article")}}}}},
  journal = {{{bibtex("revue")}}},
  volume  = {{{bibtex("volume")}}},
  number  = {{{bibtex("numéro")}}},
  pages   = {{{bibtex("pages")}}},
  year    = {{2020}},
  url     = {{https://exemple.invalid/?a=&quot;onclick=alert()&b=--}},
  langid  = {{french}}
}}

@report{{sample2021,
  author  = {{Sam Sample}},
  title   = {{{{A sample synthesis}}}},
  institution = {{{bibtex("institution")}}},
  type    = {{{bibtex("genre")}}},
  year    = {{2021}},
  doi     = {{10.1234/a'onclick=alert()}},
  langid  = {{english}}
}}

@misc{{sans-auteur,
  title   = {{{{{bibtex("titre sans auteur")}}}}}
}}
"""
    notes = f"""\
---
devis: transversal
devis_enonce: {yaml("devis énoncé")}
lien: association
population: {yaml("population")}
lu: resume
lu_par: {yaml("lecture")}
lu_le: 2026-11-24
evaluation_par_les_pairs: oui
evaluation_fondement: {yaml("fondement")}
licence: {yaml("droits")}
prudence: {yaml("prudence")}
---

## résumé {{#taille lang=fr lu=resume}}

> l’échantillon compte 120 élèves du primaire, {say("citation")}

L’étude porte sur 120 élèves, {say("paraphrase")}

{say("remarque")}

## résumé {{#lien lang=fr lu=resume genre=regle url=https://exemple.invalid/?a=&quot;onclick=alert()}}

> 15 % des élèves aidés lisent davantage

Parmi les élèves aidés, 15 % lisent davantage.

## {say("repère").split(" {")[0]} {{#repere lang=fr lu=resume}}

> un exemple

Un exemple.
"""
    files: Files = {
        SHEET: fiche,
        "content/fiches/retiree.md": withdrawn,
        ACTIVITY: activite,
        "content/activites/2026-10-02-tenue.md": held,
        "content/activites/2026-12-01-a-venir.md": coming,
        "content/activites/2026-10-02-tenue.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A&lt;b&gt;>&lt;script&gt;alert()&lt;/script&gt; {{ config }} <img src=x>\n",
        COUNCIL: organisme,
        "content/comites/comite.md": comite,
        "content/besoins/besoin.md": besoin,
        "content/outils/outil.md": outil,
        "content/campagnes/campagne.md": campagne,
        "content/initiatives/initiative.md": initiative,
        VOCABULARY: vocabulaire,
        "content/pages/a-propos.md": PAGE.replace("titre: Page exemple", f"titre: {yaml('page')}")
        .replace("resume: Une page exemple pour les liens du pied de page.", f"resume: {yaml('résumé de page')}")
        .replace("Du texte.", prose("texte de page")),
        "content/pages/titres.md": markdown_page(HEADINGS, "Page des titres"),
        BIB: bibliographie,
        NOTE: notes,
        MOVES: MOVED.format("ancienne/", "fiches/exemple/"),
        REGISTER: "ancienne/\n",
    }
    published = [body for body, codes, _ in MARKDOWN if not codes]
    files |= {f"content/pages/cas-{index}.md": markdown_page(body, f"Cas exemple {'i' * index}.") for index, body in enumerate(published)}
    return files


def build_hostile_site(root: Path, say: Callable[[str], str] = attack) -> Path:
    """Build the hostile site under ``root`` and return its ``site`` folder."""
    project = make_site(root / "site", hostile_files(say), templates=True)
    before = outside(root)
    built = build(project, TODAY)
    assert built.prepared is not None
    assert [f"{found.place} {found.rule.code} {found.message}" for found in built.prepared.blocking] == []
    assert outside(root) == before, "something was written where a build writes nothing"
    return project.site


def hostile_site(factory: pytest.TempPathFactory) -> Path:
    """Return the hostile site, built once for the whole run."""

    def build_it(root: Path) -> None:
        build_hostile_site(root)

    return Project(once(factory, "attaque", build_it) / "site").site


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_site(tmp_path_factory)


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site, with harmless words in place of every attack."""

    def build_it(root: Path) -> None:
        build_hostile_site(root, harmless)

    return Project(once(tmp_path_factory, "calme", build_it) / "site").site


# Carrier, and a page that shows it. What no page shows: the name (until the site is official), acronym, region, territory, committee, words.
SHOWN = [
    ("titre", "fiches/exemple/"), ("titre", "fiches/"), ("titre", ""), ("titre", "themes/tutorat/"), ("titre", "references/exemple2020/"),
    ("résumé de fiche", "fiches/exemple/"), ("premier pas", "fiches/exemple/"), ("résultat mesuré", "fiches/exemple/"),
    ("valeur", "fiches/exemple/"), ("chez qui", "fiches/exemple/"), ("ampleur", "fiches/exemple/"), ("règle", "fiches/exemple/"),
    ("justification", "fiches/exemple/"), ("rédaction", "fiches/exemple/"),
    ("relecture", "fiches/exemple/"), ("intérêts", "fiches/exemple/"), ("licence", "fiches/exemple/"), ("conditions", "fiches/exemple/"),
    ("coût", "fiches/exemple/"), ("effort", "fiches/exemple/"), ("pays", "fiches/exemple/"), ("autre pays", "fiches/exemple/"),
    ("correction", "fiches/exemple/"), ("fiche retirée", "fiches/retiree/"), ("raison", "fiches/retiree/"),
    ("activité", "activites/2026-10-01-exemple/"), ("activité", "activites/"), ("activité à venir", ""), ("activité", "fiches/exemple/"),
    ("résumé d’activité", "activites/2026-10-01-exemple/"), ("organisateur", "activites/2026-10-01-exemple/"),
    ("personne", "activites/2026-10-01-exemple/"), ("fonction", "activites/2026-10-01-exemple/"),
    ("extrait", "activites/2026-10-01-exemple/"),
    *((name, "activites/2026-10-02-tenue/") for name in (
        "activité tenue", "objectif", "besoin", "lieu", "plateforme", "organisation", "outil", "chapitre", "diapositives", "point", "question posée",
        "réponse", "suite", "qui s’en charge", "résultat",
    )),
    *((name, "activites/2026-12-01-a-venir/") for name in (
        "raison du report", "note d’inscription", "note d’accessibilité", "note d’accès",
    )),
    ("désignation", ""), ("désignation", "404.html"), ("site", "404.html"), ("devise", ""), ("question d’accueil", ""), ("recherche", ""),
    ("site", "fiches/exemple/"), ("thème", "themes/tutorat/"), ("thème", "themes/"), ("public", "publics/scolaire/"),
    ("âge", "ages/primaire/"), ("déterminant", "determinants/eleve/"), ("page", "a-propos/"), ("résumé de page", "a-propos/"),
    ("devis énoncé", "references/exemple2020/"), ("population", "references/exemple2020/"), ("lecture", "references/exemple2020/"),
    ("fondement", "references/exemple2020/"), ("droits", "references/exemple2020/"), ("prudence", "references/exemple2020/"),
    ("citation", "references/exemple2020/"), ("citation", "fiches/exemple/"), ("paraphrase", "fiches/exemple/"),
    ("remarque", "fiches/exemple/"),
]  # fmt: skip
SHOWN_PROSE = [
    ("message", "fiches/exemple/"), ("contexte", "fiches/exemple/"), ("piste", "fiches/exemple/"), ("piste", "publics/scolaire/"),
    ("pour", "fiches/exemple/"), ("décision", "fiches/exemple/"), ("question", "fiches/exemple/"), ("texte d’activité", "activites/2026-10-01-exemple/"),
    ("texte de page", "a-propos/"),
]  # fmt: skip
SHOWN_REFERENCE = [
    (name, address)
    for name in ("auteur", "autre auteur", "titre d’article", "revue")
    for address in ("bibliographie/", "fiches/exemple/", "references/exemple2020/")
] + [("institution", "references/sample2021/"), ("titre sans auteur", "references/sans-auteur/")]


@pytest.mark.parametrize(("name", "address"), SHOWN)
def test_a_hostile_value_is_shown_as_it_is(hostile, name, address):
    assert attack(name) in page_of(hostile, address).text


@pytest.mark.parametrize(("name", "address"), SHOWN_PROSE)
def test_hostile_signs_in_prose_are_shown_as_they_are(hostile, name, address):
    shown = f"Exemple {name} \"' onmouseover=alert() {{{{ config }}}} {{% raw %}} --> ]]> & < b"
    assert shown in page_of(hostile, address).text.replace("\u00a0", " ")


@pytest.mark.parametrize(("name", "address"), SHOWN_REFERENCE)
def test_hostile_words_of_a_reference_are_shown(hostile, name, address):
    shown = page_of(hostile, address).text.replace("\u00a0", " ")
    assert f'Exemple {name} "><script>window.__attaque=' in shown
    # Structured data, which comes first, has them in escapes.
    assert any("</script><img src=x onerror=alert()>" in after for after in shown.split(f"Exemple {name} ")[1:])


def test_hostile_captions_are_words_in_the_transcript(hostile):
    text = page_of(hostile, "activites/2026-10-02-tenue/").text.replace("\u00a0", " ")
    assert "A<b> : <script>alert()</script> {{ config }}" in text


def test_a_hostile_locator_is_shown_as_it_is(hostile):
    assert f"Repère\u00a0: {attack('repère').split(' {')[0]}" in page_of(hostile, "references/exemple2020/").text


def shape(element: Element) -> Iterator[tuple[str, ...]]:
    """Every element under ``element``: its tag, its attributes' names, and the values that mean something to a browser."""
    for inner in element.walk():
        told = {
            name: value
            for name, value in inner.attributes.items()
            if name in ("id", "class", "rel", "type", "popovertarget", "src", "http-equiv")
        }
        href = inner.attributes.get("href", "").split("?")[0]
        yield (inner.tag, *sorted(inner.attributes), *sorted(told.values()), href)


@pytest.mark.lengthy
def test_no_element_and_no_attribute_comes_from_a_hostile_value(hostile, quiet):
    names = [path.relative_to(hostile) for path in html_files(hostile)]
    assert names == [path.relative_to(quiet) for path in html_files(quiet)]
    for name in names:
        assert list(shape(parse((hostile / name).read_bytes()))) == list(shape(parse((quiet / name).read_bytes()))), name


def test_no_page_of_the_hostile_site_holds_a_handler_a_script_of_theirs_or_another_kind_of_address(hostile):
    for path in html_files(hostile):
        tree = parse(path.read_bytes())
        for script in tree.all("script"):
            assert script.attributes.get("type") == "application/ld+json" or script.text == "", path
        for element in tree.walk():
            assert [name for name in element.attributes if name.startswith("on") or name in ("srcdoc", "formaction", "ping")] == [], path
            for name in ("href", "src", "action"):
                scheme = re.match(r"\s*([^/?#]*):", element.attributes.get(name, ""))
                assert scheme is None or scheme.group(1).lower() in ("https", "http", "mailto"), (path, element.attributes[name])


def test_ids_of_the_hostile_site_are_given_once_and_ours_stay_ours(hostile):
    for path in html_files(hostile):
        ids = parse(path.read_bytes()).ids
        assert sorted(ids) == sorted(set(ids)), path
    tree = page_of(hostile, "titres/")
    assert tree.one("article", id="contenu").tag == "article"
    assert tree.one("button", id="couleurs").tag == "button"
    assert tree.one("div", id="extrait-sample2021-effet").attributes["popover"] == "auto"
    assert [heading.attributes["id"] for heading in tree.one("div", class_="p-prose").walk() if heading.tag in ("h2", "h3")] == [
        "exemple", "contenu_1", "couleurs_1", "entete-q_1", "contenu_2", "contenu_3", "_1", "extrait-sample2021-effet_1", "q", "recherche",
    ]  # fmt: skip


def test_structured_data_of_the_hostile_site_says_the_words_and_ends_nothing(hostile):
    data = page_of(hostile, "fiches/exemple/").structured_data()
    assert (data["headline"], data["author"]["name"], data["license"]) == (attack("titre"), attack("rédaction"), attack("licence"))
    assert page_of(hostile, "activites/2026-10-01-exemple/").structured_data()["performer"][0]["name"] == attack("personne")


def test_links_of_the_hostile_site_carry_its_words_encoded(hostile):
    fiche = page_of(hostile, "fiches/exemple/")
    links = {link.text: link.attributes["href"] for link in fiche.all("a")}
    assert (
        links["Modifier cette fiche"] == "https://exemple.invalid/depot{{config}}&quot;onclick=alert()/edit/main/content/fiches/exemple.md"
    )
    assert links["Signaler une erreur"].startswith(
        "mailto:a+{{b}}`$x`@exemple.invalid?subject=Erreur%C2%A0%3A%20%C2%AB%C2%A0Exemple%20titre%20%22%27%3E%3Cscript%3E"
    )
    assert (
        page_of(hostile, "references/sample2021/").all("a", class_="p-button")[0].attributes["href"]
        == "https://doi.org/10.1234/a%27onclick%3Dalert()"
    )
    assert page_of(hostile, "ancienne/").one("meta", **{"http-equiv": "refresh"}).attributes["content"] == "0; url=../fiches/exemple/"


@pytest.mark.parametrize(("index", "html"), PUBLISHED, ids=range(len(PUBLISHED)))
def test_mkdocs_adds_nothing_to_a_hostile_text(hostile, index, html):
    page = (hostile / f"cas-{index}" / "index.html").read_text(encoding="utf-8")
    prose = page[page.index('<div class="p-prose">') : page.index('<div class="p-excerpts"')]
    # A fence shown in code goes to MkDocs as a character reference, or Python-Markdown would open a block of code there: readers see it.
    written = re.sub(r"(?m)^`(?=``)", "&#96;", html)
    assert prose.strip() == f'<div class="p-prose"><h2 id="exemple">Exemple</h2>\n{written}'.strip() + "</div>"


# Lines made to hold a regular expression for ever: each unit, 20 000 characters of it, or as much as a paragraph may have.
UNITS = (
    "[",
    "(",
    "`",
    ".",
    "1 ",
    "1,",
    "un ",
    "<!--",
    "@",
    "«",
    "*",
    "\\",
    "=",
    "- ",
    "a-",
    "](",
    "[a](",
    "![",
    "[@a, ",
    "&",
    "_a",
    "|",
    "~",
    "> ",
    " ",
    "#",
    "{",
    "'",
    "l’",
    "1/",
)


# What grows with the square of a line shows in half of it, four times sooner.
LINE = 10_000 if LONG else 5_000


def patterns() -> list[re.Pattern[str]]:
    """Every compiled regular expression of the package, in whatever holds it."""
    found: dict[tuple[str, int], re.Pattern[str]] = {}

    def look(value: object) -> None:
        if isinstance(value, re.Pattern):
            found[value.pattern, value.flags] = value
        elif type(value) is type(pattern("")):  # one that is compiled at its first use
            look(re.compile(value.pattern, value.flags))
        elif isinstance(value, dict):
            look(list(value.values()))
        elif isinstance(value, list | tuple | set | frozenset):
            for item in value:
                look(item)
        elif hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
            look([getattr(value, name, None) for name in value.__dataclass_fields__])

    for module in modules():
        look(list(vars(module).values()))
    return list(found.values())


def try_patterns() -> None:
    found = patterns()
    for unit in UNITS:
        line = (unit * LINE)[:LINE]
        for one in found:
            typed = line.encode() if isinstance(one.pattern, bytes) else line
            for _ in one.finditer(typed):
                pass


def try_texts(root: Path) -> None:
    for index, unit in enumerate(UNITS):
        long, short = (unit * 19_900)[:19_900], (unit * 4_900)[:4_900]
        check(make_site(root / f"{index}-long", {ANY_PAGE: markdown_page(long)}), TODAY)
        report = check(make_site(root / f"{index}", {**text(short), **note("Parmi les", f"{short}\n\nParmi les")}), TODAY)
        if not any(found.rule.code == "S025" for found in report.diagnostics):
            prose_html(short)


def try_openings(root: Path) -> None:
    """What begins well, then goes on in spaces as long as a line may be: each line is quick, and a file holds fifty of them."""
    for opening in ("[a]:", "<!-- silence O001", "<!-- silence O001\u00a0: raison", "## Titre {#a ", "- **Qui**"):
        check(
            make_site(
                root / opening[:3].strip(), {ANY_PAGE: markdown_page(f"{opening}{' ' * 19_900}x\n\n{opening}{' ' * 19_900}\n\n" * 24)}
            ),
            TODAY,
        )


def in_a_child(code: str) -> None:
    """Run ``code`` in a process of its own, which is ended after a minute of work, however busy the machine: nothing else ends an endless expression."""
    limit = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (60, 60))"
    subprocess.run([sys.executable, "-c", f"{limit}; from tests import test_attacks as t; {code}"], cwd=REPOSITORY, check=True)


def test_the_patterns_of_the_package_are_found():
    assert len(patterns()) >= 80


@pytest.mark.lengthy
def test_no_regular_expression_no_check_and_no_rendering_is_held_by_a_hostile_line(tmp_path):
    in_a_child(f"t.try_patterns(); from pathlib import Path; t.try_texts(Path({str(tmp_path)!r}))")


@pytest.mark.lengthy
def test_no_check_is_held_by_a_long_run_of_spaces(tmp_path):
    in_a_child(f"from pathlib import Path; t.try_openings(Path({str(tmp_path)!r}))")
