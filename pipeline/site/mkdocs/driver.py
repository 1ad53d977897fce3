"""MkDocs, driven from here: the docs tree into ``build/site``, one file into one page."""

import logging
import os
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from pipeline.content.council import Organisation
from pipeline.edition.template_code import TEMPLATE_CODE
from pipeline.site.mkdocs.configuration import settings
from pipeline.site.navigation import Navigation

# Material prints a notice about its own future on import; -q does not quiet it.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme


def apply_settings(config: MkDocsConfig, organisation: Organisation, navigation: Navigation) -> None:
    """Put into MkDocs' settings what the council's data says, and the links that every page has."""
    given = settings(organisation, navigation)
    config.extra.update(given.pop("extra"))
    for name, value in given.items():
        setattr(config, name, value)


def run_mkdocs(
    config_file: Path, organisation: Organisation, navigation: Navigation, *, dirty: bool, folders: tuple[Path, Path] | None = None
) -> None:
    """Build the docs tree. ``dirty`` renders only the pages whose file changed.

    ``folders`` are where it is and where its pages go, when the settings are a package's and not beside them.

    Raises ``mkdocs.exceptions.Abort`` when a template or a page cannot be built: that is a bug of ours.
    """
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    # The hook is for people who type `mkdocs build`; here its stages have already run.
    places = {"docs_dir": str(folders[0]), "site_dir": str(folders[1])} if folders else {}
    config = load_config(str(config_file), hooks=[], **places)
    apply_settings(config, organisation, navigation)
    config.theme.get_env = partial(_environment, config.theme)  # type: ignore[method-assign]
    config.plugins.events["page_content"].append(_free_markdown)
    config.plugins.events["post_page"].append(_free_html)
    mkdocs_build(config, dirty=dirty)


class _Templates(FileSystemLoader):
    """The theme's folders; not listed, those that MkDocs publishes nothing of: Material's thousands of icons are in one.

    ``mkdocs.structure.files.Files.add_files_from_theme`` refuses what is in a folder whose name begins with a dot.
    """

    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for place in self.searchpath:
            for current, folders, names in os.walk(place, followlinks=self.followlinks):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found.update(Path(current, name).relative_to(place).as_posix() for name in names)
        return sorted(found)


def _environment(theme: Theme) -> Environment:
    """Return what MkDocs lays pages out with."""
    environment = Theme.get_env(theme)
    environment.loader = _Templates(theme.dirs)
    environment.bytecode_cache = TEMPLATE_CODE
    return environment


def _free_markdown(html: str, *, page: Page, **_: object) -> str:
    """Free the page's Markdown: MkDocs would keep that of every page in memory to the end."""
    page.markdown = None
    return html


def _free_html(output: str, *, page: Page, **_: object) -> str:
    page.content = None
    return output
