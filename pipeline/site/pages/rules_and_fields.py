"""The pages that tell who writes what the checks ask: the rules, and each key of each kind of file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.content.address_book import BACKSTAGE
from pipeline.content.council import fields_of
from pipeline.content.kind import AnyKind
from pipeline.content.kinds import DESCRIBED, council_choices
from pipeline.fields.facts import FieldFacts, FieldKind
from pipeline.rules.registry import FAMILIES
from pipeline.site.pages.page_types import Context, Edition, lazy, page
from pipeline.text.typographic import NBSP, typographic
from pipeline.text.yaml_out import yaml_value

# The page that says how to write, where the council has it.
_GUIDE = "guide-de-redaction"
_TYPED = {
    FieldKind.TEXT: "un texte",
    FieldKind.LONG: "un texte",
    FieldKind.NUMBER: "un nombre entier",
    FieldKind.BOOL: "« oui » ou « non »",
    FieldKind.DATE: "une date, AAAA-MM-JJ",
    FieldKind.CHOICE: "une valeur de la liste",
    FieldKind.GROUP: "ces clés, en retrait",
}


@dataclass(frozen=True)
class ShownField:
    """A field as its page shows it: what it takes in words, and its line in an example, if there is one."""

    fact: FieldFacts
    takes: str
    example: str | None
    parts: tuple["ShownField", ...]


def shown(fact: FieldFacts) -> ShownField:
    """Return a field as its page shows it."""
    example = None if fact.example is None else f"{fact.name}: {yaml_value(fact.example)}"
    return ShownField(fact, takes(fact), example, tuple(map(shown, fact.parts)))


def takes(fact: FieldFacts) -> str:
    """Return what may be typed after a key: « un texte, de 4 à 160 caractères »."""
    if fact.kind is FieldKind.LIST and fact.parts:
        words = ["une liste; chaque élément commence par un tiret et a ces clés", _bounds(fact, "")]
    elif fact.kind is FieldKind.LIST:
        what = "des valeurs prises dans la liste" if fact.choices else "une liste"
        words = [f"{what}, entre crochets", _bounds(fact, "")]
    else:
        words = [_TYPED[fact.kind], _bounds(fact, " caractères"), fact.form or ""]
    said = ", ".join(word for word in words if word)
    return typographic(f"{said}; ou « null »" if fact.nullable else said)


def _bounds(fact: FieldFacts, unit: str) -> str:
    least, most = fact.least or 0, fact.most
    if most is None:
        return "" if not least else f"une au moins{unit}" if least == 1 else f"au moins {least}{unit}"
    figure = f"{most:,}".replace(",", NBSP)
    return f"de {least} à {figure}{unit}" if least > 1 or (least and not unit) else f"au plus {figure}{unit}"


def _of(one: str) -> str:
    """Return « d’une fiche », « de l’organisme », « du vocabulaire », « des redirections » for a name with its article."""
    contracted = {"une ": "d’une ", "un ": "d’un ", "le ": "du ", "les ": "des "}
    return next((new + one.removeprefix(old) for old, new in contracted.items() if one.startswith(old)), f"de {one}")


@page(BACKSTAGE, "coulisses.md.j2")
def backstage(edition: Edition) -> Context:
    """Return what leads whoever writes to the rules, to the keys, and to the writing guide (None where nobody wrote it)."""
    guide = edition.catalogue.pages.get(_GUIDE)
    description = typographic("Pour qui écrit : ce qui est vérifié, ce que dit chaque clé, et comment choisir ses mots.")
    return Context("Coulisses", description, {"guide": guide.meta if guide else None})


@page("regles/", "regles.md.j2")
def rules(edition: Edition) -> Context:
    """Return every rule, by family, and whether there is a writing guide."""
    description = typographic("Ce que le logiciel vérifie avant de publier : chaque règle, pourquoi, et un exemple.")
    return Context("Règles de vérification", description, {"familles": FAMILIES, "guide": _GUIDE in edition.catalogue.pages})


@page("champs/", "genres.md.j2")
def kinds(_: Edition) -> Context:
    """Return the kinds of files that people write."""
    description = typographic("Chaque clé des fichiers du site : ce qu’elle veut dire, ce qu’elle accepte, et un exemple.")
    return Context("Les champs des fichiers", description, {"genres": DESCRIBED})


def _kinds(_: Edition) -> Iterator[tuple[str, AnyKind]]:
    return ((kind.fields_page, kind) for kind in DESCRIBED)


@page(_kinds, "champs.md.j2")
def fields(edition: Edition, kind: AnyKind) -> Context:
    """Return the keys of one kind of file, with the values that the council's lists accept."""
    lists = council_choices(edition.organisation, edition.catalogue.committees.values())
    title = f"Les champs {_of(kind.one)}"
    return Context(
        title,
        typographic(f"Les clés de {kind.files} : ce qu’elles veulent dire, ce qu’elles acceptent, un exemple."),
        {"titre": title, "genre": kind},
        more=lazy(_shown, fields_of(kind.model, edition.vocabulary, lists)),
    )


def _shown(facts: Sequence[FieldFacts]) -> Mapping[str, object]:
    return {
        "obligatoires": [shown(fact) for fact in facts if fact.required],
        "facultatives": [shown(fact) for fact in facts if not fact.required],
    }
