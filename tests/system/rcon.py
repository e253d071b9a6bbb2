"""A client of Valve's remote console (https://developer.valvesoftware.com/wiki/Source_RCON_Protocol).

A refused password is a PermissionError, a server that says nothing in time a TimeoutError.
"""

import socket
import struct

RESPONSE, EXECUTE, AUTH_RESPONSE, AUTH = 0, 2, 2, 3
PATIENCE = 5.0
LOGIN, COMMAND, END = 1, 2, 3


def packet(number, kind, text):
    body = struct.pack("<ii", number, kind) + text.encode() + b"\0\0"
    return struct.pack("<i", len(body)) + body


class Client:
    def __init__(self, host, port, password, patience=PATIENCE):
        self.socket = socket.create_connection((host, port), timeout=patience)
        self.socket.sendall(packet(LOGIN, AUTH, password))
        while (answer := self.receive())[1] != AUTH_RESPONSE:
            pass
        if answer[0] != LOGIN:
            self.close()
            raise PermissionError("the server refused the password")

    def ask(self, command):
        self.socket.sendall(packet(COMMAND, EXECUTE, command))
        self.socket.sendall(packet(END, RESPONSE, ""))
        text = b""
        while (answer := self.receive())[0] != END:
            text += answer[2] if answer[0] == COMMAND else b""
        return text.decode(errors="replace")

    def receive(self):
        size, = struct.unpack("<i", self.take(4))
        number, kind = struct.unpack("<ii", self.take(8))
        return number, kind, self.take(size - 8)[:-2]

    def take(self, size):
        data = b""
        while len(data) < size:
            piece = self.socket.recv(size - len(data))
            if not piece:
                raise ConnectionError("the server left")
            data += piece
        return data

    def close(self):
        self.socket.close()
