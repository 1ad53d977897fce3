"""Documents for word processors: .docx and .odt, made by pandoc from one draft, dressed by our own style sheets.

What makes them accessible is in the files, not in the reader's hands: the language, a title, real headings, tables whose header
row is marked and comes again on each page, US Letter. The same draft gives the same bytes: no time, no author is kept.
"""

import hashlib
import io
import json
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from pipeline.project import Project
from pipeline.writing import replace_if_different

FORMATS = ("docx", "odt")
_TEMPLATES = ("docx-styles.xml", "odt-styles.xml", "ecrire.lua")
# In twentieths of a point: US Letter, with the margins of odt-styles.xml (ECMA-376, 17.6.13).
_PAGE = (
    b'<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1296" w:right="1296" w:bottom="1296" w:left="1296" w:header="708" '
    b'w:footer="708" w:gutter="0"/>'
)
_CELL = b'<style:table-cell-properties fo:border="0.75pt solid #6b7c83" fo:padding="0.05in"'
_TIMES = re.compile(rb"<(dcterms:created|dcterms:modified|meta:creation-date|dc:date)\b[^>]*>[^<]*</\1>")
# A row is tall enough to write in by hand, and is not cut between two pages; header rows keep theirs.
_DOCX_ROW = b'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="500" w:hRule="atLeast"/></w:trPr><w:tc>'
_ODT_ROW = (
    b'<style:style style:name="Rangee" style:family="table-row"><style:table-row-properties style:min-row-height="0.35in" '
    b'fo:keep-together="always"/></style:style>'
)
# The first day that a zip can tell (APPNOTE, 4.4.6).
_NO_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class OfficeDraft:
    """A document to make: its title, as text, and its body in Markdown."""

    title: str
    markdown: str


def office_files(project: Project, drafts: Iterable[OfficeDraft]) -> dict[OfficeDraft, Mapping[str, bytes]]:
    """Return each draft as files, by format; one made by an earlier build from the same draft is taken from ``build/documents``."""
    folder, seed = project.build / "documents", _seed(project)
    digests = {draft: hashlib.sha256(f"{seed}\n{draft.title}\n{draft.markdown}".encode()).hexdigest() for draft in drafts}
    kept = {draft: read for draft, digest in digests.items() if (read := _kept(folder / digest))}
    for draft, files in _convert(project, [draft for draft in digests if draft not in kept]).items():
        kept[draft] = files
        for name, data in files.items():
            replace_if_different(folder / f"{digests[draft]}.{name}", data)
    return {draft: kept[draft] for draft in digests}


def forget_others(project: Project, drafts: Iterable[OfficeDraft]) -> None:
    """Remove what is kept of documents that are no more."""
    seed = _seed(project)
    wanted = {hashlib.sha256(f"{seed}\n{draft.title}\n{draft.markdown}".encode()).hexdigest() for draft in drafts}
    for path in (project.build / "documents").glob("*"):
        if path.stem not in wanted:
            path.unlink()


def _seed(project: Project) -> str:
    """Return a hash of all that shapes a document beside its draft."""
    digest = hashlib.sha256(f"pandoc {version('pypandoc-binary')}\n".encode() + Path(__file__).read_bytes())
    for name in _TEMPLATES:
        digest.update((project.templates / "documents" / name).read_bytes())
    return digest.hexdigest()


def _kept(stem: Path) -> dict[str, bytes] | None:
    try:
        return {name: stem.with_suffix(f".{name}").read_bytes() for name in FORMATS}
    except OSError:
        return None


def _convert(project: Project, drafts: list[OfficeDraft]) -> dict[OfficeDraft, dict[str, bytes]]:
    if not drafts:
        return {}
    import pypandoc  # slow to import, and few builds have such a document to make

    templates = project.templates / "documents"
    styles = {name: (templates / f"{name}-styles.xml").read_bytes() for name in FORMATS}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        jobs = [{"title": draft.title, "markdown": draft.markdown, "path": str(folder / str(rank))} for rank, draft in enumerate(drafts)]
        command = [pypandoc.get_pandoc_path(), "lua", str((templates / "ecrire.lua").absolute())]
        subprocess.run(command, input=json.dumps(jobs), capture_output=True, text=True, encoding="utf-8", check=True)
        return {
            draft: {form: _dressed((folder / f"{rank}.{form}").read_bytes(), form, styles[form]) for form in FORMATS}
            for rank, draft in enumerate(drafts)
        }


def _dressed(data: bytes, form: str, styles: bytes) -> bytes:
    """Return a document with our styles and our page, and without the time of its making."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(result, "w") as made:
        for member in given.infolist():
            part = zipfile.ZipInfo(member.filename, _NO_DAY)
            # The type of an .odt comes first and as it is (OpenDocument 1.3, part 2, 3.3).
            part.compress_type = zipfile.ZIP_STORED if member.filename == "mimetype" else zipfile.ZIP_DEFLATED
            made.writestr(part, _part(member.filename, given.read(member), form, styles))
    return result.getvalue()


def _part(name: str, data: bytes, form: str, styles: bytes) -> bytes:
    match form, name:
        case ("docx", "word/styles.xml") | ("odt", "styles.xml"):
            return styles
        case "docx", "word/document.xml":
            return data.replace(b"</w:footnotePr>", b"</w:footnotePr>" + _PAGE).replace(b"<w:tr><w:tc>", _DOCX_ROW)
        case "odt", "content.xml":
            head = data.replace(
                b'"TableHeaderRowCell" style:family="table-cell">\n      <style:table-cell-properties fo:border="none"',
                b'"TableHeaderRowCell" style:family="table-cell">\n      ' + _CELL + b' fo:background-color="#edf3f5"',
            )
            body = head.replace(b'<style:table-cell-properties fo:border="none"', _CELL).replace(
                b"</office:automatic-styles>", _ODT_ROW + b"</office:automatic-styles>"
            )
            return body.replace(b"<table:table-row>", b'<table:table-row table:style-name="Rangee">')
        case (_, "docProps/core.xml" | "meta.xml"):
            return _TIMES.sub(b"", data)
    return data
