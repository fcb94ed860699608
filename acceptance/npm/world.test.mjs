// The recipe of docs/testing.md at work: tests that run at once, each with the same name to itself.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Cloudflare, recordingFetch } from './client.mjs';
import { makeWorld } from './world.mjs';

/** Runs a test in a world of its own. */
function inWorld(story, body) {
  test(story, async () => {
    const world = await makeWorld();
    try {
      const { baseURL, apiToken, account_id } = world;
      await body(world, new Cloudflare({ baseURL, apiToken, fetch: recordingFetch }), account_id);
    } finally {
      await world.delete();
    }
  });
}

describe('worlds', { concurrency: true }, () => {
  for (const number of [1, 2, 3]) {
    inWorld(`the same name is bought in world ${number}`, async (world, client, account_id) => {
      const bought = await client.registrar.registrations.create({ account_id, domain_name: 'tea-house.com' });
      assert.equal(bought.state, 'succeeded');
    });
  }

  inWorld('a year goes by, and back', async (world, client, account_id) => {
    await client.registrar.registrations.create({ account_id, domain_name: 'tea-house.com' });
    await world.snapshot('bought');
    await world.advance('P400D');
    const later = await client.registrar.registrations.get('tea-house.com', { account_id });
    assert.notEqual(later.status, 'active');
    await world.restore('bought');
    const again = await client.registrar.registrations.get('tea-house.com', { account_id });
    assert.equal(again.status, 'active');
  });
});
