"""Who keeps in touch with somebody at risk."""

from carelog.model.following import FollowedUp, Follower
from carelog.model.person import PRIVATE


def test_a_contact_says_whom_by_whom_and_keeps_what_was_said_private() -> None:
    told = FollowedUp("p", Follower.PRIMARY_CARE)
    assert (told.person, told.by, told.note) == ("p", "primary_care", "")
    assert FollowedUp.__dataclass_fields__["note"].metadata == PRIVATE


def test_the_home_the_family_the_doctors_next_door_and_the_experts_may_keep_in_touch() -> None:
    assert set(Follower) == {"home", "primary_care", "family", "expert"}
