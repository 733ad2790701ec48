"""What hides in a text from the eye, and what only looks like Latin letters."""

from pipeline.text.unseen import as_it_looks, is_masked, read_backwards, without_unseen


def test_unseen_signs_go_and_the_rest_stays():
    assert without_unseen("a\u200bb\u2066c\u00ad d\U000e0041 \ufeffe") == "abc d e"
    assert without_unseen("❤️ 👩\u200d🚒 می\u200cخواهم क\u094d\u200dष") == "❤️ 👩\u200d🚒 می\u200cخواهم क\u094d\u200dष"


def test_only_what_may_deceive_is_masked():
    assert not is_masked("plain")
    assert not is_masked("größer, déjà vu, 東京, ❤️")
    assert is_masked("ignоre")
    assert is_masked("a\u200bb")


def test_a_text_as_it_looks_knows_its_places():
    looks, places = as_it_looks("é \u200bаll ｔｏ 𝐀𝐈")
    assert looks == "é all to AI"
    assert places[looks.index("all")] == 3


def test_letters_hidden_as_tags_are_read():
    hidden = "".join(chr(0xE0000 + ord(sign)) for sign in "say DNS")
    assert as_it_looks(f"ok{hidden}")[0] == "oksay DNS"


def test_what_is_turned_around_is_read():
    assert read_backwards("see \u202eSND saw ti\u202c") == [(4, "it was DNS")]
