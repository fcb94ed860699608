// A world of its own for each test file, or each test: see docs/testing.md. The sandbox is found by SANDBOX_URL.
import { setTimeout as pause } from 'node:timers/promises';

async function call(method, url, body) {
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const { success, result, errors } = await answer.json();
  if (!success) {
    throw new Error(`${method} ${url} was answered ${answer.status}: ${JSON.stringify(errors)}`);
  }
  return result;
}

/** An environment of a Namestead sandbox that no other test sees. */
export async function makeWorld({ sandbox = process.env.SANDBOX_URL, seconds = 3600 } = {}) {
  const made = await call('POST', `${sandbox}/worlds`, { seconds });
  const address = `${sandbox}/worlds/${made.id}`;
  return {
    id: made.id,
    baseURL: made.base_url,
    account_id: made.account_id,
    apiToken: made.token,
    /** Moves business time forward, such as P30D. */
    async advance(duration) {
      let clock = await call('POST', `${made.sandbox_url}/clock`, { advance: duration });
      while (clock.state === 'advancing') {
        await pause(100);
        clock = await call('GET', `${made.sandbox_url}/clock`);
      }
    },
    /** Makes a registry misbehave; the fields of POST /sandbox/faults. */
    fault: (fault) => call('POST', `${made.sandbox_url}/faults`, fault),
    mail: () => call('GET', `${made.sandbox_url}/mail`),
    snapshot: (name) => call('POST', `${address}/snapshots`, { name }),
    restore: (name) => call('POST', `${address}/snapshots/${name}/restore`, {}),
    delete: () => call('DELETE', address),
  };
}
