"""Reading notes: excerpts, and what is wrong with them."""

from datetime import date

import pytest

from pipeline.content.loading import load
from pipeline.content.loading import read as read_file
from pipeline.content.sources.notes import MAX_QUOTED_WORDS, NOTES, Excerpt, Note, without_entry
from pipeline.content.sources.reading import Design, Link, Reading
from pipeline.memory import Memory
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.files import Source
from tests.rules.examples import NOTE, told
from tests.support import NOTE_EXEMPLE, NOTE_SAMPLE, make_site

HEADER = NOTE_EXEMPLE.split("## ", maxsplit=1)[0]
FIRST_LINE = HEADER.count("\n") + 1
RIGHT = "## résumé {#effet lang=fr lu=resume}\n\n> 15 élèves lisent\n\nLa paraphrase dit 15 élèves.\n"


def read(body: str) -> tuple[Note, list[Diagnostic]]:
    found: list[Diagnostic] = []
    note = read_file(NOTES, "exemple2020", Source("notes/exemple2020.md", HEADER + body), found)
    assert note is not None
    return note, found


def one(body: str) -> Excerpt:
    note, found = read(body)
    assert found == []
    assert len(note.excerpts) == 1
    return note.excerpts[0]


def said(found: list[Diagnostic]) -> list[tuple[str, int, str]]:
    """Return code, line within the body, and message."""
    return [(d.rule.code, d.place.line - FIRST_LINE + 1, d.message.replace("\u00a0", " ")) for d in found]


# --- What is read --------------------------------------------------------------------------------------------------


def test_a_note_and_its_excerpts_are_read_in_order():
    found: list[Diagnostic] = []
    note = read_file(NOTES, "exemple2020", Source("notes/exemple2020.md", NOTE_EXEMPLE), found)
    assert note is not None
    assert found == []
    assert (note.meta.devis, note.meta.lien, note.meta.lu_le) == (Design.CROSS_SECTIONAL, Link.ASSOCIATION, date(2026, 11, 24))
    assert [(excerpt.id, excerpt.locator) for excerpt in note.excerpts] == [("taille", "résumé"), ("lien", "résumé")]
    assert note.excerpt("lien") is note.excerpts[1]
    assert note.excerpt("absent") is None


def test_an_excerpt_holds_a_quotation_a_paraphrase_and_remarks():
    excerpt = one(
        "## p. 5 {#effet lang=fr lu=article}\n\n> quinze\n> élèves lisent\n\nLa paraphrase\nsuit.\n\nUne remarque.\n\nUne autre.\n"
    )
    assert (excerpt.quotation, excerpt.paraphrase, excerpt.remarks) == (
        "quinze élèves lisent",
        "La paraphrase suit.",
        ("Une remarque.", "Une autre."),
    )
    assert (excerpt.locator, excerpt.language, excerpt.reading) == ("p. 5", "fr", Reading.ARTICLE)
    assert (excerpt.start, excerpt.anchor) == (len(HEADER), "extrait-exemple2020-effet")


def test_attributes_say_where_the_words_were_read():
    attributes = '{#effet lang=en lu=page-tierce url=https://exemple.org/a?b=1 page="p. 5, note 2" empreinte=abc123 trouve=2026-11-24}'
    excerpt = one(f"## résumé {attributes}\n\n> 15 students\n\nParaphrase.\n")
    assert (excerpt.url, excerpt.found_page, excerpt.found_hash) == ("https://exemple.org/a?b=1", "p. 5, note 2", "abc123")
    assert excerpt.found_on == date(2026, 11, 24)


def test_without_attributes_nobody_has_looked():
    excerpt = one(RIGHT)
    assert (excerpt.url, excerpt.found_page, excerpt.found_hash, excerpt.found_on) == (None, None, None, None)


def test_figures_are_read_in_the_language_of_the_quotation():
    english = one("## résumé {#effet lang=en lu=resume}\n\n> 25,334 students\n\nParaphrase.\n")
    french = one("## résumé {#effet lang=fr lu=resume}\n\n> 25,334 élèves\n\nParaphrase.\n")
    assert 25_334 in english.figures[0].values
    assert 25_334 not in french.figures[0].values


def test_a_summary_in_our_own_words_carries_no_figure():
    excerpt = one(f"## relevé {{#effet lang=fr lu=releve}}\n\n> {'mot ' * 30} 15 élèves\n\nParaphrase.\n")
    assert excerpt.figures == ()


def test_text_before_the_first_excerpt_and_other_levels_are_left_out():
    note, found = read(f"# Titre exemple\n\nUne introduction.\n\n{RIGHT}\n### Détail\n\nUne remarque.\n")
    assert (len(note.excerpts), found) == (1, [])
    assert note.excerpts[0].remarks == ("Une remarque.",)


# --- What is refused -----------------------------------------------------------------------------------------------

ONE_QUOTATION = "Il faut une seule citation (lignes qui commencent par « > ») et une paraphrase en français."


@pytest.mark.parametrize(
    "body",
    [
        "## résumé {#effet lang=fr lu=resume}\n\nParaphrase.\n",
        "## résumé {#effet lang=fr lu=resume}\n\n> cité\n",
        "## résumé {#effet lang=fr lu=resume}\n\n> cité\n\n> encore\n\nParaphrase.\n",
        "## résumé {#effet lang=fr lu=resume}\n",
    ],
)
def test_a_quotation_and_a_paraphrase_are_needed(body):
    note, found = read(body)
    assert note.excerpts == ()
    assert said(found) == [("N001", 1, ONE_QUOTATION)]


@pytest.mark.parametrize(
    ("attributes", "problems"),
    [
        ("", "« id » manque; « lang » manque; « lu » manque"),
        ("{#effet lang=fr}", "« lu » manque"),
        ("{lang=fr lu=resume}", "« id » manque"),
        ("{#effet lang=fr lu=resume couleur=bleu}", "« couleur » est inconnu"),
        ("{#effet lang=fr lu=resume bidule}", "« bidule » est inconnu"),
        ("{#Été lang=fr lu=resume}", "l’identifiant n’est pas en minuscules sans accent"),
        ("{#effet lang=de lu=resume}", "« lang » vaut « fr » ou « en »"),
        ("{#effet lang=fr lu=tout}", "« lu » vaut article, resume, communique, page-tierce, releve"),
        ("{#effet lang=fr lu=resume url=ftp://exemple.org}", "« url » n’est pas une adresse http"),
        ("{#effet lang=fr lu=resume url=https://exemple.org/<b>}", "« url » n’est pas une adresse http"),
        ("{#effet lang=fr lu=resume trouve=2026-02-30}", "« trouve » n’est pas une date AAAA-MM-JJ"),
        ("{#effet lang=fr lu=resume trouve=2026-W48-2}", "« trouve » n’est pas une date AAAA-MM-JJ"),
        ("{#effet lang=fr lu=resume trouve=20261124}", "« trouve » n’est pas une date AAAA-MM-JJ"),
    ],
)
def test_each_wrong_attribute_is_named(attributes, problems):
    note, found = read(f"## résumé {attributes}\n\n> cité\n\nParaphrase.\n")
    assert note.excerpts == ()
    assert said(found) == [("N002", 1, f"Attributs de l’extrait : {problems}.")]


def test_an_id_given_twice_keeps_the_first_excerpt():
    note, found = read(RIGHT + "\n## p. 5 {#effet lang=fr lu=resume}\n\n> autre\n\nAutre.\n")
    assert [excerpt.locator for excerpt in note.excerpts] == ["résumé"]
    assert said(found) == [("N003", 7, "L’identifiant « #effet » est déjà pris dans cette note.")]


@pytest.mark.parametrize("quotation", ["mot " * 26, "l’un 0,5 – " * 13, "un-deux " * 26])
def test_a_quotation_is_short(quotation):
    note, found = read(f"## résumé {{#effet lang=fr lu=resume}}\n\n> {quotation}\n\nParaphrase.\n")
    assert len(note.excerpts) == 1
    assert said(found) == [("N004", 3, f"La citation a plus de {MAX_QUOTED_WORDS} mots.")]


@pytest.mark.parametrize("quotation", ["mot " * 25, "l’un 0,5 – " * 12, "un-deux " * 25])
def test_twenty_five_words_are_short_enough(quotation):
    assert one(f"## résumé {{#effet lang=fr lu=resume}}\n\n> {quotation}\n\nParaphrase.\n").quotation == quotation.strip()


@pytest.mark.parametrize("locator", ["résumé; bis", "résumé [1]", "voir @exemple2020", "résumé #1", ""])
def test_a_locator_can_be_cited_as_it_is(locator):
    note, found = read(f"## {locator} {{#effet lang=fr lu=resume}}\n\n> cité\n\nParaphrase.\n")
    assert note.excerpts == ()
    assert said(found) == [("N005", 1, "Ce repère ne pourrait pas être cité tel quel.")]


def test_one_wrong_excerpt_leaves_the_others():
    note, found = read("## résumé\n\n> cité\n\nParaphrase.\n\n" + RIGHT)
    assert [excerpt.id for excerpt in note.excerpts] == ["effet"]
    assert [d.rule.code for d in found] == ["N002"]


@pytest.mark.parametrize(("text", "code"), [("texte", "E001"), ("---\ndevis: tout\n---\n", "E013"), ("---\na: [\n---\n", "E002")])
def test_a_note_whose_header_is_wrong_is_not_read(text, code):
    found: list[Diagnostic] = []
    assert read_file(NOTES, "exemple2020", Source("notes/exemple2020.md", text), found) is None
    assert code in [d.rule.code for d in found]


# --- The folder ----------------------------------------------------------------------------------------------------


def test_notes_are_read_by_key(tmp_path):
    found: list[Diagnostic] = []
    notes = load(make_site(tmp_path), NOTES, {}, found, Memory())
    assert (list(notes), found) == (["exemple2020", "sample2021"], [])


def test_a_note_without_a_reference_is_named(tmp_path):
    project = make_site(tmp_path, {"research_notes/notes/exemple202.md": NOTE_SAMPLE})
    notes = load(project, NOTES, {}, [], Memory())
    assert [(d.rule.code, str(d.place), d.message, d.help) for d in without_entry(notes, {"exemple2020", "sample2021"})] == [
        (
            "N006",
            "research_notes/notes/exemple202.md:1:1",
            "La bibliographie n’a pas d’entrée « exemple202 ».",
            "Vouliez-vous dire « exemple2020 »? Le nom du fichier est la clé de la référence.",
        )
    ]


def test_a_note_with_a_wrong_name_is_not_read(tmp_path):
    project = make_site(tmp_path, {"research_notes/notes/Exemple.md": NOTE_SAMPLE})
    found: list[Diagnostic] = []
    assert "Exemple" not in load(project, NOTES, {}, found, Memory())
    assert [d.rule.code for d in found] == ["F007"]


@pytest.mark.parametrize("piece", ["[", "(", "`", ".", "1", "<!--", "@", " ", "#", "a=", 'a="', "a", "> ", "\\"])
def test_a_long_hostile_line_is_read_or_refused(piece):
    line = piece * (19_000 // len(piece))
    read(f"## résumé {{#effet lang=fr lu=resume {line}}}\n\n> {line}\n\n{line}\n")
    read(f"## {line} {{#effet lang=fr lu=resume}}\n\n> {line}\n\n{line}\n")


@pytest.mark.parametrize(
    ("answer", "founded_on", "refused"),
    [
        ("oui", "revue savante", 1),
        ("oui", "revue savante; l’évaluation par les pairs n’est pas énoncée dans la page lue", 1),
        ("oui", "revue savante : « Peer reviewed » (notice exemple)", 0),
        ("probable", "revue savante; l’évaluation par les pairs n’est pas énoncée dans la page lue", 0),
        ("non", "guide; l’évaluation par les pairs n’est pas énoncée", 0),
    ],
)
def test_a_yes_about_peers_wants_the_words_that_say_so(tmp_path, answer, founded_on, refused):
    old = "evaluation_par_les_pairs: oui\nevaluation_fondement: revue exemple"
    files = {NOTE: NOTE_EXEMPLE.replace(old, f'evaluation_par_les_pairs: {answer}\nevaluation_fondement: "{founded_on}"')}
    assert len(told(tmp_path, files, "N020")) == refused
