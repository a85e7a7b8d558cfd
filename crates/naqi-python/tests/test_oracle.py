"""Every function equals the Rust crate, on texts of all kinds; offsets are those of Python's slices."""

import pytest
from conftest import code_points, texts
from hypothesis import given, settings
from hypothesis import strategies as st

import naqi

OPTIONS = {
    "arabize": ["buckwalter", "safe_buckwalter", "xml_buckwalter", "hsb"],
    "dagger_alef": ["delete", "alef"],
    "digits": ["ascii", "arabic", "persian"],
    "join_affixes": ["zwnj", "delete"],
    "letters_of": ["arabic", "persian", "urdu", "sorani"],
    "space_punctuation": ["after", "around"],
    "strip_digits": ["delete", "space"],
    "strip_emoji": ["delete", "space"],
    "strip_latin": ["delete", "space"],
    "strip_punctuation": ["delete", "space"],
    "strip_symbols": ["delete", "space"],
    "transliterate": ["buckwalter", "safe_buckwalter", "xml_buckwalter", "hsb"],
    "collapse_stretch": [1, 2, "doubles"],
}
NO_STEPS = {"align", "find", "is_normalized", "normalize", "sentences", "tokens", "words"}


def functions():
    """Each function of a step, with each option, and the step in text."""
    for name in naqi.__all__:
        function = getattr(naqi, name)
        if not callable(function) or isinstance(function, type) or name in NO_STEPS:
            continue
        step = {"letters_of": "letters"}.get(name, name)
        for option in OPTIONS.get(name, [None]):
            if option is None:
                yield name, step, lambda text, f=function: f(text)
            else:
                yield name, f"{step}({option})", lambda text, f=function, o=option: f(text, o)


FUNCTIONS = list(functions())
PRESETS = [name.lower() for name in naqi.preset.__all__]
LISTS = [
    "search, unify_hamza",
    "mask(link=رابط, mention=\\u{1F600})",
    "map(a=\\u{1F600}, ب=bb, ت=)",
    "arabize(buckwalter), nfc",
    "transliterate(buckwalter), trim",
]


NORMALIZERS = {name: naqi.Normalizer(name) for name in [step for _, step, _ in FUNCTIONS] + PRESETS + LISTS}


def test_there_is_a_function_for_each_step():
    steps = {step.split("(")[0] for _, step, _ in FUNCTIONS}
    assert len(steps) >= 50
    assert {"strip_tashkeel", "digits", "letters", "collapse_stretch", "unify_uthmani"} <= steps


@given(texts)
def test_steps_and_presets(oracle, text):
    steps = [step for _, step, _ in FUNCTIONS]
    answer = oracle(text, steps=steps + PRESETS + LISTS)["outputs"]
    for (name, step, function), expected in zip(FUNCTIONS, answer):
        assert function(text) == expected, (name, step)
        assert NORMALIZERS[step].normalize(text) == expected, step
    for name, expected in zip(PRESETS + LISTS, answer[len(steps) :]):
        normalizer = NORMALIZERS[name]
        assert normalizer.normalize(text) == normalizer(text) == expected, name
        assert normalizer.is_normalized(text) == (text == expected)
        # The widths are those of Python: equal strings have equal hashes, and the sizes of copies.
        assert hash(normalizer.normalize(text)) == hash(expected)
        assert normalizer.normalize(text).encode() == expected.encode()


@pytest.mark.parametrize("repeats", [60, 1000])
@settings(max_examples=20)
@given(text=texts)
def test_long_texts(oracle, repeats, text):
    text = (text + " ") * repeats
    names = ["search", "quran", "arabic_text", "arabize(buckwalter)"]
    for name, expected in zip(names, oracle(text[:40000], steps=names)["outputs"]):
        assert naqi.Normalizer(name).normalize(text[:40000]) == expected


@given(texts)
def test_tokens(oracle, text):
    for name, expected in oracle(text)["tokens"].items():
        tokens = naqi.Tokenizer(name).tokenize(text)
        spans = [(code_points(text, start), code_points(text, end), kind) for start, end, kind in expected]
        assert [(token.start, token.end, token.kind) for token in tokens] == spans
        assert tokens.texts() == [token.text for token in tokens] == [text[start:end] for start, end, _ in spans]
        assert tokens.offsets().tolist() == [offset for start, end, _ in spans for offset in (start, end)]
    answer = oracle(text)["tokens"]
    for function, name in [(naqi.words, "words"), (naqi.tokens, "all"), (naqi.sentences, "sentences")]:
        assert len(function(text)) == len(answer[name])
    assert "".join(naqi.tokens(text).texts()) == text


@given(texts)
def test_terms(oracle, text):
    expected = [(code_points(text, s), code_points(text, e), term, n) for s, e, term, n in oracle(text)["terms"]]
    terms = naqi.Analyzer("default").analyze(text)
    assert [(term.start, term.end, term.text, term.position) for term in terms] == expected
    assert naqi.Analyzer("default").terms(text) == [term for _, _, term, _ in expected]


@given(texts, st.one_of(texts.map(lambda text: text[:3]), st.sampled_from(["ا", "كتاب", "ل", "ُ"])))
def test_finders(oracle, text, needle):
    answer = oracle(text, needle)

    def spans(found):
        return [(code_points(text, start), code_points(text, end)) for start, end in found]

    search = naqi.preset.SEARCH
    assert naqi.find(text, needle) == search.find(text, needle) == spans(answer["found"])
    assert search.finder(needle).find(text) == naqi.Finder(needle).find(text) == spans(answer["found"])
    assert search.finder(needle, whole_words=True).find(text) == spans(answer["found_words"])
    assert naqi.Finder(needle, "search", respecting_marks=True).find(text) == spans(answer["found_marks"])
    many = [(n, code_points(text, start), code_points(text, end)) for n, start, end in answer["found_many"]]
    assert search.finder_of([needle, "ا"]).find(text) == many
    assert naqi.vocalization.compatible(text, needle) == answer["compatible"]


@given(texts)
def test_alignments(oracle, text):
    aligned, expected = naqi.align(text), oracle(text)["alignment"]
    assert aligned.text == naqi.normalize(text)
    for direction, of, to in [("source", aligned.text, text), ("output", text, aligned.text)]:
        spans = [getattr(aligned, direction)(n, n + 1) for n in range(len(of))]
        assert spans == [(code_points(to, start), code_points(to, end)) for start, end in expected[direction]]
    with pytest.raises(IndexError):
        aligned.source(0, len(aligned.text) + 1)


@given(texts)
def test_stems_numbers_and_counts(oracle, text):
    answer = oracle(text)
    assert [naqi.stem.light(text), naqi.stem.full(text), naqi.stem.root_key(text)] == answer["stems"]
    assert naqi.stem.category(text) == answer["category"]
    counts = naqi.inspect.count(text)
    assert [counts.characters, counts.letters, counts.marks, counts.tatweels, counts.invisible] == answer["counts"]
    assert counts.characters == len(text)
    assert counts.likely_language == answer["language"]
    assert naqi.inspect.changing_steps(text) == answer["changing"]
    numbers = [(code_points(text, s), code_points(text, e), n) for s, e, n in answer["numbers"]]
    assert [(n.start, n.end, n.decimal) for n in naqi.number.find(text)] == numbers
    assert all(text[n.start : n.end] == n.text for n in naqi.number.find(text))
    spelled = [(code_points(text, s), code_points(text, e), n) for s, e, n in answer["spelled"]]
    assert [(n.start, n.end, n.value) for n in naqi.number.find_words(text)] == spelled
    assert naqi.vocalization.split(text) == [tuple(letter) for letter in answer["letters"]]
    assert naqi.vocalization.join(naqi.vocalization.split(text)) == text


@given(texts, st.sampled_from(PRESETS + LISTS), st.integers(1, 7))
def test_streams(text, steps, size):
    normalizer, data = NORMALIZERS[steps], text.encode()
    stream = normalizer.stream()
    out = b"".join(stream.push(data[n : n + size]) for n in range(0, len(data), size)) + stream.finish()
    assert out.decode() == normalizer.normalize(text)
