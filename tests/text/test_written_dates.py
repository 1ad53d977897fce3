"""Dates as people and programs write them: what they say, and no more."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.written_dates import read_date, year_in


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2019/3/5", "2019-03-05"),
        ("2019-3-5", "2019-03-05"),
        ("2016.06.29", "2016-06-29"),
        ("20160629", "2016-06-29"),
        ("2016-180", "2016-06-28"),
        ("2015-365", "2015-12-31"),
        ("2016/6/29 15:07:41", "2016-06-29"),
        ("2026-05-05T02:02:24Z", "2026-05-05"),
        ("2026-05-05T02:02:24.123+00:00", "2026-05-05"),
        ("Tue, 01 Oct 2024 00:00:00 -0400", "2024-10-01"),
        ("Tue, 18 Sept 2018 15:53:56 EDT", "2018-09-18"),
        ("Mon, 5 Jan 2015 08:00:00 +0000 (UTC)", "2015-01-05"),
        ("02 Dec 21 19:17:18 GMT", "2021-12-02"),
        ("Sun Nov  6 08:49:37 1994", "1994-11-06"),
        ("jeu., 02 déc. 2021 19:17:18 +0100", "2021-12-02"),
        ("Vendredi, 13 Mars, 2020 - 12:22", "2020-03-13"),
        ("mercredi 5 mai 2021", "2021-05-05"),
        ("mar. 3 août 2021", "2021-08-03"),
        ("1er juin 2019", "2019-06-01"),
        ("le 24 novembre 2026 à 14 h 30", "2026-11-24"),
        ("March 5, 2020", "2020-03-05"),
        ("5 March 2020", "2020-03-05"),
        ("29/06/2016", "2016-06-29"),
        ("6/29/2016", "2016-06-29"),
        ("29.06.2016", "2016-06-29"),
        ("2011 Mar 15", "2011-03-15"),
        ("2019-03", "2019-03"),
        ("2021/03//", "2021-03"),
        ("mars 2020", "2020-03"),
        ("June 2024", "2024-06"),
        ("2011 Mar", "2011-03"),
        ("2026", "2026"),
        ("2020//", "2020"),
        ("2022/01/15/Hiver", "2022-01-15"),
        ("2004/", "2004"),
        ("2004/2006", "2004"),
        ("2019-2020", "2019"),
        ("été 2020", "2020"),
        ("Summer 2019", "2019"),
        ("2013 May-Jun", "2013"),
    ],
)
def test_a_date_is_read_as_precisely_as_it_is_written(typed, iso):
    written = read_date(typed)
    assert written is not None
    assert written.iso == iso


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Invalid Date",
        "hier",
        "mai",
        "12",
        "2024-02-30",
        "2019-13-01",
        "2015-366",
        "31 février 2020",
        "0000-00-00",
        "2019-13",
        "1:30",
        "99999",
    ],
)
def test_what_no_calendar_has_is_no_date(typed):
    assert read_date(typed) is None


@pytest.mark.parametrize(("typed", "iso", "doubtful"), [("03/05/2016", "2016", True), ("05/05/2016", "2016-05-05", False), ("2004-06?", "2004-06", True), ("vers 1980", "1980", True)])  # fmt: skip
def test_a_doubt_is_said_and_nothing_is_chosen(typed, iso, doubtful):
    written = read_date(typed)
    assert (written.iso, written.doubtful) == (iso, doubtful)


@pytest.mark.parametrize(
    ("typed", "hours", "day"),
    [
        ("2013-08-13T23:30:00-04:00", -4, date(2013, 8, 13)),
        ("Tue, 13 Aug 2013 23:30:00 EDT", -4, date(2013, 8, 13)),
        ("2013-08-13T00:30:00+09:00", 9, date(2013, 8, 13)),
    ],
)
def test_the_day_is_the_one_that_is_written_and_its_offset_is_kept(typed, hours, day):
    written = read_date(typed)
    assert (written.whole_day, written.offset) == (day, timedelta(hours=hours))


@pytest.mark.parametrize("typed", ["2026", "mars 2020", "2021/03//"])
def test_less_than_a_day_is_no_day(typed):
    assert read_date(typed).whole_day is None


@pytest.mark.parametrize(
    ("typed", "year"), [("1981 (réimpression)", 1981), ("c1981", 1981), ("1979, 1981", None), ("paru en 2020", 2020), ("", None)]
)
def test_a_year_is_found_where_there_is_only_one(typed, year):
    assert year_in(typed) == year


@given(st.dates(date(1400, 1, 1), date(2199, 12, 31)))
def test_every_day_is_read_back(day):
    assert read_date(day.isoformat()).whole_day == day
    assert read_date(day.strftime("%d %B %Y")).whole_day == day
