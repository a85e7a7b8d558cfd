"""How well do tokenizers rank? Questions with known answers, by FTS5 and its bm25().

    python3 crates/naqi-sqlite/examples/retrieval.py target/release/libnaqi_sqlite.so TEXTS QUESTIONS ANSWERS

Each file has one entry a line; an answer is the number of the right text, from 0. MRR@10 is the mean of 1 / rank of the right text,
R@1 and R@5 are the shares of questions that have it first, and among the first five.
"""

import pathlib
import sqlite3
import sys

TOKENIZERS = ["unicode61", "naqi default", "naqi light", "naqi words", "naqi wide", "naqi three_terms"]

if len(sys.argv) != 5:
    sys.exit("usage: retrieval.py LIBRARY TEXTS QUESTIONS ANSWERS")
texts, questions, answers = (pathlib.Path(name).read_text(encoding="utf-8").splitlines() for name in sys.argv[2:])

print("| tokenizer | MRR@10 | R@1 | R@5 |\n|---|---:|---:|---:|")
for tokenizer in TOKENIZERS:
    db = sqlite3.connect(":memory:")
    db.enable_load_extension(True)
    db.load_extension(str(pathlib.Path(sys.argv[1]).resolve()))
    db.execute(f"CREATE VIRTUAL TABLE t USING fts5(body, tokenize = '{tokenizer}')")
    db.executemany("INSERT INTO t(rowid, body) VALUES (?, ?)", enumerate(texts))
    ranks = []
    for question, answer in zip(questions, answers):
        words = ['"' + word.replace('"', '""') + '"' for word in question.split()]
        rows = db.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT 10", (" OR ".join(words),))
        found = [rowid for (rowid,) in rows]
        ranks.append(found.index(int(answer)) + 1 if int(answer) in found else 0)
    share = lambda most: sum(0 < rank <= most for rank in ranks) / len(ranks)
    mrr = sum(1 / rank for rank in ranks if rank) / len(ranks)
    print(f"| `{tokenizer}` | {mrr:.4f} | {share(1):.4f} | {share(5):.4f} |")
