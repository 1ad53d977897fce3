"""Needs: each answer is there to be read, each state says what goes with it, and both sides agree."""

from collections.abc import Iterator
from datetime import date

from pipeline.content.activities.activity import ACTIVITIES, Activity
from pipeline.content.catalogue import Catalogue
from pipeline.content.needs import NEEDS, Need
from pipeline.content.relations import near_name, unfound
from pipeline.content.sheets.sheet import FICHES, Fiche
from pipeline.content.surveys.evaluation import EVALUATIONS
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.diagnostics import Family, Severity
from pipeline.text.words import nearest

FAMILY = Family(letter="Q", title="Besoins", rank=130)


@rule(
    "Q001",
    on=Need,
    title="Une réponse qui se lit",
    why="Le comité qui a posé la question suit le lien : la fiche, l’activité ou le dossier doit être publié.",
    wrong="reponses: {fiches: [tutora]}",
    right="reponses: {fiches: [tutorat-grande-echelle]}",
)
def an_answer_is_read(need: Need, catalogue: Catalogue, today: date) -> Iterator[Fault]:
    """Yield the answers of a need that readers do not find on ``today``."""
    yield from unfound(need, catalogue, today)
    address = need.meta.reponses.dossier
    if address is not None:
        addresses = catalogue.published_addresses(today)
        if address not in addresses:
            message, hint = f"« {address} » n’est pas une page publiée.", near_name(address, addresses)
            yield fault(("reponses", "dossier"), message, text=address, hint=hint)


@rule(
    "Q002",
    on=Fiche | Activity,
    title="Un besoin du registre",
    why="Une fiche ou une activité répond à un besoin inscrit dans content/besoins/, et accepté.",
    wrong="besoins: [lecture-tout-petit]",
    right="besoins: [lecture-tout-petits]",
)
def a_named_need_is_in_the_register(page: Fiche | Activity, catalogue: Catalogue, today: date) -> Iterator[Fault]:
    """Yield the needs that a sheet or an activity names and that are not in the register."""
    return unfound(page, catalogue, today, NEEDS)


@rule(
    "Q003",
    on=Need,
    title="Un besoin répondu a une réponse",
    why="« Répondu » sans fiche, activité ni dossier ne dit rien au comité.",
    wrong="etat: repondu (et rien sous « reponses »)",
    right="etat: repondu\nrepondu_le: 2026-11-24\nreponses: {fiches: [tutorat-grande-echelle]}",
)
def an_answered_need_has_an_answer(need: Need, catalogue: Catalogue, today: date) -> Iterator[Fault]:
    """Yield a need that is said to be answered, and that nothing answers on ``today``."""
    if need.meta.etat == "repondu" and not _answered(need, catalogue, today):
        yield fault(("etat",), "Le besoin est « répondu », et rien n’y répond.", hint="Nommez la fiche ou l’activité.")


@rule(
    "Q004",
    on=Need,
    title="Un report dit pourquoi",
    why="Un comité accepte d’attendre quand il sait pourquoi.",
    wrong="etat: reporte (sans « motif »)",
    right="etat: reporte\nmotif: La synthèse attendue sur ce sujet n’a pas encore paru.",
)
def a_postponed_need_says_why(need: Need) -> Iterator[Fault]:
    """Yield a postponement without a reason, and a reason without a postponement."""
    if need.meta.etat == "reporte" and need.meta.motif is None:
        yield fault(("etat",), "Le besoin est reporté sans dire pourquoi.", hint="Ajoutez « motif ».")
    if need.meta.etat != "reporte" and need.meta.motif is not None:
        message = "Un motif est donné, et le besoin n’est pas reporté."
        yield fault(("motif",), message, hint="Écrivez « etat: reporte », ou retirez-le.")


@rule(
    "Q005",
    on=Need,
    title="Le jour de la réponse suit celui de la question",
    why="La page dit depuis quand un besoin attend, et quand il a eu sa réponse.",
    wrong="date: 2026-11-24\netat: repondu\nrepondu_le: 2026-10-01",
    right="date: 2026-10-01\netat: repondu\nrepondu_le: 2026-11-24",
)
def an_answer_follows_its_question(need: Need, today: date) -> Iterator[Fault]:
    """Yield days of the future or out of order, an answer without its day, and a day without an answer."""
    meta = need.meta
    if meta.date > today:
        yield fault(("date",), "La question serait posée dans le futur.", text=meta.date.isoformat(), hint="Corrigez la date.")
    if meta.repondu_le is None and meta.etat == "repondu":
        yield fault(("etat",), "Le besoin est « répondu », et le jour n’est pas dit.", hint="Ajoutez « repondu_le ».")
    elif meta.repondu_le is not None and meta.etat != "repondu":
        hint = "Écrivez « etat: repondu », ou retirez « repondu_le »."
        yield fault(("repondu_le",), "Un jour de réponse est donné, et l’état n’est pas « repondu ».", hint=hint)
    elif meta.repondu_le is not None and not meta.date <= meta.repondu_le <= today:
        late = meta.repondu_le > today
        message = "La réponse serait donnée dans le futur." if late else "La réponse viendrait avant la question."
        yield fault(("repondu_le",), message, text=meta.repondu_le.isoformat(), hint="Corrigez l’une des dates.")


@rule(
    "Q006",
    on=Need,
    severity=Severity.WARNING,
    title="Un besoin qui a une réponse n’est plus « ouvert »",
    why="Le comité croirait que personne ne s’en occupe.",
    wrong="etat: ouvert, et une fiche publiée y répond",
    right="etat: en-traitement, ou etat: repondu avec « repondu_le »",
)
def what_has_an_answer_is_not_open(need: Need, catalogue: Catalogue, today: date) -> Iterator[Fault]:
    """Yield a need that is still open, and that something answers on ``today``."""
    if need.meta.etat == "ouvert" and _answered(need, catalogue, today):
        hint = "Écrivez « etat: en-traitement », ou « etat: repondu » avec « repondu_le »."
        yield fault(("etat",), "Le besoin est « ouvert », et quelque chose y répond déjà.", hint=hint)


@rule(
    "Q007",
    on=Need,
    title="Un besoin tiré d’un sondage mène à ses résultats",
    why="Qui lit la question voit combien de personnes l’ont posée; qui lit le sondage voit ce qu’on en a fait.",
    wrong="origine: sondage\nsondage: sondage-2026",
    right="origine: sondage\nsondage: 2026",
)
def a_need_leads_to_its_survey(need: Need, catalogue: Catalogue) -> Iterator[Fault]:
    """Yield a survey that is not there, and one that is named by a question that came from elsewhere."""
    name, surveys = need.meta.sondage, catalogue.evaluations
    if name is None:
        return
    if name not in surveys and not catalogue.unread(EVALUATIONS, name):
        near = nearest(name, surveys)
        hint = f"Vouliez-vous dire « {near} »?" if near else "Écrivez le nom du fichier de content/evaluation/, sans « .yml »."
        yield fault(("sondage",), f"Il n’y a pas de sondage « {name} ».", text=name, hint=hint)
    if need.meta.origine not in ("sondage", "activite"):
        hint = "Écrivez « origine: sondage », ou retirez « sondage »."
        yield fault(("sondage",), "Un sondage est nommé, et la question n’en vient pas.", text=name, hint=hint)


def _answered(need: Need, catalogue: Catalogue, today: date) -> bool:
    """Say whether the need names an answer, or a page that readers find on ``today`` names the need."""
    answers = need.meta.reponses
    if answers.fiches or answers.activites or answers.dossier:
        return True
    if any(fiche.listed(today) for fiche in catalogue.naming(NEEDS, need.slug, FICHES)):
        return True
    return bool(catalogue.naming(NEEDS, need.slug, ACTIVITIES))
