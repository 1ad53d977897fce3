"""Issue bodies as GitHub writes them from the forms."""

from collections.abc import Mapping

from pipeline.intake.forms.form_answers import NO_RESPONSE
from pipeline.intake.forms.questions import Form, FormQuestion, Widget

Given = Mapping[str, str | tuple[str, ...]]


def body_of(form: Form, given: Given) -> str:
    """The body that GitHub writes: a heading per question, an empty line, the answer, an empty line."""
    return "\n\n".join(f"### {asked.label}\n\n{_answer(asked, given.get(asked.id, ()))}" for asked in form.asked) + "\n"


def _answer(asked: FormQuestion, given: str | tuple[str, ...]) -> str:
    if asked.widget is Widget.BOXES:
        return "\n".join(f"- [{'X' if choice.slug in given else ' '}] {choice.name}" for choice in asked.choices)
    if isinstance(given, str):
        return given or NO_RESPONSE
    names = [choice.name for choice in asked.choices if choice.slug in given]
    return ", ".join(names) or NO_RESPONSE


# An example sheet, which cites a new source with two excerpts.
SHEET: Given = {
    "titre": "Exemple de fiche venue d’un formulaire",
    "question": "Que dit l’exemple venu d’un formulaire?",
    "reponse": "Un exemple de résumé venu d’un formulaire, assez long pour le modèle. Une autre phrase dit jusqu’où.",
    "premier_pas": "La direction essaie un exemple.",
    "type": ("fait-saillant",),
    "themes": ("tutorat", "lecture"),
    "publics": ("scolaire",),
    "ages": ("primaire",),
    "determinants": ("eleve",),
    "sources": (
        "[1] https://doi.org/10.1234/exemple.2024\n"
        "Exemple, A., et Modèle, B. (2024). Une étude exemple sur le tutorat. Revue exemple.\n"
        "population : élèves du primaire (exemple)\n"
        "devis : enquête\n"
        "lu par : Équipe exemple\n"
        "pairs : oui, revue exemple\n"
        "repère : résumé\n"
        "> 15 % des élèves aidés lisent davantage\n"
        "Parmi les élèves aidés, 15\u00a0% lisent davantage.\n"
        "repère : p. 5\n"
        "> l’échantillon compte 120 élèves du primaire\n"
        "L’étude porte sur 120\u00a0élèves."
    ),
    "buts": ("reussite",),
    "questions": "Un exemple, ça marche-tu?\n- Qui essaie un exemple?\nL’exemple aide-t-il, pour vrai?",
    "section-1": "Parmi les élèves aidés, 15\u00a0% lisent davantage [1].\nL’étude porte sur 120\u00a0élèves [1.2].",
    "section-2": "Essayer un exemple\nPour : les élèves\nQui : Milieu scolaire (direction, équipe-école)\nQuoi : un essai\nPremier pas : en parler\nObstacle probable : le temps\nAppui : guide [1]",
    "section-3": "On sait que 15\u00a0% des élèves aidés lisent davantage [1].\nSi vous agissez, attendez-vous à un exemple [1].\nNe comptez pas sur un autre exemple [1.2].",
    "section-4": "Exemple de contexte.",
    "section-5": "L’étude porte sur 120\u00a0élèves [1.2].",
    "section-6": "Parmi les élèves aidés, 15\u00a0% lisent davantage [1].",
    "section-7": "- Nous avons lu le résumé.\n- Une seule étude.",
    "section-8": "Que ferions-nous?\nAvec qui?",
    "force": ("tres-limitee",),
    "force_justification": "Exemple de justification.",
    "nature": (),
    "redaction": "Équipe exemple",
    "interets": "Aucun intérêt déclaré.",
    "envoi": ("licence", "honnete", "public"),
}

SOURCE: Given = {
    "adresse": "https://doi.org/10.1234/specimen.2019",
    "reference": "TY  - JOUR\nAU  - Specimen, Sam\nTI  - A study of the effects of an example\nT2  - Sample Journal\nPY  - 2019\nDO  - 10.1234/specimen.2019\nER  -",
    "devis": ("essai-randomise",),
    "lien": ("effet",),
    "population": "Élèves du primaire (exemple)",
    "lu": ("article",),
    "lu_par": "Équipe exemple",
    "evaluation_par_les_pairs": ("oui",),
    "evaluation_fondement": "Revue exemple",
    "extraits": "repère : p. 5\n> some exact words\nCe qu’ils veulent dire.",
    "envoi": ("honnete", "public"),
}
ACTIVITY: Given = {
    "titre": "Webinaire exemple",
    "resume": "Un webinaire exemple, dont le résumé est assez long.",
    "forme": ("webinaire",),
    "date": "2027-02-09",
    "debut": "12 h",
    "fin": "13 h 30",
    "modalite": ("en-ligne",),
    "plateforme": "Zoom",
    "organisateur": "Table exemple",
    "autre_organisme": ("non",),
    "themes": ("lecture",),
    "fiches": "https://www.exemple.org/fiches/exemple/, https://www.exemple.org/fiches/nulle-part/",
    "texte": "Une heure pour parler d’exemples.",
    "envoi": ("honnete", "public"),
}
INITIATIVE: Given = {
    "titre": "Initiative exemple",
    "resume": "Ce que fait un partenaire exemple, en une phrase.",
    "organisme": "Organisme exemple",
    "themes": ("lecture",),
    "texte": "Un partenaire exemple lit avec des enfants.",
    "consentement_role": "La direction",
    "consentement_le": "2026-11-20",
    "envoi": ("consentement", "licence", "public"),
}
ERROR: Given = {
    "page": "https://www.exemple.org/fiches/exemple/#resultats",
    "version": "24 novembre 2026",
    "inexact": "« 42 essais »",
    "juste": "40 essais",
    "envoi": ("public",),
}
