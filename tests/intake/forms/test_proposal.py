"""A request becomes files; edited, it changes them; what a person wrote in them stays."""

import pytest

from pipeline.content.sheets.meta import Correction
from pipeline.content.sources.bibliography import Name
from pipeline.edition.waiting import waiting
from pipeline.intake.forms.form_answers import UnreadableFormError
from pipeline.intake.forms.proposal import propose
from pipeline.intake.forms.questions import FormKind
from pipeline.intake.forms.reply import reply
from pipeline.intake.imports.entries import ReferenceEntry
from pipeline.intake.told import GatherError
from pipeline.rules.run import check
from tests.intake.forms.bodies import ACTIVITY, ERROR, INITIATIVE, SHEET, SOURCE, body_of
from tests.intake.forms.conftest import Desk
from tests.support import TODAY

MAIN = "content/fiches/exemple-de-fiche-venue-d-un-formulaire.md"
NOTE = "research_notes/notes/exemple2024.md"


def test_a_sheet_its_source_and_its_excerpts_come_from_one_form_and_pass_the_checks(desk: Desk):
    proposal = desk.receive(FormKind.SHEET, SHEET)
    assert (proposal.main, set(proposal.files), proposal.added_keys) == (MAIN, {MAIN, NOTE}, ("exemple2024",))
    # So short an example is told by its length, its readability, and that its source, not read yet by the team, is no guide.
    assert [one.rule.code for one in proposal.diagnostics if one.severity != "info"] == ["S021", "P010"]
    assert proposal.missing == ()


def test_the_sheet_cites_by_key_what_the_form_cites_by_number(desk: Desk):
    desk.receive(FormKind.SHEET, SHEET)
    assert "1. Parmi les élèves aidés, 15\u00a0% lisent davantage [@exemple2024, résumé, #extrait-1].\n" in desk.text(MAIN)
    assert "2. L’étude porte sur 120\u00a0élèves [@exemple2024, p. 5, #extrait-2].\n" in desk.text(MAIN)


def test_the_actors_the_decision_and_the_questions_of_people_go_where_the_model_has_them(desk: Desk):
    desk.receive(FormKind.SHEET, SHEET)
    text = desk.text(MAIN)
    assert "- **Qui**\u00a0: scolaire (direction, équipe-école)\n" in text
    assert "- Si vous agissez, attendez-vous à un exemple [@exemple2024, résumé, #extrait-1].\n" in text
    assert 'questions: ["Un exemple, ça marche-tu?", "Qui essaie un exemple?", "L’exemple aide-t-il, pour vrai?"]\n' in text


def test_a_landmark_has_its_own_sections_and_no_action(desk: Desk):
    given = {**SHEET, "type": ("repere",), "section-9": "Ce qui est établi [1].", "section-10": "Ce qui ne l’est pas."}
    desk.receive(FormKind.SHEET, given)
    titles = [line.removeprefix("## ") for line in desk.text(MAIN).split("\n") if line.startswith("## ")]
    assert titles == ["À retenir", "Ce qu’on sait", "Ce qu’on ne sait pas", "Limites", "Pour en discuter en comité"]


def test_two_sources_in_one_bracket_become_one_citation(desk: Desk):
    desk.receive(FormKind.SHEET, {**SHEET, "section-4": "Les deux [1, 1.2]."})
    assert "Les deux [@exemple2024, résumé, #extrait-1; @exemple2024, p. 5, #extrait-2]." in desk.text(MAIN)


def test_the_reference_is_read_from_its_apa_line(desk: Desk):
    desk.receive(FormKind.SHEET, SHEET)
    assert desk.text("research_notes/bibliographie/ajouts.bib") == (
        "@article{exemple2024,\n  author = {Exemple, A. and Modèle, B.},\n  title = {{Une étude exemple sur le tutorat}},\n"
        "  journal = {Revue exemple},\n  year = {2024},\n  doi = {10.1234/exemple.2024},\n  langid = {french}\n}\n"
    )


def test_the_point_that_ends_a_sentence_is_not_of_the_address(desk: Desk):
    given = {**SHEET, "sources": str(SHEET["sources"]).replace("[1] https://doi.org/10.1234/exemple.2024", "[1] 10.1234/exemple.2024.")}
    desk.receive(FormKind.SHEET, given)
    assert "url=https://doi.org/10.1234/exemple.2024}" in desk.text(NOTE)


def test_the_reference_may_be_pasted_in_bibtex(desk: Desk):
    pasted = "@article{x,\n author={Sam Specimen}, title={{A pasted study}}, journal={Journal}, year={2019}}"
    given = {**SHEET, "sources": f"[1] https://www.exemple.org/etude\n{pasted}\nrepère : p. 2\n> some words\nDes mots."}
    assert desk.receive(FormKind.SHEET, given).added_keys == ("specimen2019",)


def test_with_the_network_the_registry_describes_a_new_doi(desk: Desk):
    asked: list[str] = []

    def registry(doi: str) -> ReferenceEntry:
        asked.append(doi)
        return ReferenceEntry(
            "article", "A registered study", (Name("Registre", "R."),), (), {"journal": "Journal", "year": "2022", "doi": doi}
        )

    assert (proposal := propose(desk.project, body_of(desk.forms[FormKind.SHEET], SHEET), 12, TODAY, registry)) is not None
    assert (asked, proposal.added_keys) == (["10.1234/exemple.2024"], ("registre2022",))


def test_a_registry_that_does_not_answer_is_told_and_the_form_is_taken_all_the_same(desk: Desk):
    def registry(doi: str) -> ReferenceEntry:
        raise GatherError("le registre ne répond pas.")

    assert (proposal := propose(desk.project, body_of(desk.forms[FormKind.SHEET], SHEET), 12, TODAY, registry)) is not None
    assert "Source [1]\u00a0: le registre ne répond pas." in proposal.remarks
    assert proposal.added_keys == ("exemple2024",)  # from the line that the person wrote


def test_a_form_sent_as_it_was_opened_lists_what_is_missing_and_is_no_error(desk: Desk):
    proposal = desk.receive(FormKind.SHEET, {})
    assert proposal.main == "content/fiches/demande-12.md"
    assert proposal.missing == (
        "Titre", "Question", "Réponse", "Type", "Thèmes", "Publics", "Âges", "Déterminants", "Buts", "Sources et extraits", "À retenir", "Limites",
        "Confiance dans la preuve", "Justification de la confiance", "Rédaction", "Intérêts déclarés", "Avant d’envoyer\u00a0: chaque case est à cocher",
    )  # fmt: skip
    # What the questions say already is not said again, key by key.
    assert [one for one in proposal.diagnostics if one.rule.code == "E011"] == []


def test_a_licence_is_never_supposed(desk: Desk):
    desk.receive(FormKind.SHEET, {**SHEET, "envoi": ("honnete", "public")})
    assert "licence" not in desk.text(MAIN)


def test_an_issue_made_without_a_form_is_none_of_our_business(desk: Desk):
    before = desk.files()
    assert propose(desk.project, "Bonjour,\n\n### Question\n\nComment faire?", 12, TODAY) is None
    assert desk.files() == before


def test_the_same_request_again_changes_nothing(desk: Desk):
    desk.receive(FormKind.SHEET, SHEET)
    first = desk.files()
    desk.receive(FormKind.SHEET, SHEET)
    assert desk.files() == first


def test_an_edited_request_changes_the_same_file_even_under_another_title(desk: Desk):
    desk.receive(FormKind.SHEET, SHEET)
    assert desk.receive(FormKind.SHEET, {**SHEET, "titre": "Un tout autre titre"}).main == MAIN
    assert "titre: Un tout autre titre\n" in desk.text(MAIN)


def test_two_requests_of_the_same_title_make_two_files(desk: Desk):
    desk.receive(FormKind.SHEET, SHEET, number=12)
    assert desk.receive(FormKind.SHEET, SHEET, number=13).main == MAIN.replace(".md", "-2.md")


def test_once_a_person_has_edited_what_they_did_not_touch_takes_the_form_s_new_value(desk: Desk):
    desk.receive(FormKind.SHEET, SHEET)
    desk.edit(MAIN, "Exemple de contexte.", "Contexte d’une personne.")
    desk.edit(MAIN, "force: tres-limitee", "force: insuffisante")
    proposal = desk.receive(FormKind.SHEET, {**SHEET, "section-7": "Une limite de plus.", "interets": "Un intérêt."})
    text = desk.text(MAIN)
    assert "## Limites\n\nUne limite de plus.\n" in text
    assert "interets: Un intérêt.\n" in text
    assert "Contexte d’une personne." in text
    assert "force: insuffisante\n" in text
    assert proposal.conflicts == ()


def test_where_both_changed_the_file_s_stays_and_both_are_shown(desk: Desk):
    desk.receive(FormKind.SHEET, SHEET)
    desk.edit(MAIN, "Exemple de contexte.", "Contexte d’une personne.")
    proposal = desk.receive(FormKind.SHEET, {**SHEET, "section-4": "Contexte du formulaire."})
    assert "Contexte d’une personne." in desk.text(MAIN)
    assert "Contexte du formulaire." not in desk.text(MAIN)
    shown = reply(proposal)
    assert "## Deux versions à départager" in shown
    assert "```text\n## Pourquoi c’est important ici\n\nContexte d’une personne.\n```" in shown
    assert "```text\n## Pourquoi c’est important ici\n\nContexte du formulaire.\n```" in shown


def test_a_section_and_a_key_that_a_person_added_stay(desk: Desk):
    desk.receive(FormKind.SHEET, SHEET)
    desk.edit(MAIN, "licence: CC BY 4.0\n", "licence: CC BY 4.0\ncout: Aucun.\n")
    desk.edit(NOTE, "## p. 5", "## p. 9 {#autre lang=fr lu=article}\n\n> d’autres mots\n\nAutre chose.\n\n## p. 5")
    desk.receive(FormKind.SHEET, {**SHEET, "section-7": "Autre limite.", "sources": str(SHEET["sources"]).replace("lisent", "lisaient")})
    assert "cout: Aucun.\n" in desk.text(MAIN)
    assert "## p. 9 {#autre lang=fr lu=article}\n\n> d’autres mots\n\nAutre chose.\n\n## p. 5" in desk.text(NOTE)
    assert "> 15 % des élèves aidés lisaient davantage\n" in desk.text(NOTE)


def test_an_excerpt_added_after_a_person_s_last_line_begins_a_line_of_its_own(desk: Desk):
    desk.receive(FormKind.SHEET, SHEET)
    desk.edit(NOTE, "L’étude porte sur 120\u00a0élèves.\n", "Elle porte sur 120\u00a0élèves.")  # GitHub's editor adds no line end
    desk.receive(FormKind.SHEET, {**SHEET, "sources": f"{SHEET['sources']}\nrepère : p. 9\n> encore des mots\nEncore."})
    assert "\n\nElle porte sur 120\u00a0élèves.\n\n## p. 9 {#extrait-3 lang=fr" in desk.text(NOTE)


def test_an_excerpt_added_to_a_note_that_nobody_touched_makes_the_text_of_a_new_one(desk: Desk):
    more = {**SHEET, "sources": f"{SHEET['sources']}\nrepère : p. 9\n> encore des mots\nEncore."}
    desk.receive(FormKind.SHEET, SHEET)
    desk.edit(NOTE, "population: élèves", "population: Élèves")
    desk.receive(FormKind.SHEET, more)
    merged = desk.text(NOTE)
    (desk.project.research / "formulaires/12.json").unlink()
    (desk.project.root / NOTE).unlink()
    desk.receive(FormKind.SHEET, more)
    assert merged == desk.text(NOTE).replace("population: élèves", "population: Élèves")


def test_a_file_that_a_person_emptied_is_not_filled_again(desk: Desk):
    desk.receive(FormKind.SHEET, SHEET)
    (desk.project.root / MAIN).write_text("", encoding="utf-8")
    desk.receive(FormKind.SHEET, SHEET)
    assert desk.text(MAIN).strip() == ""


def test_a_file_that_a_person_moved_or_deleted_is_not_made_again(desk: Desk):
    desk.receive(FormKind.SHEET, SHEET)
    (desk.project.root / MAIN).unlink()
    proposal = desk.receive(FormKind.SHEET, {**SHEET, "titre": "Un autre titre"})
    assert proposal.gone == (MAIN,)
    assert not (desk.project.root / MAIN).exists()
    assert f"`{MAIN}` a été déplacé ou supprimé par une personne" in reply(proposal)


def test_the_answer_links_the_files_in_the_branch_and_glosses_the_buttons(desk: Desk):
    shown = reply(desk.receive(FormKind.SHEET, SHEET))
    assert f"[{MAIN}](https://github.com/exemple/site/edit/formulaire-12/{MAIN})\u00a0: la fiche, en brouillon" in shown
    assert "**Commit changes…** (enregistrer)" in shown
    assert "**Propose changes** (proposer)" in shown
    assert "Pour un autre regard" in shown


def test_without_a_repository_address_the_answer_has_no_link(desk: Desk):
    desk.edit("content/organisme.yml", "depot: https://github.com/exemple/site", "depot: null")
    assert "](" not in reply(desk.receive(FormKind.SHEET, SHEET))


def test_a_note_that_cannot_be_read_is_left_as_it_is(desk: Desk):
    path = "research_notes/notes/sample2021.md"
    desk.edit(path, "devis: synthese", "devis: [")
    broken = desk.text(path)
    proposal = desk.receive(FormKind.SHEET, {**SHEET, "sources": str(SHEET["sources"]).replace("exemple.2024", "sample.2021")})
    assert desk.text(path) == broken
    assert f"La note {path} ne se lit pas\u00a0: vos extraits n’y ont pas été ajoutés." in proposal.remarks


def test_a_note_that_waited_for_its_reference_is_not_replaced(desk: Desk):
    (desk.project.root / NOTE).write_text("Des mots d’une personne.\n", encoding="utf-8")
    desk.receive(FormKind.SHEET, SHEET)
    assert desk.text(NOTE) == "Des mots d’une personne.\n"


def test_the_note_of_a_known_reference_is_the_same_when_the_request_comes_again(desk: Desk):
    (desk.project.root / "research_notes/notes/sample2021.md").unlink()
    given = {**SHEET, "sources": str(SHEET["sources"]).replace("exemple.2024", "sample.2021")}
    desk.receive(FormKind.SHEET, given)
    first = desk.files()
    desk.receive(FormKind.SHEET, given)
    assert desk.files() == first


def test_one_source_under_two_numbers_is_told(desk: Desk):
    twice = f"{SHEET['sources']}\n[2] https://doi.org/10.1234/exemple.2024\n> encore\nEncore."
    proposal = desk.receive(FormKind.SHEET, {**SHEET, "sources": twice})
    assert proposal.missing == ("La source [2] est déjà dans la liste\u00a0: mettez ses extraits avec les autres, sous un seul numéro.",)


def test_a_file_that_a_person_saved_in_another_encoding_stops_the_request_and_stays(desk: Desk):
    desk.receive(FormKind.SHEET, SHEET)
    (desk.project.root / MAIN).write_bytes("é".encode("utf-16"))
    before = desk.files()
    more = (
        "[2] https://doi.org/10.1234/autre.2020\nAutre, A. (2020). Une autre étude exemple. Revue exemple.\n> d’autres mots\nAutre chose."
    )
    with pytest.raises(UnreadableFormError, match="ne se lit pas"):
        desk.receive(FormKind.SHEET, {**SHEET, "sources": f"{SHEET['sources']}\n{more}"})
    assert desk.files() == before


def test_a_source_alone_makes_its_entry_and_its_note(desk: Desk):
    proposal = desk.receive(FormKind.SOURCE, SOURCE)
    path = "research_notes/notes/specimen2019.md"
    assert (proposal.main, proposal.missing) == (path, ())
    assert [one.rule.code for one in proposal.diagnostics] == []
    assert desk.text(path) == (
        "---\ndevis: essai-randomise\ndevis_enonce: null\nlien: effet\npopulation: Élèves du primaire (exemple)\nlu: article\n"
        "lu_par: Équipe exemple\nlu_le: 2026-11-24\nevaluation_par_les_pairs: oui\nevaluation_fondement: Revue exemple\n---\n\n"
        "## p. 5 {#extrait-1 lang=en lu=article url=https://doi.org/10.1234/specimen.2019}\n\n> some exact words\n\nCe qu’ils veulent dire.\n"
    )


def test_an_activity_makes_a_file_named_by_its_day(desk: Desk):
    proposal = desk.receive(FormKind.ACTIVITY, ACTIVITY)
    assert (proposal.main, proposal.missing) == ("content/activites/2027-02-09-webinaire-exemple.md", ())
    assert 'debut: "12:00"\nfin: "13:30"\netat: prevue\n' in desk.text(str(proposal.main))
    assert "fiches: [exemple]\n" in desk.text(str(proposal.main))
    assert "La fiche « nulle-part » n’existe pas\u00a0: elle n’a pas été liée." in proposal.remarks
    assert [one for one in proposal.diagnostics if one.severity == "erreur"] == []


@pytest.mark.parametrize("day", ["le 9 février", "2027-02-30", "../../x", ""])
def test_an_activity_without_a_day_has_no_file_and_asks_for_it(desk: Desk, day: str):
    proposal = desk.receive(FormKind.ACTIVITY, {**ACTIVITY, "date": day})
    assert proposal.files == ()
    assert any(one.startswith("La date, en chiffres") for one in proposal.missing)


def test_the_activity_of_another_body_needs_the_page_that_was_read(desk: Desk):
    proposal = desk.receive(FormKind.ACTIVITY, {**ACTIVITY, "autre_organisme": ("oui",)})
    assert proposal.missing == ("L’adresse de la page lue, et ses mots exacts\u00a0: c’est l’activité d’un autre organisme.",)


def test_an_initiative_without_consent_is_written_nowhere(desk: Desk):
    before = desk.files()
    proposal = desk.receive(FormKind.INITIATIVE, {**INITIATIVE, "envoi": ("licence", "public")})
    assert desk.files() == before
    assert any(one.startswith("L’accord de l’organisme") for one in proposal.missing)


def test_an_initiative_keeps_the_role_and_the_day_of_the_consent(desk: Desk):
    proposal = desk.receive(FormKind.INITIATIVE, INITIATIVE)
    assert "consentement:\n  le: 2026-11-20\n  par_role: La direction\n" in desk.text(str(proposal.main))


def test_the_file_of_an_initiative_is_one_that_the_site_reads_and_that_waits_for_its_review(desk: Desk):
    proposal = desk.receive(FormKind.INITIATIVE, {**INITIATIVE, "fiches": "fiches/exemple/, fiches/nulle-part/"})
    assert (proposal.main, proposal.missing) == ("content/initiatives/initiative-exemple.md", ())
    assert [one.rule.code for one in proposal.diagnostics] == []
    catalogue = check(desk.project, TODAY).catalogue
    assert catalogue is not None
    initiative = catalogue.initiatives["initiative-exemple"]
    assert (initiative.draft, initiative.meta.fiches, initiative.meta.themes) == (True, ("exemple",), ("lecture",))
    (group,) = [group for group in waiting(catalogue, TODAY) if group.code == "initiatives"]
    assert [(one.name, one.detail) for one in group.items] == [("Initiative exemple", "Organisme exemple, accord donné le 2026-11-20")]


def test_an_e_mail_in_an_initiative_is_told_in_the_answer(desk: Desk):
    proposal = desk.receive(FormKind.INITIATIVE, {**INITIATIVE, "texte": "Écrivez à alex@exemple.org."})
    assert [one.rule.code for one in proposal.diagnostics] == ["Z003"]


def corrections(desk: Desk) -> tuple[Correction, ...]:
    catalogue = check(desk.project, TODAY).catalogue
    assert catalogue is not None
    return catalogue.fiches["exemple"].meta.corrections


def test_an_error_on_a_sheet_becomes_a_dated_correction_under_study(desk: Desk):
    proposal = desk.receive(FormKind.ERROR, ERROR)
    assert proposal.main == "content/fiches/exemple.md"
    assert corrections(desk) == (Correction(date=TODAY, texte="Signalé comme inexact\u00a0: «\u00a042 essais\u00a0».", ouverte=True),)


def test_an_edited_report_changes_its_own_entry_and_no_other(desk: Desk):
    desk.edit(
        "content/fiches/exemple.md", "licence: CC BY 4.0\n", "licence: CC BY 4.0\ncorrections: [{date: 2026-11-02, texte: Ancienne.}]\n"
    )
    desk.receive(FormKind.ERROR, ERROR)
    desk.receive(FormKind.ERROR, {**ERROR, "inexact": "43 essais"})
    assert [one.texte for one in corrections(desk)] == ["Ancienne.", "Signalé comme inexact\u00a0: «\u00a043 essais\u00a0»."]


def test_a_report_that_a_person_settled_is_not_opened_again(desk: Desk):
    desk.receive(FormKind.ERROR, ERROR)
    desk.edit("content/fiches/exemple.md", "ouverte: oui", "ouverte: non")
    proposal = desk.receive(FormKind.ERROR, {**ERROR, "inexact": "43 essais"})
    assert [(one.texte, one.ouverte) for one in corrections(desk)] == [("Signalé comme inexact\u00a0: «\u00a042 essais\u00a0».", False)]
    assert [one.part for one in proposal.conflicts] == ["corrections"]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("https://www.exemple.org/references/sample2021/", "sa note de lecture est research_notes/notes/sample2021.md; elle est citée dans content/fiches/exemple.md"),
        ("https://www.exemple.org/fiches/nulle-part/", "L’adresse donnée n’est pas celle d’une fiche du site."),
        ("fiches/../../../etc/passwd", "L’adresse donnée n’est pas celle d’une fiche du site."),
        ("n’importe quoi", "L’adresse donnée n’est pas celle d’une fiche du site."),
    ],
)  # fmt: skip
def test_a_report_on_another_page_says_where_to_look_and_writes_nothing(desk: Desk, page: str, said: str):
    before = desk.files()
    proposal = desk.receive(FormKind.MISREAD, {**ERROR, "page": page, "etude": "10.1234/sample.2021"})
    assert said in "".join(proposal.remarks)
    assert desk.files() == before
