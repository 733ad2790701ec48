from pipeline.lint.model import Model, line_of

WEIGHTS = {"12": 7, "never": -30, "<N>_forgot": 210, "über": 12, "7": 5}


def written(bias: int, weights: dict[str, int], lines: int) -> bytes:
    rows: list[list[str]] = [[] for _ in range(lines)]
    for feature, weight in weights.items():
        rows[line_of(feature.encode(), lines)] += [feature, str(weight)]
    return "\n".join([f"bias\t{bias}", *(" ".join(row) for row in rows)]).encode() + b"\n"


def test_a_score_is_the_bias_and_the_weights_of_what_is_known():
    for lines in (1, 4, 64):
        model = Model(written(-8, WEIGHTS, lines))
        assert model.score({"never", "nowhere", "12"}) == -8 - 30 + 7
        assert model.score(["7", "über", "\ud800"]) == -8 + 5 + 12
        assert model.score([]) == -8


def test_many_features_score_as_few_do():
    data = written(3, WEIGHTS, 4)
    few, many = Model(data), Model(data)
    assert many.score(["12"] * len(data) + ["never"]) == 3 + 7 * len(data) - 30
    assert many.weights == WEIGHTS
    assert [many.score({feature}) for feature in WEIGHTS] == [few.score({feature}) for feature in WEIGHTS]
