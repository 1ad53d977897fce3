"""The complete settings of the site, beside the docs tree: any builder that reads ``mkdocs.yml`` makes the same pages of them.

``build/mkdocs.yml`` names no hook, no plugin and nothing of this package. What the theme reads of the council and of the menu is in it.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from pipeline.content.council import Organisation
from pipeline.project import Project
from pipeline.site.navigation import Navigation
from pipeline.writing import replace_if_different

# All that the theme reads of the council.
_READ = ("nom", "designation", "devise", "statut", "contact")
_OWN = "pipeline."
_HEADER = "# Écrit par « passerelle construire », avec l’arbre de docs/ : « mkdocs build -f build/mkdocs.yml » en fait les mêmes pages.\n"


def settings(organisation: Organisation, navigation: Navigation) -> dict[str, Any]:
    """Return what the settings say of the council, and the links that every page has: plain data, as YAML holds it."""
    return {
        "site_name": organisation.titre_du_site,
        "site_description": organisation.devise,
        "site_url": organisation.adresse.rstrip("/") + "/" if organisation.adresse else "",
        "extra": {
            "organisme": {name: getattr(organisation, name) for name in _READ},
            "menu": [list(link) for link in navigation.menu],
            "pied": [[title, [list(link) for link in links]] for title, links in navigation.footer],
        },
    }


def write_configuration(project: Project, organisation: Organisation, navigation: Navigation) -> None:
    """Write ``build/mkdocs.yml``, from the project's own settings."""
    plain: dict[str, Any] = yaml.safe_load(project.mkdocs_config.read_text(encoding="utf-8"))
    plain.pop("hooks", None)
    plain |= settings(organisation, navigation) | {
        "docs_dir": os.path.relpath(project.docs, project.build),
        "site_dir": "site-seul",  # not where this package stages: it trusts what is there
        "markdown_extensions": [one for one in plain.get("markdown_extensions", []) if not _own(one)],
    }
    theme = plain["theme"]
    if "custom_dir" in theme:
        plain["theme"] = theme | {"custom_dir": os.path.relpath(project.root / theme["custom_dir"], project.build)}
    text = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=1000)
    replace_if_different(configuration_file(project), (_HEADER + text).encode())


def configuration_file(project: Project) -> Path:
    """Return the file of the complete settings."""
    return project.build / "mkdocs.yml"


def _own(extension: str | Mapping[str, object]) -> bool:
    return isinstance(extension, str) and extension.startswith(_OWN)
