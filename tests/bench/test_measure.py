"""The bench builds a whole made-up site and tells what each stage cost; no test asserts a time."""

from pipeline.project import Project
from pipeline.rules.run import check
from tests.bench.corpus import Words, write_corpus
from tests.bench.measure import LABELS, measure
from tests.support import REPOSITORY, TODAY


def test_the_same_size_gives_the_same_site(tmp_path):
    first, second = write_corpus(tmp_path / "a", 5), write_corpus(tmp_path / "b", 5)
    files = [path.relative_to(first.root) for path in sorted(first.root.rglob("*")) if path.is_file()]
    assert [(second.root / path).read_bytes() for path in files] == [(first.root / path).read_bytes() for path in files]


def test_a_made_up_site_has_no_error(tmp_path):
    report = check(write_corpus(tmp_path, 20), TODAY)
    assert [f"{d.place} {d.rule.code} {d.message}" for d in report.diagnostics if d.severity == "erreur"] == []
    assert report.catalogue is not None
    assert (len(report.catalogue.fiches), len(report.catalogue.references), len(report.catalogue.activities)) == (20, 40, 2)


def test_the_words_are_many_and_real():
    words = Words(1)
    drawn = {word for _ in range(10_000) for word in words.some(20).split()}
    assert {"école", "enfants", "livre"} <= drawn
    assert len(words) >= 20_000


def test_every_measure_has_a_label_and_a_value():
    measured = measure(Project(REPOSITORY), 4).as_dict()
    assert set(measured) == set(LABELS)
    assert measured["fiches"] == 4
    assert measured["pages"] > 20
