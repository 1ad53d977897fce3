"""The reading note of a source that nobody has read yet: what a person has to write is « à écrire », and the checks say where."""

from datetime import date

from pipeline.catalogue.bibliography import Reference
from pipeline.catalogue.models import Design, Link, Reading
from pipeline.catalogue.notes import MAX_QUOTED_WORDS, TO_WRITE

_EXCERPTS = 2


def skeleton(reference: Reference, today: date) -> str:
    """Return the text of the note of ``reference``, with room for a few excerpts."""
    designs, links, readings = (", ".join(choices) for choices in (Design, Link, Reading))
    url = f" url={reference.url}" if reference.url and "}" not in reference.url else ""
    header = f"""\
---
# Remplacez chaque « {TO_WRITE} »; « passerelle verifier » dit ceux qui restent.
# devis\u00a0: {designs}
devis: {Design.UNSTATED}
devis_enonce: {TO_WRITE}
# lien\u00a0: {links}
lien: {Link.UNDETERMINED}
population: {TO_WRITE}
# lu\u00a0: {readings}
lu: {Reading.ABSTRACT}
lu_par: {TO_WRITE}
lu_le: {today.isoformat()}
evaluation_par_les_pairs: non
evaluation_fondement: {TO_WRITE}
---
"""
    excerpts = [
        f"\n## résumé {{#extrait-{number} lang={reference.language} lu={Reading.ABSTRACT}{url}}}\n\n> {TO_WRITE}\n\n{TO_WRITE}\n"
        for number in range(1, _EXCERPTS + 1)
    ]
    hint = f"\n<!-- Un extrait\u00a0: les mots de la source ({MAX_QUOTED_WORDS} au plus), puis ce qu’ils veulent dire, en français. -->\n"
    return header + hint + "".join(excerpts)
