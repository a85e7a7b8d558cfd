"""The exported rules and the custom normalizer against naqi."""

import json
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naqi
from naqi.tokenizers import NotExpressible, custom, export

tokenizers = pytest.importorskip("tokenizers")

STEPS = [
    "strip_diacritics, strip_tatweel",
    "strip_tashkeel",
    "unify_alef",
    "unify_hamza, digits(persian)",
    "light",
    "strip_diacritics, strip_quranic_marks, strip_tatweel, strip_invisible, strip_bidi, strip_joiners, unify_alef, unify_yeh, "
    "unify_teh_marbuta, unify_kaf, unify_heh, digits(ascii), unify_spaces, fold_case",
    "letters(persian)",
    "map(گ=ك, ڤ=ف)",
    "transliterate(buckwalter)",
    "strip_punctuation(space), unify_punctuation",
]
EXPORTED = {steps: export(steps) for steps in STEPS}
# Noncharacters stand for letters inside the rules.
CHARS = st.one_of(
    st.sampled_from("اأإآٱوؤيىیئەۀہۂےۓةبكـلا ًَُِّْٰٕٔٓۖ٢۲ .،؟aZé\u200c\u200d\u200f\ufeff\u0654\u0654\u0655\u0653"),
    st.characters(exclude_categories=["Cs"]).filter(lambda c: not "\ufdd0" <= c <= "\ufdef"),
)


def has_two_marks(text):
    """Whether a letter has two of the marks that are one letter with it."""
    marks = 0
    for char in unicodedata.normalize("NFD", text):
        marks = marks + 1 if "\u0653" <= char <= "\u0655" else 0 if unicodedata.category(char)[0] == "L" else marks
        if marks > 1:
            return True
    return False


TEXTS = st.text(CHARS, max_size=30).filter(lambda text: not has_two_marks(text))


@pytest.mark.parametrize("steps", STEPS)
def test_exported_rules_equal_naqi_on_random_text(steps):
    normalizer, exported = naqi.Normalizer(steps), EXPORTED[steps]

    @settings(max_examples=200, deadline=None)
    @given(TEXTS)
    def equal(text):
        assert exported.normalize_str(text) == normalizer.normalize(text)

    equal()


@pytest.mark.parametrize("steps", STEPS)
def test_exported_rules_equal_naqi_on_every_code_point(steps):
    chars = [chr(c) for c in range(0x110000) if not 0xD800 <= c < 0xE000 and not 0xFDD0 <= c <= 0xFDEF]
    # One line a code point: the rules keep line feeds, or delete all of them.
    text = "\u0628".join(chars)
    assert EXPORTED[steps].normalize_str(text) == naqi.Normalizer(steps).normalize(text)


def test_a_tokenizer_with_exported_rules_can_be_saved_and_loaded(tmp_path):
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel({"اخرى": 0, "?": 1}, unk_token="?"))
    tokenizer.normalizer = EXPORTED["unify_alef"]
    path = tmp_path / "tokenizer.json"
    tokenizer.save(str(path))
    rules = json.loads(path.read_text(encoding="utf-8"))["normalizer"]["normalizers"]
    assert {rule["type"] for rule in rules} == {"Replace"}
    loaded = tokenizers.Tokenizer.from_file(str(path))
    assert loaded.normalizer.normalize_str("أخرى") == "اخرى"
    assert loaded.encode("أخرى").offsets == [(0, 4)]


@pytest.mark.parametrize(
    ("steps", "step", "instead"),
    [
        ("search", "unify_forms", "NFKC"),
        ("unify_alef, nfkc", "nfkc", "NFKC"),
        ("collapse_stretch(2)", "collapse_stretch(2)", "custom"),
        ("mask(link=x)", "mask(link=x)", "custom"),
        ("unify_alef, trim", "trim", "Strip"),
        ("map(ا=ب, ب=ا)", "map(ا=ب, ب=ا)", "by each other"),
    ],
)
def test_a_step_that_cannot_be_expressed_is_named(steps, step, instead):
    with pytest.raises(NotExpressible, match=instead) as raised:
        export(steps)
    assert raised.value.step == step
    assert step in str(raised.value)


@given(st.text(st.one_of(CHARS, st.sampled_from("ﷺﻻﷲ ")), max_size=20), st.sampled_from(["search", "unify_hamza", "nfkc", "trim"]))
@settings(max_examples=100, deadline=None)
def test_the_custom_normalizer_equals_naqi(text, steps):
    assert custom(steps).normalize_str(text) == naqi.Normalizer(steps).normalize(text)


def test_the_custom_normalizer_keeps_offsets():
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel({"المتحده": 0, "?": 1}, unk_token="?"))
    tokenizer.normalizer = custom("search")
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    text = "هي المُتَّحِدة."
    encoded = tokenizer.encode(text)
    [(start, end)] = [offsets for token, offsets in zip(encoded.tokens, encoded.offsets) if token == "المتحده"]
    assert text[start:end] == "المُتَّحِدة"


def test_the_custom_normalizer_takes_linear_time():
    normalizer = custom("nfkc")
    # The first code points that NFKC expands, each differently; with fewer of them, offsets are kept.
    expanded = [c for c in map(chr, range(0xA0, 0x10000)) if len(unicodedata.normalize("NFKC", c)) > 1]
    for kinds in [200, 2000]:
        few, many = ("".join(expanded[n % min(kinds, len(expanded))] for n in range(size)) for size in [4000, 32_000])
        assert normalizer.normalize_str(many) == unicodedata.normalize("NFKC", many)
        times = {few: 60.0, many: 60.0}
        for _ in range(3):
            for text in times:
                start = time.perf_counter()
                normalizer.normalize_str(text)
                times[text] = min(times[text], time.perf_counter() - start)
        # Eight times the text: quadratic time would be 64 times as long.
        assert times[many] < 24 * times[few]


def test_offsets_of_the_custom_normalizer_end_where_it_says():
    expanded = [c for c in map(chr, range(0xA0, 0x10000)) if len(unicodedata.normalize("NFKC", c)) > 1]
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel({"?": 0}, unk_token="?"))
    tokenizer.normalizer = custom("nfkc")
    for kinds, wanted in [(200, (203, 204)), (600, (0, 1))]:
        tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.CharDelimiterSplit("-")
        assert tokenizer.encode("".join(expanded[:kinds]) + "-x-\u0628").offsets[-1] == wanted
