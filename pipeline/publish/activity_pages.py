"""What the page of an activity needs beside its own header: instants, links to agendas, sheets, committees."""

from datetime import timedelta

from pipeline.catalogue.models import Organisation, Vocabulary
from pipeline.publish.calendar_files import calendar_file, google_link, outlook_link
from pipeline.publish.views import ActivityView

# The door opens a little before the hour.
OPENS = timedelta(minutes=15)


def activity_context(organisation: Organisation, vocabulary: Vocabulary, view: ActivityView) -> dict[str, object]:
    """Return the variables of ``activite.md.j2``, but for its prose and what the renderer gives to every page."""
    activity, meta = view.activity, view.activity.meta
    committees = {committee.slug: committee.nom for committee in organisation.comites}
    closing = None
    if meta.inscription is not None and meta.inscription.limite is not None:
        closing = min(activity.end_of(meta.inscription.limite), activity.start)
    return {
        "activite": activity,
        "meta": meta,
        "a_venir": meta.etat == "prevue" or (meta.etat == "reportee" and not meta.undated),
        "ouverture": activity.start - OPENS if meta.debut is not None else activity.start,
        "cloture": closing,
        "agenda": {
            "fichier": calendar_file(activity),
            "google": google_link(organisation, activity),
            "outlook": outlook_link(organisation, activity),
        },
        "liees": [(fiche, fiche.meta.publiee_le <= meta.date < fiche.meta.revisee_le) for fiche in view.linked],
        "fiches": view.fiches,
        "themes": {term.slug: term.nom for term in vocabulary.themes},
        "publics": {term.slug: term.nom for term in vocabulary.publics},
        "comites": [committees[slug] for slug in meta.comites],
    }
