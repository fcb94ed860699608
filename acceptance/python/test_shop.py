"""The recipe at work: every test has the same name to itself, and one lets a year go by."""
import urllib.error

import pytest


def register(world):
    return world.api("POST", "/registrations", {"domain_name": "tea-house.com"})


def test_a_name_is_bought(world):
    assert register(world)["state"] == "succeeded"


def test_the_same_name_is_free_in_another_world(world):
    checked = world.api("POST", "/domain-check", {"domains": ["tea-house.com"]})
    assert checked["domains"][0]["registrable"] is True


def test_time_goes_by_here_alone(world):
    register(world)
    world.advance("P400D")
    assert world.api("GET", "/registrations/tea-house.com")["status"] != "active"


def test_a_registry_fails_here_alone(world):
    world.fault(command="check", action="result", code=2400, times=100)
    with pytest.raises(urllib.error.HTTPError) as refused:
        world.api("POST", "/domain-check", {"domains": ["tea-house.com"]})
    assert refused.value.code == 503
