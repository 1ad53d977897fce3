"""The kind of evidence of a sheet, from the notes that its key messages cite."""

import pytest

from pipeline.content.catalogue import load_catalogue
from pipeline.content.sheets.evidence_kind import EvidenceKind, kind_of_evidence
from tests.support import FICHE, NOTE_EXEMPLE, NOTE_SAMPLE, make_site

TRIAL, LINK = "[@sample2021, résumé]", "[@exemple2020, résumé, #lien]"
TESTED, OBSERVED, DESCRIBED = EvidenceKind


def kind(root, *messages: str, sample: str = NOTE_SAMPLE, other: str = NOTE_EXEMPLE) -> EvidenceKind:
    start, end = FICHE.index("1. L’effet"), FICHE.index("\n## Pistes")
    listed = "".join(f"{number}. Un exemple {cited}.\n" for number, cited in enumerate(messages, 1))
    files = {
        "content/fiches/exemple.md": FICHE[:start] + listed + FICHE[end:],
        "research_notes/notes/sample2021.md": sample,
        "research_notes/notes/exemple2020.md": other,
    }
    catalogue = load_catalogue(make_site(root, files), [])
    assert catalogue is not None
    return kind_of_evidence(catalogue.fiches["exemple"], catalogue)


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ((TRIAL, TRIAL), TESTED),
        ((LINK, LINK), OBSERVED),
        # The most decide, and a tie goes to the first: one trial beside two links makes no tested action.
        ((TRIAL, TRIAL, LINK), TESTED),
        ((TRIAL, LINK, LINK), OBSERVED),
        ((TRIAL, LINK), TESTED),
        ((LINK, TRIAL), OBSERVED),
        # A second excerpt of a message often says only of whom.
        (("[@sample2021, résumé; @exemple2020, résumé, #taille]",), TESTED),
        (("",), DESCRIBED),
    ],
    ids=str,
)
def test_the_most_of_the_messages_say_the_kind_and_a_tie_goes_to_the_first(tmp_path, messages, expected):
    assert kind(tmp_path, *messages) is expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("devis: synthese", "devis: essai-randomise", TESTED),
        ("devis: synthese", "devis: non-enonce", TESTED),
        # A before–after told by a document compares with nothing, whatever its note says of the link.
        ("devis: synthese", "devis: document", OBSERVED),
        ("devis: synthese", "devis: enquete", OBSERVED),
        ("lien: effet", "lien: association", OBSERVED),
        ("lien: effet", "lien: indetermine", OBSERVED),
        ("lien: effet", "lien: description", DESCRIBED),
        # What a source advises, and what the law asks, are no findings of a trial.
        ("lang=en lu=resume", "lang=en lu=resume genre=recommandation", DESCRIBED),
        ("lang=en lu=resume", "lang=en lu=resume genre=regle", DESCRIBED),
        ("lang=en lu=resume", "lang=en lu=resume genre=resultat", TESTED),
    ],
)
def test_a_message_is_tested_by_a_finding_of_what_compared(tmp_path, old, new, expected):
    assert old in NOTE_SAMPLE
    assert kind(tmp_path, TRIAL, TRIAL, sample=NOTE_SAMPLE.replace(old, new)) is expected
