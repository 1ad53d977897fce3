"""Form text is hostile: thirty ways to make it more than text, and what becomes of each."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest
import yaml

from pipeline.content.sheets.sheet import FICHE_SECTIONS
from pipeline.intake.forms.form_answers import MAX_ANSWER, MAX_BODY, UnreadableFormError, read_answers
from pipeline.intake.forms.form_sources import Cited, given_sources
from pipeline.intake.forms.proposal import Proposal
from pipeline.intake.forms.questions import Form, FormKind
from pipeline.intake.forms.reply import MAX_REPLY, reply
from pipeline.text import inert
from pipeline.text.files import invisible
from tests.intake.forms.bodies import SHEET, body_of
from tests.intake.forms.conftest import Desk

MAIN = "content/fiches/exemple-de-fiche-venue-d-un-formulaire.md"
NOTE = "research_notes/notes/exemple2024.md"
# What a whole, honest form makes: nothing else is ever written, whatever is typed.
WRITTEN = {MAIN, NOTE, "research_notes/bibliographie/ajouts.bib", "research_notes/formulaires/12.json"}
KEYS = [
    "titre", "question", "reponse", "premier_pas", "type", "statut", "themes", "publics", "ages", "determinants", "buts", "force", "force_justification", "divergence",
    "savoir_experience", "donnees_quebecoises", "questions", "redaction", "revision", "publiee_le", "revisee_le", "prochaine_revision", "interets", "licence",
]  # fmt: skip


@dataclass(frozen=True)
class Attack:
    """What is typed in one field, and words that the sheet (or its note) then has, as they stand."""

    field: str
    typed: str
    shown: str
    where: str = MAIN


BIDI, ZERO_WIDTH = "\u202e", "\u200b"
SOURCE = str(SHEET["sources"])
ATTACKS = {
    "a header is closed early": Attack("reponse", "Un résumé assez long pour le modèle\n---\n# Titre", "reponse: \"Un résumé assez long pour le modèle --- # Titre\""),
    "a new key is put under the title": Attack("reponse", "Un résumé assez long, vraiment\nstatut: publiee", 'reponse: "Un résumé assez long, vraiment statut: publiee"'),
    "a key is put after a quotation mark": Attack("redaction", 'Moi"\nstatut: publiee\nx: "', 'redaction: "Moi\\" statut: publiee x: \\""'),
    "a tag of YAML makes an object": Attack("redaction", "!!python/object/apply:os.system [id]", 'redaction: "!!python/object/apply:os.system [id]"'),
    "an anchor and an alias of YAML": Attack("interets", "&a [*a, *a]", 'interets: "&a [*a, *a]"'),
    "a block scalar of YAML": Attack("interets", "|\n  statut: publiee", 'interets: "| statut: publiee"'),
    "a word that YAML reads as a yes": Attack("redaction", "oui", 'redaction: "oui"'),
    "a heading in a section": Attack("section-4", "Vrai.\n## Limites\nFaux.", "Vrai.\n\\#\\# Limites\nFaux."),
    "a heading in a list": Attack("section-4", "- # Titre\n- ok", "- \\# Titre\n- ok"),
    "a heading underlined by equals signs": Attack("section-4", "Titre\n=====\nTexte", "Titre\n\nTexte"),
    "a heading underlined by hyphens": Attack("section-4", "Titre\n-----\nTexte", "Titre\n\nTexte"),
    "a heading in a key message": Attack("section-1", "## Un\nDeux [1]", "1. \\#\\# Un\n2. Deux [@exemple2024, résumé, #extrait-1]"),
    "a code block that swallows what follows": Attack("section-4", "Avant\n```\n~~~~\nDedans", "Avant\n\nDedans"),
    "a comment that swallows what follows": Attack("section-4", "Avant <!-- dedans", "Avant < !-- dedans"),
    "a silence for a rule": Attack("section-4", "<!-- silence T002 : parce que -->", "< !-- silence T002 : parce que -->"),
    "a script": Attack("section-4", "<script>alert(1)</script>", "< script>alert(1)< /script>"),
    "a tag in the title of a lead": Attack("section-2", "<img src=x onerror=alert(1)>\nQui : moi", "### < img src=x onerror=alert(1)>"),
    "an id that takes the place of another": Attack("section-4", "Texte {#limites} {: .x onclick=1}", "Texte \\{#limites} \\{: .x onclick=1}"),
    "attributes in the title of a lead": Attack("section-2", "Piste {#citer .x}\nQui : moi", "### Piste citer .x\n"),
    "an image from elsewhere": Attack("section-4", "![x](https://evil.example/p.png)", "!\\[x](https://evil.example/p.png)"),
    "an indented code block": Attack("section-4", "Avant\n\n        <b>code</b>", "Avant\n\n< b>code< /b>"),
    "writing turned the other way": Attack("titre", f"Exemple de fiche{BIDI} venue d’un formulaire{ZERO_WIDTH}", "titre: Exemple de fiche venue d’un formulaire"),
    "control characters": Attack("section-4", "Un\x00\x07\x1b[31mtexte", "Un[31mtexte"),
    "line ends of Windows": Attack("section-4", "Un\r\n\r\nDeux\rTrois", "Un\n\nDeux\nTrois"),
    "a sign that there is no answer, in an answer": Attack("section-4", "_No response_\nTexte", "_No response_\nTexte"),
    "a label in an answer": Attack("section-4", "### Titre\n\nAutre titre", "\\#\\#\\# Titre\n\nAutre titre"),
    "an excerpt's locator that closes its heading": Attack("sources", SOURCE.replace("résumé", "résumé {#x lang=fr} # ] ; @a"), "## résumé x lang=fr a {#extrait-1 lang=fr", NOTE),
    "an excerpt that opens another section": Attack("sources", SOURCE.replace("> 15 %", "> ## faux {#faux lang=fr}\n> 15 %"), "\n> ## faux {#faux lang=fr} 15 % des élèves", NOTE),
    "an address that breaks out of a heading": Attack("sources", SOURCE.replace("exemple.2024\n", "exemple.2024} {#x\n", 1), "url=https://doi.org/10.1234/exemple.2024}\n", NOTE),
    "a source whose lines close a header": Attack("sources", SOURCE.replace("repère : résumé", "lu par : x\nstatut : y\n---\nrepère : résumé", 1), "lu_par: x\n", NOTE),
}  # fmt: skip


def header_of(text: str) -> dict[str, object]:
    """The front matter, as YAML reads it."""
    return yaml.safe_load(text.split("---\n", 2)[1])


def headings(text: str) -> list[str]:
    return re.findall(r"^## (.+)$", text, re.MULTILINE)


@pytest.mark.parametrize("name", ATTACKS)
def test_what_is_typed_stays_text(desk: Desk, name: str):
    attack = ATTACKS[name]
    before = desk.files()
    proposal = desk.receive(FormKind.SHEET, {**SHEET, attack.field: attack.typed})

    assert attack.shown in desk.text(attack.where)
    sheet = desk.text(MAIN)
    assert list(header_of(sheet)) == KEYS
    assert (header_of(sheet)["statut"], header_of(sheet)["revision"]) == ("brouillon", None)
    assert headings(sheet) == list(FICHE_SECTIONS)
    assert invisible(sheet.replace("\n", "")) is None
    assert [line for line in headings(desk.text(NOTE)) if "{#extrait-" not in line] == []
    after = desk.files()
    assert after.keys() - before.keys() == WRITTEN
    assert {path for path in before if after[path] != before[path]} == set()
    assert set(proposal.files) == {MAIN, NOTE}


def test_there_are_thirty_and_they_are_not_the_last():
    assert len(ATTACKS) == 30


@pytest.mark.parametrize("line", ["=", "-", "  - ", "> ="])
def test_one_sign_alone_under_a_line_makes_no_heading_of_it(line: str):
    assert inert.prose(f"Limites\n{line}\nTexte") == "Limites\n\nTexte"


def titled(desk: Desk, title: str) -> str:
    main = desk.receive(FormKind.SHEET, {**SHEET, "titre": title}).main
    assert main is not None
    return main


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("../../.github/workflows/pirate.yml", "content/fiches/github-workflows-pirate-yml.md"),
        ("/etc/passwd", "content/fiches/etc-passwd.md"),
        ("C:\\Windows\\system32", "content/fiches/c-windows-system32.md"),
        ("Exemple", "content/fiches/exemple-2.md"),  # content/fiches/exemple.md is another's
        ("🎉🎉🎉🎉", "content/fiches/demande-12.md"),
        ("a" * 300, f"content/fiches/{'a' * 76}.md"),
    ],
)
def test_a_title_chooses_no_path_and_takes_no_other_file(desk: Desk, title: str, path: str):
    other = desk.text("content/fiches/exemple.md")
    assert titled(desk, title) == path
    assert desk.text("content/fiches/exemple.md") == other


def test_a_body_out_of_proportion_is_refused_and_nothing_is_written(desk: Desk):
    before = desk.files()
    with pytest.raises(UnreadableFormError, match="65536 caractères"):
        desk.receive(FormKind.SHEET, {**SHEET, "section-4": "a" * MAX_BODY})
    assert desk.files() == before


def test_an_answer_out_of_proportion_is_cut_and_told(desk: Desk):
    proposal = desk.receive(FormKind.SHEET, {**SHEET, "section-4": "mot " * 6_000})
    assert "« Pourquoi c’est important ici » dépasse 20000 caractères\u00a0: la suite n’a pas été prise." in proposal.remarks
    assert len(desk.text(MAIN)) < MAX_ANSWER + 5_000


def test_a_label_typed_twice_is_told(desk: Desk):
    proposal = desk.receive(FormKind.SHEET, {**SHEET, "section-1": "Un [1]\n### Limites\nFaux"})
    assert "Le titre « Limites » paraît plus d’une fois\u00a0: vérifiez ce champ et celui d’avant." in proposal.remarks
    assert "\n## Limites\n\n- Nous avons lu le résumé.\n- Une seule étude.\n" in desk.text(MAIN)


def test_a_citation_of_a_work_that_is_not_there_is_diagnosed(desk: Desk):
    proposal = desk.receive(FormKind.SHEET, {**SHEET, "section-4": "C’est prouvé [@invente2020, résumé]."})
    assert [one.text for one in proposal.diagnostics if one.rule.code == "C001"] == ["@invente2020"]


def test_a_number_of_no_source_stays_text_and_is_missing(desk: Desk):
    proposal = desk.receive(FormKind.SHEET, {**SHEET, "section-4": "C’est prouvé [9]."})
    assert "C’est prouvé \\[9\\]." in desk.text(MAIN)
    assert proposal.missing == (
        "La source [9], que le texte cite\u00a0: elle n’est pas dans « Sources et extraits », ou elle est incomplète.",
    )


def test_a_value_of_no_list_is_left_out_and_told(desk: Desk):
    body = body_of(desk.forms[FormKind.SHEET], SHEET).replace("Très limitée", "Absolument certaine")
    proposal = desk.receive_body(body)
    assert "force" not in header_of(desk.text(MAIN))
    assert "« Confiance dans la preuve »\u00a0: « Absolument certaine » n’est pas dans la liste." in proposal.remarks
    assert "Confiance dans la preuve" in proposal.missing


def test_an_existing_source_is_cited_and_its_note_keeps_what_others_wrote(desk: Desk):
    before, source = desk.text("research_notes/notes/sample2021.md"), SOURCE.replace("10.1234/exemple.2024", "10.1234/sample.2021")
    desk.receive(FormKind.SHEET, {**SHEET, "sources": source})
    after = desk.text("research_notes/notes/sample2021.md")
    assert after.startswith(before)
    assert headings(after[len(before) :])[0].startswith("résumé {#demande-12-1 lang=en")
    assert "[@sample2021, résumé, #demande-12-1]" in desk.text(MAIN)


@pytest.mark.parametrize("typed", [" ", "#", "- ", "> ", "- [X] a ", "[1, ", "### a ", "`", "=", "\\", "(2020) a. ", "a : "])
def test_no_text_keeps_the_machine_busy(the_forms: dict[FormKind, Form], typed: str):
    text = f"x{typed * (18_000 // len(typed))}x"
    body = body_of(the_forms[FormKind.SHEET], {**SHEET, "section-4": text, "sources": f"{SOURCE}\n{text}"})
    start = time.process_time()
    answers = read_answers(body, the_forms[FormKind.SHEET])
    given_sources(answers.text("sources"))
    Cited({}).in_text(inert.prose(answers.text("section-4")), set())
    inert.sentence(text)
    assert time.process_time() - start < 1  # seconds; it takes hundredths, a regular expression gone wrong takes minutes


@pytest.fixture
def conflicting(desk: Desk) -> Callable[[str], Proposal]:
    """The same request edited to say something, after a person wrote something else."""

    def make(text: str) -> Proposal:
        desk.receive(FormKind.SHEET, SHEET)
        desk.edit(MAIN, "Exemple de contexte.", "Contexte d’une personne.")
        return desk.receive(FormKind.SHEET, {**SHEET, "section-4": text})

    return make


@pytest.mark.parametrize(
    "text", ["@tout-le-monde regardez", "````\n</details>\n````", "[lien](https://evil.example)", "fermé par #1", "/approve"]
)
def test_the_answer_shows_what_was_typed_as_code_only(conflicting: Callable[[str], Proposal], text: str):
    proposal = conflicting(text)
    assert len(proposal.conflicts) == 1
    outside = re.sub(r"^(`{3,})text\n.*?^\1$|`[^`\n]+`", "", reply(proposal), flags=re.DOTALL | re.MULTILINE)
    assert not re.search(r"@|</|evil|#1|/approve", outside)


def test_the_answer_stays_under_the_limit_of_a_comment(desk: Desk):
    proposal = desk.receive(FormKind.SHEET, {**SHEET, "section-4": "<b> " * 4_900, "section-5": "[@x] " * 3_900})
    assert len(reply(proposal)) <= MAX_REPLY + 10


@pytest.mark.parametrize(
    "state",
    ['{"fichiers": {"../../etc/passwd": "x"}, "principal": "../../etc/passwd", "cles": {}, "ajouts": [], "formulaire": "fiche", "jour": "2026-11-24"}',
     "[]", "pas du JSON", '{"fichiers": 3}'],
)  # fmt: skip
def test_a_state_that_was_tampered_with_chooses_no_path(desk: Desk, state: str):
    (desk.project.research / "formulaires").mkdir()
    (desk.project.research / "formulaires" / "12.json").write_text(state, encoding="utf-8")
    assert desk.receive(FormKind.SHEET, SHEET).main == MAIN
