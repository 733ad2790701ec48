from small_incidents import said

from pipeline.draft.corrections import read_corrections

EARLY = said("a", "10:00", "Paulo Reis", "first count: about 3k failed orders, 41 orders gone")
RIGHT = said("b", "10:20", "Paulo Reis", "correction: 7 orders gone, not 41")


def test_a_number_that_was_taken_back_is_outdated_wherever_it_counts_the_same():
    found = read_corrections([EARLY, RIGHT], ())
    assert found.outdated("a", "41 orders gone")
    assert not found.outdated("a", "41 pods restarted")


def test_the_correction_itself_may_be_quoted():
    assert not read_corrections([EARLY, RIGHT], ()).outdated("b", "correction: 7 orders gone, not 41")


def test_a_number_that_nobody_took_back_stays():
    assert not read_corrections([EARLY], ()).outdated("a", "41 orders gone")


def test_a_pair_of_the_timeline_takes_back_what_it_counts_otherwise():
    late = said("c", "10:30", "Wen Li", "correction: I counted retries. distinct failed orders: 1,412")
    assert read_corrections([EARLY, late], [("a", "c")]).outdated("a", "about 3k failed orders")
