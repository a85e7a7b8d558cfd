"""Objects that threads share at the same time. In builds of CPython without the GIL, the calls run side by side."""

import io
import itertools
import subprocess
import sys
import sysconfig
import threading
from collections import Counter

import pytest

import naqi

THREADS = 4
ROUNDS = 30
TEXT = "قال الوزيرُ: «نَعَمْ» في المُتَّحِدة ٢٠٢٤"
# Each width of Python's strings, and texts that are processed detached from the interpreter.
TEXTS = [TEXT, TEXT + " 😀", "plain 123", "caf\xe9 ÿ", TEXT * 2_000, (TEXT + " 😀 ") * 1_000, ""]


@pytest.fixture(autouse=True)
def often_switched():
    """With the GIL, threads take turns as often as possible."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


def at_once(*works):
    """What the works return, each of which has a thread of its own. They start at the same time."""
    start, outcomes = threading.Barrier(len(works)), [None] * len(works)

    def run(n):
        start.wait()
        try:
            outcomes[n] = works[n]()
        except BaseException as error:
            outcomes[n] = error

    threads = [threading.Thread(target=run, args=[n]) for n in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome
    return outcomes


def until(is_over, change):
    """A work that changes something again and again, until another one is over."""

    def run():
        for n in itertools.count():
            change(n)
            if is_over.is_set():
                return

    return run


def times(count, call, is_over):
    """A work that returns what a call returned each time."""

    def run():
        try:
            return [call() for _ in range(count)]
        finally:
            is_over.set()

    return run


def described(tokens):
    return [(token.text, token.span, token.kind) for token in tokens]


def refused(call):
    """The error of a call."""
    with pytest.raises(naqi.NaqiError) as caught:
        call()
    return str(caught.value), caught.value.offset, caught.value.kind


NORMALIZER = naqi.Normalizer("search, unify_hamza")
ANALYZER = naqi.Analyzer("default")
TOKENIZER = naqi.Tokenizer.social()
FINDER = naqi.Finder("المتحدة", whole_words=True)
MANY = NORMALIZER.finder_of(["نعم", "الوزير"])
ALIGNED = naqi.align(TEXT)
WORDS = naqi.words(TEXT)
CALLS = {
    "normalizer": lambda text: NORMALIZER.normalize(text),
    "preset": lambda text: naqi.preset.QURAN.normalize(text),
    "step": lambda text: naqi.strip_diacritics(text),
    "analyzer": lambda text: ANALYZER.terms(text),
    "analyze": lambda text: [(term.text, term.start, term.end) for term in ANALYZER.analyze(text[:100])],
    "tokenizer": lambda text: described(TOKENIZER.tokenize(text[:2_000])),
    "tokens": lambda text: described(naqi.tokens(text[:2_000])),
    "finder": lambda text: FINDER.find(text),
    "finder of many": lambda text: MANY.find(text),
    "alignment": lambda text: [ALIGNED.source(n, n + 1) for n in range(len(ALIGNED.text))],
    "list of tokens": lambda text: (described(WORDS), WORDS.texts(), WORDS.offsets(), described(WORDS[1:])),
    "counts": lambda text: repr(naqi.inspect.count(text)),
    "error of a string": lambda text: refused(lambda: NORMALIZER.normalize(text + "\ud800")),
    "error of steps": lambda text: refused(lambda: naqi.Normalizer("serach")),
}


@pytest.mark.parametrize("name", CALLS)
def test_objects_give_each_thread_the_same(name):
    call = CALLS[name]
    expected = [call(text) for text in TEXTS]

    def run():
        return all([call(text) for text in TEXTS] == expected for _ in range(5))

    assert all(at_once(*[run] * THREADS))


def test_the_first_calls_come_from_many_threads():
    # A new process, since each function compiles its steps when it is first called.
    code = """
import threading
import naqi
start, names = threading.Barrier(4), [name for name in naqi.__all__ if name.islower() and callable(getattr(naqi, name))]
made = []
def run():
    start.wait()
    made.append([str(getattr(naqi, name)(*[TEXT] * (2 if name == "find" else 1))) for name in names])
threads = [threading.Thread(target=run) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert len(made) == 4 and all(each == made[0] for each in made) and len(names) > 50
"""
    done = subprocess.run([sys.executable, "-c", f"TEXT = {TEXT!r}\n{code}"], capture_output=True, text=True)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.skipif(not sysconfig.get_config_var("Py_GIL_DISABLED"), reason="this CPython has the GIL")
def test_the_import_leaves_the_gil_off():
    code = "import sys, naqi, naqi.compat.snowball; print(sys._is_gil_enabled())"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("False", "")


def test_threads_that_share_an_iterator_get_each_token_once():
    text = " ".join(f"كلمة{n}" for n in range(5_000))
    for make in [naqi.words, naqi.tokens]:
        shared, expected = iter(make(text)), described(make(text))
        found = at_once(*[lambda: described(shared)] * THREADS)
        assert sorted(itertools.chain(*found), key=lambda token: token[1]) == expected
        assert list(shared) == []


def test_a_thread_keeps_the_token_that_it_got():
    # With the GIL, an iterator uses a token again that no one has any more.
    shared, kept = iter(naqi.words(TEXT * 500)), []

    def run():
        for token in shared:
            kept.append((token, token.span, token.text))

    at_once(*[run] * THREADS)
    assert all((token.span, token.text) == (span, text) for token, span, text in kept)
    assert len(kept) == len(naqi.words(TEXT * 500))


def test_threads_share_a_stream():
    # Which thread gets a part of the output is open: the bytes of all are counted.
    stream, lines = naqi.Normalizer("search").stream(), [f"{TEXT} {n}\n" for n in range(500)]

    def run():
        return b"".join(stream.push(line.encode()) for line in lines if repr(stream))

    made = b"".join(at_once(*[run] * THREADS)) + stream.finish()
    assert Counter(made) == Counter("".join(map(naqi.normalize, lines)).encode() * THREADS)


def test_a_buffer_that_changes_is_normalized_as_some_bytes():
    data, valid, is_over = bytearray("abc أ".encode() * 20_000), "abc أ".encode() * 20_000, threading.Event()
    stream = naqi.Normalizer("search").stream(lossy=True)

    def change(n):
        try:
            data[:] = valid if n % 2 else bytes(len(valid))
            data.append(0)
        except BufferError:
            # A buffer that is read cannot be resized.
            pass

    at_once(until(is_over, change), times(ROUNDS, lambda: stream.push(data).decode(), is_over))


def test_threads_share_files():
    lines = [f"{TEXT} {n}\n" for n in range(20_000)]
    expected = "".join(map(naqi.normalize, lines)).encode()
    reader, out = naqi.Reader(io.BytesIO("".join(lines).encode())), io.BytesIO()
    parts = at_once(*[lambda: list(iter(lambda: reader.read(1_000), b""))] * THREADS)
    assert Counter(b"".join(itertools.chain(*parts))) == Counter(expected)
    with naqi.Writer(out) as writer:
        at_once(*[lambda: [writer.write(line.encode()) for line in lines[:2_000]]] * THREADS)
    assert Counter(out.getvalue().decode().splitlines(True)) == Counter(list(map(naqi.normalize, lines[:2_000])) * THREADS)


def test_a_file_is_closed_while_it_is_used():
    for _ in range(ROUNDS):
        out = io.BytesIO()
        writer, reader = naqi.Writer(out), naqi.Reader(io.BytesIO(TEXT.encode() * 100))

        def use():
            written = 0
            try:
                for written in range(200):
                    writer.write(f"{TEXT}\n".encode())
                    reader.read(100)
            except ValueError as error:
                assert "closed" in str(error)
            return written

        at_once(use, use, lambda: (writer.close(), reader.close()))
        writer.close()
        assert set(out.getvalue().decode().splitlines()) <= {naqi.normalize(TEXT)}


# Longer ones are processed without the GIL, so lists change also where there is one.
ITEMS = [TEXT, TEXT + "😀", "متحده", None, TEXT * 1_000]


def changes(column):
    """A function that changes a list: its items, and its length."""

    def change(n):
        kind, item = n % 8, (ITEMS[n % len(ITEMS)] or "") + str(n % 7)
        if kind < 3:
            column[n % 10] = item
        elif kind < 5:
            column.extend([item] * 10)
        elif kind < 6:
            del column[20:]
        elif kind < 7:
            column[:] = [item] * 30
        else:
            column.sort(key=len)

    return change


def test_a_list_that_changes_gives_texts_that_were_in_it():
    column, is_over = [item or "" for item in ITEMS] * 6, threading.Event()
    found = at_once(until(is_over, changes(column)), times(ROUNDS, lambda: naqi.normalize(column), is_over))[1]
    possible = {naqi.normalize((item or "") + end) for item in ITEMS for end in ["", *"0123456"]}
    assert {text for made in found for text in made} <= possible


def test_needles_that_change_are_needles():
    needles, is_over = ["كتاب", "قلم"] * 20, threading.Event()
    change = changes(needles)
    found = at_once(until(is_over, change), times(ROUNDS, lambda: NORMALIZER.finder_of(needles).needles, is_over))[1]
    assert all(isinstance(needle, str) for made in found for needle in made)


def test_a_column_that_threads_share_gives_each_the_same():
    pa = pytest.importorskip("pyarrow")
    texts = [TEXT, None, "متحده", "نعم"] * 5_000
    for of in [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())]:
        column = pa.array(texts, pa.string()).dictionary_encode() if pa.types.is_dictionary(of) else pa.array(texts, of)
        expected = naqi.normalize(column)
        made = at_once(*[lambda: naqi.normalize(column, threads=2)] * THREADS)
        assert all(each.equals(expected) for each in made)


@pytest.mark.parametrize("of", ["array", "stream"])
def test_a_capsule_is_taken_once(of):
    pa = pytest.importorskip("pyarrow")
    name = f"__arrow_c_{of}__"
    arrays = [pa.array([TEXT]) if of == "array" else pa.chunked_array([[TEXT]]) for _ in range(2_000)]
    made = [getattr(array, name)() for array in arrays]
    columns = [type("Column", (), {name: lambda self, capsules=capsules: capsules})() for capsules in made]

    def take(column):
        try:
            return len(naqi._naqi.normalize_arrow(NORMALIZER, column, 1, True))
        except ValueError as error:
            assert "released" in str(error)
            return 0

    taken = at_once(*[lambda: list(map(take, columns))] * THREADS)
    assert all(sum(each) == 1 for each in zip(*taken))
