"""TeX decoded by our table, held against what exporters write."""

import subprocess
import unicodedata
from collections.abc import Callable

import latexcodec  # noqa: F401  (registers the codec)
import pypandoc
import pytest

from pipeline.text.tex import UndecodedError, text_of_tex

# The letters of European languages (Latin-1, Latin Extended-A and B, Latin Extended Additional) and the signs that titles hold.
LETTERS = [
    letter
    for start, end in ((0xC0, 0x180), (0x1CD, 0x1DD), (0x1E6, 0x1EC), (0x1F4, 0x1F6), (0x1F8, 0x21C), (0x1E00, 0x1EFA))
    for letter in map(chr, range(start, end))
    if unicodedata.category(letter) in ("Lu", "Ll")
]
SIGNS = list("—–“”…°§¶†‡•£€©®™¿¡±×÷¥½¼¾²³¹ªº&%#_~^<>")
# Digraphs that both exporters write as two letters; TeX has no other way.
DIGRAPHS = frozenset("Ĳĳ")


def by_latexcodec(letters: list[str]) -> dict[str, str]:
    """Return what latexcodec, which pybtex uses, writes for each letter that it can write in ASCII."""
    written: dict[str, str] = {}
    for letter in letters:
        try:
            written[letter] = letter.encode("latex+ascii").decode("ascii")
        except ValueError:
            continue
    return written


def by_pandoc(letters: list[str]) -> dict[str, str]:
    """Return what pandoc writes for each letter."""
    command = [pypandoc.get_pandoc_path(), "-f", "html", "-t", "latex", "--wrap=none"]
    page = "".join(f"<p>x{letter.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}x</p>" for letter in letters)
    done = subprocess.run(command, input=page, capture_output=True, text=True, encoding="utf-8", check=True)
    return dict(zip(letters, done.stdout.strip().split("\n\n"), strict=True))


@pytest.mark.parametrize(("exporter", "least"), [(by_latexcodec, 200), (by_pandoc, 300)])
def test_what_an_exporter_writes_is_read_back(exporter: Callable[[list[str]], dict[str, str]], least: int):
    written = exporter([*LETTERS, *SIGNS])
    assert len(written) >= least
    wrong = {letter: tex for letter, tex in written.items() if text_of_tex(tex).strip("x") != unicodedata.normalize("NFC", letter)}
    assert {letter: tex for letter, tex in wrong.items() if letter not in DIGRAPHS} == {}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (r"Mart{\'{\i}}n", "Martín"),  # JabRef, Mendeley
        (r"Mart{\'\i}nez", "Martínez"),  # Google Scholar
        (r"{\^{\i}}le", "île"),
        (r"\^\i le", "île"),
        (r"l{\textquoteright}{\'e}cole", "l’école"),  # Better BibTeX
        (r"l\textquoteright{}\'ecole", "l’école"),
        (r"{\'{E}}tude", "Étude"),
        (r"\'{E}tude", "Étude"),
        (r"10\,000", "10\u00a0000"),
        (r"10\thinspace000", "10\u00a0000"),
        (r"\og Lire \fg{} ici", "«\u00a0Lire\u00a0» ici"),
        (r"\og{}Lire\fg{}", "«\u00a0Lire\u00a0»"),
        (r"{\guillemotleft}~Lire~{\guillemotright}", "«\u00a0Lire\u00a0»"),
        (r"{\v R}eh{\r u}{\v r}ek", "Řehůřek"),
        (r"G{\"o}{\u g}{\"u}{\c s}", "Göğüş"),
        (r"{\O}stergaard, S{\o}ren et {\L}ukasik", "Østergaard, Søren et Łukasik"),
        (r"{\oe}uvre et c{\oe}ur", "œuvre et cœur"),
        (r"50\% \& plus", "50% & plus"),
        (r"50 % et 15 \%", "50 % et 15 %"),
        (r"$\less$em$\greater$Lire$\less$/em$\greater$", "<em>Lire</em>"),  # Crossref
        (r"$\beta$ = 0.5", "β = 0.5"),
        (r"H$_2$O, 10$^{-3}$", "H₂O, 10⁻³"),
        (r"1\up{er} et 2\textsuperscript{e}", "1er et 2e"),
        ("5 $ et 10 $", "5 $ et 10 $"),
        ("$5 to $10", "$5 to $10"),
        ("``Lire'' --- deux -- trois", "“Lire” — deux – trois"),
        (r"\emph{Un} \textit{mot}, \textbf{\'e}", "Un mot, é"),
        (r"{\em Un} mot", "Un mot"),
        (r"\href{https://example.org}{Lire}", "Lire"),
        (r"\url{https://example.org/a}", "https://example.org/a"),
        (r"a\textbackslash{}b", "a\\b"),
        ("Déjà en UTF-8", "Déjà en UTF-8"),
    ],
)
def test_what_people_and_programs_write_is_read(typed, words):
    assert text_of_tex(typed) == words


def test_quotation_commands_follow_the_language():
    assert text_of_tex(r"\enquote{Lire}", french=True) == "«\u00a0Lire\u00a0»"
    assert text_of_tex(r"\enquote{Lire}") == "“Lire”"


@pytest.mark.parametrize("typed", [r"\inconnue{x}", r"un \Foo", "fin \\", "\\'" * 500 + "e", "{" * 500])
def test_what_is_not_in_the_table_is_told(typed):
    with pytest.raises(UndecodedError):
        text_of_tex(typed)
