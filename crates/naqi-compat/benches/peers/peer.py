"""The Python peers of one environment, for `cargo bench -p naqi-compat --bench peers`.

Reads one command a line: `list`; `time OP FILE lines|whole`, which prints the nanoseconds of one pass; `check OP FILE
lines|whole OUT`, which writes the peer's output, one JSON value a line.
"""

import functools
import gc
import json
import os
import sys
import time
import warnings

warnings.filterwarnings("ignore")
answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)  # the output of a library is not an answer


def camel():
    from camel_tools.tokenizers.word import simple_word_tokenize
    from camel_tools.utils import normalize
    from camel_tools.utils.charmap import CharMapper
    from camel_tools.utils.dediac import dediac_ar

    yield "dediac_ar", dediac_ar
    for name in "unicode", "alef_ar", "alef_maksura_ar", "teh_marbuta_ar":
        yield "normalize_" + name, getattr(normalize, "normalize_" + name)
    for name in "arclean", "ar2bw", "ar2safebw", "ar2xmlbw", "ar2hsb", "bw2ar", "safebw2ar", "xmlbw2ar", "hsb2ar":
        yield name, CharMapper.builtin_mapper(name)
    yield "simple_word_tokenize", simple_word_tokenize
    yield "simple_word_tokenize_split_digits", functools.partial(simple_word_tokenize, split_digits=True)


def pyarabic():
    from pyarabic import araby

    for name in "harakat", "lastharaka", "tashkeel", "tatweel", "shadda", "small", "diacritics":
        yield "strip_" + name, getattr(araby, "strip_" + name)
    for name in "alef", "hamza", "ligature", "teh":
        yield "normalize_" + name, getattr(araby, "normalize_" + name)
    for name in "reduce_tashkeel", "tokenize", "sentence_tokenize":
        yield name, getattr(araby, name)


def arabert():
    from arabert.preprocess import ArabertPreprocessor

    for model in "bert-base-arabertv02", "bert-base-arabertv02-twitter":
        yield "preprocess_" + model, ArabertPreprocessor(model).preprocess


def snowball():
    import snowballstemmer

    stem = snowballstemmer.stemmer("arabic").stemWord
    yield "arabic_stem_words", lambda text: [stem(word) for word in text.split()]


OPERATIONS = {}
for peer in camel, pyarabic, arabert, snowball:
    try:
        OPERATIONS.update((f"{peer.__name__}.{name}", call) for name, call in peer())
    except ImportError:
        pass  # whose operations nobody lists are told of by the bench


@functools.cache
def texts(path, form):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    return text.split("\n") if form == "lines" else [text]


def answer(command, *of):
    if command == "list":
        return " ".join(OPERATIONS)
    call, given = OPERATIONS[of[0]], texts(of[1], of[2])
    if command == "time":
        gc.collect()
        start = time.perf_counter_ns()
        for text in given:
            call(text)
        return time.perf_counter_ns() - start
    with open(of[3], "w", encoding="utf-8") as out:
        out.writelines(json.dumps(call(text)) + "\n" for text in given)
    return "done"


for line in sys.stdin:
    print(answer(*line.split()), file=answers, flush=True)
