"""Binary files, read and written through a normalizer in constant memory."""

from __future__ import annotations

import errno
import io
import threading
from typing import TYPE_CHECKING

from ._naqi import Normalizer, Utf8Error

if TYPE_CHECKING:
    from typing import BinaryIO, Callable

CHUNK = 1 << 16


class Reader(io.RawIOBase):
    """A binary file of the normalized text of a binary file.

    Text that is not UTF-8 is a `Utf8Error` with its offset, after the output of what comes before; with `lossy`, each invalid part is replaced by U+FFFD.

    >>> import io, naqi
    >>> file = naqi.Reader(io.BytesIO("مُتَّحِدة".encode()))
    >>> io.TextIOWrapper(file, encoding="utf-8").read()
    'متحده'
    """

    def __init__(self, file: BinaryIO, normalizer: Normalizer | str = "search", *, lossy: bool = False) -> None:
        super().__init__()
        self._file = _binary(file, "read")
        self._stream = _normalizer(normalizer).stream(lossy=lossy)
        self._output = memoryview(b"")
        self._error: Utf8Error | None = None
        self._is_finished = False
        self._lock = threading.RLock()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int | None:  # type: ignore[override]
        with self._lock:
            return self._readinto(memoryview(buffer).cast("B"))

    def _readinto(self, target: memoryview) -> int | None:
        if self.closed:
            raise ValueError("the file is closed: it cannot be read")
        while not self._output and not self._is_finished:
            if self._error:
                raise self._error
            chunk = self._file.read(CHUNK)
            if chunk is None:
                # A file that does not block has no bytes yet.
                return None
            try:
                self._output = memoryview(self._stream.push(chunk) if chunk else self._stream.finish())
                self._is_finished = not chunk
            except Utf8Error as error:
                self._output, self._error = memoryview(error.output), error
        length = min(len(target), len(self._output))
        target[:length] = self._output[:length]
        self._output = self._output[length:]
        return length


class Writer(io.RawIOBase):
    """A binary file that writes the normalized text to another one.

    `close`, or the end of a `with` block, writes what the last bytes still held back. It does not close the other file.
    Of text that is not UTF-8, the output of what comes before is written, and `write` raises a `Utf8Error`.

    >>> import io, naqi
    >>> file = io.BytesIO()
    >>> with naqi.Writer(file) as writer:
    ...     length = writer.write("مُتَّحِدة".encode())
    >>> file.getvalue().decode()
    'متحده'
    """

    def __init__(self, file: BinaryIO, normalizer: Normalizer | str = "search", *, lossy: bool = False) -> None:
        super().__init__()
        self._file = _binary(file, "write")
        self._stream = _normalizer(normalizer).stream(lossy=lossy)
        self._lock = threading.RLock()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes | bytearray | memoryview, /) -> int:  # type: ignore[override]
        # A view may have gaps, and items of more than one byte.
        data = data if isinstance(data, bytes) else memoryview(data).tobytes()
        with self._lock:
            if self.closed:
                raise ValueError("the file is closed: it cannot be written")
            self._put(lambda: self._stream.push(data))
        return len(data)

    def close(self) -> None:
        # A constructor that failed made no stream and no lock.
        if not hasattr(self, "_lock"):
            return super().close()
        with self._lock:
            if self.closed:
                return
            try:
                self._put(self._stream.finish)
            finally:
                super().close()

    def _put(self, run: Callable[[], bytes]) -> None:
        """Writes the output of a function of the stream, also that of an error, and raises the error."""
        error: Utf8Error | None = None
        try:
            rest = memoryview(run())
        except Utf8Error as caught:
            rest, error = memoryview(caught.output), caught
        while rest:
            count = self._file.write(rest)
            if count is None and not isinstance(self._file, io.RawIOBase):
                # A class of the caller's own, whose `write` returns nothing.
                break
            if not count:
                raise BlockingIOError(errno.EAGAIN, f"the other file takes no more: {len(rest)} bytes were not written")
            rest = rest[count:]
        if error:
            raise error


def _normalizer(steps: Normalizer | str) -> Normalizer:
    return steps if isinstance(steps, Normalizer) else Normalizer(steps)


def _binary(file: BinaryIO, method: str) -> BinaryIO:
    """The file, if it may be one of bytes."""
    if isinstance(file, io.TextIOBase) or not hasattr(file, method):
        mode = method[0] + "b"
        raise TypeError(f"{type(file).__name__} is no binary file: expected one, such as open(path, '{mode}')")
    return file
