"""Duplicates: two sheets of one title, two references of one DOI; and the form of DOIs."""

import re
from collections.abc import Iterable

from pipeline.content.catalogue import Catalogue
from pipeline.content.kind import AnyWritten
from pipeline.content.kinds import KINDS
from pipeline.text.diagnostics import Diagnostic, Rule, Severity
from pipeline.text.words import fold

TITLE = Rule(
    code="U001",
    severity=Severity.ERROR,
    title="Un titre, une page",
    why="Deux pages du même titre ne se distinguent pas dans une liste.",
    wrong="Deux fiches « Le tutorat fait progresser »",
    right="Deux titres qui disent chacun leur message",
)
DOI = Rule(
    code="U002",
    severity=Severity.ERROR,
    title="Un DOI, une référence",
    why="Le même article, deux fois, se compterait deux fois.",
    wrong="kim2013 et kim2014 avec le même DOI",
    right="Une seule entrée",
)
DOI_FORM = Rule(
    code="U003",
    severity=Severity.ERROR,
    title="DOI bien formé",
    why="Un DOI commence par « 10. » (DOI Handbook, section 2.2).",
    wrong="doi = {doi.org/3102/00028312}",
    right="doi = {10.3102/00028312231208687}",
)
DOI_WITH_ADDRESS = Rule(
    code="U004",
    severity=Severity.WARNING,
    title="DOI seul, sans adresse ni « doi: »",
    why="Un DOI se compare et se recherche tel qu’il est; le site en fait lui-même l’adresse.",
    wrong="doi = {https://doi.org/10.3102/00028312231208687}",
    right="doi = {10.3102/00028312231208687}",
    fixable=True,
)
RULES = (TITLE, DOI, DOI_FORM, DOI_WITH_ADDRESS)

_PREFIX = r"(?i:https?://(?:dx\.)?doi\.org/|doi:[ \t]*)(?=10\.\d)"
# The prefix is group 1.
DOI_PREFIX_IN_FIELD = re.compile(rf"^[ \t]*(?i:doi)[ \t]*=[ \t]*[{{\"][ \t]*({_PREFIX})", re.MULTILINE)
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>{}\\^`|]+")


def check_duplicates(catalogue: Catalogue) -> list[Diagnostic]:
    """Return titles and DOIs that come twice, and DOIs that are none."""
    found: list[Diagnostic] = []
    for kind in KINDS:
        if kind.unique is not None:
            _check_titles(kind.unique, catalogue.of(kind).values(), found)
    dois: dict[str, str] = {}
    for reference in catalogue.references.values():
        if reference.doi is None:
            continue
        place = reference.field_places.get("doi", reference.place)
        typed = reference.fields["doi"]
        if re.match(_PREFIX, typed):
            found.append(
                Diagnostic(
                    DOI_WITH_ADDRESS,
                    place,
                    "Ce DOI est précédé d’une adresse ou de « doi: ».",
                    typed,
                    "Gardez ce qui commence par « 10. ».",
                )
            )
        if not _DOI.fullmatch(reference.doi):
            found.append(Diagnostic(DOI_FORM, place, f"« {reference.doi} » n’a pas la forme d’un DOI.", reference.doi, DOI_FORM.right))
        if reference.doi in dois:
            message = f"Ce DOI est déjà celui de « {dois[reference.doi]} »."
            found.append(Diagnostic(DOI, place, message, reference.doi, "Gardez une seule des références."))
        dois.setdefault(reference.doi, reference.key)
    return found


def _check_titles(key: str, documents: Iterable[AnyWritten], found: list[Diagnostic]) -> None:
    titles: dict[str, str] = {}
    for document in documents:
        title = fold(document.meta.titre)
        if title in titles:
            place = document.at((key,))
            message = f"Ce titre est déjà celui de « {titles[title]} »."
            found.append(Diagnostic(TITLE, place, message, document.meta.titre, "Changez l’un des titres."))
        titles.setdefault(title, document.slug)
