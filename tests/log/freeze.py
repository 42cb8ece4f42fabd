"""Freeze what this release writes, so that every later one must still read it: `python tests/log/freeze.py`.

It adds what is missing: the line and the shape of every new (kind, version), the kept book of a new release. With
`--again` it writes those of today's versions anew: only while they have not been released.
"""

import json
import sys
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args, get_type_hints

HERE = Path(__file__).parent
if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parents[1]))

from carelog import __version__  # noqa: E402 - the tests' own folder must be known first
from carelog.log import Log, codec, plain  # noqa: E402 - likewise
from carelog.model import alerting, care, deeds, duties, oxygen, stock, swabs, visits, work  # noqa: E402 - likewise
from carelog.model.assessment import Assessed, Fired, Standing, Step  # noqa: E402 - likewise
from carelog.model.body import Body  # noqa: E402 - likewise
from carelog.model.entry import body_of  # noqa: E402 - likewise
from carelog.model.following import FollowedUp, Follower  # noqa: E402 - likewise
from carelog.model.handover import HandedOver  # noqa: E402 - likewise
from carelog.model.home import Facility, ProtocolUsed  # noqa: E402 - likewise
from carelog.model.observation import Observed, Way  # noqa: E402 - likewise
from carelog.model.outbreak import Onset, Outbreak, OutbreakState  # noqa: E402 - likewise
from carelog.model.person import (  # noqa: E402 - likewise
    Ceiling,
    Checks,
    Colour,
    Decision,
    Disease,
    Kind,
    Leaving,
    Moved,
    Person,
    Presence,
    Role,
    Vaccination,
)
from carelog.model.reading import Consciousness, NotMeasured, Quantity, Reading, Site  # noqa: E402 - likewise
from carelog.model.referral import (  # noqa: E402 - likewise
    InstitutionKind,
    InstitutionSet,
    Referral,
    ReferralReason,
    ReferralStep,
    SentAlong,
    Transport,
)
from carelog.model.returns import Returned  # noqa: E402 - likewise
from carelog.model.severity import Severity, Task  # noqa: E402 - likewise
from carelog.model.vaccine import Against, Dose, Vaccine  # noqa: E402 - likewise
from tests.log import ward  # noqa: E402 - likewise

BODIES = HERE / "frozen" / "bodies.jsonl"
SHAPES = HERE / "frozen" / "shapes.json"
KEPT = HERE / "kept"
AT = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


def examples() -> list[Body]:
    """One body of every kind, with as many fields told as can be."""
    person, nurse = ward.WANG, ward.LI
    readings = (
        Reading(Quantity.TEMPERATURE, 384, site=Site.TYMPANIC, confirmed=True, device="T3", typed="38.4"),
        Reading(Quantity.SPO2, None, NotMeasured.NO_READING),
        Reading(Quantity.CONSCIOUSNESS, Consciousness.A, asleep=True),
        Reading(Quantity.OXYGEN, None),
    )
    seen = Observed(person, ward.ROUND, readings, ("cough",), None, nurse, Way.PAPER)
    fired = Fired(
        "T-01",
        Severity.REVIEW,
        (Task.RECHECK,),
        Standing.IMPROVING,
        "e1",
        ("e1", "e2"),
        "temperature",
        384,
        "373",
        True,
    )
    steps = (
        Step(AT, Severity.REVIEW, (Task.RECHECK, Task.CALL), (fired,)),
        Step(AT + timedelta(hours=6), Severity.NOT_KNOWN, (), ()),
    )
    day = date(2026, 1, 5)
    written_down = Person(
        person, "A1", Kind.RESIDENT, "王芳", "f", date(1938, 2, 28), "东楼", "3-12B", "wf", ("copd",), ("cough",),
        15, 88, 92, 2, Ceiling.NO_TRANSFER, Checks.COMFORT, "Dr. Li", day, Presence.HOSPITAL, True,
        "Dr. Li", day, "Dr. Wu", day, Disease.STABLE, Vaccination.INCOMPLETE, Colour.RED, "家属不在",
        2, 359, Site.AXILLARY, 95, "Dr. Wu", day, True,
        Leaving.DISCHARGED, day, ("penicillin",), (Vaccine(Against.COVID, Dose.GIVEN, day, 2, "CoronaVac"),),
        "女儿 13800000000", "吴医生 内科", Role.CARER, "A", "night", "13900000000", Decision.HERE, "Dr. Wu", day, day,
    )  # fmt: skip
    return [
        Facility("松鹤楼", "zh_CN", "Asia/Shanghai", demo=True),
        ProtocolUsed("cn-2023", "1", "a" * 64, "# 方案\ntitle = 'x'\n"),
        written_down,
        Moved(person, Presence.LEFT, day, Leaving.DISCHARGED, "回女儿家"),
        seen,
        Assessed(person, "b" * 64, AT, steps),
        deeds.Correction(person, "e1", deeds.Why.TYPING, seen, AT, "看错了"),
        deeds.Undone("a1", person),
        alerting.Acknowledged(person, (("T-01", "e1"),), "已看", alerting.Action.CALLED, AT),
        alerting.Closed(person, (("T-01", "e1"),), alerting.Outcome.TELECONSULTED, "物理降温", "吴医生"),
        alerting.TaskEnded(person, Task.CALL, done=True, note="已通知"),
        deeds.Exported("day", day, day, 60, "c" * 64, "excel"),
        deeds.Imported("d" * 64, "tihm", 100, 3, 1),
        deeds.ClockConfirmed(AT, AT + timedelta(days=1)),
        deeds.Swabbed(person, deeds.Method.PCR, deeds.Result.POSITIVE, "rsv", "线深", "e2", 226, "K7", "P3", "12"),
        deeds.Given(
            person, antipyretic=True, medicine="对乙酰氨基酚", note="0.5 g", article="antipyretic", pieces=1, lot="B2"
        ),
        deeds.Signed("b" * 64, day, "吴医生"),
        deeds.TakenOver(person, (fired,), (Task.TEST,)),
        swabs.RegimeSet(swabs.Regime.CLOSED, "街道通知"),
        swabs.Exempted(person, swabs.Exempt.PALLIATIVE, day, "家属同意"),
        swabs.Exposed(person, nurse, "同桌吃饭"),
        swabs.SampleTaken(person, deeds.Method.MULTIPLEX, ("rsv", "influenza_a"), "P3", "12", "K7", "下午送"),
        Returned("daily-return", "1", day, (("fever", 0), ("on_oxygen", None)), "e" * 64),
        swabs.NotSwabbed(person, swabs.NotTaken.REFUSED, "明天再问"),
        stock.Stocked("antigen_kit", stock.Change.RECEIVED, 500, "K7", day, "街道送来"),
        stock.DeviceSet("O3", stock.DeviceKind.OXIMETER, stock.DeviceState.DOUBT, "偏低"),
        duties.DutyTold("东楼", "ventilation", day, duties.NotDone.NOT_POSSIBLE, "太冷"),
        FollowedUp(person, Follower.PRIMARY_CARE, "电话"),
        work.OffDuty(nurse, work.Off.FEVER, day, "在家休息"),
        work.OnDuty(nurse, "两次抗原阴性", "夜班缺人"),
        work.Rostered(day, "night", "东楼", nurse, 2),
        visits.Visited(
            person, nurse, AT, True, AT + timedelta(hours=1), AT - timedelta(hours=20), ("no_antigen",), "送衣服"
        ),
        visits.Purged(30, AT, ("e1", "e2")),
        oxygen.Therapy(
            person, oxygen.TherapyStep.STARTED, oxygen.OxygenDevice.VENTURI_24, 20, "B1", "吴医生", 88, 92, day, "夜间"
        ),
        oxygen.SourceSet("B1", oxygen.SourceKind.CYLINDER, oxygen.SourceState.IN_USE, 150, 400, 1000, "东楼", "新瓶"),
        oxygen.GaugeRead("B1", 12_500),
        Outbreak("3", OutbreakState.DECLARED, "resp", "东楼", day, "已报告院长"),
        Onset(person, AT, AT - timedelta(days=1), "家属说前一天就咳"),
        HandedOver(nurse, ward.WANG, AT - timedelta(hours=12), AT, "f" * 64),
        InstitutionSet(
            "I1", "市医院", InstitutionKind.HOSPITAL, "120", "全天", 1, "急诊", False, True, True, "电话后直接入院"
        ),
        Referral(
            person, ReferralStep.REFUSED, "I1", ReferralReason.NO_BED, Transport.AMBULANCE, "女儿", "家属要求", "已说明"
        ),
        care.Intervention(care.Care.FLUIDS, person, "东楼", "I1", 200, "慢慢喝"),
        care.Reminder(3, care.Care.FAMILY_CONTACT, day, person, "东楼", "I1", "打给女儿"),
        care.ReminderEnded("e1", person, care.Dropped.NOT_REACHED, "没人接"),
        SentAlong(person, AT, "女儿", "身份证;药单", "身份证", "假牙在包里"),
    ]


def line(body: Body) -> dict[str, str | int]:
    """How a body stands in a book today."""
    told = codec.write(body, lambda: "salt")
    return {"kind": told.kind, "version": told.version, "body": told.text}


def shape(kind: str) -> dict[str, object]:
    """The shape of a kind's body: every field of every type in it, every code of every list of codes."""
    out: dict[str, object] = {}
    _describe(body_of(kind), out)
    return dict(sorted(out.items()))


def _describe(hint: object, out: dict[str, object]) -> None:
    for inner in get_args(hint):
        _describe(inner, out)
    if not isinstance(hint, type) or hint.__name__ in out:
        return
    if issubclass(hint, Enum):
        out[hint.__name__] = {member.name: member.value for member in hint}
    elif is_dataclass(hint):
        hints = get_type_hints(hint)
        out[hint.__name__] = {
            f.name: _name(hints[f.name])
            + ("" if f.default is MISSING else f" = {f.default!s}")
            + (" private" if f.metadata.get("private") else "")
            for f in fields(hint)
        }
        for inner in hints.values():
            _describe(inner, out)


def _name(hint: object) -> str:
    of = ", ".join("..." if inner is Ellipsis else _name(inner) for inner in get_args(hint))
    if not of:
        return "None" if hint is type(None) else str(getattr(hint, "__name__", hint))
    return f"tuple[{of}]" if getattr(hint, "__origin__", None) is tuple else f"one of [{of}]"


def write_book(folder: Path) -> Log:
    """A book with every kind in it, with a correction, a void and an undo."""
    home = ward.Ward(folder, seed=26, at=AT)
    for body in examples():
        if not isinstance(body, deeds.Correction | deeds.Undone | deeds.ClockConfirmed | visits.Purged):
            home.tell(body)
            home.later()
    first = home.tell(ward.observed(ward.temperature(391)), ward.observed(ward.spo2(88), symptoms=()))[0]
    mistake = home.one(ward.observed(ward.temperature(350)))
    home.one(deeds.Correction(ward.WANG, first.id, deeds.Why.TYPING, ward.observed(ward.temperature(371)), AT, "手误"))
    home.one(deeds.Undone(mistake.act, ward.WANG))
    home.later(-60)
    home.one(deeds.ClockConfirmed(home.clock.now(), AT))
    return home.log


def read_back(log: Log) -> dict[str, object]:
    """What a kept book must say for ever."""
    report = log.verify()
    return {
        "pages": report.pages,
        "head": str(log.head()),
        "holds": report.first_bad is None and not report.views_differ,
        "people": [f"{who.code} {who.name} {who.presence}" for who in log.people()],
        "observations": [
            f"{seen.entry} {seen.happened_at} {plain.text(seen.readings)} {seen.symptoms} {seen.way}"
            for seen in log.observations(AT - timedelta(days=9), AT + timedelta(days=9))
        ],
        "steps": [plain.text(step) for step in log.steps(ward.WANG, AT, AT + timedelta(days=9))],
        "kept": [f"{part.status} {part.seen.entry} {part.note}" for part in log.kept(ward.WANG)],
    }


def freeze(again: bool) -> None:
    """Write what is missing, or all of today's anew."""
    BODIES.parent.mkdir(exist_ok=True)
    KEPT.mkdir(exist_ok=True)
    told = [json.loads(text) for text in BODIES.read_text("utf-8").splitlines()] if BODIES.exists() else []
    lines = {(one["kind"], one["version"]): one for one in told}
    shapes = json.loads(SHAPES.read_text("utf-8")) if SHAPES.exists() else {}
    for body in examples():
        one = line(body)
        key = (str(one["kind"]), int(one["version"]))
        if again or key not in lines:
            lines[key] = one
            shapes[f"{key[0]} {key[1]}"] = shape(key[0])
    texts = [json.dumps(lines[key], ensure_ascii=False) for key in sorted(lines)]
    BODIES.write_text("\n".join(texts) + "\n", "utf-8")
    SHAPES.write_text(json.dumps(shapes, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    if again or not (KEPT / f"{__version__}.db").exists():
        keep_book()


def keep_book() -> None:
    """Keep this release's book and what it says."""
    with TemporaryDirectory() as folder:
        log = write_book(Path(folder) / "home")
        said = read_back(log)
        log.close()
        (KEPT / f"{__version__}.db").write_bytes((Path(folder) / "home" / "carelog.db").read_bytes())
    (KEPT / f"{__version__}.json").write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    freeze(again="--again" in sys.argv)
