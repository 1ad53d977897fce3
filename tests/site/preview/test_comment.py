"""The comment made from a text that a stranger's code may have written."""

import io
import re
import zipfile

import pytest
from markdown_it import MarkdownIt

from pipeline.site.preview.comment import FILE, LONGEST, comment, harmless, text_of

RUN = "https://exemple.invalid/runs/1"


def archive(text: bytes | None, name: str = FILE, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as files:
        if text is not None:
            files.writestr(name, text)
    return data.getvalue()


def damaged(data: bytes, rank: int) -> bytes:
    """Return an archive of which the byte of that rank of what is compressed is not what it was."""
    at = 30 + len(FILE) + rank
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def test_a_comment_says_how_the_checks_ended_then_what_changes_then_who_wrote_it():
    assert comment("### Pages ajoutées\n\n- **Exemple**\n", "failure", RUN) == (
        "## Vérification de cette demande\n\n"
        "**Une erreur arrête la publication.** Elle est marquée dans les fichiers de la demande.\n\n"
        f"La liste des fautes, chacune avec quoi faire, et l’aperçu des pages changées (« Artifacts »)\u00a0: {RUN}\n\n"
        "### Pages ajoutées\n\n- **Exemple**\n\n"
        "_Écrit par la copie proposée; personne ne l’a relu._\n"
    )


def test_the_whole_site_of_what_a_form_wrote_waits_for_a_person_s_label():
    text = comment(None, "success", RUN, "https://exemple.invalid/apercu/12/", waits=True)
    assert "n’est pas publié\u00a0: une personne qui tient le dépôt lit d’abord la demande, puis lui donne l’étiquette « apercu »" in text
    assert "étiquette" not in comment(None, "failure", RUN, "https://exemple.invalid/apercu/12/", waits=True)


def test_the_whole_site_has_an_address_when_the_checks_went_well():
    site = "https://exemple.invalid/apercu/12/"
    assert f"(prêt quelques minutes après cette vérification)\u00a0: {site}\n" in comment(None, "success", RUN, site)
    assert site not in comment(None, "failure", RUN, site)


@pytest.mark.parametrize(
    ("conclusion", "said"), [("success", "Aucune erreur n’arrête"), ("cancelled", "ne s’est pas rendue"), ("", "ne s’est pas")]
)
def test_without_a_text_the_comment_still_says_how_it_ended(conclusion, said):
    text = comment(None, conclusion, RUN)
    assert said in text
    assert "copie proposée" not in text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x05\x06",
        archive(None),
        archive(b"x", "autre.md"),
        archive(b"x", "../commentaire.md"),
        archive(b"x" * 99)[:60],
        damaged(archive(b"x" * 99), 4),
        damaged(archive(b"x" * 99, method=zipfile.ZIP_LZMA), 9),
    ],
    ids=["empty", "cut", "no file", "another file", "another path", "truncated", "damaged", "damaged, of another method"],
)
def test_an_archive_without_the_text_gives_none(data):
    assert text_of(data) is None


def test_a_bomb_is_read_no_further_than_a_comment_holds():
    text = text_of(archive(b"<" * 50_000_000))
    assert text == "<" * LONGEST
    assert len(comment(text, "success", RUN)) < 65_536


@pytest.mark.parametrize(
    "hostile",
    [
        "<img src=x onerror=alert(1)>", "<!-- x", "<https://y.invalid>", "[x](https://y.invalid)", "[x][y]\n\n[y]: https://y.invalid",
        "![x](https://y.invalid/x.png)", "@equipe/tous", "&#64;equipe", "&commat;equipe", "#12 et GH-12", "www.y.invalid",
        "&#91;x](https://y.invalid)", "```\n@x\n```", "`@x`", "a@y.invalid", "\u202e@x", "[x]\\(https://y.invalid)", "[x]:y", "[x] [y]",
    ],
)  # fmt: skip
def test_no_link_no_image_no_html_and_nobody_called(hostile):
    html = MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(harmless(hostile))
    assert set(re.findall(r"<(\w+)", html)) <= {"p"}
    assert not re.search(r"@\w|#\d|GH-\d|\w://|www\.\w", html)


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("https://y.invalid", "https\u2060://y.invalid"),
        ("www.y.invalid, WWW.Y.INVALID", "ww\u2060w.y.invalid, WW\u2060W.Y.INVALID"),
    ],
)
def test_an_address_is_cut_where_github_begins_to_look_for_its_host(hostile, shown):
    # After « :// », cmark-gfm links « https://[joiner]y.invalid », and a browser then goes to y.invalid.
    assert harmless(hostile) == shown


def test_a_fence_opens_no_block_and_does_not_swallow_who_wrote_it():
    text = comment("~~~mermaid\ngraph TD\n", "success", RUN)
    html = MarkdownIt("gfm-like", {"linkify": False}).render(text)
    assert "<pre>" not in html
    assert "<em>Écrit par la copie proposée; personne ne l’a relu.</em>" in html


def test_titles_lists_and_emphasis_stay():
    html = MarkdownIt("gfm-like", {"linkify": False}).render(harmless("### Pages\n\n- **Exemple** (fiches/exemple/)\n  - &lt;5 %\n"))
    assert re.findall(r"<(\w+)", html) == ["h3", "ul", "li", "strong", "ul", "li"]
    assert "&lt;5 %" in html
