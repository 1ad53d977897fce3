"""A committee's plan, from the spreadsheet where it was kept: every fault named by its cell, in one run."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from pipeline.content.catalogue import Catalogue
from pipeline.content.kinds import council_lists
from pipeline.content.loading import read
from pipeline.content.plans.plan import PLANS, Plan
from pipeline.content.plans.table import COLUMNS, LISTS, OF_OBJECTIVE, REQUIRED, SEPARATOR, VALUES
from pipeline.content.watch.feeds import read_toml
from pipeline.fields.marks import HIDDEN
from pipeline.fields.types import Text
from pipeline.fields.validation import MISSING_KEY, UNKNOWN_KEY, validate
from pipeline.intake.plan_draft import COMMITTEE, OF_NOBODY, YEAR, DraftObjective, PlanDraft
from pipeline.intake.tables import Table, TableCell
from pipeline.project import Project
from pipeline.rules.run import check_file
from pipeline.text.diagnostics import Diagnostic, Rule, Severity
from pipeline.text.files import Source
from pipeline.text.spreadsheet import typed
from pipeline.text.typographic import typographic
from pipeline.text.words import fold, nearest, slug
from pipeline.text.written_dates import MONTHS
from pipeline.text.yaml_in import YamlData, read_yaml_file

_SEARCHED = 20
_MONTHS = tuple(map(fold, MONTHS))
_NUMERIC_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_WRITTEN_DAY = re.compile(r"(\d{1,2})(?:er)? ([a-z]{3,9})\.? (\d{4})")


class PlanMapping(BaseModel):
    """What ``--correspondance`` says: where the table is, what its columns are named, what its words mean."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    feuille: Annotated[Text | None, HIDDEN] = None
    ligne_des_titres: Annotated[int, Field(ge=1, le=100), HIDDEN] | None = None
    separateur: Annotated[str, Field(min_length=1, max_length=3), HIDDEN] = SEPARATOR
    colonnes: Annotated[Mapping[str, Text], HIDDEN] = Field(default_factory=dict)
    valeurs: Annotated[Mapping[str, Mapping[str, Text]], HIDDEN] = Field(default_factory=dict)


@dataclass(frozen=True)
class CellFault:
    """Something wrong in a cell, or a warning about it: where, what, the text, what to do."""

    where: str
    message: str
    help: str
    text: str = ""
    severity: Severity = Severity.ERROR

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", typographic(self.message, verbatim_quotes=True))
        object.__setattr__(self, "help", typographic(self.help, verbatim_quotes=True))


@dataclass
class Imported:
    """What was read of a table: the file to write, or None; what is wrong; what was noticed."""

    text: str | None = None
    plan: Plan | None = None
    faults: list[CellFault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def errors(self) -> bool:
        """True when nothing may be written."""
        return any(fault.severity is Severity.ERROR for fault in self.faults)


def read_mapping(source: Source, found: list[Diagnostic]) -> PlanMapping | None:
    """Read a mapping, in TOML or in YAML by its name; None with diagnostics when it cannot be used."""
    data: YamlData | None = read_toml(source, found) if source.path.endswith(".toml") else read_yaml_file(source, found)
    mapping = validate(data, PlanMapping, found) if data else None
    if data is None or mapping is None:
        return None
    before = len(found)
    for part, keys, known in (
        ("colonnes", mapping.colonnes, tuple(COLUMNS)),
        ("valeurs", mapping.valeurs, ("besoins", "determinants", "etat", "decision", "publics", "fiches")),
    ):
        for key in keys:
            if key not in known:
                near = nearest(key, known)
                hint = f"Vouliez-vous dire « {near} »?" if near else f"Clés possibles : {', '.join(known)}."
                offset = data.keys[(part, key)].start if (part, key) in data.keys else data.where((part, key))
                found.append(
                    Diagnostic(UNKNOWN_KEY, source.place(offset), f"La clé « {key} » est inconnue sous « {part} ».", text=key, help=hint)
                )
    return mapping if len(found) == before else None


def plan_path(project: Project, committee: str, year: str) -> Path:
    """Return the file of a plan: one of ``content/plans/``, whatever was typed."""
    return project.root / PLANS.file(f"{slug(committee)}-{slug(year)}")


def import_plan(catalogue: Catalogue, table: Table, mapping: PlanMapping, committee: str, year: str, today: date) -> Imported:
    """Return the plan that a table holds; what the rules of plans refuse is told at its cell."""
    imported = Imported(remarks=list(table.remarks))
    columns, first = _columns(table, mapping, imported)
    if columns is None:
        return imported
    reader = _Rows(catalogue, table, mapping, columns, imported)
    objectives = reader.objectives(first)
    if not objectives:
        if not imported.errors:
            where = table.where(first, 1)
            imported.faults.append(
                CellFault(where, "Il n’y a pas d’action sous les titres.", "Écrivez une action par ligne, sous les titres.")
            )
        return imported
    draft = PlanDraft(committee, year, today, tuple(objectives))
    refused = {fault.where for fault in imported.faults}
    found, imported.plan = _judged(catalogue, draft)
    faults = [fault for _, fault in found if fault.where not in refused]
    refused |= {fault.where for rule, fault in found if rule is not MISSING_KEY}
    if imported.plan is None and not refused & {COMMITTEE, YEAR}:
        # What the rules say of whole actions does not wait until every value can be read.
        again, _ = _judged(catalogue, draft.without(refused))
        faults += [fault for _, fault in again if fault not in faults]
    imported.faults += faults
    imported.faults.sort(key=lambda fault: _order(fault.where))
    if not imported.errors:
        imported.text = draft.text
    return imported


def _columns(table: Table, mapping: PlanMapping, imported: Imported) -> tuple[dict[str, int] | None, int]:
    """Return the column of each key, and the row under the headings; None with faults when the headings are not there."""
    names = {key: mapping.colonnes.get(key, heading) for key, heading in COLUMNS.items()}
    wanted = {fold(name): key for key, name in names.items()}
    if mapping.ligne_des_titres is not None:
        rows = [row for row in table.rows if row and row[0].row == mapping.ligne_des_titres]
    else:
        rows = sorted(table.rows[:_SEARCHED], key=lambda row: -sum(fold(cell.text) in wanted for cell in row))[:1]
    headings = rows[0] if rows else ()
    line = headings[0].row if headings else mapping.ligne_des_titres or 1
    found: dict[str, int] = {}
    unused: list[str] = []
    for cell in headings:
        key = wanted.get(fold(cell.text))
        if key is None:
            unused += [cell.text] if cell.text else []
        elif key in found:
            twice = f"Le titre « {cell.text} » revient deux fois."
            imported.faults.append(CellFault(table.where(cell.row, cell.column), twice, "Gardez une seule des deux colonnes.", cell.text))
        else:
            found[key] = cell.column
    for key, name in names.items():
        if key not in found and (key in REQUIRED or key in mapping.colonnes):
            near = nearest(name, unused)
            hint = (
                f'Est-ce « {near} »? Écrivez-le dans la correspondance : {key} = "{near}".'
                if near
                else "Ajoutez la colonne, ou nommez-la dans la correspondance."
            )
            imported.faults.append(CellFault(table.where(line, 1), f"Il n’y a pas de colonne « {name} » sur la ligne des titres.", hint))
    if unused:
        imported.remarks.append(f"Colonnes laissées de côté : {', '.join(unused)}.")
    return (None if imported.errors else found), line + 1


class _Rows:
    """Reads the rows of a table, one action each; a value goes with the cell that it came from."""

    def __init__(self, catalogue: Catalogue, table: Table, mapping: PlanMapping, columns: Mapping[str, int], imported: Imported) -> None:
        vocabulary = catalogue.vocabulary
        self._table, self._mapping, self._columns, self._imported = table, mapping, columns, imported
        self._words: dict[str, dict[str, str]] = {
            **{name: {fold(term.nom): term.slug for term in getattr(vocabulary, name)} for name in ("determinants", "publics")},
            "fiches": {fold(fiche.meta.titre): slug for slug, fiche in catalogue.fiches.items()},
            "besoins": {fold(need.meta.titre): slug for slug, need in catalogue.needs.items()},
            "activites": {fold(activity.meta.titre): slug for slug, activity in catalogue.activities.items()},
            **{name: {fold(said): value for said, value in words.items()} for name, words in VALUES.items()},
        }
        for name, words in mapping.valeurs.items():
            self._words[name] = self._words.get(name, {}) | {fold(said): value for said, value in words.items()}

    def objectives(self, first: int) -> list[DraftObjective]:
        """Return the objectives, in order, each with its actions."""
        self._check_merged(first)
        by_name: dict[str, DraftObjective] = {}
        current: DraftObjective | None = None
        for row in self._table.rows:
            cells = dict(self._cells(row)) if row and row[0].row >= first else {}
            if not cells:
                continue
            name = cells.get("objectif")
            if name is not None:
                current = by_name.setdefault(fold(name[0]), DraftObjective({}))
            elif current is None:
                where = self._table.where(row[0].row, self._columns["objectif"])
                self._fault(where, "La première action n’a pas d’objectif.", "Écrivez l’objectif sur la première de ses lignes.")
                current = by_name.setdefault("", DraftObjective({"objectif": ("À préciser", where)}))
            self._join(current, cells)
            action = {key: value for key, value in cells.items() if key not in OF_OBJECTIVE}
            if action:
                current.actions.append(action)
        return list(by_name.values())

    def _join(self, objective: DraftObjective, cells: Mapping[str, tuple[str, str]]) -> None:
        for key in OF_OBJECTIVE:
            if key not in cells:
                continue
            before = objective.cells.setdefault(key, cells[key])
            if fold(before[0]) != fold(cells[key][0]):
                message = f"« {COLUMNS[key]} » n’est pas le même qu’en {before[1]}, pour le même objectif."
                self._fault(
                    cells[key][1],
                    message,
                    "Écrivez la même chose sur les lignes d’un objectif, ou seulement sur la première.",
                    cells[key][0],
                )

    def _cells(self, row: tuple[TableCell, ...]) -> Iterator[tuple[str, tuple[str, str]]]:
        by_column = {cell.column: cell for cell in row}
        for key, column in self._columns.items():
            cell = by_column.get(column)
            if cell is None or not cell.text:
                continue
            where = self._table.where(cell.row, column)
            if cell.formula or cell.error:
                message = (
                    "Cette cellule contient une formule, qui n’est pas calculée ici."
                    if cell.formula
                    else "Cette cellule affiche une erreur du tableur."
                )
                self._fault(where, message, "Collez-y la valeur seule (collage spécial, « Valeurs »).", cell.text)
            yield key, (self._value(key, typed(cell.text), where), where)

    def _value(self, key: str, text: str, where: str) -> str:
        if key == "echeance":
            return self._day(text, where)
        if key in LISTS:
            parts = (part.strip() for part in text.split(self._mapping.separateur.strip() or SEPARATOR))
            return json.dumps([self._word(key, part) for part in parts if part], ensure_ascii=False)
        return self._word(key.rsplit(".", 1)[-1], text)

    def _word(self, key: str, text: str) -> str:
        return self._words.get(key, {}).get(fold(text), text)

    def _day(self, text: str, where: str) -> str:
        """Return a day as it is written in our files; what cannot be read stays as it is, and the rule of dates tells it."""
        if text.isdecimal() and len(text) == 5 and (day := self._table.day(int(text))):
            return day.isoformat()
        if match := _WRITTEN_DAY.fullmatch(fold(text)):
            months = [rank for rank, name in enumerate(_MONTHS, 1) if name.startswith(match.group(2))]
            return f"{match.group(3)}-{months[0]:02}-{int(match.group(1)):02}" if len(months) == 1 else text
        if match := _NUMERIC_DAY.fullmatch(text):
            one, two = int(match.group(1)), int(match.group(2))
            if one <= 12 and two <= 12 and one != two:
                message = f"« {text} » peut être deux jours différents."
                self._fault(where, message, f"Écrivez l’année d’abord : {match.group(3)}-{two:02}-{one:02}.", text)
            number, month = (one, two) if two <= 12 else (two, one)
            return f"{match.group(3)}-{month:02}-{number:02}"
        return text

    def _check_merged(self, first: int) -> None:
        used = {column: key for key, column in self._columns.items()}
        for top, left, bottom, right in self._table.merged:
            keys = [used[column] for column in range(left, right + 1) if column in used]
            if bottom < first or not keys or (left == right and keys[0] in OF_OBJECTIVE):
                continue
            message = (
                f"Des cellules sont fusionnées jusqu’en {self._table.where(bottom, right).rsplit('!', 1)[-1]} : on ne sait pas à quelle "
                "action va la valeur."
            )
            self._fault(self._table.where(top, left), message, "Défaites la fusion, et écrivez une valeur par ligne.")

    def _fault(self, where: str, message: str, help_text: str, text: str = "") -> None:
        self._imported.faults.append(CellFault(where, message, help_text, text[:80]))


def _judged(catalogue: Catalogue, draft: PlanDraft) -> tuple[list[tuple[Rule, CellFault]], Plan | None]:
    """Put a plan through the rules, and return each fault at the cell that its line came from; no plan when it cannot be read."""
    found: list[Diagnostic] = []
    name, lines = f"{draft.committee}-{draft.year}", list(draft.lines())
    source = Source(PLANS.file(name), draft.text)
    lists = council_lists(catalogue.project, catalogue.vocabulary, catalogue.organisation.territoires)
    plan = read(PLANS, name, source, found, lists)
    if plan is not None:
        found += check_file(catalogue, plan, draft.day)
    placed = [(one, lines[one.place.line - 1][1] or name) for one in sorted(found, key=Diagnostic.sort_key)]
    return [(one.rule, _cell_fault(one, where)) for one, where in placed if where != OF_NOBODY], plan


def _cell_fault(found: Diagnostic, where: str) -> CellFault:
    if found.rule is not MISSING_KEY:
        return CellFault(where, found.message, found.help, found.text, found.severity)
    key = next(iter(re.findall(r"« (\w+) »", found.message)), "")
    message = f"La colonne « {COLUMNS.get(key, 'Indicateur')} » est vide sur cette ligne."
    return CellFault(where, message, "Remplissez-la.", "", found.severity)


def _order(where: str) -> tuple[int, str]:
    """Order cells as they are read: by row, then by column; options of the command first."""
    match = re.search(r"([A-Z]+)(\d+)$", where)
    return (int(match.group(2)), match.group(1).rjust(3)) if match else (0, where)
