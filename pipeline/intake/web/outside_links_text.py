"""What a run over outside links says: in the terminal, and as the text of the issue that keeps them. No word of HTTP."""

import re

from pipeline.intake.web.outside_links import LinkResult, LinksReport, Verdict
from pipeline.text.markdown import inert
from pipeline.text.typographic import NBSP, french_text, typographic

_TITLES = {
    Verdict.DEAD: ("Liens morts", "Cherchez la nouvelle adresse de la page, ou retirez le lien."),
    Verdict.MOVED: ("Pages qui ont déménagé", "Remplacez l’adresse par la nouvelle."),
    Verdict.UNSURE: ("À regarder à la main", "Le site n’a pas répondu à un logiciel : ouvrez la page vous-même."),
}
# Of the body of an issue: GitHub takes 65 536 characters.
_LONGEST = 60_000


def told(report: LinksReport) -> str:
    """Return what a person reads in the terminal."""
    if not report.results:
        return "Aucun lien vers l’extérieur."
    if report.offline:
        return typographic("Aucun site ne se trouve : cette machine est-elle connectée à Internet? Rien n’a été vérifié.")
    lines = [_counts(report)]
    for verdict, (title, todo) in _TITLES.items():
        if results := report.of(verdict):
            lines += ["", f"{title} : {len(results)}. {todo}"]
            for result in results:
                lines += [f"  {result.address}", f"    {_why(result)}", *(f"    dans {path}" for path in result.paths)]
    return french_text("\n".join(lines))


def as_issue(report: LinksReport) -> str:
    """Return the text of the issue, "" when no link asks for anything. Words of sites and of files neither format nor call anyone."""
    if report.offline or all(result.verdict is Verdict.ALIVE for result in report.results):
        return ""
    lines = [_counts(report), ""]
    size = 0
    for verdict, (title, todo) in _TITLES.items():
        results = report.of(verdict)
        lines += [f"## {title} : {len(results)}", "", todo, ""] if results else []
        for result in results:
            piece = "\n".join(
                [f"- [ ] {_shown(result.address)}", f"  {inert(_why(result))}", *(f"  - {inert(path)}" for path in result.paths)]
            )
            size += len(piece) + 1
            if size > _LONGEST:
                return french_text("\n".join([*lines, "La liste est coupée ici : `passerelle liens` la donne en entier.", ""]))
            lines.append(piece)
        lines += [""] if results else []
    return french_text("\n".join(lines))


def _counts(report: LinksReport) -> str:
    number, alive = len(report.results), len(report.of(Verdict.ALIVE))
    led = "mènent" if alive > 1 else "mène"
    return f"{number}{NBSP}adresse{'s' if number > 1 else ''} hors du site : {alive} {led} bien à une page."


def _why(result: LinkResult) -> str:
    return f"{result.reason} Nouvelle adresse : {result.moved}" if result.moved else result.reason


def _shown(address: str) -> str:
    """Return an address that can be followed, and can do nothing else in Markdown."""
    safe = re.sub(r"[<>`\s]", lambda found: f"%{ord(found.group()):02X}", address)
    return f"<{safe}>"
