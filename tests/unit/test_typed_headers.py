"""Lines that hold for the lines under them: a day, a pool, a meet, an athlete, an event, a heading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sprintbot.adapters.typed.results import MOST_LINES, TypedResults
from sprintbot.domain.drafts import DraftLine, Problem
from sprintbot.domain.events import Course, Stroke
from sprintbot.domain.swims import Start, Status, Technique, Timing
from sprintbot.ports.reader import Usual

USUAL = Usual(Course.LCM, date(2026, 11, 25))
READER = TypedResults()


def read(text: str) -> list[DraftLine]:
    return list(READER.read(text, USUAL))


def problems(line: DraftLine) -> list[Problem]:
    return [finding.problem for finding in line.obstacles]


def test_a_heat_as_it_is_called_out() -> None:
    lines = read(
        "Результати:\n"
        "Кубок Львова 22.11.2026, 25 м\n"
        "\n"
        "100 кр\n"
        "1. Петренко 1:02,35\n"
        "2. Іваненко 1:03,1 (30,1 33,0)\n"
        "3. Коваль DSQ\n"
        "Ткач н/я\n"
        "----------\n"
        "50 брас\n"
        "Петренко 35,2\n"
    )
    assert all(line.ready for line in lines)
    assert {(line.meet, line.swum_on, line.course) for line in lines} == {
        ("Кубок Львова", date(2026, 11, 22), Course.SCM)
    }
    assert [(line.name, line.distance, line.stroke, line.time_cs, line.status) for line in lines] == [
        ("Петренко", 100, Stroke.FREE, 6235, Status.OK),
        ("Іваненко", 100, Stroke.FREE, 6310, Status.OK),
        ("Коваль", 100, Stroke.FREE, None, Status.DSQ),
        ("Ткач", 100, Stroke.FREE, None, Status.DNS),
        ("Петренко", 50, Stroke.BREAST, 3520, Status.OK),
    ]


def test_one_athlete_for_the_lines_below_until_another() -> None:
    lines = read("Петренко Марія:\n100 кр 1:02,35\n50 бат 31,2\nІваненко Олег\n50 бр 40,1")
    assert [line.name for line in lines] == ["Петренко Марія", "Петренко Марія", "Іваненко Олег"]


def test_an_athlete_named_in_a_line_ends_the_one_above() -> None:
    lines = read("Петренко\n100 кр 1:02,35\nІваненко 50 бр 40,1\n50 бр 41,1")
    assert [line.name for line in lines] == ["Петренко", "Іваненко", None]


def test_a_line_says_otherwise_for_itself_alone() -> None:
    lines = read("24.11, 25 м\nА 100 кр 1:02,35 23.11 50м\nБ 100 кр 1:02,35")
    assert [(line.swum_on, line.course) for line in lines] == [
        (date(2026, 11, 23), Course.LCM),
        (date(2026, 11, 24), Course.SCM),
    ]


def test_an_event_alone_above_times() -> None:
    lines = read("50 кр 24.11\nПетренко 29,9\nІваненко 30,1\n100 кр\nПетренко 1:02,35")
    assert [(line.name, line.distance, line.time_cs, line.ready) for line in lines] == [
        ("Петренко", 50, 2990, True),
        ("Іваненко", 50, 3010, True),
        ("Петренко", 100, 6235, True),
    ]
    assert lines[0].swum_on == date(2026, 11, 24)


def test_an_athlete_an_event_and_a_time_each_on_a_line() -> None:
    [line] = read("Петренко\n50 кр\n29,9")
    assert (line.name, line.distance, line.time_cs, line.ready) == ("Петренко", 50, 2990, True)


def test_marks_hold_until_another_event_or_another_day() -> None:
    lines = read("Тренування 23.11\n100 кр ноги\nА 1:32,35\n100 бр\nА 1:22,35\nКубок Львова 24.11\n50 бат\nА 31,2")
    assert [(line.timing, line.technique) for line in lines] == [
        (Timing.TRAINING, Technique.KICK),
        (Timing.TRAINING, None),
        (Timing.OFFICIAL, None),
    ]
    assert read("4x100 вільний 1 етап\nА 52,35")[0].start is Start.LEAD_OFF


def test_a_day_that_cannot_be_spoils_every_line_under_it() -> None:
    lines = read("31.02, 25 м\nА 100 кр 1:02,35\nБ 100 кр 1:02,35\n24.11\nВ 100 кр 1:02,35")
    assert [problems(line) for line in lines] == [[Problem.DATE], [Problem.DATE], []]
    assert [line.swum_on for line in lines] == [None, None, date(2026, 11, 24)]
    [line] = read("26.11.2026\nА 100 кр 1:02,35")
    assert problems(line) == [Problem.FUTURE]


@pytest.mark.parametrize("heading", ["Результати:", "Results:", "Мої результати:", "Протокол", "***", "🏊", "Вівторок"])
def test_headings_are_skipped(heading: str) -> None:
    [line] = read(f"{heading}\n100 кр 1:02,35")
    assert (line.name, line.ready) == (None, True)


@pytest.mark.parametrize("text", ["Петренко", "24.11, 25 м", "Кубок Львова", "привіт, як справи?", "о 18:30 у басейні"])
def test_what_holds_for_nothing_is_quoted(text: str) -> None:
    [line] = read(text)
    assert problems(line) == [Problem.UNREADABLE]
    assert line.findings[0].text == text
    after = read(f"А 100 кр 1:02,35\n{text}")
    assert [problems(line) for line in after] == [[], [Problem.UNREADABLE]]


def test_a_heading_of_words_above_results_is_no_result() -> None:
    assert [line.name for line in read("Молодша група\nА Коваль 100 кр 1:02,35")] == ["А Коваль"]


def test_prose_is_no_result() -> None:
    [prose, line] = read("Сьогодні діти плавали дуже добре і швидко\nКоваль 100 кр 1:02,35")
    assert problems(prose) == [Problem.UNREADABLE]
    assert (line.name, line.ready) == ("Коваль", True)


def test_an_event_without_its_time_lacks_it() -> None:
    [line] = read("100 кр 25м")
    assert (problems(line), line.distance, line.course) == ([Problem.NO_TIME], 100, Course.SCM)


def test_more_lines_than_a_message_may_hold_are_said_not_to_be_read() -> None:
    lines = read(
        "\n\n".join(f"А{'б' * (number % 7)} 100 кр 1:02,{number % 90 + 10}" for number in range(MOST_LINES + 5))
    )
    assert len(lines) == MOST_LINES + 1
    assert all(line.ready for line in lines[:-1])
    assert problems(lines[-1]) == [Problem.TOO_MANY]
    assert lines[-1].raw.startswith("А")


class TestReadAgain:
    """A line of a draft typed anew."""

    def test_what_the_lines_above_said_still_holds(self) -> None:
        [old] = read("Тренування 23.11, 25 м\n100 кр\nПетренко 1:o2,35")
        new = READER.read_again(old, "Петренко 1:02,35", USUAL)
        assert (new.time_cs, new.distance, new.stroke, new.course) == (6235, 100, Stroke.FREE, Course.SCM)
        assert (new.swum_on, new.timing, new.ready) == (date(2026, 11, 23), Timing.TRAINING, True)

    def test_what_the_line_had_said_itself_does_not(self) -> None:
        [old] = read("Петренко 100 кр 1:02,35 25м р/т 24.11 ноги")
        new = READER.read_again(old, "Петренко 200 кр 2:12,35", USUAL)
        assert (new.distance, new.course, new.swum_on) == (200, Course.LCM, USUAL.today)
        assert (new.timing, new.technique, new.ready) == (Timing.OFFICIAL, None, True)

    def test_the_number_stays_and_whose_it_is_while_the_name_does(self) -> None:
        old = replace(read("А 50 кр 29,9\nПетренко 100 кр 1:02,35")[1], athlete_id="p")
        assert READER.read_again(old, "Петренко 100 кр 1:02,36", USUAL).athlete_id == "p"
        other = READER.read_again(old, "Іваненко 100 кр 1:02,36", USUAL)
        assert (other.number, other.name, other.athlete_id) == (2, "Іваненко", None)

    def test_laps_are_checked_against_the_event_of_the_header(self) -> None:
        [old] = read("100 кр\nПетренко 1:02,35 (29,80 32,6o)")
        new = READER.read_again(old, "Петренко 1:02,35 (29,80 32,60)", USUAL)
        assert problems(new) == [Problem.LAPS_SUM]

    @pytest.mark.parametrize("text", ["", "Петренко", "бла бла", "\x00", "24.11"])
    def test_anything_may_be_typed(self, text: str) -> None:
        [old] = read("Петренко 100 кр 1:02,35")
        assert READER.read_again(old, text, USUAL).obstacles
