"""A new file from answers: its name, its text, and every reason why it cannot be written; nothing is written here."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from pipeline.authoring.blank import awaited, new_body, new_excerpts, new_header
from pipeline.content.activities.activity import ACTIVITIES
from pipeline.content.address_book import FACETS, FIXED
from pipeline.content.catalogue import Catalogue
from pipeline.content.council import fields_of
from pipeline.content.kind import AnyKind
from pipeline.content.kinds import council_choices
from pipeline.content.sources.bibliography import Reference
from pipeline.content.sources.notes import NOTES, Excerpt
from pipeline.content.sources.reading import Reading
from pipeline.fields.facts import FieldFacts, FieldKind
from pipeline.fields.validation import validate
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.files import Source, Span, invisible, is_file
from pipeline.text.typographic import french_text, quoted, typographic
from pipeline.text.words import MAX_SLUG, fold, is_slug, nearest, nearest_slug, word_set
from pipeline.text.yaml_in import read_yaml

GivenAnswers = Mapping[str, Sequence[str]]
_SMALL_WORDS = word_set("""
    a au aux avec ce ces cet cette chez d dans de des du elle elles en entre est et il ils j l la le les leur leurs mais n ne nos
    notre on ou par pas plus pour qu que quel quelle qui s sa sans se ses son sont sous sur un une vers
""")
_NAME_WORDS, _NAME_LENGTH = 5, 50


@dataclass(frozen=True)
class NewFile:
    """A file that is ready to be written, by its path from the root."""

    path: str
    text: str


def fields_for(catalogue: Catalogue, kind: AnyKind) -> tuple[FieldFacts, ...]:
    """Return the keys of a kind with every list that its values are chosen from, pages that are no drafts included."""
    pages = (document for document in catalogue.documents if not document.draft)
    return fields_of(kind.model, catalogue.vocabulary, council_choices(catalogue.organisation, pages))


def must_be_given(kind: AnyKind, fact: FieldFacts) -> bool:
    """Say whether a new file cannot do without an answer: nothing can stand for it meanwhile."""
    if fact.name in ("titre", "nom"):
        return True
    due = fact.required and fact.name in kind.asked and fact.name not in kind.given
    return due and (fact.kind in (FieldKind.LIST, FieldKind.DATE, FieldKind.CHOICE) or _refuses_to_wait(kind, fact))


def _refuses_to_wait(kind: AnyKind, fact: FieldFacts) -> bool:
    """Say whether a key cannot hold « à écrire », as an address cannot: a new file would have a fault of its own."""
    try:
        kind.model.model_validate({fact.name: awaited(kind, fact, None)})
    except ValidationError as error:
        return any(details["loc"][:1] == (fact.name,) for details in error.errors(include_url=False))
    return False


def key_words(text: str) -> list[str]:
    """Return the words of ``text`` that say what it is about, folded, each once."""
    words = re.findall(r"[a-z0-9]+", fold(text))
    return list(dict.fromkeys(word for word in words if word not in _SMALL_WORDS and len(word) > 1))


def proposed_name(title: str) -> str:
    """Return a short name of file for a title: its first words that count."""
    name = ""
    for word in key_words(title)[:_NAME_WORDS]:
        longer = f"{name}-{word}".strip("-")
        if len(longer) > _NAME_LENGTH:
            break
        name = longer
    return name or nearest_slug(title, "")


def why_not_name(catalogue: Catalogue, kind: AnyKind, name: str) -> str | None:
    """Return why a new file of that kind cannot have that name, or None."""
    if not is_slug(name):
        better = nearest_slug(name)
        made = "Un nom est fait de minuscules sans accent, de chiffres et de traits d’union"
        return typographic(f"{made} ({MAX_SLUG} caractères au plus) : {better}.")
    path = kind.file(name)
    if is_file(catalogue.project.root / path):
        return f"Le fichier {path} existe déjà."
    if kind.address is None:
        return None
    address = kind.page_address(name)
    if address in (*FIXED, *(f"{facet}/" for facet in FACETS)):
        return french_text(f"« {address} » est déjà une page du site : choisissez un autre nom.")
    if catalogue.addresses.destination(address) is not None:
        return french_text(f"« {address} » mène déjà ailleurs (content/redirections.yml) : choisissez un autre nom.")
    if address in catalogue.addresses.register:
        return french_text(f"« {address} » a déjà été publiée (content/adresses.txt) : choisissez un autre nom.")
    return None


def begin(
    catalogue: Catalogue, kind: AnyKind, answers: GivenAnswers, today: date, *, name: str | None = None, sources: Sequence[str] = ()
) -> tuple[NewFile | None, list[str]]:
    """Return the new file, or None with every problem, in French.

    ``answers`` are by key, as they were typed; ``sources`` are excerpts, « clé#extrait ». ``name`` is the file's name without its
    extension; without one, it is made from the title.
    """
    facts = fields_for(catalogue, kind)
    values = {fact.name: _value(fact, answers[fact.name]) for fact in facts if fact.name in answers}
    if kind is ACTIVITIES:
        values.setdefault("organisateur", catalogue.organisation.nom)  # until it is said to be another's
    problems = [_missing(fact) for fact in facts if must_be_given(kind, fact) and fact.name not in values]
    citations = [citation_of(catalogue, source) for source in sources]
    problems += [problem for _, problem in citations if problem]
    header = new_header(kind, facts, values, today)
    problems += _refused(kind, header, facts, values)
    name = name or _name(kind, values)
    if name and (reason := why_not_name(catalogue, kind, name)):
        problems.append(reason)
    if problems or not name:
        return None, problems
    return NewFile(kind.file(name), header + new_body(kind, tuple(text for text, _ in citations))), []


def begin_note(catalogue: Catalogue, reference: Reference, answers: GivenAnswers, today: date) -> tuple[NewFile | None, list[str]]:
    """Return the new note of a source, or None with every problem."""
    facts = fields_for(catalogue, NOTES)
    values = {fact.name: _value(fact, answers[fact.name]) for fact in facts if fact.name in answers}
    header = new_header(NOTES, facts, values, today)
    problems = _refused(NOTES, header, facts, values)
    if reason := why_not_name(catalogue, NOTES, reference.key):
        problems.append(reason)
    reading = str(values.get("lu", Reading.ABSTRACT))
    text = header + new_excerpts(reference.language, reading, reference.url)
    return (None, problems) if problems else (NewFile(NOTES.file(reference.key), text), [])


def why_not_answer(kind: AnyKind, facts: tuple[FieldFacts, ...], fact: FieldFacts, given: Sequence[str]) -> list[str]:
    """Return why one answer is refused; nothing when it is accepted."""
    values = {fact.name: _value(fact, given)}
    return _refused(kind, new_header(kind, facts, values), facts, values)


def _missing(fact: FieldFacts) -> str:
    values = f" Valeurs : {', '.join(choice.slug for choice in fact.choices)}." if fact.choices else ""
    return french_text(f"Il manque {quoted(fact.label)} ({option(fact.name)}).{values}")


def option(name: str) -> str:
    """Return the option of the command line that gives a key."""
    return f"--{name.replace('_', '-')}"


def _name(kind: AnyKind, values: Mapping[str, object]) -> str | None:
    title, day = values.get("titre") or values.get("nom"), values.get("date")
    if not title or (kind is ACTIVITIES and not day):
        return None
    return f"{day}-{proposed_name(str(title))}" if kind is ACTIVITIES else proposed_name(str(title))


def _value(fact: FieldFacts, given: Sequence[str]) -> object:
    """Return an answer as its model takes it; what is of no list is left as typed, and refused later."""
    if fact.kind is FieldKind.LIST:
        return [_chosen(fact, part) for text in given for part in re.split(r"[,;]", text) if part.strip()]
    text = given[-1].strip()
    if fact.kind is FieldKind.BOOL and fold(text) in ("oui", "o", "non", "n"):
        return fold(text).startswith("o")
    if fact.kind is FieldKind.NUMBER and text.isdecimal():
        return int(text)
    return None if fact.nullable and fold(text) == "null" else _chosen(fact, text)


def _chosen(fact: FieldFacts, text: str) -> str:
    """Return the value that ``text`` names: by itself or by its French name."""
    wanted = fold(text.strip())
    return next((choice.slug for choice in fact.choices if wanted in (fold(choice.slug), fold(choice.name))), text.strip())


def _refused(kind: AnyKind, header: str, facts: tuple[FieldFacts, ...], values: Mapping[str, object]) -> list[str]:
    """Return what the models refuse of the answers; what no one answered is told apart."""
    found: list[Diagnostic] = []
    if hidden := invisible(header):
        return [typographic(f"Une réponse contient un caractère invisible ou de contrôle ({hidden}) : retapez-la.")]
    source = Source(kind.file("nouveau"), header)
    data = read_yaml(source, Span(4, len(header) - 4), found)
    lists = {fact.name: [choice.slug for choice in fact.choices] for fact in facts if fact.list_name}
    if data is not None:
        validate(data, kind.model, found, lists=lists)
        found = [d for d in found if any(f"« {name} »" in d.message or quoted(name) in d.message for name in values)]
    return [f"{d.message} {d.help}".strip() for d in found]


def citation_of(catalogue: Catalogue, source: str) -> tuple[str, str]:
    """Return how a text cites « clé#extrait », and why it cannot; one of them is empty."""
    key, _, wanted = source.strip().lstrip("@").partition("#")
    note = catalogue.notes.get(key)
    if key not in catalogue.references:
        near = nearest(key, catalogue.references)
        return "", f"La bibliographie n’a pas d’entrée « {key} »." + (f" Vouliez-vous dire « {near} »?" if near else "")
    if note is None or note.to_write:
        return "", f"La note de lecture de « {key} » n’est pas encore écrite (research_notes/notes/{key}.md)."
    names = [excerpt.id for excerpt in note.excerpts]
    excerpt = note.excerpt(wanted) if wanted else note.excerpts[0] if len(names) == 1 else None
    if excerpt is None:
        what = f"« {key} » n’a pas d’extrait « #{wanted} »." if wanted else f"« {key} » a plusieurs extraits : dites lequel."
        return "", french_text(f"{what} Extraits : {', '.join(f'{key}#{name}' for name in names)}.")
    return citation(excerpt), ""


def citation(excerpt: Excerpt) -> str:
    """Return how a text cites an excerpt."""
    return f"[@{excerpt.key}, {excerpt.locator}, #{excerpt.id}]"
