"""What an activity's page tells machines, read by an independent parser (extruct)."""

import extruct
import pytest

ADDRESS = "https://exemple.invalid/passerelle/"


def read(site, slug):
    """The one item of JSON-LD of an activity's page."""
    html = (site.site / "activites" / slug / "index.html").read_text(encoding="utf-8")
    (item,) = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    return item


def test_an_activity_to_come_says_when_where_for_whom_and_on_what_sheets(example_site):
    assert read(example_site, "2027-02-10-atelier-lecture") == {
        "@context": "https://schema.org",
        "@type": "EducationEvent",
        "name": 'Atelier exemple\u00a0: lire <= & "ensemble" {{ x }}',
        "description": "Un atelier exemple, à venir, pour essayer la lecture à voix haute avec des élèves.",
        "startDate": "2027-02-10T13:30-05:00",
        "endDate": "2027-02-10T15:00-05:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "location": [
            {"@type": "Place", "name": "Bibliothèque exemple & modèle, salle < B"},
            {"@type": "VirtualLocation", "name": "Plateforme exemple"},
        ],
        "organizer": {"@type": "Organization", "name": "Table exemple de la réussite & de la persévérance"},
        "performer": [
            {
                "@type": "Person",
                "name": "Alex Exemple",
                "jobTitle": "animation (exemple)",
                "affiliation": {"@type": "Organization", "name": "Maison exemple"},
                "url": "https://exemple.invalid/alex",
            },
            {"@type": "Person", "name": "Billie Modèle"},
        ],
        "audience": [
            {"@type": "Audience", "audienceType": "Milieu scolaire"},
            {"@type": "Audience", "audienceType": "Milieu communautaire"},
        ],
        "offers": {"@type": "Offer", "url": "https://exemple.invalid/inscription?a=1&b=2"},
        "workFeatured": [{"@type": "LearningResource", "url": ADDRESS + "fiches/lecture-a-voix-haute/"}],
        "inLanguage": "fr-CA",
        "url": ADDRESS + "activites/2027-02-10-atelier-lecture/",
    }


def test_a_recording_of_ours_is_a_video_with_its_words_and_a_clip_for_each_chapter(example_site):
    page = ADDRESS + "activites/2026-11-10-presentation-comite/"
    assert read(example_site, "2026-11-10-presentation-comite")["recordedIn"] == {
        "@type": "VideoObject",
        "name": "Présentation exemple\u00a0: le tutorat au comité",
        "description": "Une présentation exemple, tenue, avec son enregistrement, ses diapositives et ses suites.",
        "inLanguage": "fr-CA",
        "uploadDate": "2026-11-12",
        "contentUrl": page + "2026-11-10-presentation-comite.mp4",
        "transcript": "Bonjour et bienvenue. La fiche exemple parle de rémouleurs & de tutorat. Elle ne conclut rien. Merci. Une question?",
        "duration": "PT0H0M4S",
        "hasPart": [
            {"@type": "Clip", "name": "Accueil & présentations", "startOffset": 0, "endOffset": 1, "url": page},
            {"@type": "Clip", "name": "Ce que dit la fiche (exemple)", "startOffset": 1, "endOffset": 3, "url": page},
            {"@type": "Clip", "name": "Discussion", "startOffset": 3, "endOffset": 4, "url": page},
        ],
    }


def test_a_recording_elsewhere_gives_its_address_and_that_of_its_player(example_site):
    video = read(example_site, "2026-11-17-webinaire-video")["recordedIn"]
    assert (video["url"], video["embedUrl"], video["duration"], [clip["endOffset"] for clip in video["hasPart"]]) == (
        "https://www.youtube.com/watch?v=exemple0000",
        "https://www.youtube-nocookie.com/embed/exemple0000?rel=0",
        "PT0H58M0S",
        [1200, 3480],
    )


@pytest.mark.parametrize(
    ("slug", "status", "start", "previous"),
    [
        ("2026-12-01-webinaire-tutorat", "EventCancelled", "2026-12-01T09:00-05:00", None),
        ("2026-12-08-conference-reportee", "EventRescheduled", "2027-04-13T19:00-04:00", "2026-12-08"),
        ("2026-11-10-presentation-comite", "EventScheduled", "2026-11-10T09:00-05:00", None),
    ],
)
def test_each_state_has_its_word_its_start_and_the_start_it_had(example_site, slug, status, start, previous):
    data = read(example_site, slug)
    assert (data["eventStatus"], data["startDate"], data.get("previousStartDate")) == (f"https://schema.org/{status}", start, previous)


def test_an_activity_without_an_end_says_none(example_site):
    assert "endDate" not in read(example_site, "2026-12-01-webinaire-tutorat")
