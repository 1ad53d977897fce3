"""The issue forms of ``.github/ISSUE_TEMPLATE``, written from their definitions in the YAML that GitHub reads.

Keys and limits: GitHub Docs, « Syntax for issue forms », « Syntax for GitHub's form schema », « Common validation errors ».
"""

from pipeline.content.catalogue import Catalogue
from pipeline.content.council import Organisation
from pipeline.intake.forms.questions import Form, FormQuestion, Widget, forms
from pipeline.project import Project
from pipeline.text.typographic import typographic
from pipeline.text.yaml_out import quoted_text
from pipeline.writing import replace_if_different

FOLDER = ".github/ISSUE_TEMPLATE"
# Put on every request made with a form; a label that the repository does not have is left out by GitHub.
LABEL = "formulaire"
_HEAD = typographic(
    "# Ce fichier est écrit par « passerelle formulaires » : "
    "changez plutôt pipeline/intake/forms/questions.py ou content/vocabulaire.yml.\n",
    verbatim_quotes=True,
)


def template_files(catalogue: Catalogue) -> dict[str, str]:
    """Return the text of each file, by its path in the repository."""
    texts = {f"{FOLDER}/{form.kind}.yml": form_text(form) for form in forms(catalogue)}
    return {f"{FOLDER}/config.yml": config_text(catalogue.organisation), **texts}


def write_templates(project: Project, files: dict[str, str]) -> tuple[str, ...]:
    """Write the files that differ; return their paths."""
    return tuple(path for path, text in files.items() if replace_if_different(project.root / path, text.encode()))


def stale(project: Project, files: dict[str, str]) -> tuple[str, ...]:
    """Return the paths of the files that are not what they should be."""
    return tuple(path for path, text in files.items() if not _holds(project, path, text))


def _holds(project: Project, path: str, text: str) -> bool:
    try:
        return (project.root / path).read_bytes() == text.encode()
    except OSError:
        return False


def form_text(form: Form) -> str:
    """Return one form in YAML; each text is a JSON string, which YAML reads as it is."""
    lines = [
        f"name: {quoted_text(form.name)}",
        f"description: {quoted_text(form.description)}",
        f"title: {quoted_text(form.title)}",
        f"labels: [{quoted_text(LABEL)}, {quoted_text(form.kind)}]",
        "body:",
        "  - type: markdown",
        "    attributes:",
        f"      value: {quoted_text(form.intro)}",
    ]
    for asked in form.asked:
        lines += _question(asked)
    return _HEAD + "\n".join([*lines, ""])


def _question(asked: FormQuestion) -> list[str]:
    kind = Widget.CHOICE if asked.widget is Widget.CHOICES else asked.widget
    lines = [f"  - type: {kind}", f"    id: {asked.id}", "    attributes:", f"      label: {quoted_text(asked.label)}"]
    lines += [f"      {key}: {quoted_text(value)}" for key, value in (("description", asked.help), ("placeholder", asked.example)) if value]
    if asked.value:
        lines.append(f"      value: {quoted_text(asked.value)}")
    if asked.widget is Widget.CHOICES:
        lines.append("      multiple: true")
    if asked.widget is Widget.BOXES:
        lines.append("      options:")
        for choice in asked.choices:
            lines += [f"        - label: {quoted_text(choice.name)}", *(["          required: true"] if asked.required else [])]
        return lines  # boxes have no « validations » of their own
    if asked.choices:
        lines += ["      options:", *(f"        - {quoted_text(choice.name)}" for choice in asked.choices)]
    return lines + (["    validations:", "      required: true"] if asked.required else [])


def config_text(organisation: Organisation) -> str:
    """Return the settings of the page where people choose a form: no blank issue, and whom to write to once that is known."""
    lines = ["blank_issues_enabled: false"]
    if organisation.adresse:
        lines += [
            "contact_links:",
            f"  - name: {quoted_text('Contribuer sans compte GitHub')}",
            f"    url: {quoted_text(organisation.adresse.rstrip('/') + '/contribuer/')}",
            f"    about: {quoted_text('La page « Contribuer » du site dit comment écrire sans compte.')}",
        ]
    return _HEAD + "\n".join([*lines, ""])
