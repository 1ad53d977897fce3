"""An agent's whole walk: a new source and a new sheet, two remarks of a reviewer, publication, a correction; by the commands, then from a form.

Only commands are run, and only what a person types into a file is written here; both walks end in the same site.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.content.catalogue import load_catalogue
from pipeline.intake.forms.questions import FormKind, forms
from tests.cli.test_cli import run, said
from tests.intake.forms.bodies import Given, body_of
from tests.site.built_pages import snapshot
from tests.support import BIBLIOGRAPHIE, ORGANISME, TODAY, make_site

# An example source that no reading note describes yet, and one that nobody has added.
WAITING = "@article{autre2019, author = {Camille Autre}, title = {{Une autre étude exemple}}, journal = {Revue exemple}, year = {2019}, langid = {french}}\n"
NEW_SOURCE = """\
TY  - JOUR
AU  - Exemple, A.
AU  - Modèle, B.
TI  - Une étude exemple sur le tutorat
T2  - Revue exemple
PY  - 2024
DO  - 10.1234/exemple.2024
LA  - fr
ER  -
"""
FILES = {
    "content/organisme.yml": ORGANISME.replace("depot: null", "depot: https://github.com/exemple/site"),
    "research_notes/bibliographie/exemple.bib": f"{BIBLIOGRAPHIE}\n{WAITING}",
}
TITLE = "Une aide suivie accompagne la lecture (exemple)"
SUMMARY = "Un exemple de résumé, assez long pour être accepté par le modèle. Une autre phrase dit jusqu’où."
NOTE, OTHER_NOTE = "research_notes/notes/exemple2024.md", "research_notes/notes/autre2019.md"
FIRST_NAME, SHEET = "content/fiches/aide-suivie-accompagne-lecture-exemple.md", "content/fiches/aide-suivie.md"
QUESTION, STEP = "L’aide suivie accompagne-t-elle la lecture?", "La direction essaie un exemple."
ACTION = ("Essayer un exemple", "les élèves", "scolaire (la direction)", "un essai", "en parler", "le temps")
WAYS = ("aider mon enfant à lire", "une aide suivie", "qui peut aider à lire")
READ, COUNTED = "Parmi les élèves aidés, 15\u00a0% lisent davantage", "L’étude porte sur 120\u00a0élèves"
DECISION = ("On sait que l’exemple existe", "Si vous agissez, attendez-vous à un exemple", "Ne comptez pas sur un autre exemple")

FORM: Given = {
    "titre": TITLE,
    "question": QUESTION,
    "reponse": SUMMARY,
    "premier_pas": STEP,
    "type": ("fait-saillant",),
    "themes": ("tutorat", "lecture"),
    "publics": ("scolaire",),
    "ages": ("primaire",),
    "determinants": ("eleve",),
    "buts": ("reussite",),
    "questions": "\n".join(WAYS),
    "sources": (
        "[1] https://doi.org/10.1234/exemple.2024\n"
        "Exemple, A., et Modèle, B. (2024). Une étude exemple sur le tutorat. Revue exemple.\n"
        "population : élèves du primaire (exemple)\n"
        "devis : enquête\n"
        "lu par : Équipe exemple\n"
        "pairs : oui, revue exemple\n"
        "repère : résumé\n"
        "> 15 % des élèves aidés lisent davantage\n"
        f"{READ}."
    ),
    "section-1": f"{READ} [1].\nUne autre étude compte 120\u00a0élèves [@autre2019, résumé].",
    "section-2": "\n".join(
        f"{name}{value}"
        for name, value in zip(
            ("", "Pour : ", "Qui : ", "Quoi : ", "Premier pas : ", "Obstacle probable : ", "Appui : "), (*ACTION, "étude [1]"), strict=True
        )
    ),
    "section-3": "\n".join(f"{sentence} [1]." for sentence in DECISION),
    "section-4": "Le comité en parle à 13h30.",
    "section-5": f"{COUNTED} [@autre2019, résumé].",
    "section-6": f"{READ} [1].",
    "section-7": "- Nous avons lu les résumés.",
    "section-8": "Que ferions-nous?\nAvec qui?",
    "force": ("tres-limitee",),
    "force_justification": "Exemple de justification.",
    "redaction": "Équipe exemple",
    "interets": "Aucun intérêt déclaré.",
    "envoi": ("licence", "honnete", "public"),
}  # fmt: skip
ERROR: Given = {"page": "https://www.exemple.org/fiches/aide-suivie/", "inexact": "« aidés »", "envoi": ("public",)}


@dataclass(frozen=True)
class Agent:
    """Someone who types commands and texts in one copy of the repository."""

    root: Path

    def does(self, *command: str) -> str:
        """What a command says, which ends well."""
        result = run(self.root, *command)
        assert result.returncode == 0, said(result)
        return result.stdout

    def reads(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def fills_in(self, path: str, *answers: str) -> None:
        """Type each answer over one « à écrire », in their order, down to the last."""
        parts = re.split(r"(?<!« )à écrire", self.reads(path))
        assert len(parts) == len(answers) + 1
        text = "".join(part + answer for part, answer in zip(parts, (*answers, ""), strict=True))
        (self.root / path).write_text(text, encoding="utf-8")

    def replaces(self, path: str, old: str, new: str) -> None:
        text = self.reads(path)
        assert text.count(old) == 1
        (self.root / path).write_text(text.replace(old, new), encoding="utf-8")

    def sends(self, kind: FormKind, given: Given, number: int) -> str:
        """Fill in one of the repository's forms, as GitHub gives it to the command; return the answer."""
        catalogue = load_catalogue(make_site(self.root.parent / f"formulaire-{number}", FILES), [])
        assert catalogue is not None
        body = self.root.parent / f"{number}.md"
        body.write_text(body_of(next(form for form in forms(catalogue) if form.kind is kind), given), encoding="utf-8")
        answer = self.root.parent / f"reponse-{number}.md"
        self.does("depuis-formulaire", str(body), "--numero", str(number), "--reponse", str(answer))
        return answer.read_text(encoding="utf-8")


def agent(root: Path) -> Agent:
    return Agent(make_site(root / "site", FILES, templates=True).root)


def notes_the_other_source(one: Agent) -> None:
    """Both agents find a source in the bibliography that has no note, and write it."""
    one.does("nouvelle", "note", "--reference", "autre2019", "--population", "Élèves (exemple)", "--lu-par", "Équipe exemple")
    one.fills_in(
        OTHER_NOTE,
        "null",
        "sans indication (exemple)",
        "l’échantillon compte 120 élèves",
        f"{COUNTED}.",
        "une fin exemple",
        "Elle finit ainsi.",
    )
    assert one.does("verifier", OTHER_NOTE) == "Vérification\u00a0: aucune faute. Les informations se lisent avec --infos.\n"


def writes_by_commands(one: Agent) -> None:
    """A new source from a file of references, its note, then the sheet."""
    source = one.root.parent / "source.ris"
    source.write_text(NEW_SOURCE, encoding="utf-8")
    assert "Références ajoutées\u00a0: 1" in one.does("ajouter", str(source))
    one.replaces(NOTE, "evaluation_par_les_pairs: non", "evaluation_par_les_pairs: oui")
    text = one.reads(NOTE)
    (one.root / NOTE).write_text(text[: text.index("## résumé {#extrait-2")].rstrip() + "\n", encoding="utf-8")  # one excerpt is enough
    one.fills_in(
        NOTE,
        "enquête",
        "élèves du primaire (exemple)",
        "Équipe exemple",
        "revue exemple",
        "15 % des élèves aidés lisent davantage",
        f"{READ}.",
    )
    notes_the_other_source(one)
    begun = [
        "--titre",
        TITLE,
        "--question",
        QUESTION,
        "--reponse",
        SUMMARY,
        "--but",
        "reussite",
        "--theme",
        "tutorat",
        "--theme",
        "lecture",
        "--public",
        "scolaire",
    ]
    told = one.does("nouvelle", "fiche", *begun, "--age", "primaire", "--determinant", "eleve")
    assert f"Écrit\u00a0: {FIRST_NAME}\n" in told
    assert "exemple2024#extrait-1 (résumé)" in told  # the excerpts that seem to be about it
    one.replaces(FIRST_NAME, "force: insuffisante", "force: tres-limitee")
    one.fills_in(
        FIRST_NAME,
        STEP,
        "Exemple de justification.",
        ", ".join(WAYS),
        "Équipe exemple",
        f"{READ} [@exemple2024, résumé, #extrait-1].",
        "Une autre étude compte 120\u00a0élèves [@autre2019, résumé, #extrait-1].",
        *ACTION,
        "étude [@exemple2024, résumé, #extrait-1]",
        *(f"{sentence} [@exemple2024, résumé, #extrait-1]." for sentence in DECISION),
        "Le comité en parle à 13h30.",
        f"{COUNTED} [@autre2019, résumé, #extrait-1].",
        f"{READ} [@exemple2024, résumé, #extrait-1].",
        "Nous avons lu les résumés.",
        "Que ferions-nous?",
        "Avec qui?",
    )
    one.does("deplacer", Path(FIRST_NAME).stem, Path(SHEET).stem, "--oui")


def writes_by_form(one: Agent) -> None:
    """The same words in one form, from which the robot makes the files."""
    notes_the_other_source(one)
    answer = one.sends(FormKind.SHEET, FORM, 12)
    assert "Rien\u00a0: toutes les questions obligatoires ont une réponse." in answer
    one.does("deplacer", "une-aide-suivie-accompagne-la-lecture-exemple", Path(SHEET).stem, "--oui")


def is_reviewed_and_published(one: Agent) -> None:
    """Two remarks: one of form, which a command mends, and one of meaning, for which a person reads the excerpt. Then the site is built."""
    assert "Brouillons\u00a0: 1" in one.does("etat")
    assert f"{SHEET}:" in said(run(one.root, "verifier", SHEET))  # the time is not written as it should be
    assert "+ Le comité en parle à 13⍽h⍽30.\n" in one.does("corriger", SHEET, "--oui")
    shown = one.does("verifier", "--revue", Path(SHEET).stem)
    assert "15 % des élèves aidés lisent davantage" in shown
    one.replaces(SHEET, "- Nous avons lu les résumés.", "- Nous avons lu les résumés. Rien ne dit que l’aide en est la cause.")
    one.replaces(SHEET, "statut: brouillon", "statut: publiee")
    one.replaces(SHEET, "revision: null", "revision: Une relectrice (exemple)")
    one.does("verifier")
    assert "Site construit" in one.does("construire")
    assert "Brouillons" not in one.does("etat")


def is_answered_and_built_again(one: Agent) -> None:
    """An open correction waits, then gets its answer and is no longer open."""
    assert "Corrections ouvertes (interprétations contestées)\u00a0: 1" in one.does("etat")
    one.replaces(
        SHEET, 'texte: "Signalé comme inexact\u00a0: «\u00a0aidés\u00a0».", ouverte: oui', "texte: Les élèves aidés sont ceux du primaire."
    )
    assert "Corrections ouvertes" not in one.does("etat")
    assert "Site construit" in one.does("construire")


def published(one: Agent) -> dict[str, bytes]:
    """The site's files; the search index is never the same byte for byte."""
    return {name: content for name, content in snapshot(one.root / "site").items() if not name.startswith("pagefind/")}


def test_an_agent_goes_from_a_source_to_a_corrected_page_by_commands_or_by_form_and_both_sites_are_the_same(tmp_path: Path):
    by_commands, by_form = agent(tmp_path / "commandes"), agent(tmp_path / "formulaire")

    writes_by_commands(by_commands)
    is_reviewed_and_published(by_commands)
    by_commands.replaces(
        SHEET,
        "licence: CC BY 4.0\n",
        f'licence: CC BY 4.0\ncorrections:\n  - {{date: {TODAY}, texte: "Signalé comme inexact\u00a0: «\u00a0aidés\u00a0».", ouverte: oui}}\n',
    )
    is_answered_and_built_again(by_commands)

    writes_by_form(by_form)
    is_reviewed_and_published(by_form)
    assert "le signalement daté, « à l’étude »" in by_form.sends(FormKind.ERROR, ERROR, 13)
    is_answered_and_built_again(by_form)

    mine, its = published(by_commands), published(by_form)
    assert sorted(mine) == sorted(its)
    assert [name for name in mine if mine[name] != its[name]] == []
    page = mine["fiches/aide-suivie/index.html"].decode()
    assert [words for words in (TITLE, "Une relectrice (exemple)", "Les élèves aidés sont ceux du primaire.") if words not in page] == []
