"""Results as coaches type them, read line by line."""

from __future__ import annotations

from datetime import date

import pytest

from sprintbot.adapters.typed.results import TypedResults
from sprintbot.domain.drafts import DraftLine, Finding, Problem
from sprintbot.domain.events import Course, Event, Stroke
from sprintbot.domain.swims import Start, Status, Technique, Timing
from sprintbot.ports.reader import Usual

TODAY = date(2026, 11, 25)
USUAL = Usual(Course.LCM, TODAY)
READER = TypedResults()


def read(text: str, usual: Usual = USUAL) -> list[DraftLine]:
    return list(READER.read(text, usual))


def one(text: str, usual: Usual = USUAL) -> DraftLine:
    [line] = read(text, usual)
    return line


def asked(line: DraftLine) -> list[tuple[Problem, str, str | None]]:
    return [(finding.problem, finding.text, finding.guess) for finding in line.obstacles]


def test_a_paste_as_in_the_manual() -> None:
    first, second, third, doubtful = read(
        "Вівторок 24.11, басейн 25 м\n"
        "Прізвище А  100 кр  1:02,35 (29,80 32,55)\n"
        "Прізвище Б  100 кр  1:05,1\n"
        "Прізвище В  200 комп 2:31,40 (31,2 38,9 46,1 35,2)\n"
        "Прізвищч    50 бат  29,9o\n"
    )
    assert [line.number for line in (first, second, third, doubtful)] == [1, 2, 3, 4]
    assert first == DraftLine(
        1,
        "Прізвище А  100 кр  1:02,35 (29,80 32,55)",
        "Прізвище А",
        distance=100,
        stroke=Stroke.FREE,
        course=Course.SCM,
        time_cs=6235,
        laps_cs=(2980, 3255),
        lap_ends=(50, 100),
        swum_on=date(2026, 11, 24),
    )
    assert (second.name, second.time_cs, second.ready) == ("Прізвище Б", 6510, True)
    assert (third.event, third.laps_cs) == (Event(200, Stroke.MEDLEY, Course.SCM), (3120, 3890, 4610, 3520))
    assert asked(doubtful) == [(Problem.TIME, "29,9o", "29,90")]
    assert (doubtful.name, doubtful.time_cs) == ("Прізвищч", None)


@pytest.mark.parametrize(
    ("text", "name", "event", "time_cs"),
    [
        ("Surname 200 free 2:05.10 LCM", "Surname", Event(200, Stroke.FREE, Course.LCM), 12510),
        ("Иванова Мария 50 бат 31.2 50м р/т", "Иванова Мария", Event(50, Stroke.FLY, Course.LCM), 3120),
        ("Петренко 50 кр 29,9 50м", "Петренко", Event(50, Stroke.FREE, Course.LCM), 2990),
        ("50м кр 29,9 25м О'Нил-Коваль І.В.", "О'Нил-Коваль І.В.", Event(50, Stroke.FREE, Course.SCM), 2990),
        ("1:02,35 100кр 25м", None, Event(100, Stroke.FREE, Course.SCM), 6235),
        ("100 кр 1:02,35", None, Event(100, Stroke.FREE, Course.LCM), 6235),
        ("25 м 100м на спині Ткач — 1:12,04", "Ткач", Event(100, Stroke.BACK, Course.SCM), 7204),
        ("Smith, John; 100 yards fly; 58.1", "Smith John", Event(100, Stroke.FLY, Course.SCY), 5810),
        ("| Петренко | 100 кр | 1:02,35 | 25 м |", "Петренко", Event(100, Stroke.FREE, Course.SCM), 6235),
        ("12) Коваль\t1500\tвс\t15:27,71", "Коваль", Event(1500, Stroke.FREE, Course.LCM), 92771),
        ("7 Коваль 1500 в/с 15:27,71", "Коваль", Event(1500, Stroke.FREE, Course.LCM), 92771),
        ("• Коваль: 400 к/пл = 5:01,2,", "Коваль", Event(400, Stroke.MEDLEY, Course.LCM), 30120),
        ("Коваль 200 к 2:31,4", "Коваль", Event(200, Stroke.MEDLEY, Course.LCM), 15140),
        ("петренко в 100 кр 1:02,35", "петренко в", Event(100, Stroke.FREE, Course.LCM), 6235),
        ("У басейні 25 м 100 кр 1:02,35", None, Event(100, Stroke.FREE, Course.SCM), 6235),
        ("Петренко 25м басейн 100 кр 1:02,35", "Петренко", Event(100, Stroke.FREE, Course.SCM), 6235),
        (
            "Петренко (Львів) 2010 р.н. 100 кр 1:02,35 512 FINA 3 місце",
            "Петренко",
            Event(100, Stroke.FREE, Course.LCM),
            6235,
        ),
        (
            "заплив 2 доріжка 4 Петренко 2010 100 кр 1:02,35 (2010)",
            "Петренко",
            Event(100, Stroke.FREE, Course.LCM),
            6235,
        ),
    ],
)
def test_parts_in_the_order_people_have_them(text: str, name: str | None, event: Event, time_cs: int) -> None:
    line = one(text)
    assert (line.name, line.event, line.time_cs, line.ready) == (name, event, time_cs, True)


@pytest.mark.parametrize(
    ("text", "name", "stroke"),
    [
        ("Брас 100 кр 1:02,3", "Брас", Stroke.FREE),
        ("100 кр Брас 1:02,3", "Брас", Stroke.FREE),
        ("Free 100 fly 1:02.3", "Free", Stroke.FLY),
        ("Fly John 100 free 1:02.3", "Fly John", Stroke.FREE),
        ("Free 100 1:02.3", None, Stroke.FREE),
        ("Кролик 100 кр 1:02,3", "Кролик", Stroke.FREE),
        ("Батько 100 спина 1:12,3", "Батько", Stroke.BACK),
        ("Комплексний 100 бр 1:22,3", "Комплексний", Stroke.BREAST),
        ("Luke Long 100 free 1:02.3", "Luke Long", Stroke.FREE),
        ("Коротка Олена 100 кр 1:02,3", "Коротка Олена", Stroke.FREE),
        ("Середа 100 кр 1:02,3", "Середа", Stroke.FREE),
        ("Lane Hand 100 free 1:02.3", "Lane Hand", Stroke.FREE),
        ("May Sun 100 free 1:02.3", "May Sun", Stroke.FREE),
        ("Петренко К 100 кр 1:02,3", "Петренко К", Stroke.FREE),
        ("Петренко М 100 м кр 1:02,3", "Петренко М", Stroke.FREE),
    ],
)
def test_surnames_are_not_eaten(text: str, name: str | None, stroke: Stroke) -> None:
    line = one(text)
    assert (line.name, line.stroke, line.course, line.distance, line.ready) == (name, stroke, Course.LCM, 100, True)


@pytest.mark.parametrize(
    ("typed", "cs"),
    [
        *[(typed, 6235) for typed in ("1:02,35", "1:02.35", "1.02,35", "1.02.35", "62.35", "62,35", "1'02\"35")],
        *[(typed, 6235) for typed in ("1’02”35", "1'02''35", "01:02,35", "00:01:02.35", "1:02,35с", "1:02.35 sec")],
        *[(typed, 6230) for typed in ("1:02,3", "62,3", "1,02,3")],
        ("1:05.24", 6524),
        ("1.05.24", 6524),
    ],
)
def test_times_of_one_reading(typed: str, cs: int) -> None:
    line = one(f"Петренко 100 кр {typed}")
    assert (line.time_cs, line.ready, line.swum_on) == (cs, True, TODAY)


def test_a_time_without_a_fraction_is_taken_and_told() -> None:
    line = one("Петренко 100 кр 1:02")
    assert line.ready
    assert line.time_cs == 6200
    assert line.findings == (Finding(Problem.TIME, "1:02", "1:02,00", note=True),)


@pytest.mark.parametrize(
    ("typed", "guess"),
    [
        ("1:02:35", "1:02,35"),
        ("1:72,5", "1:12,50"),
        ("1:02,3o", "1:02,30"),
        ("1:o2,35", "1:02,35"),
        ("l:02,35", "1:02,35"),
        ("1:О2,35", "1:02,35"),
        ("6З,20", "1:03,20"),
        ("62,350", "1:02,35"),
        ("6235", "1:02,35"),
        ("10235", "1:02,35"),
        ("62", "1:02,00"),
        ("1.02", "1:02.00"),
        ("1:0\u200b2,35", "1:02,35"),
        ("٦٢,٣٥", "1:02,35"),
        ("-1:02,35", "1:02,35"),
        ("1:2,35", None),
        ("99:99.99", None),
        ("0,00", None),
        ("0", None),
        ("1e309", None),
        ("2^63", None),
        ("9223372036854775808", None),
        ("1:60:60:60", None),
        ("12..3", None),
        ("::1", None),
    ],
)
def test_times_of_two_readings_or_none_are_quoted_and_asked(typed: str, guess: str | None) -> None:
    line = one(f"Петренко 100 кр {typed}")
    [finding] = line.obstacles
    assert (finding.problem, finding.guess) == (Problem.TIME, guess)
    assert finding.text.strip(":") == typed.strip(":")
    assert (line.time_cs, line.name) == (None, "Петренко")


@pytest.mark.parametrize("typed", ["NaN", "inf", "", "немає"])
def test_no_time_at_all(typed: str) -> None:
    assert Problem.NO_TIME in {finding.problem for finding in one(f"Петренко 100 кр {typed}").obstacles}


def test_the_guess_is_typed_as_the_line_is() -> None:
    assert asked(one("Smith 100 free 1:02:35"))[0][2] == "1:02.35"
    assert asked(one("Smith 100 free 1:02:35 (29,1 33,25)"))[0][2] == "1:02,35"
    assert asked(one("Ткач 100 вс 1:02:35"))[0][2] == "1:02,35"


class TestDates:
    @pytest.mark.parametrize(
        ("typed", "day"),
        [
            ("24.11", date(2026, 11, 24)),
            ("25.11", TODAY),
            ("26.11", date(2025, 11, 26)),
            ("29.02", date(2024, 2, 29)),
            ("24.11.26", date(2026, 11, 24)),
            ("24.11.2026", date(2026, 11, 24)),
            ("2026-11-24", date(2026, 11, 24)),
            ("24 листопада", date(2026, 11, 24)),
            ("24 листопада 2025 року", date(2025, 11, 24)),
            ("24 ноября", date(2026, 11, 24)),
            ("24 Nov 2026", date(2026, 11, 24)),
            ("Nov 24, 2026", date(2026, 11, 24)),
            ("вчора", date(2026, 11, 24)),
            ("вчера", date(2026, 11, 24)),
            ("Yesterday", date(2026, 11, 24)),
            ("сьогодні", TODAY),
            ("сегодня", TODAY),
            ("позавчора", date(2026, 11, 23)),
            ("вт 24.11", date(2026, 11, 24)),
        ],
    )
    def test_a_date_beside_a_time(self, typed: str, day: date) -> None:
        for text in (f"Петренко 100 кр 1:02,35 {typed}", f"{typed} Петренко 100 кр 1:02,35"):
            line = one(text)
            assert (line.swum_on, line.time_cs, line.ready, line.name) == (day, 6235, True, "Петренко")

    @pytest.mark.parametrize("typed", ["31.02", "31.02.2026", "30 лютого", "29.02.2025", "2026-02-30"])
    def test_no_such_day(self, typed: str) -> None:
        line = one(f"Петренко 50 кр 29,95 {typed}")
        assert asked(line) == [(Problem.DATE, typed, None)]
        assert line.swum_on is None

    @pytest.mark.parametrize("typed", ["26.11.2026", "завтра", "01.01.27", "2030-01-01"])
    def test_a_day_to_come(self, typed: str) -> None:
        line = one(f"Петренко 50 кр 29,95 {typed}")
        assert asked(line) == [(Problem.FUTURE, typed, None)]
        assert line.swum_on is None

    def test_a_lone_date_like_number_is_the_time_the_line_needs(self) -> None:
        line = one("Петренко 50 кр 24.11")
        assert (line.time_cs, line.swum_on, line.ready) == (2411, TODAY, True)

    def test_two_of_them_are_asked(self) -> None:
        line = one("Петренко 50 кр 29.10 24.11")
        assert asked(line) == [(Problem.TIME, "24.11", "24.11.2026")]
        taken = one("Петренко 50 кр 29.10 24.11.2026")
        assert (taken.time_cs, taken.swum_on, taken.ready) == (2910, date(2026, 11, 24), True)

    def test_a_number_that_is_no_day_is_the_time_of_the_two(self) -> None:
        line = one("Петренко 50 бат 31.2 24.11")
        assert (line.time_cs, line.swum_on, line.ready) == (3120, date(2026, 11, 24), True)

    def test_minutes_and_seconds_with_a_point_are_asked(self) -> None:
        assert asked(one("Петренко 800 кр 12.10")) == [(Problem.TIME, "12.10", "12:10.00")]

    def test_too_slow_or_fast_to_be_a_time_it_is_the_date(self) -> None:
        assert asked(one("Петренко 100 кр 24.11")) == [(Problem.NO_TIME, "", None)]


class TestMarks:
    @pytest.mark.parametrize(
        ("words", "start"),
        [
            *[(words, Start.LEAD_OFF) for words in ("1 етап", "перший етап", "lead-off", "leadoff", "lead off")],
            *[(words, Start.LEAD_OFF) for words in ("1st leg", "leg 1", "1 этап", "1-й етап", "(1 етап)", "first leg")],
            *[(words, Start.TAKEOVER) for words in ("2 етап", "етап", "leg 3", "relay split", "3-й этап", "4th leg")],
            ("естафета 1 етап", Start.LEAD_OFF),
            ("естафета, другий етап", Start.TAKEOVER),
        ],
    )
    def test_legs_of_relays(self, words: str, start: Start) -> None:
        line = one(f"Петренко 100 кр 1:02,35 {words}")
        assert (line.start, line.distance, line.ready, line.name) == (start, 100, True, "Петренко")

    def test_a_relay_is_refused_and_its_lead_off_is_not(self) -> None:
        for text in ("Петренко 4x50 кр 1:45,00", "4 х 50 кр 1:45,00", "4*50 free 1:45.00"):
            line = one(text)
            assert line.obstacles[0].problem is Problem.RELAY
            assert line.distance is None
        assert asked(one("Петренко 100 кр 52,30 естафета")) == [(Problem.RELAY, "естафета", None)]
        lead_off = one("Петренко 4x50 кр 25,30 1 етап")
        assert (lead_off.distance, lead_off.start, lead_off.ready) == (50, Start.LEAD_OFF, True)

    def test_the_lead_off_of_a_medley_relay_is_no_medley(self) -> None:
        assert one("Петренко 4x100 комп 1 етап 1:05,30").obstacles[0].problem is Problem.RELAY

    @pytest.mark.parametrize(
        ("words", "status"),
        [
            *[(words, Status.DSQ) for words in ("DSQ", "дск", "дискв.", "DQ", "дискваліфікація")],
            *[(words, Status.DNS) for words in ("DNS", "неявка", "н/я", "did not start", "не з'явився", "не явился")],
            *[(words, Status.DNF) for words in ("DNF", "зійшов", "сошла")],
        ],
    )
    def test_a_status_needs_no_time(self, words: str, status: Status) -> None:
        line = one(f"Петренко 100 кр {words}")
        assert (line.status, line.time_cs, line.ready, line.name) == (status, None, True, "Петренко")

    def test_a_status_may_have_one(self) -> None:
        line = one("Петренко 100 кр DSQ 1:02,35")
        assert (line.status, line.time_cs, line.ready) == (Status.DSQ, 6235, True)

    def test_out_of_competition_is_timed_like_any_other(self) -> None:
        assert one("Петренко 100 кр п/к 1:02,35").status is Status.EXH
        assert asked(one("Петренко 100 кр п/к")) == [(Problem.NO_TIME, "", None)]

    def test_several_marks_at_once(self) -> None:
        line = one("трен. Петренко 100 кр ноги 1:32,35")
        assert (line.timing, line.technique, line.ready) == (Timing.TRAINING, Technique.KICK, True)
        assert one("Петренко 100 кр 1:32,35 hand pull").technique is Technique.PULL


class TestMeets:
    @pytest.mark.parametrize(
        ("text", "meet"),
        [
            ("Петренко 100 кр 1:02,35 «Кубок Львова»", "Кубок Львова"),
            ('"Winter Gala 3" Петренко 100 кр 1:02,35', "Winter Gala 3"),
            ("Петренко 100 кр 1:02,35 змагання: Кубок Києва 2026, 24.11", "Кубок Києва 2026"),
            ("Петренко 100 кр 1:02,35 Відкритий кубок Львова", "Відкритий кубок Львова"),
            ("Петренко 100 кр 1:02,35, чемпіонат області 2026", "чемпіонат області 2026"),
            ("Чемпіонат України, Петренко 100 кр 1:02,35", "Чемпіонат України"),
        ],
    )
    def test_a_meet_in_the_line(self, text: str, meet: str) -> None:
        line = one(text)
        assert (line.meet, line.name, line.time_cs, line.ready) == (meet, "Петренко", 6235, True)

    def test_seconds_are_no_quotation(self) -> None:
        line = one('Петренко 100 кр 1\'02"35 (29"80 32"55)')
        assert (line.meet, line.time_cs) == (None, 6235)


class TestEvents:
    def test_a_stroke_misspelt_is_asked(self) -> None:
        assert asked(one("Петренко 100 крль 1:02,35")) == [(Problem.STROKE, "крль", "кроль")]
        assert asked(one("Smith 100 backstoke 1:12.35")) == [(Problem.STROKE, "backstoke", "backstroke")]
        line = one("Петренко 100 батирфляй 1:12,35")
        assert (asked(line), line.name) == ([(Problem.STROKE, "батирфляй", "батерфляй")], "Петренко")

    def test_two_strokes_are_asked(self) -> None:
        assert asked(one("Петренко 100 кр бр 1:02,35")) == [(Problem.STROKE, "кр бр", "кр")]

    def test_no_stroke_and_no_distance(self) -> None:
        assert asked(one("Петренко 100 1:02,35")) == [(Problem.NO_STROKE, "", None)]
        assert asked(one("Петренко кр 1:02,35")) == [(Problem.NO_DISTANCE, "", None)]

    def test_a_race_of_25_m_is_offered_where_nobody_said_the_pool(self) -> None:
        line = one("Петренко 100 комп 1:12,35")
        assert asked(line) == [(Problem.EVENT, "100 комп", "100 комп 25м")]
        assert line.event is None
        assert one("Петренко 100 комп 25м 1:12,35").event == Event(100, Stroke.MEDLEY, Course.SCM)

    def test_a_race_that_is_not_swum(self) -> None:
        line = one("Петренко 100 комп 1:12,35 50м")
        assert (asked(line), line.event) == ([(Problem.EVENT, "100 комп", None)], None)

    @pytest.mark.parametrize(
        ("words", "course"),
        [
            *[(words, Course.SCM) for words in ("25м", "25m", "25 м", "басейн 25 м", "25 м басейн", "SCM", "к/в")],
            *[(words, Course.SCM) for words in ("short course", "коротка вода", "басейн 25", "25-метровий басейн")],
            *[(words, Course.LCM) for words in ("50м", "LCM", "long course", "50 метрів", "д/в", "pool 50m")],
            *[(words, Course.SCY) for words in ("SCY", "25y", "25 yards", "25 ярдів")],
        ],
    )
    def test_pools(self, words: str, course: Course) -> None:
        usual = Usual(Course.SCM if course is Course.LCM else Course.LCM, TODAY)
        for text in (f"Петренко 100 кр 1:02,35 {words}", f"{words} 100 кр Петренко 1:02,35"):
            line = one(text, usual)
            assert (line.course, line.distance, line.ready, line.name) == (course, 100, True, "Петренко")

    def test_a_bare_50_after_all_is_asked(self) -> None:
        assert asked(one("Петренко 100 кр 1:02,35 50")) == [(Problem.LEFT_OVER, "50", "50м")]

    def test_a_number_too_many_is_quoted(self) -> None:
        assert asked(one("Петренко 100 кр 1:02,35 377")) == [(Problem.LEFT_OVER, "377", None)]
        assert asked(one("Петренко 100 кр 1:02,35 1:03,00")) == [(Problem.LEFT_OVER, "1:03,00", None)]

    def test_faster_than_anybody(self) -> None:
        assert asked(one("Петренко 100 кр 29,99")) == [(Problem.IMPOSSIBLE, "29,99", None)]


class TestReadEvent:
    @pytest.mark.parametrize(
        ("text", "event", "words"),
        [
            ("100 кр 25м Петренко", Event(100, Stroke.FREE, Course.SCM), "Петренко"),
            ("Петренко Марія 200 брас", Event(200, Stroke.BREAST, Course.LCM), "Петренко Марія"),
            ("100 IM", Event(100, Stroke.MEDLEY, Course.SCM), ""),
            ("100 IM LCM", None, ""),
            ("Петренко", None, "Петренко"),
            ("100 Петренко", None, "Петренко"),
            ("Free", None, "Free"),
            ("", None, ""),
            ("\x00 \u202e", None, ""),
        ],
    )
    def test_an_event_and_the_words_left_over(self, text: str, event: Event | None, words: str) -> None:
        assert READER.read_event(text, USUAL) == (event, words)
