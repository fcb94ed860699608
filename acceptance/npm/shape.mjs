// Documented keys and types: a shape is a type's name, a list of one shape, or an object of shapes; `key?` may be absent.
import assert from 'node:assert/strict';

const types = {
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => Number.isInteger(value),
  object: (value) => value !== null && typeof value === 'object' && !Array.isArray(value),
  'date-time': (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value),
  price: (value) => typeof value === 'string' && /^\d+\.\d{2}$/.test(value),
};

export function hasShape(value, shape, at = '') {
  if (typeof shape === 'string') {
    assert.ok(types[shape](value), `${at || '/'} is ${JSON.stringify(value)}, not a ${shape}`);
  } else if (Array.isArray(shape)) {
    assert.ok(Array.isArray(value), `${at} is ${JSON.stringify(value)}, not a list`);
    value.forEach((item, index) => hasShape(item, shape[0], `${at}/${index}`));
  } else if (shape instanceof Set) {
    assert.ok(shape.has(value), `${at} is ${JSON.stringify(value)}, none of ${[...shape]}`);
  } else {
    assert.ok(types.object(value), `${at} is ${JSON.stringify(value)}, not an object`);
    for (const [key, inner] of Object.entries(shape)) {
      const name = key.replace(/\?$/, '');
      if (name in value) {
        hasShape(value[name], inner, `${at}/${name}`);
      } else {
        assert.ok(key.endsWith('?'), `${at} has no ${name}`);
      }
    }
  }
}

const problem = { code: 'integer', message: 'string', 'documentation_url?': 'string', 'source?': { pointer: 'string' } };

/** The envelope of a success, which never carries errors. */
export function envelope(result) {
  return { errors: [problem], messages: [problem], result, success: 'boolean' };
}

const offer = {
  name: 'string',
  registrable: 'boolean',
  'pricing?': { currency: 'string', registration_cost: 'price', renewal_cost: 'price' },
  'reason?': new Set([
    'extension_not_supported_via_api',
    'extension_not_supported',
    'extension_disallows_registration',
    'domain_premium',
    'domain_unavailable',
  ]),
  'tier?': new Set(['standard', 'premium']),
};

export const offers = { domains: [offer] };

export const registration = {
  auto_renew: 'boolean',
  created_at: 'date-time',
  domain_name: 'string',
  expires_at: 'date-time',
  locked: 'boolean',
  privacy_mode: new Set(['redaction', 'off']),
  status: new Set(['active', 'registration_pending', 'expired', 'suspended', 'redemption_period', 'pending_delete']),
};

export const workflowStatus = {
  completed: 'boolean',
  created_at: 'date-time',
  links: { self: 'string', resource: 'string' },
  state: new Set(['pending', 'in_progress', 'action_required', 'blocked', 'succeeded', 'failed']),
  updated_at: 'date-time',
  context: 'object',
  'error?': { code: 'string', message: 'string' },
};

export const page = { count: 'integer', cursor: 'string', per_page: 'integer' };

const step = new Set(['needed', 'ok', 'pending', 'trying', 'rejected', 'unknown']);

export const legacyDomain = {
  id: 'string',
  available: 'boolean',
  can_register: 'boolean',
  created_at: 'date-time',
  current_registrar: 'string',
  expires_at: 'date-time',
  locked: 'boolean',
  registrant_contact: {
    address: 'string',
    city: 'string',
    country: 'string',
    first_name: 'string',
    last_name: 'string',
    organization: 'string',
    phone: 'string',
    state: 'string',
    zip: 'string',
    id: 'string',
    address2: 'string',
    email: 'string',
    fax: 'string',
  },
  registry_statuses: 'string',
  supported_tld: 'boolean',
  transfer_in: {
    accept_foa: new Set(['needed', 'ok']),
    approve_transfer: step,
    can_cancel_transfer: 'boolean',
    disable_privacy: new Set(['needed', 'ok', 'unknown']),
    enter_auth_code: step,
    unlock_domain: step,
  },
  updated_at: 'date-time',
};

export const legacyPage = { count: 'integer', page: 'integer', per_page: 'integer', total_count: 'integer' };
