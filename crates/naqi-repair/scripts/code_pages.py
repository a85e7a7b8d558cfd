"""Prints src/code_pages.rs: the upper halves of code pages that encoding_rs lacks, from Python's codecs."""

PAGES = [("MAC_ARABIC", "mac_arabic"), ("CP864", "cp864"), ("CP720", "cp720")]


def character(codec, byte):
    try:
        return bytes([byte]).decode(codec)
    except UnicodeDecodeError:
        return "\ufffd"


print("//! Code pages that `encoding_rs` lacks, printed by `scripts/code_pages.py` from Python's codecs.\n")
print("/// The characters of the bytes 0x80 to 0xFF; U+FFFD REPLACEMENT CHARACTER where there is none.")
print("pub type UpperHalf = [char; 128];\n")
for n, (name, codec) in enumerate(PAGES):
    lower = [b for b in range(128) if character(codec, b) != chr(b)]
    note = "".join(f" Its byte 0x{b:02X} is U+{ord(character(codec, b)):04X}." for b in lower)
    print(f"/// Python's `{codec}`.{note}")
    print("#[rustfmt::skip]")
    print(f"pub static {name}: UpperHalf = [")
    for start in range(128, 256, 8):
        print("    " + " ".join(f"'\\u{{{ord(character(codec, b)):X}}}'," for b in range(start, start + 8)))
    print("];" + ("" if n + 1 == len(PAGES) else "\n"))
