"""YAML as people write it, with the place of each value.

The only place that reads YAML. Scalars stay close to what was typed: dates are left to the models,
``oui`` and ``non`` are booleans, aliases and duplicate keys are refused (a few lines of YAML aliases can
fill the memory).
"""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from pipeline.text.diagnostics import Diagnostic, Family, Rule
from pipeline.text.files import CONTROL, Source, Span, invisible
from pipeline.text.typographic import COLON
from pipeline.text.yaml_faults import first_fault

Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value] | None"
KeyPath: TypeAlias = tuple[str | int, ...]

MAX_DEPTH = 12
MAX_CHARACTERS = 200_000
# libyaml where PyYAML has it, ten times faster.
_FAST_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Anchors, aliases, or a line that begins deep, be it by its own dashes (« - - - … »: libyaml's stack would not hold them);
# enough brackets are counted apart. Without these, nothing is worth a slower reading.
_MARKS_OF_CARE = re.compile(rf"[&*]|^[ \t:?-]{{{MAX_DEPTH}}}|[\r\x85\u2028\u2029]", re.MULTILINE)

FAMILY = Family(letter="E", title="En-têtes", rank=20)

MISSING_HEADER = Rule(
    code="E001",
    title="En-tête présent et fermé",
    why="L’en-tête, entre deux lignes « --- », porte le titre, les dates et le classement.",
    wrong="Un fichier qui commence par « ## À retenir »",
    right="---\ntitre: …\n---",
)
SYNTAX = Rule(
    code="E002",
    title="En-tête en YAML lisible",
    why="Une tabulation, un guillemet non fermé ou un deux-points de trop empêchent de lire la suite.",
    wrong=f"resume: Deux choses{COLON} lire et compter (espace simple après le deux-points)",
    right='resume: "Deux choses : lire et compter"',
)
DUPLICATE_KEY = Rule(
    code="E003",
    title="Une clé, une fois",
    why="Quand une clé revient, on ne sait pas quelle valeur compte.",
    wrong="titre: A\ntitre: B",
    right="titre: B",
)
ALIAS = Rule(
    code="E004",
    title="Pas de renvoi ni d’imbrication profonde",
    why="Les ancres (&) et renvois (*) de YAML peuvent remplir la mémoire; nous n’en avons pas besoin.",
    wrong="titre: &a Bonjour",
    right="titre: Bonjour",
)


@dataclass(frozen=True, slots=True)
class YamlData:
    """What a YAML text says, and where each value and key stands in its source."""

    source: Source
    data: dict[str, Value]
    values: Mapping[KeyPath, Span]
    keys: Mapping[KeyPath, Span]

    def where(self, path: KeyPath) -> int:
        """Return the offset of the value at ``path``, or of its nearest parent."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values[path].start if path in self.values else 0


class _RefusedError(Exception):
    def __init__(
        self, rule: Rule, offset: int, message: str, text: str = "", help: str = "", example: tuple[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.rule, self.offset, self.message, self.text, self.help, self.example = rule, offset, message, text, help, example


def split_front_matter(source: Source, found: list[Diagnostic]) -> tuple[Span, int] | None:
    """Return the span of the YAML header and the offset of the body, or None with a diagnostic."""
    text = source.text
    if not text.startswith("---\n"):
        message = "L’en-tête manque : la première ligne doit être « --- »."
        hint = "Commencez le fichier par une ligne « --- », puis une clé par ligne, puis une autre ligne « --- »."
        found.append(Diagnostic(MISSING_HEADER, source.place(0), message, text=text[:40].split("\n")[0], help=hint))
        return None
    end = text.find("\n---\n", 3)
    if end < 0 and text.endswith("\n---"):
        end = len(text) - 4
    if end < 0:
        message = "L’en-tête n’est pas fermé : il manque une deuxième ligne « --- »."
        found.append(
            Diagnostic(
                MISSING_HEADER, source.place(0), message, text="---", help="Ajoutez « --- » seul sur une ligne après la dernière clé."
            )
        )
        return None
    return Span(4, end + 1), min(end + 5, len(text))


def read_yaml(source: Source, span: Span, found: list[Diagnostic], list_key: str | None = None) -> YamlData | None:
    """Read the mapping written in ``span`` of ``source``; None with a diagnostic when it cannot be read.

    With ``list_key``, a list that stands alone is read as if it were under that key.
    """
    text = source.text[span.start : span.end]
    try:
        node = _compose(text, span.start)
        values: dict[KeyPath, Span] = {}
        keys: dict[KeyPath, Span] = {}
        if list_key is not None and isinstance(node, yaml.SequenceNode):
            key = yaml.ScalarNode("tag:yaml.org,2002:str", list_key, node.start_mark, node.start_mark)
            node = yaml.MappingNode("tag:yaml.org,2002:map", [(key, node)], node.start_mark, node.end_mark)
        if not isinstance(node, yaml.MappingNode):
            raise _RefusedError(
                SYNTAX,
                span.start,
                "Des lignes « clé: valeur » sont attendues ici.",
                text[:40].split("\n")[0],
                "Écrivez une clé par ligne, par exemple « titre: … ».",
            )
        data = _mapping(node, (), span.start, values, keys)
    except _RefusedError as refused:
        place = source.place(min(refused.offset, len(source.text)))
        found.append(Diagnostic(refused.rule, place, refused.message, text=refused.text, help=refused.help, example=refused.example))
        return None
    values[()] = span
    return YamlData(source, data, values, keys)


def read_yaml_file(source: Source, found: list[Diagnostic], list_key: str | None = None) -> YamlData | None:
    """Read a whole file as one YAML mapping; ``list_key`` as ``read_yaml`` has it."""
    return read_yaml(source, Span(0, len(source.text)), found, list_key)


def _compose(text: str, base: int) -> yaml.Node | None:
    if len(text) > MAX_CHARACTERS:
        raise _RefusedError(ALIAS, base, "Cet en-tête est démesuré.", help="Gardez l’essentiel; le reste va dans le texte.")
    if _MARKS_OF_CARE.search(text) or text.count("[") + text.count("{") > MAX_DEPTH:
        _refuse_anchors_and_depth(text, base)
    try:
        return yaml.compose(text, Loader=_FAST_LOADER)
    except yaml.YAMLError:
        pass  # read again below by the slower loader, whose messages we know how to tell
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise _translate(error, text, base) from error
    except yaml.YAMLError as error:
        raise _RefusedError(SYNTAX, base, "L’en-tête contient un caractère que YAML refuse.", help=SYNTAX.right) from error


def _refuse_anchors_and_depth(text: str, base: int) -> None:
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                message = "Les ancres (&) et les renvois (*) ne sont pas acceptés."
                help_text = "Écrivez la valeur en toutes lettres, entre guillemets."
                raise _RefusedError(ALIAS, base + _index(event.start_mark), message, help=help_text)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                message = f"Plus de {MAX_DEPTH} niveaux d’imbrication."
                raise _RefusedError(ALIAS, base + _index(event.start_mark), message, help="Simplifiez cet en-tête.")
    except yaml.YAMLError:
        pass  # told by whoever composes the text


def _index(mark: object) -> int:
    """Return a mark's offset; libyaml's and Python's marks are two types."""
    return int(getattr(mark, "index", 0))


def _translate(error: yaml.MarkedYAMLError, text: str, base: int) -> _RefusedError:
    problem = error.problem or ""
    mark = error.problem_mark or error.context_mark
    offset = min(mark.index, len(text)) if mark else 0
    start = text.rfind("\n", 0, offset) + 1
    line = text[start:].split("\n", 1)[0]
    if "\t" in line or "'\\t'" in problem:
        offset = start + line.index("\t") if "\t" in line else offset
        return _RefusedError(
            SYNTAX, base + offset, "Une tabulation est utilisée pour le retrait.", line.strip(), "Remplacez-la par deux espaces."
        )
    opened = error.context_mark.index if error.context_mark else offset
    line_opened = text[text.rfind("\n", 0, opened) + 1 :].split("\n", 1)[0].strip()
    if error.context and ("scanning an alias" in error.context or "scanning an anchor" in error.context):
        message = "Une valeur ne commence ni par « * » ni par « & »."
        return _RefusedError(ALIAS, base + opened, message, line_opened, "Mettez la valeur entre guillemets droits.")
    if slip := first_fault(text, offset):
        return _RefusedError(SYNTAX, base + slip.offset, slip.message, slip.shown, slip.hint, slip.example)
    if "could not find expected ':'" in problem and "simple key" in (error.context or ""):
        message = "Cette ligne n’a pas la forme « clé: valeur »."
        return _RefusedError(SYNTAX, base + opened, message, line_opened, "Ajoutez le deux-points après la clé.")
    if "mapping values are not allowed" in problem and ":" not in text[start:offset] and start:
        # YAML has read the line before, which has no colon, as the beginning of this key.
        start = text.rfind("\n", 0, start - 1) + 1
        message = "Cette ligne n’a pas la forme « clé: valeur »."
        return _RefusedError(SYNTAX, base + start, message, text[start:].split("\n", 1)[0].strip(), "Ajoutez le deux-points après la clé.")
    if "mapping values are not allowed" in problem:
        message = "Un deux-points suivi d’une espace se trouve dans la valeur."
        return _RefusedError(SYNTAX, base + offset, message, line.strip(), f"Mettez la valeur entre guillemets droits : {SYNTAX.right}")
    if error.context and "quoted scalar" in error.context:
        message = "Un guillemet droit est ouvert et jamais fermé."
        return _RefusedError(SYNTAX, base + opened, message, line_opened, "Fermez-le à la fin de la valeur.")
    if "expected ',' or ']'" in problem:
        message = "Un crochet est ouvert et jamais fermé."
        return _RefusedError(SYNTAX, base + opened, message, line_opened, "Fermez la liste par « ] ».")
    message = "Cette ligne ne se lit pas comme « clé: valeur »."
    return _RefusedError(SYNTAX, base + offset, message, line.strip(), "Vérifiez le retrait, les guillemets et le deux-points.")


def _mapping(node: yaml.MappingNode, path: KeyPath, base: int, values: dict[KeyPath, Span], keys: dict[KeyPath, Span]) -> dict[str, Value]:
    data: dict[str, Value] = {}
    for key_node, value_node in node.value:
        key = sys.intern(str(key_node.value)) if isinstance(key_node, yaml.ScalarNode) else "?"  # the same few, thousands of times
        offset = base + key_node.start_mark.index
        if key in data:
            raise _RefusedError(DUPLICATE_KEY, offset, f"La clé « {key} » revient deux fois.", key, "Gardez une seule des lignes.")
        here = (*path, key)
        keys[here] = Span(offset, base + key_node.end_mark.index)
        data[key] = _value(value_node, here, base, values, keys)
    return data


def _value(node: yaml.Node, path: KeyPath, base: int, values: dict[KeyPath, Span], keys: dict[KeyPath, Span]) -> Value:
    values[path] = Span(base + node.start_mark.index, base + node.end_mark.index)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, base, values, keys)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, index), base, values, keys) for index, item in enumerate(node.value)]
    if hidden := invisible(str(node.value)):
        # Between double quotes YAML turns « \u202e » into the character that no file may hold.
        message = f"Cette valeur contient un caractère invisible ou de contrôle ({hidden})."
        raise _RefusedError(CONTROL, values[path].start, message, help="Retirez la séquence qui commence par « \\ ».")
    return _scalar(node)


def _scalar(node: yaml.Node) -> Value:
    text = str(node.value)
    if node.tag == "tag:yaml.org,2002:null":
        return None
    if node.tag == "tag:yaml.org,2002:bool" or (getattr(node, "style", None) in (None, "") and text in ("oui", "non")):
        return text.lower() in ("oui", "yes", "true", "on")
    if node.tag == "tag:yaml.org,2002:int" and text.lstrip("-").isdecimal() and len(text) < 19:
        return int(text)
    return text
