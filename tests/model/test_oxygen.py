"""What is written down of oxygen: codes that stay, and a note that stands apart."""

from carelog.log.codec import private_of
from carelog.model.entry import kind_of
from carelog.model.oxygen import GaugeRead, OxygenDevice, SourceKind, SourceSet, SourceState, Therapy, TherapyStep


def test_the_codes_of_devices_steps_and_states_stay() -> None:
    assert [d.value for d in OxygenDevice] == [
        "nasal_cannula", "simple_mask", "venturi_24", "venturi_28", "reservoir", "other",
    ]  # fmt: skip
    assert [s.value for s in TherapyStep] == ["started", "changed", "stopped"]
    assert [s.value for s in SourceState] == ["in_use", "empty", "out"]
    assert [k.value for k in SourceKind] == ["concentrator", "cylinder"]


def test_what_nobody_said_of_a_source_is_not_known_and_not_nothing() -> None:
    source = SourceSet("C1", SourceKind.CONCENTRATOR, SourceState.IN_USE)
    assert (source.max_flow_tenths, source.water_tenths, source.reserve_kpa) == (None, None, 0)
    therapy = Therapy("p", TherapyStep.STARTED, OxygenDevice.OTHER, 20)
    assert (therapy.source, therapy.ordered_by, therapy.target_low, therapy.until) == ("", "", None, None)


def test_notes_are_private_and_each_kind_has_its_name() -> None:
    assert [kind_of(kind) for kind in (Therapy, SourceSet, GaugeRead)] == ["therapy", "source", "gauge"]
    assert (private_of("therapy"), private_of("source"), private_of("gauge")) == (("note",), ("note",), ())
