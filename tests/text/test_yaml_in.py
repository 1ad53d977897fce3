"""YAML as people write it: values, places, mistakes in French."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from pipeline.content.council import Organisation
from pipeline.content.plain_pages import PageMeta
from pipeline.content.sheets.meta import FicheMeta
from pipeline.fields.validation import validate
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.files import Source, Span
from pipeline.text.yaml_in import MAX_CHARACTERS, read_yaml, read_yaml_file, split_front_matter
from tests.rules.examples import unmarked
from tests.support import FICHE, ORGANISME

HEADER = FICHE.split("---\n")[1]
LISTS = {"themes": ["tutorat", "lecture"], "publics": ["scolaire", "communautaire"], "ages": ["primaire"], "determinants": ["eleve"]}


def read(text: str) -> tuple[dict | None, list[tuple[str, int, int, str]]]:
    """Return what a YAML text says, and the code, line, column and message of each mistake."""
    found: list[Diagnostic] = []
    data = read_yaml_file(Source("exemple.yml", text), found)
    return data and data.data, [(d.rule.code, d.place.line, d.place.column, d.message) for d in found]


def mistakes(text: str, model: type[BaseModel] = FicheMeta, lists: dict[str, list[str]] | None = None) -> list[Diagnostic]:
    """Return the mistakes of a text that YAML can read."""
    found: list[Diagnostic] = []
    data = read_yaml_file(Source("exemple.yml", text), found)
    assert data is not None
    instance = validate(data, model, found, lists=LISTS if lists is None else lists)
    assert (instance is None) == bool(found)
    return found


def header_with(old: str, new: str) -> str:
    assert old in HEADER
    return HEADER.replace(old, new)


# --- Values --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("un texte", "un texte"),
        ("'un texte'", "un texte"),
        ('"oui"', "oui"),
        ("oui", True),
        ("non", False),
        ("true", True),
        ("12", 12),
        ("-3", -3),
        ("0x1F", "0x1F"),
        ("1,5", "1,5"),
        ("1.5", "1.5"),
        ("2026-11-24", "2026-11-24"),
        ("12345678901234567890", "12345678901234567890"),
        ("null", None),
        ("~", None),
        ("", None),
        ("[a, 2, oui]", ["a", 2, True]),
        ("{b: 1}", {"b": 1}),
        ("|\n  un\n  deux", "un\ndeux"),
        (">\n  un\n  deux\n", "un deux\n"),
    ],
)
def test_a_value_stays_close_to_what_was_typed(typed, value):
    assert read(f"a: {typed}") == ({"a": value}, [])


def test_each_key_and_each_value_has_its_place():
    text = "titre: Été 𝒳\nliste:\n  - un\n  - {nom: deux}\n"
    data = read_yaml_file(Source("exemple.yml", text), [])
    assert data is not None
    values = {path: text[span.start : span.end].strip() for path, span in data.values.items()}
    assert values[("titre",)] == "Été 𝒳"
    assert values[("liste", 0)] == "un"
    assert values[("liste", 1, "nom")] == "deux"
    assert [text[span.start : span.end] for span in data.keys.values()] == ["titre", "liste", "nom"]
    assert data.where(("liste", 1, "nom", "absent")) == text.index("deux")
    assert data.where(("absent",)) == 0


def test_a_part_of_a_file_is_read_at_its_own_place():
    text = "---\ntitre: x\nâge: [y\n---\n"
    found: list[Diagnostic] = []
    assert read_yaml(Source("exemple.md", text), Span(4, 21), found) is None
    assert [(d.rule.code, str(d.place)) for d in found] == [("E002", "exemple.md:3:6")]


# --- Mistakes of writing -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "message"),
    [
        ("\ttitre: x\n", "E002", 1, 1, "Une tabulation est utilisée pour le retrait."),
        ("a:\n\tb: x\n", "E002", 2, 1, "Une tabulation est utilisée pour le retrait."),
        ("titre Page\nresume: x\n", "E002", 1, 1, "Cette ligne n’a pas la forme « clé: valeur »."),
        ("a: x\ntitre Page\nresume: x\n", "E002", 2, 1, "Cette ligne n’a pas la forme « clé: valeur »."),
        ("titre: Deux choses: lire\n", "E002", 1, 19, "Un deux-points suivi d’une espace se trouve dans la valeur."),
        ("titre: é: 𝒳: x\n", "E002", 1, 9, "Un deux-points suivi d’une espace se trouve dans la valeur."),
        ('a: 1\ntitre: "Page\nresume: x\n', "E002", 2, 8, "Un guillemet droit est ouvert et jamais fermé."),
        ("titre: [Page\nresume: x", "E002", 1, 8, "Un crochet est ouvert et jamais fermé."),
        ("titre: @x\n", "E002", 1, 8, "Une valeur ne peut pas commencer par « @ »."),
        ("a: 1\n---\nb: 2\n", "E002", 2, 1, "Cette ligne ne se lit pas comme « clé: valeur »."),
        ("- a\n- b\n", "E002", 1, 1, "Des lignes « clé: valeur » sont attendues ici."),
        ("texte", "E002", 1, 1, "Des lignes « clé: valeur » sont attendues ici."),
        ("", "E002", 1, 1, "Des lignes « clé: valeur » sont attendues ici."),
        ("a: 1\nb: 2\na: 3\n", "E003", 3, 1, "La clé « a » revient deux fois."),
        ("a:\n  b: 1\n  b: 2\n", "E003", 3, 3, "La clé « b » revient deux fois."),
        ("a: &x 1\nb: *x\n", "E004", 1, 4, "Les ancres (&) et les renvois (*) ne sont pas acceptés."),
        ("a: *gras*\n", "E004", 1, 4, "Une valeur ne commence ni par « * » ni par « & »."),
        ("a: &\n", "E004", 1, 4, "Une valeur ne commence ni par « * » ni par « & »."),
        ('a: "x\\u202ey"\n', "F008", 1, 4, "Cette valeur contient un caractère invisible ou de contrôle (U+202E)."),
    ],
)
def test_a_mistake_is_named_where_it_is(text, code, line, column, message):
    found: list[Diagnostic] = []
    assert read_yaml_file(Source("exemple.yml", text), found) is None
    said = [(d.rule.code, d.place.line, d.place.column, d.message.replace("\u00a0", " ")) for d in found]
    assert said == [(code, line, column, message)]


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 20 + "]" * 20,
        "a: " + "{b: " * 20 + "}" * 20,
        "".join(" " * depth + f"k{depth}:\n" for depth in range(20)),
        "a:\n  " + "- " * 20 + "b",
        "- " * 90_000,
        "? " * 90_000,
        "[" * 20_000,
    ],
)
def test_what_nests_too_deep_is_refused_before_it_is_built(text):
    data, found = read(text)
    assert data is None
    assert [(code, message) for code, _, _, message in found] == [("E004", "Plus de 12 niveaux d’imbrication.")]


def test_twelve_levels_are_accepted():
    assert read("a: " + "[" * 11 + "x" + "]" * 11)[1] == []


def test_an_enormous_header_is_refused():
    assert read("a: x\n" * (MAX_CHARACTERS // 5 + 1))[1] == [("E004", 1, 1, "Cet en-tête est démesuré.")]


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.text() | st.text(alphabet="ab:-?[]{}&*!|>'\"#%@` \n\t\r1") | st.text(alphabet="-?: \n"))
def test_any_text_is_read_or_refused(text):
    data, found = read(text)
    assert (data is None) == (len(found) == 1)


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "(",
        "`",
        ".",
        "1",
        "<!--",
        "@",
        " ",
        "- ",
        "? ",
        "- : ",
        ": ",
        "{",
        "}",
        "&a ",
        "*a ",
        "#",
        '"',
        "'",
        "|",
        ">",
        "\\",
        "a: ",
        "\t",
    ],
)
@pytest.mark.parametrize("before", ["", "a: ", "a:\n  - ", 'a: "'])
def test_a_long_hostile_line_is_read_or_refused(piece, before):
    data, found = read(before + piece * (20_000 // len(piece)))
    assert (data is None) == (len(found) == 1)


# --- Front matter --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "header", "body"),
    [
        ("---\ntitre: x\n---\ntexte\n", "titre: x\n", "texte\n"),
        ("---\ntitre: x\n---", "titre: x\n", ""),
        ("---\n---\ntexte", "", "texte"),
        ("---\na: |\n  ---\nb: 1\n---\n\n---\n", "a: |\n  ---\nb: 1\n", "\n---\n"),
    ],
)
def test_the_header_stands_between_two_lines_of_dashes(text, header, body):
    split = split_front_matter(Source("exemple.md", text), [])
    assert split is not None
    assert (text[split[0].start : split[0].end], text[split[1] :]) == (header, body)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("## À retenir\n", "L’en-tête manque : la première ligne doit être « --- »."),
        ("\n---\ntitre: x\n---\n", "L’en-tête manque : la première ligne doit être « --- »."),
        ("--- \ntitre: x\n---\n", "L’en-tête manque : la première ligne doit être « --- »."),
        ("---\ntitre: x\n", "L’en-tête n’est pas fermé : il manque une deuxième ligne « --- »."),
        ("---\ntitre: x\n----\n", "L’en-tête n’est pas fermé : il manque une deuxième ligne « --- »."),
    ],
)
def test_a_header_that_is_missing_or_open_is_named(text, message):
    found: list[Diagnostic] = []
    assert split_front_matter(Source("exemple.md", text), found) is None
    assert [(d.rule.code, str(d.place), d.message.replace("\u00a0", " ")) for d in found] == [("E001", "exemple.md:1:1", message)]


# --- Models --------------------------------------------------------------------------------------------------------


def test_a_right_header_makes_a_model():
    data = read_yaml_file(Source("exemple.yml", HEADER), [])
    assert data is not None
    meta = validate(data, FicheMeta, [], lists=LISTS)
    assert meta is not None
    assert (meta.titre, meta.themes, meta.donnees_quebecoises, meta.revision) == (
        "Exemple de fiche sur le tutorat",
        ("tutorat",),
        False,
        None,
    )
    assert meta.publiee_le == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("old", "new", "code", "text", "help_"),
    [
        ("titre:", "‸titres:", "E010", "titres", "Vouliez-vous dire « titre »?"),
        ("reponse: Un", "‸réponse: Un", "E010", "réponse", "Vouliez-vous dire « reponse »?"),
        ("reponse: Un", "‸resume: Un", "E010", "resume", FicheMeta.replaced["resume"]),
        ("titre: Exemple de fiche sur le tutorat", "titre: ‸[a, b]", "E012", "titre", "Écrivez un texte."),
        ("titre: Exemple de fiche sur le tutorat", "titre: ‸12", "E012", "titre", 'Mettez la valeur entre guillemets droits : « titre: "12" ».'),
        ("titre: Exemple de fiche sur le tutorat", "titre: ‸oui", "E012", "titre", "Écrivez un texte."),
        ("titre: Exemple de fiche sur le tutorat", 'titre: ‸""', "E015", "", "Écrivez au moins 4 caractères."),
        ("titre: Exemple", f"titre: ‸{'x' * 160}", "E015", f"{'x' * 160} de fiche sur le tutorat", "Gardez au plus 160 caractères."),
        ("type: fait-saillant", "type: ‸fait saillant", "E013", "fait saillant", "Vouliez-vous dire « fait-saillant »? Valeurs : fait-saillant, repere, retour-sur-outil."),
        ("themes: [tutorat]", "themes: [‸tutorrat]", "E013", "tutorrat", "Vouliez-vous dire « tutorat »? Valeurs : tutorat, lecture."),
        ("themes: [tutorat]", "themes: [lecture, ‸Lecture]", "E013", "Lecture", "Vouliez-vous dire « lecture »? Valeurs : tutorat, lecture."),
        ("themes: [tutorat]", "themes: [‸xyz]", "E013", "xyz", "Valeurs : tutorat, lecture."),
        ("themes: [tutorat]", "themes: ‸[]", "E015", "themes", "Donnez au moins une valeur."),
        ("themes: [tutorat]", "themes: ‸tutorat", "E012", "tutorat", "Écrivez-la ainsi : « themes: [tutorat] »."),
        ("force: limitee", "force: ‸limité", "E013", "limité", "Vouliez-vous dire « limitee »? Valeurs : insuffisante, tres-limitee, limitee, moderee, elevee."),
        ("force: limitee", "force: ‸[limitee]", "E012", "force", "Choisissez parmi : insuffisante, tres-limitee, limitee, moderee, elevee."),
        ("donnees_quebecoises: non", "donnees_quebecoises: ‸peut-être", "E012", "peut-être", "Écrivez « oui » ou « non »."),
        ("publiee_le: 2026-11-01", "publiee_le: ‸2026-02-30", "E014", "2026-02-30", "Écrivez l’année, le mois et le jour : 2026-11-24."),
        ("publiee_le: 2026-11-01", "publiee_le: ‸1er novembre", "E014", "1er novembre", "Écrivez l’année, le mois et le jour : 2026-11-24."),
        ("publiee_le: 2026-11-01", "publiee_le: ‸20261101", "E014", "publiee_le", "Écrivez l’année, le mois et le jour : 2026-11-24."),
        ("publiee_le: 2026-11-01", "publiee_le: ‸2026-11-01T10:00", "E014", "2026-11-01T10:00", "Écrivez 2026-11-01."),
        ("redaction: Équipe exemple", "redaction: ‸{nom: x}", "E012", "redaction", "Écrivez un texte."),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_with_what_to_do(old, new, code, text, help_):
    clean, places = unmarked({"exemple.yml": header_with(old, new)})
    found = [d for d in mistakes(clean["exemple.yml"]) if d.rule.code == code]
    assert [(str(d.place), d.text, d.help.replace("\u00a0", " ")) for d in found] == [(*places, text, help_)]


def test_a_missing_key_is_named():
    found = mistakes(header_with("redaction: Équipe exemple\n", ""))
    assert [(d.rule.code, d.message, d.help) for d in found] == [
        ("E011", "La clé « redaction » manque.", "Ajoutez une ligne «\u00a0redaction: …\u00a0».")
    ]


def test_all_mistakes_are_said_at_once():
    text = (
        header_with("themes: [tutorat]", "themes: [tutorrat, lecturre]")
        .replace("force: limitee", "force: forte")
        .replace("titre:", "titres:")
    )
    assert sorted(d.rule.code for d in mistakes(text)) == ["E010", "E013", "E013", "E013"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("contact: null", "contact: ‸pas un courriel", "une adresse de courriel ressemble à nom@exemple.org"),
        ("adresse: null", "adresse: ‸exemple.org", "une adresse commence par http:// ou https://"),
        ("adresse: null", "adresse: ‸javascript:alert(1)", "une adresse commence par http:// ou https://"),
        ("slug: val-exemple", "slug: ‸Val Exemple", "il faut des minuscules sans accent"),
        ("nom: Val-Exemple", 'nom: ‸""', "elle est vide ou trop courte"),
    ],
)
def test_a_value_of_the_wrong_form_says_the_form_that_is_due(old, new, words):
    assert old in ORGANISME
    clean, places = unmarked({"exemple.yml": ORGANISME.replace(old, new)})
    (found,) = mistakes(clean["exemple.yml"], Organisation, {})
    assert [(found.rule.code, str(found.place))] == [("E015", place) for place in places]
    assert words in found.message


def test_a_value_over_several_lines_is_one_line():
    data = read_yaml_file(Source("exemple.yml", "titre: Page exemple\nresume: |\n  Un résumé\n  exemple.\n"), [])
    assert data is not None
    meta = validate(data, PageMeta, [])
    assert meta is not None
    assert meta.resume == "Un résumé exemple."
