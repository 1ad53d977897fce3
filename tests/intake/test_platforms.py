"""One feed of our own for each platform that the watch reads, shaped as the platform makes it, with the right candidates."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.intake.watch.reader import FeedItem, read_feed

SHAPES = Path(__file__).with_name("plateformes")
ATYPON = "https://revues.example.org/doi/abs/10.5555/re.74017"
NATURE = "https://nature.example.org/articles/s00000-026-0000"
OJS = "https://ojs.example.org/index.php/rex/article/view/"
ERUDIT = "https://erudit.example.org/fr/revues/rex/2025-v51-n2-rex09999/"

RIGHT = {
    "atypon": [
        FeedItem(f"{ATYPON}2?af=R", "Reading Together in Summer: An Example of Tutoring", (), date(2026, 5, 5), "10.5555/re.740172", f"{ATYPON}2?af=R", ""),
        FeedItem(f"{ATYPON}3?af=R", "Attendance and p < .05: A Second Example", ("Ann Roe", "Jo Doe"), date(2026, 5, 6), "10.5555/re.740173", f"{ATYPON}3?af=R", ""),
        FeedItem(f"{ATYPON}4?af=R", "Correction to: Attendance and p < .05: A Second Example", (), date(2026, 8, 1), "10.5555/re.740174", f"{ATYPON}4?af=R", "", None, "correction"),
    ],
    "nature": [
        FeedItem(
            f"{NATURE}1-1", "Reading at home predicts examples", ("Anne Essai", "Luc Roy", "Ève Lô"), date(2026, 5, 5), "10.5555/s00000-026-00001-1",
            f"{NATURE}1-1", "Children who read at home do better in this example.",
        ),
        FeedItem(
            f"{NATURE}2-2", "Author Correction: Reading at home predicts examples", ("Anne Essai",), date(2026, 6, 9), "10.5555/s00000-026-00002-2",
            f"{NATURE}2-2", "", None, "correction",
        ),
    ],
    "ojs": [
        FeedItem(f"{OJS}101", "Lire l'été : pertes & gains", ("Anne Essai", "Luc Roy"), date(2024, 10, 1), None, f"{OJS}101", "Tableau 1 25 élèves gagnent 0,15 écart-type (p < .05)."),
        FeedItem("rex-102", "La présence à l’école : un exemple", ("A. Essai", "J.-P. Roy"), None, "10.5555/rex.102", f"{OJS}pr%C3%A9sence", "Un exemple de résumé."),
    ],
    "erudit": [
        FeedItem(
            "https://doi.org/10.5555/1123456ar", "Persévérer au secondaire : un exemple Staying in School: An Example", ("Anne Essai", "Luc Roy"),
            date(2025, 10, 2), "10.5555/1123456ar", f"{ERUDIT}1123456ar/", "",
        ),
        FeedItem(
            "https://doi.org/10.5555/1123457ar", "Compte rendu d’exemple", ("Ève Lô", "Marie-Ève Côté"), None, "10.5555/1123457ar", f"{ERUDIT}1123457ar/",
            "Un mot sur un livre.", 2025,
        ),
    ],
    "hal": [
        FeedItem(
            "hal-09999991", "Le tutorat entre pairs : un exemple", ("Essai, Anne", "Roy, Luc"), date(2016, 6, 28), "10.5555/depot.1",
            "https://hal.example.org/hal-09999991v2", "Un exemple de résumé de dépôt.",
        ),
        FeedItem("dumas-09999992", "Un mémoire d’exemple", ("Lô, Ève",), date(2016, 6, 29), "10.5555/depot.2", "https://hal.example.org/dumas-09999992", ""),
    ],
}  # fmt: skip
TOLD = {
    "atypon": (
        "des noms sont collés ensemble\u00a0: aucun auteur n’est gardé\u00a0: « Reading Together in Summer: An Example of Tutoring »",
    ),
    "erudit": ("la date ne dit pas le jour\u00a0: il n’est pas gardé\u00a0: « 2025 »",),
}


@pytest.mark.parametrize("platform", RIGHT)
def test_a_feed_of_this_platform_gives_the_right_entries(platform):
    found = read_feed((SHAPES / f"{platform}.xml").read_bytes(), "", f"https://{platform}.example.org/fil")
    assert list(found.items) == RIGHT[platform]
    assert (found.refused, found.problem, found.remarks) == (0, "", TOLD.get(platform, ()))


def test_every_shape_is_tried():
    assert {path.stem for path in SHAPES.glob("*.xml")} == set(RIGHT)
