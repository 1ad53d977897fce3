"""The site of a council that begins: the files that are its own, and nothing of what the package brings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from pipeline.authoring.begin import NewFile, begin, fields_for, must_be_given
from pipeline.authoring.schemas import editor_files
from pipeline.content.catalogue import Catalogue, load_catalogue
from pipeline.content.sheets.sheet import FICHES
from pipeline.fields.facts import FieldKind
from pipeline.project import PACKAGED, Project
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.typographic import typographic
from pipeline.text.words import nearest_slug
from pipeline.text.yaml_out import yaml_value
from pipeline.writing import replace_if_different

# What a new site has of this repository, word for word: setup.py packs the same.
COPIED = (
    ".vscode/settings.json",
    "content/vocabulaire.yml",
    "content/pages/accessibilite.md",
    "content/pages/comment-lire.md",
    "content/pages/confidentialite.md",
    "content/pages/contribuer-en-detail.md",
    "content/pages/contribuer.md",
    "content/pages/guide-de-redaction.md",
)
_STARTERS = "site_templates/depart"
# By the name of what it begins from, there: « {{ nom }} » is filled.
_WRITTEN = {
    "README.md": "README.md",
    "a-propos.md": "content/pages/a-propos.md",
    "verification.yml": ".github/workflows/verification.yml",
    "publication.yml": ".github/workflows/publication.yml",
}
# What says that a paragraph rests on a source, on a sheet or on the past of those who wrote it.
_OURS = ("[@", "](../fiches/", "Un exemple vécu")
_IGNORED = "/.venv\n/site/\n/build/\n__pycache__/\n"
_DISTRIBUTION = "passerelle"


@dataclass(frozen=True)
class NewCouncil:
    """Who begins: ``designation`` is how a sentence names it (« le CREVALE »); ``status`` is « demonstration » or « officiel »."""

    name: str
    short_name: str
    designation: str
    region: str
    territories: Sequence[str]
    status: str


def write_site(root: Path, council: NewCouncil, today: date) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """Write the site of ``council`` in ``root``, a folder that is empty or not there yet; return its files, and what is wrong.

    Where an answer is refused, nothing is kept.
    """
    project = Project(root)
    found: list[Diagnostic] = []
    texts = _texts(council)
    for path, data in texts.items():
        replace_if_different(root / path, data)
    catalogue = load_catalogue(project, found)
    if catalogue is None:
        for path in texts:
            (root / path).unlink()
        return (), found
    more = {path: text.encode() for path, text in editor_files(catalogue.organisation, catalogue.vocabulary)}
    example = _example(catalogue, today)
    for path, data in {**more, example.path: example.text.encode()}.items():
        replace_if_different(root / path, data)
    return (*texts, *more, example.path), []


def _texts(council: NewCouncil) -> Mapping[str, bytes]:
    words = {
        "nom": council.name,
        "version": version(_DISTRIBUTION),
        "resume": yaml_value(typographic(f"Ce qu’est ce site, et qui le tient : {council.name}.")),
    }
    written = {path: _filled((PACKAGED / _STARTERS / name).read_text(encoding="utf-8"), words).encode() for name, path in _WRITTEN.items()}
    copied = {path: (PACKAGED / path).read_bytes() for path in COPIED}
    copied |= {path: _without_sources(data.decode()).encode() for path, data in copied.items() if path.endswith(".md")}
    made = {
        ".gitignore": _IGNORED,
        "requirements.txt": f"{_DISTRIBUTION}=={version(_DISTRIBUTION)}\n",
        "content/organisme.yml": _council(council),
        "content/mots-connus.txt": typographic("# Les noms propres que « passerelle verifier --langue » doit connaître, un par ligne.\n"),
        "content/redirections.yml": "redirections: []\n",
    }
    return {**copied, **written, **{path: text.encode() for path, text in made.items()}}


def _filled(text: str, words: Mapping[str, str]) -> str:
    """Return ``text`` with each « {{ word }} » replaced, in one pass: what an answer holds is not read again."""
    return re.sub(r"\{\{ (\w+) \}\}", lambda match: words[match.group(1)], text)


def _without_sources(text: str) -> str:
    """Return a page without the paragraphs that cite a source, lead to a sheet or tell what we lived: a new site has none of these.

    A heading under which nothing is left goes too; what is between fences is code, and stays.
    """
    kept: list[str] = []
    for block in _blocks(text):
        level = _level(block)
        while level and kept and _level(kept[-1]) >= level:
            kept.pop()
        if block.startswith("```") or not any(mark in block for mark in _OURS):
            kept.append(block)
    while kept and _level(kept[-1]):
        kept.pop()
    return "\n\n".join(kept).rstrip("\n") + "\n"


def _blocks(text: str) -> list[str]:
    """Return the paragraphs of a page, code between fences whole."""
    blocks: list[str] = []
    for part in text.split("\n\n"):
        if blocks and blocks[-1].startswith("```") and blocks[-1].count("```") % 2:
            blocks[-1] += f"\n\n{part}"
        else:
            blocks.append(part)
    return blocks


def _level(block: str) -> int:
    """Return the rank of a heading, 0 for anything else."""
    marks = block.split(" ", 1)[0]
    return len(marks) if marks and set(marks) == {"#"} and "\n" not in block.strip() else 0


def _council(council: NewCouncil) -> str:
    """Return the text of ``content/organisme.yml``."""
    lines = [
        "# yaml-language-server: $schema=../schemas/organisme.schema.json",
        typographic("# Qui vous êtes, comme donnée. Ce qui vaut « null » ne paraît pas sur le site."),
        f"nom: {yaml_value(council.name)}",
        f"sigle: {yaml_value(council.short_name)}",
        f"designation: {yaml_value(council.designation)}",
        f"region: {yaml_value(council.region)}",
        typographic("# « demonstration » tant que l’organisme n’a pas adopté le site; « officiel » ensuite."),
        f"statut: {yaml_value(council.status)}",
        "titre_du_site: Passerelle",
        "devise: De l’étude à la décision, chaque chiffre mène à sa source.",
        "question: Que dit la recherche sur…",
        "exemples_de_recherche: [lecture, absentéisme, tutorat]",
        "contact: null",
        "adresse: null",
        "depot: null",
        "territoires:" if council.territories else "territoires: []",
    ]
    lines += [f"  - {{slug: {nearest_slug(name)}, nom: {yaml_value([name])[1:-1]}}}" for name in council.territories]
    return "\n".join([*lines, ""])


def _example(catalogue: Catalogue, today: date) -> NewFile:
    """Return a draft to write over: what it must choose is the first of each list."""
    facts = [fact for fact in fields_for(catalogue, FICHES) if must_be_given(FICHES, fact)]
    answers = {fact.name: [fact.choices[0].slug] for fact in facts if fact.choices and fact.kind in (FieldKind.LIST, FieldKind.CHOICE)}
    made, problems = begin(catalogue, FICHES, {**answers, "titre": ["Exemple de fiche à remplacer"]}, today, name="exemple")
    if made is None:
        raise ValueError(f"the example of a sheet is refused: {problems}")
    return made
