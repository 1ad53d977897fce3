"""How a reader answers back: an e-mail for everyone, a form for those who have an account, both filled in with the page and its version."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

from pipeline.content.catalogue import load_catalogue
from pipeline.content.council import Organisation
from pipeline.edition.reader_links import reports
from pipeline.intake.forms.questions import FormKind, forms
from tests.support import make_site


def organisation(tmp_path, **known: str) -> Organisation:
    catalogue = load_catalogue(make_site(tmp_path), [])
    assert catalogue is not None
    return catalogue.organisation.model_copy(update=known)


def test_the_email_says_the_page_its_version_and_what_to_write(tmp_path):
    council = organisation(tmp_path, contact="nom@exemple.org", adresse="https://www.exemple.org/")
    error, misread = reports(council, "Exemple & essai", "fiches/exemple/", date(2026, 11, 24))
    address = urlsplit(error.email or "")
    asked = parse_qs(address.query)
    assert (error.name, address.scheme, address.path) == ("Signaler une erreur", "mailto", "nom@exemple.org")
    assert asked == {
        "subject": ["Erreur\u00a0: «\u00a0Exemple & essai\u00a0»"],
        "body": [
            "Page\u00a0: https://www.exemple.org/fiches/exemple/\nVersion\u00a0: 24\u00a0novembre\u00a02026\n\nCe qui est inexact\u00a0:\n\n"
            "Ce qui serait juste, et la source\u00a0:\n"
        ],
    }
    assert misread.name == "Cette étude est mal résumée"
    assert "L’étude\u00a0:\n" in parse_qs(urlsplit(misread.email or "").query)["body"][0]


def test_without_a_contact_there_is_no_email_and_with_no_repository_either_no_link(tmp_path):
    council = organisation(tmp_path, depot="https://github.com/exemple/site")
    assert [one.email for one in reports(council, "Exemple", "fiches/exemple/", None)] == [None, None]
    assert reports(organisation(tmp_path), "Exemple", "fiches/exemple/", None) == ()


def test_without_a_repository_there_is_no_form(tmp_path):
    assert [one.form for one in reports(organisation(tmp_path, contact="nom@exemple.org"), "Exemple", "fiches/exemple/", None)] == [
        None,
        None,
    ]


def test_the_forms_that_the_links_open_exist_and_have_the_fields_that_they_fill(tmp_path):
    council = organisation(tmp_path, depot="https://github.com/exemple/site")
    catalogue = load_catalogue(make_site(tmp_path), [])
    assert catalogue is not None
    known = {form.kind: {asked.id for asked in form.asked} for form in forms(catalogue)}
    for one in reports(council, "Exemple", "fiches/exemple/", date(2026, 11, 24)):
        address = urlsplit(one.form or "")
        asked = parse_qs(address.query)
        template = asked.pop("template")[0].removesuffix(".yml")
        assert address.path == "/exemple/site/issues/new"
        assert asked == {"page": ["fiches/exemple/"], "version": ["24\u00a0novembre\u00a02026"]}
        assert asked.keys() <= known[FormKind(template)]


def test_a_page_that_tells_of_no_study_has_only_the_first(tmp_path):
    council = organisation(tmp_path, contact="nom@exemple.org")
    names = [one.name for one in reports(council, "Exemple", "activites/exemple/", None, studies=False)]
    assert names == ["Signaler une erreur"]
