"""No command leaves a file that the checks refuse: each command that writes is run on drawn inputs, then everything is checked."""

import contextlib
import json
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.authoring.begin import begin
from pipeline.authoring.moving import carry_out, plan_move
from pipeline.cli._french import WrongUseError
from pipeline.cli.reports import freeze
from pipeline.content.catalogue import load_catalogue
from pipeline.content.kinds import KINDS
from pipeline.content.sources.notes import NOTES
from pipeline.content.watch.journal import Decision, Reason
from pipeline.edition.register import record
from pipeline.edition.year_counts import Period
from pipeline.intake.forms.proposal import propose
from pipeline.intake.forms.questions import forms
from pipeline.intake.imports.importer import add, entries_of
from pipeline.intake.proofs.record import prove
from pipeline.intake.told import GatherError
from pipeline.intake.watch.screening import decide
from pipeline.project import Project
from pipeline.rules.fixes import correct
from pipeline.rules.run import check
from tests.intake.conftest import NOW, fetcher  # noqa: F401 (fixture)
from tests.intake.forms.bodies import body_of
from tests.intake.server import entry, feed, serving
from tests.intake.site import feeds, run
from tests.support import LONG, TODAY, make_site

DRAWN = settings(max_examples=200 if LONG else 6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
NASTY = st.sampled_from(
    ["Lire tôt", "L’été : lire & compter", "<script>alert(1)</script>", "a\u202eb", "- tiret", "# titre", "oui", "null", "2024-02-30", "[lien](https://example.org)", "{{ x }}", "@clé",
     "10\u00a0% des élèves", "« »", '"', "'", "\\textbf{x}", "C&ocirc;t&eacute;", "$x$", "%", "é" * 300, "ﬁn", "中文", "a: b", "---", "| a | b |", "*", "\t", "&amp;amp;", "", " "]
)  # fmt: skip
TEXT = st.one_of(NASTY, st.text(max_size=40))
DOIS = st.sampled_from(
    [
        "10.5555/abc",
        "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
        "https://doi.org/10.5555/ABC",
        "pas un doi",
        "10.5555/<x>",
        "",
    ]
)
DATES = st.sampled_from(["2020", "2021/03//", "2022-01-15", "mars 2020", "s. d.", "2024-02-30", "", "0000", "20201"])
ADDRESSES = st.sampled_from(["https://example.org/a", "javascript:alert(1)", "/relative", "https://example.org/é", "http://x y", ""])


def refused(project: Project, before: frozenset[str] = frozenset()) -> list[str]:
    """Return what blocks the site, beyond what did."""
    blocking = (f"{d.place} {d.rule.code} {d.message}" for d in check(project, TODAY).blocking())
    return [one for one in blocking if one not in before]


def site(root: Path, files: dict[str, str | bytes | None] | None = None) -> Project:
    project = make_site(root / "site", files)
    assert refused(project) == []
    return project


# « ajouter ».

WORKS = st.lists(
    st.tuples(
        TEXT, TEXT, TEXT, DATES, DOIS, ADDRESSES, st.sampled_from(["JOUR", "CHAP", "RPRT", "THES", "VIDEO", "DATA", "STAT", "GEN", "XXXX"])
    ),
    min_size=1,
    max_size=3,
)


@DRAWN
@given(WORKS)
def test_ajouter_ris(tmp_path_factory, works):
    root = tmp_path_factory.mktemp("ris")
    project = site(root)
    lines = []
    for title, author, journal, year, doi, url, kind in works:
        lines += [
            f"TY  - {kind}",
            f"TI  - {title}",
            f"AU  - {author}",
            f"JF  - {journal}",
            f"PY  - {year}",
            f"DO  - {doi}",
            f"UR  - {url}",
            "ER  - ",
            "",
        ]
    written(project, root / "export.ris", "\n".join(lines))
    assert refused(project) == []


@DRAWN
@given(WORKS)
def test_ajouter_csl(tmp_path_factory, works):
    root = tmp_path_factory.mktemp("csl")
    project = site(root)
    items = [
        {
            "id": str(number), "type": {"JOUR": "article-journal", "CHAP": "chapter", "STAT": "legislation"}.get(kind, "document"), "title": title,
            "author": [{"family": author, "given": journal}, {"literal": journal}], "container-title": journal, "issued": {"raw": year}, "DOI": doi, "URL": url,
            "edition": title, "volume": year, "number": author,
        }
        for number, (title, author, journal, year, doi, url, kind) in enumerate(works)
    ]  # fmt: skip
    written(project, root / "export.json", json.dumps(items))
    assert refused(project) == []


@DRAWN
@given(WORKS, st.sampled_from(["{%s}", '"%s"']))
def test_ajouter_bibtex(tmp_path_factory, works, quotes):
    root = tmp_path_factory.mktemp("bib")
    project = site(root)
    entries = [
        f"@{'article' if kind == 'JOUR' else 'misc'}{{cle{number}, title={quotes % title}, author={quotes % author}, journal={quotes % journal}, year={quotes % year}, doi={quotes % doi}, url={quotes % url}}}"
        for number, (title, author, journal, year, doi, url, kind) in enumerate(works)
    ]
    written(project, root / "export.bib", "\n".join(entries))
    assert refused(project) == []


def written(project: Project, path: Path, text: str) -> None:
    """Import a file; one that cannot be read leaves everything as it was."""
    path.write_text(text, encoding="utf-8", errors="replace")
    try:
        add(project, entries_of(str(path), None), "ajouts.bib", TODAY)  # type: ignore[arg-type]
    except GatherError:
        assert not (project.research / "bibliographie" / "ajouts.bib").exists()


# « veille », « trier ».


@DRAWN
@given(
    st.lists(st.tuples(TEXT, TEXT, DATES, DOIS, ADDRESSES, TEXT), min_size=1, max_size=3),
    st.sampled_from(list(Decision)),
    st.sampled_from(list(Reason)),
    TEXT,
)
def test_veille_and_trier(tmp_path_factory, fetcher, items, decision, reason, person):  # noqa: F811
    entries = [
        entry(cdata(title), number, link=cdata(link), guid=f"g{number}", author=cdata(author), more=f"<pubDate>{cdata(day)}</pubDate><description>{cdata(doi + ' ' + text)}</description>")
        for number, (title, author, day, doi, link, text) in enumerate(items)
    ]  # fmt: skip
    with serving() as server:
        listed = feeds(Revue=server.answer("/fil", feed(*entries)), Autre=server.answer("/autre", status="301 Moved", location="/fil"))
        project = site(tmp_path_factory.mktemp("veille"), {"research_notes/veille/fils.toml": listed})
        report = run(project, fetcher)
    assert refused(project) == []
    if decision in (Decision.KEPT, Decision.SET_ASIDE, Decision.LATER) and person.strip():
        motive = reason if decision is Decision.SET_ASIDE else None
        for name, candidate in report.new.items():
            decide(project, name, candidate, decision, motive, " ".join(person.split())[:80], TODAY)
        assert refused(project) == []


def cdata(text: str) -> str:
    return "<![CDATA[" + "".join(letter for letter in text if letter.isprintable()).replace("]]>", "") + "]]>"


# « preuves ».


@DRAWN
@given(st.lists(TEXT, max_size=4))
def test_preuves(tmp_path_factory, around):
    root = tmp_path_factory.mktemp("preuves")
    project = site(root)
    note = (project.research / "notes" / "sample2021.md").read_text(encoding="utf-8")
    quoted = [line.removeprefix("> ") for line in note.splitlines() if line.startswith("> ")]
    (root / "copie.txt").write_text("\n\n".join([*around, *quoted[:1], *around]), encoding="utf-8", errors="replace")
    with contextlib.suppress(GatherError):
        prove(project, "sample2021", root / "copie.txt", frozenset(), TODAY)
    assert refused(project) == []


# « corriger ».


@DRAWN
@given(st.lists(st.tuples(st.integers(0, 40), NASTY), max_size=4))
def test_corriger(tmp_path_factory, changes):
    """What is mended has no fault that it had not before."""
    root = tmp_path_factory.mktemp("corriger")
    project = make_site(root / "site")
    for path in (project.content / "fiches" / "exemple.md", project.research / "bibliographie" / "exemple.bib"):
        lines = path.read_text(encoding="utf-8").split("\n")
        for number, text in changes:
            lines[number % len(lines)] += f" {text}"
        path.write_text("\n".join(lines), encoding="utf-8")
        before = len(refused(project))
        correction = correct(project.relative(path), path.read_bytes())
        if correction is not None:
            path.write_bytes(correction.after)
        assert len(refused(project)) <= before


# « deplacer », « nouvelle ».


@DRAWN
@given(st.one_of(TEXT, st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True)), st.booleans())
def test_deplacer(tmp_path_factory, name, published):
    project = site(tmp_path_factory.mktemp("deplacer"), {"content/adresses.txt": "fiches/exemple/\n"} if published else {})
    catalogue = load_catalogue(project, [])
    assert catalogue is not None
    move, problems = plan_move(catalogue, "exemple", name, TODAY)
    assert (move is None) == bool(problems)
    if move is not None:
        carry_out(catalogue, move)
    assert refused(project) == []


@DRAWN
@given(st.sampled_from([kind for kind in KINDS if kind.asked and kind is not NOTES]), TEXT, st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_nouvelle(tmp_path_factory, kind, text, day):
    project = site(tmp_path_factory.mktemp("nouvelle"))
    catalogue = load_catalogue(project, [])
    assert catalogue is not None
    answers = {
        "titre": [text], "nom": [text], "resume": [text], "date": [day.isoformat()], "themes": ["lecture"], "publics": ["scolaire"], "ages": ["primaire"],
        "determinants": ["eleve"], "territoire": [text],
    }  # fmt: skip
    made, problems = begin(catalogue, kind, {key: value for key, value in answers.items() if key in kind.asked}, TODAY)
    assert (made is None) == bool(problems)
    if made is not None:
        path = project.root / made.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made.text, encoding="utf-8")
    assert refused(project) == []


# « depuis-formulaire ».


@DRAWN
@given(st.integers(0, 20), st.data())
def test_depuis_formulaire(tmp_path_factory, rank, data):
    project = site(tmp_path_factory.mktemp("formulaire"))
    catalogue = load_catalogue(project, [])
    assert catalogue is not None
    known = forms(catalogue)
    form = known[rank % len(known)]
    body = body_of(form, {asked.id: data.draw(TEXT) for asked in form.asked})
    proposal = propose(project, body, 7, TODAY)
    # What a person has not said yet is told, in the answer to the form: nothing is refused in silence.
    assert proposal is not None
    assert proposal.missing or proposal.conflicts or refused(project) == []


# « rapport », « construire » (registers).


@DRAWN
@given(st.integers(0, 900), st.integers(0, 500))
def test_rapport(tmp_path_factory, ago, length):
    project = site(tmp_path_factory.mktemp("rapport"))
    last = TODAY - timedelta(days=ago)
    try:
        freeze(project, Period(last - timedelta(days=length), last), TODAY, replace=False)
    except WrongUseError:
        assert ago == 0
    assert refused(project) == []


def test_construire_writes_registers_that_the_checks_accept(tmp_path):
    project = site(tmp_path)
    catalogue = load_catalogue(project, [])
    assert catalogue is not None
    record(catalogue, TODAY)
    assert refused(project) == []
    assert NOW.date() == TODAY
