"""Going through the candidates in the terminal: keep, set aside with a reason, or later."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.content.catalogue import Catalogue
from pipeline.content.needs import Need
from pipeline.content.sources.bibliography import Reference
from pipeline.content.watch.candidates import Candidate, candidate_text
from pipeline.content.watch.journal import REASONS, Decision, JournalEntry, Reason
from pipeline.intake.watch.journal_entries import add_to_journal, missing_entries
from pipeline.intake.watch.needs_met import needs_met
from pipeline.project import Project
from pipeline.text.files import without_invisible
from pipeline.text.typographic import NBSP, french_text, typographic
from pipeline.writing import replace_if_different

KEEP, SET_ASIDE, LATER, STOP = "g", "e", "p", "q"


@dataclass(frozen=True)
class Screened:
    """What a session decided; ``recorded`` are the decisions made in files, written in the journal at its beginning."""

    kept: tuple[Candidate, ...]
    set_aside: int
    later: int
    left: int
    recorded: int


def screen(
    catalogue: Catalogue,
    person: Callable[[], str],
    ask: Callable[[str, Sequence[str]], str],
    say: Callable[[str], None],
    today: date,
) -> Screened:
    """Walk the pending candidates: those that may answer a need first, then the oldest; each decision is written before the next question.

    ``person`` gives the name that signs; ``ask`` shows a question and returns one of the choices; ``say`` shows text.
    """
    project, watch = catalogue.project, catalogue.watch
    missing = missing_entries(watch.journal, watch.candidates, today)
    add_to_journal(project, missing)
    recorded = sum(entry.decision is not Decision.FOUND for entry in missing)
    needs = catalogue.needs.values()
    pending = [(name, candidate, needs_met(candidate, needs)) for name, candidate in sorted(watch.candidates.items()) if candidate.pending]
    # What may answer a committee comes first; the sort keeps the order of days.
    waiting = sorted(pending, key=lambda one: not one[2])
    kept: list[Candidate] = []
    set_aside = later = 0
    signature = person() if waiting else ""
    for number, (name, candidate, met) in enumerate(waiting, 1):
        abstract = _abstract(project, name) or candidate.debut
        say(card(candidate, name, number, len(waiting), abstract, catalogue.references, watch.candidates, met))
        answer = ask("[g]arder, [é]carter, [p]lus tard, [q]uitter", (KEEP, SET_ASIDE, "é", LATER, STOP)).replace("é", SET_ASIDE)
        if answer == STOP:
            break
        if answer == LATER:
            later += 1
            decide(project, name, candidate, Decision.LATER, None, signature, today)
        elif answer == KEEP:
            decided = decide(project, name, candidate, Decision.KEPT, None, signature, today)
            kept.append(decided)
            say(_next_step(decided))
        else:
            reasons = list(Reason)
            say("\n".join(f"  {index}. {REASONS[reason]}" for index, reason in enumerate(reasons, 1)))
            chosen = ask("Motif (numéro)", [str(index) for index in range(1, len(reasons) + 1)])
            decide(project, name, candidate, Decision.SET_ASIDE, reasons[int(chosen) - 1], signature, today)
            set_aside += 1
    left = len(waiting) - len(kept) - set_aside
    return Screened(kept=tuple(kept), set_aside=set_aside, later=later, left=left, recorded=recorded)


def decide(
    project: Project, name: str, candidate: Candidate, decision: Decision, reason: Reason | None, person: str, today: date
) -> Candidate:
    """Write a decision in the candidate's file, then in the journal; return the candidate as it is now."""
    person = without_invisible(person)  # as typed on a terminal
    decided = candidate.model_copy(update={"decision": decision.value, "motif": reason, "personne": person})
    replace_if_different(project.candidates / f"{name}.yml", candidate_text(decided).encode())
    add_to_journal(
        project,
        [JournalEntry(day=today, source=candidate.source, id=name, title=candidate.titre, decision=decision, reason=reason, person=person)],
    )
    return decided


NOTICES = {"correction": "Avis de correction", "retractation": "Avis de rétractation", "preoccupation": "Avis de préoccupation"}


def card(
    candidate: Candidate,
    name: str,
    number: int,
    total: int,
    abstract: str | None,
    references: Mapping[str, Reference],
    candidates: Mapping[str, Candidate],
    needs: Sequence[Need] = (),
) -> str:
    """Return what is shown of a candidate; ``needs`` are those that it may answer."""
    authors = "; ".join(candidate.auteurs[:6]) + ("; et autres" if len(candidate.auteurs) > 6 else "")
    when = f", {candidate.date.isoformat()}" if candidate.date else ""
    lines = [f"\n{number} de {total}{NBSP}· {candidate.titre}", f"  {authors or 'Auteurs non donnés'} ({candidate.source}{when})"]
    if candidate.address:
        lines.append(f"  {candidate.address}")
    if candidate.avis:
        lines.append(f"  ⚠ {NOTICES[candidate.avis]}, et non une nouvelle étude")
    themes = [f"{guess.slug}{' (' + ', '.join(guess.mots) + ')' if guess.mots else ''}" for guess in candidate.themes]
    lines.append(typographic(f"  Thèmes devinés : {'; '.join(themes) or 'aucun'}"))
    lines += [f"  ★ Répond peut-être au besoin « {need.meta.titre} » (besoins/{need.slug}, {_since(need)})" for need in needs]
    for label, key in (
        ("Doublon possible de", candidate.doublon_possible),
        ("Prépublication de", candidate.prepublication_de),
        ("Article dont on connaît la prépublication", candidate.article_de),
        ("Cet avis porte sur", candidate.avis_sur),
    ):
        if key:
            other = references[key].title if key in references else candidates[key].titre if key in candidates else "?"
            lines.append(french_text(f"  ⚠ {label} : {key} « {other} »"))
    lines += ["", f"  {abstract or 'Aucun résumé dans le fil.'}", f"  ({name}.yml)"]
    return "\n".join(lines)


def _since(need: Need) -> str:
    return f"demandé le {need.meta.date.isoformat()}"


def _abstract(project: Project, name: str) -> str | None:
    try:
        return (project.abstracts / f"{name}.txt").read_text(encoding="utf-8")
    except OSError:
        return None


def _next_step(candidate: Candidate) -> str:
    if candidate.doi:
        return typographic(f"  Gardé. Pour l’ajouter à la bibliographie : passerelle ajouter {candidate.doi}")
    return typographic("  Gardé. Il n’a pas de DOI : écrivez son entrée dans research_notes/bibliographie/ (voir CONTRIBUTING.md).")
