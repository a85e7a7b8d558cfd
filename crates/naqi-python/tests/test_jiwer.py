"""The preset ``speech`` with jiwer: no errors in pairs that say the same, and errors in pairs that do not."""

import jiwer
import pytest

import naqi

SAME = [
    # Marks.
    ("قَالَ الرَّجُلُ", "قال الرجل"),
    ("شكرًا جزيلًا", "شكراً جزيلاً"),
    ("هٰذا كتابٌ", "هذا كتاب"),
    ("بِسۡمِ ٱللَّهِ", "بسم الله"),
    # Tatweel.
    ("كـــتاب جديد", "كتاب جديد"),
    ("سـنة ١٤٤٥ هـ", "سنة 1445 ه"),
    # Digits of three kinds.
    ("عام ٢٠٢٤", "عام 2024"),
    ("سال ۱۴۰۳", "سال ١٤٠٣"),
    ("۲۰ و ٣٠", "20 و 30"),
    # Separators of thousands and of decimals.
    ("١٢٬٣٤٥ كتابا", "12,345 كتابا"),
    ("12,345,678", "12345678"),
    ("۱٬۲۳۴", "1234"),
    ("٣٫٥ كيلو", "3.5 كيلو"),
    # Punctuation.
    ("قال: «نعم، لا!»", "قال نعم لا"),
    ("هل جاء؟ نعم.", "هل جاء نعم"),
    ("نعم،لا", "نعم لا"),
    ("\u201cكتاب\u201d \u2014 قلم\u2026", '"كتاب" - قلم...'),
    ("(أولا) [ثانيا]", "أولا ثانيا"),
    # Symbols and spaces.
    ("٥ + ٥ = ١٠", "5 5 10"),
    ("من\u00a0هنا", "من هنا"),
    ("  من \t هنا ", "من هنا"),
    # Case.
    ("USB جديد", "usb جديد"),
    ("iPhone و WhatsApp", "IPHONE و whatsapp"),
    # Presentation forms and ligatures.
    ("\ufefb أدري", "لا أدري"),
    ("\ufed3\ufef2 \ufe8d\ufedf\ufe92\ufef4\ufe96", "في البيت"),
    ("محمد\ufdfa", "محمد صلى الله عليه وسلم"),
    ("\ufdf2 أكبر", "الله أكبر"),
    # Decomposed hamza and madda.
    ("ا\u0654حمد", "أحمد"),
    ("مسو\u0654ول", "مسؤول"),
    ("شي\u0654", "شئ"),
    ("ا\u0653خر", "آخر"),
    ("ا\u064e\u0654حمد", "أحمد"),
    # Alef wasla.
    ("ٱلكتاب", "الكتاب"),
    ("وَٱلشَّمْسِ", "والشمس"),
    ("\ufb50لبيت", "البيت"),
    # Invisible characters.
    ("\ufeffكتاب", "كتاب"),
    ("كتا\u200bب\u200f", "كتاب"),
    ("\u202bكتاب\u202c \u061cقلم", "كتاب قلم"),
    ("كتا\u00adب", "كتاب"),
    # Latin letters with accents, as one code point and as two.
    ("café", "cafe\u0301"),
    ("RE\u0301SUME\u0301 من Émile", "résumé من émile"),
    ("Vi\u1ec7t", "vie\u0323\u0302t"),
    ("e\u200d\u0301t\u00e9", "été"),
    ("stra\u00dfe", "STRASSE"),
    # Half-spaces.
    ("می\u200cخواهم", "میخواهم"),
    ("کتاب\u200cها", "کتابها"),
    # Emoji.
    ("جميل\U0001f60dجدا", "جميل جدا"),
    ("عائلة \U0001f468\u200d\U0001f469\u200d\U0001f467", "عائلة"),
    ("شكرا \u2764\ufe0f\U0001f1f8\U0001f1e6", "شكرا"),
]

# What the reference says, what was heard, and the number of words that are wrong.
OTHER = [
    ("قال نعم", "قال لا", 1),
    ("كتاب جديد", "كتاب", 1),
    ("كتاب", "كتاب جديد", 1),
    ("أحمد", "احمد", 1),
    ("مدرسة", "مدرسه", 1),
    ("على", "علي", 1),
    ("آخر", "اخر", 1),
    ("مسؤول", "مسئول", 1),
    ("عام 2024", "عام 2023", 1),
    ("3.5", "35", 2),
    ("خمسة", "5", 1),
    ("café", "cafe", 1),
    ("usb", "usp", 1),
    ("می\u200cخواهم", "می خواهم", 2),
]


def normalized(pair):
    return [naqi.preset.SPEECH.normalize(text) for text in pair]


@pytest.mark.parametrize("pair", SAME)
def test_what_says_the_same_has_no_errors(pair):
    reference, heard = normalized(pair)
    assert jiwer.wer(reference, heard) == 0
    assert jiwer.cer(reference, heard) == 0


@pytest.mark.parametrize("pair", SAME)
def test_what_says_the_same_has_errors_as_it_is_written(pair):
    assert jiwer.cer(*pair) > 0


@pytest.mark.parametrize("reference, heard, errors", OTHER)
def test_what_says_something_else_has_errors(reference, heard, errors):
    words = jiwer.process_words(*normalized((reference, heard)))
    assert words.substitutions + words.deletions + words.insertions == errors
    assert words.wer > 0
    assert jiwer.cer(*normalized((reference, heard))) > 0


def test_all_pairs_together_have_no_errors():
    references, heard = zip(*map(normalized, SAME))
    assert jiwer.wer(list(references), list(heard)) == 0
    assert len(SAME) >= 36
