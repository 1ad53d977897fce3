"""Addresses for ever: a page that moves leaves a redirection, a sheet that goes says why."""

import re
from collections.abc import Iterator
from datetime import date

from pipeline.content.address_book import FACETS, FIXED
from pipeline.content.catalogue import Catalogue
from pipeline.content.kinds import KINDS
from pipeline.content.redirections import Redirection
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.diagnostics import Family, Place, Severity
from pipeline.text.files import is_file
from pipeline.text.words import SLUG, nearest

FAMILY = Family(letter="A", title="Adresses", rank=210)


_ADDRESS = re.compile(rf"\A(?:{SLUG.pattern}/){{1,4}}")
# Folders of the site that hold no page: the search index and the theme's files.
_FOLDERS = ("pagefind/", "assets/", "flux/", "widget/")
# A folder's own page, and the next pages of a long list.
_KEPT = re.compile(r"(?:^|/)(?:index|page/\d+)/\Z")


@rule(
    "A001",
    on=Catalogue,
    title="Une adresse publiée ne meurt pas",
    why="Quelqu’un a mis cette page en signet, ou l’a citée dans un procès-verbal.",
    wrong="Renommer content/fiches/tutorat.md sans redirection",
    right="- {de: fiches/tutorat/, vers: fiches/tutorat-grande-echelle/, le: 2026-11-24}",
)
def a_published_address_lives(catalogue: Catalogue, published: set[str], today: date) -> Iterator[Fault]:
    """Yield the addresses of the register that would die on ``today``."""
    book = catalogue.addresses
    closed = catalogue.closed_rooms(today)  # their address leads elsewhere until they have something to show
    register = catalogue.project.relative(catalogue.project.register)
    for address, line in book.register.items():
        alive = address in published or address in closed or book.destination(address) is not None
        if not alive and not _has_a_file(catalogue, address):
            near = nearest(address, published) or "…/"
            hint = _kept_name(address) + _redirection(catalogue, f"- {{de: {address}, vers: {near}, le: {today.isoformat()}}}")
            hint += "\nou remettez la fiche avec « statut: retiree » et « retrait »; si cette adresse n’a jamais été en ligne, "
            hint += "retirez sa ligne."
            yield fault(Place(register, line), f"La page « {address} » n’est plus publiée.", text=address, hint=hint)


@rule(
    "A002",
    on=Catalogue,
    title="Une redirection mène à une page",
    why="Une redirection vers une page qui n’existe pas, ou vers une autre redirection, perd le lecteur.",
    wrong="- {de: fiches/a/, vers: fiches/absente/, le: 2026-11-24}",
    right="- {de: fiches/a/, vers: fiches/b/, le: 2026-11-24}, où fiches/b/ est publiée",
)
def a_redirection_leads_to_a_page(catalogue: Catalogue, published: set[str]) -> Iterator[Fault]:
    """Yield the redirections that lead nowhere."""
    for place, moved in _redirections(catalogue):
        if moved.vers not in published:
            better = catalogue.addresses.destination(moved.vers) or nearest(moved.vers, published)
            hint = f"Écrivez : vers: {better}" if better else None
            yield fault(place, f"« {moved.vers} » n’est pas une page publiée.", text=moved.vers, hint=hint)


@rule(
    "A003",
    on=Catalogue,
    title="On ne redirige pas une page qui existe",
    why="La page ne pourrait plus être lue.",
    wrong="- {de: fiches/redoublement/, …} alors que la fiche est publiée",
    right="La fiche renommée, ou la redirection retirée",
)
def what_is_published_is_not_redirected(catalogue: Catalogue, published: set[str]) -> Iterator[Fault]:
    """Yield the redirections from a page that is published."""
    for place, moved in _redirections(catalogue):
        if moved.de in published:
            hint = "Retirez la redirection, ou renommez la fiche."
            yield fault(place, f"« {moved.de} » est encore une page publiée.", text=moved.de, hint=hint)


@rule(
    "A004",
    on=Catalogue,
    severity=Severity.INFO,
    title="Adresse au registre",
    why="Le registre content/adresses.txt garde toutes les adresses publiées; « passerelle construire » l’y ajoute.",
    wrong="Une nouvelle fiche, pas encore construite",
    right="Une ligne de plus dans content/adresses.txt, à verser avec la fiche",
)
def an_address_is_in_the_register(catalogue: Catalogue, published: set[str]) -> Iterator[Fault]:
    """Yield how many addresses the next build adds to the register."""
    unregistered = sorted(published - {"", *catalogue.addresses.register})
    if unregistered:
        register = Place(catalogue.project.relative(catalogue.project.register))
        yield fault(register, f"Adresses pas encore au registre : {len(unregistered)}.", text=", ".join(unregistered[:3]))


@rule(
    "A005",
    on=Catalogue,
    title="Une adresse, une page",
    why="Deux pages de la même adresse s’effacent l’une l’autre : celle du site, ou celle que quelqu’un a écrite.",
    wrong="content/pages/fiches.md, content/fiches/index.md, deux thèmes du même « slug »",
    right="content/pages/nos-fiches.md",
)
def an_address_is_of_one_page(catalogue: Catalogue, published: set[str]) -> Iterator[Fault]:
    """Yield the addresses that the site keeps for itself, and those given twice."""
    seen = {*FIXED, *_FOLDERS, *(f"{facet}/" for facet in FACETS)}
    for address, place in _given(catalogue, published):
        if address in seen or _KEPT.search(address):
            yield fault(place, f"L’adresse « {address} » est déjà prise.", text=address, hint="Donnez-lui un autre nom.")
        seen.add(address)


def _redirections(catalogue: Catalogue) -> Iterator[tuple[Place, Redirection]]:
    """Yield each redirection with its place."""
    data = catalogue.addresses.redirections_data
    if data is not None:
        for index, moved in enumerate(catalogue.addresses.redirections):
            yield data.source.place(data.where(("redirections", index))), moved


def _kept_name(address: str) -> str:
    """Return what to do first for a page whose file's name is known outside of the site."""
    if not address.startswith("activites/"):
        return ""
    name = address.split("/")[1]
    return (
        f"Redonnez à l’activité son nom de fichier, content/activites/{name}.md : les agendas la reconnaissent par lui "
        "(« passerelle deplacer » le refuse aussi). Pour la reporter, changez « date » et écrivez « ancienne_date ». "
        "Si elle doit changer de nom, la redirection garde ce que les agendas en savent.\n"
    )


def _redirection(catalogue: Catalogue, line: str) -> str:
    """Return how to write a redirection, as the file can take it."""
    if catalogue.addresses.redirections:
        return f"Ajoutez à content/redirections.yml : {line}"
    return f"Écrivez dans content/redirections.yml (à la place de « redirections: [] », s’il y est) :\nredirections:\n  {line}"


def _has_a_file(catalogue: Catalogue, address: str) -> bool:
    """Say whether the page's file is there but could not be read: that is told elsewhere, and is no removal."""
    if not _ADDRESS.fullmatch(address):
        return False
    name = address.rstrip("/")
    content = catalogue.project.content
    unread = (content / f"{name}.md", content / f"{name}.yml", content / "pages" / f"{name}.md")
    known = {one.source.path for kind in KINDS for one in catalogue.of(kind).values()}
    return any(is_file(path) and catalogue.project.relative(path) not in known for path in unread)


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
    for place, moved in _redirections(catalogue):
        if moved.de not in published:
            yield moved.de, place
