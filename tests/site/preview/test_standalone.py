"""A page in one file: whatever the page holds, nothing in the file asks for anything."""

import re
from html.parser import HTMLParser

import pytest

from pipeline.site.preview.standalone import standalone

SHEET = "fiches/tutorat-grande-echelle/"
ASKING = {"src", "srcset", "action", "formaction", "poster", "data", "ping", "background", "manifest"}


class Read(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data):
        self.text += data

    def of(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def one(tmp_path):
    """One page made of ``body`` (and ``head``), with ``files`` beside it in the site, read back."""

    def make(body: str = "", head: str = "", files: dict[str, str] | None = None, site: str | None = None) -> Read:
        for name, text in {"fiches/x/index.html": f"<html><head>{head}</head><body>{body}</body></html>", **(files or {})}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        links = {"fiches/x/": "fiches-x.html", "fiches/y/": "fiches-y.html"}
        return Read(standalone(tmp_path, "fiches/x/", links, lambda address: site and site + address))

    return make


def test_a_real_page_keeps_its_words_its_excerpts_and_asks_for_nothing(example_site):
    before = Read((example_site.site / SHEET / "index.html").read_text(encoding="utf-8"))
    after = Read(standalone(example_site.site, SHEET, {}, lambda _: None))
    assert [tag for tag, attributes in after.tags if ASKING & attributes.keys()] == []
    assert [attributes for attributes in after.of("link") if not attributes["href"].startswith("data:image/svg+xml;base64,")] == []
    kept = [attributes["href"] for attributes in after.of("a") if "href" in attributes]
    assert [href for href in kept if not href.startswith(("#", "https://", "http://", "mailto:"))] == []
    assert after.of("script") == after.of("form") == []
    styles = " ".join(re.findall(r"url\(\"?([^)\"]{0,12})", after.text))
    assert set(styles.split()) == {"data:font/wo"}
    excerpts = [attributes["id"] for attributes in before.of("div") if attributes.get("class") == "p-excerpt"]
    assert excerpts
    assert [attributes["id"] for attributes in after.of("div") if attributes.get("class") == "p-excerpt"] == excerpts
    assert "default-src 'none'" in after.of("meta")[2]["content"]


@pytest.mark.parametrize(
    ("href", "site", "kept"),
    [
        ("#limites", None, "#limites"),
        ("../y/", None, "fiches-y.html"),
        ("../y/#limites", None, "fiches-y.html#limites"),
        ("../z/", None, None),
        ("../z/?q=a#b", "https://exemple.invalid/", "https://exemple.invalid/fiches/z/?q=a#b"),
        ("../..", "https://exemple.invalid/", "https://exemple.invalid/"),
        ("../../x.ics", "https://exemple.invalid/", "https://exemple.invalid/x.ics"),
        ("https://ailleurs.invalid/", None, "https://ailleurs.invalid/"),
        ("mailto:a@exemple.invalid", None, "mailto:a@exemple.invalid"),
        ("javascript:alert(1)", "https://exemple.invalid/", None),
        ("//ailleurs.invalid/", None, None),
    ],
)
def test_a_link_leads_to_another_preview_to_the_published_site_or_nowhere(one, href, site, kept):
    link = one(f'<a href="{href}">x</a>', site=site).of("a")[0]
    assert link == ({"href": kept} if kept else {"role": "link", "aria-disabled": "true"})


@pytest.mark.parametrize(
    "body",
    [
        "<script>x</script>", '<form action="../../r/"><button>x</button></form>', '<video src="a.mp4"><track src="a.vtt"></video>',
        '<iframe src="https://ailleurs.invalid/"></iframe>', '<object data="a"></object>', '<span class="p-needs-js"><button>x</button></span>',
        '<form><div><form></form></div></form>', "<nav><a href='../y/'>x</a></nav>",
    ],
)  # fmt: skip
def test_what_asks_or_does_nothing_here_is_taken_out_with_what_is_inside(one, body):
    page = one(f"<p>avant</p>{body}<p>après</p>")
    assert [tag for tag, _ in page.tags if tag not in ("html", "head", "style", "body", "aside")] == ["p", "p"]
    assert page.text.endswith("avantaprès")


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ('<img src="https://ailleurs.invalid/x.png" alt="Un exemple">', {"alt": "Un exemple"}),
        ('<img src="../../../../etc/passwd" srcset="x.png 2x" onerror="x" alt="">', {"alt": ""}),
        ('<img src="i.svg" alt="">', {"alt": "", "src": "data:image/svg+xml;base64,PHN2Zy8+"}),
    ],
)
def test_an_image_is_inside_or_is_not_asked_for(one, body, left):
    assert one(body, files={"fiches/x/i.svg": "<svg/>"}).of("img") == [left]


def test_a_style_sheet_is_inside_and_what_it_names_too(one):
    css = '@import "https://ailleurs.invalid/x.css"; a { background: url(i.svg), url("https://ailleurs.invalid/x.png") } </style><script>x'
    page = one(
        head='<link rel="stylesheet" href="../../assets/p.css" media="print"><link rel="stylesheet" href="https://ailleurs.invalid/x.css">'
        '<meta http-equiv="refresh" content="0; url=../y/"><base href="https://ailleurs.invalid/"><link rel="preload" href="../../assets/i.svg">',
        files={"assets/p.css": css, "assets/i.svg": "<svg/>"},
    )
    assert [tag for tag, _ in page.tags] == ["html", "head", "style", "style", "body", "aside"]
    assert page.of("style")[0] == {"media": "print"}
    assert 'background: url("data:image/svg+xml;base64,PHN2Zy8+"), url("data:,")' in page.text
    assert "ailleurs" not in page.text


def test_words_keep_their_signs(one):
    assert one("<p title='&lt;&quot;'>5 &lt; 6 &amp;&nbsp;&#233;</p>").text.endswith("5 < 6 &\u00a0é")
