"""Whose page an address is: a link leads to whoever answers for the words, not to a copy of them.

A list of the package and not of the council: that erudit.org publishes journals is true for every council. A host that is of no list is
named without a link: what nobody has looked at is taken for a copy. Looked at on 30 November 2026.
"""

from enum import StrEnum
from urllib.parse import urlsplit


class HostKind(StrEnum):
    """Who stands behind a host; ``OTHER``: a mirror, an aggregator, or nobody has looked."""

    GOVERNMENT = "gouvernement"
    UNIVERSITY = "universite"
    PUBLISHER = "editeur"
    AGENCY = "organisme"
    OTHER = "autre"


# A name stands for itself and for the hosts below it; one that begins with a point, only for those below.
_HOSTS: dict[HostKind, str] = {
    HostKind.GOVERNMENT: ".gov .gov.uk .gov.au .govt.nz .gouv.fr .gc.ca .gouv.qc.ca quebec.ca oecd.org santemonteregie.qc.ca",
    HostKind.UNIVERSITY: ".edu .ac.uk .edu.au .edu.tr umontreal.ca mcgill.ca inrs.ca teluq.ca uqam.ca uqac.ca uqtr.ca ulaval.ca "
    "usherbrooke.ca repositorio.ispa.pt pennstate.pure.elsevier.com",
    HostKind.PUBLISHER: "doi.org erudit.org journals.openedition.org nature.com springer.com frontiersin.org mdpi.com dovepress.com "
    "sagepub.com tandfonline.com wiley.com jstor.org plos.org journals.sfu.ca jl4d.org sajce.co.za scielo.org.za uwpress.org "
    "campbellcollaboration.org edworkingpapers.com "
    # The press, for what it wrote itself, and the wires that organisations publish their releases on.
    "lapresse.ca ledevoir.com lactualite.com radio-canada.ca noovo.info larevue.qc.ca lejournaldejoliette.ca laction.com "
    "lexpressmontcalm.com newswire.ca newswise.com presse-lanaudiere.ca pieuvre.ca",
    HostKind.AGENCY: "educationendowmentfoundation.org.uk researchschool.org.uk evidenceforlearning.org.au thecommunityguide.org rand.org "
    "learningpolicyinstitute.org attendanceworks.org blueprintsprograms.org crevale.org ctreq.qc.ca tout-petits.org qrf.org nesta.org.uk "
    "childtrends.org nasponline.org asha.org socialscienceregistry.org oser-jeunes.org fccq.ca reperes.qc.ca educaloi.qc.ca "
    "employment-studies.co.uk edresearchforaction.org annenberginstitute.org evidencebasedprograms.org parentpowered.com "
    "whatworkswellbeing.org alliance4usefulevidence.org wiseinterventions.org oecdedutoday.com grise.ca",
}
_KINDS = {name: kind for kind, names in _HOSTS.items() for name in names.split()}


def host_of(address: str) -> str:
    """Return the host of a web address, without « www. » nor its port; empty when there is none."""
    return (urlsplit(address).hostname or "").removeprefix("www.").rstrip(".")


def host_kind(address: str) -> HostKind:
    """Return who stands behind a web address; the longest name of the list that its host is, or is below, decides."""
    parts = host_of(address).split(".")
    for first in range(len(parts)):
        name = ".".join(parts[first:])
        if first == 0 and name in _KINDS:
            return _KINDS[name]
        if first > 0 and (kind := _KINDS.get(name) or _KINDS.get(f".{name}")) is not None:
            return kind
    return HostKind.OTHER
