"""Canvases for committees: taking notes, summing up a meeting, planning, evaluating; blank, or begun with what is known of a committee."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pipeline.authoring.word_form import BOX, CONSENT, HONEST, PUBLIC, QUESTIONS
from pipeline.authoring.word_form import STEM as FORM_STEM
from pipeline.authoring.word_form import TITLE as FORM_TITLE
from pipeline.content import names
from pipeline.content.address_book import COMMITTEES
from pipeline.content.committees import Committee
from pipeline.content.council import Organisation, Vocabulary
from pipeline.content.needs import NEEDS
from pipeline.content.plans import plan_words
from pipeline.content.plans.plan import PLANS, Plan
from pipeline.content.plans.plan_words import docx_address
from pipeline.content.report_words import NOT_TOLD, said, title_of
from pipeline.content.report_words import docx_address as report_address
from pipeline.content.reports import YearReportMeta
from pipeline.content.sheets.sheet import FICHES, Fiche
from pipeline.edition.docs_tree import Made
from pipeline.edition.index import SiteIndex
from pipeline.edition.prose.portable import plain_line
from pipeline.edition.template_code import named, template_environment
from pipeline.handouts.canvas_names import CANVASES, CANVASES_ADDRESS, CanvasFile, CanvasSet
from pipeline.handouts.office import FORMATS, OfficeDraft, forget_others, office_files
from pipeline.project import Project
from pipeline.text import french
from pipeline.text.typographic import typographic

FOLDER = CANVASES_ADDRESS
# As many sheets' questions as a meeting can choose from.
_SHEETS = 5
_SPACES = re.compile(r"[ \t\n\r\x0b\x0c\x85\u2028\u2029]+")
_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")


@dataclass(frozen=True)
class Begun:
    """What a canvas is begun with: a committee, its latest plan, titles of the plan's sheets and needs, questions of sheets (by title)."""

    committee: Committee
    plan: Plan | None
    titles: Sequence[tuple[str, str]]
    needs: Sequence[tuple[str, str]]
    questions: Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True)
class Documents:
    """Every document for word processors, by its address, and the draft it was made from."""

    files: Mapping[str, bytes]
    drafts: Mapping[str, OfficeDraft]

    def canvases(self, committees: Sequence[Committee]) -> tuple[CanvasSet, ...]:
        """Return the blank canvases, then those of each committee."""
        return CanvasSet("", "", self._of(None)), *(CanvasSet(one.slug, one.meta.nom, self._of(one.slug)) for one in committees)

    def _of(self, committee: str | None) -> tuple[tuple[str, tuple[CanvasFile, ...]], ...]:
        """Return the canvases of a committee, or the blank ones, each with its files."""
        stems = ((name, canvas_stem(name, committee)) for name in CANVASES)
        return tuple(
            (name, tuple(CanvasFile(f"{stem}.{form}", form, len(self.files[f"{stem}.{form}"])) for form in FORMATS)) for name, stem in stems
        )


def canvas_stem(name: str, committee: str | None) -> str:
    """Return the address, without its extension, of a canvas: blank, or of a committee."""
    return f"{FOLDER}{committee}/{name}-{committee}" if committee else f"{FOLDER}{name}"


def site_documents(project: Project, index: SiteIndex) -> Documents:
    """Return the documents of the whole site; those of an earlier build are made again only when their drafts changed."""
    drafts = dict(_site_drafts(project, index))

    def make() -> Documents:
        made = office_files(project, drafts.values())
        forget_others(project, drafts.values())
        files = {f"{stem}.{form}": made[draft][form] for stem, draft in drafts.items() for form in FORMATS}
        return Documents(files, drafts)

    return index.catalogue.memory.recall("documents", "", (tuple(drafts.items()), _marks(project)), make)


def one_canvas(project: Project, index: SiteIndex, name: str, committee: Committee | None) -> dict[str, bytes]:
    """Return the files of one canvas, blank or of a committee, by name."""
    templates = CanvasTemplates(project, index.catalogue.organisation, index.catalogue.vocabulary)
    draft = templates.canvas(name, begun(index, committee) if committee else None)
    stem = canvas_stem(name, committee.slug if committee else None).rsplit("/", 1)[-1]
    return {f"{stem}.{form}": data for form, data in office_files(project, [draft])[draft].items()}


def document_files(documents: Documents, index: SiteIndex) -> Iterator[Made]:
    """Yield the documents as files of the site: every canvas in both formats; plans, reports and the form of a study as .docx."""
    only_docx = {docx_address(plan) for plan in index.plans} | {report_address(one.meta) for one in index.catalogue.year_reports.values()}
    only_docx.add(f"{FORM_STEM}.docx")
    for address, data in documents.files.items():
        if address.startswith(FOLDER) or address in only_docx:
            yield Made(address, (data,), partial(bytes, data))


def begun(index: SiteIndex, committee: Committee) -> Begun:
    """Return what is known of a committee: its latest plan, and questions of the sheets of the plan, of the committee, of its issues."""
    plan = next(iter(index.relations.naming(committee, PLANS)), None)
    filled = _filled(index, committee, plan)
    under = index.relations.named(plan, FICHES) if plan else ()
    fiches = {
        fiche.slug: fiche for fiche in (*under, *index.with_term(COMMITTEES, committee.slug), *index.fiches_on(committee.meta.themes))
    }
    return replace(filled, questions=tuple((fiche.meta.titre, _questions(fiche)) for fiche in list(fiches.values())[:_SHEETS]))


def _filled(index: SiteIndex, committee: Committee, plan: Plan | None) -> Begun:
    """Return a committee and one of its plans, without questions."""
    titles = tuple((fiche.slug, fiche.meta.titre) for fiche in index.relations.named(plan, FICHES)) if plan else ()
    needs = tuple((need.slug, need.meta.titre) for need in index.relations.named(plan, NEEDS)) if plan else ()
    return Begun(committee=committee, plan=plan, titles=titles, needs=needs, questions=())


class CanvasTemplates:
    """The templates of the documents; whatever they are given is shown as it is, and is never read as Markdown."""

    def __init__(self, project: Project, organisation: Organisation, vocabulary: Vocabulary) -> None:
        self._organisation = organisation
        self._environment = template_environment(project.templates / "documents", escape=False, finalize=as_typed)
        self._environment.filters.update(
            jour=french.long_date,
            nom_determinant=named({term.slug: term.nom for term in vocabulary.determinants}),
            nom_public=named({term.slug: term.nom for term in vocabulary.publics}),
        )
        self._environment.globals.update(
            organisme=organisation,
            demonstration=french.demonstration(organisation.designation),
            etats=plan_words.STATE_NAME,
            decisions=names.PLAN_DECISION,
            sortes={"realisation": "Réalisation", "effet": "Effet"},
            publics=[term.nom for term in vocabulary.publics],
        )

    def canvas(self, name: str, about: Begun | None) -> OfficeDraft:
        """Return a canvas, blank or begun."""
        return self._draft(name, CANVASES[name][0] + (f" : {about.committee.meta.nom}" if about else ""), about, blank=True)

    def plan(self, about: Begun) -> OfficeDraft:
        """Return the plan of a committee as a document, without room for more."""
        if about.plan is None:
            raise ValueError("no plan")
        return self._draft("plan-d-action", f"Plan d’action {about.plan.meta.annee} : {about.committee.meta.nom}", about, blank=False)

    def study_form(self) -> OfficeDraft:
        """Return « J’ai lu une étude », to be filled in and sent."""
        consent = replace(CONSENT, choices=(HONEST, PUBLIC))
        text = self._environment.get_template("j-ai-lu-une-etude.md.j2").render(questions=(*QUESTIONS, consent), case=BOX)
        return OfficeDraft(FORM_TITLE, text)

    def report(self, meta: YearReportMeta) -> OfficeDraft:
        """Return a frozen report as a document."""
        template = self._environment.get_template("rapport.md.j2")
        return OfficeDraft(title_of(meta), template.render(rapport=meta, dit=said, non_indique=NOT_TOLD, personnes=french.count))

    def _draft(self, name: str, title: str, about: Begun | None, *, blank: bool) -> OfficeDraft:
        plan = about.plan if about else None
        text = self._environment.get_template(f"{name}.md.j2").render(
            plan=plan,
            questions=about.questions if about else (),
            vierge=blank,
            titres=dict(about.titles) if about else {},
            besoins=dict(about.needs) if about else {},
            enjeux=[issue.enjeu for issue in about.committee.meta.enjeux] if about else (),
            phrase=plan_words.progress(placed.action for placed in plan.actions) if plan else "",
            premier=len(plan.meta.objectifs) + 1 if plan else 1,
        )
        return OfficeDraft(typographic(title), text)


def as_typed(value: object) -> str:
    """Return a value on one line, such that Markdown shows it as it is: each of its ASCII signs is escaped."""
    return _SIGNS.sub(r"\\\1", _SPACES.sub(" ", "" if value is None else str(value)).strip())


def _site_drafts(project: Project, index: SiteIndex) -> Iterator[tuple[str, OfficeDraft]]:
    """Yield every document of the site: the address of its files, without extension, and its draft."""
    catalogue = index.catalogue
    organisation, vocabulary = catalogue.organisation, catalogue.vocabulary
    templates = CanvasTemplates(project, organisation, vocabulary)
    shared = (organisation, vocabulary, _marks(project))
    abouts: list[tuple[str | None, Begun | None]] = [(None, None)]
    abouts += [(committee.slug, begun(index, committee)) for committee in index.committees]
    for committee, about in abouts:
        for name in CANVASES:
            stem = canvas_stem(name, committee)
            yield stem, catalogue.memory.recall("draft", stem, (about, *shared), partial(templates.canvas, name, about))
    yield FORM_STEM, catalogue.memory.recall("draft", FORM_STEM, shared, templates.study_form)
    for plan in index.plans:
        stem = docx_address(plan).removesuffix(".docx")
        filled = _filled(index, catalogue.committees[plan.meta.comite], plan)
        yield stem, catalogue.memory.recall("draft", stem, (filled, *shared), partial(templates.plan, filled))
    for report in catalogue.year_reports.values():
        stem = report_address(report.meta).removesuffix(".docx")
        yield stem, catalogue.memory.recall("draft", stem, (report.meta, *shared), partial(templates.report, report.meta))


def _marks(project: Project) -> tuple[bytes, ...]:
    """Return what the templates of documents hold."""
    return tuple(path.read_bytes() for path in sorted((project.templates / "documents").glob("*")) if path.is_file())


def _questions(fiche: Fiche) -> tuple[str, ...]:
    return tuple(plain_line(fiche, block) for block in fiche.questions)
