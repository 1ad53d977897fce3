"""The small site that other tests change is itself without fault, but for its length."""

from tests.support import report_on


def test_the_small_site_has_no_error_and_no_warning(tmp_path):
    assert [str(d.place) + d.rule.code for d in report_on(tmp_path).diagnostics if d.severity != "info" and d.rule.code != "S021"] == []
