"""Clients that nobody here wrote understand the stand-in: so what l4d2ctl understands is Valve's protocol."""

import json
import subprocess
import unittest
from pathlib import Path

from stand_in import PATIENCE, StandInTest

ASK = Path(__file__).with_name("ask.mjs")


class PublicClients(StandInTest):
    def ask(self, server, *commands):
        done = subprocess.run(["node", ASK, str(server.port), "hush", *commands], capture_output=True, text=True,
                              timeout=PATIENCE, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return json.loads(done.stdout)

    def test_they_see_what_the_server_is(self):
        self.cfg(server='hostname "left4me alpha"\nrcon_password hush\n')
        server = self.running("+map", "c2m1_highway", "+standin_players", "2")
        told = self.ask(server, "sv_cheats 1", "status")
        self.assertEqual((told["name"], told["map"], told["maxplayers"], told["numplayers"]),
                         ("left4me alpha", "c2m1_highway", 8, 2))
        self.assertEqual(sorted(told["players"]), ["survivor 1", "survivor 2"])
        self.assertIn('"sv_cheats" = "1"', told["answers"][0])
        self.assertIn('"survivor 2" STEAM_1:1:1001', told["answers"][1])

    def test_a_wrong_password_is_refused(self):
        self.cfg(server="rcon_password hush\n")
        self.assertEqual(self.ask(self.running())["refusal"], "Authentication failed")


if __name__ == "__main__":
    unittest.main()
