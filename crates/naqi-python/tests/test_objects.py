"""Classes: equality, hashes, pickles, copies, errors, files, threads, interpreters."""

import array
import copy
import gzip
import io
import pickle
import subprocess
import sys
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import naqi

MADE = [
    naqi.Normalizer("search, unify_hamza"),
    naqi.preset.LIGHT,
    naqi.Tokenizer("social | keep(hashtag)"),
    naqi.Analyzer("default"),
    naqi.Analyzer("light"),
    naqi.words("من هنا")[1],
    naqi.vocalization.agreement("كَتَبَ", "كَتَب"),
]


@pytest.mark.parametrize("value", MADE[:6])
def test_values_are_pickled_and_copied(value):
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        made = pickle.loads(pickle.dumps(value, protocol))
        assert made == value and hash(made) == hash(value) and repr(made) == repr(value)
    for made in [copy.copy(value), copy.deepcopy(value)]:
        assert made == value and hash(made) == hash(value)


@pytest.mark.parametrize("value", MADE[:6])
def test_a_repr_makes_the_value(value):
    names = {name: getattr(naqi, name) for name in naqi.__all__}
    assert eval(repr(value), names) == value


def test_values_are_equal_if_they_do_the_same():
    one, two = naqi.Normalizer("unify_yeh, unify_kaf"), naqi.Normalizer("unify_kaf, unify_yeh")
    assert one == two and hash(one) == hash(two) and one.fingerprint == two.fingerprint
    assert one != naqi.Normalizer("unify_kaf") and one != "unify_yeh, unify_kaf"
    assert len({*MADE, *MADE}) == len(MADE)
    assert naqi.Tokenizer.social().keep("hashtag") == MADE[2] != naqi.Tokenizer.social()
    assert naqi.Tokenizer.words().keep_all() == naqi.Tokenizer("words | keep_all")


def test_presets_are_those_of_the_crate():
    assert sorted(name.lower() for name in naqi.preset.__all__) == sorted(naqi._naqi.preset_names())
    for name in naqi.preset.__all__:
        assert getattr(naqi.preset, name) == naqi.Normalizer(name.lower())
    with pytest.raises(AttributeError, match="NONE"):
        naqi.preset.NONE


@pytest.mark.parametrize(
    "make, rules, offset, kind, said",
    [
        (naqi.Normalizer, "compose, strip_diacritcs", 9, "UnknownName", "strip_diacritics"),
        (naqi.Normalizer, "map(كتاب=x)", 4, "Rule", "code point"),
        (naqi.Normalizer, "map(ك=كتاب), serach", 13, "UnknownName", "search"),
        (naqi.Analyzer, "defualt", 0, "UnknownName", "default"),
        (naqi.Tokenizer, "socail", 0, "UnknownName", "social"),
    ],
)
def test_errors_say_where_and_what(make, rules, offset, kind, said):
    with pytest.raises(naqi.RulesError, match=said) as caught:
        make(rules)
    assert isinstance(caught.value, ValueError)
    assert (caught.value.offset, caught.value.kind) == (offset, kind)


def test_an_unknown_option_is_an_error():
    for call in [
        lambda: naqi.digits("1", "ascci"),
        lambda: naqi.collapse_stretch("a", "double"),
        lambda: naqi.Tokenizer.social().keep("hastag"),
        lambda: naqi.number.find("1", "dot"),
    ]:
        with pytest.raises(naqi.RulesError):
            call()


def test_a_token_stays_as_it_is_while_someone_has_it():
    text = "واحد اثنان ثلاثة أربعة خمسة"
    words = naqi.words(text)
    kept = [word for word in words]
    every_other = [word for n, word in enumerate(words) if n % 2]
    assert [word.text for word in kept] == text.split()
    assert [word.text for word in every_other] == text.split()[1::2]
    iterator = iter(words)
    first = next(iterator)
    rest = list(iterator)
    assert (first.text, [word.text for word in rest]) == (text.split()[0], text.split()[1:])
    assert first == kept[0] and first is not kept[0]
    one, (two, *more) = words[0], words[1:]
    assert [one, two, *more] == kept == words
    for n, word in enumerate(words):
        assert word == kept[n] and words[n - len(words)] == word


@given(st.data())
def test_a_list_of_tokens_is_indexed_as_a_list(data):
    words = naqi.words("واحد اثنان ثلاثة أربعة خمسة")
    number = st.one_of(st.none(), st.integers(-8, 8))
    index = slice(data.draw(number), data.draw(number), data.draw(number.filter(lambda n: n != 0)))
    assert words[index] == list(words)[index]


def test_offsets_are_an_array_that_numpy_reads():
    numpy = pytest.importorskip("numpy")
    words = naqi.words("واحد اثنان ثلاثة")
    array = numpy.frombuffer(words.offsets(), numpy.uint32).reshape(-1, 2)
    assert array.tolist() == [[word.start, word.end] for word in words] == [[0, 4], [5, 10], [11, 16]]
    assert len(naqi.words("").offsets()) == 0


def test_an_index_out_of_range_is_an_error():
    words = naqi.words("واحد اثنان")
    for n in [2, -3, sys.maxsize, -sys.maxsize - 1]:
        with pytest.raises(IndexError):
            words[n]


def test_alignments_compose():
    one = naqi.preset.LIGHT.align("كِتَابٌ إلى")
    two = naqi.Normalizer("unify_alef").align(one.text)
    both = one.then(two)
    assert both.text == "كتاب الى" and both.source(5, 6) == (8, 9)
    with pytest.raises(ValueError):
        two.then(one)


TEXT = "قَالَ: «نَعَمْ»\nفي المُتَّحِدة ٢٠٢٤\n" * 5000


def test_files_are_read_and_written():
    expected = naqi.normalize(TEXT)
    for size in [1, 1000, -1]:
        source = TEXT[:2000] if size == 1 else TEXT
        with naqi.Reader(io.BytesIO(source.encode())) as file:
            chunks = iter(lambda: file.read(size), b"")
            assert b"".join(chunks).decode() == naqi.normalize(source)
    packed = io.BytesIO(gzip.compress(TEXT.encode()))
    with io.TextIOWrapper(io.BufferedReader(naqi.Reader(gzip.open(packed), "search")), encoding="utf-8") as lines:
        assert list(lines) == expected.splitlines(keepends=True)
    out = io.BytesIO()
    with naqi.Writer(out, naqi.preset.SEARCH) as writer:
        for n in range(0, len(TEXT.encode()), 777):
            part = TEXT.encode()[n : n + 777]
            assert writer.write(memoryview(part)) == len(part)
    assert out.getvalue().decode() == expected
    writer.close()
    assert out.getvalue().decode() == expected


def test_bytes_that_are_not_utf_8_are_an_error_with_their_offset():
    stream = naqi.preset.SEARCH.stream()
    stream.push(b"\xd9\x83")
    with pytest.raises(naqi.Utf8Error, match="byte 3") as caught:
        stream.push(bytearray(b" \xff"))
    assert (caught.value.offset, caught.value.kind) == (3, "InvalidUtf8")
    assert caught.value.output.decode() == "ك"
    with pytest.raises(naqi.Utf8Error):
        naqi.Reader(io.BytesIO(b"abc\xff")).read()
    assert naqi.Reader(io.BytesIO(b"abc\xff"), lossy=True).read().decode() == "abc\ufffd"
    lossy = naqi.preset.SEARCH.stream(lossy=True)
    assert (lossy.push(b"\xff") + lossy.finish(), lossy.replaced) == ("\ufffd".encode(), 1)


class Short(io.RawIOBase):
    """A raw file that takes a few bytes at a time, and none when it is full."""

    def __init__(self, room):
        self.taken, self.room = bytearray(), room

    def writable(self):
        return True

    def write(self, data):
        count = min(len(data), 3, self.room - len(self.taken))
        self.taken += data[:count]
        return count or None


def test_a_writer_writes_all_or_says_so():
    short = Short(1000)
    with naqi.Writer(short) as writer:
        assert writer.write("المُتَّحِدة".encode()) == len("المُتَّحِدة".encode())
    assert short.taken.decode() == "المتحده"
    writer = naqi.Writer(Short(4))
    with pytest.raises(BlockingIOError, match="bytes were not written"):
        writer.write("المُتَّحِدة في ٢٠٢٤".encode())
        writer.close()


def test_a_writer_takes_what_a_file_takes():
    out = io.BytesIO()
    with naqi.Writer(out, "trim") as writer:
        assert writer.write(memoryview(b"a-b-c-")[::2]) == 3
        assert writer.write(array.array("H", [0x6464, 0x6565])) == 4
    assert out.getvalue() == b"abcddee"
    for call in [lambda: writer.write(b"a"), lambda: naqi.Writer(out).close() or writer.write(b"")]:
        with pytest.raises(ValueError, match="closed"):
            call()
    reader = naqi.Reader(io.BytesIO(b"abc"))
    reader.close()
    with pytest.raises(ValueError, match="closed"):
        reader.read(1)


def test_files_hand_out_what_comes_before_an_error():
    out = io.BytesIO()
    writer = naqi.Writer(out)
    with pytest.raises(naqi.Utf8Error, match="byte 8"):
        writer.write("أبج ".encode() + b"a\xff")
    assert out.getvalue().decode().startswith("ابج")
    reader = naqi.Reader(io.BytesIO("أبج ".encode() + b"a\xff" + b"lost"))
    assert reader.read(100).decode().startswith("ابج")
    for _ in range(2):
        with pytest.raises(naqi.Utf8Error, match="byte 8"):
            reader.read(100)
    end = naqi.Reader(io.BytesIO("أبج".encode()[:-1]))
    assert (end.read(100) + end.read(100)).decode() == "اب"
    with pytest.raises(naqi.Utf8Error):
        end.read(100)


def test_a_reader_waits_for_a_file_that_does_not_block():
    class Slow(io.RawIOBase):
        chunks = ["أ".encode(), None, "ب".encode(), b""]

        def read(self, size=-1):
            return self.chunks.pop(0)

    reader = naqi.Reader(Slow(), "unify_alef")
    assert b"".join(reader.read(100) or b"-" for _ in range(3)).decode() in ("ا-ب", "-اب")
    assert reader.read(100) in (b"", "ب".encode())


def test_a_constructor_that_fails_leaves_nothing_to_close():
    code = """
import gc, io, naqi
for made in [naqi.Reader, naqi.Writer]:
    try:
        made(io.BytesIO(), "serach")
    except naqi.RulesError:
        pass
gc.collect()
"""
    done = subprocess.run([sys.executable, "-X", "dev", "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_messages_count_code_points_and_name_what_python_has():
    for make in [naqi.Normalizer, naqi.Analyzer]:
        with pytest.raises(naqi.RulesError, match=r"\(code point 0\).*naqi\.preset\.__all__") as caught:
            make("zzzz")
        assert "::" not in str(caught.value) and "byte" not in str(caught.value)
    with pytest.raises(naqi.RulesError, match=r"\(code point 13\)"):
        naqi.Normalizer("map(ك=كتاب), serach")
    with pytest.raises(naqi.RulesError, match="`naqi.__all__`|did you mean") as caught:
        naqi.Normalizer("search, -zzzz")
    assert "::" not in str(caught.value)


@pytest.mark.parametrize("number", [256, -1, 10**30, 1 << 20_000], ids=["256", "-1", "30 digits", "6000 digits"])
def test_a_number_out_of_range_is_an_error_that_says_the_range(number):
    with pytest.raises(naqi.RulesError, match="a number from 0 to 255") as caught:
        naqi.collapse_stretch("a", number)
    assert (caught.value.offset, caught.value.kind) == (None, "Argument")
    with pytest.raises(TypeError):
        naqi.collapse_stretch("a", 1.5)


def test_objects_are_shared_by_threads():
    normalizer, analyzer = naqi.Normalizer("search"), naqi.Analyzer("default")
    expected = normalizer.normalize(TEXT), analyzer.terms(TEXT[:10000])
    failed = []

    def run():
        for _ in range(10):
            if (normalizer.normalize(TEXT), analyzer.terms(TEXT[:10000])) != expected:
                failed.append(1)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed


def test_a_long_text_lets_other_threads_run():
    text, calls = "مُتَّحِدة " * 1_000_000, [naqi.normalize, naqi.inspect.count, naqi.words, naqi.align, naqi.preset.QURAN.terms]
    unchanged = "متحده " * 1_000_000
    calls.append(lambda _: naqi.is_normalized(unchanged))
    ticks, is_over = 0, False

    def tick():
        nonlocal ticks
        while not is_over:
            ticks += 1
            time.sleep(0.0002)

    # Without detached calls, the interpreter would switch threads after this time only.
    interval = sys.getswitchinterval()
    sys.setswitchinterval(60)
    thread = threading.Thread(target=tick)
    try:
        thread.start()
        for call in calls:
            before = ticks
            # A call takes some milliseconds, in which a busy machine may run no other thread.
            for _ in range(50):
                call(text)
                if ticks > before:
                    break
            assert ticks > before, call
    finally:
        is_over = True
        sys.setswitchinterval(interval)
        thread.join()


def test_another_interpreter_works_or_gets_a_clear_error():
    code = """
import sys
try:
    import _xxsubinterpreters as interpreters
except ImportError:
    import _interpreters as interpreters
import naqi
made = interpreters.create()
run = "import naqi; assert naqi.normalize('مُتَّحِدة') == 'متحده'"
error = interpreters.run_string(made, run) if hasattr(interpreters, 'run_string') else interpreters.exec(made, run)
print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    said = done.stdout + done.stderr
    works = done.returncode == 0 and done.stdout.strip() == "None"
    assert works or "subinterpreter" in said.lower() or "interpreters" in said.lower(), said
    assert done.returncode in (0, 1), said


def test_a_finder_says_its_needles():
    assert repr(naqi.Finder("العِلم")) == "<naqi.Finder of 'العلم'>"
    assert repr(naqi.preset.SEARCH.finder_of(["كتاب", "قلم"])) == "<naqi.ManyFinder of 2 needles>"


@pytest.mark.parametrize("file", ["path.txt", io.StringIO("نص"), None], ids=["path", "text", "None"])
def test_a_file_of_text_is_an_error_that_says_what_is_expected(file):
    with pytest.raises(TypeError, match=r"no binary file: expected one, such as open\(path, 'rb'\)"):
        naqi.Reader(file)
    with pytest.raises(TypeError, match=r"no binary file: expected one, such as open\(path, 'wb'\)"):
        naqi.Writer(file)


def test_type_checkers_tell_columns_from_other_objects(tmp_path):
    api = pytest.importorskip("mypy.api")
    pytest.importorskip("polars")
    good = ["'a'", "['a', None]", "('a',)", "np.array(['a'])", "pl.Series(['a'])", "pl.col('a')"]
    bad = ["5", "None", "b'a'", "{'a'}", "iter(['a'])", "{'a': 'b'}"]
    lines = ["import naqi", "import numpy as np", "import polars as pl", *(f"naqi.normalize({text})" for text in good + bad)]
    program = tmp_path / "program.py"
    program.write_text("\n".join(lines))
    said = api.run(["--strict", "--no-incremental", str(program)])[0]
    at = [int(line.split(":")[1]) for line in said.splitlines() if ": error:" in line]
    assert at == list(range(len(lines) - len(bad) + 1, len(lines) + 1)), said
