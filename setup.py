"""What pyproject.toml cannot say: templates, theme, settings and a new site's first files go into the package, from where they are here.

A site depends on a version of the package, and has none of them: an upgrade brings those of the new version, with nothing to merge.
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).resolve().parent
# As « pipeline/project.py » and « pipeline/authoring/new_site.py » look for them.
TO = "pipeline/modele"
FOLDERS = ("site_templates",)
FILES = (
    "mkdocs.yml",
    ".vscode/settings.json",
    "content/vocabulaire.yml",
    *(
        f"content/pages/{name}.md"
        for name in ("accessibilite", "comment-lire", "confidentialite", "contribuer", "contribuer-en-detail", "guide-de-redaction")
    ),
)


class BuildWithTemplates(build_py):
    """Builds the package; not in « editable » mode, where they are beside it."""

    def run(self) -> None:
        """Copy them under the package."""
        super().run()
        if self.editable_mode:
            return
        target = Path(self.build_lib) / TO
        shutil.rmtree(target, ignore_errors=True)
        for name in FOLDERS:
            shutil.copytree(HERE / name, target / name)
        for name in FILES:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(HERE / name, target / name)


setup(cmdclass={"build_py": BuildWithTemplates})
