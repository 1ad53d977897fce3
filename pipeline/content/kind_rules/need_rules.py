"""Needs: each answer is there to be read, each state says what goes with it, and both sides agree."""

from collections.abc import Iterable
from datetime import date

from pipeline.content.catalogue import Catalogue
from pipeline.content.document import Activity, AnyDocument, Fiche, Need
from pipeline.content.kind_rules.named import missing_activities, missing_sheets, near_name, unread
from pipeline.content.needs import NEEDS
from pipeline.content.surveys.evaluation import EVALUATIONS
from pipeline.text.diagnostics import Diagnostic, Rule, Severity
from pipeline.text.files import is_file
from pipeline.text.words import nearest
from pipeline.text.yaml_in import KeyPath

ANSWER = Rule(
    code="Q001",
    severity=Severity.ERROR,
    title="Une réponse qui se lit",
    why="Le comité qui a posé la question suit le lien\u00a0: la fiche, l’activité ou le dossier doit être publié.",
    wrong="reponses: {fiches: [tutora]}",
    right="reponses: {fiches: [tutorat-grande-echelle]}",
)
NEED = Rule(
    code="Q002",
    severity=Severity.ERROR,
    title="Un besoin du registre",
    why="Une fiche ou une activité répond à un besoin inscrit dans content/besoins/, et accepté.",
    wrong="besoins: [lecture-tout-petit]",
    right="besoins: [lecture-tout-petits]",
)
UNANSWERED = Rule(
    code="Q003",
    severity=Severity.ERROR,
    title="Un besoin répondu a une réponse",
    why="« Répondu » sans fiche, activité ni dossier ne dit rien au comité.",
    wrong="etat: repondu (et rien sous « reponses »)",
    right="etat: repondu\nrepondu_le: 2026-11-24\nreponses: {fiches: [tutorat-grande-echelle]}",
)
WHY = Rule(
    code="Q004",
    severity=Severity.ERROR,
    title="Un report dit pourquoi",
    why="Un comité accepte d’attendre quand il sait pourquoi.",
    wrong="etat: reporte (sans « motif »)",
    right="etat: reporte\nmotif: La synthèse attendue sur ce sujet n’a pas encore paru.",
)
WHEN = Rule(
    code="Q005",
    severity=Severity.ERROR,
    title="Le jour de la réponse suit celui de la question",
    why="La page dit depuis quand un besoin attend, et quand il a eu sa réponse.",
    wrong="date: 2026-11-24\netat: repondu\nrepondu_le: 2026-10-01",
    right="date: 2026-10-01\netat: repondu\nrepondu_le: 2026-11-24",
)
STILL_OPEN = Rule(
    code="Q006",
    severity=Severity.WARNING,
    title="Un besoin qui a une réponse n’est plus « ouvert »",
    why="Le comité croirait que personne ne s’en occupe.",
    wrong="etat: ouvert, et une fiche publiée y répond",
    right="etat: en-traitement, ou etat: repondu avec « repondu_le »",
)
SURVEY = Rule(
    code="Q007",
    severity=Severity.ERROR,
    title="Un besoin tiré d’un sondage mène à ses résultats",
    why="Qui lit la question voit combien de personnes l’ont posée; qui lit le sondage voit ce qu’on en a fait.",
    wrong="origine: sondage\nsondage: sondage-2026",
    right="origine: sondage\nsondage: 2026",
)
RULES = (ANSWER, NEED, UNANSWERED, WHY, WHEN, STILL_OPEN, SURVEY)


def check_needs(catalogue: Catalogue, today: date) -> list[Diagnostic]:
    """Return what is wrong with the register on ``today``."""
    named = {slug for document in _answering(catalogue, today) for slug in document.meta.besoins}
    addresses = catalogue.published_addresses(today) if any(need.meta.reponses.dossier for need in catalogue.needs.values()) else set()
    found: list[Diagnostic] = []
    for need in catalogue.needs.values():
        _check_state(need, today, found)
        _check_survey(catalogue, need, found)
        _check_answers(catalogue, need, addresses, today, found)
        answers = need.meta.reponses
        answered = bool(answers.fiches or answers.activites or answers.dossier or need.slug in named)
        if need.meta.etat == "repondu" and not answered:
            _tell(need, found, UNANSWERED, ("etat",), "Le besoin est « répondu », et rien n’y répond.", "Nommez la fiche ou l’activité.")
        if need.meta.etat == "ouvert" and answered:
            hint = "Écrivez « etat: en-traitement », ou « etat: repondu » avec « repondu_le »."
            _tell(need, found, STILL_OPEN, ("etat",), "Le besoin est « ouvert », et quelque chose y répond déjà.", hint)
    return found


def check_named(catalogue: Catalogue, document: Fiche | Activity) -> list[Diagnostic]:
    """Return the needs that a sheet or an activity names and that are not in the register."""
    found: list[Diagnostic] = []
    for index, slug in enumerate(document.meta.besoins):
        need = catalogue.needs.get(slug)
        if need is not None and not need.draft:
            continue
        if need is not None:
            message, hint = f"Le besoin « {slug} » est un brouillon.", "Acceptez-le d’abord\u00a0: « etat: ouvert »."
        elif unread(catalogue, NEEDS, slug):
            continue
        else:
            accepted = [other.slug for other in catalogue.needs.values() if not other.draft]
            message, hint = f"Il n’y a pas de besoin « {slug} ».", near_name(slug, accepted)
        _tell(document, found, NEED, ("besoins", index), message, hint, slug)
    return found


def _answering(catalogue: Catalogue, today: date) -> Iterable[Fiche | Activity]:
    yield from (fiche for fiche in catalogue.fiches.values() if fiche.listed(today))
    yield from catalogue.activities.values()


def _check_state(need: Need, today: date, found: list[Diagnostic]) -> None:
    meta = need.meta
    if meta.etat == "reporte" and meta.motif is None:
        _tell(need, found, WHY, ("etat",), "Le besoin est reporté sans dire pourquoi.", "Ajoutez « motif ».")
    if meta.etat != "reporte" and meta.motif is not None:
        _tell(
            need, found, WHY, ("motif",), "Un motif est donné, et le besoin n’est pas reporté.", "Écrivez « etat: reporte », ou retirez-le."
        )
    if meta.date > today:
        _tell(need, found, WHEN, ("date",), "La question serait posée dans le futur.", "Corrigez la date.", meta.date.isoformat())
    if (meta.etat == "repondu") != (meta.repondu_le is not None):
        if meta.repondu_le is None:
            _tell(need, found, WHEN, ("etat",), "Le besoin est « répondu », et le jour n’est pas dit.", "Ajoutez « repondu_le ».")
        else:
            message = "Un jour de réponse est donné, et l’état n’est pas « repondu »."
            _tell(need, found, WHEN, ("repondu_le",), message, "Écrivez « etat: repondu », ou retirez « repondu_le ».")
    elif meta.repondu_le is not None and not meta.date <= meta.repondu_le <= today:
        late = meta.repondu_le > today
        message = "La réponse serait donnée dans le futur." if late else "La réponse viendrait avant la question."
        _tell(need, found, WHEN, ("repondu_le",), message, "Corrigez l’une des dates.", meta.repondu_le.isoformat())


def _check_survey(catalogue: Catalogue, need: Need, found: list[Diagnostic]) -> None:
    name, surveys = need.meta.sondage, catalogue.evaluations
    if name is None:
        return
    if name not in surveys and not is_file(catalogue.project.root / EVALUATIONS.file(name)):
        near = nearest(name, surveys)
        hint = f"Vouliez-vous dire « {near} »?" if near else "Écrivez le nom du fichier de content/evaluation/, sans « .yml »."
        _tell(need, found, SURVEY, ("sondage",), f"Il n’y a pas de sondage « {name} ».", hint, name)
    if need.meta.origine not in ("sondage", "activite"):
        hint = "Écrivez « origine: sondage », ou retirez « sondage »."
        _tell(need, found, SURVEY, ("sondage",), "Un sondage est nommé, et la question n’en vient pas.", hint, name)


def _check_answers(catalogue: Catalogue, need: Need, addresses: set[str], today: date, found: list[Diagnostic]) -> None:
    answers = need.meta.reponses
    for key, missing in (
        ("fiches", missing_sheets(catalogue, answers.fiches, today)),
        ("activites", missing_activities(catalogue, answers.activites)),
    ):
        for one in missing:
            _tell(need, found, ANSWER, ("reponses", key, one.rank), one.message, one.hint, one.name)
    if answers.dossier is not None and answers.dossier not in addresses:
        message = f"« {answers.dossier} » n’est pas une page publiée."
        _tell(need, found, ANSWER, ("reponses", "dossier"), message, near_name(answers.dossier, addresses), answers.dossier)


def _tell(document: AnyDocument, found: list[Diagnostic], rule: Rule, path: KeyPath, message: str, hint: str = "", text: str = "") -> None:
    found.append(Diagnostic(rule, document.source.place(document.header.where(path)), message, text, hint or rule.right))
