"""Rows of a small day, made by hand."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from carelog.model.observation import Observation, Way
from carelog.model.person import Kind, Person
from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.model.round import RoundKey, Window
from carelog.model.severity import Severity, Task
from carelog.station.days import Late, Status, Told

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = date(2023, 1, 12)
MORNING = Window(
    RoundKey(DAY, "morning"), datetime(2023, 1, 11, 21, 0, tzinfo=UTC), datetime(2023, 1, 12, 3, 0, tzinfo=UTC)
)
T, S, OXYGEN = Quantity.TEMPERATURE, Quantity.SPO2, Quantity.OXYGEN


def person(code: str, name: str = "", **facts: object) -> Person:
    base: dict[str, object] = {"unit": "3", "bed": code, "birth_date": date(1940, 5, 1)}
    return Person(id=f"id-{code}", code=code, kind=Kind.RESIDENT, name=name or f"老人{code}", **(base | facts))  # type: ignore[arg-type]  # a test names the facts of its case


def seen(who: Person, *readings: Reading, entry: str = "e1", **facts: object) -> Observation:
    at = datetime(2023, 1, 12, 0, 30, 15, 250_000, tzinfo=UTC)
    base: dict[str, object] = {
        "act": f"act-{entry}",
        "person": who.id,
        "happened_at": at,
        "recorded_at": at,
        "recorded_by": "id-N01",
        "round": MORNING.key,
        "readings": readings,
        "symptoms": None,
        "not_asked": None,
        "measured_by": None,
        "way": Way.SHEET,
        "entry": entry,
    }
    return Observation(**(base | facts))  # type: ignore[arg-type]  # a test names the facts of its case


def told(who: Person, observation: Observation | None = None, **facts: object) -> Told:
    found = observation is not None
    base: dict[str, object] = {
        "day": DAY,
        "window": MORNING,
        "person": who,
        "observation": observation,
        "severity": Severity.NONE if found else Severity.NOT_KNOWN,
        "tasks": (),
        "late": Late.NO if found else None,
        "recorded_by": "N01" if found else "",
        "corrects": (),
        "status": Status.CURRENT if found else Status.NOT_SEEN,
    }
    return Told(**(base | facts))  # type: ignore[arg-type]  # a test names the facts of its case


def temperature(tenths: int) -> Reading:
    return Reading(T, tenths, site=Site.AXILLARY)


def small_day() -> list[Told]:
    """One of everything: well, ill, refused, on oxygen, corrected, not seen, away, names that want to harm."""
    well, ill = person("3-1", "王 [/b] 芳"), person("3-12", "=1+1")
    refused, oxygen = person("3-2", "[see note]"), person("0012", "'t Hart", bed="+5")
    gone, missed = person("4-1", "张伟"), person("4-2", "<script>alert(1)</script>")
    full = (
        temperature(366), Reading(S, 97), Reading(OXYGEN, 0), Reading(Quantity.RESPIRATORY_RATE, 18),
        Reading(Quantity.PULSE, 72), Reading(Quantity.SYSTOLIC, 128), Reading(Quantity.DIASTOLIC, 71),
        Reading(Quantity.CONSCIOUSNESS, 0),
    )  # fmt: skip
    late = {"recorded_at": datetime(2023, 1, 12, 4, 0, tzinfo=UTC)}
    return [
        told(well, seen(well, *full, entry="e1", symptoms=())),
        told(
            ill,
            seen(ill, temperature(386), temperature(379), Reading(S, 85), entry="e2", symptoms=("cough", "chills")),
            severity=Severity.URGENT,
            tasks=(Task.OXYGEN, Task.CALL),
        ),
        told(
            refused,
            seen(
                refused,
                Reading(T, None, NotMeasured.REFUSED),
                Reading(S, None, NotMeasured.NO_READING),
                entry="e3",
                not_asked=NotMeasured.ASLEEP,
                **late,
            ),
            severity=Severity.REVIEW,
            tasks=(Task.COMPLETE_SET,),
            late=Late.WRITTEN,
        ),
        told(
            oxygen,
            seen(oxygen, temperature(360), Reading(OXYGEN, 20), entry="e4"),
            status=Status.CORRECTED,
            severity=None,
        ),
        told(oxygen, seen(oxygen, temperature(361), Reading(OXYGEN, None), entry="e5"), corrects=("e4",)),
        told(gone, status=Status.AWAY, severity=None),
        told(missed),
        told(well, seen(well, temperature(365), entry="e6", round=None), window=None, late=None),
    ]
