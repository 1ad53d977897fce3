"""What the page of an activity needs beside its own header: instants, links to agendas, sheets, committees."""

from datetime import timedelta

from pipeline.text.instants import seconds
from pipeline.content.council import Organisation, Vocabulary
from pipeline.content.document import Activity
from pipeline.edition.calendars import calendar_file, google_link, outlook_link
from pipeline.site.downloads.atom import committee_feeds
from pipeline.edition.players import player
from pipeline.edition.reader_links import reports
from pipeline.edition.transcript import transcript
from pipeline.site.pages.views import ActivityView

# The door opens a little before the hour.
OPENS = timedelta(minutes=15)


def frame_origin(activity: Activity) -> str | None:
    """Return the one host whose player the page may show, once the reader asks: the page's policy opens for it alone."""
    recording = activity.meta.enregistrement
    found = player(recording.lien) if recording is not None and recording.lien is not None else None
    return found.origin if found else None


def activity_context(organisation: Organisation, vocabulary: Vocabulary, view: ActivityView) -> dict[str, object]:
    """Return the variables of ``activite.md.j2``, but for its prose and what the renderer gives to every page."""
    activity, meta = view.activity, view.activity.meta
    recording = meta.enregistrement
    closing = None
    if meta.inscription is not None and meta.inscription.limite is not None:
        closing = min(activity.end_of(meta.inscription.limite), activity.start)
    return {
        "activite": activity,
        "meta": meta,
        "a_venir": meta.expected,
        "ouverture": activity.start - OPENS if meta.debut is not None else activity.start,
        "cloture": closing,
        "agenda": {
            "fichier": calendar_file(activity),
            "google": google_link(organisation, activity),
            "outlook": outlook_link(organisation, activity),
        },
        "lecteur": player(recording.lien) if recording is not None and recording.lien is not None else None,
        "secondes": seconds,
        "transcription": transcript(view.captions.cues, meta.chapitres) if view.captions is not None else (),
        "liees": [(fiche, fiche.meta.publiee_le <= meta.date < fiche.meta.revisee_le) for fiche in view.linked],
        "fiches": view.fiches,
        "evaluation": view.evaluation,
        "plans": view.plans,
        "themes": {term.slug: term.nom for term in vocabulary.themes},
        "publics": {term.slug: term.nom for term in vocabulary.publics},
        "signalements": reports(organisation, meta.titre, view.address, meta.revised, studies=bool(view.works)),
        "comites": committee_feeds(organisation, view.committees),
        "besoins": view.needs,
    }
