"""Which open requests have a preview: never a fork's, and what a form wrote only once a person has put the label."""

import json

import pytest

from pipeline.site.preview.open_requests import MOST, OpenRequest, with_preview

COMMIT = "a" * 40


def request(
    branch: str = "exemple", labels: tuple[str, ...] = (), repository: str = "exemple/depot", number: int = 12, commit: str = COMMIT
):
    """A pull request, as GitHub's listing gives it, cut to what counts."""
    head = {"ref": branch, "sha": commit, "repo": {"full_name": repository}}
    return {"number": number, "head": head, "labels": [{"id": 1, "name": name} for name in labels]}


def shown(*requests: object) -> tuple[OpenRequest, ...]:
    return with_preview(json.dumps(requests), "exemple/depot")


def test_a_branch_that_a_person_pushed_has_one():
    assert shown(request("exemple")) == (OpenRequest(12, COMMIT, by_form=False),)


def test_what_a_form_wrote_has_none_until_a_person_puts_the_label():
    assert shown(request("formulaire-7")) == ()
    assert shown(request("formulaire-7", ("correction", "apercu"))) == (OpenRequest(12, COMMIT, by_form=True),)


@pytest.mark.parametrize("label", ["aperçu", "apercu-plus-tard", "Apercu "])
def test_another_label_is_not_the_label(label: str):
    assert shown(request("formulaire-7", (label,))) == ()


def test_a_branch_named_like_a_form_s_in_other_letters_is_one():
    assert shown(request("Formulaire-7")) == ()


def test_a_fork_has_none_whatever_its_branch_and_labels():
    assert (
        shown(
            request("exemple", ("apercu",), repository="ailleurs/depot"), request("formulaire-7", ("apercu",), repository="ailleurs/depot")
        )
        == ()
    )


@pytest.mark.parametrize(
    "strange",
    [
        {"number": 12, "head": {"ref": "exemple", "sha": COMMIT, "repo": None}, "labels": []},  # its fork was deleted
        {"number": "12; x", "head": {"ref": "exemple", "sha": COMMIT, "repo": {"full_name": "exemple/depot"}}, "labels": []},
        request(commit="HEAD; x"),
        "exemple",
        None,
    ],
)
def test_what_is_not_a_request_is_left_out_and_holds_back_no_other(strange: object):
    assert [one.number for one in shown(strange, request(number=13))] == [13]


def test_there_are_no_more_than_can_be_made():
    assert [one.number for one in shown(*(request(number=number) for number in range(1, 60)))] == [*range(1, MOST + 1)]


@pytest.mark.parametrize("listing", ["", "{}", '{"message": "Not Found"}', "[" * 9])
def test_an_answer_that_is_no_listing_is_an_error(listing: str):
    with pytest.raises(ValueError, match=r"Expecting value|is a list"):
        with_preview(listing, "exemple/depot")
