"""The code of a template is kept for the very same text, read in the very same way, and for nothing else."""

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from jinja2.environment import Template

from pipeline.edition.template_code import TemplateCode, named


def template(
    folder: Path, text: str, kept: TemplateCode, *, autoescape: bool = False, change: Callable[[str], str] = str.upper, name: str = ""
) -> Template:
    folder.mkdir(exist_ok=True)
    (folder / "exemple.j2").write_text(text, encoding="utf-8")
    environment = Environment(loader=FileSystemLoader(folder), autoescape=autoescape, bytecode_cache=kept)  # noqa: S701 (both are tried)
    environment.filters.update(change=change, nom=named({"val": name}))
    return environment.get_template("exemple.j2")


def test_the_same_text_in_another_folder_is_not_made_into_code_again(tmp_path: Path):
    kept = TemplateCode()
    first, second = (template(tmp_path / folder, "Bonjour {{ qui|change }}", kept) for folder in ("un", "deux"))
    assert second.root_render_func.__code__ is first.root_render_func.__code__
    assert second.render(qui="exemple") == "Bonjour EXEMPLE"


def test_another_text_under_the_same_name_is_read_anew_and_the_first_again_after_it(tmp_path: Path):
    kept = TemplateCode()
    assert [template(tmp_path, text, kept).render() for text in ("un", "deux", "un")] == ["un", "deux", "un"]


def test_an_environment_that_escapes_does_not_take_the_code_of_one_that_does_not(tmp_path: Path):
    kept = TemplateCode()
    said = [template(tmp_path, "{{ '<b>' }}", kept, autoescape=escaped).render() for escaped in (False, True)]
    assert said == ["<b>", "&lt;b&gt;"]


def test_a_filter_that_does_something_else_is_not_left_in_the_code(tmp_path: Path):
    kept = TemplateCode()
    assert [template(tmp_path, "{{ 'a'|change }}", kept, change=change).render() for change in (str.upper, ascii)] == ["A", "'a'"]


def test_the_names_of_one_region_are_not_left_in_the_code_that_another_takes(tmp_path: Path):
    kept = TemplateCode()
    text = "{{ 'val'|nom }} {{ ['val']|map('nom')|join }}"
    first, second = (template(tmp_path, text, kept, name=name) for name in ("Val-Exemple", "Autre-Val"))
    assert (first.render(), second.render()) == ("Val-Exemple Val-Exemple", "Autre-Val Autre-Val")
