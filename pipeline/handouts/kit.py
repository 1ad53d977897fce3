"""The welcome kit of a committee: what a new partner reads first, on one page and in one PDF made from the same plain data.

What it says of educational success, of words and of roles is a page that people write (``content/pages/reussite-educative.md``); the
rest comes from the committee's own file, the sheets and the activities.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.content import wording
from pipeline.content.activities.activity import Activity
from pipeline.content.address_book import COMMITTEES, kit_address, page_address
from pipeline.content.committees import Committee
from pipeline.content.council import Issue, Organisation
from pipeline.content.names import EVIDENCE, FORM
from pipeline.content.needs import Need
from pipeline.content.plain_pages import Page
from pipeline.content.sheets.sheet import Fiche
from pipeline.content.sources.tracing import Trace
from pipeline.edition.docs_tree import Later, bytes_of
from pipeline.edition.index import PortableFiche, SiteIndex, Work, in_order
from pipeline.edition.prose.paper import PaperProse, references
from pipeline.edition.prose.text_tree import Node
from pipeline.handouts.pdf_engine import PdfEngine, Size
from pipeline.handouts.sheet_pdf import head
from pipeline.text import french
from pipeline.text.addresses import absolute
from pipeline.text.typographic import typographic

# The page of the site whose sections open and close every kit.
KIT_PAGE = "reussite-educative"
_FIRST_SHEETS = 5
_ACTIVITIES = 5
_SIZES = (Size(10.5),)
# What nothing dates.
_NEVER = date(1970, 1, 1)
KitLink = Callable[[str], str | None]


@dataclass(frozen=True)
class KitProse:
    """The text of a page with all that its words need."""

    document: Committee | Page
    traces: Sequence[Trace]
    works: Mapping[str, Work]
    links: Mapping[str, str]


@dataclass(frozen=True)
class Kit:
    """What one committee's kit is made from; ``day`` is the latest day on which a sheet of it was revised, None without sheets."""

    address: str
    committee: KitProse
    common: KitProse | None
    territories: tuple[str, ...]
    issues: tuple[tuple[Issue, tuple[Fiche, ...]], ...]
    needs: tuple[Need, ...]
    fiches: tuple[PortableFiche, ...]
    activities: tuple[Activity, ...]
    day: date | None

    @property
    def title(self) -> str:
        """The title of its page and of its PDF."""
        return typographic(f"Trousse d’accueil : {self.committee.document.meta.titre}")


def kits(index: SiteIndex) -> Iterator[Kit]:
    """Yield the kit of each committee."""
    page = index.catalogue.pages.get(KIT_PAGE)
    common = _prose(index, page) if page is not None else None
    names = {territory.slug: territory.nom for territory in index.catalogue.organisation.territoires}
    for committee in index.committees:
        issues = tuple((issue, index.fiches_on(issue.themes)) for issue in committee.meta.enjeux)
        first = _first_sheets(index, committee, issues)
        ours = [one for one in index.activities if committee.slug in one.meta.comites]
        kept = {one.slug: one for one in (*ours, *index.activities) if one.meta.etat != "annulee"}
        yield Kit(
            kit_address(committee.slug),
            _prose(index, committee),
            common,
            tuple(names[slug] for slug in committee.meta.territoires),
            issues,
            tuple(one.need for one in index.needs if committee.slug in one.need.meta.comites and not one.answered),
            tuple(index.portable[fiche.slug] for fiche in first),
            tuple(kept.values())[:_ACTIVITIES],
            max((fiche.meta.revisee_le for fiche in first), default=None),
        )


def _prose(index: SiteIndex, document: Committee | Page) -> KitProse:
    return KitProse(document, index.catalogue.traces(document), index.works_of(document), index.links_of(document))


def _first_sheets(index: SiteIndex, committee: Committee, issues: Iterable[tuple[Issue, tuple[Fiche, ...]]]) -> list[Fiche]:
    """Return the sheets to begin with: those that name the committee, the first of each issue, the rest of the issues', the newest."""
    by_issue = [fiches for _, fiches in issues]
    ordered = (
        *index.with_term(COMMITTEES, committee.slug),
        *(fiche for rank in range(_FIRST_SHEETS) for fiches in by_issue for fiche in fiches[rank : rank + 1]),
        *index.fiches,
    )
    return list({fiche.slug: fiche for fiche in ordered}.values())[:_FIRST_SHEETS]


def kit_data(organisation: Organisation, kit: Kit, link: KitLink) -> dict[str, object]:
    """Return all that the page and the PDF show; ``link`` gives the link to a page of the site, None where none can be made."""
    own = PaperProse(organisation, kit.committee.document, kit.committee.works, kit.committee.traces, kit.committee.links)
    proses, works = [own], dict(kit.committee.works)
    common: list[dict[str, object]] = []
    if kit.common is not None:
        page = PaperProse(organisation, kit.common.document, kit.common.works, kit.common.traces, kit.common.links)
        common = [_section(one.title, page.block(one.heading.end, one.end)) for one in kit.common.document.sections]
        proses.append(page)
        works |= kit.common.works
    sheets: list[Node] = []
    for portable in kit.fiches:
        prose = PaperProse(organisation, portable.fiche, portable.works, portable.traces, portable.links)
        sheets += _sheet(portable, prose, link)
        proses.append(prose)
        works |= {key: work for key, work in portable.works.items() if any(one.key == key for one in prose.excerpts.values())}
    read = {anchor: excerpt for prose in proses for anchor, excerpt in prose.excerpts.items()}
    sections = [
        *common[:1],
        _section("Le comité", _committee(kit, own)),
        _section("Ses enjeux", _issues(kit, link)),
        _section("Des fiches pour commencer", sheets),
        _section("Au calendrier", _calendar(kit, link)),
        *common[1:],
    ]
    return {
        **head(organisation),
        "genre": "Trousse d’accueil",
        "titre": kit.title,
        "resume": kit.committee.document.meta.resume,
        "redaction": organisation.titre_du_site,
        "adresse": absolute(organisation.adresse, kit.address) or "",
        "jour": french.long_date(kit.day) if kit.day else "",
        "sections": [section for section in sections if section["blocs"]],  # one with nothing to say does not show
        "references": "Références et extraits lus",
        "travaux": references(in_order(works.values()), read.values()),
    }


def _section(title: str, blocks: list[Node]) -> dict[str, object]:
    return {"titre": title, "blocs": blocks}


def _p(*words: Node) -> Node:
    return {"k": "p", "c": list(words)}


def _strong(words: str) -> Node:
    return {"k": "strong", "c": [typographic(words)]}


def _list(items: Iterable[Sequence[Node]]) -> Node:
    return {"k": "ul", "c": [{"k": "li", "c": list(item)} for item in items]}


def _to(words: str, address: str, link: KitLink) -> Node:
    where = link(address)
    return words if where is None else {"k": "a", "vers": where, "c": [words]}


def _committee(kit: Kit, prose: PaperProse) -> list[Node]:
    document = kit.committee.document
    assert isinstance(document, Committee)  # noqa: S101 (for the type)
    meta, text = document.meta, document.source.text
    blocks: list[Node] = [_p(_strong("Territoire :"), f" {french.enumeration(kit.territories)}")]
    if text[document.body_start :].strip():
        blocks += prose.block(document.body_start, len(text))
    contact = meta.contact
    who = contact.role + (f", {contact.organisme}" if contact.organisme else "") if contact is not None else ""
    partners = [(_strong(f"{french.enumeration(one.organismes)}"),) for one in meta.partenaires]
    return [
        *blocks,
        *([_p(_strong("Pour joindre le comité :"), f" {who}")] if who else []),
        *([_p(_strong("Partenaires :")), _list(partners)] if partners else []),
    ]


def _issues(kit: Kit, link: KitLink) -> list[Node]:
    issues = [_list([_strong(issue.enjeu), *_titles(fiches, link)] for issue, fiches in kit.issues)] if kit.issues else []
    needs = [
        _p(typographic("Les questions qu’il pose à la recherche, encore sans réponse :")),
        _list([_to(one.meta.titre, page_address(one), link)] for one in kit.needs),
    ]
    return [*issues, *(needs if kit.needs else [])]


def _titles(fiches: Iterable[Fiche], link: KitLink) -> list[Node]:
    lines: list[Node] = []
    for fiche in fiches:
        lines += [{"k": "br", "c": []}, _to(fiche.meta.titre, page_address(fiche), link)]
    return lines


def _sheet(portable: PortableFiche, prose: PaperProse, link: KitLink) -> list[Node]:
    fiche = portable.fiche
    first = [_p(*prose.inline(block.inner, block.end)) for block in fiche.key_messages[:1]]
    worth = portable.standing
    return [
        {"k": "titre", "rang": 3, "c": [_to(fiche.meta.titre, page_address(fiche), link)]},
        _p(_strong(EVIDENCE[worth.kind]), f" · {worth.words}"),
        *first,
    ]


def _calendar(kit: Kit, link: KitLink) -> list[Node]:
    items = [
        [
            _to(one.meta.titre, page_address(one), link),
            f", {FORM[one.meta.forme].lower()}{_whose(one)}, {wording.activity_when(one.meta)}",
        ]
        for one in kit.activities
    ]
    every = _p("Ce qui est à venir est toujours à la page ", _to("Activités", "activites/", link), " du site.")
    return [*([_list(items)] if items else []), every]


def _whose(activity: Activity) -> str:
    return " d’un autre organisme" if activity.meta.autre_organisme else ""


class KitPdfs:
    """Makes the PDFs of the kits of one site."""

    def __init__(self, engine: PdfEngine, organisation: Organisation) -> None:
        self._engine = engine
        self._organisation = organisation

    def pdf(self, kit: Kit, kept: bytes = b"") -> bytes:
        """Return the PDF: ``kept`` if it is the one that would be made."""
        return bytes_of(self.pdf_later(kit, kept))

    def pdf_later(self, kit: Kit, kept: bytes = b"") -> bytes | Later:
        """Return the PDF, still to be set where it is not ``kept``."""
        data = kit_data(self._organisation, kit, lambda there: absolute(self._organisation.adresse, there))
        return self._engine.pdf_later("trousse", data, kit.day or _NEVER, kept, sizes=_SIZES)
