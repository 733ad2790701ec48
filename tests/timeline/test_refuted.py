"""Guesses that were ruled out, and numbers that were corrected."""

from conversations import DAY, acknowledge, chat, story, trigger

from pipeline.domain.timeline import Phase

PAGED = [trigger("10:00:10"), acknowledge("10:02:05")]
OVER = chat("10:50 Ben Otto: mitigated", start=90)


def told(script: str):
    assert DAY
    return story(PAGED, OVER, chat(script))


def test_a_guess_that_was_ruled_out_is_refuted_and_stays_diagnosis():
    found = told("10:05 Ben Otto: could be the certificate of the gateway\n10:12 Ana Lima: ruled out, the certificate is valid")
    assert found.refuted == {"inc-7:1"}
    (event,) = [e for e in found.timeline if "inc-7:1" in e.evidence]
    assert event.phase is Phase.DIAGNOSIS


def test_another_guess_is_not_refuted_with_it():
    found = told(
        """10:05 Ben Otto: could be the certificate of the gateway
        10:06 Carla Diaz: maybe replication on db-main-2 lags
        10:12 Ana Lima: ruled out, the certificate is valid"""
    )
    assert found.refuted == {"inc-7:1"}


def test_a_guess_of_an_hour_ago_is_out_of_reach():
    assert told("10:05 Ben Otto: could be the certificate\n10:45 Ana Lima: not the certificate").refuted == frozenset()


def test_a_number_that_was_corrected_is_superseded():
    found = told(
        "10:20 Carla Diaz: 1,200 orders failed so far\n10:40 Carla Diaz: correction: 1,412 orders failed, one host twice"
    )
    assert found.superseded == (("inc-7:1", "inc-7:2"),)


def test_somebody_elses_number_of_other_things_is_not_superseded():
    found = told("10:20 Ben Otto: 30 nodes drained\n10:40 Carla Diaz: correction: 1,412 orders failed")
    assert found.superseded == ()


def test_the_last_number_that_fits_is_the_one_corrected():
    found = told(
        """10:20 Carla Diaz: 1,200 orders failed
        10:25 Carla Diaz: 1,300 orders failed
        10:40 Carla Diaz: correction: 1,412 orders failed"""
    )
    assert found.superseded == (("inc-7:2", "inc-7:3"),)
