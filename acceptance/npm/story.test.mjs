// One developer's way from an idea to a managed domain name, with the official client.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Cloudflare, demoClient, newCustomer, registrant } from './client.mjs';
import * as shape from './shape.mjs';

let client;
let account_id;

before(async () => {
  ({ client, account_id } = await newCustomer());
});

/** The documentation's polling loop, but for the pause. */
async function poll(cloudflare, reg) {
  let status;
  do {
    await pause(100);
    status = await cloudflare.request({ method: 'GET', path: reg.result.links.self });
  } while (!status.result.completed && status.result.state !== 'action_required');
  return status;
}

describe('finding a name', () => {
  test('a phrase becomes names, cheap words first, on the extensions asked for', async () => {
    const found = await client.registrar.search({
      account_id,
      q: 'coffee shop',
      extensions: ['com', 'net', 'nonsense'],
      limit: 5,
    });
    shape.hasShape(found, shape.offers);
    assert.ok(found.domains.length > 0 && found.domains.length <= 5);
    assert.ok(found.domains.some((domain) => domain.name === 'coffeeshop.com'));
    assert.ok(found.domains.every((domain) => /\.(com|net)$/.test(domain.name)));
  });

  test('a check tells why each name cannot be had', async () => {
    const checked = await client.registrar.check({
      account_id,
      domains: [
        'coffee-club.com',
        'coffee-taken.com',
        'coffee-premium.xyz',
        'coffee.uk',
        'coffee.horse',
        'coffee.py',
        'coffee-reserved.dev',
      ],
    });
    shape.hasShape(checked, shape.offers);
    const byName = Object.fromEntries(checked.domains.map((domain) => [domain.name, domain]));
    assert.deepEqual(byName['coffee-club.com'].pricing, {
      currency: 'USD',
      registration_cost: '8.57',
      renewal_cost: '8.57',
    });
    assert.equal(byName['coffee-taken.com'].reason, 'domain_unavailable');
    assert.equal(byName['coffee-premium.xyz'].reason, 'domain_premium');
    assert.equal(byName['coffee-premium.xyz'].tier, 'premium');
    assert.equal(byName['coffee.uk'].reason, 'extension_not_supported_via_api');
    assert.equal(byName['coffee.horse'].reason, 'extension_not_supported');
    assert.equal(byName['coffee.py'].reason, 'extension_disallows_registration');
    assert.equal(byName['coffee-reserved.dev'].reason, 'domain_unavailable');
  });
});

describe('registering', () => {
  test('express: the name alone', async () => {
    const status = await client.registrar.registrations.create({ account_id, domain_name: 'express-mode.com' });
    assert.equal(status.state, 'succeeded');
    assert.equal(status.completed, true);
    assert.equal(status.context.domain_name, 'express-mode.com');
    shape.hasShape(status.context.registration, shape.registration);
  });

  test('without waiting: 202, where to look, and the polling loop of the documentation', async () => {
    const path = `/accounts/${account_id}/registrar/registrations`;
    const { data: reg, response } = await client
      .request({
        method: 'POST',
        path,
        body: { domain_name: 'no-waiting.dev' },
        headers: { Prefer: 'respond-async, wait=5' },
      })
      .withResponse();
    assert.equal(response.status, 202);
    assert.equal(response.headers.get('preference-applied'), 'respond-async');
    assert.equal(response.headers.get('location'), reg.result.links.self);
    assert.equal(reg.result.links.self, `${path}/no-waiting.dev/registration-status`);
    assert.equal(reg.result.completed, false);

    const status = await poll(client, reg);
    assert.equal(status.result.state, 'succeeded');
    const again = await client.get(reg.result.links.self);
    assert.deepEqual(again, status);
    const typed = await client.registrar.registrationStatus.get('no-waiting.dev', { account_id });
    assert.deepEqual(typed, status.result);
  });

  test('with a full contact, for three years, to be renewed', async () => {
    const status = await client.registrar.registrations.create({
      account_id,
      domain_name: 'full-contact.studio',
      years: 3,
      auto_renew: true,
      privacy_mode: 'redaction',
      contacts: { registrant, administrator: registrant, billing: registrant, technical: registrant },
      contact_extensions: {},
      acknowledgements: {},
    });
    assert.equal(status.state, 'succeeded');
    const { registration } = status.context;
    assert.equal(registration.auto_renew, true);
    assert.equal(registration.privacy_mode, 'redaction');
    const years = new Date(registration.expires_at).getUTCFullYear() - new Date(registration.created_at).getUTCFullYear();
    assert.equal(years, 3);
    assert.deepEqual(await client.registrar.registrations.get('full-contact.studio', { account_id }), registration);
  });

  test('one that must be confirmed stops the loop and tells what to do', async () => {
    const path = `/accounts/${account_id}/registrar/registrations`;
    const reg = await client.request({ method: 'POST', path, body: { domain_name: 'stop-confirm.com' } });
    const status = await poll(client, reg);
    assert.equal(status.result.state, 'action_required');
    assert.equal(status.result.context.action, 'registrant_email_confirmation_pending');
    assert.match(status.result.context.confirmation_sent_to, /^.\*+@/);
  });
});

describe('keeping', () => {
  let names;
  let own;
  let own_id;

  before(async () => {
    ({ client: own, account_id: own_id } = await newCustomer());
    names = ['alfa.com', 'bravo.net', 'charlie.org', 'delta.app', 'echo.dev'].map((name) => `keeping-${name}`);
    for (const [index, domain_name] of names.entries()) {
      const status = await own.registrar.registrations.create({ account_id: own_id, domain_name, years: 5 - index });
      assert.equal(status.state, 'succeeded');
    }
  });

  async function listed(options) {
    const all = [];
    for await (const registration of own.registrar.registrations.list({ account_id: own_id, ...options })) {
      all.push(registration);
    }
    return all;
  }

  for (const direction of ['asc', 'desc']) {
    for (const [sort_by, order] of [
      ['registry_created_at', (n) => n],
      ['registry_expires_at', (n) => n.toReversed()],
      ['name', (n) => n],
    ]) {
      test(`every page by ${sort_by}, ${direction}`, async () => {
        const expected = direction === 'asc' ? order(names) : order(names).toReversed();
        for (const per_page of [1, 2, 5, 50]) {
          const found = await listed({ sort_by, direction, per_page });
          assert.deepEqual(found.map((registration) => registration.domain_name), expected);
        }
      });
    }
  }

  test('a page tells its size and the way on', async () => {
    const first = await own.registrar.registrations.list({ account_id: own_id, per_page: 2 });
    assert.equal(first.result_info.count, 2);
    assert.equal(first.result_info.per_page, 2);
    assert.ok(first.hasNextPage());
    const all = await own.registrar.registrations.list({ account_id: own_id });
    assert.deepEqual(all.result_info, { count: 5, cursor: '', per_page: 20 });
    assert.ok(!all.hasNextPage());
  });

  test('an edit is a workflow of its own', async () => {
    const status = await own.registrar.registrations.edit(names[0], { account_id: own_id, auto_renew: true });
    assert.equal(status.state, 'succeeded');
    assert.equal(status.context.registration.auto_renew, true);
    const update = await own.registrar.updateStatus.get(names[0], { account_id: own_id });
    assert.equal(update.state, 'succeeded');
    assert.deepEqual(update.context.fields_updated, ['auto_renew']);
    const registration = await own.registrar.registrations.get(names[0], { account_id: own_id });
    assert.equal(registration.auto_renew, true);
  });

  test('an edit without waiting', async () => {
    const edited = own.registrar.registrations.edit(names[1], {
      account_id: own_id,
      auto_renew: true,
      Prefer: 'respond-async',
    });
    const { data, response } = await edited.withResponse();
    assert.equal(response.status, 202);
    assert.equal(response.headers.get('preference-applied'), 'respond-async');
    assert.ok(data.links.self.endsWith('/update-status'));
    const status = await poll(own, { result: data });
    assert.equal(status.result.state, 'succeeded');
  });

  test('an edit of nothing changes nothing', async () => {
    const earlier = await own.registrar.registrations.get(names[2], { account_id: own_id });
    const status = await own.registrar.registrations.edit(names[2], { account_id: own_id });
    assert.equal(status.state, 'succeeded');
    assert.deepEqual(await own.registrar.registrations.get(names[2], { account_id: own_id }), earlier);
  });

  test('the legacy endpoints tell and change the same', async () => {
    const page = await own.registrar.domains.list({ account_id: own_id });
    assert.equal(page.result.length, names.length);
    page.result.forEach((domain) => shape.hasShape(domain, shape.legacyDomain));
    const earlier = await own.registrar.domains.get(names[3], { account_id: own_id });
    assert.equal(earlier.locked, true);
    await own.registrar.domains.update(names[3], { account_id: own_id, auto_renew: true, locked: false, privacy: true });
    const later = await own.registrar.domains.get(names[3], { account_id: own_id });
    assert.equal(later.locked, false);
    const registration = await own.registrar.registrations.get(names[3], { account_id: own_id });
    assert.equal(registration.locked, false);
    assert.equal(registration.auto_renew, true);
  });
});

test('an e-mail address and a key serve as well as a token', async () => {
  const byKey = new Cloudflare({
    apiToken: null,
    apiEmail: 'user@example.com',
    apiKey: '144c9defac04969c7bfad8efaa8ea194',
  });
  const registration = await byKey.registrar.registrations.get('example.com', {
    account_id: process.env.CLOUDFLARE_ACCOUNT_ID,
  });
  assert.equal(registration.domain_name, 'example.com');
});

test('what the environment holds is enough for the client', async () => {
  const account = process.env.CLOUDFLARE_ACCOUNT_ID;
  const registration = await demoClient().registrar.registrations.get('example.com', { account_id: account });
  assert.equal(registration.status, 'active');
});
