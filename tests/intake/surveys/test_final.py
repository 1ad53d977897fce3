"""A published survey is final: what comes after it, by any door, tells nothing of the few people who are in one publication and not in the other."""

import shutil
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from pipeline.cli.surveys import read_survey
from pipeline.content.catalogue import Catalogue, load_catalogue
from pipeline.content.survey_register import SurveyIdentity, identity_of
from pipeline.intake.surveys.differences import could_be_one, disclosed
from pipeline.project import Project
from pipeline.rules.run import check
from tests.intake.surveys.small import (
    GROUPS,
    TEXT,
    Someone,
    Told,
    corrected,
    questionnaire,
    results,
    rng,
    some,
    some_sizes,
    statements,
    told,
)
from tests.support import LONG, TODAY, make_site

SURVEYS = 2000 if LONG else 200
LEVELS = ("Pas du tout d’accord", "Plutôt en désaccord", "Ni d’accord ni en désaccord", "Plutôt d’accord", "Tout à fait d’accord")
RESULTS, REGISTER = "content/evaluation/2026.yml", "content/sondages-publies.yml"


# A reader who keeps both publications, and subtracts.


def counts(read: Told) -> dict[object, int]:
    """Return every number that is published exactly, and the sums of numbers, by name: unions of groups, levels counted together."""
    found: dict[object, int] = {"people": read["reponses"]}
    for one in statements(read):
        if one["n"] is None:
            continue
        found["n", one["cle"]] = one["n"]
        if one["borne"] is None:
            found["agree", one["cle"]] = one["favorables"]
            found["disagree", one["cle"]] = one["n"] - one["favorables"]
        found |= {("levels", one["cle"], part): number for part, number in runs(one["niveaux"]).items()}
        cells = {frozenset([group]): cell for group, cell in one["groupes"].items()}
        if one["autres"]:
            cells[frozenset(read["blocs"][0]["regroupes"])] = one["autres"]
        for size in range(1, len(cells) + 1):
            for union in combinations(cells, size):
                groups = frozenset().union(*union)
                found["n", one["cle"], groups] = sum(cells[part]["n"] for part in union)
                found["agree", one["cle"], groups] = sum(cells[part]["favorables"] for part in union)
                found["disagree", one["cle"], groups] = found["n", one["cle"], groups] - found["agree", one["cle"], groups]
    if table := read["repartition"]:
        classes = {frozenset([group["cle"]]): group["n"] for group in table["montres"]}
        if table["regroupes"]:
            classes[frozenset(group["cle"] for group in table["regroupes"]["groupes"])] = table["regroupes"]["n"]
        for size in range(1, len(classes) + 1):
            for union in combinations(classes, size):
                found["of", frozenset().union(*union)] = sum(classes[part] for part in union)
    for choice in read["choix"]:
        found |= {("chose", choice["cle"], option["cle"]): option["nombre"] for option in choice["options"]}
    return found


def runs(levels: list[int | None] | None) -> dict[tuple[int, int], int]:
    """Return the sums of neighbouring levels of one side that a spread tells."""
    found = {}
    for first, last in combinations(range(6), 2):
        inside = first >= 3 or last <= 3
        # A run starts where no part crosses its first level, and ends where none crosses its last.
        if levels and inside and (first in (0, 3) or told_apart(levels, first)) and (last in (3, 5) or told_apart(levels, last)):
            found[first, last] = sum(level or 0 for level in levels[first:last])
    return found


def told_apart(levels: list[int | None], level: int) -> bool:
    return levels[level - 1 if level < 3 else level] is not None


def isolated(before: Told, after: Told) -> list[object]:
    """Return the names of the counts whose difference is the answers of one to four people."""
    then, now = counts(before), counts(after)
    return [name for name in then.keys() & now.keys() if 0 < abs(now[name] - then[name]) < 5]


def nested(before: Told, after: Told) -> list[object]:
    """Return the groups of one to four people that a group of one publication has more than a group of the other (7 − 6: nested groups)."""
    then = {name[1]: number for name, number in counts(before).items() if isinstance(name, tuple) and name[0] == "of"}
    now = {name[1]: number for name, number in counts(after).items() if isinstance(name, tuple) and name[0] == "of"}
    return [(one, other) for one in then for other in now if one < other and 0 < now[other] - then[one] < 5]


def second_imports(number: int) -> Iterator[tuple[int, str, list[Someone], list[Someone]]]:
    """Yield surveys, and who they are said to be of at a second import: the same, some late, one who answered otherwise, both, some withdrawn."""
    for seed in range(number):
        random = rng(seed)
        share = random.choice((0.5, 0.6, 0.8, 0.95))
        people = some(random, some_sizes(random), share)
        late = some(random, [random.choice((0, 0, 1, 2)) for _ in GROUPS], share)
        crowd = some(random, [random.choice((10, 20, 30)) for _ in GROUPS], share)
        kind = ("same", "late", "crowd", "corrected", "both", "fewer")[seed % 6]
        yield (
            seed, kind, people,
            {
                "same": people, "late": people + late, "crowd": people + crowd, "corrected": corrected(random, people),
                "both": corrected(random, people) + crowd, "fewer": people[random.randint(1, 6) :],
            }[kind],
        )  # fmt: skip


def test_a1_no_second_import_that_is_accepted_isolates_one_to_four_answers():
    found, accepted, kinds = {}, 0, set()
    for seed, kind, people, again in second_imports(SURVEYS):
        if len(again) < 5:
            continue
        first, second = results(people), results(again)
        if disclosed(first, second) == ():
            accepted, kinds = accepted + 1, kinds | {kind}
            if leaked := isolated(told(first), told(second)):
                found[seed, kind] = leaked
    assert found == {}
    # The same import is always accepted, and some of many people more are.
    assert accepted > SURVEYS / 6
    assert "crowd" in kinds


def test_a1_a_corrected_row_at_equal_total_is_refused():
    people = [Someone("comite-a", (4 if place < 14 else 2, 2 + place % 3)) for place in range(22)]
    changed = [Someone("comite-a", (1, people[-1].levels[1])), *people[1:]]
    assert isolated(told(results(people)), told(results(changed))) != []
    assert disclosed(results(people), results(changed)) == ("le nombre de réponses",)


def test_a1_many_latecomers_who_are_of_several_minds_are_accepted():
    people = [
        Someone("comite-a", (1 + place % 5, 1 + place % 5), ("p1",) if place % 2 else ("p2",), f"s{1 + place % 4}") for place in range(60)
    ]
    assert disclosed(results(people), results(people * 2)) == ()


def test_a2_groups_put_together_otherwise_are_refused():
    """C 4 of 6, then C and D 7 of 9, gave D 3 of 3."""

    def of(*sizes: int) -> list[Someone]:
        return [Someone(group, (4 if place % 2 else 2, 2)) for group, size in zip(GROUPS, sizes, strict=True) for place in range(size)]

    first, second = results(of(20, 18, 6, 8, 0)), results(of(30, 28, 26, 3, 3))
    assert first.repartition is not None
    assert second.repartition is not None
    assert [group.cle for group in second.repartition.montres] == ["comite-a", "comite-b"]
    assert "la répartition en groupes" in disclosed(first, second)


def test_a3_the_same_import_gives_the_same_results_whatever_was_published_since():
    random = rng(4)
    people = some(random, (20, 15, 12, 9, 6), 0.6)
    before = [results(some(random, (22, 15, 9, 9, 6), 0.6), 2025)]
    assert results(people, 2026, before) == results(people, 2026, before)
    # Were the publication itself among those that it is compared with, it would tell otherwise of groups.
    assert disclosed(results(people, 2026, before), results(people, 2026, before)) == ()


def test_a9_another_breakdown_at_a_second_import_is_refused():
    """A group of six in the one, of which one more is in a group of seven of the other: 7 − 6 = one person."""
    people = [
        Someone(group, (4 if place % 2 else 2, 2)) for group, size in zip(GROUPS, (20, 18, 6, 8, 0), strict=True) for place in range(size)
    ]
    other = questionnaire(TEXT.replace("comite-", "milieu-").replace("nom: Comité", "nom: Milieu"))
    moved = [Someone(one.group.replace("comite-", "milieu-"), one.levels) for one in [Someone("comite-c", people[0].levels), *people[1:]]]
    late = [Someone("milieu-a", (4 if place % 2 else 2, 2)) for place in range(20)]
    first, second = results(people), results(moved + late, asked=other)
    assert second.repartition is not None
    assert "la répartition en groupes" in disclosed(first, second)


def test_the_same_survey_given_for_another_year_is_known_again():
    people = some(rng(5), (20, 15, 12, 9, 6), 0.6)
    assert could_be_one(results(people, 2026), results(people[1:], 2027))
    assert not could_be_one(results(people, 2026), results(some(rng(6), (20, 15, 12, 9, 6), 0.6), 2027))


# The command, as someone uses it.


def export(people: list[Someone]) -> str:
    """Return the file that Google Forms gives of these answers, « Zoé » among the names."""
    header = "Horodateur,Nom,Les rencontres sont utiles.,La visée est claire.,Quel comité?,Lesquels?,Lequel?"
    names = {"p1": "Un", "p2": "Deux", "p3": "Trois", "s1": "Un", "s2": "Deux", "s3": "Trois", "s4": "Quatre", None: ""}
    rows = [
        ",".join(
            (
                "2026/05/04 9:41:37 AM UTC-4", "Zoé Exemplaire",
                *("" if level is None else LEVELS[level - 1] if level else "Ne s’applique pas" for level in one.levels),
                {"non-precise": ""}.get(one.group, f"Comité {one.group[-1].upper()}"), f'"{", ".join(names[key] for key in one.chosen)}"', names[one.single],
            )
        )
        for one in people
    ]  # fmt: skip
    return "\n".join([header, *rows]) + "\n"


class Desk:
    """A site with the small questionnaire, and a person who imports answers."""

    def __init__(self, root: Path) -> None:
        self.project = make_site(root / "site", {"content/questionnaires/sondage.yml": TEXT})
        self._export = root / "reponses.csv"

    def catalogue(self) -> Catalogue:
        read = load_catalogue(self.project, [])
        assert read is not None
        return read

    def imports(self, people: list[Someone], year: int = 2026, invitations: int | None = None) -> tuple[int, str]:
        """Import the answers of people; return the code of the command and what it says."""
        self._export.write_text(export(people), encoding="utf-8")
        with redirect_stdout(StringIO()) as out, redirect_stderr(out):
            code = read_survey(self.catalogue(), self._export, None, None, year, invitations, TODAY)
        return code, out.getvalue()

    def files(self) -> dict[str, bytes]:
        """Return everything that imports write, by path."""
        paths = [
            *self.project.content.glob("evaluation/*"),
            *self.project.content.glob("sondages*"),
            *self.project.content.glob("besoins/*"),
        ]
        return {self.project.relative(path): path.read_bytes() for path in paths}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


PEOPLE = some(rng(11), (20, 15, 12, 9, 6), 0.6)


def test_the_same_command_twice_gives_the_same_bytes(desk):
    assert desk.imports(some(rng(3), (21, 14, 9, 12, 6), 0.6), 2024)[0] == 0
    assert desk.imports(PEOPLE)[0] == 0
    before = desk.files()
    assert desk.imports(PEOPLE)[0] == 0
    assert desk.files() == before
    # And after a later survey, which the first one could not know.
    assert desk.imports(some(rng(2), (23, 15, 9, 12, 6), 0.6), 2027)[0] == 0
    later = desk.files()
    assert desk.imports(PEOPLE)[0] == 0
    assert desk.files() == later


def test_i_made_a_mistake_in_last_month_s_import(desk):
    """One answer was typed wrong. The person corrects it, imports again, and reads what to do."""
    assert desk.imports(PEOPLE)[0] == 0
    published = desk.files()

    # The correction is one person's answer: it is refused, and nothing changes.
    code, said = desk.imports(corrected(rng(1), PEOPLE))
    assert code == 1
    assert f"{RESULTS}:1:1 H013 erreur" in said
    assert "Un sondage publié est définitif. Gardez ces résultats, et attendez le prochain sondage; ou retirez toute la page" in said
    assert f"git restore {RESULTS} {REGISTER}" in said
    assert "Zoé" not in said
    assert desk.files() == published

    # To take the file of results away does not help: readers have kept it, and so has the register.
    (desk.project.root / RESULTS).unlink()
    code, said = desk.imports(corrected(rng(1), PEOPLE))
    assert (code, f"{RESULTS}:1:1 H013" in said) == (1, True)

    # Nor does another name for the questionnaire, or for the year.
    questionnaires = desk.project.content / "questionnaires"
    (questionnaires / "sondage.yml").rename(questionnaires / "autre-nom.yml")
    assert desk.imports(corrected(rng(1), PEOPLE))[0] == 1
    code, said = desk.imports(PEOPLE[1:], 2027)
    assert (code, "Ces réponses semblent celles d’un sondage déjà publié" in said) == (1, True)

    # What was published may come back as it was; whoever withdraws the page leaves it so.
    (questionnaires / "autre-nom.yml").rename(questionnaires / "sondage.yml")
    assert desk.imports(PEOPLE)[0] == 0
    assert desk.files() == published


def test_an_import_that_nobody_saw_is_undone_with_its_line_of_the_register(desk):
    assert desk.imports(PEOPLE)[0] == 0
    (desk.project.root / RESULTS).unlink()
    (desk.project.root / REGISTER).unlink()
    assert desk.imports(corrected(rng(1), PEOPLE))[0] == 0


def test_a12_invitations_typed_wrong_are_told_before_anything_is_written_and_may_be_corrected(desk):
    code, said = desk.imports(PEOPLE, invitations=3)
    assert (code, "H014" in said, desk.files()) == (1, True, {})
    assert desk.imports(PEOPLE, invitations=700)[0] == 0
    code, _ = desk.imports(PEOPLE, invitations=70)
    assert code == 0
    assert yaml.safe_load((desk.project.root / RESULTS).read_text(encoding="utf-8"))["invitations"] == 70
    assert [found for found in check(desk.project, TODAY).diagnostics if found.rule.code.startswith("H")] == []


def test_results_that_were_there_before_the_register_enter_it(desk):
    assert desk.imports(PEOPLE)[0] == 0
    (desk.project.root / REGISTER).unlink()
    assert desk.imports(some(rng(2), (30, 25, 9, 12, 6), 0.6), 2027)[0] == 0
    register = yaml.safe_load((desk.project.root / REGISTER).read_text(encoding="utf-8"))["publications"]
    assert [one["resultats"]["annee"] for one in register] == [2026, 2027]


def test_a_register_that_cannot_be_read_stops_the_import(desk):
    assert desk.imports(PEOPLE)[0] == 0
    path = desk.project.root / REGISTER
    path.write_text(path.read_text(encoding="utf-8").replace("reponses:", "reponse:"), encoding="utf-8")
    found = [one.place.path for one in check(desk.project, TODAY).diagnostics if one.severity == "erreur"]
    assert REGISTER in found


def test_a_committee_that_was_renamed_is_the_same_group_the_next_year(tmp_path):
    """Its file, its name and its address have changed: the redirection says where it went."""
    text = TEXT.replace("comite-a, nom: Comité A", "table-a, nom: Table A")
    people = [Someone("table-a" if one.group == "comite-a" else one.group, one.levels) for one in PEOPLE[3:]]
    asked = questionnaire(text)
    before = results(PEOPLE, 2024)
    assert before.repartition is not None
    assert [group.n for group in before.repartition.montres if group.cle == "comite-a"] == [20]
    moved = {"comites/comite-a/": "comites/groupe-a/", "comites/groupe-a/": "comites/table-a/"}
    after = results(people, 2026, [before], asked, moved)
    # Seventeen and twenty: three people have left, and Table A is put with others.
    assert after.repartition is None or "table-a" not in [group.cle for group in after.repartition.montres]


def test_an_activity_that_was_renamed_keeps_its_survey():
    published = results(PEOPLE).model_copy(update={"activite": "2026-03-10-ancien-nom"})
    moved = {"activites/2026-03-10-ancien-nom/": "activites/2026-03-10-nom/", "activites/2026-03-10-nom/": "activites/2026-03-12-nom/"}
    assert identity_of(published, moved) == SurveyIdentity("2026-03-12-nom", 2026)
    assert identity_of(results(PEOPLE), moved) == SurveyIdentity(None, 2026)


def test_the_register_is_read_as_it_is_written(desk, tmp_path):
    assert desk.imports(PEOPLE)[0] == 0
    copy = tmp_path / "copie"
    shutil.copytree(desk.project.root, copy)
    read = load_catalogue(Project(copy), [])
    assert read is not None
    assert [one.resultats.reponses for one in read.published_surveys] == [len(PEOPLE)]
    assert (copy / REGISTER).read_text(encoding="utf-8").startswith("# Tout ce qui a été publié des sondages")
