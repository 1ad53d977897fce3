"""What a publication on GitHub keeps for the next: ``build/`` and ``site/`` in an archive, laid over a new checkout."""

import tarfile

from pipeline.site.build import build
from tests.site.built_pages import differences, snapshot
from tests.site.edits import built_clean
from tests.support import FICHE, TODAY, make_site


def test_over_a_new_checkout_an_edit_makes_its_own_pages_only_and_the_site_of_a_first_build(small_site, tmp_path):
    kept = tmp_path / "garde.tar"
    with tarfile.open(kept, "w", format=tarfile.PAX_FORMAT) as archive:  # as actions/cache does: whole, with its times
        for name in ("build", "site"):
            archive.add(small_site.root / name, name)
    checkout = make_site(
        tmp_path / "depot", {"content/fiches/exemple.md": FICHE.replace("Que ferions-nous?", "Que ferait-on?")}, templates=True
    )
    with tarfile.open(kept) as archive:
        archive.extractall(checkout.root, filter="tar")
    outcome = build(checkout, TODAY)
    assert outcome.updated is not None
    pages = [name for name in outcome.updated.written if name.endswith(".html")]
    assert pages == ["fiches/exemple/index.html"]
    assert differences(snapshot(built_clean(checkout, tmp_path / "neuf").site), snapshot(checkout.site)) == set()
    assert build(checkout, TODAY).unchanged
