"""Short ways to change the small site in one place and to read what is said of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.text.diagnostics import Diagnostic, Severity
from tests.support import (
    BESOIN,
    BIBLIOGRAPHIE,
    CAMPAGNE,
    COMITE,
    FICHE,
    FILES,
    INITIATIVE,
    NOTE_EXEMPLE,
    NOTE_SAMPLE,
    ORGANISME,
    PAGE,
    VOCABULAIRE,
    fiche_with,
    found,
    report_on,
)

SHEET = "content/fiches/exemple.md"
PAGE_FILE = "content/pages/a-propos.md"
COUNCIL = "content/organisme.yml"
VOCABULARY = "content/vocabulaire.yml"
BIB = "research_notes/bibliographie/exemple.bib"
NOTE = "research_notes/notes/exemple2020.md"
NOTE_EN = "research_notes/notes/sample2021.md"
COMMITTEE = "content/comites/comite-exemple.md"
CAMPAIGN = "content/campagnes/semaine-exemple.md"
INITIATIVE_FILE = "content/initiatives/midis-exemple.md"
NEED = "content/besoins/choisir-un-tutorat.md"
ACTIVITY = "content/activites/2026-10-01-exemple.md"
ACTIVITE = """\
---
titre: Webinaire exemple sur le tutorat
resume: Un exemple de webinaire, pour les tests seulement.
forme: webinaire
date: 2026-10-01
etat: tenue
organisateur: Table exemple
autre_organisme: non
themes: [tutorat]
participants: 206
source:
  adresse: https://www.example.org/webinaire
  lu_le: 2026-11-24
  extraits:
    - 206 Participants
---

## Déroulement

Un exemple de texte.
"""
RESULTS = """\
titre: Sondage exemple, 2026
annee: 2026
questionnaire: exemple
reponses: 30
repartition:
  titre: Comité
  montres: [{cle: comite-a, nom: Comité A, n: 12}]
  regroupes: {n: 18, groupes: [{cle: comite-b, nom: Comité B}, {cle: comite-c, nom: Comité C}, {cle: comite-d, nom: Comité D}]}
blocs:
  - cle: bloc
    titre: Le bloc
    niveaux: [a, b, c, d, e]
    montres: [comite-a]
    regroupes: [comite-b, comite-c, comite-d]
    enonces:
      - {cle: utile, court: Utile, texte: C’est utile., n: 30, favorables: 20, niveaux: [null, null, 10, 10, 10],
         groupes: {comite-a: {n: 12, favorables: 8}}, autres: {n: 18, favorables: 12}}
"""
PLAN_FILE = "content/plans/comite-exemple-2026.yml"
PLAN = """\
comite: comite-exemple
annee: 2026
a_jour_au: 2026-11-20
objectifs:
  - objectif: Exemple d’objectif
    determinants: [eleve]
    actions:
      - action: Exemple d’action
        publics: [scolaire]
        responsable: École exemple
        echeance: 2026-12-15
        realisation:
          indicateur: Ateliers
          cible: 4
          valeur: 4
          source: Registre exemple
        etat: atteint
        fiches: [exemple]
"""
REPORT_FILE = "content/rapports/2025-07-01-au-2026-06-30.yml"
REPORT = """\
du: 2025-07-01
au: 2026-06-30
fige_le: 2026-07-02
nombres:
  - cle: presentations
    nom: Présentations en comité
    definition: Un exemple de définition.
    nombre: 2
    liste:
      - {titre: Présentation exemple, jour: 2026-03-10, adresse: fiches/exemple/}
      - {titre: Autre présentation exemple, jour: 2026-04-10}
  - cle: personnes
    nom: Personnes rejointes
    definition: Un exemple de définition.
    compte: personnes
    nombre: 14
    liste:
      - {titre: Présentation exemple, jour: 2026-03-10, personnes: 14}
      - {titre: Autre présentation exemple, jour: 2026-04-10, personnes: null}
"""
# Words that a message translated by halves would keep; what is quoted may be English (BibTeX's « and »).
ENGLISH = re.compile(r"(?i)\b(the|and|or|missing|invalid|expected|found|none|true|false|error|not|is|value|string|input|should|must)\b")
QUOTED = re.compile(r"«[^«»]*»")
Files = dict[str, str | bytes | None]
# Where something must be told, in the text of an example: no line nor column is counted.
MARK = "‸"
EFFECT = """\
effets:
  - resultat: la lecture des élèves
    mesure: ecart-type
    valeur: "0,25"
    intervalle: null
    etudes: 42
    sens: aide
    pour: les élèves
    ampleur: null
    extraits: [sample2021#effet]
"""
PICTURES = """\
images:
  - figure: evolution
    titre: Un exemple de révision
    mesure: ecart-type
    points:
      - {valeur: "0,25", repere: "2019, exemple", extrait: sample2021#effet}
      - {valeur: "0,25", repere: "2021, exemple", extrait: sample2021#effet}
  - figure: part
    titre: Un exemple de part
    points:
      - {valeur: un élève sur deux, repere: lit davantage, extrait: exemple2020#lien}
"""
RULE = """\
regles:
  - texte: Une règle exemple.
    extrait: exemple2020#lien
    vue_le: 2026-11-20
"""


def sheet(old: str, new: str) -> Files:
    """Return the small sheet with ``old`` replaced by ``new``."""
    return {SHEET: fiche_with(old, new)}


def effect(old: str = "", new: str = "") -> Files:
    """Return the small sheet with an effect, of which ``old`` is replaced by ``new``."""
    assert old in EFFECT
    return sheet("redaction: Équipe", EFFECT.replace(old, new, 1) + "redaction: Équipe")


def pictures(old: str = "", new: str = "") -> Files:
    """Return the small sheet with two pictures, of which ``old`` is replaced by ``new``, and the notes that hold what they show."""
    assert old in PICTURES
    dated = NOTE_SAMPLE.replace("\n\nTraduction", "\n\nUne version de 2019 disait 0,25\u00a0écart-type.\n\nTraduction")
    shared = NOTE_EXEMPLE.replace("> 15 % des", "> un élève sur deux lit davantage; 15 % des")
    return {**sheet("redaction: Équipe", PICTURES.replace(old, new, 1) + "redaction: Équipe"), NOTE_EN: dated, NOTE: shared}


def law(old: str = "", new: str = "") -> Files:
    """Return the small sheet with a rule of Québec, of which ``old`` is replaced by ``new``, and the note that says it."""
    assert old in RULE
    noted = note("{#lien lang=fr lu=resume}", "{#lien lang=fr lu=resume genre=regle}")
    return {**sheet("redaction: Équipe", RULE.replace(old, new, 1) + "redaction: Équipe"), **noted}


def text(new: str) -> Files:
    """Return the small sheet with ``new`` as the text of its fourth section, on the line ``TEXT``."""
    return sheet("Exemple de contexte.", new)


def _with(path: str, source: str, old: str, new: str) -> Files:
    assert old in source
    return {path: source.replace(old, new, 1)}


def note(old: str, new: str) -> Files:
    """Return the French reading note with ``old`` replaced by ``new``."""
    return _with(NOTE, NOTE_EXEMPLE, old, new)


def note_en(old: str, new: str) -> Files:
    """Return the English reading note with ``old`` replaced by ``new``."""
    return _with(NOTE_EN, NOTE_SAMPLE, old, new)


def bib(old: str, new: str) -> Files:
    """Return the bibliography with ``old`` replaced by ``new``."""
    return _with(BIB, BIBLIOGRAPHIE, old, new)


def council(old: str, new: str) -> Files:
    """Return the council's data with ``old`` replaced by ``new``."""
    return _with(COUNCIL, ORGANISME, old, new)


def committee(old: str, new: str) -> Files:
    """Return the small committee, added to the small site, with ``old`` replaced by ``new``."""
    return _with(COMMITTEE, COMITE, old, new)


def campaign(old: str, new: str) -> Files:
    """Return the small campaign, added to the small site, with ``old`` replaced by ``new``."""
    return _with(CAMPAIGN, CAMPAGNE, old, new)


def initiative(old: str, new: str) -> Files:
    """Return the small initiative, added to the small site, with ``old`` replaced by ``new``."""
    return _with(INITIATIVE_FILE, INITIATIVE, old, new)


def need(old: str, new: str) -> Files:
    """Return the small need, added to the small site, with ``old`` replaced by ``new``."""
    return _with(NEED, BESOIN, old, new)


def vocabulary(old: str, new: str) -> Files:
    """Return the vocabulary with ``old`` replaced by ``new``."""
    return _with(VOCABULARY, VOCABULAIRE, old, new)


def page(old: str, new: str) -> Files:
    """Return the small page with ``old`` replaced by ``new``."""
    return _with(PAGE_FILE, PAGE, old, new)


def activity(old: str = "", new: str = "") -> Files:
    """Return a small activity with ``old`` replaced by ``new``."""
    return _with(ACTIVITY, ACTIVITE, old, new)


def plan(old: str = "", new: str = "") -> Files:
    """Return a small plan, and the committee whose it is, with ``old`` replaced by ``new`` in the plan."""
    return {COMMITTEE: COMITE, **_with(PLAN_FILE, PLAN, old, new)}


def year_report(old: str = "", new: str = "") -> Files:
    """Return a small frozen report with ``old`` replaced by ``new``."""
    return _with(REPORT_FILE, REPORT, old, new)


def section(title: str) -> str:
    """Return the whole section of that title of the small sheet, up to the next."""
    start = FICHE.index(f"## {title}\n")
    following = FICHE.find("\n## ", start)
    return FICHE[start:] if following < 0 else FICHE[start : following + 1]


@dataclass(frozen=True)
class At:
    """The place in the file at ``path`` where ``words`` first stand: for what the change itself does not hold."""

    path: str
    words: str


def place_in(path: str, text: str, offset: int) -> str:
    """Return « path:line:column » of the character at ``offset``."""
    return f"{path}:{text.count(chr(10), 0, offset) + 1}:{offset - text.rfind(chr(10), 0, offset)}"


def place_of(words: str, path: str = SHEET, text: str = FICHE) -> str:
    """Return the place where ``words`` first stand in a text of the small site: its sheet, unless another is named."""
    return place_in(path, text, text.index(words))


def line_of(words: str, text: str = FICHE) -> int:
    """Return the line where ``words`` first stand in a text: the small sheet, unless another is given."""
    return text.count("\n", 0, text.index(words)) + 1


# The line of ``text``, to which a test adds the column in what it writes there.
TEXT = place_of("Exemple de contexte.").removesuffix(":1")


def unmarked(files: Files) -> tuple[Files, list[str]]:
    """Return ``files`` without their marks, and the place of each mark, in order."""
    clean: Files = {}
    places: list[str] = []
    for path, text in files.items():
        pieces = text.split(MARK) if isinstance(text, str) else []
        clean[path] = "".join(pieces) if isinstance(text, str) else text
        line, column = 1, 1  # in one pass: a file of a case holds 30 000 marks
        for piece in pieces[:-1]:
            line += piece.count("\n")
            column = len(piece) - piece.rfind("\n") if "\n" in piece else column + len(piece)
            places.append(f"{path}:{line}:{column}")
    return clean, places


def expected_place(files: Files, place: str | At) -> str:
    """Return the place of the first mark, that of the words of ``At``, or the one that is written out."""
    clean, places = unmarked(files)
    if isinstance(place, At):
        text = clean.get(place.path) or FILES[place.path]
        assert isinstance(text, str)
        return place_in(place.path, text, text.index(place.words))
    return places[0] if place == MARK else place


def shown_at(diagnostics: Iterable[Diagnostic], places: Sequence[str], form: str = "{d.message}") -> list[str]:
    """Return each diagnostic as « place … », the place being ``MARK`` where a mark was; of each mark something is told, or nothing at all."""
    told = [(str(d.place), form.format(d=d)) for d in diagnostics]
    assert not told or set(places) <= {place for place, _ in told}, "nothing is told of a mark"
    return [f"{MARK if place in places else place} {words}" for place, words in told]


def told(root: Path, files: Files, *codes: str) -> list[str]:
    """Return what each rule says of the small site with ``files`` changed: « place message », the place of a mark being ``MARK``."""
    clean, places = unmarked(files)
    report = report_on(root, clean)
    return shown_at([one for code in codes for one in found(report, code)], places)


def advice(root: Path, files: Files, code: str) -> list[str]:
    """Return what rule ``code`` says to do."""
    return [diagnostic.help for diagnostic in found(report_on(root, unmarked(files)[0]), code)]


def poor_french(found: Diagnostic) -> list[str]:
    """Return what is wrong with the words of a diagnostic: no sentence, English, a loose colon, nothing to do."""
    message, help_text = QUOTED.sub("", found.message), QUOTED.sub("", found.help)
    faults = [f"English: {word}" for word in ENGLISH.findall(f"{message} {help_text}")]
    faults += [f"no sentence: {found.message}"] * (not found.message.endswith((".", "?")))
    faults += [f"loose colon: {found.message}"] * (re.search(r"(?<!\u00a0):(?= )| :", message) is not None)
    faults += [f"nothing to do: {found.message}"] * (not found.help and found.severity is not Severity.INFO)
    return faults
