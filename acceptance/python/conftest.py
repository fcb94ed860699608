"""A world of its own for each test: see docs/testing.md. Nothing but pytest and the standard library is needed."""
import json
import os
import time
import urllib.error
import urllib.request

import pytest


class World:
    """An environment of a Namestead sandbox that no other test sees."""

    def __init__(self, sandbox, seconds=3600):
        self.sandbox = sandbox
        made = self.call("POST", f"{sandbox}/worlds", {"seconds": seconds})
        self.id = made["id"]
        self.base_url = made["base_url"]
        self.controls = made["sandbox_url"]
        self.account = made["account_id"]
        self.token = made["token"]

    def call(self, method, url, body=None, headers=None):
        """The result of an answer; urllib.error.HTTPError where it is a refusal."""
        request = urllib.request.Request(
            url,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", **(headers or {})},
        )
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.load(answer)["result"]

    def api(self, method, path, body=None):
        """A call of the Registrar API; the path begins after .../registrar."""
        url = f"{self.base_url}/accounts/{self.account}/registrar{path}"
        return self.call(method, url, body, {"Authorization": f"Bearer {self.token}"})

    def advance(self, duration):
        """Moves business time forward, such as P30D."""
        clock = self.call("POST", f"{self.controls}/clock", {"advance": duration})
        while clock["state"] == "advancing":
            time.sleep(0.1)
            clock = self.call("GET", f"{self.controls}/clock")

    def fault(self, **fault):
        """Makes a registry misbehave; the fields of POST /sandbox/faults."""
        return self.call("POST", f"{self.controls}/faults", fault)

    def delete(self):
        self.call("DELETE", f"{self.sandbox}/worlds/{self.id}")


@pytest.fixture
def world():
    sandbox = os.environ.get("SANDBOX_URL")
    if not sandbox:
        pytest.fail("start ./namestead serve, then: set -a; . data/sandbox.env; set +a")
    world = World(sandbox)
    yield world
    world.delete()
