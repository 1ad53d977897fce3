"""The results of a survey in words: rates, shares, which statement the most agree with."""

from pipeline.content.surveys.evaluation import Agreement, BlockResult, ChoiceResult, Evaluation, StatementResult
from pipeline.content.surveys.survey_rules import FEWEST
from pipeline.text import french
from pipeline.text.typographic import COLON, NBSP, french_text, quoted, typographic


def percent(part: int, whole: int) -> str:
    """Return « 64 % »; one decimal from a hundred answers up, where it means something."""
    if whole < 100:
        return typographic(f"{_rounded(100 * part, whole)} %")
    tenths = _rounded(1000 * part, whole)
    return typographic(f"{tenths // 10},{tenths % 10} %")


def _rounded(number: int, by: int) -> int:
    """Return a quotient to the nearest whole, halves up."""
    return (2 * number + by) // (2 * by)


def rate(data: Evaluation) -> str | None:
    """Return the rate of answers, or None where the number of people invited is not known."""
    return percent(data.reponses, data.invitations) if data.invitations else None


def said_of(data: Evaluation) -> str:
    """Return « 74 réponses sur 96 invitations (taux de réponse : 77 %). »."""
    answers = french.count(data.reponses, "réponse", "réponses")
    if data.invitations is None:
        return f"{answers}; le nombre d’invitations n’est pas connu."
    return typographic(f"{answers} sur {french.count(data.invitations, 'invitation', 'invitations')} (taux de réponse : {rate(data)}).")


def most_chosen(choice: ChoiceResult, people: int) -> str | None:
    """Say what the most people chose, of ``people``; None where nothing has a number.

    What has none may have been chosen more: by all but a few, or put together with others.
    """
    if not choice.options:
        return None
    first = choice.options[0]
    among = "Parmi les choix qui ont un nombre, le plus choisi" if choice.presque_tous or choice.sans_nombre else "Le plus choisi"
    return f"{among}{COLON} {quoted(first.nom)}, {first.nombre}{NBSP}sur{NBSP}{people} ({percent(first.nombre, people)})."


def share(cell: Agreement | StatementResult) -> str:
    """Return « 9 sur 12 (75 %) », or the bound that is told: « 71 ou plus sur 74 (96 % ou plus) »."""
    if not cell.n:
        return ""
    agree, rated = cell.favorables or 0, cell.n
    bound = {"au-moins": f"{NBSP}ou plus", "au-plus": f"{NBSP}ou moins", None: ""}[
        cell.borne if isinstance(cell, StatementResult) else None
    ]
    return f"{agree}{bound}{NBSP}sur{NBSP}{rated} ({percent(agree, rated)}{bound})"


def sentence_of(block: BlockResult) -> str:
    """Say which statement the most agree with, and which the fewest, among those whose number is exact; none when all are even."""
    told = [one for one in block.enonces if one.n]
    exact = [one for one in told if one.borne is None]
    if not told:
        return typographic(f"Rien n’est montré de ces énoncés : chacun a moins de {FEWEST}{NBSP}réponses.")
    if not exact:
        return typographic("Tous ces énoncés ont presque tout le monde d’un même côté : leur nombre est donné comme une borne.")
    among = "" if len(exact) == len(told) else "Parmi les énoncés dont le nombre est exact. "
    ordered = sorted(exact, key=lambda one: (-(one.favorables or 0) / (one.n or 1), one.cle))
    first, last = ordered[0], ordered[-1]
    if first is last:
        return french_text(f"{among}D’accord avec {quoted(first.texte.rstrip('.'))} : {share(first)}.")
    if (first.favorables or 0) * (last.n or 1) == (last.favorables or 0) * (first.n or 1):
        return typographic(f"{among}On est autant d’accord avec chaque énoncé montré : {percent(first.favorables or 0, first.n or 1)}.")
    most = f"{quoted(first.texte.rstrip('.'))}, {share(first)}"
    least = f"{quoted(last.texte.rstrip('.'))}, {share(last)}"
    return french_text(f"{among}Le plus d’accord : {most}. Le moins : {least}.")
