"""Fixtures: texts of all kinds, and the oracle, a Rust program that calls the crate."""

import json
import os
import subprocess

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

settings.register_profile(
    "naqi",
    deadline=None,
    max_examples=int(os.environ.get("NAQI_CASES", "200")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("naqi")

# Letters, marks, signs of posts, other scripts; the last ones are of one byte (ASCII, Latin-1) and of four in Python's strings.
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأؤإئٱپچگکیەۀ"
MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0670\u0640\u06d6\u06e5"
SIGNS = " \t\n.,:;!?،؛؟«»()#@_/-0123456789٠١٢٣٤٥۴۵٫٬\u200c\u200d\u200f\ufeff"
FORMS = "\ufefb\ufdfa\ufdf2\ufe8e\ufefc\ufeed"
LATIN = "abcXYZé\xa0ÿ×"
ASTRAL = "😀🇸🇦\U0001f3fd\U0001ee00\U00010efd"

chars = st.one_of(
    st.sampled_from(ARABIC),
    st.sampled_from(ARABIC),
    st.sampled_from(MARKS),
    st.sampled_from(SIGNS),
    st.sampled_from(FORMS + LATIN),
    st.sampled_from(ASTRAL),
    st.characters(exclude_categories=["Cs"]),
)
words = st.sampled_from(
    ["في", "الْمُتَّحِدَةِ", "والكتاب", "ألف", "وخمسمئة", "@naqi_ar", "#اليوم_الوطني", "https://example.com/a", "١٬٢٣٤٫٥", "هههههه", "می خواهم"]
)
# Texts of each width of Python's strings.
texts = st.one_of(
    st.lists(st.one_of(chars, words), max_size=40).map("".join),
    st.lists(st.one_of(words, st.just(" ")), max_size=20).map("".join),
    st.text(st.sampled_from("abc XYZ0129.,#@"), max_size=60),
    st.text(st.characters(max_codepoint=0xFF), max_size=60),
    st.text(st.sampled_from(ARABIC + MARKS + " "), max_size=60),
)


class Oracle:
    """Answers of the crate for texts in UTF-8."""

    def __init__(self, program):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __call__(self, text, needle="", steps=()):
        request = json.dumps({"text": text, "needle": needle, "steps": list(steps)})
        self.process.stdin.write(request.encode() + b"\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@pytest.fixture(scope="session")
def oracle():
    program = os.environ.get("NAQI_ORACLE")
    if not program:
        pytest.skip("NAQI_ORACLE names no program: cargo build -p naqi-examples --example oracle")
    made = Oracle(program)
    yield made
    made.process.stdin.close()
    made.process.wait()
    made.process.stdout.close()


def code_points(text, offset):
    """A byte offset in code points, by Python alone."""
    return len(text.encode()[:offset].decode())
