"""Strings of each width: what is returned, in which width, and what is refused."""

import gc
import sys
from random import Random

import pytest
from conftest import texts
from hypothesis import given
from hypothesis import strategies as st

import naqi

LENGTHS = [0, 1, 2, 63, 64, 65, 1023, 1024, 1025, 4096, 4097, 32767, 32768, 70001]
# The greatest code point of each width, and one that no step changes.
WIDTHS = {"ascii": "a", "latin1": "é", "ucs2": "ب", "ucs4": "\U00012000"}


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_string_that_does_not_change_is_returned_as_it_is(width, length):
    text = "a" * length + WIDTHS[width]
    assert naqi.normalize(text) is text
    assert naqi.strip_tashkeel(text) is text


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("source", WIDTHS.values())
@pytest.mark.parametrize("output", WIDTHS.values())
def test_an_output_has_the_narrowest_width(source, output, length):
    normalizer = naqi.Normalizer(f"map({source}={output}, z=)")
    for text, expected in [(source + "z" * length + "z", output), (source * length + "z", output * length)]:
        made = normalizer.normalize(text)
        assert made == expected and hash(made) == hash(expected)


@given(texts)
def test_outputs_are_ordinary_strings(text):
    made = naqi.normalize(text)
    copy = made.encode().decode()
    assert made == copy and hash(made) == hash(copy) and made.isascii() == copy.isascii()
    assert {made: 1}[copy] == 1
    if made is not text and len(made) > 1:
        assert sys.getsizeof(made) == sys.getsizeof(copy)


# The first and the last character of each length in UTF-8, and those beside the surrogates.
EDGES = "\0a\x7f\x80é\u07ff\u0800ب\ud7ff\ue000\uffff\U00010000😀\U0010ffff"


@given(st.text(st.sampled_from(EDGES), max_size=12), st.text(st.sampled_from(EDGES + "ببببaaaa"), max_size=300), st.integers(0, 300))
def test_characters_of_all_lengths_pass_through(start, text, place):
    # The tatweel changes the text, so that it is written anew.
    for text in [text, start * 20, text + start * 100]:
        assert naqi.strip_tatweel(text[:place] + "ـ" + text[place:]) == text


SURROGATES = ["\ud800", "\udfff", "\ud83d\ude00", "\ude00\ud83d"]
CALLS = [
    naqi.normalize,
    naqi.strip_tashkeel,
    naqi.words,
    naqi.sentences,
    naqi.align,
    naqi.is_normalized,
    naqi.Analyzer().terms,
    naqi.Analyzer().analyze,
    naqi.preset.SEARCH.terms,
    naqi.preset.SEARCH.word_terms,
    lambda text: naqi.find(text, "ا"),
    lambda text: naqi.find("ا", text),
    naqi.stem.light,
    naqi.inspect.count,
    naqi.number.find,
    naqi.vocalization.split,
]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("surrogate", SURROGATES)
@pytest.mark.parametrize("before", ["", "كتاب ", "a" * 5000, "ب" * 40000, "😀" * 1500, "😀" * 40000])
def test_a_surrogate_is_an_error_with_its_offset(call, surrogate, before):
    with pytest.raises(naqi.SurrogateError) as caught:
        call(before + surrogate + " كتاب")
    error = caught.value
    assert isinstance(error, ValueError) and isinstance(error, naqi.NaqiError)
    assert error.offset == len(before) and error.kind == "Surrogate"
    assert f"U+{ord(surrogate[0]):04X} at code point {len(before)}" in str(error)


@given(st.text(st.characters(), max_size=30))
def test_surrogates_anywhere(text):
    offsets = [n for n, c in enumerate(text) if "\ud800" <= c <= "\udfff"]
    if not offsets:
        naqi.normalize(text)
        return
    with pytest.raises(naqi.SurrogateError) as caught:
        naqi.normalize(text)
    assert caught.value.offset == offsets[0]
    # The way out that the message names.
    assert naqi.normalize(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")) is not None


@pytest.mark.parametrize("wrong", [None, 1, b"bytes", ["list"]])
def test_what_is_no_string_is_a_type_error(wrong):
    for function in [naqi.strip_tashkeel, naqi.words, naqi.align, naqi.Analyzer().terms]:
        with pytest.raises(TypeError):
            function(wrong)


def test_subclasses_of_str_are_strings():
    class Name(str):
        pass

    assert naqi.normalize(Name("مُتَّحِدة")) == "متحده"
    assert naqi.words(Name("من هنا")).texts() == ["من", "هنا"]


def test_the_collector_may_run_while_an_error_is_made():
    made = []

    class Cycle:
        def __init__(self):
            self.cycle = self

        def __del__(self):
            made.append(naqi.normalize("أ"))

    before = gc.get_threshold()
    try:
        # The collector runs when there are as many new objects: one of them is the error.
        for threshold in range(1, 10):
            gc.collect()
            gc.set_threshold(0)
            Cycle()
            gc.set_threshold(threshold)
            try:
                naqi.normalize("\ud800")
            except naqi.SurrogateError:
                gc.set_threshold(0)
    finally:
        gc.set_threshold(*before)
    gc.collect()
    assert made == ["ا"] * 9


def by_utf8(normalizer, text):
    """The normalized text by another way: that of bytes."""
    stream = normalizer.stream()
    return (stream.push(text.encode()) + stream.finish()).decode()


# Of what no output depends on others: kept, deleted and replaced, of ASCII, of Arabic, beyond U+FFFF and between. Some have the
# same lowest bits. And what is more than a character, or depends on its neighbours: a hamza above, a ligature, half a pair.
PLAIN = "aZ7 \nب\u064eةأـ٢،ىگ\u06dd\u06ff\xa0\xab\u200d\u200f\u2026\ufe0f\ufedf\U0001f600\U0001f1aa\U0001f3fd\U0001f900"
OTHERS = "ا\u0654\u0655ﷺﻻ\u0670ه\u200c\u0300"
LISTS = ["search", "light", "strip_tashkeel", "unify_yeh", "persian", "quran", "strip_latin", "keep_arabic", "strip_emoji", "trim, digits"]
LISTS += ["map(a=ab)", "map(ب=\U0001f600, \U0001f600=ب)", "map(\U0001f600=x)", "map(a=\U0001f600)", "map(ب=\xe9)", "unify_sorani_ae"]


@pytest.mark.parametrize("steps", LISTS)
def test_strings_of_both_widths_are_as_their_bytes(steps):
    normalizer, random = naqi.Normalizer(steps), Random(steps)
    for n in range(600):
        letters = PLAIN if n % 2 else PLAIN + OTHERS
        if n % 3 == 0:
            letters = [c for c in letters if c < "\U00010000"]
        length = random.choice([1, 5, 30, 63, 64, 65, 127, 128, 129, 200, 1023, 1024, 1025, 3000])
        text = "".join(random.choices(letters + "بتثجحخ" * 9 if isinstance(letters, str) else letters, k=length))
        made = normalizer.normalize(text)
        assert made == by_utf8(normalizer, text), ascii(text)
        assert (made is text) == (made == text) == normalizer.is_normalized(text)
        assert sys.getsizeof(made) == sys.getsizeof(made.encode().decode()) or made is text or len(made) < 2


@pytest.mark.parametrize("width", ["", "\U0001f601"])
@pytest.mark.parametrize("other", ["ة", "\u064e", "\u0654", "\u200d", "\xa0", "ﷺ", "\U0001f600", "…"])
def test_a_character_may_stand_anywhere(width, other):
    for length in [40, 130, 1100]:
        for place in range(0, length, 1 if length < 1000 else 13):
            text = width + "ب" * place + other + "ب" * (length - place)
            assert naqi.normalize(text) == by_utf8(naqi.preset.SEARCH, text)


@pytest.mark.parametrize("length", [30, 1500, 50_000])
def test_a_string_may_become_narrower_and_empty(length):
    marks = "\u064e" * length
    for text, wanted in [(marks, ""), (marks + "a", "a"), ("\u0662" + marks, "2"), ("\U0001f600" + marks, "\U0001f600")]:
        made = naqi.normalize(text)
        assert made == wanted and sys.getsizeof(made) == sys.getsizeof(wanted)
    made = naqi.Normalizer("strip_emoji").normalize("\U0001f600" + "ب" * length)
    assert made.strip() == "ب" * length and sys.getsizeof(made) == sys.getsizeof(made.encode().decode())


# Long strings are rewritten in parts: those around a character whose output depends on others by another way.
@pytest.mark.parametrize("steps", ["search", "light", "quran", "persian", "keep_arabic", "map(\\u{20}=)", "map(\\u{20}=-), compose", "map(a=abcdef)", "unify_sorani_ae"])
@pytest.mark.parametrize("width", ["", "\U0001f601"])
def test_long_strings_are_as_their_bytes(steps, width):
    normalizer = naqi.Normalizer(steps)
    for seed in range(60):
        random = Random(seed)
        often = [1, 20, 400, 5000][seed % 4]
        words = ["كتاب", "قَلَمٌ", "a", "ة", "٢٠٢٤", "…", "😀" if width else "ـ", "\u064e", "نص" * 50]
        others = ["أ\u0654", "\u0654", "ﷺ", "قال ﷺ:", "\u0655حمد", "ﻻ", "ا\u064e\u0653", "ه\u200c", "é\u0301", "aaa" * 20]
        if seed % 5 == 4:
            words = ["\u064e", "\u064f"]
        text = width + " ".join(random.choice(others if random.randrange(often) == 0 else words) for _ in range(random.choice([400, 3000, 20_000])))
        if seed % 7 == 3:
            text = text.replace(" ", "")
        made = normalizer.normalize(text)
        assert made == by_utf8(normalizer, text)
        assert made is text or hash(made) == hash(made.encode().decode())
        assert made is text or len(made) < 2 or sys.getsizeof(made) == sys.getsizeof(made.encode().decode())


def test_a_long_string_that_becomes_narrower_in_a_part():
    # The letter and its mark together become ASCII, and the letter alone would not.
    normalizer = naqi.Normalizer("compose, map(أ=b, ا=c, \u064e=)")
    for text in ["\u064e" * 3000 + "ا\u0654", "\u064e" * 3000 + " ا\u0654" + "\u064e" * 3000]:
        made = normalizer.normalize(text)
        assert made == text.replace("\u064e", "").replace("ا\u0654", "b") and made.isascii()
        assert {made: 1}[made.encode().decode()] == 1
