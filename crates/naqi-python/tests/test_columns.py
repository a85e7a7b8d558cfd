"""Columns: each library's column against the strings one by one."""

import os
import threading
from random import Random

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naqi
import naqi.polars  # registers the namespace

# Arabic letters and marks, signs that expand, ASCII, other scripts, and long texts, which views do not hold inside.
CHARS = st.one_of(
    st.sampled_from("اأإآبةتىيـ ًُّٰٕٔٓ.،؟ ﷺﻻﷲ٢۲aZé字😀\u200c\u200f\x00"),
    st.characters(exclude_categories=["Cs"]),
)
TEXTS = st.one_of(st.text(CHARS, max_size=8), st.text(CHARS, min_size=10, max_size=60), st.sampled_from(["", "abc", "كتاب"]))
COLUMNS = st.lists(st.one_of(st.none(), TEXTS), max_size=40)
STEPS = ["search", "light", "unify_alef", "nfkc", "transliterate", "trim, collapse_spaces"]
ARROW = [pa.string(), pa.large_string(), pa.string_view()]


def each(normalizer, column):
    return [text if text is None else normalizer.normalize(text) for text in column]


@given(COLUMNS, st.sampled_from(STEPS))
def test_lists_and_numpy_equal_each_string(column, steps):
    normalizer = naqi.Normalizer(steps)
    wanted = each(normalizer, column)
    assert normalizer.normalize(column) == wanted
    assert normalizer.normalize(tuple(column)) == tuple(wanted)
    array = np.empty(len(column), dtype=object)
    array[:] = column
    assert normalizer.normalize(array).tolist() == wanted


@given(COLUMNS, st.sampled_from(STEPS), st.sampled_from(ARROW), st.data())
def test_arrow_arrays_equal_each_string_also_sliced(column, steps, of, data):
    normalizer = naqi.Normalizer(steps)
    array = pa.array(column, of)
    start = data.draw(st.integers(0, len(column)))
    stop = data.draw(st.integers(start, len(column)))
    for part, texts in [(array, column), (array[start:stop], column[start:stop])]:
        made = normalizer.normalize(part)
        made.validate(full=True)
        assert made.type == of
        assert made.to_pylist() == each(normalizer, texts)
        assert normalizer.normalize(part, threads=3).to_pylist() == made.to_pylist()


@given(COLUMNS, st.sampled_from(STEPS), st.sampled_from(ARROW))
def test_a_dictionary_is_normalized_once_and_its_texts_differ(column, steps, of):
    normalizer = naqi.Normalizer(steps)
    array = pa.array(column, of).dictionary_encode() if of != pa.string_view() else pa.array(column).dictionary_encode()
    made = normalizer.normalize(array)
    made.validate(full=True)
    assert made.to_pylist() == each(normalizer, column)
    if made is not array and made.dictionary.to_pylist() != array.dictionary.to_pylist():
        assert len(set(made.dictionary.to_pylist())) == len(made.dictionary)


@given(st.lists(COLUMNS, max_size=4), st.sampled_from(STEPS), st.sampled_from(ARROW))
def test_chunked_arrays_equal_each_string(columns, steps, of):
    normalizer = naqi.Normalizer(steps)
    chunked = pa.chunked_array([pa.array(column, of) for column in columns], type=of)
    wanted = [text for column in columns for text in each(normalizer, column)]
    for threads in [None, 2]:
        made = normalizer.normalize(chunked, threads=threads)
        made.validate(full=True)
        assert made.type == of
        assert made.to_pylist() == wanted


@given(COLUMNS, st.sampled_from(STEPS))
def test_polars_series_and_expressions_equal_each_string(column, steps):
    normalizer = naqi.Normalizer(steps)
    series = pl.Series("t", column, dtype=pl.String)
    wanted = each(normalizer, column)
    made = normalizer.normalize(series, threads=2)
    assert (made.name, made.dtype, made.to_list()) == ("t", pl.String, wanted)
    assert series.naqi.normalize(steps).to_list() == wanted
    frame = series.to_frame()
    expression = pl.col("t").naqi.normalize(normalizer)
    assert frame.select(expression)["t"].to_list() == wanted
    assert frame.lazy().with_columns(n=expression).collect()["n"].to_list() == wanted


@given(COLUMNS, st.sampled_from(STEPS))
@settings(deadline=None)
def test_pandas_series_keep_their_type_and_index(column, steps):
    normalizer = naqi.Normalizer(steps)
    wanted = each(normalizer, column)
    for dtype in [object, "string[python]", "string[pyarrow]", pd.ArrowDtype(pa.string()), "str"]:
        series = pd.Series(column, dtype=dtype, name="t", index=[f"row {n}" for n in range(len(column))])
        made = normalizer.normalize(series)
        assert made.dtype == series.dtype and made.name == "t" and made.index.equals(series.index)
        assert [None if pd.isna(text) else text for text in made] == wanted


def test_categories_that_become_equal_are_merged():
    texts = ["المُتَّحِدة", "كتاب", None, "المتحده", "كِتاب"]
    wanted = ["المتحده", "كتاب", None, "المتحده", "كتاب"]
    made = naqi.normalize(pd.Series(texts, dtype="category"))
    assert [None if pd.isna(text) else text for text in made] == wanted
    assert sorted(made.cat.categories) == sorted(set(wanted) - {None})
    assert naqi.normalize(pl.Series(texts, dtype=pl.Categorical)).cast(pl.String).to_list() == wanted


def test_missing_values_stay():
    nan = float("nan")
    made = naqi.normalize([None, nan, pd.NA, "أ"])
    assert made[0] is None and made[1] is nan and made[2] is pd.NA and made[3] == "ا"


def test_what_does_not_change_is_shared():
    plain = ["كتاب طويل لا يتغير"] * 100
    strings = naqi.normalize(plain)
    assert all(made is text for made, text in zip(strings, plain))
    for of in ARROW:
        array = pa.array(plain, of)
        made = naqi.normalize(array)
        assert [b and b.address for b in made.buffers()] == [b and b.address for b in array.buffers()]
        made = naqi.normalize(pa.chunked_array([array, array]), threads=2)
        assert made.chunk(1).buffers()[2].address == array.buffers()[2].address
    # Of views, each text that does not change stays where it is.
    views = pa.array(plain + ["المُتَّحِدة والمُتَّحِدة"], pa.string_view())
    made = naqi.normalize(views)
    assert made.buffers()[2].address == views.buffers()[2].address
    assert made[-1].as_py() == "المتحده والمتحده"


def test_numpy_arrays_keep_their_shape():
    array = np.array([["أ", "ب"], ["إ", None]], dtype=object)
    assert naqi.normalize(array).tolist() == [["ا", "ب"], ["ا", None]]
    assert naqi.normalize(np.array(["أب", "ة"])).tolist() == ["اب", "ه"]


class Foreign:
    """An array of another library of Arrow."""

    def __init__(self, array):
        self._array = array

    def __arrow_c_array__(self, requested_schema=None):
        return self._array.__arrow_c_array__(requested_schema)


def test_other_libraries_of_arrow_get_an_arrow_array():
    made = naqi.normalize(Foreign(pa.array(["أ", None])))
    assert len(made) == 2
    assert pa.array(made).to_pylist() == ["ا", None]
    assert pl.Series(made).to_list() == ["ا", None]


@pytest.mark.parametrize(
    ("column", "error", "says"),
    [
        (["a", 1], TypeError, "row 1 has the type int"),
        (5, TypeError, "cannot normalize int"),
        (None, TypeError, "cannot normalize NoneType"),
        (b"abc", TypeError, "cannot normalize bytes"),
        (np.array([1]), TypeError, "ndarray of int64"),
        (pa.array([1]), TypeError, "Int64 has no text"),
        (pa.array([1]).dictionary_encode(), TypeError, "Int64 has no text"),
        (pa.table({"t": ["a"]}), TypeError, "choose a column"),
        (pd.DataFrame({"t": ["a"]}), TypeError, "choose a column"),
        (pd.Series([1]), TypeError, "int64 has no text"),
        (pl.DataFrame({"t": ["a"]}), TypeError, "choose a column"),
        (pl.Series([1]), TypeError, "Int64 has no text"),
    ],
)
def test_what_is_no_column_of_texts_is_an_error(column, error, says):
    with pytest.raises(error, match=says):
        naqi.normalize(column)


def test_a_surrogate_is_an_error_with_its_row():
    with pytest.raises(naqi.SurrogateError, match="row 1: .*U\\+D800 at code point 2") as raised:
        naqi.normalize(["abc", "ab\ud800"])
    assert raised.value.row == 1 and raised.value.offset == 2


@pytest.mark.parametrize("of", ARROW)
def test_bytes_that_are_no_text_are_an_error_with_their_row(of):
    # `view` and `from_buffers` make arrays without a check.
    texts = [b"abc", b"a long text before\xff", b"d"]
    binary = {pa.string(): pa.binary(), pa.large_string(): pa.large_binary(), pa.string_view(): pa.binary_view()}[of]
    array = pa.array(texts, binary).view(of)
    with pytest.raises(naqi.Utf8Error, match="row 1, byte 18") as raised:
        naqi.normalize(array)
    assert raised.value.offset == 18
    with pytest.raises(naqi.Utf8Error, match="row 4, byte 18"):
        naqi.normalize(pa.chunked_array([pa.array(["a", "b", "c"], of), array]), threads=2)


def test_bytes_under_a_null_do_not_matter():
    data = pa.py_buffer(b"ab\xff\xd8\xa3cd")
    offsets = pa.py_buffer(np.array([0, 2, 3, 5, 7], dtype=np.int32).tobytes())
    array = pa.Array.from_buffers(pa.string(), 4, [pa.py_buffer(b"\x0d"), offsets, data])
    made = naqi.normalize(array)
    made.validate(full=True)
    assert made.to_pylist() == ["ab", None, "ا", "cd"]


def test_offsets_out_of_bounds_are_an_error():
    offsets = pa.py_buffer(np.array([0, 9, 3], dtype=np.int32).tobytes())
    array = pa.Array.from_buffers(pa.string(), 2, [None, offsets, pa.py_buffer(b"abc")])
    with pytest.raises(naqi.Utf8Error, match="row 0: its offsets"):
        naqi.normalize(array)


@pytest.mark.parametrize("threads", [0, -1])
def test_threads_must_be_positive(threads):
    with pytest.raises(ValueError, match="expected 1 or more"):
        naqi.normalize(pa.array(["a"]), threads=threads)
    with pytest.raises(TypeError, match="expected an int"):
        naqi.normalize(pa.array(["a"]), threads="2")


def test_large_columns_on_threads_equal_one_thread():
    texts = [f"السطر {n}: مُتَّحِدة في ٢٠٢٤" * (1 + n % 7) for n in range(50_000)]
    wanted = naqi.normalize(texts)
    for of in ARROW:
        array = pa.array(texts, of)
        for column in [array, pa.chunked_array([array[:20_000], array[20_000:]])]:
            made = naqi.normalize(column, threads=3)
            made.validate(full=True)
            assert made.type == of and made.to_pylist() == wanted
    made = naqi.normalize(pl.Series("t", texts), threads=3)
    assert made.to_list() == wanted and made.n_chunks() == 1


@pytest.mark.parametrize("of", ARROW)
@pytest.mark.parametrize("changed", [[], [0], [39_999], [20_000], [0, 39_999], range(0, 40_000, 7), range(30_000)])
def test_where_texts_change_does_not_matter_to_threads(of, changed):
    texts = [None if n % 11 == 0 else f"السطر {n} من النص الذي لا يتغير" for n in range(40_000)]
    for n in changed:
        texts[n] = f"السطر {n} من النصّ الذي يتغيّر"
    wanted = each(naqi.preset.SEARCH, texts)
    array = pa.array(texts, of)
    for part, of_part in [(array, wanted), (array[100:39_000], wanted[100:39_000])]:
        for threads in [1, 2, 5]:
            made = naqi.normalize(part, threads=threads)
            made.validate(full=True)
            assert made.to_pylist() == of_part and made.null_count == part.null_count


@pytest.mark.parametrize("steps", ["map(a=ab)", "map(a=abcdefgh)", "map(a=)"])
def test_threads_write_texts_that_grow_or_shrink(steps):
    normalizer = naqi.Normalizer(steps)
    texts = [None if n % 5 == 0 else "ba" * (n % 50) + "النص" for n in range(30_000)]
    for of in ARROW:
        made = normalizer.normalize(pa.array(texts, of), threads=3)
        made.validate(full=True)
        assert made.to_pylist() == each(normalizer, texts)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_forked_process_has_threads_of_its_own():
    texts = ["قال إنّ المدارسَ في الولايات المُتَّحِدة"] * 40_000
    array = pa.array(texts)
    wanted = naqi.normalize(array, threads=2)
    child = os.fork()
    if child == 0:
        status = 1
        try:
            status = 0 if naqi.normalize(array, threads=2).equals(wanted) else 2
        finally:
            os._exit(status)
    assert os.waitpid(child, 0)[1] == 0


def test_an_error_on_threads_is_that_of_the_first_row():
    texts = ["نص المُتَّحِدة".encode()] * 50_000
    texts[10_001] = texts[40_000] = texts[49_999] = b"long enough for a buffer \xff"
    for of, binary in [(pa.string(), pa.binary()), (pa.large_string(), pa.large_binary())]:
        array = pa.array(texts, binary).view(of)
        for threads in [1, 2, 3]:
            with pytest.raises(naqi.Utf8Error, match="row 10001, byte 25"):
                naqi.normalize(array, threads=threads)


def test_of_many_bad_rows_the_least_is_the_error():
    # Every thread meets bad rows, and those of later pieces are found first.
    of = [(pa.string(), pa.binary()), (pa.string_view(), pa.binary_view())]
    good, bad = "نص المُتَّحِدة في سطر".encode(), b"long enough for a buffer \xff"
    for first in range(500, 40_000, 1_700):
        texts = [good] * first + [bad] * (40_000 - first)
        for strings, binary in of:
            array = pa.array(texts, binary).view(strings)
            for column in [array, pa.chunked_array([array[: first - 400], array[first - 400 :]])]:
                with pytest.raises(naqi.Utf8Error, match=f"row {first}, byte 25") as raised:
                    naqi.normalize(column, threads=3)
                assert raised.value.row == first


# Rows that begin with a mark, a part of a letter or what touches the word before it; rows of a view itself; long ones.
ROWS = ["ا", "\u0654", "\u0655حمد", "محمد", "ﷺ", "قال النبي", "ه", "\u200c", "", None, "\u0651 سطر من النص العربي الذي يتغيّر",
        "كِتَابٌ" * 9, "a plain row of ASCII", "نص لا يتغير " * 40, "😀" * 5, "…" * 30, "نصّ" * 3000]


@pytest.mark.parametrize("of", ARROW)
@pytest.mark.parametrize("normalizer", [naqi.preset.SEARCH, naqi.preset.QURAN, naqi.preset.PERSIAN_TEXT, naqi.Normalizer("nfc")])
def test_rows_that_are_written_together_are_as_each_alone(of, normalizer):
    for seed in range(20):
        random = Random(seed)
        # Some columns have no nulls, or no short rows.
        kinds = [row for row in ROWS if not (row is None and seed % 3) and not (seed % 4 == 3 and len(row or "") < 9)]
        texts = random.choices(kinds, k=random.randrange(3000))
        wanted = each(normalizer, texts)
        array = pa.array(texts, of)
        start, end = sorted(random.randrange(len(texts) + 1) for _ in range(2))
        for threads in [1, 2]:
            for part, of_part in [(array, wanted), (array[start:end], wanted[start:end])]:
                made = normalizer.normalize(part, threads=threads)
                made.validate(full=True)
                assert made.to_pylist() == of_part


def views(texts, order, gap=b""):
    """An array of views of the texts in one buffer, with the bytes of `gap` after each, in an order of rows."""
    data, places = b"", []
    for text in texts:
        places.append((len(data), text))
        data += text + gap
    views = b"".join(
        len(text).to_bytes(4, "little")
        + (text.ljust(12, b"\0") if len(text) <= 12 else text[:4] + bytes(4) + at.to_bytes(4, "little"))
        for at, text in (places[n] for n in order)
    )
    return pa.Array.from_buffers(pa.string_view(), len(order), [None, pa.py_buffer(views), pa.py_buffer(data)])


@pytest.mark.parametrize("gap", [b"", b"a", b"\xff", b"\xd8", b"-" * 64, b"-" * 65])
def test_views_may_name_their_texts_in_any_order_and_with_gaps(gap):
    texts = [f"{'' if n % 5 else 'كلمة طويلة في '}النصّ {n}" for n in range(1000)]
    wanted = each(naqi.preset.SEARCH, texts)
    for order in [range(1000), range(999, -1, -1), [n * 7 % 1000 for n in range(1000)], [3] * 1000]:
        array = views([text.encode() for text in texts], order, gap)
        for threads in [1, 2]:
            made = naqi.normalize(array, threads=threads)
            made.validate(full=True)
            assert made.to_pylist() == [wanted[n] for n in order]


def test_of_the_buffers_of_views_those_stay_that_are_named():
    texts = [f"السطر {n} من النص الذي لا يتغير" for n in range(10_000)]
    parts = [pa.array(texts[n : n + 1000], pa.string_view()) for n in range(0, 10_000, 1000)]
    array = pa.concat_arrays([*parts[:4], pa.array(["المُتَّحِدة في النصّ"], pa.string_view()), *parts[4:]])
    old = [buffer.address for buffer in array.buffers()[2:]]
    assert len(old) > 10
    made = naqi.normalize(array[3900:4100])
    made.validate(full=True)
    assert made.to_pylist() == texts[3900:4000] + ["المتحده في النص"] + texts[4000:4099]
    kept = [buffer.address for buffer in made.buffers()[2:]]
    assert len(kept) < 6 and [address for address in kept if address in old] == kept[:-1]
    assert len(naqi.normalize(array[4000:4001]).buffers()) == 3


def test_other_threads_run_while_a_column_is_normalized():
    array = pa.array(["المُتَّحِدة في ٢٠٢٤ " * 50] * 20_000)
    done = threading.Event()
    counted = 0

    def work():
        naqi.normalize(array)
        done.set()

    worker = threading.Thread(target=work)
    worker.start()
    while not done.is_set():
        counted += 1
    worker.join()
    # With the interpreter lock held, the loop would run for a switch interval at most.
    assert counted > 1000


@pytest.mark.parametrize(("of", "integer"), [(pa.string(), np.int32), (pa.large_string(), np.int64)])
@pytest.mark.parametrize("last", [-1, 1_000_000_000])
def test_a_last_offset_out_of_bounds_is_an_error(of, integer, last):
    for validity in [None, pa.py_buffer(b"\x01")]:
        offsets = np.array([0, 4, 5], dtype=integer)
        array = pa.Array.from_buffers(of, 2, [validity, pa.py_buffer(offsets), pa.py_buffer("أبc".encode())])
        # pyarrow checks a new array.
        offsets[2] = last
        for column in [array, pa.chunked_array([array])]:
            with pytest.raises(ValueError, match="offset"):
                naqi.normalize(column, threads=2)
        if last < 0:
            with pytest.raises(naqi.Utf8Error, match="its offsets lie outside"):
                naqi.normalize(Foreign(array))


class Released:
    """An array whose capsules were used by another library."""

    def __init__(self, array):
        self._capsules = array.__arrow_c_array__()
        pa.Array._import_from_c_capsule(*self._capsules)

    def __arrow_c_array__(self, requested_schema=None):
        return self._capsules


class ReleasedStream(pl.Series):
    def __arrow_c_stream__(self, requested_schema=None):
        capsule = super().__arrow_c_stream__()
        pa.RecordBatchReader._import_from_c_capsule(capsule)
        return capsule


def test_a_released_array_is_an_error():
    with pytest.raises(ValueError, match="released"):
        naqi.normalize(Released(pa.array(["a"])))
    with pytest.raises(ValueError, match="released"):
        naqi.normalize(ReleasedStream([{"a": "b"}]))


def test_a_subclass_of_ndarray_is_an_error():
    texts = np.array(["أ", "ب"], dtype=object)
    for column in [np.ma.masked_array(texts, [True, False]), texts.view(np.recarray), np.ma.masked_array(["أ"])]:
        with pytest.raises(TypeError, match="numpy.asarray"):
            naqi.normalize(column)


class Marked(pa.ExtensionType):
    def __init__(self, of=pa.string()):
        super().__init__(of, "naqi.marked")

    def __arrow_ext_serialize__(self):
        return b""


@pytest.mark.parametrize("texts", [["أ", "ا", None], ["a", None, "b"]])
def test_pyarrow_keeps_ordered_dictionaries_and_extension_types(texts):
    wanted = each(naqi.preset.SEARCH, texts)
    plain = pa.array(texts).dictionary_encode()
    ordered = pa.DictionaryArray.from_arrays(plain.indices, plain.dictionary, ordered=True)
    marked = Marked().wrap_array(pa.array(texts))
    for array in [ordered, marked, Marked(ordered.type).wrap_array(ordered)]:
        for column in [array, pa.chunked_array([array, array]), pa.chunked_array([], array.type)]:
            made = naqi.normalize(column)
            made.validate(full=True)
            assert made.type == column.type
            assert made.to_pylist() == (wanted * 2)[: len(column)]


def test_polars_series_keep_their_type():
    texts = ["المُتَّحِدة", None, "المتحده", "abc"]
    wanted = each(naqi.preset.SEARCH, texts)
    types = [pl.Categorical]
    if hasattr(pl, "Categories"):
        types.append(pl.Categorical(pl.Categories("naqi")))
    for dtype in types:
        series = pl.Series("t", texts, dtype=dtype)
        made = naqi.normalize(series)
        assert made.dtype == series.dtype and made.cast(pl.String).to_list() == wanted
    made = naqi.normalize(pl.Series("t", texts, dtype=pl.Enum(["abc", "المتحده", "المُتَّحِدة"])))
    assert made.dtype == pl.Enum(["abc", "المتحده"]) and made.cast(pl.String).to_list() == wanted
    missing = pl.Series("t", [None, None])
    assert naqi.normalize(missing).equals(missing) and naqi.normalize(missing).dtype == pl.Null


def test_an_error_of_bytes_has_its_row():
    array = pa.array([b"abc", b"ab\xff"], pa.binary()).view(pa.string())
    with pytest.raises(naqi.Utf8Error) as raised:
        naqi.normalize(array)
    assert (raised.value.row, raised.value.offset, raised.value.output) == (1, 2, b"")


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_rows_that_overlap_are_all_read(threads):
    # The rows are longer together than the bytes of the column: the offsets fall at each null.
    def column(last):
        count = 100_000
        text = b"a" * 200
        offsets = [0, 200] * (count // 2) + [200 + len(last)]
        valid = [True, False] * (count // 2 - 1) + [True, True]
        valid = pa.array(valid).buffers()[1]
        offsets = pa.array(offsets, pa.int32()).buffers()[1]
        return pa.Array.from_buffers(pa.string(), count, [valid, offsets, pa.py_buffer(text + last)])

    made = naqi.preset.LIGHT.normalize(column("كِتاب".encode()), threads=threads)
    assert made[-1].as_py() == "كتاب"
    with pytest.raises(naqi.Utf8Error) as raised:
        naqi.preset.LIGHT.normalize(column(b"\xff\xff"), threads=threads)
    assert raised.value.row == 99_999
