"""A questionnaire to complete, made from the header of an export: for a survey that was not made from ours.

Only a header that is surely one is ever written: a line that holds the tool's own columns, and nothing that looks like an answer.
"""

import json
import re

from pipeline.content.surveys.survey_rules import NO_HEADER
from pipeline.intake.surveys.columns import comparable
from pipeline.intake.surveys.export import Export, Header
from pipeline.text.diagnostics import Diagnostic, Place
from pipeline.text.typographic import french_text, quoted
from pipeline.text.words import slug

_MAX = 120


# What no question is worded as: an address, a number, a day or an hour, a level of a scale.
_ANSWER = re.compile(
    r"\A(?:\S*@\S*|[\d\s.,:/%+()-]+|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b.*|(?:plutot |tout a fait |pas du tout |totalement "
    r"|completely |strongly )?(?:d.accord|en desaccord|agree|disagree)"
    r"|oui|non|yes|no|true|false|vrai|faux|ne s.applique pas|not applicable|n/?a)",
)


# What an open question asks, folded; « Autre » beside a list is one too.
_OTHER = re.compile(r"(?:^|\[)(?:autres?|other)(?: ?[,(:][^\[\]]{0,200})?\]?$")
_OPEN = re.compile(
    r"(?<!\w)(?:commentaires?|comments?|suggestions?|remarques?|precise[rz]|please specify|specify|expliquez|explain|decrivez|describe"
    r"|pourquoi|why|dites-nous|tell us|en quelques mots|in your own words|autre chose|anything else|qu.est-ce qui"
    r"|what did you|feedback)(?!\w)"
)
_PART = re.compile(r"\A(?P<question>.{0,300}\S)\s{0,5}\[(?P<part>[^\[\]]{1,300})\]")
_SHORT = 24


def check_header(export: Export, found: list[Diagnostic]) -> None:
    """Append a diagnostic, which repeats no cell, when the line of headers may be a line of answers."""
    place = Place(export.path, export.header_line)
    if export.tool is None:
        message = "Cet export n’a pas les colonnes d’un outil connu : sa première ligne pourrait être une réponse, et n’est pas montrée."
        hint = "Prenez l’export avec ses en-têtes, sans y toucher; ou écrivez la correspondance à la main, d’après content/questionnaires/."
        found.append(Diagnostic(NO_HEADER, place, message, help=hint))
        return
    for header in export.headers:
        if header.dropped is None and _ANSWER.fullmatch(comparable(header.text)):
            message = f"L’en-tête de la colonne {header.letter} a l’air d’une réponse : rien de cette ligne n’est montré."
            hint = "Prenez l’export avec ses en-têtes, sans y toucher."
            found.append(Diagnostic(NO_HEADER, Place(export.path, export.header_line, header.position + 1), message, help=hint))


def skeleton(export: Export) -> str:
    """Return the YAML of a questionnaire that has a statement for each column that may be read. No answer is looked at."""
    lines = [
        "# Correspondance à compléter, faite des en-têtes de l’export. Gardez les énoncés à cinq niveaux; effacez le reste.",
        "# Une colonne absente d’ici n’est jamais lue : n’y mettez ni nom, ni courriel, ni question ouverte.",
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
            2, f"# Colonnes laissées de côté, parce qu’elles demandent peut-être ce qui désigne une personne : {', '.join(doubtful)}."
        )
    left = [
        header
        for header in export.headers
        if header.dropped is None and not header.doubtful and header.text and (_is_open(header) or _is_cut(header))
    ]
    for letters, why in (
        ([header.letter for header in left if not _is_cut(header)], "questions ouvertes, et « Autre »"),
        (
            [header.letter for header in left if _is_cut(header)],
            "en-têtes coupés à leur crochet : exportez de nouveau avec les textes complets",
        ),
    ):
        if letters:
            lines.insert(2, f"# Colonnes laissées de côté ({why}) : {', '.join(letters)}.")
    shorts: set[str] = set()
    for header in export.headers:
        if header.dropped is not None or header.doubtful or not header.text or header in left:
            continue
        part = _PART.fullmatch(header.text)
        name = part.group("part").strip() if part else header.text
        key = _free(slug(name)[:40].strip("-") or "enonce", taken, "-")
        lines += [
            f"      - cle: {key}",
            f"        court: {_text(_free(name[:_SHORT].strip(), shorts, ' '))}",
            f"        texte: {_text(header.text[:_MAX].strip())}",
            f"        colonne: {_text(header.text)}",
        ]
    lines += [
        "# Une seule question pour répartir les résultats, si vous en avez une :",
        f"# repartition: {{code: GRP, titre: Comité, question: {quoted('À quel comité participez-vous?')}, liste: comites, colonne: …}}",
        "# Des choix multiples :",
        "# choix: [{cle: themes, code: THEM, titre: Thèmes à développer, question: …, liste: themes, besoins: oui, colonne: …}]",
    ]
    return "\n".join(french_text(line) if line.startswith("#") else line for line in lines) + "\n"


def _is_open(header: Header) -> bool:
    asked = comparable(header.text)
    return _OTHER.search(asked) is not None or _OPEN.search(asked) is not None


def _is_cut(header: Header) -> bool:
    return header.text.count("[") > header.text.count("]")


def _free(name: str, taken: set[str], joint: str) -> str:
    """Return ``name``, with a number when it is taken, and take it."""
    free, number = name, 2
    while free in taken:
        suffix = f"{joint}{number}"
        free, number = f"{name[: _SHORT - len(suffix)]}{suffix}" if joint == " " else f"{name}{suffix}", number + 1
    taken.add(free)
    return free


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
