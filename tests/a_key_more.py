"""A plugin of pytest: the same tests, with a comment and a key more in each small example, where whoever writes might put them.

``pytest -p tests.a_key_more tests/rules tests/content …`` must say what it says without: a place is a mark in the text, or the words that
stand there, never a counted line. ``tests/test_a_key_more.py`` tries it on a sample.
"""

from tests import support

# The example, the words that an optional key comes before, and that key.
_KEYS = (
    ("ORGANISME", "contact:", "exemples_de_recherche: []"),
    ("VOCABULAIRE", "themes:", "# Encore un commentaire."),
    ("BIBLIOGRAPHIE", "  year ", "  note = {Une remarque},"),
    ("NOTE_EXEMPLE", "---\n\n##", "licence: null"),
    ("NOTE_SAMPLE", "---\n\n##", "licence: null"),
    ("FICHE", "donnees_quebecoises:", "pays: []"),
    ("COMITE", "source:", "# Encore un commentaire."),
    ("OUTIL", "lien:", "publics: []"),
    ("CAMPAGNE", "editions:", "publics: []"),
    ("INITIATIVE", "fiches:", "publics: []"),
    ("BESOIN", "publics:", "# Encore un commentaire."),
    ("PAGE", "---\n\n##", "facons: non"),
    ("ACTIVITE", "participants:", "diapositives: []"),
    ("PLAN", "a_jour_au:", "# Encore un commentaire."),
    ("REPORT", "nombres:", "sondages: []"),
)


def _add(module: object, name: str, before: str, key: str) -> None:
    text: str = getattr(module, name)
    assert before in text
    more = text.replace(before, f"{key}\n{before}", 1)
    first = "%" if name == "BIBLIOGRAPHIE" else "#"
    comment = f"{first} Un commentaire.\n"
    more = more.replace("---\n", f"---\n{comment}", 1) if more.startswith("---\n") else comment + more
    setattr(module, name, more)
    for path, kept in support.FILES.items():
        if kept == text:
            support.FILES[path] = more


for _name, _before, _key in _KEYS:
    if hasattr(support, _name):
        _add(support, _name, _before, _key)

# Imported now, so that what is worked out there is worked out from the examples that have a key more.
from tests.rules import examples  # noqa: E402

for _name, _before, _key in _KEYS:
    if not hasattr(support, _name):
        _add(examples, _name, _before, _key)
