"""Addresses for ever: a page that moves leaves a redirection, a sheet that goes says why."""

from datetime import date

from pipeline.catalogue.addresses import register_path
from pipeline.catalogue.diagnostics import Diagnostic, Place, Rule, Severity
from pipeline.catalogue.loader import Catalogue
from pipeline.catalogue.words import nearest

LOST = Rule(
    "A001",
    Severity.ERROR,
    "Une adresse publiée ne meurt pas",
    "Quelqu’un a mis cette page en signet, ou l’a citée dans un procès-verbal.",
    "Renommer content/fiches/tutorat.md sans redirection",
    "- {de: fiches/tutorat/, vers: fiches/tutorat-grande-echelle/, le: 2026-11-24}",
)
NO_DESTINATION = Rule(
    "A002",
    Severity.ERROR,
    "Une redirection mène à une page",
    "Une redirection vers une page qui n’existe pas, ou vers une autre redirection, perd le lecteur.",
    "- {de: fiches/a/, vers: fiches/absente/, le: 2026-11-24}",
    "- {de: fiches/a/, vers: fiches/b/, le: 2026-11-24}, où fiches/b/ est publiée",
)
STILL_THERE = Rule(
    "A003",
    Severity.ERROR,
    "On ne redirige pas une page qui existe",
    "La page ne pourrait plus être lue.",
    "- {de: fiches/redoublement/, …} alors que la fiche est publiée",
    "La fiche renommée, ou la redirection retirée",
)
UNREGISTERED = Rule(
    "A004",
    Severity.INFO,
    "Adresse au registre",
    "Le registre content/adresses.txt garde toutes les adresses publiées; « passerelle construire » l’y ajoute.",
    "Une nouvelle fiche, pas encore construite",
    "Une ligne de plus dans content/adresses.txt, à verser avec la fiche",
)
RULES = (LOST, NO_DESTINATION, STILL_THERE, UNREGISTERED)


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
            found.append(Diagnostic(STILL_THERE, place, f"« {moved.de} » est encore une page publiée.", moved.de, STILL_THERE.right))
    unregistered = sorted(published - {"", *book.register})
    if unregistered:
        message = f"Adresses pas encore au registre\u00a0: {len(unregistered)}."
        found.append(Diagnostic(UNREGISTERED, Place(register), message, ", ".join(unregistered[:3]), UNREGISTERED.right))
    return found


def _has_a_file(catalogue: Catalogue, address: str) -> bool:
    """Say whether the page's file is there but could not be read: that is told elsewhere, and is no removal."""
    name = address.rstrip("/")
    content = catalogue.project.content
    unread = (content / f"{name}.md", content / "pages" / f"{name}.md")
    known = {document.source.path for document in catalogue.documents}
    return any(path.is_file() and catalogue.project.relative(path) not in known for path in unread)
