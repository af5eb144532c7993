/** How fast a session is read and verified, beside the real Flask in the same run. It only measures; it judges nothing. */
import { createVerifier, read, type Value, write } from '../../src/session/index.ts';
import { FlaskOracle, toHex } from '../session/flask-oracle.ts';
import { below, seededRandom } from '../session/random-session.ts';
import { pythonsWith } from '../support/reference.ts';
import { median } from './median.ts';

/** One cookie size; rates are whole sessions a second, `ratio` ours by Flask's. */
export type CodecRow = { name: string; oursPerSecond: number; flaskPerSecond: number; ratio: number };

const ROUNDS = 15;
/** Long enough for a clock, short enough that a round of both sides sees the same machine. */
const ROUND_SECONDS = 0.1;
const KEY = new TextEncoder().encode('192b9bdd22ab9ed4d12e236c78afcb9a');
const SIGNED_AT = 1_790_000_000;

const str = (text: string): Value => ({ type: 'str', text });
const int = (n: number): Value => ({ type: 'int', digits: String(n) });
const dict = (entries: Record<string, Value>): Value => ({ type: 'dict', entries: Object.entries(entries) });
const list = (...items: Value[]): Value => ({ type: 'list', items });
const tuple = (...items: Value[]): Value => ({ type: 'tuple', items });
const bool = (value: boolean): Value => ({ type: 'bool', value });

const random = seededRandom(1);
const hex = (length: number): string => Array.from({ length }, () => below(random, 16).toString(16)).join('');

function smallSession(): Value {
  return dict({ _permanent: bool(true), user_id: int(1042), csrf: str(hex(20)) });
}

/** Flask-Login, Flask-WTF, two flash messages and a cart: about 500 bytes of JSON. */
function typicalSession(): Value {
  return dict({
    _fresh: bool(true),
    _id: str(hex(128)),
    _user_id: str('1042'),
    csrf_token: str(hex(40)),
    _flashes: list(
      tuple(str('message'), str('Welcome back, Zoë')),
      tuple(str('error'), str('The thing could not be saved')),
    ),
    cart: list(
      ...[1, 2, 3, 4].map((n) =>
        dict({ sku: str(`A-${n}`), qty: int(n), price: { type: 'float', value: n * 1.25 } }),
      ),
    ),
  });
}

/** About as much as a browser stores, compressed. */
function largeSession(): Value {
  const words = ['item', 'basket', 'zebra', 'paper', 'cloth', 'river', 'stone', 'cloud'];
  const name = (): string => Array.from({ length: 4 }, () => words[below(random, words.length)]).join(' ');
  const rows = Array.from({ length: 145 }, () =>
    dict({
      id: int(below(random, 2 ** 32)),
      name: str(name()),
      token: str(hex(8)),
      done: bool(random() < 0.5),
    }),
  );
  return dict({ rows: list(...rows) });
}

/** Seconds that `read` and a prepared `verify` take together, `times` times. */
function timeOurs(text: string, times: number): number {
  const verify = createVerifier(KEY);
  let good = 0;
  const start = performance.now();
  for (let n = 0; n < times; n++) {
    if (verify(text) && read(text).kind === 'flask-session') good++;
  }
  const seconds = (performance.now() - start) / 1000;
  if (good !== times) throw new Error('the session to be measured is not read');
  return seconds;
}

async function measure(oracle: FlaskOracle, label: string, session: Value): Promise<CodecRow> {
  const text = write(session, KEY, SIGNED_AT);
  const flask = async (times: number): Promise<number> => {
    const [seconds = Number.NaN] = await oracle.ask('bench', [{ key: toHex(KEY), text, times }]);
    return seconds;
  };
  // Warms both up, and tells how many make a round.
  timeOurs(text, 2000);
  const ourTimes = Math.ceil((ROUND_SECONDS * 1000) / timeOurs(text, 1000));
  const flaskTimes = Math.ceil((ROUND_SECONDS * 200) / (await flask(200)));
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(ourTimes / timeOurs(text, ourTimes));
    theirs.push(flaskTimes / (await flask(flaskTimes)));
  }
  const [oursPerSecond, flaskPerSecond] = [median(ours), median(theirs)];
  const name = `${label}, ${text.length} B${text.startsWith('.') ? ' compressed' : ''}`;
  // Round by round: what slows the machine slows both sides of a pair.
  const ratio = median(ours.map((rate, round) => rate / (theirs[round] ?? Number.NaN)));
  return { name, oursPerSecond, flaskPerSecond, ratio };
}

/**
 * Reads and verifies three sessions, round by round beside Flask's `loads`; medians. Takes about ten seconds.
 * @throws Error if no Python here has Flask
 */
export async function benchCodec(): Promise<CodecRow[]> {
  const [python] = pythonsWith('Flask');
  if (python === undefined) throw new Error('no python3 here has Flask');
  const oracle = new FlaskOracle(python.command);
  try {
    return [
      await measure(oracle, 'small session', smallSession()),
      await measure(oracle, 'typical session', typicalSession()),
      await measure(oracle, 'large session', largeSession()),
    ];
  } finally {
    oracle.close();
  }
}
