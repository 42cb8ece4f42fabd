"""The house is written down as what it is."""

from carelog.model.home import Facility


def test_a_home_is_real_unless_it_says_it_is_a_demo() -> None:
    assert not Facility("松鹤楼", "zh_CN", "Asia/Shanghai").demo
