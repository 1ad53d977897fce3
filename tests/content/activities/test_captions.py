"""Captions beside an activity: what is read, what a player would refuse, what is hard to read."""

import pytest

from pipeline.content.activities.captions import Cue, read_captions
from pipeline.text.files import Source


def read(text):
    found = []
    return read_captions(Source("content/activites/exemple.vtt", text), found), [
        f"{d.place.line}:{d.place.column} {d.rule.code} {d.message}" for d in found
    ]


def test_a_cue_gives_its_times_its_speaker_and_its_words_without_tags():
    captions, said = read(
        "WEBVTT\n\nNOTE Un exemple.\n\n1\n00:00.500 --> 00:04.000 align:start\n<v Alex Exemple>Bonjour &amp; bienvenue,\n<i>toutes</i> et tous.\n"
    )
    assert said == []
    assert captions.cues == (Cue(0.5, 4.0, "Alex Exemple", "Bonjour & bienvenue, toutes et tous."),)


def test_cues_go_past_an_hour():
    captions, _ = read("WEBVTT\n\n01:00:04.000 --> 01:00:05.250\nUn exemple\n")
    assert (captions.cues[0].start, captions.cues[0].end) == (3604.0, 3605.25)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Un exemple\n", ["1:1 K020 La première ligne n’est pas « WEBVTT »."]),
        ("WEBVTT\n", ["1:1 K020 Il n’y a aucune réplique."]),
        ("WEBVTT\n\n00:05 --> 00:09\nUn exemple\n", ["3:1 K020 Cette ligne de temps ne se lit pas."]),
        ("WEBVTT\n\n00:05.000 -> 00:09.000\nUn exemple\n", ["3:1 K020 Cette ligne de temps ne se lit pas."]),
        ("WEBVTT\n\n00:75.000 --> 00:79.000\nUn exemple\n", ["3:1 K020 Cette ligne de temps ne se lit pas."]),
        ("WEBVTT\n\n00:05.000 --> 00:05.000\nUn exemple\n", ["3:1 K020 Cette réplique finit avant de commencer."]),
        (
            "WEBVTT\n\n00:05.000 --> 00:06.000\nUn\n\n00:04.000 --> 00:05.000\nDeux\n",
            ["6:1 K020 Cette réplique commence avant la précédente."],
        ),
    ],
)
def test_what_a_player_would_refuse_or_skip_is_told_at_its_line(text, said):
    assert read(text) == (None, said)


@pytest.mark.parametrize(
    ("cue", "said"),
    [
        ("00:01.000 --> 00:07.000\n" + "a" * 32 + "\nb\nc", []),
        ("00:01.000 --> 00:07.000\n<v Alex>" + "a" * 32, []),
        (
            "00:01.000 --> 00:07.000\n" + "a" * 33,
            ["3:1 K021 Répliques de plus de 32 caractères sur une ligne\u00a0: 1; la première est ici."],
        ),
        ("00:01.000 --> 00:07.000\na\nb\nc\nd", ["3:1 K021 Répliques de plus de trois lignes\u00a0: 1; la première est ici."]),
        ("00:01.000 --> 00:07.001\na", ["3:1 K021 Répliques de plus de six secondes\u00a0: 1; la première est ici."]),
    ],
)
def test_what_is_hard_to_read_is_told_once_for_each_kind(cue, said):
    captions, told = read(f"WEBVTT\n\n{cue}\n")
    assert (captions is not None, told) == (True, said)
