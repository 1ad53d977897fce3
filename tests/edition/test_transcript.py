"""A transcript to read, a track of chapters, and the players of other hosts."""

import pytest
import webvtt

from pipeline.content.activities.activity import Chapter
from pipeline.content.activities.captions import Cue
from pipeline.edition.players import player
from pipeline.edition.transcript import clock, transcript
from pipeline.site.downloads.recording_files import chapter_track

CHAPTERS = (Chapter(debut="0:00", titre="Accueil"), Chapter(debut="1:00", titre="Échange & suite"))


def lines(parts):
    return [(part.title, [(one.clock, one.speaker, one.text) for one in part.paragraphs]) for part in parts]


def test_a_cue_is_in_the_chapter_where_it_begins():
    cues = [Cue(59.9, 62.0, None, "Avant."), Cue(60.0, 62.0, None, "Après.")]
    assert lines(transcript(cues, CHAPTERS)) == [("Accueil", [("0:59", None, "Avant.")]), ("Échange & suite", [("1:00", None, "Après.")])]


def test_a_paragraph_is_what_one_person_says_and_names_who_speaks_when_it_changes():
    cues = [Cue(0, 1, "Alex", "Un"), Cue(1, 2, None, "deux."), Cue(2, 3, "Billie", "Trois."), Cue(3, 4, "Billie", "Quatre.")]
    assert lines(transcript(cues, ())) == [(None, [("0:00", "Alex", "Un deux."), ("0:02", "Billie", "Trois. Quatre.")])]


def test_a_long_speech_is_cut_at_the_end_of_a_sentence():
    cues = [Cue(0, 9, "Alex", "mot " * 60 + "fin"), Cue(9, 10, None, "de phrase."), Cue(10, 11, None, "Une autre.")]
    ((_, paragraphs),) = lines(transcript(cues, ()))
    assert [(moment, speaker) for moment, speaker, _ in paragraphs] == [("0:00", "Alex"), ("0:10", None)]


def test_who_goes_on_after_a_cut_is_not_named_again():
    long = "mot " * 60 + "fin."
    cues = [Cue(0, 9, "Alex", long), Cue(9, 18, None, long), Cue(18, 27, "Alex", long), Cue(27, 36, "Billie", long)]
    ((_, paragraphs),) = lines(transcript(cues, ()))
    assert [(moment, speaker) for moment, speaker, _ in paragraphs] == [
        ("0:00", "Alex"),
        ("0:09", None),
        ("0:18", None),
        ("0:27", "Billie"),
    ]


def test_what_is_said_before_the_first_chapter_opens_it():
    assert lines(transcript([Cue(1, 2, None, "Bonjour.")], CHAPTERS[1:])) == [("Échange & suite", [("0:01", None, "Bonjour.")])]


@pytest.mark.parametrize(("total", "said"), [(0, "0:00"), (245, "4:05"), (3600, "1:00:00"), (3845, "1:04:05")])
def test_a_moment_is_written_as_players_do(total, said):
    assert clock(total) == said


def test_the_track_of_chapters_is_webvtt_whose_cues_touch():
    cues = webvtt.from_string(chapter_track(CHAPTERS, 90)).captions
    assert [(cue.start, cue.end, cue.text) for cue in cues] == [
        ("00:00:00.000", "00:01:00.000", "Accueil"),
        ("00:01:00.000", "00:01:30.000", "Échange &amp; suite"),
    ]


@pytest.mark.parametrize(
    ("address", "frame", "later"),
    [
        (
            "https://www.youtube.com/watch?v=exemple0000",
            "https://www.youtube-nocookie.com/embed/exemple0000?rel=0",
            "https://www.youtube.com/watch?v=exemple0000&t=90s",
        ),
        (
            "https://youtu.be/exemple0000?si=x",
            "https://www.youtube-nocookie.com/embed/exemple0000?rel=0",
            "https://www.youtube.com/watch?v=exemple0000&t=90s",
        ),
        ("https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789?dnt=1", "https://vimeo.com/123456789#t=90s"),
    ],
)
def test_a_known_host_has_a_player_and_a_moment(address, frame, later):
    found = player(address)
    assert (found.address, found.at(90)) == (frame, later)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.example.org/video",
        "https://www.youtube.com/@exemple",
        'https://www.youtube.com/watch?v="><script>',
        "https://youtube.com.example.org/watch?v=exemple0000",
        "https://vimeo.com/exemple",
    ],
)
def test_any_other_address_has_no_player(address):
    assert player(address) is None
