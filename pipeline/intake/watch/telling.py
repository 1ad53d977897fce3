"""What the watch says of a run: to an agent in the terminal, and as a list for a pull request. No word of HTTP."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date

from pipeline.content.council import Vocabulary
from pipeline.content.needs import Need
from pipeline.content.watch.candidates import Candidate
from pipeline.intake.watch.needs_met import needs_met
from pipeline.intake.watch.watch_run import FeedResult, Status, WatchReport
from pipeline.text.french import long_date
from pipeline.text.markdown import inert
from pipeline.text.typographic import COLON, NBSP, french_text, quoted, typographic

_STATUS = {
    Status.READ: ("lu", "lus"),
    Status.UNCHANGED: ("sans nouveauté", "sans nouveauté"),
    Status.WAITING: ("en attente", "en attente"),
    Status.STOPPED: ("arrêté", "arrêtés"),
    Status.GONE: ("disparu", "disparus"),
    Status.QUIET: ("sans réponse cette fois", "sans réponse cette fois"),
    Status.FAILING: ("en difficulté", "en difficulté"),
}
_TO_CONFIRM = "adresse à confirmer"
_NO_THEME = "Sans thème reconnu"


def summary(report: WatchReport, vocabulary: Vocabulary, today: date, needs: Collection[Need] = ()) -> str:
    """Return the summary of a run, in French; ``needs`` is the register."""
    if not report.results:
        return typographic("Aucun fil à lire : ajoutez un bloc [[fil]] dans research_notes/veille/fils.toml.")
    if report.offline:
        return typographic("Aucun site ne se trouve : cette machine est-elle connectée à Internet? Rien n’a été lu ni changé.")
    lines = [f"Veille du {long_date(today)} : {_count(len(report.results), 'fil')}."]
    counts = [
        f"{number}{NBSP}{many if number > 1 else one}" for status, (one, many) in _STATUS.items() if (number := len(report.of(status)))
    ]
    lines.append(f"  {', '.join(counts)}.")
    if report.memory_lost:
        lines.append("  Le fichier etat.json ne se lisait plus : tous les fils ont été relus, et rien n’a été repris deux fois.")
    lines += _section(
        "Adresses confirmées (première lecture réussie)", [result for result in report.results if result.confirmed], lambda _: ""
    )
    moved = [result for result in report.results if result.moved]
    lines += _section("Déménagés (la nouvelle adresse est écrite dans fils.toml)", moved, lambda result: result.moved or "")
    gone = "Disparus pour de bon (retirez leur bloc de fils.toml, ou donnez leur nouvelle adresse)"
    lines += _section(gone, report.of(Status.GONE), lambda result: result.reason)
    failing = report.of(Status.FAILING)
    lines += _section("En difficulté", failing, _failure)
    if any(result.feed.confirmee is None for result in failing):
        lines.append(f"  ({_TO_CONFIRM} : elle n’a jamais été lue. Cherchez la bonne sur le site de la revue, puis corrigez fils.toml.)")
    waiting = [result for result in report.of(Status.WAITING) if result.reason]
    lines += _section("À laisser tranquilles (la veille y reviendra d’elle-même)", waiting, lambda result: result.reason)
    remarks = [result for result in report.results if result.remarks or result.refused]
    lines += _section("Lus, avec une remarque", remarks, _remarks)
    lines += _new(report, vocabulary, needs)
    return french_text("\n".join(lines))


def _new(report: WatchReport, vocabulary: Vocabulary, needs: Collection[Need]) -> list[str]:
    total = {name: sum(getattr(result, name) for result in report.results) for name in ("known", "duplicates", "filtered")}
    said = [f"{_count(total['known'], 'texte')} déjà connu{'s' if total['known'] > 1 else ''}"] if total["known"] else []
    said += (
        [f"{_count(total['filtered'], 'texte')} laissé{'s' if total['filtered'] > 1 else ''} par les mots des fils"]
        if total["filtered"]
        else []
    )
    if not report.new:
        return [f"Rien de nouveau{' (' + ', '.join(said) + ')' if said else ''}."]
    lines = [f"Nouveaux signalements : {len(report.new)}{' (' + ', '.join(said) + ')' if said else ''}."]
    lines += [f"  {name} : {number}" for name, number in by_theme(report.new.values(), vocabulary)]
    doubtful = sum(candidate.doublon_possible is not None for candidate in report.new.values())
    if doubtful:
        lines.append(f"  Dont {doubtful} à comparer avec un texte connu (« doublon possible »).")
    notices = sum(candidate.avis is not None for candidate in report.new.values())
    if notices:
        lines.append(f"  Dont {notices}{NBSP}avis sur un texte déjà paru (correction, rétractation, préoccupation).")
    hopeful = sum(bool(needs_met(candidate, needs)) for candidate in report.new.values())
    if hopeful:
        lines.append(f"  Dont {hopeful} qui {'répondent' if hopeful > 1 else 'répond'} peut-être à un besoin d’un comité.")
    return [*lines, "Pour les trier : passerelle trier"]


def by_theme(candidates: Iterable[Candidate], vocabulary: Vocabulary) -> list[tuple[str, int]]:
    """Return the number of candidates of each theme, in the vocabulary's order; one of two themes counts in both."""
    names: Mapping[str, str] = {term.slug: term.nom for term in vocabulary.themes}
    counted = Counter(name for candidate in candidates for name in ([guess.slug for guess in candidate.themes] or [""]))
    return [(names.get(name, _NO_THEME), counted[name]) for name in (*names, "") if counted[name]]


def markdown_list(report: WatchReport, vocabulary: Vocabulary, today: date, needs: Collection[Need] = ()) -> str:
    """Return the run as Markdown, for the body of a pull request: feeds' own words can neither format, nor link, nor call anyone there."""
    lines = [f"## Veille du {long_date(today)}", "", "```text", summary(report, vocabulary, today, needs).replace("```", "'''"), "```", ""]
    names = {term.slug: term.nom for term in vocabulary.themes}
    groups: dict[str, list[tuple[str, Candidate]]] = {}
    for name, candidate in report.new.items():
        first = candidate.themes[0].slug if candidate.themes else ""
        groups.setdefault(names.get(first, _NO_THEME), []).append((name, candidate))
    for theme in sorted(groups, key=lambda theme: (theme == _NO_THEME, theme)):
        lines += [f"### {theme}", ""]
        for name, candidate in groups[theme][:_MOST]:
            notice = " Avis sur un texte déjà paru." if candidate.avis else ""
            doubt = f" Doublon possible : `{inert(candidate.doublon_possible)}`." if candidate.doublon_possible else ""
            read = f" [Lire]({_link(candidate.address)})" if candidate.address else ""
            met = "".join(f" Répond peut-être au besoin {quoted(inert(need.meta.titre))}." for need in needs_met(candidate, needs))
            lines.append(f"- **{inert(candidate.titre)}** ({inert(candidate.source)}).{read}{notice}{doubt}{met} Fichier : `{name}.yml`")
        if len(groups[theme]) > _MOST:
            lines.append(f"- … et {len(groups[theme]) - _MOST} autres, dans les fichiers de cette demande.")
        lines.append("")
    if groups:
        lines += [
            "Pour décider d’un signalement sans rien installer : ouvrez son fichier dans cette demande, choisissez « Edit file », écrivez "
            f"« decision{COLON} retenu » (ou « ecarte » avec un « motif ») et votre nom après « personne{COLON} », puis enregistrez.",
            "",
        ]
    return _cut(lines)


# Candidates shown of a theme; and characters of the body of a pull request, of which GitHub takes 65 536.
_MOST = 20
LONGEST = 60_000


def _cut(lines: Sequence[str]) -> str:
    """Return the text of ``lines``, which ends, when it would be too long, at the last whole line that fits; the folder holds the rest."""
    whole = french_text("\n".join(lines))
    if len(whole) <= LONGEST:
        return whole
    end = whole.rfind("\n", 0, LONGEST) + 1
    closing = "```\n" if whole[:end].count("```") % 2 else ""
    return french_text(f"{whole[:end]}{closing}\nLa liste est coupée ici : la suite est dans les fichiers de cette demande.\n")


def _link(address: str) -> str:
    return re.sub(r"[()<>\\\s]", lambda found: f"%{ord(found.group()):02X}", address)


def _section(title: str, results: Iterable[FeedResult], text: Callable[[FeedResult], str]) -> list[str]:
    told = [(result.feed.nom, text(result)) for result in results]
    lines = [f"  {name} : {said}" if said else f"  {name}" for name, said in told]
    return [f"{title} :", *lines] if lines else []


def _failure(result: FeedResult) -> str:
    again = f" ({result.failures} lectures de suite)" if result.failures > 1 else ""
    unsure = f" ({_TO_CONFIRM})" if result.feed.confirmee is None else ""
    return f"{result.reason.removesuffix('.')}{again}.{unsure}"


def _remarks(result: FeedResult) -> str:
    refused = f"{_count(result.refused, 'entrée')} sans titre lisible ou sans adresse, laissée{'s' if result.refused > 1 else ''}"
    return "; ".join([*result.remarks, *([refused] if result.refused else [])])


def _count(number: int, word: str) -> str:
    return f"{number}{NBSP}{word}{'s' if number > 1 else ''}"
