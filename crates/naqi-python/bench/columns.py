"""Columns of each library against the Rust crate on the same bytes, and two threads against one.

Usage: columns.py RUST TEXT..., where RUST is the program of lines.rs: `cargo build --release -p naqi-python --example lines`.
Each text is repeated to 4 MiB, which stay in a cache, and to 64 MiB, which do not. The turns are interleaved, and the least
time of each counts. `columns.py --test TEXT` runs each once, without the program.
"""

import gc
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import naqi

ROUNDS = 10
# The turns for columns of so many bytes.
TURNS = {4 << 20: 30, 64 << 20: 3}


def least(call):
    gc.collect()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter_ns()
        call()
        times.append(time.perf_counter_ns() - start)
    return min(times)


def calls(lines):
    import numpy as np
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    normalizer = naqi.Normalizer("search")
    columns = {
        "pyarrow string": pa.array(lines, pa.string()),
        "pyarrow large_string": pa.array(lines, pa.large_string()),
        "pyarrow string_view": pa.array(lines, pa.string_view()),
        "pyarrow chunked_array": pa.chunked_array([pa.array(lines, pa.string())]),
        "polars Series": pl.Series("t", lines),
        "pandas string[pyarrow]": pd.Series(lines, dtype="string[pyarrow]"),
        "pandas object": pd.Series(lines, dtype=object),
        "numpy object": np.array(lines, dtype=object),
        "list": lines,
    }
    for name, column in columns.items():
        yield name, lambda column=column: normalizer.normalize(column)
        if not name.endswith(("object", "list")):
            yield name + ", 2 threads", lambda column=column: normalizer.normalize(column, threads=2)


def baseline(rust, source):
    """A call that gives the least nanoseconds of the Rust crate, and with a check of UTF-8."""
    program = subprocess.Popen([rust, source], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run():
        program.stdin.write(f"{ROUNDS}\n")
        program.stdin.flush()
        return [int(least) for least in program.stdout.readline().split()]

    return run


def rows(path, rust, turns, size):
    lines = Path(path).read_text(encoding="utf-8").split("\n")
    lines *= max(1, size // Path(path).stat().st_size)
    text = "\n".join(lines)
    each = dict(calls(lines))
    best = {name: float("inf") for name in ["Rust", "checked", *each]}
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as source:
        source.write(text)
        source.flush()
        crate = baseline(rust, source.name) if rust else lambda: [float("nan")] * 2
        for _ in range(turns):
            for name, call in each.items():
                best[name] = min(best[name], least(call))
                for crates, nanoseconds in zip(["Rust", "checked"], crate()):
                    best[crates] = min(best[crates], nanoseconds)
    megabytes = len(text.encode()) / 1e6
    yield f"\n{Path(path).name}: {megabytes:.1f} MB in {len(lines)} lines, {naqi.kernel_level}\n"
    yield "| column | MB/s | of the Rust crate | 2 threads |\n|---|---:|---:|---:|"
    for name, title in {"Rust": "a loop over lines", "checked": "the same on bytes, checked"}.items():
        yield f"| the Rust crate, {title} | {megabytes / best[name] * 1e9:.0f} | {best['Rust'] / best[name]:.2f} | |"
    for name in each:
        if name.endswith("threads"):
            continue
        threads = best.get(name + ", 2 threads")
        twice = f"{best[name] / threads:.2f} ×" if threads else ""
        yield f"| {name} | {megabytes / best[name] * 1e9:.0f} | {best['Rust'] / best[name]:.2f} | {twice} |"


def main(first, *paths):
    is_test = first == "--test"
    for path in paths:
        for size, turns in ({0: 1} if is_test else TURNS).items():
            print("\n".join(rows(path, None if is_test else first, turns, size)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
