"""« passerelle nouvelle »: a new file from questions in the terminal, or from options alone."""

import sys
from collections.abc import Callable, Sequence

import click

from pipeline.authoring.begin import (
    NewFile,
    begin,
    begin_note,
    citation_of,
    fields_for,
    must_be_given,
    option,
    proposed_name,
    why_not_answer,
    why_not_name,
)
from pipeline.authoring.suggestions import Suggestion, suggested_excerpts
from pipeline.cli._asking import meant, typed
from pipeline.cli._french import FrenchCommand, FrenchGroup, build_day
from pipeline.cli._shared import load_or_stop
from pipeline.cli._table import COMMANDS
from pipeline.content.activities.activity import ACTIVITIES
from pipeline.content.catalogue import Catalogue
from pipeline.content.kind import AnyKind
from pipeline.content.kinds import DESCRIBED
from pipeline.content.sheets.sheet import FICHES
from pipeline.content.sources.bibliography import Reference
from pipeline.content.sources.notes import NOTES
from pipeline.fields.facts import FieldFacts, FieldKind, plain_fields
from pipeline.project import Project
from pipeline.terminal.say import say
from pipeline.writing import replace_if_different

_LAST_STEPS = {
    FICHES.name: "passerelle servir --brouillons    (montre la page avant qu’elle soit publiée)",
    NOTES.name: "Citez ensuite ses extraits dans une fiche.",
}
Ask = Callable[[str], str]
Given = dict[str, tuple[str, ...]]


nouvelle = FrenchGroup("nouvelle", help=COMMANDS["nouvelle"].help, subcommand_metavar="GENRE", options_metavar="")


def _command(kind: AnyKind) -> click.Command:
    """Return the command that begins a file of that kind: an option for each key that it asks."""

    def begin_one(project: Project, **options: object) -> int:
        return _begin(project, kind, options)

    facts = {fact.name: fact for fact in plain_fields(kind.model)}
    parameters: list[click.Parameter] = [_option(facts[name]) for name in kind.asked]
    if kind is NOTES:
        parameters.insert(0, click.Option(["--reference"], metavar="CLÉ", help="Clé de la référence, dans la bibliographie."))
    else:
        parameters.append(click.Option(["--fichier"], metavar="NOM", help="Nom du fichier, sans « .md » (par défaut : tiré du titre)."))
    if kind is FICHES:
        parameters.append(
            click.Option(["--source"], metavar="CLÉ#EXTRAIT", multiple=True, help="Extrait à citer; l’option peut se répéter.")
        )
    return FrenchCommand(
        kind.name, params=parameters, callback=click.pass_obj(begin_one), help=f"Commencer {kind.one}.", short_help=f"Commencer {kind.one}."
    )


def _option(fact: FieldFacts) -> click.Option:
    several = fact.kind is FieldKind.LIST
    names = [option(fact.name), *([option(fact.name.removesuffix("s"))] if several and fact.name.endswith("s") else [])]
    # Named after its key, whatever its spellings.
    return click.Option([fact.name, *names], metavar="VALEUR", multiple=several, help=f"{fact.label} : {fact.description}")


for _kind in DESCRIBED:
    if _kind.asked:
        nouvelle.add_command(_command(_kind))


def _begin(project: Project, kind: AnyKind, options: dict[str, object]) -> int:
    catalogue = load_or_stop(project, [])
    given: Given = {name: value if isinstance(value, tuple) else (str(value),) for name, value in options.items() if value}
    ask = typed if sys.stdin.isatty() else None
    made = _note(catalogue, given, ask) if kind is NOTES else _page(catalogue, kind, given, ask)
    if made is None:
        return 1
    path = project.root / made.path
    try:
        # Opened anew: whatever came there meanwhile is not replaced.
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(exist_ok=False)
    except FileExistsError:
        say(f"Rien n’a été écrit : {made.path} existe déjà.")
        return 1
    try:
        replace_if_different(path, made.text.encode())
    except OSError:
        path.unlink()  # it was only a place kept
        raise
    say(f"Écrit : {made.path}")
    print("1. Ouvrez ce fichier et remplacez chaque « à écrire » par vos mots.")
    say(f"2. passerelle verifier {made.path}    (dit ce qui reste)")
    say(f"3. {_LAST_STEPS.get(kind.name, 'passerelle servir    (montre la page, une fois tout écrit)')}")
    return 0


def _page(catalogue: Catalogue, kind: AnyKind, given: Given, ask: Ask | None) -> NewFile | None:
    sources = given.pop("source", ())
    name = given.pop("fichier", (None,))[0]
    asked = {fact.name: fact for fact in fields_for(catalogue, kind) if fact.name in kind.asked}
    if ask is not None:
        interview(catalogue, kind, [asked[key] for key in kind.asked], given, ask)
        if kind is FICHES and not sources:
            sources = choose_sources(catalogue, given["titre"][-1], ask)
        name = name or choose_name(catalogue, kind, given, ask)
    made, problems = begin(catalogue, kind, given, build_day(), name=name, sources=sources)
    if made is None:
        tell_problems(problems)
    elif ask is None and kind is FICHES and not sources:
        for line in _listed(suggested_excerpts(catalogue, given["titre"][-1])[:5]):
            say(line)
    return made


def interview(catalogue: Catalogue, kind: AnyKind, facts: Sequence[FieldFacts], given: Given, ask: Ask) -> None:
    """Ask for each key that was not given, one at a time, until its answer is accepted; the answers go to ``given``."""
    for fact in facts:
        if fact.list_name and not fact.choices and not must_be_given(kind, fact):
            continue  # nothing to choose from: no committee yet, no need in the register
        while fact.name not in given:
            answer = ask(_question(kind, fact)).strip()
            if not answer:
                if must_be_given(kind, fact):
                    print("Il faut une réponse ici.")
                    continue
                break
            answers = (_by_numbers(fact, answer),)
            problems = why_not_answer(kind, fields_for(catalogue, kind), fact, answers)
            if problems:
                say("\n".join(problems))
            else:
                given[fact.name] = answers


def _question(kind: AnyKind, fact: FieldFacts) -> str:
    lines = ["", f"{fact.label} : {fact.description}"]
    lines += [f"  {number:>2}. {choice.name} ({choice.slug})" for number, choice in enumerate(fact.choices, 1)]
    if fact.kind in (FieldKind.TEXT, FieldKind.LONG) and fact.example:
        lines.append(f"  Exemple : {fact.example}")
    if fact.form:
        lines.append(f"  Forme : {fact.form}.")
    if fact.kind is FieldKind.DATE:
        lines.append("  Forme : AAAA-MM-JJ.")
    how = "Numéros ou mots, séparés par des virgules" if fact.kind is FieldKind.LIST else "Numéro ou mot"
    how = how if fact.choices or fact.kind is FieldKind.LIST else "Votre réponse"
    later = "" if must_be_given(kind, fact) else " (Entrée : plus tard)"
    return "\n".join([*lines, f"{how}{later}"])


def _by_numbers(fact: FieldFacts, answer: str) -> str:
    """Return an answer with the numbers of a list of choices made values."""
    if not fact.choices:
        return answer
    parts = [part.strip() for part in answer.replace(";", ",").split(",") if part.strip()]
    chosen = [fact.choices[int(part) - 1].slug if part.isdecimal() and 0 < int(part) <= len(fact.choices) else part for part in parts]
    return ", ".join(dict.fromkeys(chosen))


def choose_sources(catalogue: Catalogue, title: str, ask: Ask) -> tuple[str, ...]:
    """Show the excerpts that seem to be about ``title``, and return those that the person picks, as « clé#extrait »."""
    found = suggested_excerpts(catalogue, title)
    say("\n".join(["", *_listed(found)]))
    while True:
        answer = ask("Numéros ou « clé#extrait » à citer, séparés par des virgules (Entrée : plus tard)")
        parts = [part.strip() for part in answer.split(",") if part.strip()]
        chosen = tuple(
            f"{found[int(p) - 1].excerpt.key}#{found[int(p) - 1].excerpt.id}" if p.isdecimal() and 0 < int(p) <= len(found) else p
            for p in parts
        )
        problems = [problem for source in chosen if (problem := citation_of(catalogue, source)[1])]
        if not problems:
            return chosen
        say("\n".join(problems))


def _listed(found: Sequence[Suggestion]) -> list[str]:
    if not found:
        return ["Aucun extrait des notes de lecture ne semble parler de ce sujet."]
    lines = ["Extraits qui semblent parler de ce sujet :"]
    for number, one in enumerate(found, 1):
        lines += [f"  {number:>2}. {one.excerpt.key}#{one.excerpt.id} ({one.excerpt.locator})", f"      {one.excerpt.paraphrase}"]
    return lines


def choose_name(catalogue: Catalogue, kind: AnyKind, given: Given, ask: Ask) -> str:
    """Propose a name of file, and return the one that the person accepts or types."""
    proposed = proposed_name((given.get("titre") or given["nom"])[-1])
    if kind is ACTIVITIES:
        proposed = f"{given['date'][-1]}-{proposed}"
    while True:
        name = ask(f"\nNom du fichier, qui devient l’adresse de la page (Entrée : {proposed})").strip() or proposed
        reason = why_not_name(catalogue, kind, name)
        if reason is None:
            return name
        say(reason)


def _note(catalogue: Catalogue, given: Given, ask: Ask | None) -> NewFile | None:
    key = given.pop("reference", ("",))[0]
    waiting = [reference for one, reference in catalogue.references.items() if one not in catalogue.notes]
    if not key and ask is not None and waiting:
        key = _choose_reference(waiting, ask)
    reference = catalogue.references.get(key)
    if reference is None:
        tell_problems([_no_reference(catalogue, key, waiting)])
        return None
    if ask is not None:
        asked = {fact.name: fact for fact in fields_for(catalogue, NOTES)}
        interview(catalogue, NOTES, [asked[name] for name in NOTES.asked], given, ask)
    made, problems = begin_note(catalogue, reference, given, build_day())
    tell_problems(problems)
    return made


def _choose_reference(waiting: Sequence[Reference], ask: Ask) -> str:
    lines = [
        "",
        "Références qui n’ont pas encore de note :",
        *(f"  {n:>2}. {one.key} : {one.title}" for n, one in enumerate(waiting, 1)),
    ]
    answer = ask("\n".join([*lines, "Numéro ou clé"])).strip()
    return waiting[int(answer) - 1].key if answer.isdecimal() and 0 < int(answer) <= len(waiting) else answer


def _no_reference(catalogue: Catalogue, key: str, waiting: Sequence[Reference]) -> str:
    if key:
        hint = meant(key, catalogue.references)
        return f"La bibliographie n’a pas d’entrée « {key} ».{hint} Pour l’ajouter : passerelle ajouter DOI-OU-FICHIER."
    if not waiting:
        return "Chaque référence a déjà sa note. Ajoutez d’abord la source : passerelle ajouter DOI-OU-FICHIER (la note vient avec)."
    return f"Il manque la référence (--reference). Sans note encore : {', '.join(one.key for one in waiting)}."


def tell_problems(problems: Sequence[str], outcome: str = "Rien n’a été écrit.") -> None:
    """Print every reason why nothing is done."""
    for problem in problems:
        say(f"- {problem}")
    if problems:
        say(outcome)
