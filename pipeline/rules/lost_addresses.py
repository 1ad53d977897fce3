"""Addresses for ever: a page that moves leaves a redirection, a sheet that goes says why."""

import re
from collections.abc import Iterator
from datetime import date

from pipeline.content.address_book import FACETS, FIXED, register_path
from pipeline.content.catalogue import Catalogue
from pipeline.content.kinds import KINDS
from pipeline.text.diagnostics import Diagnostic, Place, Rule, Severity
from pipeline.text.files import is_file
from pipeline.text.words import SLUG, nearest

LOST = Rule(
    code="A001",
    severity=Severity.ERROR,
    title="Une adresse publiée ne meurt pas",
    why="Quelqu’un a mis cette page en signet, ou l’a citée dans un procès-verbal.",
    wrong="Renommer content/fiches/tutorat.md sans redirection",
    right="- {de: fiches/tutorat/, vers: fiches/tutorat-grande-echelle/, le: 2026-11-24}",
)
NO_DESTINATION = Rule(
    code="A002",
    severity=Severity.ERROR,
    title="Une redirection mène à une page",
    why="Une redirection vers une page qui n’existe pas, ou vers une autre redirection, perd le lecteur.",
    wrong="- {de: fiches/a/, vers: fiches/absente/, le: 2026-11-24}",
    right="- {de: fiches/a/, vers: fiches/b/, le: 2026-11-24}, où fiches/b/ est publiée",
)
STILL_THERE = Rule(
    code="A003",
    severity=Severity.ERROR,
    title="On ne redirige pas une page qui existe",
    why="La page ne pourrait plus être lue.",
    wrong="- {de: fiches/redoublement/, …} alors que la fiche est publiée",
    right="La fiche renommée, ou la redirection retirée",
)
UNREGISTERED = Rule(
    code="A004",
    severity=Severity.INFO,
    title="Adresse au registre",
    why="Le registre content/adresses.txt garde toutes les adresses publiées; « passerelle construire » l’y ajoute.",
    wrong="Une nouvelle fiche, pas encore construite",
    right="Une ligne de plus dans content/adresses.txt, à verser avec la fiche",
)
TAKEN = Rule(
    code="A005",
    severity=Severity.ERROR,
    title="Une adresse, une page",
    why="Deux pages de la même adresse s’effacent l’une l’autre\u00a0: celle du site, ou celle que quelqu’un a écrite.",
    wrong="content/pages/fiches.md, content/fiches/index.md, deux thèmes du même « slug »",
    right="content/pages/nos-fiches.md",
)
RULES = (LOST, NO_DESTINATION, STILL_THERE, UNREGISTERED, TAKEN)

_ADDRESS = re.compile(rf"\A(?:{SLUG.pattern}/){{1,4}}")
# Folders of the site that hold no page: the search index and the theme's files.
_FOLDERS = ("pagefind/", "assets/", "flux/", "widget/")
# A folder's own page, and the next pages of a long list.
_KEPT = re.compile(r"(?:^|/)(?:index|page/\d+)/\Z")


def check_addresses(catalogue: Catalogue, today: date) -> list[Diagnostic]:
    """Return the addresses that would die on ``today``, and the redirections that lead nowhere."""
    found: list[Diagnostic] = []
    book = catalogue.addresses
    published = catalogue.published_addresses(today)
    register = catalogue.project.relative(register_path(catalogue.project))
    for address, line in book.register.items():
        if address not in published and book.destination(address) is None and not _has_a_file(catalogue, address):
            near = nearest(address, published) or "…/"
            fix = f"Ajoutez à content/redirections.yml\u00a0: - {{de: {address}, vers: {near}, le: {today.isoformat()}}}"
            fix += "\nou remettez la fiche avec « statut: retiree » et « retrait »; si cette adresse n’a jamais été en ligne, retirez sa ligne."
            found.append(Diagnostic(LOST, Place(register, line), f"La page « {address} » n’est plus publiée.", address, fix))
    for index, moved in enumerate(book.redirections):
        if book.redirections_data is None:
            break
        place = book.redirections_data.source.place(book.redirections_data.where(("redirections", index)))
        if moved.vers not in published:
            final = book.destination(moved.vers)
            better = final or nearest(moved.vers, published)
            hint = f"Écrivez\u00a0: vers: {better}" if better else NO_DESTINATION.right
            found.append(Diagnostic(NO_DESTINATION, place, f"« {moved.vers} » n’est pas une page publiée.", moved.vers, hint))
        if moved.de in published:
            found.append(
                Diagnostic(
                    STILL_THERE,
                    place,
                    f"« {moved.de} » est encore une page publiée.",
                    moved.de,
                    "Retirez la redirection, ou renommez la fiche.",
                )
            )
    _check_taken(catalogue, published, found)
    unregistered = sorted(published - {"", *book.register})
    if unregistered:
        message = f"Adresses pas encore au registre\u00a0: {len(unregistered)}."
        found.append(Diagnostic(UNREGISTERED, Place(register), message, ", ".join(unregistered[:3]), UNREGISTERED.right))
    return found


def _has_a_file(catalogue: Catalogue, address: str) -> bool:
    """Say whether the page's file is there but could not be read: that is told elsewhere, and is no removal."""
    if not _ADDRESS.fullmatch(address):
        return False
    name = address.rstrip("/")
    content = catalogue.project.content
    unread = (content / f"{name}.md", content / f"{name}.yml", content / "pages" / f"{name}.md")
    known = {one.source.path for kind in KINDS for one in catalogue.of(kind).values()}
    return any(is_file(path) and catalogue.project.relative(path) not in known for path in unread)


def _check_taken(catalogue: Catalogue, published: set[str], found: list[Diagnostic]) -> None:
    """Tell the addresses that the site keeps for itself, and those given twice."""
    seen = {*FIXED, *_FOLDERS, *(f"{facet}/" for facet in FACETS)}
    for address, place in _given(catalogue, published):
        if address in seen or _KEPT.search(address):
            message = f"L’adresse « {address} » est déjà prise."
            found.append(Diagnostic(TAKEN, place, message, address, "Donnez-lui un autre nom."))
        seen.add(address)


def _given(catalogue: Catalogue, published: set[str]) -> Iterator[tuple[str, Place]]:
    """Yield each address that someone chose, with its place; a redirection from a published page is told as A003."""
    for facet in FACETS:
        for term in getattr(catalogue.vocabulary, facet):
            yield f"{facet}/{term.slug}/", Place("content/vocabulaire.yml")
    for reference in catalogue.references.values():
        yield f"references/{reference.key}/", reference.place
    for kind in KINDS:
        if kind.address is not None:
            yield from ((kind.page_address(slug), one.source.place(0)) for slug, one in catalogue.of(kind).items())
    data = catalogue.addresses.redirections_data
    for index, moved in enumerate(catalogue.addresses.redirections):
        if data is not None and moved.de not in published:
            yield moved.de, data.source.place(data.where(("redirections", index)))
