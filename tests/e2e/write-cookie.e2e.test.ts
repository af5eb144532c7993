/** Cookies written back into real jars: each in its own place, with every field as it was; and what browsers refuse. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Cookie, cookieId } from '../../src/cookies/index.ts';
import type { CookieWriting, Requests } from '../../src/messaging/protocol.ts';
import { describeInBrowsers, type Stage } from './harness.ts';
import { utf8 } from './set-cookie-headers.ts';
import { type HeaderServer, startHeaderServer } from './set-cookie-server.ts';
import { apiOf, readJar } from './set-cookie-trial.ts';

const ATTRIBUTES = [
  '',
  'Path=/deep/er',
  'Path=/',
  'Secure',
  'HttpOnly',
  'SameSite=Lax; Max-Age=5000',
  'SameSite=Strict',
  'SameSite=None; Secure',
  'Secure; Partitioned; SameSite=None; Path=/',
  'Secure; Partitioned; SameSite=None; Path=/; HttpOnly; Max-Age=5000',
];
const NAMES = ['session', 'naïve €', '__Host-h'];

describeInBrowsers('a written cookie', (stage) => {
  let server: HeaderServer;
  beforeAll(async () => {
    server = await startHeaderServer();
  });
  afterAll(() => server.close());

  it.each([
    ['of a page', 'localhost', null],
    ['of an address', '127.0.0.1', null],
    ['of a host and its parent domain', 'b.a.localhost', null],
    ['of a frame of another site', '127.0.0.1', 'localhost'],
  ])('%s keeps its place and all but its value, and can be removed alone', async (_, host, top) => {
    const before = await plant(stage, server, host, top);
    expect(before.length).toBeGreaterThanOrEqual(5);
    expect(before.some(({ name }) => name.startsWith('naïve €'))).toBe(true);
    for (const [index, cookie] of before.entries()) {
      const written = await write(stage, 'writeCookie', { ...cookie, value: `new ${index}` }, host);
      expect(written, JSON.stringify(cookie)).toMatchObject({ isDone: true });
    }
    expect(await readJar(stage)).toEqual(
      before.map((cookie, index) => ({ ...cookie, value: `new ${index}` })),
    );
    for (const cookie of before) {
      expect(await write(stage, 'removeCookie', cookie, host), JSON.stringify(cookie)).toEqual({
        isDone: true,
        found: null,
      });
      const places = (await livingJar(stage)).map(cookieId);
      const removed = before.slice(0, before.indexOf(cookie) + 1).map(cookieId);
      expect(places).toEqual(before.map(cookieId).filter((id) => !removed.includes(id)));
    }
    // What is gone is put back as it was.
    for (const cookie of before) await write(stage, 'writeCookie', cookie, host);
    const byId = (cookies: readonly Cookie[]) =>
      cookies.toSorted((a, b) => (cookieId(a) < cookieId(b) ? -1 : 1));
    expect(byId(await livingJar(stage))).toEqual(byId(before));
  });

  it.each([
    ['too large', 'x'.repeat(4090)],
    ['not to be written', 'a;b'],
    ['not to be read again', 'a\nb'],
  ])('that is %s is refused, and the one before stays', async (_, value) => {
    await plant(stage, server, 'localhost', null);
    const cookie = (await readJar(stage)).find(({ name }) => name === 'session');
    if (!cookie) throw new Error('no session was planted');
    const written = await write(stage, 'writeCookie', { ...cookie, value }, 'localhost');
    expect(written).toEqual({ isDone: false, found: cookie, message: expect.stringContaining('session') });
  });

  it('that has expired deletes nothing', async () => {
    await plant(stage, server, 'localhost', null);
    const before = await readJar(stage);
    const cookie = before.find(({ name, path }) => name === 'session' && path === '/');
    if (!cookie) throw new Error('no session was planted');
    const past = { ...cookie, value: 'new', expires: Math.floor(Date.now() / 1000) };
    const written = await write(stage, 'writeCookie', past, 'localhost');
    expect(written).toEqual({ isDone: false, found: cookie, message: expect.stringContaining('Expires') });
    expect(await readJar(stage)).toEqual(before);
  });

  it('that is refused is not done for having the value that was there', async () => {
    await plant(stage, server, 'localhost', null);
    const cookie = (await readJar(stage)).find(({ name, secure }) => name.startsWith('__Host-') && secure);
    if (!cookie) throw new Error('no cookie with a prefix was planted');
    const written = await write(stage, 'writeCookie', { ...cookie, secure: false }, 'localhost');
    expect(written).toMatchObject({ isDone: false, found: cookie });
  });

  it('as large as can be is stored', async () => {
    const [cookie] = await plant(stage, server, 'localhost', null);
    const value = 'x'.repeat(4096 - (cookie?.name.length ?? 0));
    expect(cookie && (await write(stage, 'writeCookie', { ...cookie, value }, 'localhost'))).toMatchObject({
      isDone: true,
    });
  });

  it.each(['storeId', 'domain', 'path'] as const)(
    'without a %s is refused, and so is its removal',
    async (field) => {
      await plant(stage, server, 'localhost', null);
      const before = await readJar(stage);
      const cookie = before.find(({ name, path }) => name === 'session' && path === '/');
      if (!cookie) throw new Error('no session was planted');
      for (const kind of ['writeCookie', 'removeCookie'] as const) {
        const placeless = { ...cookie, value: 'new', [field]: '' };
        expect(await write(stage, kind, placeless, 'localhost')).toMatchObject({
          isDone: false,
          found: null,
        });
      }
      expect(await readJar(stage)).toEqual(before);
    },
  );

  it('of a site without permission is refused', async () => {
    const [cookie] = await plant(stage, server, 'localhost', null);
    if (!cookie) throw new Error('nothing was planted');
    const foreign = { ...cookie, domain: 'shop.test' };
    expect(await write(stage, 'writeCookie', foreign, 'shop.test')).toMatchObject({
      isDone: false,
      found: null,
      message: expect.stringMatching(/permission/i),
    });
  });
});

async function plant(
  stage: Stage,
  server: HeaderServer,
  host: string,
  top: string | null,
): Promise<readonly Cookie[]> {
  const parents = host === 'b.a.localhost' ? ['', '; Domain=a.localhost', '; Domain=b.a.localhost'] : [''];
  const setCookies = NAMES.flatMap((name) =>
    ATTRIBUTES.flatMap((attributes, index) =>
      parents.map((parent) => `${name}${name === 'session' ? '' : index}=${index}; ${attributes}${parent}`),
    ),
  );
  const path = '/deep/er/page';
  const sent = setCookies.map(utf8);
  const page = top ?? host;
  const frame =
    top === null
      ? ''
      : `<iframe src="${server.url(host, '/framed')}" onload="window.isThere = true"></iframe>`;
  server.answer('/framed', { setCookies: sent });
  server.answer(path, { setCookies: top === null ? sent : [], body: frame });
  await stage.tab.page.goto(server.url(page, path));
  if (top !== null) await stage.tab.page.waitFor('window.isThere', 'the frame to load');
  return await readJar(stage);
}

/** Firefox keeps what was removed in the jar, expired, for a while. */
async function livingJar(stage: Stage): Promise<readonly Cookie[]> {
  const now = Date.now() / 1000;
  return (await readJar(stage)).filter(({ expires }) => expires === null || expires > now);
}

async function write(
  stage: Stage,
  name: keyof Pick<Requests, 'writeCookie' | 'removeCookie'>,
  cookie: Cookie,
  host: string,
): Promise<CookieWriting> {
  const request = JSON.stringify({ kind: 'request', name, args: { cookie, host } });
  const { value } = await stage.tab.devtools.evaluate<{ value: CookieWriting }>(
    `${apiOf(stage)}.runtime.sendMessage(${request})`,
  );
  return value;
}
