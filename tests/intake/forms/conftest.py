"""The forms of the small site of the tests, and what becomes of a body there."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.content.catalogue import load_catalogue
from pipeline.intake.forms.proposal import Proposal, propose
from pipeline.intake.forms.questions import Form, FormKind, forms
from pipeline.intake.forms.reply import reply
from pipeline.project import Project
from tests.intake.forms.bodies import Given, body_of
from tests.support import COMITE, ORGANISME, TODAY, make_site

COUNCIL = ORGANISME.replace("depot: null", "depot: https://github.com/exemple/site")
FILES = {"content/organisme.yml": COUNCIL, "content/comites/comite-exemple.md": COMITE}


@dataclass
class Desk:
    """A repository that receives requests."""

    project: Project
    forms: dict[FormKind, Form]

    def receive(self, kind: FormKind, given: Given, number: int = 12) -> Proposal:
        """What becomes of a form filled in with ``given``."""
        return self.receive_body(body_of(self.forms[kind], given), number)

    def receive_body(self, body: str, number: int = 12) -> Proposal:
        """What becomes of a body as GitHub gives it."""
        proposal = propose(self.project, body, number, TODAY)
        assert proposal is not None
        return proposal

    def text(self, path: str) -> str:
        """A file of the repository."""
        return (self.project.root / path).read_text(encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """What a person does in the browser."""
        text = self.text(path)
        assert old in text
        (self.project.root / path).write_text(text.replace(old, new), encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        """Every file of the repository."""
        return {str(path.relative_to(self.project.root)): path.read_bytes() for path in self.project.root.rglob("*") if path.is_file()}


@pytest.fixture(scope="session")
def the_forms(tmp_path_factory: pytest.TempPathFactory) -> dict[FormKind, Form]:
    """The forms, by what they are about."""
    catalogue = load_catalogue(make_site(tmp_path_factory.mktemp("formulaires"), FILES), [])
    assert catalogue is not None
    return {form.kind: form for form in forms(catalogue)}


@pytest.fixture
def desk(tmp_path: Path, the_forms: dict[FormKind, Form]) -> Desk:
    """A small repository, and its forms."""
    return Desk(make_site(tmp_path, FILES), the_forms)


@pytest.fixture(scope="session")
def answer() -> Callable[[Proposal], str]:
    """The answer that the bot writes."""
    return reply
