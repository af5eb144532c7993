/** Generated cookies, settings and clocks through the real Flask's `open_session` and through `verdictOf`: the same verdicts. */
import { expect, it } from 'vitest';
import { FLASK_SIGNING, type ServerError, type Verdict, verdictOf } from '../../src/session/index.ts';
import { signature } from '../../src/session/signing/signature.ts';
import { encodeTimestamp } from '../../src/session/signing/timestamp.ts';
import { describeBesideFlask, seedFor } from '../support/reference.ts';
import { type OpenAnswer, toHex } from './flask-oracle.ts';
import { seededRandom } from './random-session.ts';
import { randomVerdictCase, type VerdictCase } from './random-verdict.ts';

const SEED = seedFor('verdicts');
const CASES = Number(process.env.VERDICT_CASES ?? 1500);
const BATCH = 500;
const MINUTE = 60_000;

/** What Flask raises for each of our errors; which of them it is for a late date is the platform's affair. */
const EXCEPTIONS: Record<ServerError['reason'], readonly string[]> = {
  'not-utf8': ['UnicodeEncodeError'],
  'timestamp-beyond-9999': ['ValueError', 'OverflowError', 'OSError'],
  'bad-payload': ['BadPayload'],
  'bad-tag': ['BadPayload'],
  'not-a-dict': ['TypeError', 'ValueError'],
};

/** The reference's answer in the words of a verdict, as far as it goes. */
function expectation({ text }: VerdictCase, answer: OpenAnswer): object {
  const { key } = answer;
  if ('error' in answer) return { outcome: 'error', ...(key !== null && { key }) };
  if (answer.session === null) return { outcome: 'no-key' };
  const { refusal } = answer;
  if (refusal === null) {
    if (text === '') return { outcome: 'refused', reason: 'empty' };
    return { outcome: 'accepted', key, empty: answer.session === 0 };
  }
  const refused = { outcome: 'refused', ...(key !== null && { key }) };
  const { type, message } = refusal;
  const [, age, sign] = /^Signature age (-?\d+) ([<>]) /.exec(message) ?? [];
  if (type === 'SignatureExpired' && sign === '>') return { ...refused, reason: 'expired', age: Number(age) };
  if (type === 'SignatureExpired') return { ...refused, reason: 'future', ahead: -Number(age) };
  if (message.startsWith('No ')) return { ...refused, reason: 'no-signature' };
  if (key === null) return { ...refused, reason: 'bad-signature' };
  if (message === 'timestamp missing') return { ...refused, reason: 'no-timestamp' };
  if (message === 'Malformed timestamp') return { ...refused, reason: 'malformed-timestamp' };
  throw new Error(`the reference says ${type}: ${message}`);
}

/** Whether the verdict is the reference's; `werkzeug`: its version. */
function agrees(made: VerdictCase, answer: OpenAnswer, verdict: Verdict, werkzeug: string): boolean {
  if (verdict.outcome === 'undecided') {
    if (answer.key !== verdict.key) return false;
    if ('session' in answer) return answer.session !== null && answer.refusal === null;
    // An odd date at the top may be None, which is an empty session, or a datetime, of which none can be made.
    return answer.error === 'BadPayload' || (verdict.doubt === 'odd-date' && answer.error === 'TypeError');
  }
  if (verdict.outcome === 'error') {
    if ('error' in answer && !EXCEPTIONS[verdict.reason].includes(answer.error)) return false;
    // The difference between versions that `verdictOf` names.
    const isFalsy = verdict.reason === 'not-a-dict' && /from a (int|float|bool)$/.test(verdict.detail);
    if (isFalsy && 'session' in answer && answer.session === 0 && answer.refusal === null) {
      return Number.parseFloat(werkzeug) < 3.1;
    }
  }
  return Object.entries(expectation(made, answer)).every(
    ([fact, value]) => Reflect.get(verdict, fact) === value,
  );
}

function count(counts: Map<string, number>, verdict: Verdict): void {
  const detail = 'reason' in verdict ? verdict.reason : 'doubt' in verdict ? verdict.doubt : '';
  const label = `${verdict.outcome} ${detail}`.trim();
  counts.set(label, (counts.get(label) ?? 0) + 1);
}

describeBesideFlask((oracle, { name }) => {
  it(`comes to Flask's verdict, ${CASES} times`, { timeout: 10 * MINUTE }, async () => {
    const random = seededRandom(SEED);
    const werkzeug = (await oracle.ask('versions', [null]))[0]?.werkzeug ?? '';
    const counts = new Map<string, number>();
    for (let done = 0; done < CASES; done += BATCH) {
      const cases = Array.from({ length: Math.min(BATCH, CASES - done) }, () => randomVerdictCase(random));
      const answers = await oracle.ask(
        'open',
        cases.map(({ text, settings, now }) => ({
          ...settings,
          text,
          keys: settings.keys.map(toHex),
          time: now,
        })),
      );
      for (const [index, made] of cases.entries()) {
        const answer = answers[index];
        if (answer === undefined) throw new Error('the reference owes an answer');
        const verdict = verdictOf(made.text, made.settings, made.now);
        count(counts, verdict);
        if (!agrees(made, answer, verdict, werkzeug)) {
          const keys = made.settings.keys.map(toHex);
          const { text, settings, now } = made;
          const facts = { seed: SEED, text, settings: { ...settings, keys }, now, answer, verdict };
          expect.fail(JSON.stringify(facts, null, 1));
        }
      }
    }
    if (process.env.VERDICT_CASES !== undefined) {
      process.stdout.write(`${name}: ${JSON.stringify(Object.fromEntries([...counts].sort()))}\n`);
    }
  });

  it('answers with status 500 where the verdict is an error, and with 200 otherwise', async () => {
    const key = new TextEncoder().encode('dev');
    const now = Math.floor(Date.now() / 1000);
    const settings = { keys: [key], parameters: FLASK_SIGNING, lifetime: 2_678_400 };
    const sign = (signed: string): string => `${signed}.${signature(signed, key, FLASK_SIGNING)}`;
    const time = encodeTimestamp(now);
    const payloads = ['{}', 'null', '[]', '[["a",1]]', '[1]', '"a"', '1', '{"a":{" u":"x"}}', '{', ''];
    const texts = [
      ...payloads.map((json) => sign(`${Buffer.from(json).toString('base64url')}.${time}`)),
      sign(`.e30.${time}`),
      ...['', 'AAAAAAAAAAAA', '//////////8', encodeTimestamp(now + 1000)].map((odd) => sign(`e30.${odd}`)),
      sign('e30'),
      `${sign(`e30.${time}`)}A`,
      'e30',
    ];
    const statuses = await oracle.ask(
      'status',
      texts.map((text) => ({ text, key: toHex(key) })),
    );
    const expected = texts.map((text) => (verdictOf(text, settings, now).outcome === 'error' ? 500 : 200));
    expect(statuses).toEqual(expected);
    expect(new Set(statuses)).toEqual(new Set([200, 500]));
  });
});
