"""A DOI that the bibliography already has, found before any network is asked: apart from the importer, which needs the network."""

from pipeline.content.sources.bibliography import Reference, load_bibliography
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.text import dois
from pipeline.text.addresses import is_web_address


def already_here(project: Project, given: str) -> Reference | None:
    """Return the reference whose DOI ``given`` is, or holds as an address, when its note is there too; else None: there is work to do."""
    doi = dois.bare(given.strip()) or (dois.find(given) if is_web_address(given.strip()) else None)
    if doi is None:
        return None
    found = (one for one in load_bibliography(project, [], Memory()).values() if one.doi == dois.same(doi))
    known = next(found, None)
    return known if known is not None and (project.research / "notes" / f"{known.key}.md").is_file() else None
