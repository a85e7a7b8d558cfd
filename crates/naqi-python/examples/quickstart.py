# %% [markdown]
# # naqi in a notebook
#
# Each cell runs by itself: `pip install naqi pandas polars pyarrow`. The cells without a library need naqi alone.

# %% Two spellings of a word become one.
from pathlib import Path

import naqi

assert naqi.normalize("المُتَّحِدة") == naqi.normalize("المتحده")

# %% The steps that you choose, as a normalizer that you keep.
light = naqi.Normalizer("strip_diacritics, strip_tatweel")
assert light.normalize("كِتَـــاب") == "كتاب"

# %% A hit in the text as it was written.
text = "هيئة الأمم المُتَّحِدة"
[(start, end)] = naqi.find(text, "المتحده")
assert text[start:end] == "المُتَّحِدة"

# %% Real text, line by line.
sample = Path(__file__).parents[3] / "examples/data/sample.txt"
lines = sample.read_text(encoding="utf-8").splitlines() if sample.exists() else [text] * 20
print(len(lines), "lines;", sum(line != naqi.normalize(line) for line in lines), "change")

# %% A column of pandas: the index, the name and the type stay.
import pandas as pd

frame = pd.DataFrame({"text": lines})
frame["normalized"] = naqi.normalize(frame["text"])
print(frame.tail(3))

# %% Counts of words, whatever their spelling.
words = pd.Series([word for line in lines for word in naqi.Normalizer("search").terms(line)])
print(words.value_counts().head(5))

# %% Polars: an expression, also in a lazy frame.
import polars as pl

import naqi.polars  # registers the namespace

lazy = pl.DataFrame({"text": lines}).lazy()
normalized = lazy.with_columns(normalized=pl.col("text").naqi.normalize("search")).collect()
assert normalized["normalized"].to_list() == frame["normalized"].tolist()

# %% pyarrow: on two threads, without the interpreter lock. What does not change is not copied.
import pyarrow as pa

column = pa.chunked_array([lines])
assert naqi.normalize(column, threads=2).to_pylist() == frame["normalized"].tolist()

# %% Joining two tables by names that are spelt differently.
one = pd.DataFrame({"name": ["أحمد المنصور", "هدى"], "age": [31, 28]})
other = pd.DataFrame({"name": ["احمد المنصور", "هُدى"], "city": ["القاهرة", "فاس"]})
for table in [one, other]:
    table["key"] = naqi.normalize(table["name"])
joined = one.merge(other, on="key", suffixes=("", "_other"))
assert len(joined) == 2
print(joined[["name", "name_other"]])

# %% The functions of PyArabic under their own names.
from naqi.compat.pyarabic.araby import strip_tashkeel

assert strip_tashkeel("مُتَّحِدة") == "متحدة"
