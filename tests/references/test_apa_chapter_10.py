"""The kinds of works of APA's chapter 10 that a council meets; each reference is written by hand from the manual's pattern, in French."""

import pytest

from pipeline.content.sources.bibliography import Reference, load_bibliography
from pipeline.memory import Memory
from pipeline.references.apa import format_references
from pipeline.references.labels import assign_labels
from tests.support import make_site

CASES = {
    "an article (10.1)": (
        "@article{x, author={Essai, Anne and Roy, Jean-Pierre}, title={Lire tôt}, journal={Revue d’essai}, year={2020}, volume={46}, number={1}, pages={12--34}, doi={10.5555/deux}}",
        "Essai, A. et Roy, J.-P. (2020). Lire tôt. *Revue d’essai*, *46*(1), 12-34. https://doi.org/10.5555/deux",
    ),
    "an article with a number in place of pages (10.1)": (
        "@article{x, author={Essai, Anne}, title={Lire tôt}, journal={Revue d’essai}, year={2020}, volume={12}, number={13}, eid={2114}}",
        "Essai, A. (2020). Lire tôt. *Revue d’essai*, *12*(13), article 2114.",
    ),
    "an article with a number and its own pages (10.1)": (
        "@article{x, author={Essai, Anne}, title={Lire tôt}, journal={Revue d’essai}, year={2020}, volume={12}, eid={e0815}, pages={1--9}}",
        "Essai, A. (2020). Lire tôt. *Revue d’essai*, *12*, article e0815, 1-9.",
    ),
    "an article in advance (10.1, example 7)": (
        "@article{x, author={Essai, Anne}, title={Lire tôt}, journal={Revue d’essai}, year={2024}, pubstate={aheadofprint}, doi={10.5555/avance}}",
        "Essai, A. (2024). Lire tôt. *Revue d’essai*. Publication anticipée en ligne. https://doi.org/10.5555/avance",
    ),
    "an article in press (10.1, example 8)": (
        "@article{x, author={Essai, Anne}, title={Lire tôt}, journal={Revue d’essai}, year={2026}, pubstate={inpress}}",
        "Essai, A. (sous presse). Lire tôt. *Revue d’essai*.",
    ),
    "a book (10.2)": (
        "@book{x, author={Essai, Anne}, title={Lire tôt}, publisher={Presses d’essai}, year={2018}, edition={3}, volume={2}}",
        "Essai, A. (2018). *Lire tôt* (3ᵉ éd., vol. 2). Presses d’essai.",
    ),
    "a chapter (10.3)": (
        "@incollection{x, author={Essai, Anne}, editor={Lavoie, Luc and Gagné, Ève}, title={Lire tôt}, booktitle={Un livre}, publisher={Presses d’essai}, year={2012}, edition={3}, volume={2}, pages={1-9}}",
        "Essai, A. (2012). Lire tôt. Dans L. Lavoie et È. Gagné (dir.), *Un livre* (3ᵉ éd., vol. 2, p. 1-9). Presses d’essai.",
    ),
    "a chapter of a book whose edition is in words (10.3)": (
        "@incollection{x, author={Essai, Anne}, editor={Lavoie, Luc}, title={Lire tôt}, booktitle={Un livre}, publisher={Presses d’essai}, year={2012}, edition={éd. revue}}",
        "Essai, A. (2012). Lire tôt. Dans L. Lavoie (dir.), *Un livre* (éd. revue). Presses d’essai.",
    ),
    "a book whose edition is a rank in words (10.2)": (
        "@book{x, author={Essai, Anne}, title={Lire tôt}, publisher={Presses d’essai}, year={2018}, edition={Second}}",
        "Essai, A. (2018). *Lire tôt* (2ᵉ éd.). Presses d’essai.",
    ),
    "a book whose edition is a rank in digits (10.2)": (
        "@book{x, author={Essai, Anne}, title={Lire tôt}, publisher={Presses d’essai}, year={2018}, edition={3e édition}}",
        "Essai, A. (2018). *Lire tôt* (3ᵉ éd.). Presses d’essai.",
    ),
    "a report of an organisation that publishes it (10.4)": (
        "@report{x, author={{Ministère des Essais}}, title={Rapport annuel}, institution={Ministère des Essais}, year={2023}, url={https://example.org/r.pdf}}",
        "Ministère des Essais. (2023). *Rapport annuel*. https://example.org/r.pdf",
    ),
    "a report of people, with its number (10.4)": (
        "@report{x, author={Essai, Anne}, title={Lire tôt}, institution={Institut d’essai}, type={Rapport de recherche}, number={24-1}, year={2023}}",
        "Essai, A. (2023). *Lire tôt* (Rapport de recherche nᵒ 24-1). Institut d’essai.",
    ),
    "a paper in proceedings (10.5)": (
        "@inproceedings{x, author={Essai, Anne}, editor={Lavoie, Luc}, title={Lire tôt}, booktitle={Actes du colloque d’essai}, publisher={Presses d’essai}, year={2019}, pages={1--9}}",
        "Essai, A. (2019). Lire tôt. Dans L. Lavoie (dir.), *Actes du colloque d’essai* (p. 1-9). Presses d’essai.",
    ),
    "a talk at a conference (10.5)": (
        "@unpublished{x, author={Essai, Anne}, title={Lire tôt}, eventtitle={Colloque d’essai}, venue={Joliette, Québec}, eventdate={2019-06-18/2019-06-20}, date={2019-06-18}, url={https://example.org/c}}",
        "Essai, A. (2019, 18-20 juin). *Lire tôt* [communication]. Colloque d’essai, Joliette, Québec. https://example.org/c",
    ),
    "a poster (10.5)": (
        "@unpublished{x, author={Essai, Anne}, title={Lire tôt}, type={affiche}, eventtitle={Colloque d’essai}, date={2019-10-01}}",
        "Essai, A. (2019, 1er octobre). *Lire tôt* [affiche]. Colloque d’essai.",
    ),
    "a thesis (10.6)": (
        "@phdthesis{x, author={Essai, Anne}, title={Lire tôt}, school={Université d’essai}, year={2017}, url={https://example.org/t}}",
        "Essai, A. (2017). *Lire tôt* [thèse de doctorat, Université d’essai]. https://example.org/t",
    ),
    "a master's thesis (10.6)": (
        "@mastersthesis{x, author={Essai, Anne}, title={Lire tôt}, school={Université d’essai}, year={2017}}",
        "Essai, A. (2017). *Lire tôt* [mémoire de maîtrise, Université d’essai].",
    ),
    "a data set (10.9)": (
        "@dataset{x, author={{Institut d’essai}}, title={Enquête d’essai}, version={2}, publisher={Dépôt d’essai}, year={2021}, doi={10.5555/donnees}}",
        "Institut d’essai. (2021). *Enquête d’essai* (version 2) [jeu de données]. Dépôt d’essai. https://doi.org/10.5555/donnees",
    ),
    "a video (10.12)": (
        "@video{x, author={{Chaîne d’essai}}, title={Lire à deux}, organization={YouTube}, date={2020-03-05}, url={https://example.org/v}}",
        "Chaîne d’essai. (2020, 5 mars). *Lire à deux* [vidéo]. YouTube. https://example.org/v",
    ),
    "a web page with its day (10.16)": (
        "@online{x, author={Essai, Anne}, title={Lire à deux}, organization={Site d’essai}, date={2021-11-24}, url={https://example.org/p}}",
        "Essai, A. (2021, 24 novembre). *Lire à deux*. Site d’essai. https://example.org/p",
    ),
    "a web page of the organisation whose site it is, without a date (10.16)": (
        "@online{x, author={{Organisme d’essai}}, title={Lire à deux}, organization={Organisme d’essai}, url={https://example.org/p}}",
        "Organisme d’essai. (s. d.). *Lire à deux*. https://example.org/p",
    ),
    "an act of Québec (11.4)": (
        "@legislation{x, title={Loi d’essai sur la lecture}, number={RLRQ, c. E-0.1}, url={https://example.org/loi}}",
        "Loi d’essai sur la lecture, RLRQ, c. E-0.1. https://example.org/loi",
    ),
    "a regulation of Québec (11.7)": (
        "@legislation{x, title={Règlement d’essai sur la lecture}, number={RLRQ, c. E-0.1, r. 2}}",
        "Règlement d’essai sur la lecture, RLRQ, c. E-0.1, r. 2.",
    ),
    "a name with a suffix (9.8)": (
        "@book{x, author={King, Jr., Martin Luther}, title={Lire tôt}, publisher={Presses d’essai}, year={1964}}",
        "King, M. L., Jr. (1964). *Lire tôt*. Presses d’essai.",
    ),
    "a particle that follows the given name": (
        "@book{x, author={family={La Fontaine}, given=Jean, prefix=de, useprefix=false}, title={Lire tôt}, publisher={Presses d’essai}, year={1964}}",
        "La Fontaine, J. de. (1964). *Lire tôt*. Presses d’essai.",
    ),
}  # fmt: skip


def of(tmp_path, name: str, entry: str) -> Reference:
    found: list = []
    project = make_site(tmp_path / name, {"research_notes/bibliographie/exemple.bib": entry.replace("{x,", "{x, langid={french},", 1)})
    references = load_bibliography(project, found, Memory())
    assert [diagnostic.message for diagnostic in found] == []
    return references["x"]


@pytest.fixture(scope="module")
def formatted(tmp_path_factory) -> dict[str, str]:
    """Every case in one run of pandoc, each with its label as if it were alone."""
    folder = tmp_path_factory.mktemp("apa")
    alone = {name: of(folder, f"cas-{rank}", entry) for rank, (name, (entry, _)) in enumerate(CASES.items())}
    works = {
        name: Reference(f"k{rank}", one.type, one.authors, one.editors, one.fields, one.place, one.field_places)
        for rank, (name, one) in enumerate(alone.items())
    }
    labels = {one.key: assign_labels([one])[one.key] for one in works.values()}
    found = format_references(works.values(), labels, folder / "references.json")
    return {
        name: found[one.key].html.replace("<em>", "*").replace("</em>", "*").replace("&amp;", "&").replace("\u00a0", " ")
        for name, one in works.items()
    }


@pytest.mark.parametrize("name", CASES)
def test_the_reference_is_the_one_that_the_manual_would_write(formatted, name):
    assert formatted[name] == CASES[name][1]


def test_an_act_is_cited_by_its_title_and_where_it_is_kept(tmp_path):
    act = of(tmp_path, "loi", CASES["an act of Québec (11.4)"][0])
    assert str(assign_labels([act])["x"]) == "Loi d’essai sur la lecture, RLRQ, c. E-0.1"
