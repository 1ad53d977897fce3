"""A questionnaire to complete, made from the header of an export: for a survey that was not made from ours.

Only a header that is surely one is ever written: a line that holds the tool's own columns, and nothing that looks like an answer.
"""

import json
import re

from pipeline.catalogue.diagnostics import Diagnostic, Place
from pipeline.catalogue.survey_rules import NO_HEADER
from pipeline.catalogue.words import slug
from pipeline.survey.columns import comparable
from pipeline.survey.export import Export

_MAX = 120


# What no question is worded as: an address, a number, a day or an hour, a level of a scale.
_ANSWER = re.compile(
    r"\S*@\S*|[\d\s.,:/%+()-]+|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b.*|(?:plutot |tout a fait |pas du tout |totalement |completely |strongly )?(?:d.accord|en desaccord|agree|disagree)"
    r"|oui|non|yes|no|true|false|vrai|faux|ne s.applique pas|not applicable|n/?a",
)


def check_header(export: Export, found: list[Diagnostic]) -> None:
    """Append a diagnostic, which repeats no cell, when the line of headers may be a line of answers."""
    place = Place(export.path, export.header_line)
    if export.tool is None:
        message = (
            "Cet export n’a pas les colonnes d’un outil connu\u00a0: sa première ligne pourrait être une réponse, et n’est pas montrée."
        )
        hint = "Prenez l’export avec ses en-têtes, sans y toucher; ou écrivez la correspondance à la main, d’après content/questionnaires/."
        found.append(Diagnostic(NO_HEADER, place, message, help=hint))
        return
    for header in export.headers:
        if header.dropped is None and _ANSWER.fullmatch(comparable(header.text)):
            message = f"L’en-tête de la colonne {header.letter} a l’air d’une réponse\u00a0: rien de cette ligne n’est montré."
            hint = "Prenez l’export avec ses en-têtes, sans y toucher."
            found.append(Diagnostic(NO_HEADER, Place(export.path, export.header_line, header.position + 1), message, help=hint))


def skeleton(export: Export) -> str:
    """Return the YAML of a questionnaire that has a statement for each column that may be read. No answer is looked at."""
    lines = [
        "# Correspondance à compléter, faite des en-têtes de l’export. Gardez les énoncés à cinq niveaux; effacez le reste.",
        "# Une colonne absente d’ici n’est jamais lue\u00a0: n’y mettez ni nom, ni courriel, ni question ouverte.",
        'titre: "Sondage à nommer"',
        'resume: "Une phrase qui dit à qui le sondage s’adressait, et quand."',
        'introduction: "Le texte qui accueillait les personnes."',
        "sujet: annee",
        "blocs:",
        "  - cle: bloc",
        "    code: BLOC",
        '    titre: "Titre du bloc"',
        '    question: "La question posée au-dessus des énoncés."',
        "    enonces:",
    ]
    taken: set[str] = set()
    doubtful = [header.letter for header in export.headers if header.dropped is None and header.doubtful]
    if doubtful:
        lines.insert(
            2, f"# Colonnes laissées de côté, parce qu’elles demandent peut-être ce qui désigne une personne\u00a0: {', '.join(doubtful)}."
        )
    for header in export.headers:
        if header.dropped is not None or header.doubtful or not header.text:
            continue
        key = base = slug(header.text)[:40].strip("-") or "enonce"
        number = 2
        while key in taken:
            key, number = f"{base}-{number}", number + 1
        taken.add(key)
        lines += [
            f"      - cle: {key}",
            f"        court: {_text(header.text[:24].strip())}",
            f"        texte: {_text(header.text[:_MAX].strip())}",
            f"        colonne: {_text(header.text)}",
        ]
    lines += [
        "# Une seule question pour répartir les résultats, si vous en avez une\u00a0:",
        "# repartition: {code: GRP, titre: Comité, question: «\u00a0À quel comité participez-vous?\u00a0», liste: comites, colonne: …}",
        "# Des choix multiples\u00a0:",
        "# choix: [{cle: themes, code: THEM, titre: Thèmes à développer, question: …, liste: themes, besoins: oui, colonne: …}]",
    ]
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
