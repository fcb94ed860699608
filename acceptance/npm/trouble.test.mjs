// What the official client makes of refusals, failures and lost answers.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { Cloudflare, countingFetch, demoClient, losingFetch, newCustomer } from './client.mjs';

let client;
let account_id;

before(async () => {
  ({ client, account_id } = await newCustomer());
});

describe('refusals are errors of the right class, with codes, and are not tried again', () => {
  const refusals = [
    ['a name that is nobody’s', Cloudflare.NotFoundError, 404, 10000, (c, id) => c.registrar.registrations.get('nobody-has-this.com', { account_id: id })],
    ['no workflow', Cloudflare.NotFoundError, 404, 10000, (c, id) => c.registrar.registrationStatus.get('nobody-has-this.com', { account_id: id })],
    ['a body without a name', Cloudflare.BadRequestError, 400, 10000, (c, id) => c.registrar.registrations.create({ account_id: id })],
    ['an extension that is not sold', Cloudflare.BadRequestError, 400, 10000, (c, id) => c.registrar.registrations.create({ account_id: id, domain_name: 'x.horse' })],
    ['an empty check', Cloudflare.BadRequestError, 400, 1006, (c, id) => c.registrar.check({ account_id: id, domains: [] })],
    ['another’s account', Cloudflare.PermissionDeniedError, 403, 10000, (c) => c.registrar.registrations.list({ account_id: process.env.CLOUDFLARE_ACCOUNT_ID })],
  ];
  for (const [what, type, status, code, call] of refusals) {
    test(what, async () => {
      const { counting, counter } = countingFetch();
      const careful = client.withOptions({ fetch: counting });
      await assert.rejects(
        () => call(careful, account_id),
        (error) => {
          assert.ok(error instanceof type, `${error.constructor.name}: ${error.message}`);
          assert.equal(error.status, status);
          assert.equal(error.errors[0].code, code);
          return true;
        },
      );
      assert.equal(counter.requests, 1);
    });
  }

  test('an unknown token', async () => {
    await assert.rejects(
      () => demoClient({ apiToken: 'unknown' }).registrar.registrations.list({ account_id }),
      (error) => error instanceof Cloudflare.PermissionDeniedError && error.errors[0].code === 10000,
    );
  });

  test('another body for a registration under way', async () => {
    const domain_name = 'second-thoughts.com';
    await client.registrar.registrations.create({ account_id, domain_name });
    const { counting, counter } = countingFetch();
    await assert.rejects(
      () => client.withOptions({ fetch: counting }).registrar.registrations.create({ account_id, domain_name, years: 2 }),
      (error) => {
        assert.equal(error.status, 400);
        assert.equal(
          error.errors[0].message,
          'A workflow already exists for this resource. Use GET status to check its progress.',
        );
        return true;
      },
    );
    assert.equal(counter.requests, 1);
  });
});

describe('a failure is an answer, not an error', () => {
  test('a name that is taken', async () => {
    const { data, response } = await client.registrar.registrations
      .create({ account_id, domain_name: 'alas-taken.com' })
      .withResponse();
    assert.equal(response.status, 202);
    assert.equal(data.state, 'failed');
    assert.equal(data.completed, true);
    assert.equal(data.error.code, 'domain_unavailable');
    assert.ok(data.error.message.length > 0);
  });
});

describe('a lost answer', () => {
  test('a create that the client sends again is one registration and one charge', async () => {
    const { losing, sent } = losingFetch('POST');
    const status = await client
      .withOptions({ fetch: losing })
      .registrar.registrations.create({ account_id, domain_name: 'lost-on-the-way.com' });
    assert.equal(sent.length, 2);
    assert.equal(sent[0], sent[1]);
    assert.equal(status.state, 'succeeded');
    const ledger = await client.get(`/accounts/${account_id}/billing/ledger`);
    assert.equal(charges(ledger, 'lost-on-the-way.com'), 1);
  });

  test('a create that the client sends again after 201 is answered 201', async () => {
    const first = await client.registrar.registrations.create({ account_id, domain_name: 'sent-twice.com' });
    const { data: second, response } = await client.registrar.registrations
      .create({ account_id, domain_name: 'sent-twice.com' })
      .withResponse();
    assert.equal(response.status, 201);
    assert.deepEqual(second, first);
  });

  test('an edit that the client sends again is one edit', async () => {
    const { losing, sent } = losingFetch('PATCH');
    await client.registrar.registrations.create({ account_id, domain_name: 'edited-twice.com' });
    const status = await client
      .withOptions({ fetch: losing })
      .registrar.registrations.edit('edited-twice.com', { account_id, auto_renew: true });
    assert.equal(sent.length, 2);
    assert.equal(status.state, 'succeeded');
    assert.equal(status.context.registration.auto_renew, true);
  });

  function charges(ledger, name) {
    return ledger.result.filter((entry) => entry.domain_name === name && entry.kind === "post").length;
  }
});
