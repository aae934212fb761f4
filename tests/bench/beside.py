"""The servers to compare the program with in the same run: the floor, and nginx with nchan."""

import hashlib
import shutil
from pathlib import Path

from tests.bench.asking import Doors, Visitor
from tests.bench.loop import Loop
from tests.bench.processes import Served, free_port, python
from tests.bench.wires import Wire

FLOOR = Path(__file__).with_name("floor.py")
FRAME_BYTES = 4096
MODULES = ("/usr/lib/nginx/modules", "/usr/lib64/nginx/modules", "/usr/local/lib/nginx/modules")
NGINX = """
load_module {module};
daemon off;
worker_processes 1;
error_log {folder}/error.log;
pid {folder}/nginx.pid;
events {{ worker_connections 8192; }}
http {{
  access_log off;
  keepalive_requests 1000000;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    location = /act {{ nchan_publisher; nchan_channel_id all; nchan_message_buffer_length 1; }}
    location = /live {{ nchan_subscriber websocket; nchan_channel_id all; nchan_subscriber_first_message newest; }}
  }}
}}
"""


class Beside:
    """A server that sends each act to all its sockets; the first one stands for the wall."""

    def __init__(self, loop: Loop, served: Served, port: int) -> None:
        self.loop = loop
        self.served = served
        self.port = port
        self.visitor = Visitor(port)
        self.doors = Doors(loop, port)
        self.wires: list[Wire] = []
        served.opens(port)

    def joins(self, number: int) -> None:
        self.wires += [Wire(self.loop, self.visitor, "/live") for _ in range(number)]
        if not self.loop.run(lambda: all(wire.opened_at for wire in self.wires), 30):
            raise TimeoutError("not every socket opened")

    def act(self, sequence: int) -> bytes:
        """The request for one act. nchan sends on what it gets: there it is the frame of 4 kB."""
        return self.visitor.post("/act", ("act", sequence))

    def close(self) -> None:
        for wire in self.wires:
            wire.close()
        self.doors.close()
        self.served.kill()


class Floor(Beside):
    def __init__(self, loop: Loop, folder: Path) -> None:
        port = free_port()
        command = python(str(FLOOR), str(port), str(folder / "floor.db"))
        super().__init__(loop, Served(command, folder / "floor.log"), port)


class Nchan(Beside):
    """nginx with nchan. Raises LookupError if it is not installed."""

    def __init__(self, loop: Loop, folder: Path) -> None:
        program, module = nginx()
        port = free_port()
        written = NGINX.format(module=module, folder=folder, port=port)
        (folder / "nginx.conf").write_text(written, "utf-8")
        command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf")]
        super().__init__(loop, Served(command, folder / "nginx.log"), port)

    def act(self, sequence: int) -> bytes:
        head = f'{{"sequence": {sequence}, "content": "'
        body = f'{head}{"x" * (FRAME_BYTES - len(head) - 2)}"}}'
        return (
            f"POST /act HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        ).encode()


def nginx() -> tuple[str, Path]:
    """The paths of nginx and of nchan's module. Raises LookupError if one is missing."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    modules = [Path(folder) / "ngx_nchan_module.so" for folder in MODULES]
    present = [module for module in modules if module.exists()]
    if not program or not present:
        raise LookupError("nginx with nchan is not installed (nginx, libnginx-mod-nchan)")
    return program, present[0]


def floor_hash() -> str:
    return hashlib.sha256(FLOOR.read_bytes()).hexdigest()
