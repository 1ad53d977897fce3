"""What may be connected to: the public Internet, by the address that is really used."""

# ruff: noqa: S104

import time

import pytest

from pipeline.intake.web.fetch import Fetcher, FetchOutcome
from pipeline.intake.web.network import is_public
from tests.intake.conftest import NOW, PATIENT

PRIVATE = "Cette adresse mène à un réseau privé, pas au Web public\u00a0: elle n’est pas lue."


@pytest.fixture(scope="module")
def guarded() -> Fetcher:
    return Fetcher("Passerelle/exemple", lambda: NOW, PATIENT)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_an_address_of_the_internet_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.1", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.8",
        "198.18.0.1", "192.0.2.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:a00:1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a00:1::", "2001:db8::1",
        "2001:0:4136:e378:8000:63bf:807f:fffe", "fec0::1",
    ],
)  # fmt: skip
def test_an_address_of_this_machine_of_its_network_or_of_its_cloud_is_not(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "LOCALHOST."],
)
def test_this_machine_is_not_asked_however_it_is_written(server, guarded, host):
    server.answer("/secret", "secret")
    found = guarded.fetch(f"http://{host}:{server.port}/secret")
    assert found.outcome in (FetchOutcome.FAILED, FetchOutcome.NOWHERE)
    assert server.asked == []


@pytest.mark.parametrize("address", ["http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://[fd00:ec2::254]/"])
def test_a_private_address_is_refused_with_its_reason(guarded, address):
    assert guarded.fetch(address).reason == PRIVATE


@pytest.mark.parametrize("location", ["http://169.254.169.254/", "http://10.0.0.1/", "http://[::ffff:a00:1]/", "//192.168.0.1/"])
def test_a_private_address_is_refused_at_a_redirection_too(server, fetcher, location):
    found = fetcher.fetch(server.answer("/fil", status="302 Found", location=location))
    assert found.reason == PRIVATE


def test_a_name_that_leads_to_this_machine_is_refused_after_its_resolution(server, guarded):
    server.answer("/", "secret")
    assert guarded.fetch(f"http://localhost:{server.port}/").reason == PRIVATE


def test_a_name_that_leads_nowhere_is_told_in_plain_words(guarded):
    started = time.monotonic()
    found = guarded.fetch("http://exemple.invalid/fil")
    assert found.reason == "Aucun site ne se trouve à « exemple.invalid »\u00a0: vérifiez l’adresse."
    assert time.monotonic() - started < PATIENT.total


def test_a_site_that_is_down_is_told_in_plain_words(fetcher):
    assert fetcher.fetch("http://127.0.0.1:9/").reason == "Le site ne répond pas\u00a0: il est peut-être en panne."


def test_the_name_of_the_site_is_kept_when_its_address_is_connected_to(server, fetcher):
    server.answer("/fil", "<rss/>")
    fetcher.fetch(f"http://localhost:{server.port}/fil")
    assert server.asked[0].headers["host"] == f"localhost:{server.port}"


def test_a_connection_that_does_not_speak_tls_is_told_in_plain_words(server, hasty):
    server.answer("/fil", "<rss/>")
    found = hasty.fetch(f"https://127.0.0.1:{server.port}/fil")
    assert found.outcome is FetchOutcome.FAILED
    assert "certificat" in found.reason or "trop de temps" in found.reason
