"""A small valid site, made in a temporary folder, that each test changes in one place."""

import os
import pkgutil
import shutil
from datetime import UTC, date, datetime, time
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

import pipeline
from pipeline.content.sources.bibliography import Reference, load_bibliography
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.rules.run import Report, check
from pipeline.text.diagnostics import Diagnostic

REPOSITORY = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 24)
# ``TODAY`` as the environment says it to the commands and to MkDocs, at midnight UTC: in that of every test, and in any that a test
# makes from nothing (reproducible-builds.org).
DAY = {"SOURCE_DATE_EPOCH": str(int(datetime.combine(TODAY, time(), UTC).timestamp()))}
# The property in which a test gives what is printed after all tests, whichever process ran it.
TABLE = "table"
# The long run (make test-long) tries all of what the ordinary one tries a part of.
LONG = os.environ.get("PASSERELLE_LONG") == "1"

ORGANISME = """\
nom: Table exemple de la persévérance
sigle: TEP
designation: la Table exemple
region: Région-Exemple
statut: demonstration
titre_du_site: Site exemple
devise: De l’étude à la décision.
question: Que dit la recherche sur…
contact: null
adresse: null
depot: null
territoires:
  - {slug: val-exemple, nom: Val-Exemple}
"""
VOCABULAIRE = """\
themes:
  - {slug: tutorat, nom: Tutorat}
  - {slug: lecture, nom: Lecture}
publics:
  - {slug: scolaire, nom: Milieu scolaire}
  - {slug: communautaire, nom: Milieu communautaire}
ages:
  - {slug: primaire, nom: Primaire}
determinants:
  - {slug: eleve, nom: L’élève}
axes:
  - {slug: transfert, nom: Transfert}
buts:
  - {slug: reussite, nom: Réussite}
"""
BIBLIOGRAPHIE = """\
@article{exemple2020,
  author  = {Alex Exemple and Billie Modèle},
  title   = {{Exemple d’étude sur le tutorat}},
  journal = {Revue exemple},
  year    = {2020},
  langid  = {french}
}

@article{sample2021,
  author  = {Sam Sample},
  title   = {{A sample synthesis}},
  journal = {Sample Journal},
  year    = {2021},
  doi     = {10.1234/sample.2021},
  langid  = {english}
}
"""
NOTE_EXEMPLE = """\
---
devis: transversal
devis_enonce: null
lien: association
population: 120\u00a0élèves (exemple)
lu: resume
lu_par: Équipe exemple
lu_le: 2026-11-24
evaluation_par_les_pairs: oui
evaluation_fondement: revue exemple
---

## résumé {#taille lang=fr lu=resume}

> l’échantillon compte 120 élèves du primaire

L’étude porte sur 120\u00a0élèves.

## résumé {#lien lang=fr lu=resume}

> 15 % des élèves aidés lisent davantage

Parmi les élèves aidés, 15\u00a0% lisent davantage.
"""
NOTE_SAMPLE = """\
---
devis: synthese
devis_enonce: méta-analyse
lien: effet
population: Élèves (exemple)
lu: resume
lu_par: Équipe exemple
lu_le: 2026-11-24
evaluation_par_les_pairs: oui
evaluation_fondement: revue exemple
---

## résumé {#effet lang=en lu=resume url=https://doi.org/10.1234/sample.2021}

> an overall effect of 0.25 SD across forty-two trials

L’effet global est de 0,25\u00a0écart-type dans 42\u00a0essais.

Traduction\u00a0: un effet global de 0,25\u00a0écart-type dans quarante-deux essais
"""
FICHE = """\
---
titre: Exemple de fiche sur le tutorat
question: L’exemple de tutorat aide-t-il?
reponse: Un exemple de résumé, assez long pour être accepté par le modèle. Une autre phrase dit jusqu’où.
premier_pas: La direction essaie un exemple.
type: fait-saillant
statut: publiee
themes: [tutorat]
publics: [scolaire]
ages: [primaire]
determinants: [eleve]
buts: [reussite]
force: limitee
force_justification: Exemple de justification.
donnees_quebecoises: non
questions: [un exemple ça marche-tu, aider mon enfant à lire, qui peut aider]
redaction: Équipe exemple
revision: null
publiee_le: 2026-11-01
revisee_le: 2026-11-24
prochaine_revision: 2028-11-24
interets: Aucun intérêt déclaré.
licence: CC BY 4.0
---

## À retenir

1. L’effet global est de 0,25 [@sample2021, résumé].
2. Parmi les élèves aidés, 15\u00a0% lisent davantage [@exemple2020, résumé, #lien].

## Pistes d’action

### Essayer un exemple

- **Pour**\u00a0: les élèves
- **Qui**\u00a0: scolaire (direction)
- **Quoi**\u00a0: un essai
- **Premier pas**\u00a0: en parler
- **Obstacle probable**\u00a0: le temps
- **Appui**\u00a0: étude [@sample2021, résumé]

## Pour décider

- On sait que l’exemple porte sur 42\u00a0essais [@sample2021, résumé].
- Si vous agissez, attendez-vous à un exemple [@sample2021, résumé].
- Ne comptez pas sur un autre exemple [@exemple2020, résumé, #lien].

## Pourquoi c’est important ici

Exemple de contexte.

## Ce que la recherche a examiné

Une synthèse réunit 42\u00a0essais [@sample2021, résumé].

## Ce qu’elle montre

L’étude porte sur 120\u00a0élèves [@exemple2020, résumé].

## Limites

Nous avons lu les résumés.

## Pour en discuter en comité

- Que ferions-nous?
- Avec qui?
"""
COMITE = """\
---
nom: Comité exemple
sigle: CEX
resume: Un comité inventé, pour les tests seulement.
territoires: [val-exemple]
source: https://www.example.org/comite
enjeux:
  - {enjeu: Lire en famille, themes: [lecture]}
partenaires:
  - {secteur: scolaire, organismes: [École exemple]}
contact: {role: L’agente ou l’agent de liaison, organisme: Table exemple}
---
"""
OUTIL = """\
---
titre: Guide exemple de la rentrée
resume: Un guide inventé, pour les tests seulement.
nature: document
organisme: Table exemple
themes: [lecture]
lien: https://www.example.org/guide
---
"""
CAMPAGNE = """\
---
titre: Semaine exemple de la lecture
resume: Une campagne inventée, pour les tests seulement.
forme: campagne
organisme: Table exemple
themes: [lecture]
editions:
  - {nom: 2027, debut: 2027-02-15, fin: 2027-02-19}
fiches: [exemple]
sources: [https://www.example.org/semaine]
---
"""
INITIATIVE = """\
---
titre: Les midis de lecture exemple
resume: Une initiative inventée, pour les tests seulement.
statut: publiee
organisme: Organisme exemple
themes: [lecture]
fiches: [exemple]
relue_le: 2026-11-22
consentement: {le: 2026-11-20, par_role: La direction}
---

## En bref

Du texte.
"""
BESOIN = """\
---
titre: Comment choisir une forme de tutorat (exemple)?
origine: rencontre
date: 2026-10-01
comites: []
themes: [tutorat]
publics: [scolaire]
etat: repondu
repondu_le: 2026-11-20
reponses: {fiches: [exemple]}
---
"""
PAGE = """\
---
titre: Page exemple
resume: Une page exemple pour les liens du pied de page.
---

## Exemple

Du texte.
"""
FILES = {
    "content/organisme.yml": ORGANISME,
    "content/vocabulaire.yml": VOCABULAIRE,
    "content/fiches/exemple.md": FICHE,
    "content/pages/a-propos.md": PAGE,
    "research_notes/bibliographie/exemple.bib": BIBLIOGRAPHIE,
    "research_notes/notes/exemple2020.md": NOTE_EXEMPLE,
    "research_notes/notes/sample2021.md": NOTE_SAMPLE,
}


def make_site(root: Path, files: dict[str, str | bytes | None] | None = None, *, templates: bool = False) -> Project:
    """Write the small site under ``root``, ``files`` replacing or (None) removing some; return its project.

    ``templates`` also copies the real templates and ``mkdocs.yml``, for tests that build.
    """
    for name, text in {**FILES, **(files or {})}.items():
        if text is None:
            continue
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    if templates:
        shutil.copytree(REPOSITORY / "site_templates", root / "site_templates")
        shutil.copy(REPOSITORY / "mkdocs.yml", root / "mkdocs.yml")
        (root / "build" / "docs").mkdir(parents=True)
    return Project(root)


def report_on(root: Path, files: dict[str, str | bytes | None] | None = None) -> Report:
    """Return the report on the small site with ``files`` changed."""
    return check(make_site(root, files), TODAY)


def found(report: Report, code: str) -> list[Diagnostic]:
    """Return the diagnostics of one rule."""
    return [diagnostic for diagnostic in report.diagnostics if diagnostic.rule.code == code]


def fiche_with(old: str, new: str) -> str:
    """Return the small sheet with ``old`` replaced by ``new``; ``old`` must be there."""
    assert old in FICHE
    return FICHE.replace(old, new)


def references_of(bibtex: str) -> tuple[Reference, ...]:
    """Return the references that ``bibtex`` holds, which must all be right."""
    with TemporaryDirectory() as folder:
        project = Project(Path(folder))
        (project.research / "bibliographie").mkdir(parents=True)
        (project.research / "bibliographie" / "exemple.bib").write_text(bibtex, encoding="utf-8")
        found: list[Diagnostic] = []
        references = tuple(load_bibliography(project, found, Memory()).values())
    assert found == []
    return references


def modules() -> list[ModuleType]:
    """Import every module of the package and return them; the command's own entry, which runs it, is left out."""
    names = [module.name for module in pkgutil.walk_packages(pipeline.__path__, f"{pipeline.__name__}.")]
    return [import_module(name) for name in names if not name.endswith(".__main__")]
