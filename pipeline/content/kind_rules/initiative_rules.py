"""Initiatives of partners: published with the partner's consent, after a review, and without a person's particulars."""

from datetime import date

from pipeline.content.document import Initiative
from pipeline.text.diagnostics import Diagnostic, Rule, Severity
from pipeline.text.particulars import particulars

CONSENT = Rule(
    code="Z001",
    severity=Severity.ERROR,
    title="L’organisme a donné son accord",
    why="L’initiative d’un partenaire ne paraît qu’avec l’accord de son organisme\u00a0: le jour, et la fonction de qui l’a donné.",
    wrong="statut: publiee (sans « consentement »)",
    right="consentement: {le: 2026-11-20, par_role: La direction}",
)
REVIEWED = Rule(
    code="Z002",
    severity=Severity.ERROR,
    title="Une initiative publiée a été relue",
    why="Une personne la relit avant qu’elle ait une page\u00a0: rien d’inventé, aucun nom de jeune ni de famille.",
    wrong="statut: publiee (sans « relue_le »)",
    right="statut: publiee\nrelue_le: 2026-11-24",
)
PERSONAL = Rule(
    code="Z003",
    severity=Severity.ERROR,
    title="Pas de renseignement personnel",
    why="Une initiative nomme un organisme et des fonctions; on le joint par sa page publique.",
    wrong="Écrivez à nom@exemple.org.",
    right="lien: https://www.exemple.org/initiative",
)
LINKED = Rule(
    code="Z004",
    severity=Severity.ERROR,
    title="Ce sur quoi une initiative s’appuie se lit",
    why="Le partenaire qui veut faire pareil suit le lien\u00a0: la fiche est publiée, et l’outil est au répertoire.",
    wrong="fiches: [lecture-et]",
    right="fiches: [lecture-ete]",
)
RULES = (CONSENT, REVIEWED, PERSONAL, LINKED)


def check_initiative(initiative: Initiative, today: date) -> list[Diagnostic]:
    """Return what keeps an initiative from being published on ``today``, and the particulars that its file holds, a draft's too."""
    meta, found = initiative.meta, []
    at_status = initiative.source.place(initiative.header.where(("statut",)))
    consent = meta.consentement
    if consent is None and not initiative.draft:
        message = "L’initiative est publiée, et l’accord de l’organisme n’est pas noté."
        found.append(Diagnostic(CONSENT, at_status, message, help="Ajoutez « consentement », ou écrivez « statut: en-revision »."))
    if consent is not None and consent.le > today:
        place = initiative.source.place(initiative.header.where(("consentement", "le")))
        found.append(Diagnostic(CONSENT, place, "L’accord serait donné dans le futur.", consent.le.isoformat(), "Corrigez la date."))
    if meta.relue_le is None and not initiative.draft:
        message = "L’initiative est publiée, et le jour de sa relecture n’est pas noté."
        found.append(Diagnostic(REVIEWED, at_status, message, help="Relisez-la, puis ajoutez « relue_le »."))
    if meta.relue_le is not None and meta.relue_le > today:
        place = initiative.source.place(initiative.header.where(("relue_le",)))
        found.append(
            Diagnostic(REVIEWED, place, "La relecture serait faite dans le futur.", meta.relue_le.isoformat(), "Corrigez la date.")
        )
    for match, what in particulars(initiative.source.text):
        place = initiative.source.place(match.start())
        found.append(
            Diagnostic(PERSONAL, place, f"{what} se trouve dans ce fichier.", match.group(), "Nommez une fonction, ou un organisme.")
        )
    return found
