"""What the site offers besides its pages: feeds, bibliographies and documents to download, share images, calendars, recordings."""

from collections.abc import Iterator
from functools import partial

from pipeline.content.address_book import page_address
from pipeline.content.sequences import read_sequences, sequences_on
from pipeline.content.sheets.sheet import Fiche
from pipeline.content.sheets.standing import Standing
from pipeline.content.sources.bibliography import Reference
from pipeline.content.surveys.questionnaire import asked
from pipeline.content.tools import TOOLS
from pipeline.edition.docs_tree import Later, Made, file_state
from pipeline.edition.index import SiteIndex
from pipeline.handouts.canvases import Documents, document_files
from pipeline.handouts.pdf_files import pdf_files
from pipeline.project import Project
from pipeline.references.exports import FORMATS
from pipeline.site.downloads.atom import feed_files
from pipeline.site.downloads.calendar_files import calendar_files
from pipeline.site.downloads.figure_files import figure_files
from pipeline.site.downloads.overview_files import overview_files
from pipeline.site.downloads.plan_files import plan_files
from pipeline.site.downloads.questionnaire_files import limesurvey_structure, text_to_paste
from pipeline.site.downloads.recording_files import recording_files
from pipeline.site.downloads.selection import selection_files
from pipeline.site.downloads.share_images import ShareImages, image_address, share_images
from pipeline.site.downloads.survey_charts import TEXT_FONT, chart, chart_address, charted
from pipeline.site.search.facets import WORDS_FILE, words_file

BIBLIOGRAPHY = "bibliographie/bibliographie"


def sources_stem(fiche: Fiche) -> str:
    """Return the address, without its extension, of a sheet's sources to download."""
    return f"fiches/{fiche.slug}/{fiche.slug}"


def extra_files(project: Project, index: SiteIndex, canvases: Documents) -> Iterator[Made]:
    """Yield every such file, by its address in the site; ``canvases`` are the office documents (``site_documents``).

    What typst sets comes first: its threads work while Python makes the rest.
    """
    yield from pdf_files(project, index)
    yield from _images(project, index)
    yield from _exports(BIBLIOGRAPHY, tuple(index.catalogue.references.values()))
    for portable in index.portable.values():
        yield from _exports(sources_stem(portable.fiche), tuple(work.reference for work in portable.sorted_works))
    yield from overview_files(project, index)
    yield from figure_files(index)
    yield from feed_files(index)
    yield from selection_files(index)
    words = words_file(index)
    yield Made(WORDS_FILE, (words,), lambda: words)
    yield from _surveys(project, index)
    yield from recording_files(project, index)
    yield from _attachments(project, index)
    sequences = sequences_on(index.today, read_sequences(project), index.catalogue.dated, index.catalogue.addresses.first)
    yield from calendar_files(index, sequences)
    yield from plan_files(index)
    yield from document_files(canvases, index)


def _exports(stem: str, references: tuple[Reference, ...]) -> Iterator[Made]:
    for extension, write in FORMATS:
        yield Made(f"{stem}.{extension}", (references,), lambda write=write: write(references).encode())  # type: ignore[misc]


def _surveys(project: Project, index: SiteIndex) -> Iterator[Made]:
    """Yield the charts of each survey, in the type of the site, and each questionnaire to paste, to import, to read answers by."""
    catalogue = index.catalogue
    font = (project.templates / TEXT_FONT).read_bytes()
    for file in catalogue.evaluations.values():
        for block in file.meta.blocs:
            if charted(block):
                yield Made(chart_address(file.address, block), (block, font), partial(chart, block, font))
    for name, questionnaire in catalogue.questionnaires.items():
        options, groups_asked = asked(questionnaire.meta, catalogue.committee_names, catalogue.vocabulary)
        inputs = (questionnaire, options, groups_asked)
        yield Made(f"{questionnaire.address}{name}.txt", inputs, partial(text_to_paste, *inputs))
        yield Made(f"{questionnaire.address}{name}-limesurvey.txt", inputs, partial(limesurvey_structure, *inputs))
        yield Made(f"{questionnaire.address}{name}.yml", (questionnaire.source,), questionnaire.source.text.encode)


def _attachments(project: Project, index: SiteIndex) -> Iterator[Made]:
    """Yield the files beside a tool, published next to its page as they are."""
    for tool in index.published(TOOLS):
        for file in index.catalogue.attachments.get(tool.slug, ()):
            path = project.root / file.path
            yield Made(f"{page_address(tool)}{file.name}", (file_state(path),), path.read_bytes)


def _images(project: Project, index: SiteIndex) -> Iterator[Made]:
    images = share_images(project, index.catalogue.organisation)
    worth = index.standings(index.fiches)
    for fiche in index.fiches:
        of_it = worth[fiche.slug]
        yield Made(image_address(fiche), (images.mark(fiche, of_it),), partial(_image, project, images, fiche, of_it))


def _image(project: Project, images: ShareImages, fiche: Fiche, worth: Standing) -> bytes | Later:
    kept = project.extras / image_address(fiche)
    before = kept.read_bytes() if kept.is_file() else b""
    return before if images.shows(before, fiche, worth) else Later(partial(images.png, fiche, worth))
