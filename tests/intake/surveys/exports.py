"""Answers of people who do not exist, and the export that each tool would give of them (shapes seen in public code, French and English)."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from pipeline.content.surveys.questionnaire import Option, Questionnaire, StatementBlock

# Words that no output may hold: each person has some of them, in the columns where tools put them, and in the open question.
NAMES = ("Zoé Exemplaire", "Yvon Spécimen", "Xavière Modèle", "Wilfrid Factice")
WEIGHTS = (1, 1, 2, 6, 5)


@dataclass
class Person:
    """Someone who answered: a group (or none), a level by statement (0: not applicable; absent: no answer), choices, and personal data."""

    group: str | None
    levels: dict[str, int] = field(default_factory=dict)
    chosen: dict[str, list[str]] = field(default_factory=dict)
    name: str = "Zoé Exemplaire"
    email: str = "zoe.exemplaire@exemple.invalid"
    address: str = "203.0.113.7"
    time: str = "2026/05/04 9:41:37 AM UTC-4"
    comment: str = "Commentaire confidentiel de Zoé"

    @property
    def secrets(self) -> list[str]:
        """What no output may hold."""
        return [self.name, self.email, self.address, self.time, self.comment, *self.name.split()]


def some_people(
    random: Random, questionnaire: Questionnaire, options: dict[str, tuple[Option, ...]], sizes: dict[str | None, int]
) -> list[Person]:
    """Return people who answer at random, ``sizes`` of each group; a statement in ten is left out or does not apply."""
    people = []
    for group, size in sizes.items():
        for _ in range(size):
            name = f"{random.choice(NAMES)}-{random.randrange(10**6)}"
            person = Person(
                group, name=name, email=f"{name.replace(' ', '.')}@exemple.invalid", address=f"203.0.113.{random.randrange(256)}",
                time=f"2026/05/{random.randrange(1, 29):02d} {random.randrange(1, 13)}:{random.randrange(60):02d}:{random.randrange(60):02d} PM UTC-4",
                comment=f"Commentaire no {random.randrange(10**9)}, de {name}: « =SOMME(A1;B1) »,\n\"appelez-moi\"; merci",
            )  # fmt: skip
            for block in questionnaire.meta.blocs:
                for one in block.enonces:
                    draw = random.random()
                    if draw < 0.95:
                        person.levels[one.cle] = 0 if draw < 0.05 else random.choices(range(1, 6), WEIGHTS)[0]
            for choice in questionnaire.meta.choix:
                person.chosen[choice.cle] = [option.cle for option in options[choice.cle] if random.random() < 0.4]
            people.append(person)
    return people


def _written(rows: Sequence[Sequence[str]], separator: str, quoting: int = csv.QUOTE_ALL) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


def _label(questionnaire: Questionnaire, level: int | None) -> str:
    scale = questionnaire.meta.echelle
    return "" if level is None else scale.sans_objet if level == 0 else scale.niveaux[level - 1]


def _named(options: Sequence[Option], keys: Sequence[str]) -> list[str]:
    return [option.nom for option in options if option.cle in keys]


def _statements(questionnaire: Questionnaire) -> list[tuple[StatementBlock, int, str, str]]:
    return [(block, number, one.cle, one.texte) for block in questionnaire.meta.blocs for number, one in enumerate(block.enonces, 1)]


def _group(groups: Sequence[Option], key: str | None) -> str:
    return next((group.nom for group in groups if group.cle == key), "")


def limesurvey(
    questionnaire: Questionnaire, options: dict[str, tuple[Option, ...]], groups: Sequence[Option], people: Sequence[Person]
) -> bytes:
    """Codes in the header and in the answers, « ; », UTF-8 with its mark, every cell in quotes, an empty line at the end."""
    data = questionnaire.meta
    header = ["id", "submitdate", "lastpage", "startlanguage", "seed", "token", "ipaddr", "firstname", "email"]
    header += [f"{block.code}[SQ{number:03d}]" for block, number, _, _ in _statements(questionnaire)]
    header += [f"{choice.code}[SQ{number:03d}]" for choice in data.choix for number, _ in enumerate(options[choice.cle], 1)]
    header += [data.repartition.code] if data.repartition else []
    header += [data.ouverte.code] if data.ouverte else []
    rows = [header]
    for number, person in enumerate(people, 1):
        row = [str(number), person.time, "4", "fr", "1", person.name, person.address, person.name, person.email]
        row += [
            "" if (level := person.levels.get(key)) is None else f"A{level}" if level else "NA"
            for _, _, key, _ in _statements(questionnaire)
        ]
        row += ["Y" if option.cle in person.chosen.get(choice.cle, []) else "" for choice in data.choix for option in options[choice.cle]]
        row += [next((f"A{rank}" for rank, group in enumerate(groups, 1) if group.cle == person.group), "")] if data.repartition else []
        row += [person.comment] if data.ouverte else []
        rows.append(row)
    return b"\xef\xbb\xbf" + (_written(rows, ";") + "\r\n").encode()


def google_forms(
    questionnaire: Questionnaire, options: dict[str, tuple[Option, ...]], groups: Sequence[Option], people: Sequence[Person]
) -> bytes:
    """Grids as « question [énoncé] », choices joined by commas, « , », UTF-8."""
    data = questionnaire.meta
    header = ["Horodateur", "Adresse e-mail"]
    header += [data.repartition.question] if data.repartition else []
    header += [f"{block.question} [{text}]" for block, _, _, text in _statements(questionnaire)]
    header += [choice.question for choice in data.choix]
    header += [data.ouverte.question] if data.ouverte else []
    rows = [header]
    for person in people:
        row = [person.time, person.email]
        row += [_group(groups, person.group)] if data.repartition else []
        row += [_label(questionnaire, person.levels.get(key)) for _, _, key, _ in _statements(questionnaire)]
        row += [", ".join(_named(options[choice.cle], person.chosen.get(choice.cle, []))) for choice in data.choix]
        row += [person.comment] if data.ouverte else []
        rows.append(row)
    return _written(rows, ",").encode()


def microsoft_forms(
    questionnaire: Questionnaire, options: dict[str, tuple[Option, ...]], groups: Sequence[Option], people: Sequence[Person]
) -> bytes:
    """Statements alone, spaces at the end of headers, choices joined by « ; », made in Excel: « ; » between cells, windows-1252, header on line 2."""
    data = questionnaire.meta
    header = [
        "ID",
        "Heure de début",
        "Heure de fin",
        "Adresse de messagerie",
        "Nom",
        "Total points",
        "Quiz feedback",
        "Heure de la dernière modification",
    ]
    header += [f"{text} " for _, _, _, text in _statements(questionnaire)]
    header += [choice.question for choice in data.choix]
    header += [data.repartition.question] if data.repartition else []
    header += [data.ouverte.question] if data.ouverte else []
    rows = [["Un questionnaire exemple", *[""] * (len(header) - 1)], header]
    for number, person in enumerate(people, 1):
        row = [str(number), "5/4/26 9:41:37", person.time, person.email, person.name, "", "", ""]
        row += [_label(questionnaire, person.levels.get(key)) for _, _, key, _ in _statements(questionnaire)]
        row += ["".join(f"{name};" for name in _named(options[choice.cle], person.chosen.get(choice.cle, []))) for choice in data.choix]
        row += [_group(groups, person.group)] if data.repartition else []
        row += [person.comment] if data.ouverte else []
        rows.append(row)
    return _written(rows, ";", csv.QUOTE_MINIMAL).encode("cp1252")


TOOLS = {"LimeSurvey": limesurvey, "Google Forms": google_forms, "Microsoft Forms": microsoft_forms}
