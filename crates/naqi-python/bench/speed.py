"""The speed of naqi and of its rivals in Python: `python bench/speed.py [TEXT …]`, without texts on one that it makes.

Rivals that are not installed are left out: `pip install arabic-norm pyarabic stringzilla PyICU`. Of camel-tools, which with all
its dependencies is an image of 3 GB, the functions measured need `pip install --no-deps camel-tools` and `pip install emoji`.

Each task is one run: all programs in turn, many rounds, the fastest round of each. Lines and words are measured on the first
20 and 70 KB of a text, in more rounds: short rounds are disturbed less by what else runs. MB are those of the text in UTF-8.
`--test` is one round.
"""

import importlib
import pathlib
import sys
import time

import naqi

ROUNDS = 1 if "--test" in sys.argv else 40
SHORT_ROUNDS = 10 * ROUNDS
LINE = 200
LONG = "normalize, one text"
SHORT = f"normalize, lines of {LINE} bytes"


def module(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def normalizers():
    """Functions that strip marks and tatweel, and unify alef, alef maksura and (without arabic-norm) teh marbuta."""
    yield "naqi", naqi.preset.SEARCH.normalize
    yield "naqi, the steps of arabic-norm", naqi.Normalizer("strip_diacritics, strip_tatweel, unify_alef, unify_yeh")
    if rival := module("arabic_norm"):
        yield "arabic-norm", rival.normalize
    if (dediac := module("camel_tools.utils.dediac")) and (camel := module("camel_tools.utils.normalize")):

        def four(text):
            return camel.normalize_teh_marbuta_ar(
                camel.normalize_alef_maksura_ar(camel.normalize_alef_ar(dediac.dediac_ar(text)))
            )

        # What the four functions do to each character, as one list of steps.
        changed = {c: four(c) for c in map(chr, range(0x600, 0x700)) if four(c) != c}
        same = naqi.Normalizer(f"map({', '.join(f'{c}={to}' for c, to in changed.items())})")
        yield "naqi, the output of CAMeL Tools", same.normalize
        yield "CAMeL Tools", four
    if araby := module("pyarabic.araby"):
        yield "PyArabic", lambda text: araby.normalize_hamza(
            araby.normalize_teh(araby.normalize_alef(araby.strip_tatweel(araby.strip_tashkeel(text))))
        )


def run_through(tokens):
    for _ in tokens:
        pass


def boundaries(text):
    icu = module("icu")
    iterator = icu.BreakIterator.createWordInstance(icu.Locale("ar"))
    iterator.setText(text)
    return list(iterator)


def segmenters():
    yield "words, array of offsets", "naqi", lambda text: naqi.words(text).offsets()
    yield "words, objects in a loop", "naqi", lambda text: run_through(naqi.words(text))
    yield "words, list of str", "naqi", lambda text: naqi.words(text).texts()
    yield "all segments, objects in a loop", "naqi", lambda text: run_through(naqi.tokens(text))
    if rival := module("stringzilla"):
        yield "all segments, objects in a loop", "stringzilla", lambda text: run_through(rival.utf8_wordbreaks(text))
    if module("icu"):
        yield "all segments, list of offsets", "PyICU", boundaries


def lines(text):
    """The words of a text in lines of about 200 bytes."""
    found, line = [], ""
    for word in text.split():
        if len(line.encode()) + len(word.encode()) >= LINE:
            found.append(line)
            line = ""
        line += f" {word}" if line else word
    return [*found, line]


def made_text():
    return "قالت الوزارةُ إنّ المدارسَ في الولايات المُتَّحِدة تُفتح عام ٢٠٢٤، كما أُعلِن أمس. " * 12_000


def measured(programs, text, rounds):
    """The fastest round of each program, in seconds."""
    best = [float("inf")] * len(programs)
    for _ in range(rounds):
        for n, program in enumerate(programs):
            start = time.perf_counter()
            program(text)
            best[n] = min(best[n], time.perf_counter() - start)
    return best


def over(function):
    return lambda texts: [function(text) for text in texts]


def main():
    print(f"naqi {naqi.__version__}, {naqi.kernel_level}, CPython {sys.version.split()[0]}; MB/s\n")
    paths = [pathlib.Path(name) for name in sys.argv[1:] if name != "--test"]
    texts = {path.stem: path.read_text(encoding="utf-8") for path in paths} or {"made text": made_text()}
    columns, rows = list(texts), {}
    for column, text in texts.items():
        short, piece = lines(text[:40_000])[:100], text[:40_000]
        names, functions = zip(*normalizers())
        by_name = dict(zip(names, functions))
        if camel := by_name.get("CAMeL Tools"):
            same = by_name["naqi, the output of CAMeL Tools"]
            assert all(same(source) == camel(source) for source in [text, *short]), column
        segmenting = list(segmenters())
        runs = [
            ([(LONG, name) for name in names], functions, text, ROUNDS),
            ([(SHORT, name) for name in names], [over(function) for function in functions], short, SHORT_ROUNDS),
            ([task[:2] for task in segmenting], [task[2] for task in segmenting], piece, SHORT_ROUNDS),
        ]
        for keys, programs, source, rounds in runs:
            size = len("".join(source).encode()) / 1e6
            for key, seconds in zip(keys, measured(programs, source, rounds)):
                rows.setdefault(key, {})[column] = size / seconds
    print("| task | program |", " | ".join(columns), "|\n|---|---|" + "---:|" * len(columns))
    for (task, name), speeds in rows.items():
        print(f"| {task} | {name} |", " | ".join(f"{speeds[column]:,.0f}" for column in columns), "|")


if __name__ == "__main__":
    main()
