import pytest
from fake_desk import FakeDesk

from pipeline.llm.task import Answer, Failure, Fault, Stage, Task
from pipeline.prompting import Prompt


class Color(Answer):
    name: str


def task(name: str = "read/colors", user: str = "which?") -> Task[Color]:
    return Task(Stage.READ, Prompt(name, "1", "You name colors.", user), Color, "a color")


def test_queued_answers_come_in_order_and_then_nobody_answers() -> None:
    desk = FakeDesk({"read/colors": [Color(name="red"), Failure(Fault.CUT, "cut")]})
    outcomes = desk.ask([task(), task(), task()])
    assert [outcome.answer for outcome in outcomes] == [Color(name="red"), None, None]
    assert [outcome.failure and outcome.failure.fault for outcome in outcomes] == [None, Fault.CUT, Fault.NOT_SENT]


def test_a_function_answers_and_the_history_is_kept() -> None:
    desk = FakeDesk({"read/colors": lambda asked: Color(name=asked.prompt.user)})
    desk.ask([task(user="a")])
    assert desk.ask([task(user="b")])[0].answer == Color(name="b")
    assert ([len(tasks) for tasks in desk.rounds], desk.prompts()) == ([1, 1], ("read/colors@1",))
    assert desk.prompt(1) == "You name colors.\nb"


def test_an_answer_of_another_class_is_a_mistake_of_the_test() -> None:
    class Size(Answer):
        inches: int

    with pytest.raises(AssertionError, match="read/colors is answered by Color"):
        FakeDesk({"read/colors": [Size(inches=3)]}).ask([task()])
