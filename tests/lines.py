"""What a test's browser sends its requests by: kept-open sockets, and the parser in C that uvicorn has too.

It takes a fifth of the time that httpx's own, in Python alone, takes for an answer.
"""

import socket
from collections.abc import Iterator
from contextlib import suppress

import httpx
from httptools import HttpParserError, HttpResponseParser

AT_ONCE = 65_536


class Lines(httpx.BaseTransport):
    """One line for each request that is under way at the same time, as a browser has."""

    def __init__(self) -> None:
        self._idle: list[socket.socket] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        line = self._line(request)
        try:
            answer = _answer_to(request, line)
        except TimeoutError as error:
            line.close()
            raise httpx.ReadTimeout(str(error)) from error
        except (OSError, HttpParserError) as error:
            line.close()
            raise httpx.RemoteProtocolError(str(error)) from error
        if answer.keeps_line:
            self._idle.append(line)
        else:
            line.close()
        return httpx.Response(
            answer.status, headers=answer.headers, stream=httpx.ByteStream(b"".join(answer.body))
        )

    def close(self) -> None:
        while self._idle:
            self._idle.pop().close()

    def _line(self, request: httpx.Request) -> socket.socket:
        """The one that was used last, if the server has kept it open too; else a new one."""
        seconds = request.extensions["timeout"]["read"]
        while self._idle:
            line = self._idle.pop()
            if _is_open(line):
                line.settimeout(seconds)
                return line
            line.close()
        try:
            line = socket.create_connection((request.url.host, request.url.port), seconds)
        except OSError as error:
            raise httpx.ConnectError(str(error)) from error
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return line


class _Answer:
    """An answer as it comes in. One of the hundreds, such as 103, only announces it."""

    def __init__(self, *, has_body: bool) -> None:
        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self.body: list[bytes] = []
        self.is_whole = False
        self.keeps_line = False
        self._has_body = has_body
        self._parser = HttpResponseParser(self)

    def take(self, data: bytes) -> None:
        if not data:
            raise ConnectionError("The server closed the line before its answer was whole.")
        self._parser.feed_data(data)

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers.append((name, value))

    def on_headers_complete(self) -> None:
        self.status = self._parser.get_status_code()
        if not self._has_body:
            self.on_message_complete()

    def on_body(self, body: bytes) -> None:
        self.body.append(body)

    def on_message_complete(self) -> None:
        if self.status < 200:
            self.headers = []
            return
        self.is_whole = True
        self.keeps_line = self._parser.should_keep_alive()


def _answer_to(request: httpx.Request, line: socket.socket) -> _Answer:
    with suppress(BrokenPipeError, ConnectionResetError):  # it may have answered, and taken no more
        line.sendall(b"".join(_written(request)))
    answer = _Answer(has_body=request.method != "HEAD")
    while not answer.is_whole:
        answer.take(line.recv(AT_ONCE))
    return answer


def _written(request: httpx.Request) -> Iterator[bytes]:
    yield b"%s %s HTTP/1.1\r\n" % (request.method.encode(), request.url.raw_path)
    for name, value in request.headers.raw:
        yield b"%s: %s\r\n" % (name, value)
    yield b"\r\n"
    assert isinstance(request.stream, httpx.SyncByteStream)
    if "Transfer-Encoding" not in request.headers:  # its length is known
        yield from request.stream
        return
    for part in filter(None, request.stream):
        yield b"%x\r\n%s\r\n" % (len(part), part)
    yield b"0\r\n\r\n"


def _is_open(line: socket.socket) -> bool:
    """Nothing can be read of it: neither its end, nor what nobody asked for."""
    line.settimeout(0)
    try:
        line.recv(1, socket.MSG_PEEK)
    except BlockingIOError:
        return True
    except OSError:
        pass
    return False
