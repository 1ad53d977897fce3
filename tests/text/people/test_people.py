"""Names, by one set of rules, and what is doubtful in them."""

import pytest

from pipeline.text.people.authors import Name, Read, glued, names_in, natural_name, structured
from pipeline.text.people.bibtex_names import bibtex_names
from pipeline.text.people.feed_names import feed_names
from pipeline.text.tex import text_of_tex


def people(read: Read) -> list[str]:
    """Return « famille, prénom, suffixe » of each person, and « [organisme] » of each organisation."""
    return [f"[{name.family}]" if name.literal else ", ".join(filter(None, (name.family, name.given, name.suffix))) for name in read.names]


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("Kim, James S.", ["Kim, James S."]),
        ("García Márquez, Gabriel", ["García Márquez, Gabriel"]),
        ("La Fontaine, Jean de", ["La Fontaine, Jean de"]),
        ("O’Neil, J.-P.", ["O’Neil, J.-P."]),
        ("Institut exemple", ["[Institut exemple]"]),
        ("OCDE", ["[OCDE]"]),
        ("Ministère de l’Éducation et de l’Enseignement supérieur", ["[Ministère de l’Éducation et de l’Enseignement supérieur]"]),
        ("King, Martin L., Jr.", ["King, Martin L., Jr."]),
        ("King Jr., M. L.", ["King, M. L., Jr."]),
        ("Essai III, Anne", ["Essai, Anne, III"]),
        ("Ville, Isabelle", ["Ville, Isabelle"]),
        ("Essai E.", ["Essai, E."]),
        ("Essai A.B.", ["Essai, A. B."]),
    ],
)
def test_what_is_clear_is_read_without_a_doubt(field, found):
    read = names_in(field)
    assert (people(read), read.doubts) == (found, ())


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("Ministère des Essais, du Loisir et du Sport", ["[Ministère des Essais, du Loisir et du Sport]"]),
        ("Conseil régional d’essai, secteur nord", ["[Conseil régional d’essai, secteur nord]"]),
        ("Department of Tests, Arts and Sports", ["[Department of Tests, Arts and Sports]"]),
        ("Fonds d’essai, santé", ["[Fonds d’essai, santé]"]),
        ("Côté, Ana J.; Roy, Luc", ["Côté, Ana J.", "Roy, Luc"]),
        ("Roy, Luc ; Institut exemple", ["Roy, Luc", "[Institut exemple]"]),
        ("Anne Essai, Luc Roy, Ève Lô", ["Essai, Anne", "Roy, Luc", "Lô, Ève"]),
        ("Essai, A., Roy, J.-P.", ["Essai, A.", "Roy, J.-P."]),
        ("Essai, Anne, Roy, Luc", ["Essai, Anne", "Roy, Luc"]),
        ("Essai, A. et Roy, B.", ["Essai, A.", "Roy, B."]),
        ("Anne Essai and Luc de la Tour", ["Essai, Anne", "de la Tour, Luc"]),
        ("Essai A, Roy B, Lô C", ["Essai, A.", "Roy, B.", "Lô, C."]),
        ("Essai AB", ["Essai, A. B."]),
        ("van der Berg JP", ["van der Berg, J. P."]),
        ("Anne Essai", ["[Anne Essai]"]),
        ("García Márquez, Gabriel José", ["García Márquez, Gabriel José"]),
        ("Jean Exemple, Anne Modèle", ["Jean Exemple, Anne Modèle"]),
        ("Nguyen TT, Roy L", ["Nguyen, T. T.", "Roy, L."]),
        ("ESSAI AB", ["[ESSAI AB]"]),
    ],
)
def test_what_the_format_does_not_tell_is_read_and_the_doubt_said(field, found):
    read = names_in(field)
    assert people(read) == found
    assert read.doubts
    assert all(field[:80] in read.doubts[0] or "noms" in doubt or "lu" in doubt for doubt in read.doubts)


@pytest.mark.parametrize(
    "creator",
    [
        "Bård NordahlKatinka HolmState University, Centre for TestsUniversity of Oslo",
        "Anne EssaiUniversité exemple",
        "Anne EssaiLuc Roy",
    ],
)
def test_names_glued_together_give_nobody(creator):
    read = feed_names([creator])
    assert read.names == ()
    assert "colle des noms" in read.doubts[0]


@pytest.mark.parametrize(
    "name", ["Jean McDonald", "Paul DeLuca", "Ève LaRue", "J. MacArthur", "Luc O’Neil", "Anne FitzGerald", "ESSAI Anne"]
)
def test_a_capital_inside_a_name_is_no_glue(name):
    assert not glued(name)


@pytest.mark.parametrize(
    ("creators", "found"),
    [
        (["Ann Roe", "Jo Doe"], ["Roe, Ann", "Doe, Jo"]),
        (["Anne Essai, Luc Roy (Traducteur)"], ["Essai, Anne", "Roy, Luc"]),
        (["Anne Essai, Luc Roy"], ["Essai, Anne", "Roy, Luc"]),
        (["Essai, Anne"], ["Essai, Anne"]),
        (["Essai, A., Roy, J.-P."], ["Essai, A.", "Roy, J.-P."]),
        (["Anne Essai & Luc Roy"], ["Essai, Anne", "Roy, Luc"]),
        (["Anne Essai, Luc Roy et Ève Lô"], ["Essai, Anne", "Roy, Luc", "Lô, Ève"]),
        (["Anne Essai, Luc Roy, and Ève Lô"], ["Essai, Anne", "Roy, Luc", "Lô, Ève"]),
        (["Jean-Pierre de la Tour"], ["de la Tour, Jean-Pierre"]),
        (["Institut exemple"], ["[Institut exemple]"]),
        (["Essai Anne;Roy Luc"], ["Anne, Essai", "Luc, Roy"]),
    ],
)
def test_a_feed_names_people_in_their_natural_order(creators, found):
    assert people(feed_names(creators)) == found


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("Essai, Anne and ", ["Essai, Anne"]),
        ("and Essai, Anne", ["Essai, Anne"]),
        ("Essai, Anne and and Roy, Luc", ["Essai, Anne", "Roy, Luc"]),
        ("Essai, Anne AND Roy, Luc", ["Essai, Anne", "Roy, Luc"]),
        ("Anderson, Alex", ["Anderson, Alex"]),
        ("{Institut and exemple} and Roy, Luc", ["[Institut and exemple]", "Roy, Luc"]),
        ("{{Institut exemple}}", ["[Institut exemple]"]),
        ("King, Jr., Martin Luther", ["King, Martin Luther, Jr."]),
        (r"Mart{\'{\i}}n, Adri{\`{a}}", ["Martín, Adrià"]),
        ("family=Essai, given=Anne, prefix=de, useprefix=true", ["de Essai, Anne"]),
        ("family=Essai, given=Anne, prefix=de, useprefix=false and Roy, Luc", ["Essai, Anne de", "Roy, Luc"]),
        ("given=Anne, family={Essai Roy}, suffix=Jr.", ["Essai Roy, Anne, Jr."]),
        ("Essai, Anne; Roy, Luc", ["Essai, Anne", "Roy, Luc"]),
        ("Ministère de l’Éducation", ["[Ministère de l’Éducation]"]),
        ("Ministère des Essais, du Loisir", ["[Ministère des Essais, du Loisir]"]),
        ("Example Foundation and Roy, Luc", ["[Example Foundation]", "Roy, Luc"]),
        ("Jean Ville and Conseil, Marie", ["Ville, Jean", "Conseil, Marie"]),
    ],
)
def test_a_field_of_bibtex_is_read(field, found):
    assert people(bibtex_names(field, text_of_tex)) == found


def test_a_semicolon_in_bibtex_is_told():
    assert any("« and »" in doubt for doubt in bibtex_names("Essai, Anne; Roy, Luc", text_of_tex).doubts)


def test_too_many_commas_in_bibtex_are_a_mistake():
    with pytest.raises(ValueError, match="commas"):
        bibtex_names("A, B, C, D", text_of_tex)


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Gogh", "Vincent", "van"), Name("van Gogh", "Vincent")),
        (("La Fontaine", "Jean", "", "de"), Name("La Fontaine", "Jean de")),
        (("Amours", "Anne", "d’"), Name("d’Amours", "Anne")),
        (("King", "M. L.", "", "", "Jr."), Name("King", "M. L.", suffix="Jr.")),
        (("Institut", ""), Name("Institut", literal=True)),
    ],
)
def test_the_parts_of_a_format_that_tells_them_are_put_together(parts, name):
    assert structured(*parts) == name


@pytest.mark.parametrize(
    ("given", "initials"), [("Marie-Ève", "M.-È."), ("Jean de", "J. de"), ("M. L.", "M. L."), ("J.-P.", "J.-P."), ("", "")]
)
def test_given_names_become_initials(given, initials):
    assert Name("Essai", given).initials.replace("\u00a0", " ") == initials


def test_a_name_in_natural_order_keeps_its_particles_and_its_suffix():
    assert natural_name("Anne de la Tour") == Name("de la Tour", "Anne")
    assert natural_name("Martin Luther King Jr.") == Name("King", "Martin Luther", suffix="Jr.")
