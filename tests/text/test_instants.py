"""Local times and the instants they name, in the nights when the clocks change and in all others."""

from datetime import date

import pytest

from pipeline.text.instants import instant, readings

WINTER, SUMMER = date(2027, 2, 9), date(2027, 7, 9)
FORWARD, BACK = date(2027, 3, 14), date(2027, 11, 7)


@pytest.mark.parametrize(
    ("day", "hour", "zone", "offsets"),
    [
        (WINTER, "12:00", "America/Toronto", ["-05:00"]),
        (SUMMER, "12:00", "America/Toronto", ["-04:00"]),
        (FORWARD, "01:59", "America/Toronto", ["-05:00"]),
        (FORWARD, "02:00", "America/Toronto", []),
        (FORWARD, "02:59", "America/Toronto", []),
        (FORWARD, "03:00", "America/Toronto", ["-04:00"]),
        (BACK, "00:59", "America/Toronto", ["-04:00"]),
        (BACK, "01:00", "America/Toronto", ["-04:00", "-05:00"]),
        (BACK, "01:59", "America/Toronto", ["-04:00", "-05:00"]),
        (BACK, "02:00", "America/Toronto", ["-05:00"]),
        (BACK, "01:30", "UTC", ["+00:00"]),
    ],
)
def test_a_local_time_is_read_once_twice_or_never(day, hour, zone, offsets):
    assert [moment.isoformat()[-6:] for moment in readings(day, hour, zone)] == offsets


@pytest.mark.parametrize(
    ("day", "hour", "offset", "expected"),
    [
        (WINTER, "12:00", None, "2027-02-09T12:00:00-05:00"),
        (WINTER, "12:00", "-04:00", "2027-02-09T12:00:00-05:00"),
        (BACK, "01:30", None, "2027-11-07T01:30:00-04:00"),
        (BACK, "01:30", "-04:00", "2027-11-07T01:30:00-04:00"),
        (BACK, "01:30", "-05:00", "2027-11-07T01:30:00-05:00"),
        (FORWARD, "02:30", None, "2027-03-14T03:30:00-04:00"),
        (FORWARD, "02:30", "-04:00", "2027-03-14T01:30:00-05:00"),
    ],
)
def test_an_offset_settles_only_what_the_zone_leaves_open(day, hour, offset, expected):
    assert instant(day, hour, "America/Toronto", offset).isoformat() == expected
