// The eleven requests of the documentation's examples, each as printed, on the documentation's account.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { DEMO_ACCOUNT, demoClient } from './client.mjs';
import * as shape from './shape.mjs';

const account_id = '023e105f4ecef8ad9ca31a8372d0c353';
let client;

before(() => {
  assert.equal(DEMO_ACCOUNT, account_id);
  client = demoClient();
});

/** The typed call and, where the client unwraps it, the whole envelope of the same request. */
async function envelopeOf(promise) {
  const response = await promise.asResponse();
  const body = await response.json();
  assert.equal(body.success, true);
  assert.deepEqual(body.errors, []);
  return body;
}

test('search for x', async () => {
  const body = await envelopeOf(client.registrar.search({ account_id, q: 'x' }));
  shape.hasShape(body, shape.envelope(shape.offers));
  assert.ok(body.result.domains.length > 0 && body.result.domains.length <= 20);
  for (const domain of body.result.domains) {
    assert.equal('pricing' in domain, domain.registrable);
    assert.equal('reason' in domain, !domain.registrable);
  }
});

test('check of five names', async () => {
  const domains = [
    'myawesomebrand.com',
    'myawesomebrand.net',
    'myawesomebrand.org',
    'myawesomebrand.app',
    'myawesomebrand.dev',
  ];
  const body = await envelopeOf(client.registrar.check({ account_id, domains }));
  shape.hasShape(body, shape.envelope(shape.offers));
  assert.deepEqual(body.result.domains.map((domain) => domain.name), domains);
  assert.ok(body.result.domains.every((domain) => domain.registrable && domain.tier === 'standard'));
});

test('legacy list', async () => {
  const body = await envelopeOf(client.registrar.domains.list({ account_id }));
  shape.hasShape(body, { ...shape.envelope([shape.legacyDomain]), result_info: shape.legacyPage });
  assert.ok(body.result.length > 0);
});

test('legacy get of example.com', async () => {
  const body = await envelopeOf(client.registrar.domains.get('example.com', { account_id }));
  shape.hasShape(body, shape.envelope('object'));
});

test('legacy update of example.com', async () => {
  const body = await envelopeOf(client.registrar.domains.update('example.com', { account_id }));
  shape.hasShape(body, shape.envelope('object'));
});

test('create of my-new-startup.com', async () => {
  const created = client.registrar.registrations.create({ account_id, domain_name: 'my-new-startup.com' });
  const response = await created.asResponse();
  const body = await response.json();
  assert.equal(response.status, 201);
  shape.hasShape(body, shape.envelope(shape.workflowStatus));
  shape.hasShape(body.result.context.registration, shape.registration);
  assert.equal(body.result.completed, true);
  assert.equal(
    body.result.links.self,
    `/accounts/${account_id}/registrar/registrations/my-new-startup.com/registration-status`,
  );
});

test('list of the registrations', async () => {
  const body = await envelopeOf(client.registrar.registrations.list({ account_id }));
  shape.hasShape(body, { ...shape.envelope(['object']), result_info: shape.page });
  const example = body.result.find((registration) => registration.domain_name === 'example.com');
  shape.hasShape(example, shape.registration);
  assert.equal(body.result_info.count, body.result.length);
});

test('get of example.com', async () => {
  const body = await envelopeOf(client.registrar.registrations.get('example.com', { account_id }));
  shape.hasShape(body, shape.envelope(shape.registration));
  assert.equal(body.result.status, 'active');
});

test('edit of example.com', async () => {
  const body = await envelopeOf(
    client.registrar.registrations.edit('example.com', { account_id, auto_renew: false }),
  );
  shape.hasShape(body, shape.envelope(shape.workflowStatus));
  assert.equal(body.result.context.registration.auto_renew, false);
});

test('registration status of example.com', async () => {
  const body = await envelopeOf(client.registrar.registrationStatus.get('example.com', { account_id }));
  shape.hasShape(body, shape.envelope(shape.workflowStatus));
  assert.equal(body.result.state, 'succeeded');
});

test('update status of example.com', async () => {
  const body = await envelopeOf(client.registrar.updateStatus.get('example.com', { account_id }));
  shape.hasShape(body, shape.envelope(shape.workflowStatus));
  assert.ok(body.result.links.self.endsWith('/registrations/example.com/update-status'));
});
