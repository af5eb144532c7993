/** The demo shop over HTTP: does it treat its sessions as Flask does, and its visitors' input as text? */
import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SECRET_KEY, type Shop, startShop } from '../../src/demo/shop.ts';
import { valueAt } from '../../src/demo/values.ts';
import { read, type Value, verify, write } from '../../src/session/index.ts';
import { askPython, describeBeside } from '../support/reference.ts';
import { Visitor } from './visitor.ts';

const KEY = new TextEncoder().encode(SECRET_KEY);
const NOW = 1_790_000_000;

let shop: Shop;
let visitor: Visitor;
let now = NOW;
const log: string[] = [];

beforeAll(async () => {
  shop = await startShop({ now: () => now, log: (line) => log.push(line) });
});
afterAll(() => shop.close());
beforeEach(() => {
  now = NOW;
  log.length = 0;
  visitor = new Visitor(shop);
});

describe('a session', () => {
  it('begins at the login, as Flask writes it', async () => {
    expect(await visitor.page()).toContain('Log in');
    expect(visitor.lastSessionHeader).toBe('');
    expect(await visitor.post('/login', { name: 'Ada' })).toContain('Good to see you, Ada.');
    expect(visitor.lastSessionHeader).toMatch(/^session=[\w.-]+; HttpOnly; Path=\/$/);
    expect(verify(visitor.jar.get('session') ?? '', KEY)).toBe(true);
    expect(reading().timestamp).toMatchObject({ state: 'read', seconds: NOW });
  });

  it('shows every type that Flask can store', async () => {
    await visitor.post('/flashes');
    await visitor.post('/login', { name: 'Ada' });
    await visitor.post('/remember');
    await visitor.post('/cart/add', { sku: 'TEA-101' });
    const types = new Set<string>();
    collect(reading().payload, types);
    expect([...types].sort()).toEqual(
      'Markup None UUID bool bytes datetime dict float int list str tuple'.split(' ').sort(),
    );
  });

  it('ends at the logout, with the cookie', async () => {
    await visitor.post('/login', { name: 'Ada' });
    expect(await visitor.post('/logout')).toContain('Log in');
    expect(visitor.lastSessionHeader).toBe(
      'session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; HttpOnly; Path=/',
    );
    expect(visitor.jar.has('session')).toBe(false);
  });

  it('is set again only when something changed', async () => {
    await visitor.post('/login', { name: 'Ada' });
    const before = visitor.setCookies.length;
    await visitor.page();
    expect(visitor.setCookies.length).toBe(before);
  });

  it('gets Expires when remembered, and is then refreshed by each request', async () => {
    await visitor.post('/login', { name: 'Ada' });
    await visitor.post('/remember');
    expect(visitor.lastSessionHeader).toContain(
      `; Expires=${new Date((NOW + 2_678_400) * 1000).toUTCString()};`,
    );
    now += 60;
    await visitor.page();
    expect(reading().timestamp).toMatchObject({ seconds: NOW + 60 });
    await visitor.post('/remember');
    expect(visitor.lastSessionHeader).not.toContain('Expires');
  });

  it.each([
    ['31 days old', 2_678_400, 'Ada'],
    ['a second older', 2_678_401, 'Log in'],
    ['from the future', -1, 'Log in'],
  ])('%s', async (_, age, expected) => {
    await visitor.post('/login', { name: 'Ada' });
    now += age;
    expect(await visitor.page()).toContain(expected);
  });

  it.each<[string, (cookie: string) => string]>([
    ['tampered with', (cookie) => `${cookie.slice(0, 9)}${cookie[9] === 'A' ? 'B' : 'A'}${cookie.slice(10)}`],
    ['of another key', () => write(payload({ user: 'Eve' }), new TextEncoder().encode('other'), NOW)],
    ['no dict', () => write({ type: 'list', items: [] }, KEY, NOW)],
    ['not a session at all', () => 'x'],
  ])('that is %s is an empty one', async (_, change) => {
    await visitor.post('/login', { name: 'Ada' });
    visitor.jar.set('session', change(visitor.jar.get('session') ?? ''));
    const page = await visitor.page();
    expect(page).toContain('Log in');
    expect(page).toContain('Flask would refuse this cookie');
  });
});

describe('messages', () => {
  it('are drained by the page that shows them', async () => {
    await visitor.post('/login', { name: 'Ada' });
    expect(entry('_flashes')).toBeUndefined();
    expect(await visitor.page()).not.toContain('Good to see you');
  });

  it('pile up in the session when no page shows them', async () => {
    await visitor.post('/flashes');
    await visitor.post('/login', { name: 'Ada' });
    const page = await visitor.post('/cart/add', { sku: 'TEA-102' });
    expect(page).toContain('2 wait in the session');
    expect(entry('_flashes')).toMatchObject({ type: 'list', items: [{ type: 'tuple' }, { type: 'tuple' }] });
    expect(await visitor.post('/flashes')).toContain('Good to see you, Ada.');
    expect(entry('_flashes')).toBeUndefined();
  });
});

describe('the cart', () => {
  it('grows the cookie', async () => {
    await visitor.post('/login', { name: 'Ada' });
    const before = visitor.jar.get('session')?.length ?? 0;
    const page = await visitor.post('/cart/add', { sku: 'TEA-103' });
    expect(page).toContain('€ 22.00');
    expect(visitor.jar.get('session')?.length).toBeGreaterThan(before);
    expect(entry('basket_total')).toEqual({ type: 'float', value: 22 });
    expect(await visitor.post('/cart/add', { sku: 'nonsense' })).toContain('There is no such tea.');
  });

  it.each(['shown', 'hidden'])(
    'fills until nearly full, and one more is lost, with messages %s',
    async (messages) => {
      await visitor.post('/login', { name: 'Ada' });
      if (messages === 'hidden') await visitor.post('/flashes');
      const full = await visitor.post('/cart/fill');
      const kept = visitor.jar.get('session') ?? '';
      expect(kept.length).toBeGreaterThan(3950);
      expect(full).toContain('The same, as it should be.');
      const page = await visitor.post('/cart/one-more');
      expect(page).toContain(
        'The browser dropped what the server set, without a word, and kept the older one.',
      );
      expect(visitor.jar.get('session')).toBe(kept);
      expect(log.at(-1)).toMatch(/^UserWarning: The 'session' cookie is too large: the value was \d+ bytes/);
      expect(await visitor.post('/cart/empty')).toContain('Nothing in it yet.');
    },
  );
});

describe('the other cookies', () => {
  it('are a theme and a visitor', async () => {
    await visitor.page();
    expect(visitor.jar.get('tracking')).toMatch(/^visitor-/);
    expect(await visitor.post('/theme', { theme: 'dark' })).toContain('data-theme="dark"');
    expect(await visitor.post('/theme', { theme: '"><script>' })).toContain('data-theme="auto"');
  });
});

describe('hostile input', () => {
  it('stays text', async () => {
    const page = await visitor.post('/login', { name: '<b>x</b>"&\'' });
    expect(page).toContain('&lt;b&gt;x&lt;/b&gt;&quot;&amp;&#39;');
    expect(page).not.toContain('<b>x</b>');
  });

  it('is bounded: a name to 80 characters, none at all asked for again', async () => {
    expect(await visitor.post('/login', { name: '  ' })).toContain('Please tell us your name.');
    await visitor.post('/login', { name: 'n'.repeat(300) });
    expect(valueAt(entry('user'), 'name')).toEqual({ type: 'str', text: 'n'.repeat(80) });
  });

  it.each<[string, number, string, string, Record<string, string>, string]>([
    ['another origin', 403, 'POST', '/logout', { Origin: 'http://evil.test' }, ''],
    ['no origin', 403, 'POST', '/logout', {}, ''],
    ['another host', 421, 'GET', '/', { Host: 'evil.test' }, ''],
    ['too large a body', 413, 'POST', '/login', { Origin: 'own' }, `name=${'x'.repeat(5000)}`],
    ['JSON', 415, 'POST', '/login', { Origin: 'own', 'Content-Type': 'application/json' }, '{}'],
    ['no such page', 404, 'GET', '/admin', {}, ''],
    ['no such action', 404, 'POST', '/__proto__', { Origin: 'own' }, ''],
    ['another method', 404, 'PUT', '/', {}, ''],
  ])('%s: %d', async (_, status, method, path, headers, body) => {
    expect(await statusOf(method, path, headers, body)).toBe(status);
  });
});

describeBeside('Flask', (python) => {
  it('reads the session that the shop writes, and the shop reads its', async () => {
    now = Math.floor(Date.now() / 1000);
    await visitor.post('/flashes');
    await visitor.post('/login', { name: 'Zoë 🍵' });
    await visitor.post('/cart/add', { sku: 'TEA-104' });
    const script = [
      'import flask',
      `app = flask.Flask("shop"); app.secret_key = "${SECRET_KEY}"`,
      '@app.route("/")',
      'def page():',
      '  out = {k: repr(v) for k, v in flask.session.items()}',
      '  flask.session["user"] = {**flask.session["user"], "name": "Grace"}',
      '  return out',
      'headers = {"Cookie": "session=" + data}',
      'response = app.test_client(use_cookies=False).get("/", headers=headers)',
      'answer = [response.get_json(), response.headers["Set-Cookie"]]',
    ].join('\n');
    const [seen, setCookie] = askPython(python, script, visitor.jar.get('session')) as [
      Record<string, string>,
      string,
    ];
    expect(seen).toMatchObject({
      loyalty_number: '1180591620717411303424',
      greeting: "Markup('<em>Welcome back</em>')",
      viewport: '(1280, 720)',
      basket_total: '12.4',
    });
    const { user, _flashes } = seen;
    expect(user).toMatch(/UUID\('[0-9a-f-]{36}'\).*'Zoë 🍵'/u);
    expect(_flashes).toMatch(/^\[\('success', 'Good to see you, Zoë 🍵\.'\), /u);
    visitor.jar.set('session', setCookie.slice('session='.length, setCookie.indexOf(';')));
    now = Math.floor(Date.now() / 1000);
    expect(await visitor.page()).toContain('Grace');
  });
});

function reading() {
  const result = read(visitor.jar.get('session') ?? '');
  if (result.kind !== 'flask-session') throw new Error(result.reason);
  return result;
}

function entry(key: string): Value | undefined {
  return valueAt(reading().payload, key);
}

function payload(texts: Readonly<Record<string, string>>): Value {
  return { type: 'dict', entries: Object.entries(texts).map(([key, text]) => [key, { type: 'str', text }]) };
}

function collect(value: Value, types: Set<string>): void {
  types.add(value.type);
  if (value.type === 'dict') for (const [, child] of value.entries) collect(child, types);
  if (value.type === 'list' || value.type === 'tuple') for (const child of value.items) collect(child, types);
}

/** The status of a request with headers that `fetch` would not let through; Origin `own` is the shop's. */
function statusOf(
  method: string,
  path: string,
  headers: Record<string, string>,
  body: string,
): Promise<number> {
  const { Origin } = headers;
  const origin = Origin === 'own' ? { Origin: shop.url } : {};
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  return new Promise((resolve, reject) => {
    const sent = request(
      shop.url + path,
      { method, headers: { ...form, ...headers, ...origin } },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
