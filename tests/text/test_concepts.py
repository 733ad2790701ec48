from pipeline.text.concepts import concepts, kin, terms
from pipeline.text.stems import stems


def test_members_of_one_group_share_a_concept():
    assert set(concepts(stems("pool exhaustion"))) & set(concepts(stems("connection limit reached")))


def test_a_member_of_several_words_counts_where_they_follow_each_other():
    assert set(concepts(stems("disk full"))) - set(concepts(stems("full of disk images")))


def test_terms_are_stems_and_concepts_and_concepts_have_kin():
    found = terms("ENOSPC")
    assert found[0] == "enospc"
    assert ("disk", "space") in kin(found[1])


def test_no_two_groups_have_one_name():
    from importlib.resources import files

    from pipeline.text.concepts import _groups

    lines = files("pipeline.text").joinpath("operations.txt").read_text("utf-8").splitlines()
    assert len(_groups()) == sum(bool(line) and not line.startswith("#") for line in lines)


def test_stems_keep_names_whole_and_in_parts():
    assert stems("pool_size of db-3 and of failing services") == ["pool_size", "pool", "size", "db-3", "db", "fail", "servic"]
