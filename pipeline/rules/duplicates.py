"""Duplicates: two sheets of one title, two references of one DOI; and the form of DOIs."""

import re
from collections.abc import Iterator

from pipeline.content.catalogue import Catalogue
from pipeline.content.kinds import KINDS
from pipeline.text import dois
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.diagnostics import Family, Place, Severity
from pipeline.text.words import fold

FAMILY = Family(letter="U", title="Doublons", rank=220)


# What a « doi » field begins with, up to the end of its value, in group 1.
_FIELD = re.compile(r"^[ \t]*(?i:doi)[ \t]*=[ \t]*[{\"][ \t]*([^\s\"}]+(?:[ \t]+10\.[^\s\"}]+)?)", re.MULTILINE)


def doi_edits(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the span of what is more than a DOI in each « doi » field of a BibTeX text, and what takes its place."""
    for value in _FIELD.finditer(text):
        typed = value.group(1)
        if prefix := dois.scheme_before(typed):
            start = value.start(1)
            bare = dois.bare(typed)
            if bare is None or typed.endswith(bare):
                yield start, start + len(prefix), ""
            else:  # escaped, as an address is
                yield start, value.end(1), bare


@rule(
    "U001",
    on=Catalogue,
    title="Un titre, une page",
    why="Deux pages du même titre ne se distinguent pas dans une liste.",
    wrong="Deux fiches « Le tutorat fait progresser »",
    right="Deux titres qui disent chacun leur message",
)
def a_title_names_one_page(catalogue: Catalogue) -> Iterator[Fault]:
    """Yield the titles that another page of the same kind has."""
    for kind in KINDS:
        if kind.unique is None:
            continue
        titles: dict[str, str] = {}
        for written in catalogue.of(kind).values():
            title = fold(written.meta.titre)
            if title in titles:
                message = f"Ce titre est déjà celui de « {titles[title]} »."
                yield fault(written.at((kind.unique,)), message, text=written.meta.titre, hint="Changez l’un des titres.")
            titles.setdefault(title, written.slug)


@rule(
    "U002",
    on=Catalogue,
    title="Un DOI, une référence",
    why="Le même article, deux fois, se compterait deux fois.",
    wrong="kim2013 et kim2014 avec le même DOI",
    right="Une seule entrée",
)
def a_doi_names_one_reference(catalogue: Catalogue) -> Iterator[Fault]:
    """Yield the DOIs that another reference has."""
    seen: dict[str, str] = {}
    for place, _, doi, key in _dois(catalogue):
        if doi in seen:
            yield fault(place, f"Ce DOI est déjà celui de « {seen[doi]} ».", text=doi, hint="Gardez une seule des références.")
        seen.setdefault(doi, key)


@rule(
    "U003",
    on=Catalogue,
    title="DOI bien formé",
    why="Un DOI commence par « 10. » (DOI Handbook, section 2.2).",
    wrong="doi = {doi.org/3102/00028312}",
    right="doi = {10.3102/00028312231208687}",
)
def a_doi_has_its_form(catalogue: Catalogue) -> Iterator[Fault]:
    """Yield what has not the form of a DOI."""
    for place, _, doi, _ in _dois(catalogue):
        if not dois.is_doi(doi):
            yield fault(place, f"« {doi} » n’a pas la forme d’un DOI.", text=doi)


@rule(
    "U004",
    on=Catalogue,
    severity=Severity.WARNING,
    title="DOI seul, sans adresse ni « doi: »",
    why="Un DOI se compare et se recherche tel qu’il est; le site en fait lui-même l’adresse.",
    wrong="doi = {https://doi.org/10.3102/00028312231208687}",
    right="doi = {10.3102/00028312231208687}",
    fixable=True,
)
def a_doi_stands_alone(catalogue: Catalogue) -> Iterator[Fault]:
    """Yield the DOIs that an address or « doi: » precedes."""
    for place, typed, _, _ in _dois(catalogue):
        if dois.scheme_before(typed):
            hint = "Gardez ce qui commence par « 10. »."
            yield fault(place, "Ce DOI est précédé d’une adresse ou de « doi: ».", text=typed, hint=hint)


def _dois(catalogue: Catalogue) -> Iterator[tuple[Place, str, str, str]]:
    """Yield the place of each DOI of the bibliography, the DOI as typed, the DOI alone, and the key of its reference."""
    for reference in catalogue.references.values():
        if reference.doi is not None:
            yield reference.field_places.get("doi", reference.place), reference.fields["doi"], reference.doi, reference.key
