"""An issue's body, word for word as GitHub gives it, read back as answers."""

from pipeline.intake.forms.form_answers import FormAnswers, read_answers, recognise
from pipeline.intake.forms.questions import Form, FormKind

# As the API gives the body of an issue made with a form: line ends of Windows, an empty line around each answer.
ERROR_BODY = (
    "### Adresse de la page\r\n\r\nhttps://www.exemple.org/fiches/exemple/\r\n\r\n"
    "### Version de la page\r\n\r\n_No response_\r\n\r\n"
    "### Ce qui est inexact\r\n\r\n« 42 essais »\r\nEt la suite.\r\n\r\n"
    "### Ce qui serait juste\r\n\r\n_No response_\r\n\r\n"
    "### Ce qui le montre\r\n\r\n_No response_\r\n\r\n"
    "### Avant d’envoyer\r\n\r\n- [X] Je sais que cette demande est publique; elle ne contient rien de confidentiel sur une personne."
)


def read(forms: dict[FormKind, Form], kind: FormKind, body: str) -> FormAnswers:
    return read_answers(body, forms[kind])


def test_each_answer_is_read_and_no_answer_is_none(the_forms: dict[FormKind, Form]):
    answers = read(the_forms, FormKind.ERROR, ERROR_BODY)
    assert answers.texts == {"page": "https://www.exemple.org/fiches/exemple/", "inexact": "« 42 essais »\nEt la suite."}
    assert (answers.missing, answers.remarks) == ((), ())


def test_the_form_is_known_by_its_questions(the_forms: dict[FormKind, Form]):
    found = recognise(ERROR_BODY, the_forms.values())
    assert found is the_forms[FormKind.ERROR]


def test_a_box_that_was_ticked_afterwards_is_ticked(the_forms: dict[FormKind, Form]):
    # A click on a box in the issue writes a small x.
    assert read(the_forms, FormKind.ERROR, ERROR_BODY.replace("- [X]", "- [x]")).ticked("public")
    assert not read(the_forms, FormKind.ERROR, ERROR_BODY.replace("- [X]", "- [ ]")).ticked("public")


def test_a_question_that_someone_deleted_is_missing_and_the_others_are_read(the_forms: dict[FormKind, Form]):
    answers = read(
        the_forms, FormKind.ERROR, ERROR_BODY.replace("### Version de la page\r\n\r\n_No response_\r\n\r\n### Ce qui est inexact", "###")
    )
    assert answers.text("page").startswith("https://www.exemple.org/fiches/exemple/")
    assert [asked.id for asked in answers.missing] == ["inexact"]


def test_several_values_of_a_list_are_read_even_when_a_name_holds_a_comma(the_forms: dict[FormKind, Form]):
    source = read(
        the_forms, FormKind.SOURCE, "### Devis\n\nNone\n\n### Nature du lien\n\nAssociation\u00a0: un lien, pas une cause démontrée\n"
    )
    assert (source.choice("lien"), source.choice("devis")) == ("association", None)
    sheet = read(the_forms, FormKind.SHEET, "### Thèmes\n\nTutorat, Lecture\n\n### Comités\n\nComité exemple\n")
    assert (sheet.chosen["themes"], sheet.chosen["comites"]) == (("tutorat", "lecture"), ("comite-exemple",))


def test_what_a_field_held_when_the_form_opened_is_no_answer(the_forms: dict[FormKind, Form]):
    leads = next(asked for asked in the_forms[FormKind.SHEET].asked if asked.label == "Pistes d’action")
    assert read(the_forms, FormKind.SHEET, f"### {leads.label}\n\n{leads.value}\n").texts == {}
