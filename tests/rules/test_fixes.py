"""« passerelle corriger »: what is certain is mended as its rule asks, and nothing else moves."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.content.kind import Document
from pipeline.content.kinds import PAGED
from pipeline.content.plain_pages import PageMeta
from pipeline.content.sheets.meta import FicheMeta
from pipeline.rules.fixes import correct
from pipeline.rules.registry import RULES
from pipeline.rules.run import check
from pipeline.rules.typography import _PATTERNS, misprints
from pipeline.text.files import Source
from pipeline.text.markdown import BlockKind, not_prose
from pipeline.text.yaml_in import read_yaml, split_front_matter
from tests.rules.examples import COUNCIL, NOTE, PAGE_FILE, SHEET, bib, sheet, text
from tests.support import BIBLIOGRAPHIE, FICHE, LONG, NOTE_EXEMPLE, ORGANISME, PAGE, TODAY, fiche_with, make_site

NB = "\u00a0"


def corrected(path: str, written: str) -> str:
    """Return the file's text once mended."""
    correction = correct(path, written.encode())
    return correction.after.decode() if correction else written


def mended(written: str) -> str:
    """Return a paragraph of a sheet once mended."""
    before, after = FICHE.split("Exemple de contexte.")
    whole = corrected(SHEET, before + written + after)
    assert whole.startswith(before)
    assert whole.endswith(after)
    return whole[len(before) : len(whole) - len(after)]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Pourquoi ? Bravo ! Ici ; là.", "Pourquoi? Bravo! Ici; là."),
        (f"Pourquoi{NB}?", "Pourquoi?"),
        ("Trois choses : lire. Deux choses: dire.", f"Trois choses{NB}: lire. Deux choses{NB}: dire."),
        ("- **Qui** : la direction (une) : elle.", f"- **Qui**{NB}: la direction (une){NB}: elle."),
        ("Le «mot» et « mot » et «mot ».", f"Le «{NB}mot{NB}» et «{NB}mot{NB}» et «{NB}mot{NB}»."),
        ("En tout, 15%, 20 $ et 12 000 000 mots.", f"En tout, 15{NB}%, 20{NB}$ et 12{NB}000{NB}000 mots."),
        ("Pendant 12 semaines, 0,3 écart-type.", f"Pendant 12{NB}semaines, 0,3{NB}écart-type."),
        ("À 13h30, 9h, 08h05 ou 9 h 00.", f"À 13{NB}h{NB}30, 9{NB}h, 8{NB}h{NB}05 ou 9{NB}h."),
        ("À 13 h 30, à 9 h.", f"À 13{NB}h{NB}30, à 9{NB}h."),
        ("De 2 p.m. à 4:30 pm, ou 9 a.m. en été.", f"De 14{NB}h à 16{NB}h{NB}30, ou 9{NB}h en été."),
        ("Le mardi, 24 novembre 2026.", "Le mardi 24 novembre 2026."),
        ("Le 2026-11-24, le 1 mai 2026, le 24 Novembre 2026.", "Le 24 novembre 2026, le 1er mai 2026, le 24 novembre 2026."),
        ("Le 2026-12-01.", "Le 1er décembre 2026."),
        ('Un "mot", un “autre mot”.', f"Un «{NB}mot{NB}», un «{NB}autre mot{NB}»."),
        ('Dire "15% des élèves" ici.', f"Dire «{NB}15% des élèves{NB}» ici."),  # the words of someone else
        (f"Dire «{NB}pourquoi ?{NB}» ici.", f"Dire «{NB}pourquoi?{NB}» ici."),
        (f"Un exemple [@sample2021, résumé] : voir [@sample2021, p. 5 ?]{NB}!", f"Un exemple [@sample2021, résumé]{NB}: voir [@sample2021, p. 5 ?]!"),
    ],
)  # fmt: skip
def test_what_is_certain_is_mended(written, wanted):
    assert mended(written) == wanted


@pytest.mark.parametrize(
    "written",
    [
        "À 2 p.m.",  # the point may be that of the sentence
        "De 12 a.m. à 12 p.m. environ.",  # noon or midnight?
        "À 8h75.",
        'Une règle de 12" et une autre.',  # one quote alone
        "Le 2026-02-30.",
        "En 2026 120 écoles.",  # a year, then a number
        f"Le mardi, 24{NB}élèves sont venus.",
        "Les élèves motivé·es.",
        "Le `13h30 ?` est du code.",
        "```\nPourquoi ? 15%\n```",
        "<!-- Pourquoi ? 15% -->",
        "Un [exemple](https://www.example.org/?a=15%&b=13h30) et https://www.example.org/a;b?c=15%.",
        "[exemple]: a-propos.md \"Pourquoi ?\"",
        "Un exemple [@sample2021, p. 5 ?; @exemple2020, 13h30].",
        "> Why not 15% of “pupils” at 2 p.m. ?",
        "### Un exemple {#a-13h30 lang=fr}",
        "| Date |\n|---|\n| 2026-11-24 |",
        "Pourquoi ? <!-- silence O001 : titre officiel -->",
        "<!-- silence O005 : horaire de l’affiche -->\nÀ 13h30, comme ici.",
    ],
)  # fmt: skip
def test_what_is_not_certain_or_not_ours_stays(written):
    assert mended(written) == written


@pytest.mark.parametrize(
    ("path", "whole", "old", "new"),
    [
        (SHEET, FICHE, "titre: Exemple de fiche ?", "titre: Exemple de fiche?"),
        (SHEET, FICHE, 'titre: "Exemple : de fiche"', f'titre: "Exemple{NB}: de fiche"'),
        (SHEET, FICHE, r'titre: "Un \"mot\" de fiche"', r'titre: "Un \"mot\" de fiche"'),
        (SHEET, FICHE, "titre: 'Un \"mot\" de fiche'", f"titre: 'Un «{NB}mot{NB}» de fiche'"),
        (SHEET, FICHE, "titre: Exemple ? # silence O001 : titre officiel", "titre: Exemple ? # silence O001 : titre officiel"),
        (SHEET, FICHE, "publiee_le: 1er novembre 2026", "publiee_le: 2026-11-01"),
        (SHEET, FICHE, 'publiee_le: "dimanche 1er novembre 2026"', 'publiee_le: "2026-11-01"'),
        (SHEET, FICHE, "publiee_le: 2026/11/1", "publiee_le: 2026-11-01"),
        (SHEET, FICHE, "publiee_le: 01/11/2026", "publiee_le: 01/11/2026"),  # January or November?
        (SHEET, FICHE, "publiee_le: lundi 1er novembre 2026", "publiee_le: lundi 1er novembre 2026"),  # that day is a Sunday
        (NOTE, NOTE_EXEMPLE, "population: 120 élèves", f"population: 120{NB}élèves"),
    ],
)
def test_values_of_a_header_are_mended_where_that_is_certain(path, whole, old, new):
    key = old.split(":")[0]
    before = re.sub(rf"(?m)^{key}: .*$", lambda _: old, whole, count=1)
    assert corrected(path, before) == before.replace(old, new)


def test_a_note_keeps_the_words_of_its_source_and_the_attributes_of_its_excerpts():
    written = (
        NOTE_EXEMPLE.replace("> 15 %", "> 15%")
        .replace(f"15{NB}% lisent", "15% lisent ?")
        .replace("lu=resume}", "lu=resume url=https://a.org/?b=15%}")
    )
    assert corrected(NOTE, written) == written.replace("15% lisent ?", f"15{NB}% lisent?")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("doi.org/10.1234/a", "10.1234/a"),
        ("DOI.ORG/10.1234/A", "10.1234/A"),
        (
            "https://doi.org/10.1002/(SICI)1520-6408(1996)19:4%3C350::AID-DVG8%3E3.0.CO;2-9",
            "10.1002/(SICI)1520-6408(1996)19:4<350::AID-DVG8>3.0.CO;2-9",
        ),
    ],
)
def test_a_doi_is_made_bare_whatever_its_address(typed, kept):
    written = BIBLIOGRAPHIE.replace("10.1234/sample.2021", typed)
    assert corrected("research_notes/bibliographie/a.bib", written) == BIBLIOGRAPHIE.replace("10.1234/sample.2021", kept)


def test_a_doi_is_left_alone_and_its_address_goes():
    for typed in ("https://doi.org/10.1234/a", "http://dx.doi.org/10.1234/a", "doi: 10.1234/a", "DOI:10.1234/a"):
        written = BIBLIOGRAPHIE.replace("10.1234/sample.2021", typed)
        assert corrected("research_notes/bibliographie/a.bib", written) == BIBLIOGRAPHIE.replace("10.1234/sample.2021", "10.1234/a")
    written = BIBLIOGRAPHIE.replace("doi     = {10.1234/sample.2021}", "url = {https://doi.org/10.1234/a}")
    assert corrected("research_notes/bibliographie/a.bib", written) == written


def test_keys_take_the_order_of_the_model_with_their_comments_and_all_their_lines():
    written = (
        "---\n# yaml-language-server: $schema=fiche.json\n# le résumé\n# en deux phrases\nreponse: >-\n  Deux\n  # phrases\n"
        "inconnue: 1\ntitre: Exemple # ici\nthemes:\n  - tutorat\ntype: fait-saillant\n---\n\nUn exemple.\n"
    )
    assert corrected(SHEET, written) == (
        "---\n# yaml-language-server: $schema=fiche.json\ntitre: Exemple # ici\n# le résumé\n# en deux phrases\nreponse: >-\n  Deux\n  # phrases\n"
        "inconnue: 1\ntype: fait-saillant\nthemes:\n  - tutorat\n---\n\nUn exemple.\n"
    )


@pytest.mark.parametrize(
    "header",
    [
        "{resume: Exemple, titre: Exemple}\n",
        'resume: "Deux\n# phrases"\ntitre: Exemple\n',  # what looks like a comment is part of the value
        "titre: Exemple\n\nresume: Exemple\n",
        "titre: Deux: choses\nresume: Exemple\n",
    ],
    ids=["on one line", "a comment that is none", "in order", "unreadable"],
)
def test_keys_whose_order_is_not_certain_stay(header):
    written = f"---\n{header}---\n\nUn exemple.\n"
    assert corrected(SHEET, written) == written


def test_every_kind_of_page_has_an_order_of_keys():
    for kind in PAGED:
        first, second, *_ = kind.model.model_fields
        written = f"---\n{second}: b\n{first}: a\n---\n"
        assert corrected(kind.file("exemple"), written) == f"---\n{first}: a\n{second}: b\n---\n"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no BOM", "BOM"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_byte_order_mark_and_line_ends_stay(mark, end):
    written = (
        fiche_with("Exemple de contexte.", "Pourquoi ?").replace("statut: publiee\n", "").replace("publics:", "statut: publiee\npublics:")
    )
    wanted = fiche_with("Exemple de contexte.", "Pourquoi?")
    correction = correct(SHEET, mark + written.replace("\n", end).encode())
    assert correction is not None
    assert correction.after == mark + wanted.replace("\n", end).encode()


def test_mixed_line_ends_stay_line_by_line():
    written = PAGE.replace("Du texte.", "Pourquoi ?").replace("---\n", "---\r\n", 1)
    assert corrected(PAGE_FILE, written) == written.replace(" ?", "?")


@pytest.mark.parametrize(
    "raw", [FICHE.encode("utf-16"), b"\xff Pourquoi ?", b"---\rtitre: a ?\r---\r", b"", b"Pourquoi ? sans en-t\xc3\xaate"]
)
def test_what_cannot_be_read_is_left_alone(raw):
    assert correct(SHEET, raw) is None


FAULTY = ["Pourquoi ?", "Bravo !", "ici ; là", "choses : lire", "choses: lire", "**Qui** : nous", "«mot»", "« mot »", '"mot"', "“mot”", '"', "15%", "15 %", "1 600", "12 semaines", "13h30", "9 h 00", "2 p.m.", "2 p.m. ou", "mardi, 24 novembre 2026", "1 mai", "24 Mai 2026", "2026-11-24", "motivé·es", "«", "»", ":", "?", "%"]  # fmt: skip
PROTECTED = ["`13h30 ?`", "[@sample2021, p. 5 ?]", "https://www.example.org/a?b=15%", "[mot](https://www.example.org/15%)", "<!-- 13h30 ? -->", "\n\n> 15% of “pupils” ?\n\n", "\n\n```\n13h30 ?\n```\n\n", "\n\n### Titre {#a-15% lang=fr}\n\n"]  # fmt: skip
PIECES = st.one_of(
    st.sampled_from(FAULTY),
    st.sampled_from(PROTECTED),
    st.sampled_from(["mot", "élève", "3", "\n\n", "\n- "]),
    st.text('aé1 ?:;!«»"“”%hm.-\u00a0\n', max_size=6),
)
BODIES = st.lists(st.tuples(PIECES, st.sampled_from([" ", "", NB, "\n"])), max_size=12).map(
    lambda pieces: "".join(a + b for a, b in pieces)
)
RUN = settings(max_examples=4000 if LONG else 80, deadline=None, derandomize=True)
HEAD = FICHE[: FICHE.index("## À retenir")]


def sheet_of(body: str) -> str:
    return f"{HEAD}Un mot.\n\n{body}\n"


def document_of(written: str) -> Document[PageMeta]:
    """Return a sheet as the checks see it, its header unread."""
    source = Source(SHEET, written)
    span, body_start = split_front_matter(source, [])
    return Document("", source, read_yaml(source, span, []), PageMeta.model_construct(), body_start)


def kept(written: str) -> list[str]:
    """Return what no correction may touch: code, comments, block quotations, addresses, citations, attributes."""
    document = document_of(written)
    found = [
        written[block.start : block.end] for block in document.blocks if block.kind in (BlockKind.CODE, BlockKind.COMMENT, BlockKind.QUOTE)
    ]
    found += [written[span.start : span.end] for block in document.prose.readable for span in not_prose(written, block.start, block.end)]
    found += [written[group.start : group.end] for group in document.prose.groups]
    return found + re.findall(r"\{#[^{}\n]*\}$", written, re.MULTILINE)


@RUN
@given(BODIES)
def test_mending_twice_changes_nothing_more(body):
    once = corrected(SHEET, sheet_of(body))
    assert corrected(SHEET, once) == once


def test_a_file_of_yaml_is_mended_in_the_texts_that_people_read():
    written = ORGANISME.replace("De l’étude à la décision.", '"Trois choses : lire ? Compter !"  # un : commentaire ?')
    mended = ORGANISME.replace("De l’étude à la décision.", f'"Trois choses{NB}: lire? Compter!"  # un : commentaire ?')
    assert corrected(COUNCIL, written) == mended


def test_a_line_of_yaml_that_a_comment_sets_aside_is_left_as_it_is():
    written = ORGANISME.replace("De l’étude à la décision.", "Lire ?  # silence O001 : devise officielle")
    assert corrected(COUNCIL, written) == written


def test_what_the_file_escapes_is_left_to_people():
    written = ORGANISME.replace("De l’étude à la décision.", '"Un \\"mot\\" exemple."')
    assert corrected(COUNCIL, written) == written


@RUN
@given(BODIES)
def test_what_is_protected_keeps_every_byte(body):
    written = sheet_of(body)
    assert kept(corrected(SHEET, written)) == kept(written)


@RUN
@given(BODIES)
def test_nothing_that_could_be_mended_is_left_and_nothing_without_fault_changes(body):
    written = sheet_of(body)
    once = corrected(SHEET, written)
    assert [found for found in misprints(document_of(once), FicheMeta) if found.edit is not None] == []
    assert (once != written) is any(found.edit is not None for found in misprints(document_of(written), FicheMeta))


@RUN
@given(BODIES, st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_windows_line_ends_and_a_byte_order_mark_change_nothing_else(body, mark):
    written = sheet_of(body.replace("\r", ""))
    correction = correct(SHEET, mark + written.replace("\n", "\r\n").encode())
    after = correction.after if correction else mark + written.replace("\n", "\r\n").encode()
    assert after == mark + corrected(SHEET, written).replace("\n", "\r\n").encode()


def test_every_rule_that_says_that_it_can_be_mended_is():
    cases = {
        "F011": text("Un e\u0301xem\u00adple."),
        "E014": sheet("publiee_le: 2026-11-01", "publiee_le: 1er novembre 2026"),
        "E016": {SHEET: FICHE.replace("statut: publiee\n", "").replace("titre:", "statut: publiee\ntitre:")},
        "U004": bib("10.1234/sample.2021", "https://doi.org/10.1234/sample.2021"),
    }
    cases |= {pattern.rule.code: text(_faulty(pattern.rule.code)) for pattern in _PATTERNS if pattern.rule.fixable}
    assert set(cases) == {code for code, rule in RULES.items() if rule.fixable}
    for files in cases.values():
        ((path, written),) = files.items()
        assert correct(path, written.encode()) is not None


def _faulty(code: str) -> str:
    return {"O001": "Quoi ?", "O002": "Ceci : cela.", "O003": "Le «mot».", "O004": "15%", "O005": "À 13h30.", "O006": "Le mardi, 24 mai.",
            "O007": 'Un "mot".', "O009": "Le 1 mai."}[code]  # fmt: skip


def test_a_rule_is_quiet_once_its_fault_is_mended(tmp_path):
    faulty = 'Pourquoi ? Ceci : cela, «mot», 12 mots à 13h30 le mardi, 24 novembre 2026, un "mot" le 1 mai.'
    files = {SHEET: FICHE.replace("Exemple de contexte.", faulty)}
    codes = [{d.rule.code for d in check(make_site(tmp_path / name, {SHEET: written}), TODAY).diagnostics if d.rule.fixable}
             for name, written in (("before", files[SHEET]), ("after", corrected(SHEET, files[SHEET])))]  # fmt: skip
    assert codes == [{"O001", "O002", "O003", "O005", "O006", "O007", "O009"}, set()]
