"""Reading notes: what was read of a source, excerpt by excerpt.

The only place that reads the format of ``research_notes/notes/<clé>.md`` (DESIGN.md, section 3).
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipeline.catalogue.diagnostics import Diagnostic, Rule, Severity
from pipeline.catalogue.figures import Figure, figures
from pipeline.catalogue.files import Source, Span, check_file_name, files_of, read_once
from pipeline.catalogue.markdown_text import Kind, Section, blocks, sections
from pipeline.catalogue.memory import Memory
from pipeline.catalogue.models import NoteMeta, Reading, is_web_address
from pipeline.catalogue.project import Project
from pipeline.catalogue.validation import validate
from pipeline.catalogue.words import SLUG, collapse, nearest
from pipeline.catalogue.yaml_data import YamlData, read_yaml, split_front_matter

NO_QUOTATION = Rule(
    "N001",
    Severity.ERROR,
    "Un extrait a sa citation et sa paraphrase",
    "Le lecteur voit d’abord notre paraphrase, puis les mots de la source\u00a0: il faut les deux.",
    "## résumé {#effet lang=en lu=resume}\n\nLe tutorat aide.",
    "## résumé {#effet lang=en lu=resume}\n\n> overall pooled ES of 0.288 SD\n\nL’effet global est de 0,288\u00a0écart-type.",
)
ATTRIBUTES = Rule(
    "N002",
    Severity.ERROR,
    "Un extrait a un identifiant, une langue et ce qui a été lu",
    "Les citations désignent l’extrait par son identifiant; la langue sert aux lecteurs d’écran.",
    "## résumé",
    "## résumé {#effet-global lang=en lu=resume url=https://doi.org/10.3102/00028312231208687}",
)
DUPLICATE_EXCERPT = Rule(
    "N003",
    Severity.ERROR,
    "Un identifiant, un extrait",
    "Deux extraits du même nom ne peuvent pas se distinguer dans une citation.",
    "Deux sections {#effet}",
    "{#effet} et {#effet-lecture}",
)
LONG_QUOTATION = Rule(
    "N004",
    Severity.ERROR,
    "Au plus 25 mots cités",
    "Le droit d’auteur permet de citer court. On cite la phrase qui porte le fait, sans plus.",
    "Un paragraphe entier du résumé",
    "La phrase, ou la partie de phrase, qui porte le chiffre",
)
LOCATOR = Rule(
    "N005",
    Severity.ERROR,
    "Un repère se cite tel quel",
    "Le titre de la section devient le repère des citations\u00a0: il ne contient ni « ; », ni crochet, ni accolade.",
    "## résumé; version d’octobre",
    "## résumé, version d’octobre",
)
NO_ENTRY = Rule(
    "N006",
    Severity.ERROR,
    "Une note, une référence",
    "Une note sans référence dans la bibliographie ne peut pas être citée.",
    "notes/kim2012.md, sans entrée « kim2012 »",
    "notes/kim2013.md et @article{kim2013, …}",
)
TO_DO = Rule(
    "N007",
    Severity.WARNING,
    "Note de lecture à écrire",
    "« passerelle ajouter » prépare une note vide. Tant qu’il y reste « à écrire », la page de la référence ne la montre pas.",
    "population: à écrire",
    "population: Élèves du primaire",
)
RULES = (NO_QUOTATION, ATTRIBUTES, DUPLICATE_EXCERPT, LONG_QUOTATION, LOCATOR, NO_ENTRY, TO_DO)

# What a note made by « passerelle ajouter » holds where a person has yet to write.
TO_WRITE = "à écrire"

MAX_QUOTED_WORDS = 25
_ATTRIBUTE = re.compile(r"""#(?P<id>[^\s=]+)|(?P<name>[a-z_]+)=(?:"(?P<quoted>[^"]*)"|(?P<value>\S+))|(?P<junk>\S+)""")
_KNOWN = ("lang", "lu", "url", *(_PROOF := ("page", "empreinte", "trouve", "preuve", "absent")))
_PAGES = re.compile(r"(?:^|[\s,(])(?:pp?\.|pages?)[ \u00a0]?(\d{1,5})(?:[ \u00a0]?(?:[-–]|à|et)[ \u00a0]?(\d{1,5}))?(?!\d)")


_HINTS = {
    "devis_enonce": "Le type d’étude dans les mots de la source, ou null; puis choisissez « devis ».",
    "population": "Qui a été étudié\u00a0: par exemple « Élèves du primaire ».",
    "lu_par": "Le nom de la personne ou de l’équipe qui a lu.",
    "evaluation_fondement": "Ce qui permet de dire que l’étude a été évaluée par les pairs, ou non\u00a0: par exemple « revue savante ».",
}
_EXCERPT_HINT = f"Remplacez « > à écrire » par les mots de la source ({MAX_QUOTED_WORDS} au plus), puis « à écrire » par ce qu’ils veulent dire; ou effacez la section."


@dataclass(frozen=True)
class Excerpt:
    """Words quoted from a source, and what we say they mean.

    The rest is what « passerelle preuves » wrote when a copy of the source was searched, None until then: ``found_hash``, the prints
    of the copy and of the words (``proof_print``); ``found_page``, the page; ``found_on``, the day when the words were found,
    ``found_near`` when only nearly the same were; ``absent_on``, the day when they were not. ``prose`` says where the paraphrase and the
    remarks stand in the file, in this order.
    """

    key: str
    id: str
    locator: str
    language: str
    reading: Reading
    quotation: str
    paraphrase: str
    remarks: tuple[str, ...]
    url: str | None
    start: int
    found_hash: str | None = None
    found_page: str | None = None
    found_on: date | None = None
    found_near: bool = False
    absent_on: date | None = None
    prose: tuple[Span, ...] = ()

    @property
    def changed_since(self) -> bool:
        """True when the words are no longer those that were searched."""
        searched = self.found_on is not None or self.absent_on is not None
        return searched and (self.found_hash or "").rpartition("-")[2] != words_print(self.quotation)

    @property
    def verified_on(self) -> date | None:
        """The day when a copy of the source was seen to hold these very words, or None."""
        return None if self.changed_since else self.found_on

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the quotation, in its language; none for a summary in our own words."""
        if self.reading is Reading.OWN_WORDS:
            return ()
        return tuple(figures(self.quotation, self.language))

    @property
    def anchor(self) -> str:
        """The id of this excerpt in a page."""
        return f"extrait-{self.key}-{self.id}"


@dataclass(frozen=True, slots=True)
class Note:
    """A reading note and its excerpts, in the order of the file."""

    key: str
    source: Source
    header: YamlData
    meta: NoteMeta
    excerpts: tuple[Excerpt, ...]

    def excerpt(self, excerpt_id: str) -> Excerpt | None:
        """Return the excerpt of that id, if there is one."""
        return next((excerpt for excerpt in self.excerpts if excerpt.id == excerpt_id), None)

    @property
    def to_write(self) -> bool:
        """True while a person has yet to write part of the note."""
        return TO_WRITE in self.header.data.values() or not self.excerpts


def load_notes(project: Project, keys: set[str], found: list[Diagnostic], memory: Memory) -> dict[str, Note]:
    """Read every reading note; ``keys`` are those of the bibliography."""
    notes: dict[str, Note] = {}
    for path in files_of(project, project.research / "notes", ".md", found):
        if not check_file_name(project, path, found):
            continue

        def read(source: Source, wrong: list[Diagnostic], key: str = path.stem) -> Note | None:
            return read_note(source, key, wrong)

        note = read_once(project, path, memory, (), found, read)
        if note is None:
            continue
        if note.key not in keys:
            near = nearest(note.key, keys, cutoff=75)
            hint = f"Vouliez-vous dire « {near} »? " if near else ""
            message = f"La bibliographie n’a pas d’entrée « {note.key} »."
            found.append(
                Diagnostic(NO_ENTRY, note.source.place(0), message, note.key, f"{hint}Le nom du fichier est la clé de la référence.")
            )
        notes[note.key] = note
    return notes


def read_note(source: Source, key: str, found: list[Diagnostic]) -> Note | None:
    """Read one note; None when its front matter cannot be used."""
    split = split_front_matter(source, found)
    header = read_yaml(source, split[0], found) if split else None
    meta = validate(header, NoteMeta, found) if header else None
    if split is None or header is None or meta is None:
        return None
    for name, value in header.data.items():
        if value == TO_WRITE:
            found.append(
                Diagnostic(
                    TO_DO, source.place(header.where((name,))), f"Il reste à écrire\u00a0: « {name} ».", TO_WRITE, _HINTS.get(name, "")
                )
            )
    excerpts: list[Excerpt] = []
    for section in sections(source.text, blocks(source.text, split[1]), 2):
        excerpt = _excerpt(source, key, section, found)
        if excerpt is None:
            continue
        if any(other.id == excerpt.id for other in excerpts):
            message = f"L’identifiant « #{excerpt.id} » est déjà pris dans cette note."
            found.append(
                Diagnostic(
                    DUPLICATE_EXCERPT, source.place(excerpt.start), message, excerpt.id, "Donnez un autre identifiant à cet extrait."
                )
            )
            continue
        excerpts.append(excerpt)
    return Note(key, source, header, meta, tuple(excerpts))


def _excerpt(source: Source, key: str, section: Section, found: list[Diagnostic]) -> Excerpt | None:
    text, start = source.text, section.heading.start
    place = source.place(start)
    attributes = _attributes(source, section, found)
    if attributes is None:
        return None
    locator = collapse(section.title)
    if re.search(r"[;\[\]{}#]|@\w", locator) or not locator:
        found.append(Diagnostic(LOCATOR, place, "Ce repère ne pourrait pas être cité tel quel.", locator, LOCATOR.right))
        return None
    quotations = [block for block in section.blocks if block.kind is Kind.QUOTE]
    prose = [block for block in section.blocks if block.kind is Kind.PARAGRAPH]
    if len(quotations) != 1 or not prose:
        message = "Il faut une seule citation (lignes qui commencent par « > ») et une paraphrase en français."
        found.append(Diagnostic(NO_QUOTATION, place, message, locator, NO_QUOTATION.right))
        return None
    quotation = collapse(re.sub(r"^[ \t]*>[ \t]?", "", text[quotations[0].start : quotations[0].end], flags=re.MULTILINE))
    if TO_WRITE in (quotation, collapse(prose[0].text(text))):
        found.append(Diagnostic(TO_DO, place, f"Il reste à écrire\u00a0: l’extrait « #{attributes['id']} ».", TO_WRITE, _EXCERPT_HINT))
        return None
    reading = Reading(attributes["lu"])
    words = len(quotation.split())
    if (
        words > MAX_QUOTED_WORDS
        and reading is not Reading.OWN_WORDS
        and len(re.findall(r"[^\W_]+(?:[’'.,-][^\W_]+)*", quotation)) > MAX_QUOTED_WORDS
    ):
        message = f"La citation a plus de {MAX_QUOTED_WORDS} mots."
        found.append(
            Diagnostic(
                LONG_QUOTATION,
                source.place(quotations[0].start),
                message,
                quotation[:60],
                "Gardez la phrase, ou la partie de phrase, qui porte le fait.",
            )
        )
    paragraphs = [collapse(block.text(text)) for block in prose]
    return Excerpt(
        key, attributes["id"], locator, attributes["lang"], reading, quotation, paragraphs[0], tuple(paragraphs[1:]),
        attributes.get("url"), start, attributes.get("empreinte"), attributes.get("page"),
        _day(attributes, "trouve"), attributes.get("preuve") == "proche", _day(attributes, "absent"),
        tuple(Span(block.inner, block.end) for block in prose),
    )  # fmt: skip


def words_print(quotation: str) -> str:
    """Return the first 8 hexadecimal digits of the SHA-256 of a quotation, its spaces made single."""
    return hashlib.sha256(collapse(quotation).encode()).hexdigest()[:8]


def located_pages(locator: str) -> range | None:
    """Return the pages that a locator gives (« p. 5 », « tableau 2, p. 5-6 »), or None."""
    match = _PAGES.search(locator)
    if match is None:
        return None
    first, last = int(match.group(1)), int(match.group(2) or match.group(1))
    return range(first, max(first, last) + 1)


def with_proof(text: str, excerpt: Excerpt, proof: Mapping[str, str]) -> str:
    """Return the text of a note with ``proof`` as what « passerelle preuves » says of an excerpt; nothing else changes.

    ``excerpt`` was read in ``text``; the names of ``proof`` are among ``page``, ``empreinte``, ``trouve``, ``preuve``, ``absent``.
    """
    start = text.rindex("{", excerpt.start, text.index("}", excerpt.start))
    end = text.index("}", start)
    attributes = text[start:end]
    for name in _PROOF:
        one = re.compile(rf"""[ \t]+{name}=(?:"[^"]*"|\S+)""")
        value = f" {name}={proof[name]}" if name in proof else ""
        # Written again where it stood, so that the same result leaves the same line.
        attributes, times = one.subn(lambda _, value=value: value, attributes, count=1)  # type: ignore[misc]
        if not times:
            attributes = attributes.rstrip() + value if value else attributes
    return text[:start] + attributes + text[end:]


def _attributes(source: Source, section: Section, found: list[Diagnostic]) -> dict[str, str] | None:
    place = source.place(section.heading.start)
    values: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(section.attributes):
        if match.group("id"):
            values["id"] = match.group("id")
        elif match.group("name"):
            values[match.group("name")] = match.group("quoted") or match.group("value") or ""
        else:
            values[match.group("junk")] = ""
    problems = [f"« {name} » est inconnu" for name in values if name not in ("id", *_KNOWN)]
    problems += [f"« {name} » manque" for name in ("id", "lang", "lu") if not values.get(name)]
    if values.get("id") and not SLUG.fullmatch(values["id"]):
        problems.append("l’identifiant n’est pas en minuscules sans accent")
    if values.get("lang") and values["lang"] not in ("fr", "en"):
        problems.append("« lang » vaut « fr » ou « en »")
    if values.get("lu") and values["lu"] not in list(Reading):
        problems.append(f"« lu » vaut {', '.join(Reading)}")
    if values.get("url") and not is_web_address(values["url"]):
        problems.append("« url » n’est pas une adresse http")
    problems += [
        f"« {name} » n’est pas une date AAAA-MM-JJ" for name in ("trouve", "absent") if name in values and not _is_day(values[name])
    ]
    if values.get("preuve", "proche") != "proche":
        problems.append("« preuve » vaut « proche », ou ne s’écrit pas")
    if problems:
        message = f"Attributs de l’extrait\u00a0: {'; '.join(problems)}."
        pairs = [(name, nearest(name, _KNOWN)) for name in values if name not in ("id", *_KNOWN)]
        hint = " ".join(f"Vouliez-vous dire « {near} » au lieu de « {name} »?" for name, near in pairs if near)
        found.append(Diagnostic(ATTRIBUTES, place, message, section.title, hint or ATTRIBUTES.right))
        return None
    return values


def _day(attributes: Mapping[str, str], name: str) -> date | None:
    return date.fromisoformat(attributes[name]) if name in attributes else None


def _is_day(text: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) and date.fromisoformat(text))
    except ValueError:
        return False
