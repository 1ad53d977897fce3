"""Links to other sites: found wherever content names them, asked for politely, and told in plain words."""

import re

import pytest
from markdown_it import MarkdownIt

from pipeline.content.catalogue import load_catalogue
from pipeline.intake.web.outside_links import LinkResult, LinksReport, Verdict, check_outside, outside_links
from pipeline.intake.web.outside_links_text import as_issue, told
from tests.intake.web.test_fetch import JARGON
from tests.support import NOTE_EXEMPLE, ORGANISME, PAGE, make_site

FILE = "content/pages/a-propos.md"
COMMITTEE = """\
---
nom: Comité exemple
resume: Un comité exemple, pour les liens.
territoires: [val-exemple]
source: https://a.invalid/x
---

Du texte.
"""


def checked(fetcher, *addresses: str) -> dict[str, LinkResult]:
    report = check_outside(dict.fromkeys(addresses, (FILE,)), fetcher)
    return {result.address: result for result in report.results}


def test_addresses_are_found_in_text_headers_excerpts_and_the_bibliography(tmp_path):
    site = make_site(
        tmp_path,
        {
            FILE: PAGE
            + "\n[Un site](https://a.invalid/x#ici), <https://b.invalid>, [une fiche](../fiches/exemple.md), `https://code.invalid/`\n",
            "content/organisme.yml": ORGANISME.replace("adresse: null", "adresse: https://nous.invalid/"),
            "content/comites/exemple.md": COMMITTEE,
            "research_notes/notes/exemple2020.md": NOTE_EXEMPLE.replace("lu_le:", "vu_a: [https://c.invalid/]\nlu_le:"),
        },
    )
    assert outside_links(load_catalogue(site, [])) == {
        "https://a.invalid/x": ("content/comites/exemple.md", FILE),
        "https://b.invalid": (FILE,),
        "https://c.invalid/": ("research_notes/notes/exemple2020.md",),
        "https://doi.org/10.1234/sample.2021": ("research_notes/bibliographie/exemple.bib", "research_notes/notes/sample2021.md"),
    }


@pytest.mark.parametrize(
    ("status", "verdict", "reason"),
    [
        ("200 OK", Verdict.ALIVE, ""),
        ("404 Not Found", Verdict.DEAD, "Le site ne trouve rien à cette adresse."),
        ("410 Gone", Verdict.DEAD, "Le site dit que cette page n’existe plus."),
        ("403 Forbidden", Verdict.UNSURE, "Le site refuse de répondre à un logiciel."),
        ("429 Too Many Requests", Verdict.UNSURE, "Le site demande d’attendre avant de revenir."),
        ("500 Oops", Verdict.UNSURE, "Le site est en panne, ou en entretien."),
        ("418 Teapot", Verdict.UNSURE, "Le site répond autre chose qu’une page (code 418)."),
    ],
)
def test_what_the_site_answers_decides(server, fetcher, status, verdict, reason):
    address = server.answer("/x", "du texte", status=status)
    assert checked(fetcher, address) == {address: LinkResult(address, (FILE,), verdict, reason)}


def test_a_page_that_moved_for_good_gives_its_new_address(server, fetcher):
    there = server.answer("/la", "ok")
    here = server.answer("/ici", status="301 Moved", location="/la")
    assert checked(fetcher, here)[here] == LinkResult(here, (FILE,), Verdict.MOVED, "La page a déménagé pour de bon.", there)


def test_a_page_that_is_elsewhere_for_now_is_alive(server, fetcher):
    server.answer("/la", "ok")
    here = server.answer("/ici", status="302 Found", location="/la")
    assert checked(fetcher, here)[here].verdict is Verdict.ALIVE


def test_a_name_that_leads_nowhere_is_dead_unless_all_are(server, fetcher):
    nowhere = "http://absent.invalid/"
    assert checked(fetcher, nowhere, server.answer("/x", "ok"))[nowhere].verdict is Verdict.DEAD
    report = check_outside({nowhere: (FILE,), "http://absent2.invalid/": (FILE,)}, fetcher)
    assert (report.offline, told(report)) == (
        True,
        "Aucun site ne se trouve\u00a0: cette machine est-elle connectée à Internet? Rien n’a été vérifié.",
    )
    assert as_issue(report) == ""


def test_a_registry_is_not_followed_to_publishers_who_refuse_programs(server, fetcher):
    server.answer("/editeur", status="403 Forbidden")
    server.answer("/10.1234/x", status="302 Found", location="/editeur")
    doi, unknown = server.url("/10.1234/x", "127.0.0.2"), server.url("/10.1234/absent", "127.0.0.2")
    report = check_outside({doi: (FILE,), unknown: (FILE,)}, fetcher, registries=frozenset({"127.0.0.2"}))
    assert [result.verdict for result in report.results] == [Verdict.ALIVE, Verdict.DEAD]
    assert "/editeur" not in server.paths()


def test_a_large_page_is_not_read(server, fetcher):
    """Longer than what a feed may be: to know that it is there is enough."""
    address = server.answer("/gros", b"x" * 3_000_000)
    assert checked(fetcher, address)[address].verdict is Verdict.ALIVE


def test_the_pages_of_a_host_are_asked_for_in_turn(server, fetcher):
    addresses = [server.answer(f"/{number}", "ok") for number in range(6)]
    checked(fetcher, *addresses)
    assert server.paths() == [f"/{number}" for number in range(6)]


def test_a_run_out_of_time_says_so_and_asks_nothing(server, fetcher):
    address = server.answer("/x", "ok")
    report = check_outside({address: (FILE,)}, fetcher, longest=0)
    assert (report.results[0].verdict, server.asked) == (Verdict.UNSURE, [])


REPORT = LinksReport(
    (
        LinkResult("https://a.invalid/", (FILE,), Verdict.ALIVE),
        LinkResult("https://b.invalid/x", (FILE, "content/organisme.yml"), Verdict.DEAD, "Le site ne trouve rien à cette adresse."),
        LinkResult("https://c.invalid/", (FILE,), Verdict.MOVED, "La page a déménagé pour de bon.", "https://d.invalid/"),
    )
)


def test_a_person_reads_what_to_do_and_in_which_files():
    assert told(REPORT) == (
        "3\u00a0adresses hors du site\u00a0: 1 mène bien à une page.\n\n"
        "Liens morts\u00a0: 1. Cherchez la nouvelle adresse de la page, ou retirez le lien.\n"
        "  https://b.invalid/x\n    Le site ne trouve rien à cette adresse.\n"
        "    dans content/pages/a-propos.md\n    dans content/organisme.yml\n\n"
        "Pages qui ont déménagé\u00a0: 1. Remplacez l’adresse par la nouvelle.\n"
        "  https://c.invalid/\n    La page a déménagé pour de bon. Nouvelle adresse\u00a0: https://d.invalid/\n"
        "    dans content/pages/a-propos.md"
    )
    assert not JARGON.search(told(REPORT).replace("https://", ""))


def test_an_issue_links_the_addresses_and_nothing_else_acts():
    hostile = LinkResult("https://e.invalid/`<b>", ("content/[x](http://y) @z.md",), Verdict.DEAD, "Le <b>site</b> @z.")
    html = MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(as_issue(LinksReport((*REPORT.results, hostile))))
    assert re.findall(r'href="([^"]*)"', html) == ["https://b.invalid/x", "https://e.invalid/%60%3Cb%3E", "https://c.invalid/"]
    assert set(re.findall(r"<(\w+)", html)) == {"p", "h2", "ul", "li", "a"}
    assert not re.search(r"@\w", html)


def test_no_issue_when_all_is_well():
    assert as_issue(LinksReport(REPORT.results[:1])) == ""


def test_a_long_issue_is_cut_and_says_so():
    many = LinksReport(tuple(LinkResult(f"https://b.invalid/{'x' * 200}{n}", (FILE,), Verdict.DEAD, "Rien.") for n in range(500)))
    assert len(as_issue(many)) < 65_536
    assert as_issue(many).endswith("La liste est coupée ici\u00a0: `passerelle liens` la donne en entier.\n")
