"""Binary files, read and written through a normalizer in constant memory."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ._naqi import Normalizer

if TYPE_CHECKING:
    from typing import BinaryIO

CHUNK = 1 << 16


class Reader(io.RawIOBase):
    """A binary file of the normalized text of a binary file.

    Text that is not UTF-8 is a `Utf8Error` with its offset; with `lossy`, each invalid part is replaced by U+FFFD.

    >>> import io, naqi
    >>> file = naqi.Reader(io.BytesIO("مُتَّحِدة".encode()))
    >>> io.TextIOWrapper(file, encoding="utf-8").read()
    'متحده'
    """

    def __init__(self, file: BinaryIO, normalizer: Normalizer | str = "search", *, lossy: bool = False) -> None:
        super().__init__()
        made = normalizer if isinstance(normalizer, Normalizer) else Normalizer(normalizer)
        self._file = file
        self._stream = made.stream(lossy=lossy)
        self._output = memoryview(b"")
        self._is_finished = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        while not self._output and not self._is_finished:
            chunk = self._file.read(CHUNK)
            self._output = memoryview(self._stream.push(chunk) if chunk else self._stream.finish())
            self._is_finished = not chunk
        target = memoryview(buffer).cast("B")
        length = min(len(target), len(self._output))
        target[:length] = self._output[:length]
        self._output = self._output[length:]
        return length


class Writer(io.RawIOBase):
    """A binary file that writes the normalized text to another one.

    `close`, or the end of a `with` block, writes what the last bytes still held back. It does not close the other file.

    >>> import io, naqi
    >>> file = io.BytesIO()
    >>> with naqi.Writer(file) as writer:
    ...     length = writer.write("مُتَّحِدة".encode())
    >>> file.getvalue().decode()
    'متحده'
    """

    def __init__(self, file: BinaryIO, normalizer: Normalizer | str = "search", *, lossy: bool = False) -> None:
        super().__init__()
        made = normalizer if isinstance(normalizer, Normalizer) else Normalizer(normalizer)
        self._file = file
        self._stream = made.stream(lossy=lossy)

    def writable(self) -> bool:
        return True

    def write(self, data: bytes | bytearray | memoryview, /) -> int:  # type: ignore[override]
        self._file.write(self._stream.push(data))
        return len(memoryview(data).cast("B"))

    def close(self) -> None:
        if not self.closed:
            try:
                self._file.write(self._stream.finish())
            finally:
                super().close()
