/** What every branch costs, beside the cookies that the real Flask writes with and without it: the same to the byte. */
import { expect, it } from 'vitest';
import { RANDOM_TEXT } from '../../../src/session/cost/room.ts';
import {
  costsOf,
  type DictValue,
  rewrittenLengths,
  roomFor,
  type Value,
  type ValuePath,
  writePayload,
} from '../../../src/session/index.ts';
import { describeBesideFlask, seedFor } from '../../support/reference.ts';
import { describeValue } from '../flask-oracle.ts';
import { below, pick, type Random, randomSession, seededRandom } from '../random-session.ts';

const SEED = seedFor('costs');
const SESSIONS = Number(process.env.COST_SESSIONS ?? 300);
const BATCH = 50;
const MINUTE = 60_000;
/** Dot and timestamp, dot and signature. */
const AROUND = 35;

/** A way to some container inside the session, as deep as chance has it; null when there is none. */
function randomPath(random: Random, session: Value): ValuePath | null {
  let path: (string | number)[] | null = null;
  for (let parent = session; ; ) {
    const inside = childrenOf(parent).filter(([, child]) => childrenOf(child).length > 0);
    const [first, ...rest] = inside;
    if (!first || (path && random() < 0.4)) return path;
    const [step, child] = pick(random, [first, ...rest]);
    path = [...(path ?? []), step];
    parent = child;
  }
}

function childrenOf(value: Value): (readonly [string | number, Value])[] {
  if (value.type === 'dict') return [...value.entries];
  return value.type === 'list' || value.type === 'tuple' ? [...value.items.entries()] : [];
}

/** A random session, every other one with flash messages, whose words repeat and so are compressed. */
function session(random: Random): DictValue {
  const made = randomSession(random);
  if (made.type !== 'dict') throw new Error('a session is a dict');
  if (random() < 0.5) return made;
  const flashes: Value[] = Array.from({ length: below(random, 12) }, (_, index) => ({
    type: 'tuple',
    items: [
      { type: 'str', text: pick(random, ['message', 'error', 'Grüße']) },
      { type: 'Markup', text: `${pick(random, ['Saved', 'Lost', '保存'])} <b>${index}</b>` },
    ],
  }));
  const others = made.entries.filter(([key]) => key !== '_flashes');
  return { type: 'dict', entries: [...others, ['_flashes', { type: 'list', items: flashes }]] };
}

const isAscii = (text: string): boolean => /^[\0-}]*$/.test(text);

describeBesideFlask((oracle, { name }) => {
  it(`knows what each key and some branches cost, of ${SESSIONS} sessions`, {
    timeout: 10 * MINUTE,
  }, async () => {
    const random = seededRandom(SEED);
    const counts = { keys: 0, branches: 0, negative: 0, compressed: 0, inUtf8: 0 };
    for (let done = 0; done < SESSIONS; done += BATCH) {
      const cases = Array.from({ length: Math.min(BATCH, SESSIONS - done) }, () => {
        const payload = session(random);
        const inside = randomPath(random, payload);
        const levels = [[], ...(inside ? [inside] : [])].map((path) => ({
          path,
          costs: costsOf(payload, path, Number.POSITIVE_INFINITY),
        }));
        const predicted = levels.flatMap(({ path, costs }) => [
          ...(path.length > 0 ? [{ path, bytes: costs?.whole }] : []),
          ...(costs?.branches ?? []).map(({ key, bytes }) => ({ path: [...path, key], bytes })),
        ]);
        return { payload, whole: levels[0]?.costs?.whole, predicted };
      });
      const answers = await oracle.ask(
        'costs',
        cases.map(({ payload, predicted }) => ({
          value: describeValue(payload),
          paths: predicted.map(({ path }) => path),
        })),
      );
      for (const [index, { payload, whole, predicted }] of cases.entries()) {
        const answer = answers[index];
        if (!answer) throw new Error('the reference owes an answer');
        const context = JSON.stringify({ seed: SEED, payload: describeValue(payload) });
        expect(whole, context).toBe(answer.length - AROUND);
        expect(predicted, context).toEqual(
          predicted.map(({ path }, at) => ({ path, bytes: answer.length - (answer.without[at] ?? 0) })),
        );
        expect(rewrittenLengths(payload), context).toEqual({
          byFlask: answer.length - AROUND,
          asUtf8: answer.utf8 === null ? null : answer.utf8 - AROUND,
        });
        for (const { path, bytes } of predicted) {
          counts[path.length === 1 ? 'keys' : 'branches']++;
          if ((bytes ?? 0) < 0) counts.negative++;
        }
        if (answer.utf8 !== null && answer.utf8 !== answer.length) counts.inUtf8++;
        if (writePayload(payload).startsWith('.')) counts.compressed++;
      }
    }
    if (process.env.COST_SESSIONS !== undefined) {
      process.stdout.write(`${name}: ${JSON.stringify(counts)}\n`);
    }
  });

  it('knows how much JSON still fits, and that one byte more does not', { timeout: MINUTE }, async () => {
    const random = seededRandom(SEED + 1);
    const trials = Array.from({ length: 60 }, () => session(random))
      // The text that fills the room comes last, as Flask sorts.
      .filter(({ entries }) => entries.every(([key]) => isAscii(key)))
      .map((payload) => ({ payload, most: 200 + below(random, 4000) }))
      .flatMap(({ payload, most }) => {
        const room = roomFor(payload, most);
        const frame = payload.entries.length === 0 ? 6 : 7;
        if (room === null || room === 0) return [];
        return [room, room + 1].map((bytes): { payload: Value; most: number; fits: boolean } => ({
          payload: {
            type: 'dict',
            entries: [...payload.entries, ['~', { type: 'str', text: RANDOM_TEXT.slice(0, bytes - frame) }]],
          },
          most,
          fits: bytes === room,
        }));
      });
    expect(trials.length, `seed ${SEED}`).toBeGreaterThan(10);
    const answers = await oracle.ask(
      'costs',
      trials.map(({ payload }) => ({ value: describeValue(payload), paths: [] })),
    );
    expect(
      answers.map(({ length }, index) => length - AROUND <= (trials[index]?.most ?? 0)),
      `seed ${SEED}`,
    ).toEqual(trials.map(({ fits }) => fits));
  });
});
