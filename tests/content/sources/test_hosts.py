"""Whose page an address is: publishers, agencies, universities and governments answer for the words; mirrors do not."""

import pytest

from pipeline.content.sources.hosts import HostKind, host_kind, host_of


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://doi.org/10.1234/exemple", HostKind.PUBLISHER),
        ("https://link.springer.com/article/1", HostKind.PUBLISHER),
        ("http://www.erudit.org/fr/revues/exemple", HostKind.PUBLISHER),
        ("https://www.lapresse.ca/actualites/education/exemple.php", HostKind.PUBLISHER),
        ("https://nssa.stanford.edu/studies/exemple", HostKind.UNIVERSITY),
        ("https://research.manchester.ac.uk/en/publications/exemple", HostKind.UNIVERSITY),
        ("https://nouvelles.umontreal.ca/article/exemple", HostKind.UNIVERSITY),
        ("https://eric.ed.gov/?id=EJ1", HostKind.GOVERNMENT),
        ("https://www.legisquebec.gouv.qc.ca:443/fr/document/lc/I-13.3", HostKind.GOVERNMENT),
        ("https://evidence.ero.govt.nz/exemple", HostKind.GOVERNMENT),
        ("https://v2.educationendowmentfoundation.org.uk/exemple", HostKind.AGENCY),
        ("https://booksci.cn/literature/1.htm", HostKind.OTHER),
        ("https://www.researchgate.net/publication/1", HostKind.OTHER),
        ("https://eric-ed-gov.ezproxy.u-pec.fr/?id=EJ1", HostKind.OTHER),  # a proxy of somebody else's
        ("https://minnesota-staging.pure.elsevier.com/en/publications/exemple", HostKind.OTHER),
        ("https://notdoi.org/1", HostKind.OTHER),
        ("https://doi.org.exemple.cn/1", HostKind.OTHER),
        ("http://103.247.176.188/exemple", HostKind.OTHER),
        ("https://gov/", HostKind.OTHER),  # « .gov » is for hosts below it
    ],
)
def test_the_host_of_an_address_says_who_answers_for_it(address, kind):
    assert host_kind(address) is kind


def test_a_host_is_shown_without_www_nor_port():
    assert host_of("https://www.legisquebec.gouv.qc.ca:443/fr") == "legisquebec.gouv.qc.ca"
