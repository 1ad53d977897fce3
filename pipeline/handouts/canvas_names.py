"""What canvases there are."""

# The file's name of each canvas (that of its template), its title, and what it is for.
CANVASES = {
    "prise-de-notes": ("Prise de notes", "Pendant une rencontre\u00a0: ce qui est dit, sur quoi on s’appuie, les suites."),
    "compte-rendu": ("Compte rendu de rencontre", "Après une rencontre\u00a0: présences, décisions, suites."),
    "plan-d-action": ("Structure de plan d’action", "Objectifs, actions, indicateurs et bilan, pour une année."),
    "evaluation-d-activite": ("Évaluation d’une activité", "Après une activité\u00a0: participation, effets, constats, décision."),
}
FORMAT_NAMES = {"docx": "Word (.docx)", "odt": "OpenDocument (.odt)"}
