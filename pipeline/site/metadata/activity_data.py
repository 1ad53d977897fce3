"""JSON-LD of an activity: EducationEvent, and VideoObject with its chapters as Clips (schema.org)."""

from pipeline.content.activities.activity import Activity, ActivityMeta, Person
from pipeline.content.activities.captions import Captions
from pipeline.content.council import Organisation, Vocabulary
from pipeline.edition.players import player
from pipeline.site.metadata.structured_data import dump, with_site
from pipeline.text.addresses import absolute
from pipeline.text.instants import seconds

_STATES = {"prevue": "EventScheduled", "tenue": "EventScheduled", "annulee": "EventCancelled"}
_ATTENDANCE = {"en-ligne": "Online", "en-personne": "Offline", "hybride": "Mixed"}


def activity_data(
    organisation: Organisation, vocabulary: Vocabulary, activity: Activity, address: str, captions: Captions | None = None
) -> str:
    """Return an activity as EducationEvent; its organiser is the body that held it, and only what is known is said."""
    meta = activity.meta
    publics = {term.slug: term.nom for term in vocabulary.publics}
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "EducationEvent",
        "name": meta.titre,
        "description": meta.resume,
        "startDate": _day_or_instant(activity),
        "eventStatus": f"https://schema.org/{_status(meta)}",
        "inLanguage": "fr-CA",
    }
    if meta.debut is not None and meta.fin is not None and not meta.undated:
        data["endDate"] = activity.end.isoformat(timespec="minutes")
    if meta.etat == "reportee" and not meta.undated and meta.ancienne_date is not None:
        data["previousStartDate"] = meta.ancienne_date.isoformat()
    if meta.modalite is not None:
        data["eventAttendanceMode"] = f"https://schema.org/{_ATTENDANCE[meta.modalite]}EventAttendanceMode"
    if places := _places(meta):
        data["location"] = places[0] if len(places) == 1 else places
    if meta.organisateur is not None:
        data["organizer"] = {"@type": "Organization", "name": meta.organisateur}
    if meta.personnes_ressources:
        data["performer"] = [_person(person) for person in meta.personnes_ressources]
    if meta.publics:
        data["audience"] = [{"@type": "Audience", "audienceType": publics[public]} for public in meta.publics]
    if meta.inscription is not None and meta.inscription.lien is not None:
        data["offers"] = {"@type": "Offer", "url": meta.inscription.lien}
    linked = [absolute(organisation.adresse, f"fiches/{slug}/") for slug in meta.fiches]
    if any(linked):
        data["workFeatured"] = [{"@type": "LearningResource", "url": url} for url in linked if url]
    if video := _video(organisation, activity, address, captions):
        data["recordedIn"] = video
    return dump(with_site(organisation, data, address, publisher=False))


def _day_or_instant(activity: Activity) -> str:
    if activity.meta.debut is None or activity.meta.undated:
        return activity.meta.date.isoformat()
    return activity.start.isoformat(timespec="minutes")


def _status(meta: ActivityMeta) -> str:
    if meta.etat == "reportee":  # schema.org: rescheduled when the new day is known, postponed until then
        return "EventPostponed" if meta.undated else "EventRescheduled"
    return _STATES[meta.etat]


def _person(person: Person) -> dict[str, object]:
    data: dict[str, object] = {"@type": "Person", "name": person.nom}
    if person.fonction is not None:
        data["jobTitle"] = person.fonction
    if person.organisation is not None:
        data["affiliation"] = {"@type": "Organization", "name": person.organisation}
    if person.lien is not None:
        data["url"] = person.lien
    return data


def _places(meta: ActivityMeta) -> list[dict[str, object]]:
    places: list[dict[str, object]] = []
    if meta.lieu is not None:
        places.append({"@type": "Place", "name": meta.lieu})
    door = meta.acces.lien if meta.acces is not None else None
    if meta.modalite in ("en-ligne", "hybride") and (door or meta.plateforme):
        places.append(
            {"@type": "VirtualLocation", **({"name": meta.plateforme} if meta.plateforme else {}), **({"url": door} if door else {})}
        )
    return places


def _video(organisation: Organisation, activity: Activity, address: str, captions: Captions | None) -> dict[str, object] | None:
    """Return the recording as VideoObject; None when there is none. Offsets are in seconds."""
    recording = activity.meta.enregistrement
    if recording is None:
        return None
    page = absolute(organisation.adresse, address)
    data: dict[str, object] = {
        "@type": "VideoObject",
        "name": activity.meta.titre,
        "description": activity.meta.resume,
        "inLanguage": "fr-CA",
    }
    if recording.date is not None:
        data["uploadDate"] = recording.date.isoformat()
    if recording.lien is not None:
        data["url"] = recording.lien
        if frame := player(recording.lien):
            data["embedUrl"] = frame.address
    if recording.fichier is not None and page is not None:
        data["contentUrl"] = page + recording.fichier
    if captions is not None:
        data["transcript"] = " ".join(cue.text for cue in captions.cues)
    if recording.duree is not None:
        length = seconds(recording.duree)
        data["duration"] = f"PT{length // 3600}H{length // 60 % 60}M{length % 60}S"
        chapters = activity.meta.chapitres
        ends = [*(seconds(chapter.debut) for chapter in chapters[1:]), length]
        if chapters:
            data["hasPart"] = [
                {
                    "@type": "Clip",
                    "name": chapter.titre,
                    "startOffset": seconds(chapter.debut),
                    "endOffset": end,
                    **({"url": page} if page else {}),
                }
                for chapter, end in zip(chapters, ends, strict=True)
            ]
    return data
