"""Reading notes: what was read of a source, excerpt by excerpt.

The only place that reads the format of ``research_notes/notes/<clé>.md`` (docs/glossary.md: note, excerpt, locator).
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipeline.content.kind import Document, Kind
from pipeline.content.sources.reading import Genre, NoteMeta, Reading
from pipeline.text.addresses import is_web_address
from pipeline.text.diagnostics import Diagnostic, Family, Rule, Severity
from pipeline.text.files import Source, Span
from pipeline.text.markdown import BlockKind, Section
from pipeline.text.numbers.figure import Figure
from pipeline.text.numbers.figures import figures
from pipeline.text.typographic import NBSP
from pipeline.text.words import SLUG_LETTERS, collapse, nearest

FAMILY = Family(letter="N", title="Notes de lecture", rank=40)

NO_QUOTATION = Rule(
    code="N001",
    title="Un extrait a sa citation et sa paraphrase",
    why="Le lecteur voit d’abord notre paraphrase, puis les mots de la source : il faut les deux.",
    wrong="## résumé {#effet lang=en lu=resume}\n\nLe tutorat aide.",
    right="## résumé {#effet lang=en lu=resume}\n\n> overall pooled ES of 0.288 SD\n\nL’effet global est de 0,288\u00a0écart-type.",
)
ATTRIBUTES = Rule(
    code="N002",
    title="Un extrait a un identifiant, une langue et ce qui a été lu",
    why="Les citations désignent l’extrait par son identifiant; la langue sert aux lecteurs d’écran.",
    wrong="## résumé",
    right="## résumé {#effet-global lang=en lu=resume url=https://doi.org/10.3102/00028312231208687}",
)
DUPLICATE_EXCERPT = Rule(
    code="N003",
    title="Un identifiant, un extrait",
    why="Deux extraits du même nom ne peuvent pas se distinguer dans une citation.",
    wrong="Deux sections {#effet}",
    right="{#effet} et {#effet-lecture}",
)
LONG_QUOTATION = Rule(
    code="N004",
    title="Au plus 25 mots cités",
    why="Le droit d’auteur permet de citer court. On cite la phrase qui porte le fait, sans plus.",
    wrong="Un paragraphe entier du résumé",
    right="La phrase, ou la partie de phrase, qui porte le chiffre",
)
LOCATOR = Rule(
    code="N005",
    title="Un repère se cite tel quel",
    why="Le titre de la section devient le repère des citations : il ne contient ni « ; », ni crochet, ni accolade.",
    wrong="## résumé; version d’octobre",
    right="## résumé, version d’octobre",
)
NO_ENTRY = Rule(
    code="N006",
    title="Une note, une référence",
    why="Une note sans référence dans la bibliographie ne peut pas être citée.",
    wrong="notes/kim2012.md, sans entrée « kim2012 »",
    right="notes/kim2013.md et @article{kim2013, …}",
)
TO_DO = Rule(
    code="N007",
    severity=Severity.WARNING,
    title="Note de lecture à écrire",
    why="« passerelle ajouter » prépare une note vide. Tant qu’il y reste « à écrire », la page de la référence ne la montre pas.",
    wrong="population: à écrire",
    right="population: Élèves du primaire",
)

# What a note made by « passerelle ajouter » holds where a person has yet to write.
TO_WRITE = "à écrire"

MAX_QUOTED_WORDS = 25
_ATTRIBUTE = re.compile(r"""#(?P<id>[^\s=]+)|(?P<name>[a-z_]+)=(?:"(?P<quoted>[^"]*)"|(?P<value>\S+))|(?P<junk>\S+)""")
_KNOWN = ("lang", "lu", "genre", "niveau", "url", *(_PROOF := ("page", "empreinte", "trouve", "preuve", "absent")))
_TRANSLATION = re.compile(rf"Traduction[ {NBSP}]?:\s*(?P<words>\S.*)", re.DOTALL)
_PAGES = re.compile(rf"(?:^|[\s,(])(?:pp?\.|pages?)[ {NBSP}]?(\d{{1,5}})(?:[ {NBSP}]?(?:[-–]|à|et)[ {NBSP}]?(\d{{1,5}}))?(?!\d)")


_HINTS = {
    "devis_enonce": "Le type d’étude dans les mots de la source, ou null; puis choisissez « devis ».",
    "population": "Qui a été étudié : par exemple « Élèves du primaire ».",
    "lu_par": "Le nom de la personne ou de l’équipe qui a lu.",
    "evaluation_fondement": "Ce qui permet de dire que l’étude a été évaluée par les pairs, ou non : par exemple « revue savante ».",
}
_EXCERPT_HINT = (
    f"Remplacez « > à écrire » par les mots de la source ({MAX_QUOTED_WORDS} au plus), puis « à écrire » par ce qu’ils veulent dire; "
    "ou effacez la section."
)


@dataclass(frozen=True)
class Excerpt:
    """Words quoted from a source, and what we say they mean.

    The rest is what « passerelle preuves » wrote when a copy of the source was searched, None until then: ``found_hash``, the prints
    of the copy and of the words (``proof_print``); ``found_page``, the page; ``found_on``, the day when the words were found,
    ``found_near`` when only nearly the same were; ``absent_on``, the day when they were not. ``prose`` says where the paraphrase and the
    remarks stand in the file, in this order.

    ``genre`` is what the words are (None: nobody said), ``level`` how strong the source itself says its proof is, in its words.
    ``translation`` is the literal translation of words in another language, which stand at ``translation_at``; None without one.
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
    genre: Genre | None = None
    level: str | None = None
    translation: str | None = None
    translation_at: Span | None = None

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


class Note(Document[NoteMeta]):
    """A reading note: its excerpts are the sections of its text."""

    @property
    def key(self) -> str:
        """The key of its source in the bibliography."""
        return self.slug

    @property
    def excerpts(self) -> tuple[Excerpt, ...]:
        """What it quotes, in the order of the file."""
        return self._read[0]

    def excerpt(self, excerpt_id: str) -> Excerpt | None:
        """Return the excerpt of that id, if there is one."""
        return next((excerpt for excerpt in self.excerpts if excerpt.id == excerpt_id), None)

    @property
    def to_write(self) -> bool:
        """True while a person has yet to write part of the note."""
        return TO_WRITE in self.header.data.values() or not self.excerpts

    @cached_property
    def _read(self) -> tuple[tuple[Excerpt, ...], tuple[Diagnostic, ...]]:
        """The excerpts, and what is wrong with those that cannot be cited."""
        found: list[Diagnostic] = []
        excerpts: dict[str, Excerpt] = {}
        for section in self.sections:
            excerpt = _excerpt(self.source, self.key, section, found)
            if excerpt is not None and excerpt.id in excerpts:
                message = f"L’identifiant « #{excerpt.id} » est déjà pris dans cette note."
                hint = "Donnez un autre identifiant à cet extrait."
                found.append(Diagnostic(DUPLICATE_EXCERPT, self.source.place(excerpt.start), message, text=excerpt.id, help=hint))
            elif excerpt is not None:
                excerpts[excerpt.id] = excerpt
        return tuple(excerpts.values()), tuple(found)


def excerpts_named(names: Iterable[str], notes: Mapping[str, Note]) -> tuple[Excerpt, ...]:
    """Return the excerpts that a header names (« nickow2023#effet »), in its order; those that no note has are left out."""
    pairs = (name.partition("#") for name in names)
    found = (note.excerpt(id) for key, _, id in pairs if (note := notes.get(key)) is not None)
    return tuple(excerpt for excerpt in found if excerpt is not None)


def _accept(note: Note, found: list[Diagnostic]) -> bool:
    """Tell what is still to be written in a note, and what is wrong with its excerpts: the rest of it can be used."""
    for name, value in note.header.data.items():
        if value == TO_WRITE:
            found.append(Diagnostic(TO_DO, note.at((name,)), f"Il reste à écrire : « {name} ».", text=TO_WRITE, help=_HINTS.get(name, "")))
    found.extend(note._read[1])
    return True


NOTES = Kind(
    name="note",
    title="Note de lecture",
    one="une note de lecture",
    files="research_notes/notes/*.md",
    model=NoteMeta,
    document=Note,
    asked=("devis", "devis_enonce", "lien", "population", "lu", "lu_par"),
    given={"devis": "non-enonce", "devis_enonce": "à écrire", "lien": "indetermine", "lu": "resume", "evaluation_par_les_pairs": False},
    prose=False,
    accept=_accept,
)


def without_entry(notes: Mapping[str, Note], keys: Collection[str]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the notes of which the bibliography, whose keys are given, has no entry."""
    for note in notes.values():
        if note.key not in keys:
            near = nearest(note.key, keys, cutoff=75)
            hint = f"Vouliez-vous dire « {near} »? " if near else ""
            message = f"La bibliographie n’a pas d’entrée « {note.key} »."
            hint += "Le nom du fichier est la clé de la référence."
            yield Diagnostic(NO_ENTRY, note.source.place(0), message, text=note.key, help=hint)


def _excerpt(source: Source, key: str, section: Section, found: list[Diagnostic]) -> Excerpt | None:
    text, start = source.text, section.heading.start
    place = source.place(start)
    attributes = _attributes(source, section, found)
    if attributes is None:
        return None
    locator = collapse(section.title)
    if re.search(r"[;\[\]{}#]|@\w", locator) or not locator:
        found.append(Diagnostic(LOCATOR, place, "Ce repère ne pourrait pas être cité tel quel.", text=locator, help=LOCATOR.right))
        return None
    quotations = [block for block in section.blocks if block.kind is BlockKind.QUOTE]
    paragraphs = [block for block in section.blocks if block.kind is BlockKind.PARAGRAPH]
    translations = [match for block in paragraphs if (match := _TRANSLATION.match(text, block.inner, block.end))]
    prose = [block for block in paragraphs if not _TRANSLATION.match(text, block.inner, block.end)]
    if len(quotations) != 1 or not prose:
        message = "Il faut une seule citation (lignes qui commencent par « > ») et une paraphrase en français."
        found.append(Diagnostic(NO_QUOTATION, place, message, text=locator, help=NO_QUOTATION.right))
        return None
    quotation = collapse(re.sub(r"^[ \t]*>[ \t]?", "", text[quotations[0].start : quotations[0].end], flags=re.MULTILINE))
    if TO_WRITE in (quotation, collapse(prose[0].text(text))):
        found.append(Diagnostic(TO_DO, place, f"Il reste à écrire : l’extrait « #{attributes['id']} ».", text=TO_WRITE, help=_EXCERPT_HINT))
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
                text=quotation[:60],
                help="Gardez la phrase, ou la partie de phrase, qui porte le fait.",
            )
        )
    said = [collapse(block.text(text)) for block in prose]
    translated = translations[0] if translations else None
    return Excerpt(
        key=key,
        id=attributes["id"],
        locator=locator,
        language=attributes["lang"],
        reading=reading,
        quotation=quotation,
        paraphrase=said[0],
        remarks=tuple(said[1:]),
        url=attributes.get("url"),
        start=start,
        found_hash=attributes.get("empreinte"),
        found_page=attributes.get("page"),
        found_on=_day(attributes, "trouve"),
        found_near=attributes.get("preuve") == "proche",
        absent_on=_day(attributes, "absent"),
        prose=tuple(Span(block.inner, block.end) for block in prose),
        genre=Genre(attributes["genre"]) if "genre" in attributes else None,
        level=attributes.get("niveau"),
        translation=collapse(translated["words"]) if translated else None,
        translation_at=Span(*translated.span("words")) if translated else None,
    )


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
    if values.get("id") and not SLUG_LETTERS.fullmatch(values["id"]):
        problems.append("l’identifiant n’est pas en minuscules sans accent")
    if values.get("lang") and values["lang"] not in ("fr", "en"):
        problems.append("« lang » vaut « fr » ou « en »")
    if values.get("lu") and values["lu"] not in list(Reading):
        problems.append(f"« lu » vaut {', '.join(Reading)}")
    if values.get("genre", Genre.RESULT) not in list(Genre):
        problems.append(f"« genre » vaut {', '.join(Genre)}")
    if values.get("niveau") == "":
        problems.append("« niveau » est vide")
    if values.get("url") and not is_web_address(values["url"]):
        problems.append("« url » n’est pas une adresse http")
    problems += [
        f"« {name} » n’est pas une date AAAA-MM-JJ" for name in ("trouve", "absent") if name in values and not _is_day(values[name])
    ]
    if values.get("preuve", "proche") != "proche":
        problems.append("« preuve » vaut « proche », ou ne s’écrit pas")
    if problems:
        message = f"Attributs de l’extrait : {'; '.join(problems)}."
        pairs = [(name, nearest(name, _KNOWN)) for name in values if name not in ("id", *_KNOWN)]
        hint = " ".join(f"Vouliez-vous dire « {near} » au lieu de « {name} »?" for name, near in pairs if near)
        found.append(Diagnostic(ATTRIBUTES, place, message, text=section.title, help=hint or ATTRIBUTES.right))
        return None
    return values


def _day(attributes: Mapping[str, str], name: str) -> date | None:
    return date.fromisoformat(attributes[name]) if name in attributes else None


def _is_day(text: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) and date.fromisoformat(text))
    except ValueError:
        return False
