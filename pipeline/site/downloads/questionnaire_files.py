"""A questionnaire as files to download: text to paste in Google Forms or Microsoft Forms, and the structure that LimeSurvey imports.

LimeSurvey's is « Tab Separated Value survey structure » (its manual; read by ``TSVImportSurvey`` in
application/helpers/admin/import_helper.php):
UTF-8 with its mark, a row for each setting (S, SL), group (G), question (Q), sub-question (SQ) and answer (A), in order.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from pipeline.content.surveys.questionnaire import Option, Questionnaire
from pipeline.text.typographic import typographic

_COLUMNS = (
    "class",
    "type/scale",
    "name",
    "relevance",
    "text",
    "help",
    "language",
    "validation",
    "mandatory",
    "other",
    "default",
    "same_default",
)
# Nothing that says who answered: no name, no address of a machine, no time.
_SETTINGS = {
    "language": "fr",
    "format": "G",
    "anonymized": "Y",
    "datestamp": "N",
    "ipaddr": "N",
    "refurl": "N",
    "savetimings": "N",
    "allowsave": "N",
    "showwelcome": "Y",
    "tokenanswerspersistence": "N",
}

Row = tuple[str, str, str, str]
Options = Mapping[str, Sequence[Option]]


def text_to_paste(questionnaire: Questionnaire, options: Options, groups: Sequence[Option]) -> bytes:
    """Return the questionnaire as plain text, question by question, with the kind of question to choose in each tool."""
    data = questionnaire.meta
    scale = (*data.echelle.niveaux, data.echelle.sans_objet)
    lines = [
        data.titre,
        "",
        data.introduction,
        "",
        typographic(
            "Dans votre outil : ne recueillez ni courriel ni nom. "
            "Collez chaque question mot pour mot : ses mots servent à lire les réponses."
        ),
    ]
    number = 0
    for block in data.blocs:
        number += 1
        lines += ["", f"{number}. {block.question}", typographic("   (Google Forms : grille à choix multiples. Microsoft Forms : Likert.)")]
        lines += [
            typographic("   Lignes :"),
            *(f"   - {one.texte}" for one in block.enonces),
            typographic("   Colonnes :"),
            *(f"   - {word}" for word in scale),
        ]
    for choice in data.choix:
        number += 1
        lines += [
            "",
            f"{number}. {choice.question}",
            "   (Une seule réponse.)"
            if choice.une_seule
            else typographic("   (Plusieurs réponses : cases à cocher; dans Microsoft Forms, « réponses multiples ».)"),
        ]
        lines += [f"   - {option.nom}" for option in options[choice.cle]]
    if data.repartition is not None:
        number += 1
        lines += [
            "",
            f"{number}. {data.repartition.question}",
            "   (Une seule réponse, non obligatoire.)",
            *(f"   - {group.nom}" for group in groups),
        ]
    if data.ouverte is not None:
        number += 1
        lines += [
            "",
            f"{number}. {data.ouverte.question}",
            typographic("   (Réponse longue. Passerelle ne lit jamais cette colonne : relisez-la vous-même.)"),
        ]
    return ("\n".join(lines) + "\n").encode()


def limesurvey_structure(questionnaire: Questionnaire, options: Options, groups: Sequence[Option]) -> bytes:
    """Return the questionnaire as LimeSurvey imports it (.txt)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(_COLUMNS)
    for kind, scale, name, text in _rows(questionnaire, options, groups):
        closed = ("", "N", "N", "", "") if kind == "Q" else ("", "", "", "", "")
        writer.writerow((kind, scale, name, "1" if kind in ("G", "Q", "SQ") else "", text, "", "fr", *closed))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _rows(questionnaire: Questionnaire, options: Options, groups: Sequence[Option]) -> Iterator[Row]:
    data = questionnaire.meta
    yield from (("S", "", name, value) for name, value in _SETTINGS.items())
    yield ("SL", "", "surveyls_title", data.titre)
    yield ("SL", "", "surveyls_welcometext", data.introduction)
    for block in data.blocs:
        yield ("G", "", block.titre, "")
        yield ("Q", "F", block.code, block.question)
        yield from (("SQ", "0", f"SQ{number:03d}", one.texte) for number, one in enumerate(block.enonces, 1))
        yield from (("A", "0", f"A{level}", name) for level, name in enumerate(data.echelle.niveaux, 1))
        yield ("A", "0", "NA", data.echelle.sans_objet)
    for choice in data.choix:
        yield ("G", "", choice.titre, "")
        kind, mark = ("A", "A{}") if choice.une_seule else ("SQ", "SQ{:03d}")
        yield ("Q", "L" if choice.une_seule else "M", choice.code, choice.question)
        yield from ((kind, "0", mark.format(number), option.nom) for number, option in enumerate(options[choice.cle], 1))
    if data.repartition is not None:
        yield ("G", "", data.repartition.titre, "")
        yield ("Q", "L", data.repartition.code, data.repartition.question)
        yield from (("A", "0", f"A{number}", group.nom) for number, group in enumerate(groups, 1))
    if data.ouverte is not None:
        yield ("G", "", "Pour finir", "")
        yield ("Q", "T", data.ouverte.code, data.ouverte.question)
