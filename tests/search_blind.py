"""Does the search bring the right sheet first? Questions asked of the real engine, in Chromium, over a built site.

Usage: python -m tests.search_blind [--set-aside | FILE …] [--missed] [--site FOLDER]
       python -m tests.search_blind --split FILE

A file of questions is a list of ``{question, fiches, langue}``: ``fiches`` are the names of the sheets that answer, any of them, or an
empty list when none of the site does; ``langue`` is « en » for a question in English.

Blind questions are written by people who saw the titles of the sheets and nothing else. ``--split`` sorts them, by a hash of each
question, into ``tests/search/blind_tuning.yml``, which the search may be tuned to, and ``blind_set_aside.yml``, which no tuning looks at:
that half is read by ``--set-aside`` alone, and what it misses is told only as numbers, unless ``--missed`` asks for it. The sets that came
after (``*_tuning.yml``, ``*_set_aside.yml``) were split at random; each says in its files who wrote it.
It asserts nothing: what it prints is said of the content as it is.
"""

import argparse
import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import launch
from tests.compare_search import served
from tests.support import REPOSITORY

FOLDER = REPOSITORY / "tests" / "search"
TUNING, SET_ASIDE = FOLDER / "blind_tuning.yml", FOLDER / "blind_set_aside.yml"
EVERYDAY = FOLDER / "everyday.yml"
FIRST = 3
# Each question in turn, by one reader: the pages of the first results; none when the search says that nothing answers.
ASK = """
async ([questions, first]) => {
  const root = new URL("..", location.href);
  const { Moteur } = await import(new URL("assets/recherche/moteur.js", root).href);
  const words = fetch(new URL("recherche/mots.json", root)).then((answer) => answer.json());
  const engine = new Moteur(new URL("pagefind/pagefind.js", root).href, "/", () => words);
  const answers = [];
  for (const question of questions) {
    const { resultats, faibles, corrigee } = await engine.chercher(question);
    const pages = async (found) => Promise.all(found.slice(0, first).map(async (one) => [(await one.data()).url, Math.round(one.certitude * 100), Math.round(one.score * 100)]));
    answers.push({ found: await pages(resultats), weak: await pages(faibles), mended: corrigee });
  }
  return answers;
}
"""


@dataclass(frozen=True)
class Question:
    """What somebody asks, and the sheets of which any answers; none when no sheet does."""

    text: str
    sheets: tuple[str, ...]
    english: bool = False

    @property
    def set_aside(self) -> bool:
        """Say whether the question is of the half that no tuning looks at: the same for the same words."""
        return hashlib.sha256(self.text.encode()).digest()[0] % 2 == 1


def misspelt(text: str) -> str:
    """Return a question with the middle letter of its longest word (the first such) made the next of the alphabet."""
    plain = unicodedata.normalize("NFC", text)
    words = "".join(letter if letter.isalpha() else " " for letter in plain).split(" ")
    longest = max(words, key=len)
    start = plain.index(longest) + len(longest) // 2
    letter = unicodedata.normalize("NFD", plain[start].lower())[0]
    return plain[:start] + chr((ord(letter) - ord("a") + 1) % 26 + ord("a")) + plain[start + 1 :]


def without_accents(text: str) -> str:
    """Return a question as it is typed in haste."""
    return "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one)).replace("’", "'")


def read_questions(path: Path) -> list[Question]:
    """Return the questions of a file; ``relevance.yml`` names a page where the others name sheets."""
    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    return [_question(row) for row in rows]


def _question(row: dict[str, Any]) -> Question:
    if "page" in row:
        return Question(row["query"], (row["page"],))
    return Question(row["question"], tuple(f"fiches/{slug}/" for slug in row["fiches"]), row.get("langue") == "en")


def ask(page: Page, texts: Sequence[str]) -> list[dict[str, Any]]:
    """Return the first pages that each question brings, by the page of search, open."""
    answers: list[dict[str, Any]] = page.evaluate(ASK, [list(texts), FIRST])
    for answer in answers:
        for pages in (answer["found"], answer["weak"]):
            for one in pages:
                one[0] = urlsplit(one[0]).path.lstrip("/")
    return answers


def report(page: Page, name: str, questions: Sequence[Question], *, missed: bool) -> list[str]:
    """Return the lines of what one set of questions brings; with ``missed``, each question that misses its sheet, and what it brings."""
    answered, others = [one for one in questions if one.sheets], [one for one in questions if not one.sheets]
    lines = [f"{name}\u00a0: {len(questions)} questions"]
    kinds: list[tuple[str, list[Question], Callable[[str], str]]] = [
        ("telles quelles", answered, str),
        ("une lettre fausse", answered, misspelt),
        ("sans accents", answered, without_accents),
        ("en anglais", [one for one in answered if one.english], str),
    ]
    for kind, asked, change in kinds:
        if asked:
            lines += _line(page, kind, asked, [change(one.text) for one in asked], missed=missed)
    if others:
        answers = ask(page, [one.text for one in others])
        silent = [not answer["found"] for answer in answers]
        lines.append(f"  sans réponse{'':<9}{sum(silent):>4} sur {len(others)} le disent")
        lines += [
            f"      «\u00a0{one.text}\u00a0» {answer}"
            for one, answer, said in zip(others, answers, silent, strict=True)
            if missed and not said
        ]
    return lines


def _line(page: Page, kind: str, asked: Sequence[Question], texts: Sequence[str], *, missed: bool) -> list[str]:
    answers = ask(page, texts)
    found = [[path for path, *_ in answer["found"]] for answer in answers]
    first = sum(paths[:1] != [] and paths[0] in one.sheets for one, paths in zip(asked, found, strict=True))
    among = [bool(set(paths) & set(one.sheets)) for one, paths in zip(asked, found, strict=True)]
    total = len(asked)
    lines = [
        f"  {kind:<21}{sum(among):>4} sur {total} dans les {FIRST} premiers ({sum(among) / total:.0%}); première {first} ({first / total:.0%})"
    ]
    for text, answer, one, right in zip(texts, answers, asked, among, strict=True):
        if missed and not right:
            lines.append(
                f"      «\u00a0{text}\u00a0» {answer['mended'] or ''} {answer['found'] or ('faibles', answer['weak'])}; voulue {one.sheets[0]}"
            )
    return lines


def split(path: Path) -> None:
    """Add the questions of a file to the two halves, each in the order of its words."""
    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    for target, aside in ((TUNING, False), (SET_ASIDE, True)):
        known = yaml.safe_load(target.read_text(encoding="utf-8")) or [] if target.is_file() else []
        half = {row["question"]: row for row in (*known, *(row for row in rows if _question(row).set_aside is aside))}
        head = "# Blind questions (tests/search_blind.py): " + (
            "no tuning looks at this half.\n" if aside else "the half that the search may be tuned to.\n"
        )
        lines = [
            yaml.safe_dump(row, allow_unicode=True, default_flow_style=True, width=10_000, sort_keys=False).strip()
            for _, row in sorted(half.items())
        ]
        target.write_text(head + "".join(f"- {line}\n" for line in lines), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what the questions bring on a built site."""
    parser = argparse.ArgumentParser(prog="python -m tests.search_blind")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--set-aside", action="store_true")
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("--split", type=Path)
    parser.add_argument("--site", type=Path, default=REPOSITORY / "site")
    given = parser.parse_args(arguments)
    if given.split:
        split(given.split)
        return
    files: Iterable[Path] = given.files or [
        REPOSITORY / "tests/browser/relevance.yml",
        EVERYDAY,
        *sorted(FOLDER.glob("*_tuning.yml")),
        *(sorted(FOLDER.glob("*_set_aside.yml")) if given.set_aside else []),
    ]
    with sync_playwright() as playwright, served(given.site) as (home, _):
        chromium = launch(playwright)
        page = chromium.new_page()
        page.goto(f"{home}recherche/")
        for path in files:
            if path.is_file():
                print("\n".join(report(page, path.name, read_questions(path), missed=given.missed)))
        chromium.close()


if __name__ == "__main__":
    main()
