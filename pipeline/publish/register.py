"""The register of published addresses, ``content/adresses.txt``: what is published is written there, for ever."""

from datetime import date

from pipeline.catalogue.addresses import register_path
from pipeline.catalogue.loader import Catalogue
from pipeline.publish.docs_tree import replace_if_different

_HEADER = """\
# Toutes les adresses publiées, une par ligne. « passerelle construire » y ajoute les nouvelles; on n’en retire pas.
# Une page qui déménage a sa ligne dans redirections.yml; une fiche qui s’en va garde sa page (statut: retiree).
"""


def record_addresses(catalogue: Catalogue, today: date) -> bool:
    """Add to the register the addresses published on ``today``; say whether there were new ones."""
    known = set(catalogue.addresses.register)
    addresses = sorted(known | (catalogue.published_addresses(today) - {""}))
    return replace_if_different(register_path(catalogue.project), (_HEADER + "\n".join(addresses) + "\n").encode())
