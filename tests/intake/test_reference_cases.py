"""References as programs, databases and people really give them: each case in, and what the bibliography says of it.

The kinds were seen in public reports; the inputs are ours, with invented names and test DOIs.
"""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.content.sources.bibliography import Reference, load_bibliography
from pipeline.intake.imports.bibtex import read_bibtex
from pipeline.intake.imports.csl import read_csl
from pipeline.intake.imports.entries import ReferenceEntry, finished
from pipeline.intake.imports.importer import add, entries_of
from pipeline.intake.imports.keys import make_key
from pipeline.intake.imports.ris import read_ris
from pipeline.memory import Memory
from pipeline.references.apa import format_references
from pipeline.references.labels import assign_labels
from pipeline.text.people.authors import Name
from tests.support import make_site

SICI = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"
TODAY = date(2026, 11, 30)


@dataclass(frozen=True)
class Imported:
    """What an import told, and the entries that it left in the bibliography, by the name that they had in the file."""

    lines: tuple[str, ...]
    fine: bool
    works: dict[str, Reference]
    root: Path

    @property
    def counts(self) -> str:
        return next(line for line in self.lines if line.startswith("Références ajoutées")).replace("\u00a0", " ")

    def shown(self, origin: str) -> str:
        """The reference as readers see it, in plain text."""
        work = self.works[origin]
        formatted = format_references([work], assign_labels([work]), self.root / "references.json")
        return formatted[work.key].text.replace("\u00a0", " ")


def imported(root: Path, text: str, name: str = "export.bib") -> Imported:
    project = make_site(root / "site", {})
    (root / name).write_text(text, encoding="utf-8")
    told, keys = add(project, entries_of(str(root / name), None), "ajouts.bib", TODAY)
    found: list = []
    known = load_bibliography(project, found, Memory())
    assert found == []
    return Imported(told.lines, told.fine, {origin: known[key] for origin, key in keys.items()}, root)


def one(entries: list[ReferenceEntry]) -> ReferenceEntry:
    (entry,) = entries
    return finished(entry)


def ris(*lines: str) -> ReferenceEntry:
    return one(read_ris("\n".join(["TY  - JOUR", "TI  - Un titre", "LA  - fr", *lines, "ER  - "])))


def csl(**item: object) -> ReferenceEntry:
    return one(read_csl(json.dumps([{"id": "x", "type": "article-journal", "title": "Un titre", "language": "fr", **item}])))


def names(entry: ReferenceEntry) -> list[str]:
    return [f"[{name.family}]" if name.literal else f"{name.family}, {name.given}" for name in entry.authors]


# R1, R2, R3: names in RIS.


@pytest.mark.parametrize(
    "organisation",
    [
        "Ministère des Essais, du Loisir et du Sport",
        "Comité d’essai pour la lecture, l’écriture et le calcul",
        "Office of Tests, Arts and Sports",
    ],
)
def test_r1_an_organisation_with_a_comma_is_one_organisation_and_the_doubt_is_told(organisation):
    entry = ris(f"AU  - {organisation}")
    assert names(entry) == [f"[{organisation}]"]
    assert any(organisation in told for told in entry.told)


@pytest.mark.parametrize(
    ("field", "found", "doubtful"),
    [
        ("Côté, Ana J.; Roy, Luc", ["Côté, Ana J.", "Roy, Luc"], True),
        ("Anne Bois, Luc Roy, Ève Lô", ["Bois, Anne", "Roy, Luc", "Lô, Ève"], True),
        ("Bois, A., Roy, L.", ["Bois, A.", "Roy, L."], True),
    ],
)
def test_r2_several_people_in_one_field_are_several_and_that_is_told(field, found, doubtful):
    entry = ris(f"AU  - {field}")
    assert names(entry) == found
    assert any("noms" in told for told in entry.told) is doubtful


@pytest.mark.parametrize(
    ("tag", "field", "name"),
    [("A1", "Essai AB", "Essai, A. B."), ("AU", "Essai E.", "Essai, E."), ("A1", "de la Tour MC", "de la Tour, M. C.")],
)
def test_r3_a_name_and_initials_without_a_comma_are_a_person(tag, field, name):
    assert names(ris(f"{tag}  - {field}")) == [name]


# R4, R5: the export of a platform.


@pytest.mark.parametrize("field", ["Essai, Anne and ", "Essai, Anne and and", " and Essai, Anne"])
def test_r4_an_and_without_a_name_is_nobody(field):
    assert names(one(read_bibtex(f'@misc{{x, author="{field}", title={{Un titre}}}}'))) == ["Essai, Anne"]


EXPORT = """@article{1001948ar,
  title="L’usage du mot "réussite" à l’école : une revue",
  author="Essai, Anne-Marie and ",
  journal="Revue d’essai",
  year="2018"
}

@article{1001949ar,
  title="Un second article, bien formé",
  author="Lavoie, Jean",
  journal="Revue d’essai",
  year="2018"
}
"""


def test_r5_a_quote_inside_a_quoted_field_refuses_that_entry_by_name_and_keeps_the_others(tmp_path):
    told = imported(tmp_path, EXPORT)
    assert list(told.works) == ["1001949ar"]
    assert told.lines[0].replace("\u00a0", " ") == (
        'Refusée : 1001948ar (ligne 1) : L’entrée « 1001948ar » ne se lit pas : un guillemet droit (") coupe le champ « title ». '
        "Mettez ce champ entre accolades, ou écrivez « » à la place des guillemets droits qu’il contient."
    )
    assert (told.counts, told.fine) == ("Références ajoutées : 1; déjà là : 0; refusées : 1.", False)


@pytest.mark.parametrize(
    ("broken", "cause"),
    [
        ('@misc{a, author="Roy, Luc",\n  title="Un "essai"",\n}', "un guillemet droit"),
        ("@misc{a, title={Un essai}\n  year={2020}\n}", "ne se lit pas à cette ligne"),
        ("@misc{a, title={Un essai", "n’est pas fermée"),
        ("@misc{a, title={Un \\inconnu{essai}}}", "« \\inconnu »"),
    ],
)
def test_r5_each_entry_that_cannot_be_read_is_counted_and_its_cause_told(tmp_path, broken, cause):
    told = imported(tmp_path, f"@misc{{b, title={{Un autre titre}}}}\n{broken}\n")
    assert told.counts.endswith("refusées : 1.")
    refused = next(line for line in told.lines if line.startswith("Refusée"))
    assert refused.startswith("Refusée\u00a0: a ")
    assert cause in refused
    assert not told.fine


# R6: dates.


@pytest.mark.parametrize(
    ("lines", "year", "date_", "told"),
    [
        (["PY  - 2021/03//", "DA  - 2022/01/15"], "2021", "2021-03", "2022-01-15"),
        (["Y2  - 2024/02/19", "Y1  - 2013/05/28", "PY  - 2013", "DA  - 2014/04/01"], "2013", "2013-05-28", "2014-04-01"),
        (["DA  - 2014/04/01", "PY  - 2015"], "2015", None, "2014-04-01"),
        (["Y1  - 2020//"], "2020", None, ""),
        (["Y2  - 2024/02/19"], None, None, ""),
        (["PY  - 2021", "DA  - 2021/03/05"], "2021", "2021-03-05", ""),
    ],
)
def test_r6_one_year_is_kept_by_a_stated_order_and_what_differs_is_told(lines, year, date_, told):
    entry = ris(*lines)
    assert (entry.year, entry.fields.get("date")) == (year, date_)
    assert any(told in remark for remark in entry.told if "date" in remark) is bool(told)


def test_r6_a_bibtex_entry_whose_year_and_date_differ_keeps_the_year_and_tells():
    entry = one(read_bibtex("@misc{x, title={Un titre}, year={2021}, date={2022-01-15}, langid={french}}"))
    assert (entry.year, entry.fields.get("date")) == ("2021", None)
    assert "deux années sont données\u00a0: 2021, qui est gardée, et 2022-01-15; vérifiez dans la source" in entry.told


# R7: entities and tags.


@pytest.mark.parametrize(
    ("item", "field", "value"),
    [
        ({"container-title": "Lire &amp; écrire"}, "journal", "Lire & écrire"),
        ({"container-title": ["Lire &amp;amp; écrire"]}, "journal", "Lire & écrire"),
        ({"publisher": "Presses d&#39;essai"}, "publisher", "Presses d'essai"),
    ],
)
def test_r7_entities_are_read_in_every_field_until_none_is_left(item, field, value):
    assert csl(**item).fields[field] == value


def test_r7_a_title_escaped_twice_keeps_its_words_alone():
    assert csl(title="Effets <i>in vitro</i> &amp;amp; H<sub>2</sub>O, p &amp;lt; 0,05").title == "Effets in vitro & H2O, p < 0,05"


def test_r7_entities_of_a_bibtex_export_are_read_in_names_too():
    entry = one(read_bibtex('@misc{x, title="L&#39;&eacute;cole &amp; la famille", author="C&ocirc;t&eacute;, &Egrave;ve and Roy, Luc"}'))
    assert (entry.title, names(entry)) == ("L'école & la famille", ["Côté, Ève", "Roy, Luc"])


# R8: TeX.


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        (r"Mart{\'{\i}}n et l{\textquoteright}{\^{\i}}le", "Martín et l’île"),
        (r"10\,000 \'el\`eves", "10 000 élèves"),
        (r"\og Lire \fg{} et \enquote{écrire}", "« Lire » et « écrire »"),
        (r"$\less$strong$\greater$Lire $\less$em$\greater$tôt$\less$/em$\greater$$\less$/strong$\greater$", "Lire tôt"),
    ],
)
def test_r8_tex_is_decoded(typed, title):
    assert one(read_bibtex(f"@misc{{x, title={{{typed}}}, langid={{french}}}}")).title == title


def test_r8_a_field_that_cannot_be_decoded_is_refused_by_name_and_the_others_kept():
    entry = one(read_bibtex(r"@misc{x, title={Un titre}, note={\inconnu{x}}, howpublished={Ici}}"))
    assert ("note" in entry.fields, entry.fields["howpublished"]) == (False, "Ici")
    assert "le champ « note » n’est pas gardé\u00a0: la commande « \\inconnu » n’est pas connue" in entry.told


# R9, R10: books and their parts.

CHAPTER = """@incollection{chapitre, author={Essai, Anne}, crossref={livre}, pages={130-153}, title={Un chapitre}, langid={french}}
@book{livre, editor={Roy, Luc and Lô, Ève}, title={Un livre}, publisher={Presses d’essai}, year={2011}, langid={french}}
"""


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(lambda: one(read_bibtex("@misc{x, title={Un titre}, annote={Exemple : à relire, faible.}}")), id="annote"),
        pytest.param(lambda: one(read_bibtex("@misc{x, title={Un titre}, annotation={Exemple : à relire.}}")), id="annotation"),
        pytest.param(lambda: one(read_csl('{"type": "document", "title": "Un titre", "note": "Exemple : à relire."}')), id="note of CSL"),
    ],
)
def test_what_someone_wrote_for_themselves_is_left_out_and_told(entry):
    read = entry()
    assert "relire" not in str(read.fields)
    assert [told for told in read.told if "écrite pour soi" in told] != []


def test_r9_the_editors_of_a_parent_are_shown_and_the_parent_is_told(tmp_path):
    told = imported(tmp_path, CHAPTER)
    assert told.shown("chapitre") == "Essai, A. (2011). Un chapitre. Dans L. Roy et È. Lô (dir.), Un livre (p. 130-153). Presses d’essai."
    assert any("importée aussi parce que « chapitre » y renvoie" in line for line in told.lines)


def test_r9_a_parent_that_is_not_there_is_told():
    entry = one(
        read_bibtex("@incollection{x, author={Essai, Anne}, title={Un chapitre}, booktitle={Un livre}, year={2011}, crossref={nulle-part}}")
    )
    assert any("nulle-part" in told for told in entry.told)


def test_r9_editors_of_its_own_are_kept_before_those_of_the_parent():
    text = CHAPTER.replace("author={Essai, Anne}", "author={Essai, Anne}, editor={Propre, Éric}")
    assert [name.family for name in finished(read_bibtex(text)[0]).editors] == ["Propre"]


@pytest.mark.parametrize(
    ("entry", "shown"),
    [
        (
            "@incollection{x, author={Essai, Anne}, editor={Roy, Luc}, title={Un chapitre}, booktitle={Un livre}, publisher={P}, year={2012}, edition={3}, volume={2}, pages={1-9}, langid={french}}",
            "Essai, A. (2012). Un chapitre. Dans L. Roy (dir.), Un livre (3ᵉ éd., vol. 2, p. 1-9). P.",
        ),
        (
            "@article{x, author={Essai, Anne}, title={Un titre}, journal={Revue}, volume={12}, number={13}, article-number={2114}, year={2020}, langid={french}}",
            "Essai, A. (2020). Un titre. Revue, 12(13), article 2114.",
        ),
        (
            "@article{x, author={Essai, Anne}, title={Un titre}, journal={Revue}, volume={12}, eid={e15}, year={2020}, langid={french}}",
            "Essai, A. (2020). Un titre. Revue, 12, article e15.",
        ),
    ],
)
def test_r10_what_a_reference_holds_is_shown(tmp_path, entry, shown):
    assert imported(tmp_path, entry).shown("x") == shown


def test_r10_the_article_number_of_csl_and_ris_is_kept():
    assert csl(issue="13", number="2114").fields["eid"] == "2114"
    assert csl(**{"article-number": "2114"}).fields["eid"] == "2114"
    assert ris("C7  - 2114").fields["eid"] == "2114"


# R11: DOIs.


@pytest.mark.parametrize("typed", [SICI, f"https://doi.org/{SICI}", SICI.replace("<", "&lt;").replace(">", "&gt;"), f"DOI.ORG/{SICI}"])
def test_r11_a_sici_is_whole_everywhere(tmp_path, typed):
    for entry in (csl(DOI=typed), ris(f"DO  - {typed}")):
        assert (entry.fields["doi"], entry.doi) == (SICI, SICI.lower())
        work = entry.reference("essai1998")
        assert work.doi_as_typed == SICI
        assert work.url == "https://doi.org/10.1002/(SICI)1097-0258(19980815/30)17:15/16%3C1661::AID-SIM968%3E3.0.CO;2-2"


def test_r11_an_address_that_is_a_doi_is_kept_as_one():
    entry = csl(URL="https://doi.org/10.5555%2FAbc")
    assert (entry.fields["doi"], "url" in entry.fields) == ("10.5555/Abc", False)


# R12 to R15: names, languages, keys, labels.


@pytest.mark.parametrize("typed", ["Essai Jr., P.", "Essai, Jr., P.", "Essai, P., Jr.", "P. Essai Jr."])
def test_r12_a_suffix_stands_apart(typed):
    assert one(read_bibtex(f"@misc{{x, author={{{typed}}}, title={{Un titre}}}}")).authors == (Name("Essai", "P.", suffix="Jr."),)


@pytest.mark.parametrize("typed", ["Essai Jr., P.", "Essai, Jr., P.", "Essai, P., Jr."])
def test_r12_a_suffix_stands_apart_in_ris_too(typed):
    assert ris(f"AU  - {typed}").authors == (Name("Essai", "P.", suffix="Jr."),)


def test_r12_the_label_has_no_suffix_and_the_list_has_it_last(tmp_path):
    told = imported(tmp_path, "@misc{x, author={King, Jr., Martin Luther}, title={Un titre}, year={1964}, langid={french}}")
    assert str(assign_labels([told.works["x"]])[told.works["x"].key]) == "King, 1964"
    assert told.shown("x") == "King, M. L., Jr. (1964). Un titre."


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Décrochage scolaire", "french"),
        ("Un programme de lecture", "french"),
        ("Rapport annuel", "french"),
        ("Bulletin régional", "french"),
        ("Rapport final", "french"),
        ("Tutorat scolaire", "french"),
        ("Apprendre en classe", "french"),
        ("Guide d'accompagnement", "french"),
        ("Effets d’un programme", "french"),
        ("Lire pour apprendre", "french"),
        ("Persévérance", "french"),
        ("Plan d'action", "french"),
        ("Guide de l’enseignante", "french"),
        ("Les jeunes et le travail", "french"),
        ("School dropout", "english"),
        ("Summer reading", "english"),
        ("Annual report", "english"),
        ("Dropout in Québec", "english"),
        ("The Québec school", "english"),
        ("Reading for pleasure and achievement", "english"),
    ],
)
def test_r13_the_language_of_a_title_is_guessed_and_told(title, language):
    entry = csl(title=title, language="")
    assert entry.fields["langid"] == language
    assert any("langue supposée" in told for told in entry.told)


@pytest.mark.parametrize(
    ("family", "key"),
    [
        ("Aksın", "aksin2006"),
        ("Łukasik", "lukasik2006"),
        ("Øst", "ost2006"),
        ("Đurić", "duric2006"),
        ("Þór", "thor2006"),
        ("Strauß", "strauss2006"),
    ],
)
def test_r14_letters_that_do_not_decompose_fold_too(family, key):
    assert make_key([Name(family, "A.")], "Un titre", "2006", ()) == key


def test_r15_teams_that_share_a_first_author_and_a_year_are_told_apart_by_their_names(tmp_path):
    people = "{Kapoor, R. and Bloom, L. and %s and Roy, B. and Lô, C.}"
    told = imported(
        tmp_path,
        f"@misc{{a, author={people % 'Montez, T.'}, title={{Un titre}}, year={{2017}}}}\n@misc{{b, author={people % 'Warner, E.'}, title={{Autre chose}}, year={{2017}}}}",
    )
    labels = assign_labels(told.works.values())
    assert [str(labels[told.works[origin].key]).replace("\u00a0", " ") for origin in "ab"] == [
        "Kapoor, Bloom, Montez et al., 2017",
        "Kapoor, Bloom, Warner et al., 2017",
    ]


# R16: counts.


def test_r16_entries_that_repeat_one_another_are_counted(tmp_path):
    same = "@article{%s, author={Essai, Anne}, title={Le même article trois fois ici}, journal={Revue}, year={2020}}\n"
    told = imported(tmp_path, "".join(same % key for key in "abc"))
    assert told.counts == "Références ajoutées : 1; déjà là : 2; refusées : 0."
    assert sum(line.startswith("Répète « essai2020 »") for line in told.lines) == 2


TITLES = st.sampled_from(["Lire tôt, lire bien, lire ensemble", "Un titre", "Introduction", "", "Une autre étude de la lecture en été"])
ENTRIES = st.lists(
    st.tuples(TITLES, st.sampled_from(["Essai, Anne", "Roy, Luc", ""]), st.sampled_from(["2020", "2021", ""]), st.booleans()),
    min_size=1,
    max_size=6,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ENTRIES)
def test_r16_added_known_and_refused_are_all_the_entries_of_the_file(tmp_path_factory, drawn):
    text = "".join(
        f"@misc{{k{number}, title={{{title}}}, author={{{author}}}, year={{{year}}}{'' if fine else ' note={x}'}}}\n"
        for number, (title, author, year, fine) in enumerate(drawn)
    )
    if not any(fine for *_, fine in drawn):
        return
    counts = imported(tmp_path_factory.mktemp("compte"), text).counts
    assert sum(int(number) for number in counts.replace(".", "").replace(";", "").split() if number.isdigit()) == len(drawn)


# R17: BibLaTeX.


def test_r17_extended_names_are_read(tmp_path):
    entry = one(
        read_bibtex(
            "@misc{x, title={Un titre}, author={family=Essai, given=Anne, prefix=de, useprefix=true and family=Roy, given={Luc-Éric}, suffix=Jr.}}"
        )
    )
    assert entry.authors == (Name("de Essai", "Anne"), Name("Roy", "Luc-Éric", suffix="Jr."))


def test_r17_what_an_xdata_holds_is_taken_and_it_is_no_work(tmp_path):
    told = imported(
        tmp_path,
        "@xdata{commun, publisher={Presses d’essai}, editor={Roy, Luc}}\n@book{x, title={Un livre}, year={2020}, author={Essai, Anne}, xdata={commun}}",
    )
    assert told.counts == "Références ajoutées : 1; déjà là : 0; refusées : 0."
    assert told.works["x"].fields["publisher"] == "Presses d’essai"


def test_r17_a_set_is_told_as_a_group_of_entries(tmp_path):
    told = imported(tmp_path, "@set{groupe, entryset={x}}\n@misc{x, title={Un titre}}")
    assert told.counts == "Références ajoutées : 1; déjà là : 0; refusées : 1."
    assert any(line.startswith("Refusée\u00a0: groupe") and "@set" in line for line in told.lines)
