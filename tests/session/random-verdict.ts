/** Random cookies with the settings and the clock to judge them by. It must give the same for the same seed, and judge nothing. */
import { deflateSync } from 'node:zlib';
import { FLASK_SIGNING, type ServerSettings, toJson, writePayload } from '../../src/session/index.ts';
import { signature } from '../../src/session/signing/signature.ts';
import {
  below,
  mutateCookie,
  mutateJson,
  pick,
  type Random,
  randomSession,
  randomText,
  randomValue,
} from './random-session.ts';

export type VerdictCase = { readonly text: string; readonly settings: ServerSettings; readonly now: number };

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const ZEROES = utf8('\0\0\0');

/** What decodes to something, but seldom to a session. */
const ODD_JSON = [
  ...['{}', 'null', '[]', '0', '-0.0', 'false', '""', '1', 'true', 'NaN', '-Infinity', '"a"', '"ab"', ''],
  ...[
    '[1]',
    '[["a",1]]',
    '[["a",1],["a",2]]',
    '["ab","c😀"]',
    '["a"]',
    '["\\ud800a"]',
    '[["a",1,2]]',
    '[[]]',
  ],
  ...[
    '[[[1],2]]',
    '[[{},2]]',
    '[[null,2]]',
    '[[{" t":[1,2]},2]]',
    '[[{" t":[1,[2]]},2]]',
    '[[{" t":[{}]},2]]',
  ],
  ...['[{"a":1,"b":2}]', '[{"a":1}]', '[null]', '{" t":[]}', '{" t":[["a",1]]}', '{" t":"ab"}', '{" t":1}'],
  ...[
    '{" b":""}',
    '{" b":"YWI="}',
    '[{" b":"YWI="}]',
    '{" b":"a"}',
    '{" m":""}',
    '{" m":"ab"}',
    '{" m":null}',
  ],
  ...[
    '{" u":"00000000000000000000000000000000"}',
    '{" u":"x"}',
    '{" di":{" t__":1}}',
    '{" di":{}}',
    '{" di":1}',
  ],
  ...['{" d":"Mon, 01 Jan 2024 00:00:00 GMT"}', '{" d":null}', '{" d":"x"}', '[[{" d":null},1]]', '{" d":5}'],
  ...[
    '{"a":{" t":1}}',
    '{"a":{" b":"a"}}',
    '{"a":{" u":5}}',
    '{"a":{" di":[]}}',
    '{"a":{" d":"1 Jan 2024"}}',
  ],
  ...['{"a":1', '{"a":1}x', '\ufeff{}', ' {} ', '{"a":1,"a":2}', '{"alg":"HS256"}', "{'a':1}", '{"a":01}'],
] as [string, ...string[]];

function randomDepth(random: Random): string {
  const depth = pick(random, [10, 399, 400, 401, 600, 1001, 3000]);
  const [open, close, each] = pick<readonly [string, string, number]>(random, [
    ['[', ']', 1],
    ['{"[":', '}', 1],
    ['{" t":[', ']}', 2],
  ]);
  const times = Math.floor((depth - 1) / each);
  return `{"a":${open.repeat(times)}0${close.repeat(times)}}`;
}

function segmentOf(random: Random, bytes: Uint8Array): string {
  return random() < 0.3 ? `.${base64url(deflateSync(bytes))}` : base64url(bytes);
}

function randomPayload(random: Random): string {
  const kind = random();
  if (kind < 0.5) return writePayload(randomSession(random));
  if (kind < 0.7) return segmentOf(random, utf8(pick(random, ODD_JSON)));
  if (kind < 0.78) return segmentOf(random, utf8(toJson(randomValue(random))));
  if (kind < 0.88) return segmentOf(random, utf8(mutateJson(random, toJson(randomSession(random)))));
  if (kind < 0.9) return segmentOf(random, utf8(randomDepth(random)));
  if (kind < 0.97) return mutateCookie(random, writePayload(randomSession(random)));
  const bytes = Uint8Array.from({ length: below(random, 20) }, () => below(random, 256));
  return random() < 0.5 ? `.${base64url(bytes)}` : base64url(bytes);
}

function bytesOf(number: bigint): Uint8Array {
  const bytes: number[] = [];
  for (let rest = number; rest > 0n; rest >>= 8n) bytes.unshift(Number(rest & 255n));
  return Uint8Array.from(bytes);
}

const ODD_TIMESTAMPS: [string, ...string[]] = [
  '',
  ...['a', 'aa', 'AAAAAAAAAAAA', 'AAAAAAAAAAA', '//////////8', 'AP________', '=', '====', 'a=', '*', 'é'],
  base64url(bytesOf(253_402_300_799n)),
  base64url(bytesOf(253_402_300_800n)),
  base64url(bytesOf(67_768_036_191_676_800n)),
  base64url(bytesOf(2n ** 63n)),
  base64url(utf8('{"a"')),
];

function randomTimestamp(random: Random, seconds: number): string {
  if (random() < 0.1) return pick(random, ODD_TIMESTAMPS);
  const segment = base64url(bytesOf(BigInt(Math.max(0, seconds))));
  return random() < 0.03 ? mutateCookie(random, segment) : segment;
}

const DAMAGE_CHARACTERS = ['A', 'b', '7', '-', '_', '+', '/', '=', '.', ' ', '\n', 'é'] as const;

/** One character flipped, inserted or deleted in one of the segments, the separators among them. */
function damageSegment(random: Random, text: string): string {
  const parts = text.split('.');
  const which = below(random, parts.length);
  const at = parts.slice(0, which).join('.').length + below(random, (parts[which]?.length ?? 0) + 1);
  const character = random() < 0.05 ? '' : pick(random, DAMAGE_CHARACTERS);
  const end = at + pick(random, [0, 1, 1]);
  return text.slice(0, at) + character + text.slice(end);
}

function damage(random: Random, text: string): string {
  const kind = random();
  if (kind < 0.5) return damageSegment(random, text);
  if (kind < 0.6) return text.slice(0, below(random, text.length + 1));
  if (kind < 0.65) return text.slice(below(random, text.length + 1));
  if (kind < 0.7) return `${text}${pick(random, ['=', '==', '.', '\n', ' ', 'A'])}`;
  if (kind < 0.75) return pick(random, ['', '.', '..', '...', 'a', 'null', '\ud800', 'a.\udfff.b']);
  return mutateCookie(random, text);
}

/** The text of a key; some are one another's twins, for HMAC pads a key with zero bytes. */
function randomKey(random: Random): Uint8Array {
  const kind = random();
  if (kind < 0.3) return utf8(pick(random, ['dev', 'secret', 'dev\0', 'any random string']));
  return utf8(randomText(random, pick(random, [12, 12, 40, 200])));
}

function randomSettings(random: Random): ServerSettings {
  const keys = Array.from({ length: pick(random, [1, 1, 2, 3, 4]) }, () => randomKey(random));
  return {
    keys: random() < 0.02 ? [] : keys,
    parameters:
      random() < 0.4
        ? FLASK_SIGNING
        : {
            salt: random() < 0.01 ? '\ud800' : randomText(random).toWellFormed(),
            keyDerivation: pick(random, ['hmac', 'django-concat', 'concat', 'none']),
            digest: pick(random, ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512']),
          },
    lifetime: pick(random, [
      2_678_400,
      2_678_400,
      2_678_400,
      31_536_000,
      below(random, 2 ** 31),
      3600,
      60,
      1,
      0,
      -1,
      -below(random, 2 ** 31),
      86_399_999_999_999,
      -86_399_999_913_600,
    ]),
  };
}

function randomAge(random: Random, lifetime: number): number {
  const near = lifetime + pick(random, [-1, 0, 1]);
  return pick(random, [
    near,
    near,
    pick(random, [-1, 0, 1]),
    below(random, Math.abs(lifetime) + 1),
    below(random, Math.abs(lifetime) + 1),
    lifetime - below(random, 10_000),
    lifetime + below(random, 10_000),
    -below(random, 2 ** 31),
  ]);
}

/** A cookie that is about as likely to be good as to be bad, in any of the ways there are. */
export function randomVerdictCase(random: Random): VerdictCase {
  const settings = randomSettings(random);
  const now = pick(random, [1_790_000_000, 2_080_000_000, below(random, 2 ** 32), below(random, 2 ** 37)]);
  const { keys, parameters, lifetime } = settings;
  const key = random() < 0.1 ? randomKey(random) : (keys[below(random, keys.length)] ?? ZEROES);

  const seconds = now - randomAge(random, lifetime);
  const signed = [randomPayload(random), randomTimestamp(random, seconds)]
    .slice(random() < 0.02 ? 1 : 0)
    .join('.')
    .toWellFormed();
  const salt = parameters.salt.toWellFormed();
  const whole = `${signed}.${signature(signed, key, { ...parameters, salt })}`;
  return { text: random() < 0.25 ? damage(random, whole) : whole, settings, now };
}
