/** What became of each recorded Set-Cookie and change, by the rules, the jar and what was before. */
import { describe, expect, it } from 'vitest';
import type { Cookie } from '../../../../src/cookies/index.ts';
import type { NewEntry } from '../../../../src/messaging/recording.ts';
import { write } from '../../../../src/session/index.ts';
import { cookie } from '../../../support/fake-host.ts';
import { stopwatch } from '../../../support/growth.ts';
import { changed, judged, newLedger, RECORDED, setCookie } from '../../../support/recorded.ts';

/** As a Set-Cookie without HttpOnly makes it. */
const localCookie = (fields: Partial<Cookie> = {}): Cookie => cookie({ httpOnly: false, ...fields });

function outcomes(entries: readonly NewEntry[], jar: readonly Cookie[] = []): unknown[] {
  return judged(entries, jar).map((happening) =>
    happening.kind === 'unread' ? 'unread' : happening.outcome,
  );
}

/** A header and the cookie that it makes. */
const one = (value: string, changes: Partial<Cookie> = {}) =>
  [`a=${value}; Path=/`, localCookie({ name: 'a', value, ...changes })] as const;

describe('a Set-Cookie', () => {
  it('is stored, replaced and deleted, by the rules alone where the jar was not seen', () => {
    const entries = ['a=1; Path=/', 'a=2; Path=/', 'a=3; Path=/deep', 'a=; Path=/; Max-Age=0'];
    expect(outcomes(entries.map((header) => setCookie(header)))).toEqual([
      'stored',
      'replaced',
      'stored',
      'deleted',
    ]);
  });

  it('takes the place of what the page had before DevTools opened', () => {
    const [header, jar] = one('2');
    expect(outcomes([setCookie(header, { jar })], [localCookie({ name: 'a', value: '1' })])).toEqual([
      'replaced',
    ]);
    expect(outcomes([setCookie(header, { jar })])).toEqual(['stored']);
  });

  it('takes the place of what the browser says it replaced', () => {
    const [header, jar] = one('2');
    const before = localCookie({ name: 'a', value: '1' });
    expect(outcomes([setCookie(header, { jar, before })])).toEqual(['replaced']);
  });

  it('is new where the browser says that nothing was there, whatever was known', () => {
    const [header, jar] = one('2');
    const known = [localCookie({ name: 'a', value: '1' })];
    expect(outcomes([setCookie(header, { jar, before: null })], known)).toEqual(['stored']);
  });

  it('of a CORS preflight is rejected, whatever the request that follows has put into the jar', () => {
    const [header, jar] = one('1');
    const preflight = { method: 'OPTIONS', resource: 'preflight', jar } as const;
    const [asked, made] = judged([setCookie('a=0; Path=/', preflight), setCookie(header, { jar })]);
    expect(asked).toMatchObject({
      outcome: 'rejected',
      comparison: null,
      prediction: { reasons: [{ code: 'preflight' }] },
    });
    expect(made).toMatchObject({ outcome: 'stored', comparison: { verdict: 'agree' } });
    expect(outcomes([setCookie(header, preflight)])).toEqual(['rejected']);
  });

  it('that is too large leaves what the jar still holds', () => {
    const kept = localCookie({ name: 'a', value: '1' });
    const [happening] = judged([setCookie(`a=${'x'.repeat(4096)}; Path=/`, { jar: kept })]);
    expect(happening).toMatchObject({
      outcome: 'rejected',
      comparison: { verdict: 'agree' },
      prediction: { previous: kept, reasons: [{ code: 'too-large' }] },
      step: { entry: { bytes: 4097, bytesOver: 1 } },
    });
  });

  it.each([
    [
      'is there though the rules reject it',
      `a=${'x'.repeat(4096)}; Path=/`,
      localCookie({ name: 'a', value: 'x'.repeat(4096) }),
      'stored',
    ],
    ['is missing though the rules store it', 'a=1; Path=/', null, 'rejected'],
    [
      'was not put in the place of the old one',
      'a=2; Path=/',
      localCookie({ name: 'a', value: '1' }),
      'rejected',
    ],
  ])('that %s is what the jar says, and both are kept', (_, header, jar, outcome) => {
    expect(judged([setCookie(header, { jar })])).toMatchObject([
      { outcome, comparison: { verdict: 'disagree' } },
    ]);
  });

  it('that a later one of its response undid is judged by the rules, without a disagreement', () => {
    const entries = [
      setCookie('a=1; Path=/', { jar: 'superseded' }),
      setCookie('a=2; Path=/', { jar: localCookie({ name: 'a', value: '2' }) }),
    ];
    expect(judged(entries)).toMatchObject([
      { outcome: 'stored', comparison: { verdict: 'superseded' } },
      { outcome: 'replaced', comparison: { verdict: 'agree' } },
    ]);
  });

  it('is judged by the page that it was received in, not by that of now', () => {
    const framed = { url: 'http://a.test/', page: 'http://b.test/', jar: null } as const;
    expect(judged([setCookie('a=1', framed)])).toMatchObject([
      {
        comparison: { verdict: 'agree' },
        prediction: { reasons: [{ code: 'cross-site' }, { code: 'third-party' }] },
      },
    ]);
    const own = { ...framed, page: 'http://www.a.test/' };
    expect(judged([setCookie('a=1', own)])).toMatchObject([{ comparison: { verdict: 'disagree' } }]);
  });

  it('of a third party is not known to be stored where only a setting rejects it and the jar was not seen', () => {
    const about = { url: 'https://a.test/', page: 'https://b.test/' };
    const header = 'a=1; SameSite=None; Secure';
    expect(outcomes([setCookie(header, about)])).toEqual(['unknown']);
    expect(outcomes([setCookie(header, { ...about, jar: null })])).toEqual(['rejected']);
    expect(outcomes([setCookie('a=1; SameSite=Lax', about)])).toEqual(['rejected']);
  });

  it('is compared with what was there before DevTools opened', () => {
    const session = (key: string): string =>
      write({ type: 'dict', entries: [[key, { type: 'None' }]] }, new Uint8Array([1]), RECORDED / 1000);
    const before = localCookie({ value: session('old') });
    const [happening] = judged([setCookie(`session=${session('new')}; Path=/`, { before })]);
    expect(happening).toMatchObject({
      step: {
        before: { entry: null, cookie: before },
        difference: {
          changes: [
            { kind: 'removed', path: ['old'] },
            { kind: 'added', path: ['new'] },
          ],
        },
      },
    });
  });

  it('of a document is a page’s or a frame’s, whichever agrees with the jar', () => {
    const about = { url: 'http://a.test/', page: 'http://b.test/', resource: 'document' };
    const jar = localCookie({ name: 'a', value: '1', domain: 'a.test' });
    expect(judged([setCookie('a=1', { ...about, jar })])).toMatchObject([
      { comparison: { verdict: 'agree' } },
    ]);
    expect(judged([setCookie('a=1', { ...about, jar: null })])).toMatchObject([
      { outcome: 'rejected', comparison: { verdict: 'agree' } },
    ]);
  });

  it('expires by the clock of its server', () => {
    const at = (seconds: number): string => new Date(RECORDED + seconds * 1000).toUTCString();
    const header = `a=1; Path=/; Expires=${at(1800)}`;
    expect(outcomes([setCookie(header), setCookie(header, { date: at(3600) })])).toEqual([
      'stored',
      'deleted',
    ]);
  });

  it('of an address that was cut before its query is not judged', () => {
    const cut = (text: string) =>
      setCookie('a=1', { url: { text, length: 10_000 }, page: 'http://localhost:5000/' });
    const texts = ['http:', 'http://localhost/long', 'http://localhost/?long'];
    expect(texts.flatMap((text) => outcomes([cut(text)]))).toEqual(['unread', 'unread', 'stored']);
  });

  it('far over the limit is measured to the byte, and keeps its place', () => {
    const header = `session=${'x'.repeat(200_000)}; HttpOnly; Path=/`;
    const [happening] = judged([setCookie(header, { url: 'http://localhost:5000/deep/er' })]);
    expect(happening).toMatchObject({
      outcome: 'rejected',
      step: { entry: { bytes: 200_007, cookie: { path: '/' } } },
    });
  });

  it('received while the tab goes on to another page is judged by whichever agrees with the jar', () => {
    const about = { url: 'http://localhost:5000/', page: 'http://127.0.0.1:5000/' };
    const jar = localCookie({ name: 'a', value: '1', sameSite: 'lax' });
    expect(judged([setCookie('a=1; SameSite=Lax', { ...about, jar })])).toMatchObject([
      { outcome: 'stored', comparison: { verdict: 'agree' } },
    ]);
  });

  it('is a session’s by its name or by what it holds, and Werkzeug warns of those only', () => {
    const session = write({ type: 'dict', entries: [] }, new Uint8Array([1]), RECORDED / 1000);
    const long = 'x'.repeat(4086);
    const codes = judged([
      setCookie(`a=${long}; Path=/`),
      setCookie(`session=${long.slice(6)}; Path=/`),
      setCookie(`b=${session}`),
    ]).map((happening) =>
      happening.kind === 'set-cookie' ? happening.prediction.warnings.map(({ code }) => code) : null,
    );
    expect(codes).toEqual([
      ['near-limit'],
      ['werkzeug-warns', 'near-limit', 'script-readable'],
      ['script-readable'],
    ]);
  });
});

describe('a change', () => {
  it('is told by what was there: from the browser, or from the record', () => {
    const before = localCookie({ value: 'old' });
    expect(outcomes([changed({ value: 'x' }, { before })])).toEqual(['replaced']);
    expect(outcomes([changed({ value: 'x' }, { before: null })], [before])).toEqual(['stored']);
    expect(outcomes([changed({ value: 'x' }, { before: 'unknown' })])).toEqual(['replaced']);
    expect(outcomes([changed(), changed({}, { before: 'told' }), changed({}, { removed: true })])).toEqual([
      'stored',
      'replaced',
      'deleted',
    ]);
  });

  it('that a response explains afterwards is undone', () => {
    const [header, jar] = one('2');
    const entries = [changed(jar), setCookie(header, { jar, explains: 1 })];
    expect(outcomes(entries)).toEqual(['stored', 'stored']);
    const before = localCookie({ name: 'a', value: '1' });
    expect(outcomes(entries, [before])).toEqual(['replaced', 'replaced']);
  });
});

it('cookies of ever new names are let go of again, in no time', () => {
  const ledger = newLedger();
  const spent = stopwatch();
  for (let id = 1; id <= 20_000; id++) ledger.add({ ...setCookie(`name${id}=1; Path=/`), id: id });
  for (let id = 20_001; id <= 22_000; id++) ledger.add({ ...setCookie(`same=1; Path=/${id}`), id: id });
  expect(spent()).toBeLessThan(20_000);
  expect(ledger.add({ ...setCookie('name1=2; Path=/'), id: 22_001 })).toMatchObject({ outcome: 'stored' });
  expect(ledger.add({ ...setCookie('name20000=2; Path=/'), id: 22_002 })).toMatchObject({
    outcome: 'replaced',
  });
  expect(ledger.add({ ...setCookie('same=2; Path=/20001'), id: 22_003 })).toMatchObject({
    outcome: 'stored',
  });
});
