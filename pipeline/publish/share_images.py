"""The image that stands for a sheet where its address is shared: PNG, 1200 × 630, set by typst.

An image is named by a hash of all that shapes it, so one that exists need not be made again.
"""

import hashlib
import json
from importlib.metadata import version

import typst

from pipeline.catalogue.models import Organisation
from pipeline.catalogue.pages import Fiche
from pipeline.catalogue.project import Project
from pipeline.publish import french

WIDTH, HEIGHT = 1200, 630
FOLDER = "partage"


class ShareImages:
    """Names and makes the images of one site; ``template`` is the typst source."""

    def __init__(self, organisation: Organisation, template: bytes) -> None:
        self._organisation = organisation
        self._template = template
        self._seed = hashlib.sha256(f"typst {version('typst')}\n".encode() + template).hexdigest()
        self._compiler: typst.Compiler | None = None

    def name(self, fiche: Fiche) -> str:
        """Return the image's address in the site: « partage/<hash>.png »."""
        digest = hashlib.sha256(f"{self._seed}\n{self._words(fiche)}".encode()).hexdigest()
        return f"{FOLDER}/{digest[:20]}.png"

    def alternative(self, fiche: Fiche) -> str:
        """Return the image's words, for who does not see it."""
        words = json.loads(self._words(fiche))
        return ". ".join(text.rstrip(".") for text in (words["titre"], words["confiance"], words["site"], words["mention"]) if text) + "."

    def png(self, fiche: Fiche) -> bytes:
        """Return the image. The words go to typst as data; no font of the machine's is used, so any machine gives the same bytes."""
        if self._compiler is None:
            self._compiler = typst.Compiler(ignore_system_fonts=True)
        image = self._compiler.compile(self._template, format="png", ppi=72, timestamp=0, sys_inputs={"donnees": self._words(fiche)})
        if not isinstance(image, bytes):
            raise RuntimeError("typst gave no image, or several")
        return image

    def _words(self, fiche: Fiche) -> str:
        organisation = self._organisation
        demonstration = organisation.statut == "demonstration"
        return json.dumps(
            {
                "titre": fiche.meta.titre,
                "confiance": f"Confiance dans la preuve\u00a0: {french.CONFIDENCE[fiche.meta.force]}",
                "rang": fiche.meta.force.rank,
                "site": organisation.titre_du_site,
                "mention": french.demonstration(organisation.designation) if demonstration else "",
            },
            ensure_ascii=False,
            sort_keys=True,
        )


def share_images(project: Project, organisation: Organisation) -> ShareImages:
    """Return the images of ``project``."""
    return ShareImages(organisation, (project.templates / "partage.typ").read_bytes())
