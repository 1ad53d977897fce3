"""Every document of the example, opened in LibreOffice and made into PDF/UA: a table of their pages (`make test-long`).

LibreOffice's accessibility check has no command line: it is a dialog, that its window alone shows. What it looks for in a document
like ours (title, language, header rows, no merged cell, no heading skipped, no picture without its text) is in
tests/handouts/test_office.py; here, its export says whether it found the same in the file: tags, language, title, headings.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf

from tests.site.sites import EXAMPLE, built, copy_project

# Export filter « writer_pdf_Export », option PDFUACompliance (help.libreoffice.org, « PDF Export Command Line Parameters »).
_PDF_UA = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'


def main() -> int:
    """Print the pages of each document; return 1 when one cannot be opened, or is not what it should be."""
    with TemporaryDirectory() as name:
        root = Path(name)
        site = built(copy_project(EXAMPLE, root / "exemple")).site
        documents = sorted(path for path in site.rglob("*") if path.suffix in (".docx", ".odt"))
        wrong = [fault for form in (".docx", ".odt") for fault in converted(root / form[1:], [d for d in documents if d.suffix == form])]
    print("\n".join(wrong) or f"{len(documents)} documents ouverts par LibreOffice et exportés en PDF/UA.")
    return bool(wrong) or not documents


def converted(folder: Path, documents: list[Path]) -> Iterator[str]:
    """Convert documents of different names, print the pages of each, and yield what is wrong."""
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", _PDF_UA, "--outdir", str(folder), *map(str, documents)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for document in documents:
        path = folder / f"{document.stem}.pdf"
        if not path.is_file():
            yield f"{document.name}: LibreOffice n’a rien écrit"
            continue
        with pikepdf.open(path) as pdf:
            print(f"{document.name:<60}{len(pdf.pages):>4} pages")
            yield from (f"{document.name}: {fault}" for fault in faults(pdf))


def faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield what PDF/UA asks for and is not there."""
    kinds = set(_kinds(pdf.Root.StructTreeRoot.K)) if "/StructTreeRoot" in pdf.Root else set()
    if not pdf.pages:
        yield "aucune page"
    if pdf.Root.get("/Lang") != "fr-CA":
        yield "pas de langue"
    if not str(pdf.docinfo.get("/Title", "")):
        yield "pas de titre"
    with pdf.open_metadata() as metadata:
        if metadata.get("pdfuaid:part") != "1":
            yield "pas de PDF/UA"
    yield from (f"pas de {kind}" for kind in ("/H1", "/Table", "/TH") if kind not in kinds)


def _kinds(node: object) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _kinds(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node["/S"])
        if "/K" in node:
            yield from _kinds(node["/K"])


if __name__ == "__main__":
    sys.exit(main())
