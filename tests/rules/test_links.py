"""Links: safe, and leading somewhere."""

import pytest

from tests.rules.examples import advice, text, told
from tests.support import FICHE


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[x](‸javascript:alert(1))", "‸ Un lien « javascript » n’est pas accepté."),
        ("[x](‸JaVaScRiPt:alert(1))", "‸ Un lien « javascript » n’est pas accepté."),
        ("[x](‸java%0Ascript:alert(1))", "‸ Un lien « javascript » n’est pas accepté."),
        ("[x](‸data:text/html,x)", "‸ Un lien « data » n’est pas accepté."),
        ("[x](‸file:///etc/passwd)", "‸ Un lien « file » n’est pas accepté."),
        ("[x](‸//www.example.org/)", "‸ Un lien « // » n’est pas accepté."),
        ("[x](‸%2F%2Fwww.example.org)", "‸ Un lien « // » n’est pas accepté."),
        ("<‸javascript:alert(1)>", "‸ Un lien « javascript » n’est pas accepté."),
        ("[x]\n\n[x]: ‸javascript:alert(1)", "‸ Un lien « javascript » n’est pas accepté."),
        ("[x](‸http://[::1)", "‸ Cette adresse ne se lit pas."),
    ],
)
def test_an_unsafe_link_is_named_at_its_address(tmp_path, written, said):
    assert told(tmp_path, text(written), "L001") == [said]
    assert advice(tmp_path / "again", text(written), "L001") == ["[la page du ministère](https://www.quebec.ca/)"]


@pytest.mark.parametrize(
    "written", ["[x](https://www.example.org/a_(b))", "[x](mailto:a@example.org)", "<https://www.example.org/>", "`[x](javascript:x)`"]
)
def test_a_web_page_an_address_and_code_pass(tmp_path, written):
    assert told(tmp_path, text(written), "L001") == []


@pytest.mark.parametrize(
    ("target", "message", "help_text"),
    [
        ("../fiches/exempl.md", "Il n’y a pas de page « content/fiches/exempl.md ».", "Vouliez-vous dire « content/fiches/exemple.md »?"),
        ("../../../../etc/passwd", "Il n’y a pas de page « etc/passwd ».", "[la fiche](../fiches/tutorat-grande-echelle.md)"),
        ("", "Ce lien ne mène nulle part.", "[la fiche](../fiches/tutorat-grande-echelle.md)"),
    ],
    ids=["mistyped", "outside", "empty"],
)
def test_a_link_to_no_page_is_named(tmp_path, target, message, help_text):
    files = text(f"Un exemple\u00a0: [x](‸{target}).")
    assert told(tmp_path, files, "L002") == [f"‸ {message}"]
    assert advice(tmp_path / "again", files, "L002") == [help_text]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("statut: publiee", "statut: brouillon", "La fiche « content/fiches/second.md » n’est pas publiée (statut\u00a0: brouillon)."),
        (
            "le: 2026-11-01\nrevisee_le: 2026-11-24",
            "le: 2026-11-25\nrevisee_le: 2026-11-25",
            "La fiche « content/fiches/second.md » ne paraît que le 2026-11-25.",
        ),
    ],
    ids=["draft", "of tomorrow"],
)
def test_a_link_to_a_sheet_that_readers_cannot_see_is_named(tmp_path, old, new, said):
    assert old in FICHE
    second = FICHE.replace(old, new).replace("titre: Exemple", "titre: Second exemple")
    assert told(tmp_path, {**text("[x](‸second.md)"), "content/fiches/second.md": second}, "L002") == [f"‸ {said}"]


@pytest.mark.parametrize("target", ["exemple.md", "../fiches/exemple.md", "../pages/a-propos.md#exemple", "../pages/a%2Dpropos.md"])
def test_a_link_to_a_page_of_the_site_passes(tmp_path, target):
    assert told(tmp_path, text(f"[x]({target})"), "L002") == []


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("#limite", ["‸ La page n’a pas d’ancre « #limite »."]),
        ("../pages/a-propos.md#limites", ["‸ La page n’a pas d’ancre « #limites »."]),
        ("#limites", []),
        ("#pistes-d-action", []),
    ],
)
def test_an_anchor_is_a_heading_of_the_page(tmp_path, target, said):
    assert told(tmp_path, text(f"[x](‸{target})"), "L003") == said


def test_the_help_of_an_unknown_anchor_lists_those_of_the_page(tmp_path):
    assert advice(tmp_path, text("[x](../pages/a-propos.md#limites)"), "L003") == ["Ancres\u00a0: #exemple."]
