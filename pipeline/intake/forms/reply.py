"""The answer that the bot writes in the issue: what was understood, what is missing, what the checks say, what to do next."""

from collections import Counter
from collections.abc import Iterable

from pipeline.content.council import Organisation
from pipeline.edition.reader_links import edit_address
from pipeline.intake.forms.proposal import Proposal
from pipeline.terminal.report import summary
from pipeline.text.diagnostics import Diagnostic, Severity
from pipeline.text.inert import coded, fenced
from pipeline.text.typographic import COLON, typographic

# GitHub's limit on a comment, with room to spare.
MAX_REPLY = 60_000
MAX_SHOWN = 1_500
MAX_FAULTS = 40


def branch_of(number: int) -> str:
    """Return the branch that holds what a request asked for."""
    return f"formulaire-{number}"


def reply(proposal: Proposal) -> str:
    """Return the answer, in GitHub's Markdown. What people typed stands in code: it commands nothing and notifies nobody."""
    parts = [_understood(proposal), _missing(proposal), _conflicts(proposal), _remarks(proposal), _faults(proposal), _next(proposal)]
    text = typographic("\n\n".join(part for part in parts if part), verbatim_quotes=True)
    return f"{text}\n" if len(text) <= MAX_REPLY else f"{text[:MAX_REPLY].rstrip()}\n\n…\n"


def unreadable(reason: str) -> str:
    """Return the answer to a request of which nothing could be made."""
    return typographic(f"## Cette demande n’a pas pu être lue\n\n{reason}\n\n{_ASK_AGAIN}\n", verbatim_quotes=True)


_ASK_AGAIN = (
    "Pour changer vos réponses : en haut de cette demande, le menu « … », **Edit** (modifier), puis **Save** ou **Update "
    "comment** (enregistrer). "
    "Une nouvelle réponse remplacera celle-ci."
)


def _understood(proposal: Proposal) -> str:
    if not proposal.files:
        return f"## Bien reçu : {proposal.form.name}\n\nAucun fichier n’a été écrit."
    organisation, branch = proposal.organisation, branch_of(proposal.number)
    files = sorted(proposal.files, key=lambda path: path != proposal.main)
    lines = [f"- {_link(organisation, path, branch)}{_about(proposal, path)}" for path in files]
    if proposal.added_keys:
        bib = "research_notes/bibliographie/ajouts.bib"
        lines.append(f"- {_link(organisation, bib, branch)} : {', '.join(map(coded, proposal.added_keys))}")
    return "\n".join([f"## Bien reçu : {proposal.form.name}", "", f"Vos réponses sont dans la branche {coded(branch)} :", "", *lines])


def _about(proposal: Proposal, path: str) -> str:
    if path.startswith("research_notes/notes/"):
        return " : la note de lecture d’une source"
    if path != proposal.main:
        return ""
    kinds = {"fiche": "la fiche, en brouillon", "activite": "l’activité", "initiative": "l’initiative", "source": "la note de lecture"}
    return f" : {kinds.get(proposal.form.kind, 'la fiche, avec le signalement daté, « à l’étude »')}"


def _link(organisation: Organisation, path: str, branch: str) -> str:
    address = edit_address(organisation, path, branch)
    return f"[{path}]({address})" if address else coded(path)


def _missing(proposal: Proposal) -> str:
    if not proposal.missing:
        return "## Ce qui manque\n\nRien : toutes les questions obligatoires ont une réponse." if proposal.files else ""
    return "\n".join(["## Ce qui manque", "", *(f"- {one}" for one in proposal.missing)])


def _conflicts(proposal: Proposal) -> str:
    """Return both versions of what people and the form both changed."""
    lines: list[str] = []
    for path in proposal.gone:
        lines += [f"{coded(path)} a été déplacé ou supprimé par une personne : le formulaire ne le refait pas.", ""]
    for one in proposal.conflicts:
        lines += [
            f"**{coded(one.part)}**, dans {_link(proposal.organisation, one.path, branch_of(proposal.number))}. Dans le fichier (gardé) :",
            "",
            fenced(_short(one.kept) or "(retiré)"),
            "",
            "Dans le formulaire :",
            "",
            fenced(_short(one.asked) or "(vide)"),
            "",
        ]
    if not lines:
        return ""
    intro = (
        "Le fichier a été modifié par une personne depuis votre dernière version. Ce qu’elle a écrit n’a pas été remplacé. "
        "Laquelle garder? Corrigez le fichier, ou dites-le ici."
    )
    return "\n".join(["## Deux versions à départager", "", intro, "", *lines]).rstrip()


def _short(text: str) -> str:
    text = text.strip("\n")
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN].rstrip()} …"


def _remarks(proposal: Proposal) -> str:
    if not proposal.remarks:
        return ""
    return "## À savoir\n\n" + fenced("\n".join(f"- {remark}" for remark in proposal.remarks))


def _faults(proposal: Proposal) -> str:
    if not proposal.files:
        return ""
    weight = {Severity.ERROR: 0, Severity.WARNING: 1}
    shown = sorted((one for one in proposal.diagnostics if one.severity in weight), key=lambda one: (weight[one.severity], one.sort_key()))
    if not shown:
        return "## Ce que disent les vérifications\n\nAucune faute dans ces fichiers."
    said = fenced("\n".join(_fault(shown[:MAX_FAULTS])))
    more = f"\n\nEt {len(shown) - MAX_FAULTS} de plus." if len(shown) > MAX_FAULTS else ""
    return (
        f"## Ce que disent les vérifications\n\n{summary(shown).capitalize()}. Une erreur empêche la publication, pas la "
        f"demande.\n\n{said}{more}"
    )


def _fault(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """Return the faults, one that comes again in the same file told once."""
    lines: dict[tuple[str, str, str], list[str]] = {}
    again: Counter[tuple[str, str, str]] = Counter()
    for one in diagnostics:
        same = (one.place.path, one.rule.code, one.message)
        again[same] += 1
        if same not in lines:
            lines[same] = [f"{one.place} {one.rule.code} {one.severity}{COLON} {one.message}"]
            lines[same] += [f"    à faire{COLON} {one.help.splitlines()[0]}"] if one.help else []
    return [
        f"{line} ({again[same]} fois)" if not i and again[same] > 1 else line for same, told in lines.items() for i, line in enumerate(told)
    ]


def _next(proposal: Proposal) -> str:
    lines = ["## Et maintenant", "", f"- {_ASK_AGAIN}"]
    if proposal.files:
        lines += [
            "- Pour écrire dans un fichier : suivez son lien plus haut (le crayon, **Edit this file**, modifie), puis **Commit changes…** "
            "(enregistrer), et de nouveau **Commit changes** dans la fenêtre. Sans droit d’écriture, GitHub offre **Propose "
            "changes** (proposer). "
            "Ce que vous écrivez ainsi ne sera jamais remplacé par le formulaire.",
            "- Pour un autre regard : enregistrez un changement, ou écrivez un commentaire dans la demande de fusion (**pull request**); "
            "pour désigner quelqu’un, **Reviewers** (relecture), à droite.",
        ]
    contact = proposal.organisation.contact
    lines.append(f"- Une question : {contact}." if contact else "- Une question : écrivez-la ici, en commentaire (**Comment**).")
    return "\n".join(lines)
