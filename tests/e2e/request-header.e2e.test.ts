/** The Cookie header beside real browsers: what a loopback server receives must be what was predicted, byte for byte. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  COOKIES_PER_SITE,
  type CookieHeader,
  cookieHeader,
  jarUse,
  PARTITION_BYTES,
  type WithheldReason,
} from '../../src/cookies/index.ts';
import { seedFor } from '../support/reference.ts';
import { describeInBrowsers, type Stage } from './harness.ts';
import { type DrawnJar, drawnJars } from './random-jar.ts';
import { utf8 } from './set-cookie-headers.ts';
import { type HeaderServer, startHeaderServer } from './set-cookie-server.ts';
import { readJar } from './set-cookie-trial.ts';

const seed = seedFor('the Cookie header');
const hosts = ['shop.test', 'www.shop.test'];

describeInBrowsers(
  'the Cookie header',
  (stage) => {
    let server: HeaderServer;
    beforeAll(async () => {
      server = await startHeaderServer();
    });
    afterAll(() => server.close());

    const goto = (host: string, path: string): Promise<void> => stage.tab.page.goto(server.url(host, path));

    /** An empty jar, then the responses one after the other. */
    async function fill(host: string, { responses }: DrawnJar): Promise<void> {
      await stage.browser.clearCookies();
      await setMore(host, responses);
    }

    async function setMore(host: string, responses: readonly (readonly string[])[]): Promise<void> {
      for (const [index, setCookies] of responses.entries()) {
        server.answer(`/set/${index}`, { setCookies });
        await goto(host, `/set/${index}`);
      }
    }

    /** `page`: where it is embedded; null: the tab goes there by itself. */
    async function predict(url: string, page: URL | null): Promise<CookieHeader> {
      const now = Date.now() / 1000;
      return cookieHeader(await readJar(stage), { url: new URL(url), page, browser: stage.name, now });
    }

    /** The page asks for a frame and a picture of another host, which `answer` may set cookies for. */
    async function embed(top: string, host: string, setCookies: readonly string[]): Promise<void> {
      server.answer('/frame', { setCookies });
      const body = `<img src="${server.url(host, '/picture')}"><iframe src="${server.url(host, '/frame')}"></iframe>`;
      server.answer('/top', { setCookies: [], body });
      await goto(top, '/top');
    }

    it.each([
      ['localhost', []],
      ['b.a.localhost', ['a.localhost', 'b.a.localhost']],
      ['www.shop.test', ['shop.test', 'www.shop.test']],
    ] as const)(
      'of a page of %s is the one predicted, at once and on reload',
      async (host, domains) => {
        await grant(stage);
        const reasons = new Set<WithheldReason>();
        let shadowed = 0;
        for (const jar of drawnJars(17, seed, domains)) {
          await fill(host, jar);
          await goto(host, jar.path);
          const atOnce = server.received(jar.path);
          const header = await predict(server.url(host, jar.path), null);
          await stage.tab.page.reload();
          const said = JSON.stringify(jar);
          expect(header.bytes, said).toBe(atOnce);
          expect(server.received(jar.path), said).toBe(atOnce);
          for (const { reason } of header.withheld) reasons.add(reason);
          if (new Set(header.sent.map(({ name }) => name)).size < header.sent.length) shadowed++;
        }
        expect(reasons).toContain('path');
        expect(shadowed).toBeGreaterThan(0);
      },
      120_000,
    );

    it('is only nearly known where it is not UTF-8, and the browser sends other bytes than it tells', async () => {
      const headers = [
        '\xe9=1; Path=/',
        'v=a\xffb; Path=/',
        `real=${utf8('\ufffd')}; Path=/`,
        '=nameless; Path=/',
      ];
      await fill('localhost', { responses: [headers], path: '/' });
      await goto('localhost', '/');
      const header = await predict(server.url('localhost', '/'), null);
      const received = server.received('/');
      expect(header.isExact).toBe(false);
      expect(asRead(received)).toBe(header.text);
      // Two of the name; and two of the value, in whose place Firefox stores U+FFFD itself.
      expect(header.bytes.length - (received?.length ?? 0)).toBe(stage.name === 'firefox' ? 2 : 4);
    });

    it.each([
      ['localhost', 'localhost'],
      ['localhost', 'a.localhost'],
      ['a.localhost', 'localhost'],
      ['a.localhost', 'b.a.localhost'],
      ['a.localhost', 'b.localhost'],
      ['localhost', '127.0.0.1'],
      ['shop.test', 'localhost'],
      ['shop.test', 'www.shop.test'],
    ] as const)('of what a page of %s embeds from %s is the one predicted', async (top, host) => {
      await grant(stage);
      for (const jar of drawnJars(2, seed, [])) {
        await fill(host, jar);
        await embed(top, host, [...jar.responses.flat(), ...EVERY_KIND]);
        await embed(top, host, []);
        const page = new URL(server.url(top, '/top'));
        for (const path of ['/frame', '/picture']) {
          const header = await predict(server.url(host, path), page);
          expect(server.received(path), JSON.stringify(jar)).toBe(header.bytes);
        }
      }
    });

    it.each([
      ['a.localhost', 'localhost'],
      ['b.a.localhost', 'a.localhost'],
      ['localhost', '127.0.0.1'],
    ] as const)(
      'after a link from %s to %s is the one predicted, but for SameSite=Strict across sites, on reload too',
      async (from, host) => {
        await stage.browser.clearCookies();
        await setMore(host, [EVERY_KIND]);
        server.answer('/linked', { setCookies: [] });
        server.answer('/from', { setCookies: [], body: 'a page' });
        await goto(from, '/from');
        const target = server.url(host, '/linked');
        await stage.tab.page.evaluate(
          `void setTimeout(() => { location.href = ${JSON.stringify(target)}; })`,
        );
        await stage.tab.page.waitFor(
          `location.href === ${JSON.stringify(target)} && document.readyState === 'complete'`,
          'the page that the link leads to',
        );
        const { bytes } = await predict(target, null);
        expect(bytes).toContain('strict=1');
        const isSameSite = from.endsWith(`.${host}`) && host !== 'localhost';
        const sent = isSameSite ? bytes : withoutStrict(bytes);
        expect(server.received('/linked')).toBe(sent);
        await stage.tab.page.reload();
        expect(server.received('/linked')).toBe(sent);
        await goto(host, '/linked');
        expect(server.received('/linked')).toBe(bytes);
      },
    );

    it('is of a jar that holds so many cookies and bytes, for all hosts of a site together', async () => {
      await grant(stage);
      const use = async (host: string) => {
        await goto(host, '/');
        return jarUse(await readJar(stage), stage.name, Date.now() / 1000);
      };
      const many = (count: number, prefix: string, rest = ''): string[][] =>
        inParts(Array.from({ length: count }, (_, index) => `${prefix}${index}=1; Path=/${rest}`));

      await setMore('www.shop.test', many(COOKIES_PER_SITE - 100, 'w'));
      await setMore('shop.test', many(100, 's'));
      const [[www], [shop]] = [await use('www.shop.test'), await use('shop.test')];
      expect([www?.cookies, shop?.cookies]).toEqual([COOKIES_PER_SITE - 100, 100]);
      await setMore('shop.test', [['onemore=1; Path=/']]);
      const [[wwwNow], [shopNow]] = [await use('www.shop.test'), await use('shop.test')];
      expect((wwwNow?.cookies ?? 0) + (shopNow?.cookies ?? 0)).toBe(shopNow?.leftAfterPurge);

      await stage.browser.clearCookies();
      await setMore('localhost', many(COOKIES_PER_SITE + 1, 'p', '; Partitioned; Secure'));
      await setMore('localhost', many(100, 'n'));
      const [partitioned, plain] = [...(await use('localhost'))].sort((a) => (a.partition === null ? 1 : -1));
      expect([partitioned?.cookies, plain?.cookies]).toEqual([partitioned?.leftAfterPurge, 100]);

      for (const [rest, isTooMuch] of [
        [PARTITION_BYTES - 8000, false],
        [PARTITION_BYTES - 7999, true],
      ] as const) {
        await stage.browser.clearCookies();
        const sizes = [4000, 4000, rest];
        const headers = sizes.map(
          (bytes, index) => `k${index}=${'x'.repeat(bytes - 2)}; Path=/; Partitioned; Secure`,
        );
        await setMore('localhost', [headers]);
        const [bytes] = await use('localhost');
        const isLimited = bytes?.byteLimit === PARTITION_BYTES;
        expect(bytes?.bytes).toBe(isTooMuch && isLimited ? 4000 + rest : 8000 + rest);
      }
    });
  },
  { launch: { hosts } },
);

/** One for every value that decides what goes to other sites. */
const EVERY_KIND: readonly string[] = [
  'plain=1; Path=/',
  'lax=1; Path=/; SameSite=Lax',
  'strict=1; Path=/; SameSite=Strict',
  'none=1; Path=/; SameSite=None; Secure',
  'parted=1; Path=/; SameSite=None; Secure; Partitioned',
  'partedlax=1; Path=/; Secure; Partitioned',
];

/** The header without those of `EVERY_KIND` that have SameSite=Strict. */
function withoutStrict(bytes: string): string {
  return bytes
    .split('; ')
    .filter((pair) => pair !== 'strict=1')
    .join('; ');
}

/** The header as the cookies API would tell it: bytes that are not UTF-8 are U+FFFD. */
function asRead(bytes: string | null): string {
  return Buffer.from(bytes ?? '', 'latin1').toString('utf8');
}

/** Below what a browser takes in one response. */
function inParts(headers: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(headers.length / 60) }, (_, part) =>
    headers.slice(part * 60, part * 60 + 60),
  );
}

async function grant({ browser }: Stage): Promise<void> {
  await browser.grantSite(hosts.flatMap((host) => [`http://${host}/*`, `https://${host}/*`]));
}
