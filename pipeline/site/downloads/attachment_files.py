"""The files beside a tool, published next to its page as they are."""

from collections.abc import Iterator

from pipeline.content.tools import TOOLS
from pipeline.content.address_book import page_address
from pipeline.edition.docs_tree import Made, file_state
from pipeline.edition.index import SiteIndex
from pipeline.project import Project


def attachment_files(project: Project, index: SiteIndex) -> Iterator[Made]:
    """Yield them, by their address in the site."""
    for tool in index.published(TOOLS):
        for file in index.catalogue.attachments.get(tool.slug, ()):
            path = project.root / file.path
            yield Made(f"{page_address(tool)}{file.name}", (file_state(path),), path.read_bytes)
