"""Pages of evaluation: sentences, numbers, pictures; the questionnaires; and the way from one to the other."""

import csv
import io
import re
from xml.etree.ElementTree import fromstring

import pytest

from pipeline.content.surveys.evaluation import BlockResult, ChoiceResult, Evaluation
from pipeline.content.surveys.survey_rules import FEWEST, MARGIN, MINIMUM
from pipeline.content.surveys.survey_words import most_chosen, percent, said_of, sentence_of
from pipeline.site.downloads.survey_charts import TEXT_FONT, chart, parts
from tests.site.built_pages import Element, page
from tests.site.sites import Site

NB = "\u00a0"
SURVEY = "evaluation/2026/"


def evaluation(example_site) -> Evaluation:
    return example_site.catalogue.evaluations["2026"].meta


def rows(table: Element) -> list[list[str]]:
    return [[cell.text for cell in row.walk() if cell.tag in ("th", "td")] for row in table.all("tr")]


def table(tree: Element, caption: str) -> Element:
    """Return the table of that caption."""
    found = [one for one in tree.all("table") if one.one("caption").text.startswith(caption)]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (1, 3, f"33{NB}%"),
        (2, 3, f"67{NB}%"),
        (1, 8, f"13{NB}%"),
        (99, 99, f"100{NB}%"),
        (1, 100, f"1,0{NB}%"),
        (123, 1000, f"12,3{NB}%"),
        (0, 7, f"0{NB}%"),
    ],
)
def test_a_rate_has_a_decimal_from_a_hundred_up_only(part, whole, said):
    assert percent(part, whole) == said


def test_the_number_of_answers_and_their_rate_are_always_said(example_site):
    assert (
        page(example_site.site, SURVEY).one("p", class_="p-lead").text
        == f"Résultats agrégés\u00a0: 74{NB}réponses sur 96{NB}invitations (taux de réponse{NB}: 77{NB}%)."
    )
    unknown = evaluation(example_site).model_copy(update={"invitations": None})
    assert said_of(unknown) == f"74{NB}réponses; le nombre d’invitations n’est pas connu."


@pytest.mark.parametrize(
    ("agreeing", "said"),
    [
        (
            ((9, 12), (6, 12), (8, 10)),
            f"Le plus d’accord{NB}: «{NB}Trois{NB}», 8{NB}sur{NB}10 (80{NB}%). Le moins{NB}: «{NB}Deux{NB}», 6{NB}sur{NB}12 (50{NB}%).",
        ),
        (((9, 12), (6, 8)), f"On est autant d’accord avec chaque énoncé montré{NB}: 75{NB}%."),
        (((9, 12), (None, None)), f"D’accord avec «{NB}Un{NB}»{NB}: 9{NB}sur{NB}12 (75{NB}%)."),
        (((None, None),), f"Rien n’est montré de ces énoncés{NB}: chacun a moins de 7{NB}réponses."),
        (((9, 12, "au-moins"),), f"Tous ces énoncés ont presque tout le monde d’un même côté{NB}: leur nombre est donné comme une borne."),
        (
            ((9, 12, "au-moins"), (6, 12)),
            f"Parmi les énoncés dont le nombre est exact. D’accord avec «{NB}Deux{NB}»{NB}: 6{NB}sur{NB}12 (50{NB}%).",
        ),
    ],
)
def test_a_sentence_ranks_the_statements_only_where_they_differ(agreeing, said):
    statements = [
        {"cle": name.lower(), "court": name, "texte": f"{name}.", "n": of, "favorables": agree, "borne": bound[0] if bound else None}
        for name, (agree, of, *bound) in zip(("Un", "Deux", "Trois"), agreeing, strict=False)
    ]
    block = BlockResult.model_validate({"cle": "bloc", "titre": "Bloc exemple", "niveaux": ["niveau"] * 5, "enonces": statements})
    assert sentence_of(block) == said


def test_what_has_no_number_may_have_been_chosen_more():
    told = {"cle": "themes", "titre": "Les thèmes", "options": [{"cle": "un", "nom": "Un", "nombre": 9}]}
    alone = ChoiceResult.model_validate(told)
    assert most_chosen(alone, 20) == f"Le plus choisi{NB}: «{NB}Un{NB}», 9{NB}sur{NB}20 (45{NB}%)."
    for more in ({"presque_tous": [{"cle": "deux", "nom": "Deux"}]}, {"sans_nombre": [{"cle": "deux", "nom": "Deux"}]}):
        among = ChoiceResult.model_validate(told | more)
        assert most_chosen(among, 20) == f"Parmi les choix qui ont un nombre, le plus choisi{NB}: «{NB}Un{NB}», 9{NB}sur{NB}20 (45{NB}%)."
    assert most_chosen(ChoiceResult.model_validate(told | {"options": []}), 20) is None


def test_the_tables_give_the_published_numbers(example_site):
    tree = page(example_site.site, SURVEY)
    block = evaluation(example_site).blocs[0]
    header, *lines = rows(table(tree, f"La concertation{NB}: réponses"))
    assert header == ["Énoncé", "D’accord", *block.niveaux, "Ne s’applique pas"]
    for line, one in zip(lines, block.enonces, strict=True):
        share = f"{one.favorables}{NB}sur{NB}{one.n} ({percent(one.favorables, one.n)})"
        levels = [str(level) for level in one.niveaux if level is not None]
        assert line == [one.texte, share, *levels, f"moins de {MARGIN}" if one.sans_objet is None else str(one.sans_objet)]
    header, *lines = rows(table(tree, f"La concertation{NB}: personnes d’accord"))
    assert header == ["Énoncé", "Milieu scolaire", "Milieu communautaire", "Les autres, réunis"]
    assert [line[0] for line in lines] == [one.texte for one in block.enonces if one.groupes]


def test_levels_that_are_counted_together_have_one_cell_under_their_two_headers(example_site):
    body = table(page(example_site.site, SURVEY), f"La concertation{NB}: réponses").all("tr")
    first = [(cell.attributes.get("colspan"), cell.text) for cell in body[1].walk() if cell.tag == "td"]
    assert evaluation(example_site).blocs[0].enonces[0].niveaux == (None, 9, 10, 27, 19)
    assert first[1:] == [("2", "9"), (None, "10"), (None, "27"), (None, "19"), (None, "moins de 4")]


def test_a_picture_tells_apart_no_level_that_the_table_counts_together(example_site):
    block = evaluation(example_site).blocs[0]
    assert parts(block) == ((0, 1), (2,), (3,), (4,))
    apart = block.model_copy(update={"enonces": tuple(one for one in block.enonces if one.niveaux and None not in one.niveaux)})
    assert parts(apart) == ((0,), (1,), (2,), (3,), (4,))
    drawn = chart(block).decode()
    assert "Pas du tout d’accord / Plutôt en désaccord" in drawn


def test_the_page_that_says_how_answers_are_protected_gives_the_numbers_of_the_rules(example_site):
    tree = page(example_site.site, "evaluation/comment-nous-protegeons/")
    rules = rows(tree.one("table"))[1:]
    assert len(rules) == 8
    assert rules[0][0] == f"Sous {MINIMUM} réponses, un sondage n’est pas publié. Un énoncé a besoin de {FEWEST} réponses."
    assert all("Manuel européen" in guide or guide == "Les mêmes" for *_, guide in rules)
    assert "content/sondages-publies.yml" in tree.text


def test_each_table_has_a_caption_and_scopes(example_site):
    tables = page(example_site.site, SURVEY).all("table")
    assert len(tables) == 8
    for one in tables:
        assert one.one("caption").text
        assert [cell for cell in one.all("th") if cell.attributes.get("scope") not in ("col", "row")] == []


def test_groups_that_are_put_together_are_named_without_a_number_of_their_own(example_site):
    lines = rows(table(page(example_site.site, SURVEY), "Milieu des 74"))
    assert lines[1:] == [
        ["Milieu scolaire", "31"],
        ["Milieu communautaire", "24"],
        ["Réunis\u00a0: Employeurs, Milieu municipal et Groupe non précisé", "19"],
    ]


def test_a_picture_has_its_words_and_no_script_nor_address_of_elsewhere(example_site):
    tree = page(example_site.site, SURVEY)
    images = tree.one("article").all("img")
    assert [image.attributes["src"] for image in images] == ["concertation.svg", "accompagnement.svg"]
    for image in images:
        picture = (example_site.site / SURVEY / image.attributes["src"]).read_bytes()
        root = fromstring(picture)  # noqa: S314 (a file of ours)
        assert root.attrib["role"] == "img"
        assert "".join(root[1].itertext()) == image.attributes["alt"]
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert tags & {"script", "image", "foreignObject", "a"} == set()
        # Its type is in it: a picture that is shown as an image can load nothing.
        bare, fonts = re.subn(rb"url\(data:font/woff2;base64,[A-Za-z0-9+/=]+\)", b"", picture)
        assert fonts == 1
        assert b"//" not in bare.replace(b"http://www.w3.org/", b"")


def test_a_picture_is_the_same_each_time(example_site):
    block = evaluation(example_site).blocs[0]
    font = (example_site.project.templates / TEXT_FONT).read_bytes()
    assert chart(block, font) == chart(block, font) == (example_site.site / SURVEY / "concertation.svg").read_bytes()


def test_who_is_neutral_stands_astride_one_line_and_each_part_says_its_percentage(example_site):
    block = evaluation(example_site).blocs[0]
    bars = [group for group in fromstring(chart(block)).iter() if group.get("class") == "bar"]  # noqa: S314 (a picture of ours)
    neutral = [[part for part in bar if part.get("class") == "rect"][1] for bar in bars]
    middles = [float(part.attrib["x"]) + float(part.attrib["width"]) / 2 for part in neutral]
    assert middles == pytest.approx([middles[0]] * len(bars), abs=0.01)
    first = ["".join(text.itertext()) for text in bars[0] if text.tag.endswith("text")]
    assert first == ["Objectifs clairs", "14\u00a0%", "15\u00a0%", "42\u00a0%", "29\u00a0%"]


def test_where_the_neutral_are_counted_with_others_nobody_stands_astride(example_site):
    block = evaluation(example_site).blocs[0]
    together = [one.model_copy(update={"niveaux": (None, None, 19, 27, 19)}) for one in block.enonces[:1]]
    drawn = chart(block.model_copy(update={"enonces": tuple(together)})).decode()
    assert parts(block.model_copy(update={"enonces": tuple(together)}))[0] == (0, 1, 2)
    x, width, axis = (
        float(re.search(form, drawn)[1]) for form in (r'class="rect" x="([\d.]+)', r'class="rect"[^>]*width="([\d.]+)', r'd="M([\d.]+)')
    )  # type: ignore[index]
    assert x + width == pytest.approx(axis, abs=0.01)
    names = re.findall(r'<text x="42"[^>]*>([^<]+)', drawn)  # of three levels, on as many lines as they take
    assert names[:2] == ["Pas du tout d’accord / Plutôt en désaccord /", "Ni d’accord ni en désaccord"]


def test_results_of_a_questionnaire_after_an_activity_lead_to_it_and_back(example_site):
    tree = page(example_site.site, "evaluation/2026-11-10-presentation-comite/")
    assert [link.attributes["href"] for link in tree.one("article").all("a") if "activites" in link.attributes["href"]] == [
        "../../activites/2026-11-10-presentation-comite/"
    ]
    activity = page(example_site.site, "activites/2026-11-10-presentation-comite/")
    assert [
        link.text
        for link in activity.one("article").all("a")
        if link.attributes["href"] == "../../evaluation/2026-11-10-presentation-comite/"
    ] == ["Ce qu’en ont dit les personnes présentes"]


def test_a_theme_asked_for_leads_to_its_page(example_site):
    links = table(page(example_site.site, SURVEY), "Les thèmes à développer").all("a")
    assert links[0].attributes["href"] == "../../themes/transitions/"


def test_each_questionnaire_and_each_result_of_the_council_is_published(real_site):
    names, results = real_site.catalogue.questionnaires, real_site.catalogue.evaluations
    listed = {link.attributes["href"] for link in page(real_site.site, "evaluation/").one("article").all("a")}
    assert {f"questionnaire-{name}/" for name in names} | {f"{name}/" for name in results} <= listed
    for name in names:
        links = page(real_site.site, f"evaluation/questionnaire-{name}/").all("a", download="")
        assert [link.attributes["href"] for link in links] == [f"{name}.txt", f"{name}-limesurvey.txt", f"{name}.yml"]


# What is downloaded.


def test_the_text_to_paste_has_every_word_that_the_answers_are_read_by(real_site):
    for name, questionnaire in real_site.catalogue.questionnaires.items():
        text = (real_site.site / f"evaluation/questionnaire-{name}/{name}.txt").read_text(encoding="utf-8")
        data = questionnaire.meta
        words = [one.texte for block in data.blocs for one in block.enonces] + [block.question for block in data.blocs]
        words += [choice.question for choice in data.choix] + [*data.echelle.niveaux, data.echelle.sans_objet]
        assert [word for word in words if word not in text] == [], name


def limesurvey(raw: bytes) -> list[dict[str, str]]:
    """Read a structure as LimeSurvey does: UTF-8 with its mark, tabs, a row by element."""
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), delimiter="\t"))


@pytest.mark.parametrize("which", ["example_site", "real_site"])
def test_the_file_for_limesurvey_keeps_the_rules_of_its_importer(which, request):
    built: Site = request.getfixturevalue(which)
    for name in built.catalogue.questionnaires:
        data = (built.site / f"evaluation/questionnaire-{name}/{name}-limesurvey.txt").read_bytes()
        assert_it_can_be_imported(limesurvey(data))


def assert_it_can_be_imported(lines: list[dict[str, str]]) -> None:
    settings = {line["name"]: line["text"] for line in lines if line["class"] == "S"}
    assert (settings["language"], settings["anonymized"], settings["ipaddr"], settings["datestamp"]) == ("fr", "Y", "N", "N")
    assert {line["language"] for line in lines} == {"fr"}
    kinds = "".join({"S": "s", "SL": "l", "G": "G", "Q": "Q", "SQ": "q", "A": "a"}[line["class"]] for line in lines)
    # Settings first; then groups, each of one question, with its sub-questions, then its answers.
    assert re.fullmatch(r"s+ll(GQq*a*)+", kinds)
    for line in lines:
        # Its database: a code of a question has 20 characters at most, of an answer 5; both letters and digits.
        longest = {"Q": 20, "SQ": 20, "A": 5}.get(line["class"])
        assert longest is None or (len(line["name"]) <= longest and line["name"].isalnum())


def test_each_question_of_a_questionnaire_has_its_type_in_the_file_for_limesurvey(example_site):
    lines = limesurvey((example_site.site / "evaluation/questionnaire-annuel/annuel-limesurvey.txt").read_bytes())
    assert [(line["type/scale"], line["name"]) for line in lines if line["class"] == "Q"] == [
        ("F", "CONC"), ("F", "ACC"), ("M", "USAG"), ("M", "THEM"), ("M", "OBJ"), ("L", "MILIEU"), ("T", "OUVERT"),
    ]  # fmt: skip


def test_the_correspondence_that_is_downloaded_is_the_whole_questionnaire(real_site):
    for name, questionnaire in real_site.catalogue.questionnaires.items():
        text = (real_site.site / f"evaluation/questionnaire-{name}/{name}.yml").read_text(encoding="utf-8")
        assert text == questionnaire.source.text
