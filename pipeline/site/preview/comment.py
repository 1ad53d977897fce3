"""The comment on a pull request, from untrusted text: data that can neither mention, link, embed nor format beyond lists."""

import io
import lzma
import re
import zipfile
import zlib

from pipeline.site.preview.open_requests import LABEL
from pipeline.text.typographic import french_text, typographic

FILE = "commentaire.md"
# Characters of that text that are kept; a comment holds 65 536 (GitHub), and what is made harmless grows.
LONGEST = 60_000
_WAITS = (
    "Le site entier, tel qu’il serait, n’est pas publié : une personne qui tient le dépôt lit d’abord la demande, "
    "puis lui donne l’étiquette "
    "« {label} » (**Labels**, à droite). Quelques minutes plus tard, il est à cette adresse : {site}"
)
_TITLE = "## Vérification de cette demande"
_CONCLUSIONS = {
    "success": "Aucune erreur n’arrête la publication.",
    "failure": "**Une erreur arrête la publication.** Elle est marquée dans les fichiers de la demande.",
}
_JOINER = "\u2060"


def text_of(archive: bytes) -> str | None:
    """Return the text of the comment that an archive holds, cut; None when there is none to read. Nothing is unpacked to disk."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as files, files.open(FILE) as file:
            return file.read(4 * LONGEST).decode("utf-8", errors="ignore")[:LONGEST]
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, KeyError, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        return None


def comment(text: str | None, conclusion: str, run: str, site: str | None = None, *, waits: bool = False) -> str:
    """Return the body of the comment, of at most 65 536 characters.

    It says how the checks ended, the ``text`` made harmless, the address of the ``run`` and, when the checks went well, of the whole
    ``site``, or with ``waits`` who can show it: what a form wrote is not public before a person has read it.
    """
    lines = [_TITLE, "", _CONCLUSIONS.get(conclusion, "La vérification ne s’est pas rendue à la fin.")]
    if site is not None and conclusion == "success" and waits:
        lines += ["", french_text(_WAITS.format(label=LABEL, site=site))]
    elif site is not None and conclusion == "success":
        lines += ["", typographic(f"Le site entier, tel qu’il serait (prêt quelques minutes après cette vérification) : {site}")]
    found = f"La liste des fautes, chacune avec quoi faire, et l’aperçu des pages changées (« Artifacts ») : {run}"
    lines += ["", typographic(found, verbatim_quotes=True), ""]
    if text is not None:
        lines += [harmless(text).rstrip()[: LONGEST + 4_000], "", "_Écrit par la copie proposée; personne ne l’a relu._", ""]
    return "\n".join(lines)


def harmless(text: str) -> str:
    """Return Markdown of which titles, lists and emphasis stay, and in which nothing links, shows an image, calls anyone or is HTML."""
    text = re.sub(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", " ", text)
    # An entity could stand for any sign: only those that our own escaping writes stay.
    text = re.sub(r"&(?!(?:amp|lt|gt|quot|#x27);)", "&amp;", text).replace("<", "&lt;")
    text = re.sub(r"\](?=[(:\[])", rf"]{_JOINER}", text)
    text = re.sub(r"`", "'", text)
    # Before « :// », inside « www. »: after them, cmark-gfm takes the joiner for a letter of the host, and browsers leave it out.
    text = re.sub(r"(?=://)|(?<=ww)(?=w\.)|(?<=~)(?=~)", _JOINER, text, flags=re.IGNORECASE)
    return re.sub(r"(@|GH-|mailto:|#(?=\d))", rf"\1{_JOINER}", text, flags=re.IGNORECASE)
