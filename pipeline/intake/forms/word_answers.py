"""The filled copy of « J’ai lu une étude », a .docx, read back as the body of a form. Hostile until read.

Nothing in it is run or fetched: macros, links, images and fields are left aside; sizes are bounded before anything is parsed, and a
declaration (DOCTYPE) is refused, so that no entity is ever expanded.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence

import docx
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.authoring.word_form import BOX, CONSENT, EXACT, HONEST, MEANING, PUBLIC, QUESTIONS, WHERE, WordQuestion, same_words
from pipeline.intake.forms.form_answers import NO_RESPONSE, UnreadableFormError
from pipeline.intake.forms.questions import HONEST_BOX, PUBLIC_BOX, Form
from pipeline.text.words import collapse

MAX_BYTES = 5_000_000
MAX_UNPACKED = 30_000_000
MAX_PARTS = 500
MAX_PARAGRAPHS = 5_000
_TICKED = re.compile(r"\s*(?:[☒☑✓✔✗✘]|\[?[xX]\]?(?=[\s.)☐]|$))\s*☐?\s*")
_BOXED = re.compile(rf"\s*{BOX}\s*")
_PROPERTIES = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)


def is_document(data: bytes) -> bool:
    """Say whether ``data`` begins as a .docx does, or as an old .doc."""
    return data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def body_of_document(data: bytes, form: Form) -> str:
    """Return what a filled copy answers, as GitHub writes the answers of ``form``: every question is there.

    Raises:
        UnreadableFormError: it is no .docx, is out of proportion, or holds none of the questions.

    """
    blocks = list(_blocks(data))
    places = _places(blocks)
    if not places:
        raise UnreadableFormError("Ce document ne contient aucune des questions du formulaire « J’ai lu une étude » : ne les changez pas.")
    answers = {question.id: _answer(question, blocks[start + 1 : end]) for question, start, end in places if question is not CONSENT}
    consent = next((blocks[start + 1 : end] for question, start, end in places if question is CONSENT), [])
    ticked = _picked([HONEST, PUBLIC], _lines(consent))
    answers["envoi"] = "\n".join(
        f"- [{'X' if said in ticked else ' '}] {box.name}" for said, box in ((HONEST, HONEST_BOX), (PUBLIC, PUBLIC_BOX))
    )
    return "\n\n".join(f"### {asked.label}\n\n{answers.get(asked.id) or NO_RESPONSE}" for asked in form.asked)


# A paragraph, or the rows of a table: each cell as its lines.
_Block = str | list[list[str]]


def _blocks(data: bytes) -> Iterator[_Block]:
    """Yield the paragraphs and tables of the document, as text, in their order."""
    _refuse_what_is_out_of_proportion(data)
    try:
        body = docx.Document(io.BytesIO(data)).element.body
        if sum(1 for _ in body.iter(qn("w:p"))) > MAX_PARAGRAPHS:
            raise UnreadableFormError("Ce document est trop long : gardez seulement le formulaire.")
        for child in body:
            if child.tag == qn("w:p"):
                yield _text(child)
            elif child.tag == qn("w:tbl"):
                yield [[_cell(cell) for cell in row.iter(qn("w:tc"))] for row in child.iter(qn("w:tr"))]
    except UnreadableFormError:
        raise
    except Exception as error:  # a hostile document makes the library raise almost anything
        message = "Ce document ne se lit pas. Ouvrez-le dans votre traitement de texte et enregistrez-le de nouveau en .docx."
        raise UnreadableFormError(message) from error


def _refuse_what_is_out_of_proportion(data: bytes) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        message = "Ce document est d’un ancien format (.doc), ou protégé par un mot de passe. Enregistrez-le en .docx, sans mot de passe."
        raise UnreadableFormError(message)
    if len(data) > MAX_BYTES:
        raise UnreadableFormError(f"Ce document dépasse {MAX_BYTES // 1_000_000} Mo. Retirez-en les images.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            # A part never gives more than it declares: zipfile stops there.
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise UnreadableFormError("Ce document est démesuré une fois décompressé. Copiez vos réponses dans un formulaire neuf.")
            if any(_PROPERTIES.search(archive.read(part)) for part in parts if part.filename.endswith((".xml", ".rels"))):
                message = (
                    "Ce document contient une déclaration que les traitements de texte n’écrivent pas (DOCTYPE). Enregistrez-le de nouveau."
                )
                raise UnreadableFormError(message)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise UnreadableFormError("Ce document est abîmé ou protégé. Enregistrez-le de nouveau en .docx, sans mot de passe.") from error


def _text(element: BaseOxmlElement) -> str:
    """Return the text of a paragraph: what was added under review too, not what was removed."""
    said = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
    return "".join((one.text or "") if one.tag == qn("w:t") else said.get(one.tag, "") for one in element.iter())


def _cell(element: BaseOxmlElement) -> str:
    return "\n".join(_text(one) for one in element.iter(qn("w:p"))).strip()


def _places(blocks: Sequence[_Block]) -> list[tuple[WordQuestion, int, int]]:
    """Return each question that is found, in order, with where it stands and where the next one does."""
    found: list[tuple[WordQuestion, int]] = []
    after = 0
    for question in (*QUESTIONS, CONSENT):
        wanted = same_words(question.label)
        at = next((n for n, block in enumerate(blocks) if n >= after and isinstance(block, str) and same_words(block) == wanted), None)
        if at is not None:
            found.append((question, at))
            after = at + 1
    stops = (*(at for _, at in found[1:]), len(blocks))
    return [(question, at, stop) for (question, at), stop in zip(found, stops, strict=False)]


def _lines(blocks: Sequence[_Block]) -> list[str]:
    """Return the lines of paragraphs and of cells, empty ones apart."""
    cells = [cell for block in blocks for cell in ([block] if isinstance(block, str) else [one for row in block for one in row])]
    # A line that begins as the title of a question does would be taken for one.
    lines = (line.strip().lstrip("#").strip() for cell in cells for line in cell.split("\n"))
    return [line for line in lines if line]


def _answer(question: WordQuestion, blocks: Sequence[_Block]) -> str:
    if question.choices:
        return ", ".join(_picked(question.choices, _lines(blocks))[:1])
    if question.rows:
        return "\n".join(filter(None, (_excerpt(block) for block in blocks if not isinstance(block, str))))
    ours = {same_words(question.help), same_words("Votre réponse")}
    return "\n".join(line for line in _lines(blocks) if same_words(line) not in ours)


def _picked(choices: Sequence[str], lines: Sequence[str]) -> list[str]:
    """Return the choices that were ticked; where none is and all lines but one were erased, the one that is left."""
    named = {same_words(choice): choice for choice in choices}
    ticked = [named[words] for line in lines if _TICKED.match(line) and (words := same_words(_TICKED.sub("", line, count=1))) in named]
    left = [named[words] for line in lines if (words := same_words(_BOXED.sub("", line, count=1))) in named]
    return ticked or (left if len(left) == 1 < len(choices) else [])


def _excerpt(rows: list[list[str]]) -> str:
    """Return one passage as the form has it; nothing when its words were not copied."""
    told = {same_words(row[0]): collapse(" ".join(row[1:])) for row in rows if row}
    where, exact, meaning = (told.get(same_words(label), "") for label in (WHERE, EXACT, MEANING))
    exact = exact.strip('«»“”" \u00a0')
    return f"repère : {where or 'à écrire'}\n> {exact}\n{meaning}".strip() if exact else ""
