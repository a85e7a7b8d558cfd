"""Columns of texts, normalized: lists, and the arrays of numpy, pandas, Polars, pyarrow and other libraries of Arrow.

No library is imported that the caller has not imported: a column's class says where it comes from.
"""

from __future__ import annotations

import sys
from typing import Any, Callable, Dict

from ._naqi import Normalizer, normalize_arrow, normalize_strings


def normalize(normalizer: Normalizer, column: Any, threads: Any = None) -> Any:
    """The column normalized, as a column of the same class."""
    threads = _checked(threads)
    if isinstance(column, list):
        return normalize_strings(normalizer, column)
    if isinstance(column, tuple) and type(column) is tuple:
        return tuple(normalize_strings(normalizer, list(column)))
    for base in type(column).__mro__:
        known = _LIBRARIES.get(base.__module__.partition(".")[0])
        if known:
            return known(normalizer, column, threads)
    if hasattr(column, "__arrow_c_array__"):
        return normalize_arrow(normalizer, column, threads, True)[0]
    raise TypeError(
        f"cannot normalize {type(column).__name__}: expected a str, a list of them, or an array or series of numpy, "
        "pandas, Polars, pyarrow or another library of Arrow"
    )


def _checked(threads: Any) -> int:
    if threads is None:
        return 1
    if isinstance(threads, bool) or not isinstance(threads, int):
        raise TypeError(f"threads is a {type(threads).__name__}: expected an int")
    if threads < 1:
        raise ValueError(f"threads is {threads}: expected 1 or more")
    return min(threads, 256)


def _numpy(normalizer: Normalizer, column: Any, threads: int) -> Any:
    np: Any = sys.modules["numpy"]
    if isinstance(column, np.str_):
        return normalizer.normalize(str(column))
    # A subclass may have more than its values, as the mask of a masked array.
    if type(column) is not np.ndarray or column.dtype.kind not in "OUT":
        raise TypeError(
            f"cannot normalize {_described(column)}: expected an ndarray of objects or strings, which numpy.asarray makes of "
            "others, and .filled() of a masked array"
        )
    texts = normalize_strings(normalizer, column.ravel().tolist())
    if column.dtype.kind == "U":
        return np.array(texts, dtype=str).reshape(column.shape)
    made = np.empty(len(texts), dtype=object)
    made[:] = texts
    return made.reshape(column.shape).astype(column.dtype, copy=False)


def _pandas(normalizer: Normalizer, column: Any, threads: int) -> Any:
    pd: Any = sys.modules["pandas"]
    if isinstance(column, pd.Series):
        made = _pandas_array(normalizer, column.array, threads)
        return column._constructor(made, dtype=made.dtype, index=column.index, name=column.name).__finalize__(column)
    if isinstance(column, pd.Index) and not isinstance(column, pd.MultiIndex):
        made = _pandas_array(normalizer, column.array, threads)
        return pd.Index(made, dtype=made.dtype, name=column.name)
    if isinstance(column, pd.api.extensions.ExtensionArray):
        return _pandas_array(normalizer, column, threads)
    raise TypeError(f"cannot normalize {type(column).__name__}: choose a column, such as frame['text']")


def _pandas_array(normalizer: Normalizer, array: Any, threads: int) -> Any:
    pd: Any = sys.modules["pandas"]
    dtype = array.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        # Categories that become equal are merged: categories must differ.
        texts = normalize_strings(normalizer, dtype.categories.tolist())
        numbers, categories = pd.factorize(pd.Series(texts, dtype=dtype.categories.dtype))
        codes = array.codes.copy()
        codes[codes >= 0] = numbers[codes[codes >= 0]]
        return pd.Categorical.from_codes(codes, categories=categories, ordered=dtype.ordered)
    if hasattr(array, "__arrow_array__") and getattr(dtype, "storage", "pyarrow") == "pyarrow":
        import pyarrow as pa  # type: ignore[import-untyped, unused-ignore]

        return dtype.__from_arrow__(_pyarrow(normalizer, pa.chunked_array(pa.array(array)), threads))
    if dtype.kind != "O":
        raise TypeError(f"a column of {dtype} has no text: expected strings")
    texts = normalize_strings(normalizer, array.tolist())
    return pd.array(texts, dtype=dtype) if isinstance(dtype, pd.StringDtype) else pd.Series(texts, dtype=object).array


def _polars(normalizer: Normalizer, column: Any, threads: int) -> Any:
    pl: Any = sys.modules["polars"]
    if isinstance(column, pl.Expr):
        # The type of a column of strings is known before it is computed; categories may become fewer.
        return column.map_batches(lambda series: _polars(normalizer, series, threads), is_elementwise=True)
    if not isinstance(column, pl.Series):
        raise TypeError(f"cannot normalize {type(column).__name__}: choose a column, such as frame['text']")
    if column.dtype == pl.Null:
        return column
    chunks = [pl.Series(chunk).alias(column.name) for chunk in normalize_arrow(normalizer, column, threads, True)]
    if not chunks:
        return column
    made = pl.concat(chunks, rechunk=False)
    if isinstance(column.dtype, pl.Enum):
        categories = normalize_strings(normalizer, column.dtype.categories.to_list())
        return made.cast(pl.Enum(list(dict.fromkeys(categories))))
    return made if made.dtype == column.dtype else made.cast(column.dtype)


def _pyarrow(normalizer: Normalizer, column: Any, threads: int) -> Any:
    pa: Any = sys.modules["pyarrow"]
    if isinstance(column, pa.ChunkedArray):
        column.validate()
        chunks = normalize_arrow(normalizer, column, threads, False)
        return pa.chunked_array([_as(column.type, pa.array(chunk)) for chunk in chunks], type=column.type)
    if isinstance(column, pa.Array):
        # Arrow's interface has no length of the bytes, so a last offset out of bounds is seen here only.
        column.validate()
        return _as(column.type, pa.array(normalize_arrow(normalizer, column, threads, True)[0]))
    if isinstance(column, pa.Scalar):
        return pa.scalar(None if column.as_py() is None else normalizer.normalize(column.as_py()), type=column.type)
    raise TypeError(f"cannot normalize {type(column).__name__}: choose a column, such as table['text']")


def _as(of: Any, made: Any) -> Any:
    """The array of pyarrow with what Arrow's interface lost: the order of a dictionary, and an extension type."""
    pa: Any = sys.modules["pyarrow"]
    if made.type == of:
        return made
    if isinstance(of, pa.BaseExtensionType):
        return of.wrap_array(_as(of.storage_type, made))
    if pa.types.is_dictionary(of):
        return pa.DictionaryArray.from_arrays(made.indices, made.dictionary, ordered=of.ordered)
    return made


def _described(column: Any) -> str:
    return f"{type(column).__name__} of {column.dtype}" if hasattr(column, "dtype") else type(column).__name__


_LIBRARIES: Dict[str, Callable[[Normalizer, Any, int], Any]] = {"numpy": _numpy, "pandas": _pandas, "polars": _polars, "pyarrow": _pyarrow}
