"""Pictures of the screens as text: what stands in each cell and the name of its style.

`CARELOG_PICTURES=write pytest tests/ui/test_pictures.py` paints them anew; look at the difference before keeping it.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from carelog.model.care import Care
from carelog.model.duties import NotDone
from carelog.model.oxygen import SourceKind, SourceSet, SourceState
from carelog.model.person import Ceiling, Kind
from carelog.model.referral import InstitutionKind, InstitutionSet, ReferralReason
from carelog.model.referral import ReferralStep as S
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity
from carelog.model.stock import Change, DeviceKind, DeviceState
from carelog.protocol.price import Price
from carelog.station.care.medicines import Dose
from carelog.station.care.rows import For, Told, When
from carelog.station.desk import Station
from carelog.station.oxygen.rows import Asked
from carelog.station.reasons import Reason, WhyView
from carelog.station.referral.rows import Told as Step
from carelog.station.rows import ClusterCard, FigureCard, NotHereCard, ProtocolCard, RuleCard
from carelog.ui.app import CareApp
from carelog.ui.screens.person import PersonScreen
from carelog.ui.screens.welcome import WelcomeScreen
from carelog.words import use
from tests.station.support import tell

from .support import opened, painted, typed

KEPT = Path(__file__).parent / "pictures"


class Scene(NamedTuple):
    """What is on the screen, and the keys typed before it is looked at."""

    opening: Callable[[CareApp, Station], object]
    keys: tuple[str, ...] = ()


def _board(app: CareApp, station: Station) -> None:
    app.open_board(station)


def _person(app: CareApp, station: Station) -> None:
    person = station.by_code("R01").id
    app.show(PersonScreen(station, person, (person,)))


def _why(app: CareApp, station: Station) -> None:
    app.open_why(station, station.by_code("R01").id, ())


def _alerts(app: CareApp, station: Station) -> None:
    app.open_alerts(station)


def _handover(app: CareApp, station: Station) -> None:
    app.open_handover(station)


def _letter(app: CareApp, station: Station) -> None:
    app.open_letter(station, station.by_code("R01").id)


def _trend(app: CareApp, station: Station) -> None:
    app.open_trend(station)


def _protocol(app: CareApp, station: Station) -> None:
    app.open_protocol(station)


def _stock(app: CareApp, station: Station) -> None:
    shelf = ((1, Change.COUNTED, 200, "K7"), (1, Change.RECEIVED, 50, "K6"), (1, Change.USED, 60, ""))
    more = ((6, Change.COUNTED, 8, ""), (6, Change.USED, 9, ""), (13, Change.RECEIVED, 2, ""))
    until = {"K7": date(2026, 4, 1), "K6": date(2026, 3, 1)}
    for number, change, amount, lot in (*shelf, *more):
        station.stock.tell(station.stock.named(str(number)), change, amount, lot=lot, expires=until.get(lot))
    station.stock.tell(station.stock.named("[/b] sandbags", new=True), Change.COUNTED, 40)
    station.stock.set_device("O3", DeviceKind.OXIMETER, DeviceState.DOUBT, "reads [low]")
    app.open_stock(station)


def _duties(app: CareApp, station: Station) -> None:
    station.duties.tell("1F", "ventilation")
    station.duties.tell("1F", "disinfection", NotDone.NO_SUPPLIES)
    station.duties.tell("", "isolation_room")
    app.open_duties(station)


def _care(app: CareApp, station: Station) -> None:
    today, who = station.care.today(), For(station.by_code("R01").id)
    consult = InstitutionSet("", "市 [/b] 医院", InstitutionKind.CONSULT, "021-1", "08-17", 1, contracted=True)
    station.directory.add(consult)
    station.care.remind(For(), Care.ACTIVITY, When(today + timedelta(days=3)), Told("春节 [b] 包饺子"))
    station.care.remind(who, Care.FAMILY_CONTACT, When(today, 18 * 60), Told("女儿"))
    station.care.remind(who, Care.HOME_VISIT, When(today + timedelta(days=20)), Told(institution="I1"))
    station.care.write(who, Care.REMOTE_CONSULTATION, Told("先降温，多喝水，晚上再看", "I1"))
    station.care.give(who.person or "", Dose("antipyretic", medicine="[b]"))
    station.care.write(who, Care.FLUIDS, Told(amount_ml=200))
    app.open_care(station)


def _outbreak(app: CareApp, station: Station) -> None:
    tell(station, "R02", 374, 97, ("cough", "sore_throat"))
    tell(station, "R06", 366, 97, ("vomiting",))
    tell(station, "R07", 366, 97, ("diarrhoea",))
    tell(station, "N02", 366, 97, ("cough",))
    station.outbreaks.declare("gi", "2F", note="[b]")
    app.open_outbreak(station)


def _door(app: CareApp, station: Station) -> None:
    app.open_door(station)


def _oxygen(app: CareApp, station: Station) -> None:
    cylinder = SourceSet("B1", SourceKind.CYLINDER, SourceState.IN_USE, water_tenths=400, place="[/b] 2F")
    concentrator = SourceSet("C1", SourceKind.CONCENTRATOR, SourceState.IN_USE, 50)
    for source in (concentrator, cylinder, replace(cylinder, code="B2", state=SourceState.EMPTY)):
        station.oxygen.set_source(source)
    station.oxygen.gauge("B1", "12.5MPa")
    asked = Asked(20, source="B1", ordered_by="吴 [b]", target_low=94, target_high=98)
    station.oxygen.give(station.by_code("R03").id, asked)
    station.oxygen.give(station.by_code("R07").id, Asked(45, source="C1"))
    app.open_oxygen(station, station.by_code("R02").id)


def _referral(app: CareApp, station: Station) -> None:
    facts = ("021-1", "24 h", 1, "", True, True, True, "直接送 [b] 三病区")
    station.directory.add(InstitutionSet("", "市 [/b] 医院", InstitutionKind.HOSPITAL, *facts))
    station.directory.add(InstitutionSet("", "120", InstitutionKind.AMBULANCE, "120", preference=1))
    person = replace(station.by_code("R01"), ceiling=Ceiling.NO_TRANSFER)
    station.put([person])
    told = ((S.NEEDED, Step()), (S.DECIDED, Step(despite="家属 [b] 同意")), (S.CALLED, Step("I1")))
    for n, (step, said) in enumerate((*told, (S.REFUSED, Step(reason=ReferralReason.NO_BED)))):
        station.referral.step(person.id, step, said, station.now() - timedelta(minutes=40 - 7 * n))
    station.referral.put_along(person.id, escort="女儿 [b]", things="身份证,假牙,药单 3 种", note="怕冷，带毯子")
    app.open_referral(station, person.id)


def _who(app: CareApp, station: Station) -> None:
    app.open_who(station, typed="N")


def _welcome(app: CareApp, _: Station) -> None:
    app.show(WelcomeScreen(lambda _: None))


def _form(app: CareApp, station: Station) -> None:
    app.open_form(station, station.by_code("R01"), Kind.RESIDENT, lambda _: None)


def _form_new(app: CareApp, station: Station) -> None:
    app.open_form(station, None, Kind.STAFF, lambda _: None)


SCENES = {
    "board": Scene(_board),
    "board-by-bed-searching": Scene(_board, ("o", "down", "slash", "2")),
    "board-staff": Scene(_board, ("s",)),
    "person": Scene(_person),
    "person-closing": Scene(_person, ("c",)),
    "person-records": Scene(_person, ("end",)),
    "why": Scene(_why),
    "why-normals": Scene(_why, ("end",)),
    "letter": Scene(_letter),
    "alerts": Scene(_alerts),
    "handover": Scene(_handover),
    "handover-signing": Scene(_handover, ("s", "N")),
    "referral": Scene(_referral),
    "referral-calling": Scene(_referral, ("1",)),
    "care": Scene(_care),
    "care-done": Scene(_care, ("d", "enter")),
    "trend": Scene(_trend),
    "protocol": Scene(_protocol),
    "stock": Scene(_stock),
    "stock-counting": Scene(_stock, ("end", "c", *"6 40 K9")),
    "duties": Scene(_duties, ("down",)),
    "duties-not-done": Scene(_duties, ("down", "right", "minus")),
    "protocol-end": Scene(_protocol, ("end",)),
    "outbreak": Scene(_outbreak),
    "outbreak-declaring": Scene(_outbreak, ("d",)),
    "oxygen": Scene(_oxygen),
    "oxygen-giving": Scene(_oxygen, ("up", "up", "up", *"2 B1")),
    "who": Scene(_who),
    "form": Scene(
        _form, ("down", "1", "down", "delete", *"1938", "down", "x", "pagedown", "pagedown", "pagedown", "1")
    ),
    "form-refused": Scene(_form, ("end", "2", "f2")),
    "form-new-staff": Scene(_form_new, ("down", *"张 [b]", "pagedown", "1")),
    "door": Scene(_door, ("N", "0")),
    "door-typing": Scene(_door, ("N", "0", "2", "enter", "3", "6", "6", "k")),
    "door-stop": Scene(_door, ("N", "0", "2", "enter", "3", "7", "3", "k", "enter")),
    "door-pass": Scene(_door, ("N", "0", "2", "enter", "3", "6", "6", "0")),
    "welcome": Scene(_welcome, ("down", "a", "b")),
    "help": Scene(_board, ("f1",)),
}


WORDS = {"en": "words of a rule " * 8, "zh_CN": "一条规则的说明" * 8}
CASE: dict[str, str | int] = {
    "targets": "rsv",
    "confirmed": True,
    "fever": "37.8",
    "gap": 120,
    "close": 168,
    "cleaning": 24,
}
PAIR: dict[str, str | int] = {"syndrome": "resp", "least": 2, "hours": 72, "urge": "suspect", "where": "both"}
CARD = ProtocolCard(
    "cn-2023", "1", date(2026, 11, 22), "carelog", {"en": "Care", "zh_CN": "照护"}, {"en": "Adults", "zh_CN": "成人"},
    "wave", "0" * 64, "", None,
    tuple(
        RuleCard(f"X-0{n}", "X", worst, worst, (), WORDS, "where it comes from", "PSVM"[n % 4], n % 2 == 0)
        for n, worst in enumerate(Severity)
    ),
    (FigureCard("baseline_days", 14, "baseline", "P", needs_signature=True),),
    (NotHereCard("Z-01", WORDS, "why not"),),
    (),
    (ClusterCard("resp", WORDS, CASE, {"en": ("cough", "chills"), "zh_CN": ("咳嗽", "畏寒")}, "whence", "P", True),),
    (ClusterCard("U-01", WORDS, PAIR, {}, "whence", "S", False),),
)  # fmt: skip


def busy() -> Price:
    raise Refusal("log.busy")


def steady(why: Callable[..., WhyView]) -> Callable[..., WhyView]:
    """Why, without what changes with every word of the protocol file."""

    def asked(person: str, at: datetime | None = None) -> WhyView:
        view = why(person, at)
        return view._replace(reasons=tuple(_plain(reason) for reason in view.reasons))

    return asked


def _plain(reason: Reason) -> Reason:
    words, source = f"what the protocol says of {reason.fired.rule}", f"where {reason.fired.rule} comes from"
    return reason._replace(words=words, source=source, decided=reason.decided._replace(sha256="0" * 64))


@pytest.mark.parametrize("look", ["80x24", "120x40", "80x24-mono"])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("name", SCENES)
async def test_the_screen_looks_as_it_did(
    station: Station, name: str, language: str, look: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(language)
    monkeypatch.setattr(station, "words", lambda rule: f"what the protocol says of {rule}, measure again in 30 minutes")
    monkeypatch.setattr(station, "source", lambda rule: f"where {rule} comes from")
    monkeypatch.setattr(station, "why", steady(station.why))
    monkeypatch.setattr(station, "protocol_card", lambda: CARD)
    monkeypatch.setattr(station, "price_of_late", busy)
    size, _, mono = look.partition("-")
    columns, lines = (int(n) for n in size.split("x"))
    scene = SCENES[name]
    theme = "carelog-mono" if mono else ""
    app = CareApp(lambda app: scene.opening(app, station), station.home, theme=theme)
    async with opened(app, (columns, lines)) as pilot:
        await typed(app, scene.keys)
        await pilot.pause()
        await pilot.pause()
        seen = "\n".join(painted(app, styles="weight" if mono else "name")) + "\n"
    kept = KEPT / f"{name}-{language}-{look}.txt"
    if os.environ.get("CARELOG_PICTURES") == "write":
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(seen, encoding="utf-8")
    assert seen == kept.read_text(encoding="utf-8")
