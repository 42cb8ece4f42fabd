"""The bytes that are hashed never change: these vectors are frozen for every copy of every book out there."""

import hashlib

import pytest

from carelog.log import chain

FIRST = ("book-1", 1, 1, "e1", "a1", "facility", 1, None, 1767598200000, 1767598200000, "n1", '{"name":"松鹤楼"}')
SECOND = ("book-1", 2, 2, "e2", "a2", "observed", 1, "p1", -1, 1767598260000, "n1", '{"person":"p1"}')


def test_the_first_page_is_hashed_as_it_always_was() -> None:
    columns = (*FIRST, chain.GENESIS)
    assert (
        chain.page_bytes(columns)
        == (
            '["book-1",1,1,"e1","a1","facility",1,null,1767598200000,1767598200000,"n1","{\\"name\\":\\"松鹤楼\\"}",'
            '"0000000000000000000000000000000000000000000000000000000000000000"]'
        ).encode()
    )
    assert chain.page_hash(columns) == "447b9221a5b93a662cc38539e1bb08e22dd6640084570849497b4e6b839f46a4"


def test_the_second_page_holds_the_hash_of_the_first() -> None:
    columns = (*SECOND, chain.page_hash((*FIRST, chain.GENESIS)))
    assert chain.page_hash(columns) == "802487658fb3130fd5d44211f1ee12406a8a5a058b2e8542a6ef05a15d11cb54"


def test_the_hash_is_plain_sha_256_so_that_anybody_can_check_it() -> None:
    columns = (*FIRST, chain.GENESIS)
    assert chain.page_hash(columns) == hashlib.sha256(chain.page_bytes(columns)).hexdigest()


@pytest.mark.parametrize("place", range(len(FIRST)))
def test_every_column_counts(place: int) -> None:
    changed: list[str | int | None] = [*FIRST, chain.GENESIS]
    changed[place] = 99 if isinstance(changed[place], int) else "another"
    assert chain.page_hash(tuple(changed)) != chain.page_hash((*FIRST, chain.GENESIS))


def test_moving_a_letter_from_one_column_to_the_next_is_seen() -> None:
    left = (*FIRST[:3], "e1", "a1", *FIRST[5:], chain.GENESIS)
    right = (*FIRST[:3], "e1a", "1", *FIRST[5:], chain.GENESIS)
    assert chain.page_hash(left) != chain.page_hash(right)
