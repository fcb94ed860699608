// The official client against the server under test; every exchange is written down for the judge of the OpenAPI description.
import { appendFileSync } from 'node:fs';
import Cloudflare from 'cloudflare';

export { Cloudflare };

/** The documentation's account, as the client finds it in its own environment variables. */
export const DEMO_ACCOUNT = process.env.CLOUDFLARE_ACCOUNT_ID;

const baseURL = process.env.CLOUDFLARE_BASE_URL;

/** A fetch that records what it saw: one JSON line an exchange. */
export async function recordingFetch(url, init) {
  const response = await fetch(url, init);
  const body = await response.clone().text();
  if (process.env.EXCHANGES) {
    appendFileSync(
      process.env.EXCHANGES,
      JSON.stringify({
        method: init?.method ?? 'GET',
        url: String(url),
        status: response.status,
        contentType: response.headers.get('content-type') ?? '',
        body,
      }) + '\n',
    );
  }
  return response;
}

/** A client that is configured by the environment alone, as `eval`ing sandbox.env does it. */
export function demoClient(options = {}) {
  return new Cloudflare({ fetch: recordingFetch, ...options });
}

/** A client of a new customer with all that a registration needs, or less. */
export async function newCustomer(wishes = {}, options = {}) {
  const response = await fetch(new URL('/sandbox/accounts', baseURL), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wishes),
  });
  const { result } = await response.json();
  const client = new Cloudflare({ apiToken: result.token, fetch: recordingFetch, ...options });
  return { client, account_id: result.account_id };
}

/** A fetch whose first answer to a request of the method is lost on the way back; it counts what was sent. */
export function losingFetch(method) {
  const sent = [];
  const losing = async (url, init) => {
    const response = await recordingFetch(url, init);
    if (init?.method === method) {
      sent.push(init.body);
      if (sent.length === 1) {
        throw new TypeError('fetch failed');
      }
    }
    return response;
  };
  return { losing, sent };
}

/** Counts the requests of a method, to see that the client did not try again. */
export function countingFetch() {
  const counter = { requests: 0 };
  const counting = (url, init) => {
    counter.requests += 1;
    return recordingFetch(url, init);
  };
  return { counting, counter };
}

export const registrant = {
  email: 'ada@example.org',
  phone: '+44.2071234567',
  fax: '+44.2071234568',
  postal_info: {
    name: 'Ada King',
    organization: 'Analytical Engines Ltd',
    address: {
      street: "12 St James's Square",
      city: 'London',
      state: 'London',
      postal_code: 'SW1Y 4JH',
      country_code: 'GB',
    },
  },
};
