/** Real Flask applications with one mistake each: the panel names that mistake, and no other. */
import { afterAll, beforeEach, expect, it } from 'vitest';
import type { SecretKeyForm } from '../../src/keys/index.ts';
import { pythonsWith } from '../support/reference.ts';
import { type FlaskServer, startMisconfigured } from './flask-server.ts';
import { describeInBrowsers, type Stage } from './harness.ts';
import { header, until } from './panel-page.ts';

const KEY = 'correct horse battery';
const LITERAL = `b'_5#y2L"F4Q8z\\n\\xec]/ and more'`;
const HEX = '8f42a73054b1749f8f58848be5e6502c';
const BASE64 = 'iHn0aXx2w3kYq1cH0Zt4mFQ1yZb0sE2d';

type Typed = { readonly text: string; readonly form?: SecretKeyForm };

/** The application, what its developer takes for the key, and the sentence. */
const MISTAKES: readonly (readonly [mistake: string, key: Typed, said: RegExp])[] = [
  ['newline_kept', { text: KEY }, /Signed with mine and a newline at its end\. .*\.read\(\)\.strip\(\)/],
  ['windows_newline_kept', { text: KEY }, /Signed with mine and a newline at its end\./],
  ['correct', { text: `${KEY}\n` }, /Signed with mine without the newline at its end\./],
  ['spaces_kept', { text: KEY }, /Signed with mine with spaces around it\./],
  ['correct', { text: ` ${KEY} ` }, /Signed with mine without the spaces around it\./],
  ['quotes_kept', { text: KEY }, /Signed with mine with the quotes around it\./],
  ['correct', { text: `"${KEY}"` }, /Signed with mine without the quotes around it\./],
  ['escapes_kept', { text: LITERAL, form: 'literal' }, /Signed with mine with its escapes not interpreted\./],
  ['escapes_interpreted', { text: LITERAL.slice(2, -1) }, /Signed with mine with its escapes interpreted\./],
  [
    'bytes_literal_as_text',
    { text: `b'${KEY}'`, form: 'literal' },
    /as the text of a bytes literal, with the b/,
  ],
  ['hex_decoded', { text: HEX }, /Signed with mine decoded from hex\./],
  ['hex_kept', { text: HEX, form: 'hex' }, /Signed with mine as hex text, not decoded\./],
  ['base64_decoded', { text: BASE64 }, /Signed with mine decoded from base64\./],
  ['base64_kept', { text: BASE64, form: 'base64' }, /Signed with mine as base64 text, not decoded\./],
  ['latin_1', { text: 'pässwört für alle' }, /Signed with mine encoded as Latin-1\./],
  ['custom_salt', { text: 'none' }, /No other reading, salt, key derivation or digest of your keys/],
  ['custom_digest', { text: KEY }, /Signed with mine, but with the digest SHA-256\./],
  ['custom_derivation', { text: KEY }, /Signed with mine, but with the key derivation django-concat\./],
];

describeInBrowsers('a near miss', (stage) => {
  const [python] = pythonsWith('Flask');
  const servers: FlaskServer[] = [];
  afterAll(() => Promise.all(servers.map((server) => server.close())));

  async function serve(mistake: string): Promise<FlaskServer> {
    if (!python) throw new Error('no Flask');
    const server = await startMisconfigured(python, mistake);
    servers.push(server);
    return server;
  }

  beforeEach(() => forgetKeys(stage));

  it.each(MISTAKES)('%s, with the key %j', async (mistake, key, said) => {
    const server = await serve(mistake);
    await setKeys(stage, server, { mine: key });
    await stage.tab.page.goto(server.url());
    await until(stage.tab, header, said);
    expect(await sentences(stage)).toHaveLength(mistake === 'custom_salt' ? 0 : 1);
    expect(await stage.browser.errors()).toEqual([]);
  });

  it('is none where the key is right', async () => {
    const server = await serve('correct');
    await setKeys(stage, server, { mine: { text: KEY } });
    await stage.tab.page.goto(server.url());
    await until(stage.tab, header, /Accepted by Flask: signed with mine \(the current key\)/);
    expect(await sentences(stage)).toEqual([]);
  });

  it('is mended with one click where the signing parameters are custom', async () => {
    const server = await serve('custom_digest');
    await setKeys(stage, server, { mine: { text: KEY } });
    await stage.tab.page.goto(server.url());
    await stage.tab.panel.click({ role: 'button', name: 'Use these parameters for this site' });
    await until(stage.tab, header, /Accepted by Flask/);
  });

  it('SECRET_KEY_FALLBACKS given as a string, with which Flask 3.1.0 signs', async () => {
    const server = await serve('fallbacks_as_text');
    await setKeys(stage, server, { mine: { text: KEY }, old: { text: "last year's key" } });
    await stage.tab.page.goto(server.url());
    await until(
      stage.tab,
      header,
      /Signed with a single character of old\. SECRET_KEY_FALLBACKS is a string/,
    );
    expect(await sentences(stage)).toHaveLength(1);
  });

  it('Flask 3.1.0, which signs with the last fallback', async () => {
    const server = await serve('signs_with_last_fallback');
    await setKeys(stage, server, {
      now: { text: KEY },
      month: { text: "last month's" },
      year: { text: "last year's" },
    });
    await stage.tab.page.goto(server.url());
    await until(stage.tab, header, /Accepted by Flask: signed with year \(fallback key 2\)/);
    await until(stage.tab, header, /Newly signed with the last fallback key, year\. Flask 3\.1\.0 does that/);
    expect(await sentences(stage)).toHaveLength(1);
  });

  it('another application on another port of the same host', async () => {
    const [shop, blog] = await Promise.all([serve('correct'), serve('spaces_kept')]);
    await setKeys(stage, shop, { shop: { text: KEY } });
    await setKeys(stage, blog, { blog: { text: 'another key' } });
    await stage.tab.page.goto(shop.url());
    await stage.tab.page.goto(blog.url('/no-such-page'));
    const said = new RegExp(
      `Signed by http://127.0.0.1:${shop.port} with its key shop\\. Cookies on 127.0.0.1 are shared by all ports`,
    );
    await until(stage.tab, header, said);
    expect(await sentences(stage)).toHaveLength(1);
  });

  it('several workers, each with a random key of its own', async () => {
    const server = await serve('random_key_per_worker');
    await stage.tab.page.goto(server.url());
    await stage.tab.page.goto(server.url('/key'));
    const key = await stage.tab.page.text();
    await setKeys(stage, server, { worker: { text: key.trim() } });
    await until(stage.tab, header, /Accepted by Flask: signed with worker/);
    await stage.tab.page.goto(server.url());
    await until(stage.tab, header, /Signed by another process.*Several workers/);
    expect(await sentences(stage)).toHaveLength(1);
  });

  it('a payload changed after signing', async () => {
    const server = await serve('changed_after_signing');
    await setKeys(stage, server, { mine: { text: KEY } });
    await stage.tab.page.goto(server.url());
    await until(stage.tab, header, /Accepted by Flask/);
    await stage.tab.page.goto(server.url('/changed'));
    await until(stage.tab, header, /Changed after signing: .* its payload changed since/);
    expect(await sentences(stage)).toHaveLength(1);
  });

  it('a published key, with no key supplied', async () => {
    const server = await serve('published_key');
    await stage.tab.page.goto(server.url());
    await until(stage.tab, header, /Anyone can forge this session: its key, .*A0Zr98j.*Flask/);
  });
});

describeInBrowsers('a server-side session', (stage) => {
  const [python] = pythonsWith('Flask-Session');
  const [flask] = pythonsWith('Flask');
  const servers: FlaskServer[] = [];
  afterAll(() => Promise.all(servers.map((server) => server.close())));

  async function serve(name: string): Promise<FlaskServer> {
    const interpreter = name === 'flask_kvsession' ? flask : python;
    if (!interpreter) throw new Error('no Flask-Session');
    const server = await startMisconfigured(interpreter, name);
    servers.push(server);
    return server;
  }

  beforeEach(() => forgetKeys(stage));

  it.skipIf(!python)('of Flask-Session is named as what it is', async () => {
    const server = await serve('flask_session');
    await stage.tab.page.goto(server.url());
    await until(
      stage.tab,
      header,
      /A Flask-Session id: the data is on the server; the cookie holds only the id\. It is not signed/,
    );
    expect(await stage.tab.panel.text()).not.toContain('Not a Flask session');
  });

  it.each([
    ...(python ? [['flask_session_signed', 'Flask-Session'] as const] : []),
    ['flask_kvsession', 'Flask-KVSession'] as const,
  ])('that is signed (%s) is verified', async (name, library) => {
    const server = await serve(name);
    await stage.tab.page.goto(server.url());
    await until(stage.tab, header, new RegExp(`A ${library} id: .*Signature not checked`));
    await setKeys(stage, server, { mine: { text: KEY } });
    await until(stage.tab, header, /Its signature is valid: signed with mine/);
    await setKeys(stage, server, { other: { text: 'other' } });
    await until(stage.tab, header, /Refused: it was not signed with any of this site’s keys/);
  });
});

/** The site's keys, current first, as the panel keeps them in memory. */
async function setKeys(
  stage: Stage,
  server: FlaskServer,
  keys: Readonly<Record<string, Typed>>,
): Promise<void> {
  const stored = Object.entries(keys).map(([name, { text, form = 'text' }], rank) => ({
    ...{ id: `${server.port}-${name}`, name, text, form, rank },
    // Before any session that the server is about to sign.
    placedAt: 0,
  }));
  const origin = `http://127.0.0.1:${server.port}`;
  await stage.tab.devtools.evaluate(
    `(globalThis.browser ?? chrome).storage.session.set(${JSON.stringify({ [`keys:${origin}`]: stored })}).then(() => true)`,
  );
}

async function forgetKeys(stage: Stage): Promise<void> {
  await stage.tab.devtools.evaluate(
    `(globalThis.browser ?? chrome).storage.session.clear().then(() => true)`,
  );
}

/** Every sentence about a mistake that the panel shows. */
async function sentences({ tab }: Stage): Promise<string[]> {
  const found = await tab.panel.find({
    role: 'status',
    name: /^(Nearest miss|Signed with a fallback key|Forgeable)$/,
  });
  return found.map(({ text }) => text);
}
