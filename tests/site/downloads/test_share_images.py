"""The image of a sheet: its size, its words, and what makes it be made again."""

import struct
import zlib
from dataclasses import replace

import pytest

from pipeline.content.sheets.evidence_kind import EvidenceKind
from pipeline.site.downloads.share_images import ShareImages, share_images
from tests.edition.test_index import index_of, sheet
from tests.site.built_pages import page

WIDTH, HEIGHT = 1200, 630  # in pixels
LONG = "Un titre exemple qui dit tout ce qu’une fiche peut dire, des tout-petits aux adultes, et qui compte exactement autant de signes que le modèle en accepte, cent soix"


def images_of(site, **changes: str) -> ShareImages:
    organisation = site.catalogue.organisation.model_copy(update=changes)
    return share_images(site.project, organisation)


def worth(index, fiche):
    return index.standings([fiche])[fiche.slug]


def chunks(png: bytes) -> dict[bytes, bytes]:
    """Return the parts of a PNG by name, the compressed ones joined; each must have its own checksum (PNG, 5.3)."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    found: dict[bytes, bytes] = {}
    at = 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        assert zlib.crc32(kind + data) == struct.unpack(">I", png[at + 8 + size : at + 12 + size])[0]
        found[kind] = found.get(kind, b"") + data
        at += 12 + size
    return found


@pytest.mark.parametrize("which", ["example_site", "real_site", "small_site"])
def test_each_listed_sheet_has_its_image_and_no_other_is_kept(which, request):
    built = request.getfixturevalue(which)
    names = sorted(f"fiches/{fiche.slug}/partage.png" for fiche in built.index.fiches)
    assert sorted(path.relative_to(built.site).as_posix() for path in built.site.rglob("*.png") if "assets" not in path.parts) == names
    for name in names:
        data = (built.site / name).read_bytes()
        assert struct.unpack(">II", chunks(data)[b"IHDR"][:8]) == (WIDTH, HEIGHT)
        assert len(data) < 180_000
        assert len(set(zlib.decompress(chunks(data)[b"IDAT"]))) > 20  # not a blank one


def test_the_same_words_give_the_same_bytes_and_other_words_other_ones(small_site):
    fiche = small_site.catalogue.fiches["exemple"]
    one, of_it = images_of(small_site), worth(small_site.index, fiche)
    png = one.png(fiche, of_it)
    assert images_of(small_site).png(fiche, of_it) == png
    assert one.shows(png, fiche, of_it)
    for change in ({"titre_du_site": "Autre exemple"}, {"statut": "officiel"}, {"designation": "l’Exemple"}):
        other = images_of(small_site, **change)
        assert not other.shows(png, fiche, of_it), change
        assert chunks(other.png(fiche, of_it))[b"IDAT"] != chunks(png)[b"IDAT"], change


def test_an_image_is_made_again_when_the_title_the_confidence_or_the_template_changes(tmp_path, small_site):
    marks = []
    for rank, changes in enumerate(({}, {"titre": "Un autre exemple"}, {"force": "tres-limitee"})):
        index = index_of(tmp_path / str(rank), {"a": sheet("a", **changes)})
        (fiche,) = index.fiches
        marks.append(ShareImages(index.catalogue.organisation, b"").mark(fiche, worth(index, fiche)))
    marks.append(ShareImages(index.catalogue.organisation, b"autre").mark(fiche, worth(index, fiche)))
    assert len(set(marks)) == 4


def test_an_image_is_made_again_when_the_kind_of_evidence_changes(small_site):
    images, fiche = images_of(small_site), small_site.catalogue.fiches["exemple"]
    one = worth(small_site.index, fiche)
    assert images.mark(fiche, replace(one, kind=EvidenceKind.DESCRIBED)) != images.mark(fiche, one)


def test_no_image_is_made_when_the_one_that_is_there_shows_the_same(small_site):
    fiche = small_site.catalogue.fiches["exemple"]
    kept = small_site.project.extras / "fiches" / "exemple" / "partage.png"
    assert kept.read_bytes() == (small_site.site / "fiches" / "exemple" / "partage.png").read_bytes()
    of_it = worth(small_site.index, fiche)
    assert images_of(small_site).shows(kept.read_bytes(), fiche, of_it)
    assert not images_of(small_site).shows(b"", fiche, of_it)
    assert not images_of(small_site).shows(kept.read_bytes()[:40], fiche, of_it)


@pytest.mark.parametrize(
    "title",
    [
        LONG,
        "A" * 160,
        '#set page(fill: red) ]] #panic("x") $ \\ ` "',
        "Exemple — « œuvre », l’été à 50 % <b>&amp;</b>",
        "\u0416" * 100 + "\U0001f600" * 10,
    ],
    ids=["long", "one word", "typst source", "signs", "letters that the fonts may lack"],
)
@pytest.mark.parametrize("answer", [None, "Deux phrases exemples, aussi longues qu’il est permis. " * 9], ids=["no answer", "an answer"])
def test_any_title_holds_in_the_picture(title, answer, tmp_path, small_site):
    index = index_of(tmp_path, {"a": sheet("a")})
    fiche = index.fiches[0]
    meta = fiche.meta.model_copy(update={"titre": title, "reponse": answer})
    titled = type(fiche)(fiche.slug, fiche.source, fiche.header, meta, fiche.body_start)
    png = images_of(small_site).png(titled, worth(index, fiche))
    assert struct.unpack(">II", chunks(png)[b"IHDR"][:8]) == (WIDTH, HEIGHT)
    # The right margin is bare: typst's rows are RGBA, each after its filter (PNG, 9); a row that repeats the one above holds zeros.
    assert margin_is_bare(zlib.decompress(chunks(png)[b"IDAT"]))


def margin_is_bare(data: bytes, margin: int = 40) -> bool:
    """Say whether the last ``margin`` pixels of each row are one colour, whatever the row's filter."""
    stride = 1 + 4 * WIDTH
    for row in range(HEIGHT):
        kind, end = data[row * stride], data[(row + 1) * stride - 4 * margin : (row + 1) * stride]
        # None and Average repeat a value; Sub, Up and Paeth of a plain surface are zeros.
        plain = {end[i : i + 4] for i in range(0, len(end), 4)}
        if kind in (1, 2, 4) and any(end):
            return False
        if kind in (0, 3) and len(plain) > 1:
            return False
    return True


def test_a_site_with_an_address_gives_the_image_to_who_shares_the_page(example_site, small_site):
    tree = page(example_site.site, "fiches/tutorat-grande-echelle/")
    assert (
        tree.one("meta", property="og:image").attributes["content"]
        == "https://exemple.invalid/passerelle/fiches/tutorat-grande-echelle/partage.png"
    )
    assert tree.one("meta", property="og:image:alt").attributes["content"].startswith("Exemple\u00a0: le tutorat aide")
    assert tree.one("meta", name="twitter:card").attributes["content"] == "summary_large_image"
    # Without an address there is no full one to give.
    assert page(small_site.site, "fiches/exemple/").all("meta", property="og:image") == []
