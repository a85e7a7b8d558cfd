"""`naqi.compat` against the peers' own outputs, where these are at hand."""

import json
import os
import pickle
from pathlib import Path

import pytest

from naqi.compat import lucene, snowball
from naqi.compat.arabert.preprocess import ArabertPreprocessor
from naqi.compat.camel.tokenizers.word import simple_word_tokenize
from naqi.compat.camel.utils import dediac, normalize
from naqi.compat.camel.utils.charmap import BuiltinCharMapNotFoundError, CharMapper
from naqi.compat.pyarabic import araby

SHARED = Path(os.environ.get("NAQI_SHARED", Path(__file__).parents[4] / "shared"))
PEERS = SHARED / "peers"


def words_stemmed(text):
    return [snowball.stemmer("arabic").stemWord(word) for word in text.split()]


FUNCTIONS = {
    **{f"pyarabic.{name}": getattr(araby, name) for name in araby.__all__},
    "camel.dediac_ar": dediac.dediac_ar,
    **{f"camel.{name}": getattr(normalize, name) for name in normalize.__all__},
    **{f"camel.{name}": CharMapper.builtin_mapper(name) for name in ["arclean", "ar2bw", "ar2safebw", "ar2xmlbw", "ar2hsb", "bw2ar"]},
    "camel.simple_word_tokenize": simple_word_tokenize,
    "camel.simple_word_tokenize_split_digits": lambda text: simple_word_tokenize(text, split_digits=True),
    **{
        f"arabert.preprocess_{model}": ArabertPreprocessor(model).preprocess
        for model in ["bert-base-arabertv02", "bert-base-arabertv02-twitter"]
    },
    **{f"lucene.{name}": getattr(lucene, name) for name in lucene.__all__ if name != "arabic_stem"},
    "lucene.arabic_analyzer_nostop": lambda text: lucene.arabic_analyzer(text, stop_words=False),
    "snowball.arabic_stem_words": words_stemmed,
}


@pytest.mark.skipif(not PEERS.is_dir(), reason="the peers' outputs are not at hand")
@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_line_equals_the_peers(name):
    inputs = (PEERS / "input.txt").read_text(encoding="utf-8").split("\n")
    outputs = (PEERS / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
    for line, (text, output) in enumerate(zip(inputs, filter(None, outputs)), 1):
        given = json.loads(json.dumps(FUNCTIONS[name](text)))
        assert given == json.loads(output), f"{name}, line {line}"


@pytest.mark.skipif(not PEERS.is_dir(), reason="the peers' outputs are not at hand")
def test_every_file_of_a_peer_is_compared():
    assert {path.stem for path in PEERS.glob("*.jsonl")} == set(FUNCTIONS)


@pytest.mark.parametrize(
    ("module", "name", "says"),
    [
        ("naqi.compat.pyarabic.araby", "spellit", "does not cover spellit"),
        ("naqi.compat.pyarabic.araby", "tokenize_with_location", "instead: naqi.words"),
        ("naqi.compat.pyarabic", "number", "instead: naqi.number"),
        ("naqi.compat.camel.utils.dediac", "dediac_bw", "strip_diacritics"),
        ("naqi.compat.camel.utils", "charsets", "instead: naqi.inspect"),
        ("naqi.compat.camel", "ner", "no models"),
    ],
)
def test_what_is_not_covered_says_what_to_use(module, name, says):
    with pytest.raises(ImportError, match=says):
        exec(f"from {module} import {name}")


def test_unknown_names_are_attribute_errors():
    assert not hasattr(araby, "no_such_function")
    with pytest.raises(AttributeError):
        araby.no_such_function


def test_options_that_are_not_covered_are_errors():
    with pytest.raises(NotImplementedError, match="uniform"):
        araby.normalize_hamza("أ", method="tasheel")
    with pytest.raises(NotImplementedError, match="conditions"):
        araby.tokenize("a", conditions=[str.isdigit])
    with pytest.raises(NotImplementedError, match="compatibility"):
        normalize.normalize_unicode("a", compatibility=False)
    with pytest.raises(NotImplementedError, match="it covers bert-base-arabertv02,"):
        ArabertPreprocessor("bert-base-arabertv2")
    with pytest.raises(NotImplementedError, match="keep_emojis"):
        ArabertPreprocessor("bert-base-arabertv02", keep_emojis=True)
    with pytest.raises(NotImplementedError, match="builtin_mapper"):
        CharMapper({"a": "b"})
    with pytest.raises(NotImplementedError, match="chain bw2ar and ar2hsb"):
        CharMapper.builtin_mapper("bw2hsb")
    with pytest.raises(BuiltinCharMapNotFoundError):
        CharMapper.builtin_mapper("no_such_mapper")
    with pytest.raises(KeyError, match="arabic"):
        snowball.stemmer("english")


def test_objects_can_be_pickled():
    for made in [CharMapper.builtin_mapper("ar2bw"), ArabertPreprocessor("bert-base-arabertv02").preprocess]:
        assert pickle.loads(pickle.dumps(made))("مُتَّحِدة") == made("مُتَّحِدة")


def test_the_same_object_is_returned_where_nothing_changes():
    text = "كتاب"
    assert araby.strip_tashkeel(text) is text


def test_a_surrogate_is_an_error():
    with pytest.raises(ValueError, match="surrogate"):
        araby.strip_tashkeel("ab\ud800")
