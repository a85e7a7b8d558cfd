"""Repairs damaged lines by other libraries: `peers.py LINES.tsv CLEAN…`, with the lines of `damage.py`.

Prints, for each kind of damage, which share of the lines each library brings back, and which share of the lines of clean
texts it leaves alone. Needs ftfy, plsfix, arafix and arabic-repair.
"""

import collections
import sys

import arabic_repair
import arafix
import ftfy
import plsfix

PEERS = {
    "ftfy": ftfy.fix_text,
    "plsfix": plsfix.fix_text,
    "arafix": arafix.fix,
    "arabic-repair": arabic_repair.repair,
}
EVERY = 10


def share(peer, pairs):
    right = 0
    for damaged, wanted in pairs:
        try:
            right += peer(damaged) == wanted
        except Exception:  # a line that it cannot take is not brought back
            pass
    return right / max(len(pairs), 1)


def main():
    path, *clean = sys.argv[1:]
    kinds = collections.defaultdict(list)
    with open(path, encoding="utf-8") as file:
        for line in file:
            kind, damaged, wanted = line.rstrip("\n").split("\t", 2)
            kinds[kind.split(", ", 1)[1]].append((damaged, wanted))
    for name in clean:
        with open(name, encoding="utf-8") as file:
            lines = [line for line in file.read().split("\n") if line.strip()]
        kinds[f"left alone: {name.rsplit('/', 1)[-1]}"] = [(line, line) for line in lines]
    print("kind\tlines\t" + "\t".join(PEERS))
    for kind, pairs in kinds.items():
        pairs = pairs[::EVERY]
        print(kind, len(pairs), *(f"{share(peer, pairs):.2f}" for peer in PEERS.values()), sep="\t", flush=True)


main()
