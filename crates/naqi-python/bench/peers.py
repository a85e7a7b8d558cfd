"""The peers' functions against `naqi.compat` and naqi's own, in the environment of the peers that are installed.

Usage: peers.py TEXT. The turns are interleaved, the least time of each counts, and outputs are compared first.
"""

import gc
import sys
import time
from pathlib import Path

import naqi

TURNS, LIMIT = 7, 0.3


def camel():
    from camel_tools.tokenizers import word
    from camel_tools.utils import charmap, dediac, normalize

    from naqi.compat.camel.tokenizers import word as word_here
    from naqi.compat.camel.utils import charmap as charmap_here
    from naqi.compat.camel.utils import dediac as dediac_here
    from naqi.compat.camel.utils import normalize as normalize_here

    yield "dediac_ar(s)", dediac.dediac_ar, dediac_here.dediac_ar, naqi.strip_diacritics, "naqi.strip_diacritics(s)"
    own = {
        "unicode": (naqi.nfkc, "naqi.nfkc(s)"),
        "alef_ar": (naqi.unify_alef, "naqi.unify_alef(s)"),
        "alef_maksura_ar": (naqi.unify_yeh, "naqi.unify_yeh(s)"),
        "teh_marbuta_ar": (naqi.unify_teh_marbuta, "naqi.unify_teh_marbuta(s)"),
    }
    for name, (call, text) in own.items():
        name = f"normalize_{name}"
        yield f"{name}(s)", getattr(normalize, name), getattr(normalize_here, name), call, text
    for name, call, text in [
        ("arclean", naqi.Normalizer("light").normalize, 'naqi.Normalizer("light").normalize(s)'),
        ("ar2bw", naqi.transliterate, "naqi.transliterate(s)"),
        ("bw2ar", naqi.arabize, "naqi.arabize(s)"),
    ]:
        there, here = charmap.CharMapper.builtin_mapper(name), charmap_here.CharMapper.builtin_mapper(name)
        yield f"CharMapper {name}", there, here, call, text
    yield "simple_word_tokenize(s)", word.simple_word_tokenize, word_here.simple_word_tokenize, naqi.words, "naqi.words(s)"


def pyarabic():
    from pyarabic import araby

    from naqi.compat.pyarabic import araby as here

    for name, call in {
        "strip_tashkeel": naqi.strip_tashkeel,
        "strip_harakat": naqi.strip_harakat,
        "strip_diacritics": naqi.strip_diacritics,
        "strip_tatweel": naqi.strip_tatweel,
        "strip_shadda": naqi.strip_shadda,
        "normalize_alef": naqi.unify_alef,
        "normalize_hamza": naqi.unify_hamza,
        "normalize_ligature": naqi.unify_forms,
        "normalize_teh": naqi.unify_teh_marbuta,
        "reduce_tashkeel": naqi.strip_redundant_vowels,
        "tokenize": naqi.words,
        "sentence_tokenize": naqi.sentences,
    }.items():
        yield f"araby.{name}(s)", getattr(araby, name), getattr(here, name), call, f"naqi.{call.__name__}(s)"


def arabert():
    from arabert.preprocess import ArabertPreprocessor

    from naqi.compat.arabert.preprocess import ArabertPreprocessor as Here

    model, light = "bert-base-arabertv02", naqi.Normalizer("light, digits, collapse_stretch")
    text = 'naqi.Normalizer("light, digits, collapse_stretch").normalize(s)'
    yield "ArabertPreprocessor(…).preprocess(s)", ArabertPreprocessor(model).preprocess, Here(model).preprocess, light.normalize, text


def snowball():
    import snowballstemmer

    from naqi.compat import snowball as here

    there, here = snowballstemmer.stemmer("arabic"), here.stemmer("arabic")
    terms = naqi.Analyzer("default").terms
    yield (
        "stemmer('arabic').stemWords(s.split())",
        lambda text: there.stemWords(text.split()),
        lambda text: here.stemWords(text.split()),
        terms,
        'naqi.Analyzer("default").terms(s)',
    )


def least(call, texts):
    """The nanoseconds of one pass."""
    gc.collect()
    start = time.perf_counter_ns()
    for text in texts:
        call(text)
    return time.perf_counter_ns() - start


def measured(calls, texts):
    best = [float("inf")] * len(calls)
    for _ in range(TURNS):
        for n, call in enumerate(calls):
            best[n] = min(best[n], least(call, texts))
    return best


def figure(number):
    return f"{number:.0f}" if number >= 10 else f"{number:.1f}"


def main(path):
    lines = [line for line in Path(path).read_text(encoding="utf-8").split("\n") if line]
    print(f"{Path(path).name}, lines; {naqi.kernel_level}\n")
    print("| your call | MB/s | `naqi.compat` | faster | naqi's own | MB/s | faster |\n|---|---:|---:|---:|---|---:|---:|")
    for peer in (pyarabic, camel, arabert, snowball):
        try:
            rows = list(peer())
        except ImportError:
            continue
        for name, there, here, own, text in rows:
            # A slow call gets fewer lines.
            start, texts = time.perf_counter(), []
            for line in lines:
                assert there(line) == here(line), (name, line)
                texts.append(line)
                if time.perf_counter() - start > LIMIT:
                    break
            size = sum(len(line.encode()) for line in texts)
            rates = [size / nanoseconds * 1e3 for nanoseconds in measured((there, here, own), texts)]
            there, here, own = map(figure, rates)
            times = [figure(rate / rates[0]) for rate in rates]
            print(f"| `{name}` | {there} | {here} | {times[1]} × | `{text}` | {own} | {times[2]} × |", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
