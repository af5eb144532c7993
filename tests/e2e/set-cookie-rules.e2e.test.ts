/** Predictions beside real browsers: for every header, the jar must hold afterwards exactly what was predicted. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { headerBytes } from '../../src/cookies/header-text.ts';
import { Ledger } from '../../src/panel/store/activity/ledger.ts';
import { seedFor } from '../support/reference.ts';
import { describeInBrowsers, type Stage } from './harness.ts';
import { setCookies, settledRecord } from './record-page.ts';
import { utf8, writtenOut } from './set-cookie-headers.ts';
import { drawn } from './set-cookie-random.ts';
import { type HeaderServer, startHeaderServer } from './set-cookie-server.ts';
import { apiOf, readJar, Trial } from './set-cookie-trial.ts';

const seed = seedFor('the rules of Set-Cookie');
const hosts = ['shop.test', 'www.shop.test', 'shop.co.uk', 'me.github.io'];
/** That whose 9 June is the next: within 400 days, so that a date in it is not cut. */
const year = new Date(Date.now() + 210 * 86_400_000).getUTCFullYear();
const page = '/dir/sub/page';

describeInBrowsers(
  'the rules of Set-Cookie',
  (stage) => {
    let server: HeaderServer;
    beforeAll(async () => {
      server = await startHeaderServer();
    });
    afterAll(() => server.close());
    const trial = (): Trial => new Trial(stage, server);

    it('are those predicted, whatever the header', async () => {
      const { once } = writtenOut(year);
      expect(once.length).toBeGreaterThan(300);
      expect(await trial().disagreements('localhost', page, once)).toEqual([]);
    });

    it('are those predicted, whatever the host', async () => {
      await grant(stage);
      const { everywhere } = writtenOut(year);
      for (const host of ['localhost', '127.0.0.1', 'a.localhost', 'b.a.localhost', ...hosts]) {
        expect(await trial().disagreements(host, '/', everywhere), host).toEqual([]);
      }
      expect(await trial().disagreements('localhost', page, everywhere)).toEqual([]);
    });

    it('are those predicted, for headers drawn at random', async () => {
      await grant(stage);
      const headers = drawn(year, 1000, seed);
      expect(await trial().disagreements('localhost', page, headers)).toEqual([]);
      expect(await trial().disagreements('shop.test', page, headers)).toEqual([]);
    });

    it('give the default path predicted', async () => {
      const headers = ['none=1', 'relative=1; Path=rel', 'empty=1; Path=', '__Host-h=1; Secure'];
      const usual = [
        '/',
        '/dir',
        '/dir/',
        '/dir/sub',
        '/dir//',
        '//',
        '//x',
        '/dir/a%2Fb/c',
        '/dir;x/y',
        '/dir/x?a=/b/c',
      ];
      const long = [1022, 1023, 1024].map((length) => `/${'x'.repeat(length)}/y`);
      for (const path of [...usual, ...long]) {
        expect(await trial().disagreements('localhost', path, headers), path).toEqual([]);
      }
    });

    it('correct Expires by the Date of the response', async () => {
      const now = Date.now();
      const inHttp = (seconds: number): string => new Date(now + seconds * 1000).toUTCString();
      const headers = [-7200, -1800, 1800, 7200, 399 * 86_400, 450 * 86_400].map(
        (seconds, index) => `d${index}=1; Expires=${inHttp(seconds)}`,
      );
      for (const date of [inHttp(3600), inHttp(-3600), inHttp(365 * 86_400), 'rubbish']) {
        const answer = { date };
        const sent = [...headers, 'm=1; Max-Age=60'];
        expect(await trial().disagreements('localhost', '/', sent, answer), date).toEqual([]);
      }
    });

    it('hold for frames of the same site and of others', async () => {
      await grant(stage);
      const { everywhere } = writtenOut(year);
      const headers = [
        ...everywhere.slice(0, 50),
        ...[
          'p=1',
          'l=1; SameSite=Lax',
          's=1; SameSite=Strict',
          'n=1; SameSite=None; Secure',
          'sec=1; Secure',
        ],
        ...['pt=1; Partitioned; Secure', 'ptn=1; Partitioned; Secure; SameSite=None'],
        ...[
          'ptl=1; Partitioned; Secure; SameSite=Lax',
          '__Host-x=1; Secure; Path=/; Partitioned; SameSite=None',
        ],
        ...['ptn=2; Secure; Partitioned; SameSite=None; Max-Age=0', 'n=2; Max-Age=0; Secure; SameSite=None'],
      ];
      for (const [top, frame] of [
        ['localhost', 'localhost'],
        ['localhost', 'a.localhost'],
        ['a.localhost', 'localhost'],
        ['a.localhost', 'b.a.localhost'],
        ['localhost', '127.0.0.1'],
        ['shop.test', 'localhost'],
        ['localhost', 'shop.test'],
        ['shop.test', 'www.shop.test'],
      ] as const) {
        const title = `${frame} in ${top}`;
        expect(await trial().disagreementsInFrame(top, frame, headers), title).toEqual([]);
      }
    });

    it('leave Secure cookies alone, as predicted', async () => {
      await grant(stage);
      const stored = { value: 'secure', secure: true, path: '/deep' };
      await plant(stage, [
        { ...stored, name: 'a', url: 'https://www.shop.test/' },
        { ...stored, name: 'b', url: 'https://www.shop.test/', domain: 'www.shop.test' },
        { ...stored, name: 'c', url: 'https://www.shop.test/', domain: 'shop.test' },
        { ...stored, name: 'd', url: 'https://www.shop.test/', secure: false },
        { ...stored, name: 'e', url: 'https://shop.test/' },
      ]);
      // The host-only cookie of the parent is not among what a page of www.shop.test can see.
      await stage.tab.page.goto(server.url('shop.test', '/nothing'));
      const parents = (await readJar(stage)).filter(({ hostOnly }) => hostOnly);
      await stage.tab.page.goto(server.url('www.shop.test', '/nothing'));
      const existing = [...parents, ...(await readJar(stage))];
      expect(existing.map(({ name }) => name).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
      const headers = ['', '; Domain=www.shop.test', '; Domain=shop.test', '; Max-Age=0', '; Secure'].flatMap(
        (rest) =>
          ['/', '/de', '/deep', '/deep/er'].flatMap((path) =>
            existing.map(({ name }) => `${name}=plain; Path=${path}${rest}`),
          ),
      );
      expect(await trial().disagreements('www.shop.test', '/x', headers, { existing })).toEqual([]);
    });

    it('agree with the jar in the record as well, header by header', async () => {
      await grant(stage);
      const { once, everywhere } = writtenOut(year);
      const trial = new Trial(stage, server, { isRecorded: true });
      await trial.disagreements('localhost', page, [...once, 'twice=1', 'twice=2', 'twice=; Max-Age=0']);
      const answer = { date: new Date(Date.now() - 7_200_000).toUTCString() };
      await trial.disagreements('www.shop.test', page, everywhere, answer);
      await trial.disagreementsInFrame('localhost', 'shop.test', everywhere.slice(0, 50));
      const entries = await settledRecord(stage.tab);
      expect(setCookies(entries).length).toBe(once.length + 3 + everywhere.length + 50);
      const ledger = new Ledger({
        browser: stage.name,
        storeId: () => '',
        sessionNameOf: () => 'session',
        isOwn: () => false,
      });
      const wrong = entries.flatMap((entry) => {
        const happening = ledger.add(entry);
        return happening.kind === 'set-cookie' && happening.comparison?.verdict === 'disagree'
          ? [[happening.recorded.header.text.slice(0, 200), happening.comparison]]
          : [];
      });
      expect(wrong).toEqual([]);
      const unseen = setCookies(entries).filter(({ jar }) => jar === 'unknown');
      expect(unseen).toEqual([]);
    });

    it('are applied to the very bytes that come out of DevTools', async () => {
      const upper = Array.from({ length: 128 }, (_, index) => String.fromCharCode(128 + index)).join('');
      const sent = [
        `upper=${upper}`,
        `utf8=${utf8('é€😀')}`,
        'ctl=\x01\x02\x1f\x7f',
        'tabs=\ta \t b',
        'html=<b>&amp;"\'',
      ];
      server.answer('/devtools', { setCookies: sent });
      await stage.tab.page.goto(server.url('localhost', '/devtools'));
      const seen = await stage.tab.devtools.waitFor<string[]>(
        `new Promise((resolve) => {
          const settle = (log) => resolve(log.entries
            .filter(({ request }) => request.url.endsWith('/devtools'))
            .flatMap(({ response }) => response.headers)
            .filter(({ name }) => name.toLowerCase() === 'set-cookie')
            .map(({ value }) => value));
          ${apiOf(stage)}.devtools.network.getHAR(settle)?.then(settle);
        }).then((values) => values.length === ${sent.length} && values)`,
        'the headers in the log of requests',
      );
      expect(seen).not.toEqual(sent.map((bytes) => Buffer.from(bytes, 'latin1').toString('utf8')));
      expect(seen.map((text) => headerBytes(text, stage.name))).toEqual(sent);
    });
  },
  { launch: { hosts } },
);

/** Puts cookies into the jar as a page of the extension, which may set Secure ones for any URL. */
async function plant(stage: Stage, cookies: readonly object[]): Promise<void> {
  await stage.tab.page.goto(`${stage.browser.extensionOrigin}/src/panel/access/access.html`);
  await stage.tab.page.evaluate(
    `Promise.all(${JSON.stringify(cookies)}.map((cookie) => ${apiOf(stage)}.cookies.set(cookie))).then(() => true)`,
  );
}

async function grant({ browser }: Stage): Promise<void> {
  await browser.grantSite(hosts.flatMap((host) => [`http://${host}/*`, `https://${host}/*`]));
}
