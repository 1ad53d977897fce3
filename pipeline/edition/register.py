"""What the build keeps in ``content/``: the register of addresses, for ever, and the sequences of calendars."""

from datetime import date

from pipeline.content.catalogue import Catalogue
from pipeline.content.sequences import read_sequences, sequences_on
from pipeline.writing import replace_if_different

_HEADER = """\
# Toutes les adresses publiées, une par ligne. « passerelle construire » y ajoute les nouvelles; on n’en retire pas.
# Une page qui déménage a sa ligne dans redirections.yml; une fiche qui s’en va garde sa page (statut: retiree).
"""
_SEQUENCES_HEADER = """\
# Ce que les agendas savent de chaque activité. « passerelle construire » tient ce fichier : versez-le avec l’activité.
# Une activité par ligne : son nom, combien de fois sa date, son lieu ou son état ont changé, une empreinte, le jour du dernier changement.
"""


def record(catalogue: Catalogue, today: date) -> None:
    """Bring both files up to what is published on ``today``."""
    record_addresses(catalogue, today)
    record_sequences(catalogue, today)


def record_addresses(catalogue: Catalogue, today: date) -> bool:
    """Add to the register the addresses published on ``today``; say whether there were new ones."""
    known = set(catalogue.addresses.register)
    addresses = sorted(known | (catalogue.published_addresses(today) - {""}))
    return replace_if_different(catalogue.project.register, (_HEADER + "\n".join(addresses) + "\n").encode())


def record_sequences(catalogue: Catalogue, today: date) -> bool:
    """Keep the sequence of each activity and edition of a campaign, those that are gone too; say whether something changed."""
    path = catalogue.project.sequences
    known = read_sequences(catalogue.project)
    if not known and not catalogue.dated:
        return False
    kept = known | sequences_on(today, known, catalogue.dated, catalogue.addresses.first)
    lines = (f"{slug} {one.number} {one.fingerprint} {one.changed.isoformat()}\n" for slug, one in sorted(kept.items()))
    return replace_if_different(path, (_SEQUENCES_HEADER + "".join(lines)).encode())
