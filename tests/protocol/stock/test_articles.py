"""What every home may keep in store: the list that comes with the app."""

from carelog.model.deeds import Method
from carelog.model.stock import Group
from carelog.protocol.stock import articles


def test_a_test_of_each_method_uses_one_kit_and_nothing_else_is_used_by_a_test() -> None:
    kits = {article.method: article.code for article in articles.every() if article.method}
    assert kits == {Method.ANTIGEN: "antigen_kit", Method.PCR: "pcr_kit", Method.MULTIPLEX: "multiplex_kit"}
    assert {article.group for article in articles.every() if article.method} == {Group.KIT}


def test_every_article_stands_once_in_a_known_group_with_its_words_in_both_languages() -> None:
    found = articles.every()
    assert len({article.code for article in found}) == len(found)
    assert {article.group for article in found} == set(Group) - {Group.OWN}
    for language in ("zh_CN", "en"):
        words = [article.named(language) for article in found]
        assert len(set(words)) == len(words)
        assert not set(words) & {article.code for article in found if "_" in article.code}
    assert next(a for a in found if a.code == "antigen_kit").words == {"zh_CN": "抗原检测盒", "en": "antigen kits"}
