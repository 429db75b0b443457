"""The words of swimming in Ukrainian, English and Russian, as people type them: whole, short, in any ending.

Keys are folded (see `fold`): lower case, no dots, Latin letters that look Cyrillic made Cyrillic inside Cyrillic words.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from sprintbot.domain.events import Course, Stroke
from sprintbot.domain.swims import Start, Status, Technique, Timing


class Sign(StrEnum):
    """Words that mean nothing by themselves but say what their neighbours are."""

    METRES = "metres"
    YARDS = "yards"
    POOL = "pool"
    LEG = "leg"
    RELAY = "relay"
    MEET = "meet"
    SPLITS = "splits"
    TIMES = "times"
    """The cross of `4 x 50`."""
    LABEL = "label"
    """Its number is none of the result's: a place, a lane, points, a year of birth."""
    HEADING = "heading"
    WEEKDAY = "weekday"
    FILLER = "filler"
    MEDLEY_BY_NUMBER = "medley_by_number"
    """`к`: the medley after a distance, an initial or a preposition elsewhere."""
    SUNDAY_OR_FREE = "sunday_or_free"
    """`вс`: freestyle after a distance, Russian Sunday beside a date."""


@dataclass(frozen=True, slots=True)
class Month:
    number: int


@dataclass(frozen=True, slots=True)
class Ordinal:
    number: int


@dataclass(frozen=True, slots=True)
class DaysAgo:
    days: int


Meaning = Stroke | Course | Status | Start | Timing | Technique | Sign | Month | Ordinal | DaysAgo


def _table(*groups: tuple[Meaning, str]) -> dict[str, Meaning]:
    table: dict[str, Meaning] = {}
    for meaning, words in groups:
        for word in words.split(","):
            key = " ".join(word.split())
            if table.setdefault(key, meaning) != meaning:
                raise ValueError(f"{key!r} has two meanings")
    return table


STROKES = _table(
    (
        Stroke.FREE,
        "кроль,кролем,кролю,кроля,крол,кр,вільний,вільним,вільного,вільн,в/с,в/ст,вст,вільний стиль,вільним стилем,"
        "в стиль,вольный,вольным,вольного,вольн,вольный стиль,вольным стилем,"
        "freestyle,free style,free,fr,frs,crawl,front crawl,fs",
    ),
    (
        Stroke.BACK,
        "спина,спині,спину,спиною,спини,сп,спин,на спині,н/сп,нсп,н/с,на сп,кроль на спині,кролем на спині,"
        "спине,спиной,спины,на спине,кроль на спине,кролем на спине,"
        "backstroke,back stroke,back,bk,bck,backcrawl",
    ),
    (
        Stroke.BREAST,
        "брас,брасом,брасу,бр,брасс,брассом,брасса,breaststroke,breast stroke,breast,br,brst,brs",
    ),
    (
        Stroke.FLY,
        "батерфляй,батерфляєм,батерфляю,батер,бат,батт,баттерфляй,баттерфляєм,баттер,батерф,дельфін,дельфіном,дельф,"
        "дел,баттерфляем,батерфляем,баттерфляя,дельфин,дельфином,butterfly,butter fly,fly,fl,bf",
    ),
    (
        Stroke.MEDLEY,
        "комплекс,комплексом,комплексу,комплексне,комплексного,комплексний,комплексне плавання,компл,комп,к/пл,кпл,"
        "комплексное,комплексный,комплекса,комплексное плавание,"
        "im,medley,ind medley,individual medley,indiv medley,indmedley",
    ),
)

_COURSES = _table(
    (
        Course.SCM,
        "scm,short course,short course metres,short course meters,short,к/в,коротка вода,короткій воді,коротка,"
        "короткий,короткая вода,короткой воде,короткая",
    ),
    (
        Course.LCM,
        "lcm,long course,long course metres,long course meters,long,д/в,довга вода,довгій воді,довга,довгий,"
        "длинная вода,длинной воде,длинная,длинный",
    ),
    (Course.SCY, "scy,short course yards"),
)

_MARKS = _table(
    (
        Status.DSQ,
        "dsq,dq,disq,disqualified,дск,дискв,диск,дискваліфікація,дискваліфіковано,дискваліфікований,дискваліфікована,"
        "дисквалификация,дисквалифицирован,дисквалифицирована,дисквалифицировано,дсквал,дисквал",
    ),
    (
        Status.DNS,
        "dns,did not start,неявка,н/я,не зявився,не зявилась,"
        "не явився,не явилась,не стартував,не стартувала,не явился,не стартовал",
    ),
    (
        Status.DNF,
        "dnf,did not finish,зійшов,зійшла,не фінішував,не фінішувала,сошел,сошёл,сошла,не финишировал,не финишировала",
    ),
    (Status.EXH, "exh,exhibition,п/к,поза конкурсом,в/к,вне конкурса"),
    (Status.WDR, "wdr,withdrawn,scratched,scr,знявся,знялась,знялася,снялся,снялась"),
    (Status.SICK, "sick,хворий,хвора,болен,больна"),
    (
        Timing.HAND,
        "р/т,рт,ручний,ручна,ручне,ручн,ручной,ручная,hand,hand timed,hand-timed,handtimed,hand time,ht,manual",
    ),
    (Timing.TRAINING, "трен,тренування,тренуванні,тренировка,тренировке,training,practice"),
    (Technique.KICK, "ноги,ногами,на ногах,kick,kicking"),
    (Technique.PULL, "руки,руками,на руках,pull,pulling"),
    (Start.LEAD_OFF, "lead off,leadoff,lead-off,first leg,leadoff leg,lead off leg,lead-off leg"),
    (Start.TAKEOVER, "relay split,relay leg,takeover,flying start,з ходу,с хода"),
)

_SIGNS = _table(
    (Sign.METRES, "м,m,метрів,метри,метра,метр,метров,мет,метровий,метровому,метровый,metres,meters,metre,meter,mtr"),
    (Sign.YARDS, "y,yd,yds,yard,yards,ярд,ярдів,ярди,ярдов,ярда"),
    (Sign.POOL, "басейн,басейні,басейну,бас,бассейн,бассейне,бассейна,pool"),
    (Sign.LEG, "етап,етапі,этап,этапе,leg"),
    (Sign.RELAY, "естафета,естафеті,эстафета,эстафете,relay"),
    (
        Sign.MEET,
        "змагання,змаганнях,кубок,кубку,кубка,чемпіонат,чемпіонату,чемпіонаті,першість,першості,турнір,турніру,турнірі,"
        "меморіал,спартакіада,ліга,соревнования,соревнованиях,чемпионат,чемпионата,чемпионате,первенство,первенства,"
        "турнир,турнира,мемориал,спартакиада,лига,meet,cup,championship,championships,trophy,gala,invitational,festival",
    ),
    (Sign.SPLITS, "spl,splits,split,laps,lap,відрізки,відр,розкладка,спліти,отрезки,раскладка,сплиты"),
    (Sign.TIMES, "x,х,×"),
    (
        Sign.LABEL,
        "місце,место,place,заплив,заплыв,heat,доріжка,дор,дорожка,lane,очок,очки,очка,очков,балів,бали,баллов,points,"
        "pts,fina,wa,aqua,рн,р/н,гр,г/р,born",
    ),
    (Sign.HEADING, "результати,результат,результаты,results,result,протокол,підсумки,итоги,час,время,time"),
    (
        Sign.FILLER,
        "плавання,плавание,стиль,стилем,style,stroke,за,на,в,у,з,с,із,from,in,at,on,the,року,року,года,nt,"
        "хв,сек,sec,хронометраж,воді,воде,вода,course,етапом,мій,моя,мої,мой,мои,my,і,и,and,та",
    ),
    (
        Sign.WEEKDAY,
        "понеділок,вівторок,середа,середу,четвер,пятниця,пятницю,субота,суботу,неділя,неділю,пн,вт,ср,чт,пт,сб,нд,"
        "понедельник,вторник,среда,среду,четверг,пятница,пятницу,суббота,субботу,воскресенье,"
        "monday,tuesday,wednesday,thursday,friday,saturday,sunday,mon,tue,tues,wed,thu,thur,thurs,fri,sat,sun",
    ),
    (Sign.MEDLEY_BY_NUMBER, "к"),
    (Sign.SUNDAY_OR_FREE, "вс"),
)

_ORDINALS = _table(
    (Ordinal(1), "перший,перша,першому,первый,первом,first"),
    (Ordinal(2), "другий,другому,второй,втором,second"),
    (Ordinal(3), "третій,третьому,третий,третьем,third"),
    (Ordinal(4), "четвертий,четвертому,четвертый,четвертом,fourth"),
)

_DAYS = _table(
    (DaysAgo(0), "сьогодні,сегодня,today"),
    (DaysAgo(1), "вчора,вчера,yesterday"),
    (DaysAgo(2), "позавчора,позавчера"),
    (DaysAgo(-1), "завтра,tomorrow"),
    (Month(1), "січня,січень,січ,января,январь,янв,january,jan"),
    (Month(2), "лютого,лютий,лют,февраля,февраль,фев,february,feb"),
    (Month(3), "березня,березень,бер,марта,март,march,mar"),
    (Month(4), "квітня,квітень,квіт,апреля,апрель,апр,april,apr"),
    (Month(5), "травня,травень,трав,мая,май,may"),
    (Month(6), "червня,червень,черв,июня,июнь,june,jun"),
    (Month(7), "липня,липень,лип,июля,июль,july,jul"),
    (Month(8), "серпня,серпень,серп,августа,август,авг,august,aug"),
    (Month(9), "вересня,вересень,вер,сентября,сентябрь,сент,сен,september,sept,sep"),
    (Month(10), "жовтня,жовтень,жовт,октября,октябрь,окт,october,oct"),
    (Month(11), "листопада,листопад,лист,ноября,ноябрь,ноя,november,nov"),
    (Month(12), "грудня,грудень,груд,декабря,декабрь,дек,december,dec"),
)

MEANINGS: dict[str, Meaning] = {}
for _part in (STROKES, _COURSES, _MARKS, _SIGNS, _ORDINALS, _DAYS):
    for _key, _meaning in _part.items():
        if MEANINGS.setdefault(_key, _meaning) != _meaning:
            raise ValueError(f"{_key!r} has two meanings")

PHRASE_STARTS = frozenset(key.split()[0] for key in MEANINGS if " " in key)
LONGEST_WORD = 24
LONGEST_PHRASE = max(key.count(" ") for key in MEANINGS) + 1

NAMESAKES = frozenset(
    (
        *("short", "long", "hand", "pull", "lane", "place", "born", "sun", "sat"),
        *("коротка", "короткий", "короткая", "довга", "довгий", "длинный", "бас", "час", "диск"),
        *("середа", "субота", "неділя", "четвер"),
    )
)
"""Words that are also people's names: alone and with a capital letter they are taken for a name."""

_LOOKALIKES = str.maketrans("aceiopxykmthb", "асеіорхукмтнв")
_DROPPED = str.maketrans(dict.fromkeys(".'’ʼ`´_", ""))


def fold(word: str) -> str:
    """The key of a word: `Бат.` and `бат` are one, and so is `кp` with a Latin p."""
    key = word.casefold().translate(_DROPPED)
    if not key.isascii() and any("а" <= letter <= "ґ" for letter in key):
        key = key.translate(_LOOKALIKES)
    return key


@lru_cache(maxsize=4096)
def meaning_of(word: str) -> tuple[str, Meaning | None]:
    """The key of a word, and what it means where it is known."""
    key = fold(word)
    return key, MEANINGS.get(key)


def _spellings(word: str) -> set[str]:
    """The word, and the word with one letter left out: two words that share one are a letter or two apart."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


_NEAR: dict[str, set[str]] = {}
for _key in STROKES:
    if _key.isalpha():
        for _spelling in _spellings(_key):
            if len(_spelling) > 1:
                _NEAR.setdefault(_spelling, set()).add(_key)


def nearest_stroke(key: str) -> str | None:
    """The stroke word that `key` was probably meant to be; None where words of several strokes are as near."""
    if not 2 < len(key) <= LONGEST_WORD:
        return None
    found = {word for spelling in _spellings(key) for word in _NEAR.get(spelling, ())}
    if not found:
        return None
    nearest = min(_apart(word, key) for word in found)
    best = sorted(word for word in found if _apart(word, key) == nearest)
    return best[0] if len({STROKES[word] for word in best}) == 1 else None


def _apart(word: str, key: str) -> int:
    shared = 0
    for one, other in zip(word, key, strict=False):
        if one != other:
            break
        shared += 1
    for one, other in zip(reversed(word[shared:]), reversed(key[shared:]), strict=False):
        if one != other:
            break
        shared += 1
    return max(len(word), len(key)) - shared
