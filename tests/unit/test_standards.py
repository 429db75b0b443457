"""Time standards: dated editions read from text, the norm met and the gap to the next."""

from __future__ import annotations

import textwrap
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sprintbot.domain import standardsfile
from sprintbot.domain.errors import StandardsError
from sprintbot.domain.events import Course, Event, Sex, Stroke
from sprintbot.domain.standards import Cut, Edition, NormStanding, edition_of, standing
from sprintbot.domain.standardsfile import load_edition
from sprintbot.domain.swimtime import SwimTime
from sprintbot.testing import days, editions, swim_times

FREE_100 = Event(100, Stroke.FREE, Course.LCM)
EXAMPLE = """\
edition; Example club cuts 2026
valid_from; 2026-01-01
valid_until; 2026-12-31
source; an example, the times mean nothing
norms; GOLD; SILVER; BRONZE

# strongest first
norm; course; sex; event; time; born_from; born_until
GOLD; LCM; F; 100 FREE; 1:05.00
SILVER; LCM; F; 100 FREE; 1:10,00
SILVER; LCM; F; 100 FREE; 1:20.00; 2014; 2015
BRONZE; LCM; F; 100 FREE; 1:30.00; ; 2016
GOLD; SCM; X; 4x50 MEDLEY; 2:10.00
GOLD; SCM; X; 4 х 50 FREE; 2:00.0
"""


def time(text: str) -> SwimTime:
    return SwimTime.parse(text)


def test_the_documented_example_is_read() -> None:
    shown = [line for line in (standardsfile.__doc__ or "").splitlines() if line.startswith("    ") or not line]
    edition = load_edition(textwrap.dedent("\n".join(shown)))
    assert (edition.name, edition.norms, len(edition.cuts)) == ("Example club cuts 2026", ("GOLD", "SILVER"), 4)


def test_an_edition_is_read_whole() -> None:
    assert load_edition(EXAMPLE) == Edition(
        name="Example club cuts 2026",
        valid_from=date(2026, 1, 1),
        valid_until=date(2026, 12, 31),
        source="an example, the times mean nothing",
        norms=("GOLD", "SILVER", "BRONZE"),
        cuts=(
            Cut("GOLD", FREE_100, Sex.F, time("1:05.00")),
            Cut("SILVER", FREE_100, Sex.F, time("1:10.00")),
            Cut("SILVER", FREE_100, Sex.F, time("1:20.00"), 2014, 2015),
            Cut("BRONZE", FREE_100, Sex.F, time("1:30.00"), None, 2016),
            Cut("GOLD", Event(50, Stroke.MEDLEY, Course.SCM, 4), Sex.X, time("2:10.00")),
            Cut("GOLD", Event(50, Stroke.FREE, Course.SCM, 4), Sex.X, time("2:00.00")),
        ),
    )


def test_what_may_be_left_out() -> None:
    edition = load_edition("edition;A; B\nvalid_from;2026-01-01\nnorms;N\nnorm;course;sex;event;time\n")
    assert (edition.name, edition.source, edition.valid_until, edition.cuts) == ("A; B", "", None, ())
    assert load_edition("edition;A\nvalid_from;2026-01-01\nnorms;N").cuts == ()


def test_spreadsheets_add_marks_and_empty_cells() -> None:
    saved = "\ufeff" + EXAMPLE.replace("\n", ";;\t\r\n").replace("# strongest first;;\t", "  # strongest first")
    assert load_edition(saved) == load_edition(EXAMPLE)


@pytest.mark.parametrize(
    ("old", "new", "reason", "line"),
    [
        ("edition; Ex", "edit; Ex", "heading", 1),
        ("source; an", "edition; an", "heading", 4),
        ("edition; Example club cuts 2026\n", "", "missing", 0),
        ("valid_from; 2026-01-01", "valid_from", "missing", 0),
        ("norms; GOLD; SILVER; BRONZE\n", "", "unknown_norm", 8),
        ("2026-01-01", "01.01.2026", "day", 0),
        ("2026-12-31", "2026-13-31", "day", 0),
        ("2026-12-31", "2025-12-31", "contradiction", 0),
        ("GOLD; SILVER; BRONZE", "GOLD; SILVER; BRONZE; GOLD", "contradiction", 0),
        ("; time; born_from; born_until", "; born_from; time; born_until", "columns", 8),
        ("; born_from; born_until", "; born_from", "columns", 8),
        ("GOLD; LCM; F; 100 FREE; 1:05.00", "GOLD; LCM; F; 100 FREE", "row", 9),
        ("GOLD; LCM; F; 100 FREE; 1:05.00", "GOLD; LCM; F; 100 FREE; 1:05.00; 2014; 2015; x", "row", 9),
        ("GOLD; LCM; F; 100 FREE; 1:05.00", "GOLD; LCM; F; 100 FREE; 65", "time", 9),
        ("GOLD; LCM; F; 100 FREE; 1:05.00", "GOLD; LCM; F; 110 FREE; 1:05.00", "event", 9),
        ("GOLD; LCM; F; 100 FREE; 1:05.00", "GOLD; LCM; F; 100 MEDLEY; 1:05.00", "event", 9),
        ("GOLD; LCM; F; 100 FREE; 1:05.00", "GOLD; LCM; F; 100FREE; 1:05.00", "code", 9),
        ("GOLD; LCM; F; 100 FREE; 1:05.00", "GOLD; LCM; F; 100 CRAWL; 1:05.00", "code", 9),
        ("GOLD; LCM; F; 100 FREE; 1:05.00", "GOLD; LCM; W; 100 FREE; 1:05.00", "code", 9),
        ("GOLD; LCM; F; 100 FREE; 1:05.00", "GOLD; 50m; F; 100 FREE; 1:05.00", "code", 9),
        ("; 2014; 2015", "; 14; 15", "code", 11),
        ("; 2014; 2015", "; 2016; 2015", "code", 11),
        ("GOLD; LCM; F; 100 FREE; 1:05.00", "PLATINUM; LCM; F; 100 FREE; 1:05.00", "unknown_norm", 9),
        ("SILVER; LCM; F; 100 FREE; 1:10,00", "GOLD; LCM; F; 100 FREE; 1:04.00", "twice", 10),
        ("GOLD; LCM; F; 100 FREE; 1:05.00", "GOLD; LCM; F; 100 FREE; 1:10.01", "order", 0),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_naming_the_line(old: str, new: str, reason: str, line: int) -> None:
    assert old in EXAMPLE
    with pytest.raises(StandardsError) as refusal:
        load_edition(EXAMPLE.replace(old, new, 1))
    assert (refusal.value.data["reason"], refusal.value.data["line"]) == (reason, line)
    text = refusal.value.data["text"]
    assert isinstance(text, str)
    assert text in new or new in text or reason in ("missing", "columns", "unknown_norm", "contradiction", "order")


def test_refusals_quote_what_was_wrong() -> None:
    for text, reason, quoted in (
        ("", "missing", "edition"),
        ("edition;A\nvalid_from;2026-01-01", "missing", "norms"),
        ("edition;A\nnorms;N", "missing", "valid_from"),
        ("edition;A\nvalid_from;2026-01-01\nnorms;N;N", "contradiction", "norms"),
        ("edition;A\nvalid_from;2026-01-01\nvalid_until;2025-01-01\nnorms;N", "contradiction", "valid_until"),
    ):
        with pytest.raises(StandardsError) as refusal:
            load_edition(text)
        assert refusal.value.data == {"reason": reason, "line": 0, "text": quoted}


def test_equal_norms_of_different_strength_are_allowed() -> None:
    same = EXAMPLE.replace("GOLD; LCM; F; 100 FREE; 1:05.00", "GOLD; LCM; F; 100 FREE; 1:10.00")
    edition = load_edition(same)
    found = standing(time("1:10.00"), FREE_100, Sex.F, edition)
    assert found is not None
    assert found.met == edition.cuts[0]


@pytest.mark.parametrize(
    ("text", "met", "nearest", "gap"),
    [
        ("1:04.99", "GOLD", None, None),
        ("1:05.00", "GOLD", None, None),
        ("1:05.01", "SILVER", "GOLD", 1),
        ("1:10.00", "SILVER", "GOLD", 500),
        ("1:10.01", None, "SILVER", 1),
        ("1:20.00", None, "SILVER", 1000),
    ],
)
def test_the_norm_met_and_the_hundredths_to_the_next(
    text: str, met: str | None, nearest: str | None, gap: int | None
) -> None:
    found = standing(time(text), FREE_100, Sex.F, load_edition(EXAMPLE))
    assert found is not None
    assert found.edition == "Example club cuts 2026"
    assert (found.met and found.met.norm, found.next and found.next.norm, found.gap_cs) == (met, nearest, gap)


@pytest.mark.parametrize(
    ("birth_year", "ladder"),
    [
        (None, ["1:05.00", "1:10.00"]),
        (2013, ["1:05.00", "1:10.00", "1:30.00"]),
        (2014, ["1:05.00", "1:20.00", "1:30.00"]),
        (2015, ["1:05.00", "1:20.00", "1:30.00"]),
        (2016, ["1:05.00", "1:10.00", "1:30.00"]),
        (2017, ["1:05.00", "1:10.00"]),
    ],
)
def test_a_row_for_birth_years_goes_before_the_row_for_all(birth_year: int | None, ladder: list[str]) -> None:
    cuts = load_edition(EXAMPLE).ladder(FREE_100, Sex.F, birth_year)
    assert [str(cut.time) for cut in cuts] == ladder


def test_open_birth_years() -> None:
    since = Cut("N", FREE_100, Sex.F, time("1:00.00"), born_from=2010)
    assert [since.is_for(year) for year in (None, 2009, 2010, 2030)] == [False, False, True, True]
    assert not since.for_all


@pytest.mark.parametrize(
    ("event", "sex"),
    [
        (Event(100, Stroke.FREE, Course.SCM), Sex.F),
        (Event(200, Stroke.FREE, Course.LCM), Sex.F),
        (FREE_100, Sex.M),
        (Event(50, Stroke.MEDLEY, Course.SCM, 4), Sex.F),
    ],
)
def test_other_events_courses_and_sexes_have_no_standing(event: Event, sex: Sex) -> None:
    assert standing(time("1:00.00"), event, sex, load_edition(EXAMPLE)) is None


def edition(name: str, begins: str, ends: str | None = None) -> Edition:
    until = None if ends is None else date.fromisoformat(ends)
    return Edition(name, date.fromisoformat(begins), until, "", ("N",), ())


def test_a_result_keeps_the_edition_of_its_day() -> None:
    old, new = edition("old", "2022-01-01", "2025-12-31"), edition("new", "2026-01-01")
    for day, holding in (
        ("2021-12-31", None),
        ("2022-01-01", old),
        ("2025-12-31", old),
        ("2026-01-01", new),
        ("2040-01-01", new),
    ):
        assert edition_of([new, old], date.fromisoformat(day)) is holding
    assert edition_of([], date(2026, 1, 1)) is None


def test_where_editions_overlap_the_later_one_holds() -> None:
    first, second, twin = edition("first", "2026-01-01"), edition("second", "2026-06-01"), edition("twin", "2026-06-01")
    assert edition_of([second, first], date(2026, 7, 1)) is second
    assert edition_of([twin, second], date(2026, 7, 1)) is edition_of([second, twin], date(2026, 7, 1)) is twin


@given(editions(), swim_times(100, 200_000), swim_times(100, 200_000), st.data())
def test_a_faster_time_never_meets_less(drawn: Edition, one: SwimTime, other: SwimTime, data: st.DataObject) -> None:
    """Protects norms: who is faster meets at least the same norm, and the gap is what is missing to the next."""
    cut = data.draw(st.sampled_from(drawn.cuts))
    fast, slow = (standing(swum, cut.event, cut.sex, drawn, birth_year=cut.born_from) for swum in sorted((one, other)))
    assert fast is not None
    assert slow is not None
    strength = [len(drawn.norms) if found.met is None else drawn.norms.index(found.met.norm) for found in (fast, slow)]
    assert strength[0] <= strength[1]
    for swum, found in zip(sorted((one, other)), (fast, slow), strict=True):
        check_gap(swum, found)


def check_gap(swum: SwimTime, found: NormStanding) -> None:
    assert found.met is not None or found.next is not None
    assert found.met is None or swum <= found.met.time
    if found.next is None:
        assert found.gap_cs is None
    else:
        assert found.gap_cs is not None
        assert found.gap_cs > 0
        assert found.next.time == SwimTime(swum.centiseconds - found.gap_cs)


@given(editions())
def test_an_edition_reads_back_as_it_was_written(drawn: Edition) -> None:
    """Protects the format: everything an edition holds can be written in it."""
    lines = [
        f"edition;{drawn.name}",
        f"valid_from;{drawn.valid_from}",
        f"valid_until;{drawn.valid_until or ''}",
        f"source;{drawn.source}",
        f"norms;{';'.join(drawn.norms)}",
        "norm;course;sex;event;time;born_from;born_until",
    ]
    for cut in drawn.cuts:
        legs = f"{cut.event.relay_legs}x" if cut.event.is_relay else ""
        event = f"{legs}{cut.event.distance} {cut.event.stroke}"
        cells = (cut.norm, cut.event.course, cut.sex, event, cut.time, cut.born_from or "", cut.born_until or "")
        lines.append(";".join(map(str, cells)))
    assert load_edition("\n".join(lines)) == drawn


@given(st.lists(editions(), max_size=4), days())
def test_the_edition_of_a_day_holds_on_it(drawn: list[Edition], day: date) -> None:
    """Protects old results: never an edition that had ended, or had not begun."""
    found = edition_of(drawn, day)
    assert (found is None) == (not any(one.holds_on(day) for one in drawn))
    assert found is None or found.valid_from <= day
    assert found is None or found.valid_until is None or day < found.valid_until + timedelta(days=1)


@given(st.text() | st.text("norms;editiovald_fru:.2601- \n"))
def test_any_text_is_an_edition_or_a_refusal(text: str) -> None:
    """Protects the upload: whatever file is sent, it is an edition or a StandardsError with its reason."""
    try:
        edition = load_edition(text)
    except StandardsError:
        return
    assert edition.name
    assert edition.norms
