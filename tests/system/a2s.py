"""A client of Valve's server queries (https://developer.valvesoftware.com/wiki/Server_queries).

A server that does not answer in time is a TimeoutError, hence an OSError; nonsense for an answer is a ValueError.
"""

import socket
import struct
from dataclasses import dataclass

SINGLE = b"\xff\xff\xff\xff"
CHALLENGE = b"A"
NO_CHALLENGE = b"\xff\xff\xff\xff"
PATIENCE = 2.0

HAS_PORT, HAS_STEAM_ID, HAS_SPECTATOR, HAS_KEYWORDS, HAS_GAME_ID = 0x80, 0x10, 0x40, 0x20, 0x01


@dataclass(frozen=True)
class Info:
    protocol: int
    name: str
    map: str
    folder: str
    game: str
    app_id: int
    players: int
    max_players: int
    bots: int
    server_type: str
    environment: str
    has_password: bool
    is_secure: bool
    version: str
    game_port: int  # 0 when the server does not tell
    keywords: str


@dataclass(frozen=True)
class Player:
    name: str
    score: int
    seconds: float


class Reader:
    """Takes a reply apart, from its first byte to its last."""

    def __init__(self, data):
        self.data = data

    def take(self, form):
        size = struct.calcsize("<" + form)
        if size > len(self.data):
            raise ValueError(f"the reply ends where {form!r} is expected")
        values = struct.unpack("<" + form, self.data[:size])
        self.data = self.data[size:]
        return values[0] if len(values) == 1 else values

    def text(self):
        value, end, self.data = self.data.partition(b"\0")
        if not end:
            raise ValueError(f"the reply ends within a text: {value!r}")
        return value.decode(errors="replace")

    def take_if(self, present, form, otherwise=0):
        return self.take(form) if present else otherwise


def info(host, port, patience=PATIENCE):
    reply = ask(host, port, b"TSource Engine Query\0", b"", b"I", patience)
    protocol = reply.take("B")
    name, current_map, folder, game = (reply.text() for _ in range(4))
    app_id, players_now, max_players, bots = reply.take("HBBB")
    server_type, environment, has_password, is_secure = reply.take("cc??")
    version = reply.text()
    flags = reply.take("B") if reply.data else 0
    game_port = reply.take_if(flags & HAS_PORT, "H")
    reply.take_if(flags & HAS_STEAM_ID, "Q")
    if flags & HAS_SPECTATOR:
        reply.take("H")
        reply.text()
    keywords = reply.text() if flags & HAS_KEYWORDS else ""
    reply.take_if(flags & HAS_GAME_ID, "Q")
    return Info(protocol, name, current_map, folder, game, app_id, players_now, max_players, bots,
                server_type.decode(), environment.decode(), has_password, is_secure, version, game_port,
                keywords)


def players(host, port, patience=PATIENCE):
    reply = ask(host, port, b"U", NO_CHALLENGE, b"D", patience)
    found = []
    for _ in range(reply.take("B")):
        reply.take("B")
        name = reply.text()
        found.append(Player(name, *reply.take("if")))
    return found


def rules(host, port, patience=PATIENCE):
    """cvar → value."""
    reply = ask(host, port, b"V", NO_CHALLENGE, b"E", patience)
    return dict((reply.text(), reply.text()) for _ in range(reply.take("H")))


def ask(host, port, question, first_challenge, expected, patience=PATIENCE):
    """The reply to a question, after repeating the server's challenge where it wants that."""
    with socket.socket(type=socket.SOCK_DGRAM) as client:
        client.settimeout(patience)
        client.connect((host, port))
        kind, rest = exchange(client, question + first_challenge)
        if kind == CHALLENGE:
            kind, rest = exchange(client, question + rest[:4])
    if kind != expected:
        raise ValueError(f"{expected!r} was asked for, and the server answers {kind!r}")
    return Reader(rest)


def exchange(client, message):
    client.send(SINGLE + message)
    reply = client.recv(65535)
    if not reply.startswith(SINGLE):
        raise ValueError(f"no whole reply: {reply[:16]!r}")
    return reply[4:5], reply[5:]
