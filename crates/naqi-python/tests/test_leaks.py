"""A million calls take no more memory than some."""

import gc

import pytest

import naqi

TEXT = "قَالَ: «نَعَمْ» في المُتَّحِدة ٢٠٢٤ 😀"


def resident():
    """The memory of this process, in KiB."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def surrogate():
    try:
        naqi.normalize("\ud800")
    except naqi.SurrogateError:
        pass


def unknown():
    try:
        naqi.Normalizer("serach")
    except naqi.RulesError:
        pass


CALLS = {
    "normalize": (300_000, lambda: naqi.normalize(TEXT)),
    "unchanged": (200_000, lambda: naqi.normalize("متحده")),
    "step": (100_000, lambda: naqi.digits(TEXT, "arabic")),
    "words": (100_000, lambda: [word.text for word in naqi.words(TEXT)]),
    "list": (50_000, lambda: (naqi.words(TEXT)[1:], naqi.tokens(TEXT).offsets(), naqi.tokens(TEXT).texts())),
    "terms": (50_000, lambda: naqi.Analyzer("default").analyze(TEXT)),
    "find": (50_000, lambda: naqi.find(TEXT, "نعم")),
    "align": (50_000, lambda: naqi.align(TEXT).source(0, 1)),
    "numbers": (50_000, lambda: naqi.number.find(TEXT)),
    "surrogate": (30_000, surrogate),
    "unknown": (10_000, unknown),
    "stream": (10_000, lambda: naqi.preset.SEARCH.stream().push(TEXT.encode())),
    "long": (100, lambda: naqi.normalize(TEXT * 20_000)),
}


def test_the_calls_are_a_million():
    assert sum(count for count, _ in CALLS.values()) >= 1_000_000


ROUNDS = 4


@pytest.mark.parametrize("name", CALLS)
def test_calls_leak_nothing(name):
    count, call = CALLS[name]
    for _ in range(count // 10):
        call()
    # A leak grows in every round. The system joins small pages to one of 2 MiB once, so the least growth of the rounds counts.
    least = float("inf")
    for _ in range(ROUNDS):
        gc.collect()
        before = resident()
        for _ in range(count // ROUNDS):
            call()
        gc.collect()
        least = min(least, resident() - before)
    # An object a call would be 117 KiB for the fewest short calls, at 48 bytes, and 25 MiB for the long text.
    assert least < 400 // ROUNDS
