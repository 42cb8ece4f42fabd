"""Referrals and the directory as bodies of entries."""

from carelog.log.codec import private_of
from carelog.model.referral import InstitutionKind, InstitutionSet, Referral, ReferralStep


def test_who_went_along_and_what_was_noted_of_a_person_is_private() -> None:
    assert private_of("referral") == ("escort", "despite", "note")
    assert private_of("sent_along") == ("escort", "things", "back", "note")


def test_a_doctor_asked_from_afar_is_a_person_and_their_name_private() -> None:
    assert private_of("institution") == ("name", "phone", "note", "agreed")


def test_a_step_says_nothing_that_nobody_said() -> None:
    body = Referral("p", ReferralStep.NEEDED)
    assert (body.institution, body.reason, body.transport, body.escort, body.despite, body.note) == (
        "", None, None, "", "", "",
    )  # fmt: skip


def test_an_institution_is_in_the_directory_until_it_is_taken_out() -> None:
    one = InstitutionSet("I1", "市医院", InstitutionKind.HOSPITAL)
    assert (one.active, one.preference) == (True, 5)
