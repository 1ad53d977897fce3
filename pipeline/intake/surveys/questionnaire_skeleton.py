"""A questionnaire to complete, made from the header of an export: for a survey that was not made from ours."""

import json

from pipeline.intake.surveys.export import Export
from pipeline.text.words import slug

_MAX = 120


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
    for header in export.headers:
        if header.dropped is not None or not header.text:
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
