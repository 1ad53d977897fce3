"""From an issue's body to files: the form is recognised, its texts are merged into what people wrote since, the checks say what remains."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.content.catalogue import Catalogue, load_catalogue
from pipeline.content.council import Organisation
from pipeline.fields.validation import MISSING_KEY
from pipeline.intake.forms.correction import draft_correction, entry_in
from pipeline.intake.forms.drafts import FormDraft
from pipeline.intake.forms.form_answers import FormAnswers, UnreadableFormError, read_answers, recognise
from pipeline.intake.forms.form_references import LookUp, Sources
from pipeline.intake.forms.ledger import PATH, LedgerEntry, read_trace, write_trace
from pipeline.intake.forms.merging import Conflict, merge
from pipeline.intake.forms.other_drafts import draft_activity, draft_initiative, draft_source
from pipeline.intake.forms.questions import Form, FormKind, forms
from pipeline.intake.forms.sheet_draft import draft_sheet
from pipeline.project import Project
from pipeline.rules.run import check
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.typographic import NBSP, french_lines
from pipeline.writing import replace_if_different

_NO_COUNCIL = "content/organisme.yml et content/vocabulaire.yml ne se lisent pas : « passerelle verifier » dit pourquoi."


@dataclass(frozen=True)
class Proposal:
    """What became of a request: files written, what people have to settle, what is missing, what the checks say of those files.

    ``gone`` are files that the form had made and that a person moved or deleted: they are not made again.
    """

    form: Form
    number: int
    organisation: Organisation
    main: str | None
    files: tuple[str, ...]
    added_keys: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    gone: tuple[str, ...]
    missing: tuple[str, ...]
    remarks: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def source_form(project: Project) -> Form:
    """Return the form of a source, as this council has it. Raise UnreadableFormError when the council's own files cannot be read."""
    catalogue = load_catalogue(project, [])
    if catalogue is None:
        raise UnreadableFormError(_NO_COUNCIL)
    return next(form for form in forms(catalogue) if form.kind is FormKind.SOURCE)


def propose(project: Project, body: str, number: int, today: date, look_up: LookUp | None = None) -> Proposal | None:
    """Write what the form of request ``number`` asks; None when ``body`` was made with no form of ours.

    ``look_up`` asks a registry about a DOI, when the network may be used. Raise UnreadableFormError, with nothing written, when the body
    or the council's own files cannot be read.
    """
    catalogue = load_catalogue(project, [])
    if catalogue is None:
        raise UnreadableFormError(_NO_COUNCIL)
    form = recognise(body, forms(catalogue))
    if form is None:
        return None
    answers = read_answers(body, form)
    trace = read_trace(project, number, today)
    if trace.kind not in ("", form.kind):
        trace = LedgerEntry(number, today)
    for path in trace.files:
        _text_of(project, path)  # before the bibliography is added to
    draft, placed = _drafted(answers, catalogue, trace, look_up)
    written, conflicts, gone = _write(project, draft, trace)
    kept = _kept(form, draft, placed, trace, written)
    if kept.files or trace.files:
        write_trace(project, kept)
    missing = [f"{asked.label}{_why(asked.id)}" for asked in answers.missing] + draft.missing
    found = (one for one in check(project, today).diagnostics if one.place.path in written)
    diagnostics = tuple(one for one in found if not _said_missing(one, answers))
    return Proposal(
        form=form,
        number=number,
        organisation=catalogue.organisation,
        main=draft.main,
        files=tuple(written),
        added_keys=tuple(placed.added),
        conflicts=tuple(conflicts),
        gone=tuple(gone),
        missing=french_lines(missing),
        remarks=french_lines([*answers.remarks, *draft.remarks]),
        diagnostics=diagnostics,
    )


def _drafted(answers: FormAnswers, catalogue: Catalogue, trace: LedgerEntry, look_up: LookUp | None) -> tuple[FormDraft, Sources]:
    match answers.form.kind:
        case FormKind.SHEET:
            return draft_sheet(answers, catalogue, trace, look_up)
        case FormKind.SOURCE:
            return draft_source(answers, catalogue, trace, look_up)
        case FormKind.ACTIVITY:
            return draft_activity(answers, catalogue, trace), Sources()
        case FormKind.INITIATIVE:
            return draft_initiative(answers, catalogue, trace), Sources()
        case FormKind.ERROR | FormKind.MISREAD:
            return draft_correction(answers, catalogue, trace), Sources()


def _write(project: Project, draft: FormDraft, trace: LedgerEntry) -> tuple[dict[str, str], list[Conflict], list[str]]:
    """Write each text, merged with its file; return what was wanted of those written, the conflicts, and the files that are gone."""
    conflicts: list[Conflict] = []
    written: dict[str, str] = {}
    gone: list[str] = []
    for path, wanted in draft.texts.items():
        now, base, text = _text_of(project, path), trace.files.get(path), wanted
        if base is not None and now is None:
            gone.append(path)
            continue
        if now is not None and (base is not None or path in draft.additions):
            merged = merge(path, base if base is not None else now, now, wanted)
            text, conflicts = merged.text, [*conflicts, *merged.conflicts]
        elif now is not None and path not in draft.fresh:
            raise UnreadableFormError(f"« {path} » existe déjà et n’est pas de cette demande.")
        replace_if_different(project.root / path, text.encode())
        written[path] = wanted
    return written, conflicts, gone


def _text_of(project: Project, path: str) -> str | None:
    """Return what a file holds that a form may write, None when there is none yet."""
    file = project.root / path
    if not PATH.fullmatch(path) or file.is_symlink() or not file.parent.resolve().is_relative_to(project.root.resolve()):
        raise UnreadableFormError(f"« {path} » n’est pas un fichier que l’on propose par formulaire.")
    try:
        return file.read_text(encoding="utf-8") if file.exists() else None
    except (OSError, ValueError) as error:
        raise UnreadableFormError(f"« {path} » ne se lit pas : enregistrez-le de nouveau en UTF-8.") from error


def _kept(form: Form, draft: FormDraft, placed: Sources, trace: LedgerEntry, written: Mapping[str, str]) -> LedgerEntry:
    """Return what is remembered: the texts as the form wanted them, those of files that are gone too."""
    keys = {**trace.keys, **{str(number): key for number, key in placed.keys.items()}}
    reported = form.kind in (FormKind.ERROR, FormKind.MISREAD) and draft.main is not None and draft.main in written
    entry = entry_in(written[draft.main]) if reported and draft.main is not None else trace.entry
    additions = tuple(sorted({*trace.additions, *(draft.additions & set(written))}))
    return LedgerEntry(
        number=trace.number,
        day=trace.day,
        kind=form.kind,
        main=draft.main or trace.main,
        files={**trace.files, **written},
        keys=keys,
        additions=additions,
        entry=entry,
    )


def _said_missing(found: Diagnostic, answers: FormAnswers) -> bool:
    """Say whether the diagnostic tells of a key whose question has no answer, which is told in the form's own words."""
    keys = ("licence" if asked.id == "envoi" else asked.id for asked in answers.missing)
    return found.rule is MISSING_KEY and any(f"« {key} »" in found.message.replace(NBSP, " ") for key in keys)


def _why(id: str) -> str:
    return " : chaque case est à cocher" if id == "envoi" else ""
