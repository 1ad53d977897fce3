import pytest

from pipeline.text.decoding import decode


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        ("élève".encode(), "UTF-8"),
        (b"\xef\xbb\xbf" + "élève".encode(), "UTF-8"),
        ("élève".encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + "élève".encode("utf-16-be"), "UTF-16"),
        ("élève".encode("cp1252"), "windows-1252"),
    ],
)
def test_a_text_is_read_by_its_mark_as_utf_8_or_as_windows_writes(raw, encoding):
    assert decode(raw) == ("élève", encoding)


def test_what_a_page_declares_counts_when_it_is_not_utf_8():
    assert decode("школа".encode("koi8-r"), "koi8-r").text == "школа"
    assert decode("école".encode(), "koi8-r").text == "école"


@pytest.mark.parametrize("declared", ["no-such-charset", "idna", "punycode", "unicode_escape", "base64"])
def test_what_is_no_charset_is_not_obeyed(declared):
    assert decode("\\u0041 é".encode("cp1252"), declared) == ("\\u0041 é", "windows-1252")


def test_windows_1252_reads_any_byte():
    assert decode(b"\x81\xe9").text == "\ufffdé"


def test_a_marked_text_that_is_broken_is_refused_unless_told_otherwise():
    broken = b"\xff\xfea\x00b"
    with pytest.raises(UnicodeDecodeError):
        decode(broken)
    assert decode(broken, errors="replace").text == "a\ufffd"
