"""The pages of what is put together for a meeting: dossiers of themes, welcome kits of committees, and their list."""

from collections.abc import Iterator, Mapping

from pipeline.content.address_book import DOSSIERS, page_address
from pipeline.content.council import Organisation, Term
from pipeline.content.menu import Entry
from pipeline.handouts.dossier import Dossier, dossier_data, pdf_address, theme_dossiers
from pipeline.handouts.kit import Kit, kit_data, kits
from pipeline.site.pages.page_types import Context, Edition, Indexed, lazy, page
from pipeline.site.search.search_entries import dossier_entry, kit_entry
from pipeline.text.addresses import relative
from pipeline.text.typographic import typographic

OfTheme = tuple[Term, Dossier]


def _dossiers(edition: Edition) -> Iterator[tuple[str, OfTheme]]:
    return ((dossier.address, (theme, dossier)) for theme, dossier in theme_dossiers(edition.index))


def _kits(edition: Edition) -> Iterator[tuple[str, Kit]]:
    return ((kit.address, kit) for kit in kits(edition.index))


@page(DOSSIERS, "dossiers.md.j2", genre="liste", entry=Entry("comites", 20))
def gathered(edition: Edition) -> Context:
    """Return the dossiers, each with its address, its number of sheets and its PDF; the kits, by the committee's name."""
    pdfs = edition.pdfs
    dossiers = theme_dossiers(edition.index)
    return Context(
        "Dossiers et trousses",
        "Des fiches réunies pour une rencontre, thème par thème, et la trousse d’accueil de chaque comité.",
        {
            "dossiers": tuple((theme, one.address, len(one.fiches), pdfs.get(pdf_address(one.address))) for theme, one in dossiers),
            "trousses": tuple(
                (kit.committee.document.meta.titre, address, pdfs.get(pdf_address(address))) for address, kit in _kits(edition)
            ),
        },
    )


@page(_dossiers, "dossier.md.j2", indexed=Indexed.HEAD, styles=("partage",))
def dossier(edition: Edition, one: OfTheme) -> Context:
    """Return the sheets of a theme put together for a meeting, and the same as a PDF."""
    theme, document = one
    return Context(
        document.title,
        typographic(f"{theme.nom} : les fiches réunies pour une rencontre, leurs questions et leurs sources."),
        {"theme": theme, "document": edition.pdfs.get(pdf_address(document.address))},
        more=lazy(_dossier, edition.organisation, document),
        search=lazy(dossier_entry, theme, document.address, document.lead),
    )


def _dossier(council: Organisation, document: Dossier) -> Mapping[str, object]:
    return {"dossier": dossier_data(council, document)}


@page(_kits, "trousse.md.j2", indexed=Indexed.HEAD, styles=("partage",))
def kit(edition: Edition, document: Kit) -> Context:
    """Return the welcome kit of a committee, and the same as a PDF."""
    committee, address = document.committee.document, document.address
    description = typographic("Pour qui arrive au comité : de quoi il est question, par où commencer, qui fait quoi.")
    return Context(
        document.title,
        description,
        {"comite": page_address(committee), "nom": committee.meta.titre, "document": edition.pdfs.get(pdf_address(address))},
        more=lazy(_kit, edition.organisation, document),
        search=lazy(kit_entry, committee.slug, address, description),
    )


def _kit(council: Organisation, document: Kit) -> Mapping[str, object]:
    return {"trousse": kit_data(council, document, lambda there: relative(document.address, there))}
