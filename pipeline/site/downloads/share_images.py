"""The image that stands for a sheet where its address is shared: PNG, 1200 × 630, set by typst.

An image holds a hash of all that shapes it, so one that is there already need not be made again.
"""

import hashlib
import json
import struct
import zlib
from importlib.metadata import version

from pipeline.content.council import Organisation, mention
from pipeline.content.names import EVIDENCE
from pipeline.content.sheets.sheet import Fiche
from pipeline.content.sheets.standing import Standing
from pipeline.handouts.pdf_engine import Compilers
from pipeline.project import Project

# Where the first part of a PNG, of a fixed size, ends (PNG, 5.6 and 11.2.1).
_AFTER_HEADER = 33


def image_address(fiche: Fiche) -> str:
    """Return the address of a sheet's image in the site."""
    return f"fiches/{fiche.slug}/partage.png"


class ShareImages:
    """Makes the images of one site; ``template`` is the typst source."""

    def __init__(self, organisation: Organisation, template: bytes) -> None:
        self._organisation = organisation
        self._template = template
        self._seed = hashlib.sha256(f"typst {version('typst')}\n".encode() + template).hexdigest()
        self._compilers = Compilers()

    def mark(self, fiche: Fiche, worth: Standing) -> str:
        """Return a hash of all that shapes the image."""
        return hashlib.sha256(f"{self._seed}\n{self._words(fiche, worth)}".encode()).hexdigest()

    def shows(self, png: bytes, fiche: Fiche, worth: Standing) -> bool:
        """Say whether ``png`` is the image that would be made."""
        comment = self._comment(fiche, worth)
        return png[_AFTER_HEADER : _AFTER_HEADER + len(comment)] == comment

    def png(self, fiche: Fiche, worth: Standing) -> bytes:
        """Return the image. The words go to typst as data; no font of the machine's is used, so any machine gives the same bytes."""
        files = {"main.typ": self._template, "donnees.json": self._words(fiche, worth).encode()}
        image = self._compilers.here().compile(files, format="png", ppi=72, timestamp=0)  # type: ignore[type-var] # see PdfEngine
        if not isinstance(image, bytes):
            raise RuntimeError("typst gave no image, or several")
        return image[:_AFTER_HEADER] + self._comment(fiche, worth) + image[_AFTER_HEADER:]

    def _comment(self, fiche: Fiche, worth: Standing) -> bytes:
        """Return the mark as a part of a PNG (11.3.4.3, tEXt)."""
        data = b"tEXtComment\0" + self.mark(fiche, worth).encode()
        return struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data))

    def _words(self, fiche: Fiche, worth: Standing) -> str:
        shown = {**_words(self._organisation, fiche, worth), "rang": worth.level.rank, "genre": worth.kind.value}
        return json.dumps(shown, ensure_ascii=False, sort_keys=True)


def alternative(organisation: Organisation, fiche: Fiche, worth: Standing) -> str:
    """Return the words of a sheet's image, for who does not see it."""
    return ". ".join(text.rstrip(".") for text in _words(organisation, fiche, worth).values() if text) + "."


def _words(organisation: Organisation, fiche: Fiche, worth: Standing) -> dict[str, str]:
    return {
        "titre": fiche.meta.titre,
        "reponse": fiche.meta.reponse or "",
        "preuve": EVIDENCE[worth.kind],
        "confiance": worth.words,
        "site": organisation.titre_du_site,
        "mention": mention(organisation),
    }


def share_images(project: Project, organisation: Organisation) -> ShareImages:
    """Return the images of ``project``."""
    return ShareImages(organisation, (project.templates / "partage.typ").read_bytes())
