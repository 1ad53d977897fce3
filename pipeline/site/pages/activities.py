"""The pages of activities, and their list with the editions of campaigns."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from pipeline.content.activities.activity import ACTIVITIES, Activity
from pipeline.content.activities.captions import Captions
from pipeline.content.campaigns import Dated
from pipeline.content.committees import Committee
from pipeline.content.council import Organisation
from pipeline.content.menu import Entry
from pipeline.content.needs import NEEDS
from pipeline.content.plans.plan import PLANS
from pipeline.content.sheets.sheet import FICHES, Fiche
from pipeline.edition.calendars import all_dated, calendar_file, calendars, google_link, outlook_link
from pipeline.edition.players import Player, player
from pipeline.edition.prose.page_prose import PageText, whole_text
from pipeline.edition.reader_links import question_address, reports
from pipeline.edition.transcript import transcript
from pipeline.site.downloads.atom import committee_feeds
from pipeline.site.metadata.activity_data import activity_data
from pipeline.site.pages.page_types import FILTERED, NOTHING, Context, Edition, Indexed, lazy, page
from pipeline.site.pages.paging import Slice, slices
from pipeline.site.search.facets import activity_filters
from pipeline.site.search.search_entries import activity_entry
from pipeline.text.instants import seconds

# The door opens a little before the hour.
OPENS = timedelta(minutes=15)


@page(ACTIVITIES, "activite.md.j2", genre="activite", indexed=Indexed.TEXT, dated=True)
def activity(edition: Edition, document: Activity) -> Context:
    """Return an activity, the sheets that it names, others on its themes, its captions, and what came of it."""
    index, council, vocabulary = edition.index, edition.organisation, edition.vocabulary
    meta, text = document.meta, edition.text(document)
    captions = index.catalogue.captions.get(document.slug)
    committees = index.committees_named(meta.comites)
    frame = _player(document)
    named = index.relations.named(document, FICHES)
    near = tuple(fiche for fiche in index.fiches_on(meta.themes) if fiche.slug not in meta.fiches)
    return Context(
        meta.titre,
        meta.resume,
        {
            "activite": document,
            "meta": meta,
            "a_venir": meta.expected,
            "secondes": seconds,
            "lecteur": frame,
            "fiches": near,
            "preuves": index.standings(named, near),
            "evaluation": index.evaluation_of(document),
            "plans": index.plan_links(index.relations.naming(document, PLANS)),
            "themes": {term.slug: term.nom for term in vocabulary.themes},
            "publics": {term.slug: term.nom for term in vocabulary.publics},
            "besoins": index.relations.beside(document, NEEDS),
        },
        more=lazy(_activity, council, text, document, named, captions, committees),
        search=lazy(activity_entry, document, text.address, vocabulary),
        jsonld=lazy(activity_data, council, vocabulary, document, text.address, captions),
        header={
            "flux": [[one.title, one.folder] for one in committee_feeds(council, committees)],
            # The page's policy opens for this host alone, once the reader asks.
            **({"cadre": frame.origin} if frame else {}),
        },
    )


def _player(document: Activity) -> Player | None:
    recording = document.meta.enregistrement
    return player(recording.lien) if recording is not None and recording.lien is not None else None


def _activity(
    council: Organisation,
    text: PageText,
    document: Activity,
    linked: Sequence[Fiche],
    captions: Captions | None,
    committees: Sequence[Committee],
) -> Mapping[str, object]:
    meta = document.meta
    closing = None
    if meta.inscription is not None and meta.inscription.limite is not None:
        closing = min(document.end_of(meta.inscription.limite), document.start)
    return {
        **whole_text(text),
        "ouverture": document.start - OPENS if meta.debut is not None else document.start,
        "cloture": closing,
        "agenda": {
            "fichier": calendar_file(document),
            "google": google_link(council, document),
            "outlook": outlook_link(council, document),
        },
        "transcription": transcript(captions.cues, meta.chapitres) if captions is not None else (),
        "liees": [(fiche, fiche.meta.publiee_le <= meta.date < fiche.meta.revisee_le) for fiche in linked],
        "signalements": reports(council, meta.titre, text.address, meta.revised, studies=bool(text.works)),
        "comites": committee_feeds(council, committees),
    }


def _list(edition: Edition) -> Iterator[tuple[str, Slice[Dated]]]:
    # What has no day yet keeps the day first announced: it is to come all the same.
    ordered = sorted(all_dated(edition.index), key=lambda one: not (isinstance(one, Activity) and one.meta.undated))
    return ((part.address, part) for part in slices(ordered, "activites/"))


@page(_list, "liste-activites.md.j2", genre="liste", dated=True, entry=Entry("menu", 30))
def activities(edition: Edition, part: Slice[Dated]) -> Context:
    """Return one page of the list, and the calendars to subscribe to; the first has filters.

    The first page also has « À venir » and the calendar, made in the browser from the activities that it holds. Nothing here
    knows the day: the list is latest first, so the first page holds all that is to come up to ``PAGE_SIZE`` activities. That is
    the bound: with more announced at once, the soonest would be in the following pages, and in what the filters find.
    """
    filters = activity_filters(edition.index) if part.number == 1 else ()
    return Context(
        f"Activités{part.suffix}",
        "Webinaires, conférences, ateliers et présentations en comité.",
        {
            "part": part,
            "filtres": filters,
            "demander": question_address(edition.organisation),
            "calendriers": tuple((name, address) for name, address, _ in calendars(edition.index)),
        },
        header=FILTERED if filters else NOTHING,
    )
