"""The two commands of forms, as an agent or a workflow runs them."""

import json
import re
from pathlib import Path

import pytest

from pipeline.intake.forms.form_answers import MAX_BODY
from pipeline.intake.forms.questions import Form, FormKind
from tests.cli.test_cli import run, said
from tests.intake.forms.bodies import SHEET, body_of
from tests.intake.forms.conftest import FILES
from tests.support import make_site


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small repository."""
    return make_site(tmp_path / "site", FILES).root


@pytest.fixture
def request_file(tmp_path: Path, the_forms: dict[FormKind, Form]) -> Path:
    """The text of a request, in a file."""
    path = tmp_path / "demande.md"
    path.write_text(body_of(the_forms[FormKind.SHEET], SHEET), encoding="utf-8")
    return path


def test_the_forms_are_written_then_found_fresh_then_stale(root: Path):
    assert run(root, "formulaires", "--verifier").returncode == 1
    assert "Écrit\u00a0: .github/ISSUE_TEMPLATE/fiche.yml" in said(run(root, "formulaires"))
    assert said(run(root, "formulaires", "--verifier")) == "Les formulaires sont à jour.\n"
    vocabulary = root / "content/vocabulaire.yml"
    vocabulary.write_text(vocabulary.read_text(encoding="utf-8").replace("nom: Lecture", "nom: Lire"), encoding="utf-8")
    assert "À refaire\u00a0: .github/ISSUE_TEMPLATE/fiche.yml\n" in said(run(root, "formulaires", "--verifier"))


def test_a_file_becomes_a_draft_and_an_answer(root: Path, request_file: Path, tmp_path: Path):
    answer = tmp_path / "reponse.md"
    result = run(root, "depuis-formulaire", str(request_file), "--numero", "12", "--date", "2026-11-20", "--reponse", str(answer))
    assert (result.returncode, result.stdout) == (
        0,
        "Écrit\u00a0: research_notes/notes/exemple2024.md\nÉcrit\u00a0: content/fiches/exemple-de-fiche-venue-d-un-formulaire.md\n",
    )
    assert "publiee_le: 2026-11-20\n" in (root / "content/fiches/exemple-de-fiche-venue-d-un-formulaire.md").read_text(encoding="utf-8")
    assert answer.read_text(encoding="utf-8").startswith("## Bien reçu\u00a0: Proposer une fiche\n")


def test_a_variable_of_the_environment_will_do(root: Path, request_file: Path):
    result = run(root, "depuis-formulaire", "--variable", "CORPS", "--numero", "12", CORPS=request_file.read_text(encoding="utf-8"))
    assert result.returncode == 0


def test_so_will_an_event_of_github_which_tells_the_number(root: Path, request_file: Path, tmp_path: Path):
    event = tmp_path / "evenement.json"
    event.write_text(json.dumps({"issue": {"number": 31, "body": request_file.read_text(encoding="utf-8")}}), encoding="utf-8")
    assert run(root, "depuis-formulaire", "--evenement", str(event)).returncode == 0
    assert (root / "research_notes/formulaires/31.json").is_file()


REPOSITORIES = {
    "https://github.com/exemple/depot": "(https://github.com/exemple/depot/edit/formulaire-31/content/fiches/",
    "https://github.com/exemple/depot) [x](https://exemple.org": "",
    "javascript:alert(1)": "",
    "": "",
}


@pytest.mark.parametrize("address", REPOSITORIES)
def test_the_answer_links_to_each_file_though_the_council_does_not_say_where_its_repository_is(tmp_path, request_file, address):
    root, event, answer = make_site(tmp_path / "autre").root, tmp_path / "evenement.json", tmp_path / "reponse.md"
    asked = {"number": 31, "body": request_file.read_text(encoding="utf-8")}
    event.write_text(json.dumps({"issue": asked, "repository": {"html_url": address}}), encoding="utf-8")
    assert run(root, "depuis-formulaire", "--evenement", str(event), "--reponse", str(answer)).returncode == 0
    found = re.findall(r"\((?:https?|javascript):[^)\n]*", answer.read_text(encoding="utf-8").split("## Ce qui manque")[0])
    assert all(link.startswith(REPOSITORIES[address]) or "research_notes" in link for link in found)
    assert bool(found) == bool(REPOSITORIES[address])


def test_a_request_out_of_proportion_is_answered_in_french(root: Path, request_file: Path, tmp_path: Path):
    request_file.write_text(request_file.read_text(encoding="utf-8") + "a" * MAX_BODY, encoding="utf-8")
    answer = tmp_path / "reponse.md"
    assert run(root, "depuis-formulaire", str(request_file), "--numero", "12", "--reponse", str(answer)).returncode == 0
    assert answer.read_text(encoding="utf-8").startswith("## Cette demande n’a pas pu être lue\n")
    assert run(root, "depuis-formulaire", str(request_file), "--numero", "12").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--numero", "12"], "Donnez le texte de la demande une fois"),
        (["nulle-part.md", "--numero", "12"], "« nulle-part.md » ne s’ouvre pas."),
        (["--variable", "NULLE_PART", "--numero", "12"], "La variable d’environnement « NULLE_PART » n’existe pas."),
        (["--variable", "HOME"], "Il manque l’option « --numero »."),
        (["--evenement", "content/organisme.yml"], "n’est pas un événement de GitHub"),
        (["x.md", "--numero", "0"], "il faut un nombre entier de 1 à 10000000"),
    ],
)
def test_a_wrong_use_is_told(root: Path, arguments: list[str], message: str):
    result = run(root, "depuis-formulaire", *arguments)
    assert result.returncode == 2
    assert message in said(result)


def test_a_text_of_no_form_is_left_alone_and_answered(root: Path, tmp_path: Path):
    # The workflow knows a request by its last question; the others may have been erased since.
    (tmp_path / "demande.md").write_text("Bonjour!\n\n### Avant d’envoyer\n", encoding="utf-8")
    answer = tmp_path / "reponse.md"
    result = run(root, "depuis-formulaire", str(tmp_path / "demande.md"), "--numero", "12", "--reponse", str(answer))
    assert "Les titres des questions d’un formulaire (« ### Titre ») n’y sont pas, ou n’y sont plus." in answer.read_text(encoding="utf-8")
    assert (result.returncode, result.stdout) == (0, "Cette demande n’a pas été faite avec un formulaire\u00a0: rien n’a été écrit.\n")
