"""The docs tree as Hugo takes it: every page at its address."""

import json

import pytest

from pipeline.project import Project
from tests.bench.hugo import Cost, told, write_hugo

SETTINGS = """\
site_name: Site exemple
extra:
  organisme: {nom: Table exemple}
  menu: [[Fiches, fiches/]]
"""


@pytest.fixture
def prepared(tmp_path) -> Project:
    project = Project(tmp_path / "notre")
    for name in ("index.md", "fiches.md", "fiches/exemple.md", "a-propos.md"):
        (project.docs / name).parent.mkdir(parents=True, exist_ok=True)
        (project.docs / name).write_text(f"# {name}\n", encoding="utf-8")
    (project.build / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    return project


def test_the_page_of_a_folder_goes_inside_it_and_the_others_stay_where_they_are(prepared, tmp_path):
    write_hugo(prepared, tmp_path / "hugo")
    content = tmp_path / "hugo/content"
    written = {path.relative_to(content).as_posix(): path.read_text(encoding="utf-8") for path in content.rglob("*.md")}
    assert written == {
        "_index.md": "# index.md\n",
        "fiches/_index.md": "# fiches.md\n",
        "fiches/exemple.md": "# fiches/exemple.md\n",
        "a-propos.md": "# a-propos.md\n",
    }


def test_the_layout_reads_what_the_theme_reads(prepared, tmp_path):
    write_hugo(prepared, tmp_path / "hugo")
    settings = json.loads((tmp_path / "hugo/hugo.json").read_text(encoding="utf-8"))
    assert settings["title"] == "Site exemple"
    assert settings["params"] == {"organisme": {"nom": "Table exemple"}, "menu": [["Fiches", "fiches/"]]}
    assert (tmp_path / "hugo/static/assets/passerelle.css").is_file()


def test_the_ratio_is_that_of_the_durations_and_of_the_computing():
    ours, theirs = Cost(3.0, 2.0, {"index.html": 100}), Cost(2.0, 4.0, {"index.html": 90, "rien/index.html": 1})
    assert [line.split() for line in told(10, ours, theirs).splitlines()[1:]] == [
        ["MkDocs", "3.00", "2.00", "1", "100"],
        ["Hugo", "2.00", "4.00", "1", "90"],
        ["MkDocs", "/", "Hugo", "1.50", "0.50"],
    ]
