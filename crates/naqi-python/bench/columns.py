"""Columns of each library against the Rust crate on the same bytes, and two threads against one.

Usage: columns.py RUST TEXT..., where RUST is the program of lines.rs:
`cargo build --release -p naqi-python --example lines`. The turns are interleaved, and the least time of each counts.
"""

import gc
import subprocess
import sys
import time
from pathlib import Path

import naqi

TURNS, ROUNDS = 15, 4


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


def repeated(path, size):
    lines = Path(path).read_text(encoding="utf-8").split("\n")
    return lines * max(1, size // Path(path).stat().st_size)


def main(rust, *paths):
    for path in paths:
        lines = repeated(path, 16 << 20)
        text = "\n".join(lines)
        size = len(text.encode()) / 1e6
        source = Path(f"/tmp/naqi-columns-{Path(path).name}")
        source.write_text(text, encoding="utf-8")
        program = subprocess.Popen([rust, str(source)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

        def baseline():
            program.stdin.write(f"{ROUNDS}\n")
            program.stdin.flush()
            return int(program.stdout.readline())

        each = dict(calls(lines))
        best = {name: float("inf") for name in ["Rust", *each]}
        for _ in range(TURNS):
            for name, call in each.items():
                best[name] = min(best[name], least(call))
                best["Rust"] = min(best["Rust"], baseline())
        program.stdin.close()
        program.wait()
        source.unlink()
        print(f"\n{Path(path).name}: {size:.1f} MB in {len(lines)} lines, {naqi.kernel_level}\n")
        print("| column | MB/s | of the Rust crate | 2 threads |\n|---|---:|---:|---:|")
        print(f"| the Rust crate, a loop over lines | {size / best['Rust'] * 1e9:.0f} | 1.00 | |")
        for name in each:
            if name.endswith("threads"):
                continue
            threads = best.get(name + ", 2 threads")
            twice = f"{best[name] / threads:.2f} ×" if threads else ""
            print(f"| {name} | {size / best[name] * 1e9:.0f} | {best['Rust'] / best[name]:.2f} | {twice} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
