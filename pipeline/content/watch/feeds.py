"""``research_notes/veille/fils.toml``: the feeds that the watch reads, and the words it looks for."""

import re
import tomllib
from collections.abc import Mapping
from typing import Annotated, Literal, cast

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from pipeline.content.council import Vocabulary
from pipeline.fields.marks import HIDDEN
from pipeline.fields.types import Address, Day, Email, Slugs, Text
from pipeline.fields.validation import NOT_IN_LIST, validate
from pipeline.project import Project
from pipeline.text.diagnostics import Diagnostic, Family, Place, Rule
from pipeline.text.files import Source, Span, read_source
from pipeline.text.words import nearest, slug
from pipeline.text.yaml_in import KeyPath, Value, YamlData

FAMILY = Family(letter="G", title="Veille", rank=50)

UNREADABLE = Rule(
    code="G001",
    title="Liste des fils lisible",
    why="Une virgule ou un guillemet de trop dans fils.toml empêchent la veille de lire ses fils.",
    wrong="nom = Revue exemple",
    right='nom = "Revue exemple"',
)
TWICE = Rule(
    code="G002",
    title="Un fil, une fois",
    why="Le même fil lu deux fois dérange deux fois le site qui le publie; deux fils de même nom ne se distinguent pas.",
    wrong="Deux blocs [[fil]] avec la même adresse",
    right="Un seul bloc [[fil]]",
)


def _no_sign_in(value: str) -> str:
    """Refuse an address that carries a user name or a password: the file is public."""
    if "@" in value.split("/", 3)[2]:
        raise ValueError("une adresse de fil ne contient ni nom d’utilisateur ni mot de passe")
    return value


def _none_if_false(value: object) -> object:
    return None if value is False else value


class Feed(BaseModel):
    """One feed. ``confirmee`` is the day of the first good read, None (« non ») until then."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    nom: Annotated[Text, HIDDEN]
    adresse: Annotated[Address, AfterValidator(_no_sign_in)]
    langue: Literal["fr", "en"]
    themes: Slugs = ()
    garder: Annotated[tuple[Text, ...], HIDDEN] = ()
    ecarter: Annotated[tuple[Text, ...], HIDDEN] = ()
    confirmee: Annotated[Day | None, BeforeValidator(_none_if_false)] = None

    @property
    def id(self) -> str:
        """What its state is kept under, even when its address moves."""
        return slug(self.nom)


class FeedList(BaseModel):
    """The whole file. ``mots`` gives more words that make a theme, for feeds in other languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    contact: Email | None = None
    mots: Annotated[Mapping[str, tuple[Text, ...]], HIDDEN] = Field(default_factory=dict)
    fil: tuple[Feed, ...] = ()


def load_feeds(project: Project, vocabulary: Vocabulary, found: list[Diagnostic]) -> FeedList:
    """Read the list of feeds; one that is not there, or cannot be used, holds nothing."""
    path = project.feeds
    source = read_source(project, path, found) if path.is_file() else None
    data = read_toml(source, found) if source else None
    feeds = validate(data, FeedList, found) if data else None
    if data is None or feeds is None:
        return FeedList()
    before = len(found)
    known = [term.slug for term in vocabulary.themes]
    themes = [(("mots", theme), theme) for theme in feeds.mots]
    themes += [(("fil", index, "themes"), theme) for index, feed in enumerate(feeds.fil) for theme in feed.themes]  # type: ignore[misc]
    for where, theme in themes:
        if theme not in known:
            near = nearest(theme, known)
            hint = f"Vouliez-vous dire « {near} »?" if near else f"Valeurs : {', '.join(known)}."
            place = data.source.place(data.where(where))
            found.append(Diagnostic(NOT_IN_LIST, place, f"« {theme} » n’est pas un thème du vocabulaire.", text=theme, help=hint))
    _check_once(feeds, data, found)
    return feeds if len(found) == before else FeedList()


def _check_once(feeds: FeedList, data: YamlData, found: list[Diagnostic]) -> None:
    seen: dict[str, str] = {}
    for index, feed in enumerate(feeds.fil):
        for key, value in (("nom", feed.id), ("adresse", feed.adresse)):
            if value in seen:
                place = data.source.place(data.where(("fil", index, key)))
                message = (
                    f"Ce fil a le même {key} que « {seen[value]} »."
                    if key == "nom"
                    else f"Cette adresse est déjà celle de « {seen[value]} »."
                )
                found.append(Diagnostic(TWICE, place, message, text=getattr(feed, key), help="Gardez un seul des deux blocs [[fil]]."))
            seen.setdefault(value, feed.nom)


def read_toml(source: Source, found: list[Diagnostic]) -> YamlData | None:
    """Return what the file says, with the line of each feed and of each of its keys."""
    try:
        data = tomllib.loads(source.text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = (int(place.group(1)), int(place.group(2))) if place else (source.text.count("\n") + 1, 1)
        text = source.text.split("\n")[line - 1].strip()[:80]
        message = "Cette ligne ne se lit pas : la suite du fichier non plus."
        hint = 'Écrivez « clé = "valeur" », et les listes entre crochets : themes = ["lecture"].'
        found.append(Diagnostic(UNREADABLE, Place(source.path, line, column), message, text=text, help=hint))
        return None
    return YamlData(source, cast("dict[str, Value]", data), *_places(source.text))


def _places(text: str) -> tuple[dict[KeyPath, Span], dict[KeyPath, Span]]:
    values: dict[KeyPath, Span] = {(): Span(0, len(text))}
    keys: dict[KeyPath, Span] = {}
    table: KeyPath = ()
    number = 0
    for line in re.finditer(r"^[ \t]*(?:\[\[(?P<array>\w+)\]\]|\[(?P<table>\w+)\]|(?P<key>[\w-]+)[ \t]*=[ \t]*)", text, re.MULTILINE):
        if line.group("array"):
            table, number = (line.group("array"), number), number + 1
            values[table] = Span(line.start(), line.end())
        elif line.group("table"):
            table = (line.group("table"),)
            values[table] = Span(line.start(), line.end())
        else:
            here = (*table, line.group("key"))
            keys.setdefault(here, Span(line.start("key"), line.end("key")))
            values.setdefault(here, Span(line.end(), line.end()))
    return values, keys
