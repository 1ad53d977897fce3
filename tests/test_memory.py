"""The memory of a process that lives: what is made from the same things is not made again."""

from pipeline.memory import Memory


class Maker:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self) -> str:
        self.calls += 1
        return f"résultat {self.calls}"


def test_the_same_inputs_give_the_kept_result():
    memory, make = Memory(), Maker()
    assert memory.recall("page", "tutorat", ("texte", 1), make) == "résultat 1"
    assert memory.recall("page", "tutorat", ("texte", 1), make) == "résultat 1"


def test_another_input_makes_it_again():
    memory, make = Memory(), Maker()
    memory.recall("page", "tutorat", ("texte",), make)
    assert memory.recall("page", "tutorat", ("autre texte",), make) == "résultat 2"
    assert memory.recall("page", "tutorat", ("texte",), make) == "résultat 3"  # one result is kept, the last


def test_more_inputs_are_other_inputs():
    memory, make = Memory(), Maker()
    memory.recall("page", "tutorat", ("texte",), make)
    assert memory.recall("page", "tutorat", ("texte", None), make) == "résultat 2"


def test_kinds_and_names_are_apart():
    memory, make = Memory(), Maker()
    memory.recall("page", "tutorat", (), make)
    assert memory.recall("note", "tutorat", (), make) == "résultat 2"
    assert memory.recall("page", "lecture", (), make) == "résultat 3"


def test_what_was_made_elsewhere_is_known_for_its_own_inputs():
    memory = Memory()
    assert memory.known("page", "tutorat", ("texte",)) is None
    memory.keep("page", "tutorat", ("texte",), "faite")
    assert memory.known("page", "tutorat", ("texte",)) == "faite"
    assert memory.known("page", "tutorat", ("autre texte",)) is None


def test_a_result_is_made_again_when_what_it_read_is_answered_otherwise():
    memory, world, calls = Memory(), {"titre": "Un"}, []

    def make() -> tuple[str, dict[str, str | None]]:
        calls.append(world["titre"])
        return f"lu : {world['titre']}", {"titre": world["titre"], "absent": world.get("absent")}

    def recalled() -> str:
        return memory.recall_read("contrôle", "fiche", ("texte",), world.get, make)

    assert [recalled(), recalled()] == ["lu : Un", "lu : Un"]
    world["ailleurs"] = "Rien à voir"
    assert recalled() == "lu : Un"
    world["titre"] = "Deux"
    assert recalled() == "lu : Deux"
    world["absent"] = "Le voilà"
    recalled()
    assert calls == ["Un", "Deux", "Deux"]
