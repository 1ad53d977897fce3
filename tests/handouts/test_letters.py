"""Letters about activities, and the newsletter: read back as e-mail, with nothing that loads from elsewhere."""

import email
import email.policy
import re
from datetime import date, timedelta

import pytest

from pipeline.handouts.letters import POST_LENGTH, announcement, as_email, follow_up, newsletter, reminder, short_post
from tests.support import TODAY

SITE = "https://exemple.invalid/passerelle/"
WORKSHOP, POSTPONED = "2027-02-10-atelier-lecture", "2026-12-08-conference-reportee"
CANCELLED, HELD = "2026-12-01-webinaire-tutorat", "2026-11-10-presentation-comite"


def parts(site, letter):
    """The message, its text and its HTML, as a mail reader has them."""
    message = email.message_from_bytes(as_email(site.project, site.catalogue.organisation, letter), policy=email.policy.default)
    return message, message.get_body(("plain",)).get_content().replace("\r\n", "\n"), message.get_body(("html",)).get_content()


@pytest.fixture
def catalogue(example_site):
    return example_site.catalogue


def test_an_invitation_says_when_where_how_to_register_and_what_to_read(example_site, catalogue):
    message, text, html = parts(example_site, announcement(catalogue, catalogue.activities[WORKSHOP], TODAY))
    assert message["Subject"] == 'Invitation\u00a0: Atelier exemple\u00a0: lire <= & "ensemble" {{ x }}'
    assert (message["From"], message["Date"], message["To"]) == ("contact@exemple.invalid", None, None)
    for said in (
        "Quand\u00a0: mercredi 10\u00a0février\u00a02027, 13\u00a0h\u00a030 à 15\u00a0h (heure de l’Est).",
        "Où\u00a0: En personne et en ligne, Bibliothèque exemple & modèle, salle < B; Plateforme exemple.",
        "Jusqu’au vendredi 5\u00a0février\u00a02027.",
        "https://exemple.invalid/inscription?a=1&b=2",
        f"{SITE}activites/{WORKSHOP}/",
        f"{SITE}fiches/lecture-a-voix-haute/",
    ):
        assert said in text
    assert "salle &lt; B" in html
    assert 'href="https://exemple.invalid/inscription?a=1&amp;b=2"' in html


def test_a_letter_names_only_the_sheets_that_readers_find(catalogue):
    (slug, *_) = catalogue.activities[WORKSHOP].meta.fiches
    published = catalogue.fiches[slug].meta.publiee_le
    titles = {
        day: [item.title for part in announcement(catalogue, catalogue.activities[WORKSHOP], day).parts for item in part.items]
        for day in (published, published - timedelta(days=1))
    }
    assert [catalogue.fiches[slug].meta.titre in found for found in titles.values()] == [True, False]


@pytest.mark.parametrize(
    ("slug", "subject", "said"),
    [
        (CANCELLED, "Activité annulée\u00a0: ", "La personne-ressource exemple ne peut pas être présente."),
        (POSTPONED, "Activité reportée\u00a0: ", "mardi 13\u00a0avril\u00a02027, 19\u00a0h à 20\u00a0h\u00a030 (heure de l’Est)"),
    ],
)
def test_the_letter_of_an_activity_that_does_not_take_place_as_announced_says_so(example_site, catalogue, slug, subject, said):
    message, text, _ = parts(example_site, announcement(catalogue, catalogue.activities[slug], TODAY))
    assert (message["Subject"].startswith(subject), said in text, "S’inscrire" in text) == (True, True, False)


def test_a_reminder_gives_the_door(example_site, catalogue):
    _, text, _ = parts(example_site, reminder(catalogue, catalogue.activities[POSTPONED], TODAY))
    assert "Rejoindre l’activité\n  https://exemple.invalid/salle" in text
    _, text, _ = parts(example_site, reminder(catalogue, catalogue.activities[WORKSHOP], TODAY))
    assert "Pour entrer\u00a0: Lien envoyé aux personnes inscrites." in text


def test_a_follow_up_gives_the_essential_the_recording_what_was_decided_and_the_questionnaire(example_site, catalogue):
    _, text, _ = parts(example_site, follow_up(catalogue, catalogue.activities[HELD], TODAY))
    wanted = ["L’ESSENTIEL", "À REVOIR", "SUITES", "VOTRE AVIS", "LA PAGE DE L’ACTIVITÉ", "LES FICHES LIÉES"]
    assert [line for line in text.splitlines() if line in wanted] == wanted
    assert "https://exemple.invalid/questionnaire" in text
    assert "le comité exemple, pour le 20\u00a0novembre\u00a02026" in text


def test_the_newsletter_tells_what_is_new_revised_to_come_and_to_see_again(example_site, catalogue):
    letter = newsletter(catalogue, date(2026, 11, 12), TODAY)
    assert [(part.title, len(part.items)) for part in letter.parts] == [
        ("Fiches mises à jour", 3),
        ("Activités à venir", 2),
        ("Nouveaux enregistrements", 2),
    ]
    assert newsletter(catalogue, date(2026, 11, 1), TODAY).parts[0].title == "Nouvelles fiches"
    _, text, _ = parts(example_site, letter)
    assert "Du 12\u00a0novembre\u00a02026 au 24\u00a0novembre\u00a02026" in text


def test_a_newsletter_with_nothing_to_tell_says_so(example_site, catalogue):
    letter = newsletter(catalogue, date(2030, 1, 1), date(2030, 2, 1))
    assert (letter.parts, letter.paragraphs) == ((), ("Rien de nouveau pour cette période.",))


def test_a_letter_loads_nothing_and_keeps_its_styles_with_it(example_site, catalogue):
    letters = [announcement(catalogue, one, TODAY) for one in catalogue.activities.values()]
    letters += [follow_up(catalogue, catalogue.activities[HELD], TODAY), newsletter(catalogue, date(2026, 1, 1), TODAY)]
    for letter in letters:
        _, _, html = parts(example_site, letter)
        assert re.findall(r"<(?:img|link|script|style|iframe|video)\b|\bsrc=|url\(|@import|\bclass=", html) == []


def test_a_letter_has_the_same_bytes_each_time_and_lines_that_mail_allows(example_site, catalogue):
    letter = announcement(catalogue, catalogue.activities[WORKSHOP], TODAY)
    one, other = (as_email(example_site.project, catalogue.organisation, letter) for _ in range(2))
    assert one == other
    assert max(len(line) for line in one.split(b"\r\n")) <= 998
    assert b"\n" not in one.replace(b"\r\n", b"")


def test_a_demonstration_says_so_at_the_head_of_each_letter(small_site):
    _, text, html = parts(small_site, newsletter(small_site.catalogue, date(2026, 1, 1), TODAY))
    notice = "Démonstration indépendante, ni produite ni approuvée par la Table exemple."
    assert (text.startswith(notice), notice in html, "à compléter" in text + html) == (True, True, False)


@pytest.mark.parametrize("slug", [WORKSHOP, POSTPONED, CANCELLED, HELD])
def test_a_post_is_short_and_ends_with_the_whole_address(catalogue, slug):
    post = short_post(catalogue.organisation, catalogue.activities[slug])
    assert len(post) <= POST_LENGTH
    assert post.endswith(f"\n{SITE}activites/{slug}/")


def test_a_long_title_is_cut_before_the_date_and_the_address(catalogue):
    activity = catalogue.activities[WORKSHOP]
    long = type(activity)(
        activity.slug, activity.source, activity.header, activity.meta.model_copy(update={"titre": "Exemple " * 60}), activity.body_start
    )
    title, day, address = short_post(catalogue.organisation, long).split("\n")
    assert (title.endswith("…"), day.startswith("mercredi 10"), address.startswith(SITE)) == (True, True, True)
