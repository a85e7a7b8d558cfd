"""A Quran app's table, from Python's sqlite3: verses in Uthmani spelling, found by modern words.

    cargo build --release -p naqi-sqlite
    python3 crates/naqi-sqlite/examples/verses.py target/release/libnaqi_sqlite.so
"""

import pathlib
import sqlite3
import sys

if len(sys.argv) != 2:
    sys.exit("usage: verses.py LIBRARY")
db = sqlite3.connect(":memory:")
if not hasattr(db, "enable_load_extension"):
    sys.exit(
        f"{sys.executable}: this Python was built without loadable extensions of SQLite. Use the system's Python, one that "
        "was built with --enable-loadable-sqlite-extensions, or the package apsw."
    )
db.enable_load_extension(True)
db.load_extension(str(pathlib.Path(sys.argv[1]).resolve()))
db.enable_load_extension(False)

# On a file: fails, and says what to do, if its tables were indexed by the rules of another version.
db.execute("SELECT naqi_check()")
db.execute("CREATE VIRTUAL TABLE verses USING fts5(body, tokenize = 'naqi default')")
lines = pathlib.Path(__file__).with_name("verses.txt").read_text(encoding="utf-8").splitlines()
with db:
    db.executemany("INSERT INTO verses VALUES (?)", [(line,) for line in lines])

find = "SELECT highlight(verses, 0, '[', ']') FROM verses WHERE verses MATCH ? ORDER BY rank"
for query in ["العسر", "الصلاة", '"رب العالمين"', "العال*"]:
    print(query)
    for (verse,) in db.execute(find, (query,)):
        print("  " + verse)

# Without an index: a collation for columns, a function for expressions, and the terms of a text.
db.execute("CREATE TABLE people(name TEXT COLLATE naqi)")
db.executemany("INSERT INTO people VALUES (?)", [("أَحْمَد",), ("احمد",), ("منى",)])
print(db.execute("SELECT count(*) FROM people WHERE name = 'أحمد'").fetchone()[0], "people")
print(db.execute("SELECT naqi_normalize('المُتَّحِدَة')").fetchone()[0])
print([term for (term,) in db.execute("SELECT term FROM naqi_terms('في المدارس الجديدة')")])
