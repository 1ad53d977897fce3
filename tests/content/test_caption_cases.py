"""Captions as meeting and video platforms write them: each case in, and what the transcript says."""

import pytest

from pipeline.content.activities.captions import Captions, Cue, mended_captions, read_captions
from pipeline.rules.fixes import correct
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.files import Source

PATH = "content/activites/exemple.vtt"


def read(text: str) -> tuple[Captions | None, list[Diagnostic]]:
    found: list[Diagnostic] = []
    captions = read_captions(Source(PATH, text), found)
    return captions, [d for d in found if d.rule.code == "K020"]


def cues(*blocks: str) -> list[Cue]:
    captions, found = read("WEBVTT\n\n" + "\n\n".join(blocks) + "\n")
    assert found == []
    assert captions is not None
    return list(captions.cues)


def said(*blocks: str) -> list[tuple[str | None, str]]:
    return [(cue.speaker, cue.text) for cue in cues(*blocks)]


def at(second: int, text: str) -> str:
    return f"00:00:{second:02}.000 --> 00:00:{second + 1:02}.000\n{text}"


# K4: automatic captions, which roll.


@pytest.mark.parametrize(
    "blocks",
    [
        [at(0, " \nbonjour<00:00:00.430><c> à</c><00:00:00.860><c> tous</c>"), at(1, "bonjour à tous\n "), at(2, "bonjour à tous\non<00:00:02.400><c> parle</c>"), at(3, "on parle\n ")],
        [at(0, "bonjour à tous"), at(1, "bonjour à tous\non parle"), at(2, "on parle")],
        [at(0, "bonjour à tous"), at(1, "bonjour à tous"), at(2, "bonjour à tous\non parle")],
    ],
)  # fmt: skip
def test_k4_a_line_that_rolls_is_said_once(blocks):
    assert said(*blocks) == [(None, "bonjour à tous"), (None, "on parle")]


def test_k4_two_people_who_say_the_same_are_both_heard():
    assert said(at(0, "Oui."), at(1, "Oui."), at(2, "D’accord."), at(3, "On commence."), at(4, "Merci.")) == [
        (None, text) for text in ("Oui.", "Oui.", "D’accord.", "On commence.", "Merci.")
    ]


# K5: signs in what is said.


@pytest.mark.parametrize(
    "text",
    ["p < 0,05, et 3 > 2", "A -> B", "A --> B", "x<y et z>w", "de 10:30 -> 11:00 environ", "une flèche ---> ici", "5 <- 6"],
)
def test_k5_signs_are_kept_as_text(text):
    assert said(at(0, text)) == [(None, text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [("<i>Un</i> <b>mot</b>", "Un mot"), ("<c.jaune>Un</c>", "Un"), ("<lang fr>Un</lang>", "Un"), ("AT&amp;T, 5 &lt; 6", "AT&T, 5 < 6"), ("<font color='#fff'>Un</font>", "Un")],
)  # fmt: skip
def test_k5_tags_and_entities_are_read(text, words):
    assert said(at(0, text)) == [(None, words)]


@pytest.mark.parametrize(
    ("text", "for_players"), [("A --> B", "A --&gt; B"), ("p < 0,05 <i>ici</i>", "p &lt; 0,05 <i>ici</i>"), ("AT&amp;T", "AT&amp;T")]
)
def test_k5_players_get_no_sign_that_they_would_take_for_a_tag_or_for_times(text, for_players):
    captions, _ = read(f"WEBVTT\n\n{at(0, text)}\n")
    assert captions.for_players == f"WEBVTT\n\n{at(0, for_players)}\n"


# K6: who speaks.


def test_k6_a_name_at_the_beginning_of_cues_is_a_speaker():
    assert said(
        at(0, "Anne Exemple: Bonjour à tous : on commence à 10:30."), at(1, "Anne Exemple: A --> B."), at(2, "10:30 Réunion: ordre du jour")
    ) == [
        ("Anne Exemple", "Bonjour à tous : on commence à 10:30."),
        ("Anne Exemple", "A --> B."),
        (None, "10:30 Réunion: ordre du jour"),
    ]


@pytest.mark.parametrize("name", ["Anne de la Tour", "Jean-Pierre O’Neil", "Anne Exemple (Table exemple)", "Ève"])
def test_k6_names_of_several_shapes_are_speakers(name):
    assert said(at(0, f"{name}: Bonjour."), at(1, f"{name}: Merci.")) == [(name, "Bonjour."), (name, "Merci.")]


@pytest.mark.parametrize("text", ["Attention: on commence.", "Bonjour à tous : on commence.", "Il dit: bonjour."])
def test_k6_a_sentence_with_a_colon_names_nobody(text):
    assert said(at(0, text), at(1, "Merci."), at(2, "On y va.")) == [(None, text), (None, "Merci."), (None, "On y va.")]


def test_k6_two_voices_in_a_cue_are_two_speakers():
    assert said(at(0, "<v Anne Exemple>Bonjour.</v>\n<v Luc Modèle>Oui.</v>")) == [("Anne Exemple", "Bonjour."), ("Luc Modèle", "Oui.")]
    assert said(at(0, "<v.fort Anne Exemple>Bonjour. <v Luc Modèle>Oui.")) == [("Anne Exemple", "Bonjour."), ("Luc Modèle", "Oui.")]


@pytest.mark.parametrize(
    ("times", "start", "end"),
    [("0:0:5.0 --> 0:0:8.25", 5.0, 8.25), ("0:1:05.500 --> 0:1:06.0", 65.5, 66.0), ("00:00:05.000 --> 00:00:08.250", 5.0, 8.25)],
)
def test_k6_the_times_of_teams_are_read_and_written_in_full_for_players(times, start, end):
    captions, found = read(f"WEBVTT\n\nNOTE Confidence: 0.86\n\nd1e4/12-0\n{times}\n<v Exemple, Anne (DSI)>Bonjour.</v>\n")
    assert (found, captions.cues) == ([], (Cue(start, end, "Exemple, Anne (DSI)", "Bonjour."),))
    assert f"00:00:{start:06.3f}" in captions.for_players or "00:01:05.500 --> 00:01:06.000" in captions.for_players


# K7: SRT, and byte order marks.

SRT = "1\n00:00:01,000 --> 00:00:03,500\nUn fichier SRT\n\n2\n00:00:04,000 --> 00:00:05,000\nAvec des virgules, ici\n"
WEBVTT = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.500\nUn fichier SRT\n\n2\n00:00:04.000 --> 00:00:05.000\nAvec des virgules, ici\n"


@pytest.mark.parametrize("text", [SRT, f"\n{SRT}", SRT.replace("1\n", "", 1)])
def test_k7_srt_is_told_once_as_what_it_is(text):
    captions, found = read(text)
    assert captions is None
    assert [(d.message, d.help) for d in found] == [("C’est un fichier SRT, et non WebVTT.", "« passerelle corriger » le convertit.")]


@pytest.mark.parametrize(
    ("raw", "after"),
    [
        (SRT.encode(), WEBVTT.encode()),
        (SRT.replace("\n", "\r\n").encode(), WEBVTT.replace("\n", "\r\n").encode()),
        (b"\xef\xbb\xbf" + SRT.encode(), WEBVTT.encode()),
        (b"\xef\xbb\xbf" + WEBVTT.encode(), WEBVTT.encode()),
    ],
)
def test_k7_corriger_converts_srt_and_takes_the_mark_away(raw, after):
    correction = correct(PATH, raw)
    assert correction.after == after
    assert correction.lines
    assert correct(PATH, after) is None
    assert read(after.decode().replace("\r\n", "\n"))[1] == []


@pytest.mark.parametrize("text", ["Un texte\n", "{}\n", ""])
def test_k7_what_is_no_caption_file_is_left_to_the_checks(text):
    assert correct(PATH, text.encode()) is None
    assert mended_captions(text) == text


# What a player would refuse is told where it is.


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (f"WEBVTT\n\n{at(0, 'Un')}\n\ndeux\n", 6, "Ce texte n’est dans aucune réplique\u00a0: la ligne vide qui le précède est de trop."),
        (f"WEBVTT\n\n{at(0, 'Un')}\n{at(2, 'deux')}\n", 5, "Une ligne vide manque avant cette réplique."),
        ("WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nUn\n", 3, "Cette ligne de temps ne se lit pas."),
        ("WEBVTT\n\n00:00:01.000 -> 00:00:02.000\nUn\n", 3, "Cette ligne de temps ne se lit pas."),
    ],
)
def test_a_fault_is_told_at_its_line(text, place, message):
    captions, found = read(text)
    assert captions is None
    assert [(d.place.line, d.message) for d in found] == [(place, message)]


def test_what_corriger_writes_is_read(tmp_path):
    for text in (SRT, f"WEBVTT\n\n{at(0, 'A --> B')}\n", "WEBVTT\n\n0:0:1.0 --> 0:0:2.0\np < 0,05\n"):
        correction = correct(PATH, text.encode())
        assert read(correction.after.decode())[1] == []
