"""The pages that explain each key of each kind of file, made from what is said of the fields."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.fields.facts import FieldFacts, FieldKind
from pipeline.content.kind import AnyKind
from pipeline.content.kinds import DESCRIBED
from pipeline.text.typographic import typographic
from pipeline.site.pages.base import DocPage, Templates
from pipeline.edition.view import View
from pipeline.site.pages.views import FieldsView, KindsView
from pipeline.text.yaml_out import yaml_value

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
    figure = f"{most:,}".replace(",", "\u00a0")
    return f"de {least} à {figure}{unit}" if least > 1 or (least and not unit) else f"au plus {figure}{unit}"


def _of(one: str) -> str:
    """Return « d’une fiche », « de l’organisme », « du vocabulaire », « des redirections » for a name with its article."""
    contracted = {"une ": "d’une ", "un ": "d’un ", "le ": "du ", "les ": "des "}
    return next((new + one.removeprefix(old) for old, new in contracted.items() if one.startswith(old)), f"de {one}")


class FieldPages:
    """Makes each of these pages from its view."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def makers(self) -> Mapping[type[View], Callable[[Any], DocPage]]:
        """Return what makes the page of each type of view."""
        return {KindsView: self._kinds, FieldsView: self._fields}

    def _kinds(self, view: KindsView) -> DocPage:
        body = self._templates.render("genres.md.j2", view.address, genres=DESCRIBED)
        description = "Chaque clé des fichiers du site\u00a0: ce qu’elle veut dire, ce qu’elle accepte, et un exemple."
        return DocPage(view.address, "Les champs des fichiers", description, body, {"genre": "page", "recherche": False})

    def _fields(self, view: FieldsView) -> DocPage:
        kind: AnyKind = view.kind
        required = [shown(fact) for fact in view.fields if fact.required]
        optional = [shown(fact) for fact in view.fields if not fact.required]
        title = f"Les champs {_of(kind.one)}"
        body = self._templates.render("champs.md.j2", view.address, titre=title, genre=kind, obligatoires=required, facultatives=optional)
        description = f"Les clés de {kind.files}\u00a0: ce qu’elles veulent dire, ce qu’elles acceptent, un exemple."
        return DocPage(view.address, title, description, body, {"genre": "page", "recherche": False})
