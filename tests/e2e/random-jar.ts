/** Set-Cookie headers drawn at random, out of what decides whether, when and in which bytes a cookie is sent. Sends none. */
import fc from 'fast-check';
import { utf8 } from './set-cookie-headers.ts';

/** Headers of several responses, one after the other; many cookies share a name, so that they meet and are set anew. */
export type DrawnJar = {
  readonly responses: readonly (readonly string[])[];
  /** The path that is then asked for. */
  readonly path: string;
};

const NAMES = ['session', 'session', 'session', 'a', 'b', 'c', utf8('é'), '"q"', '__Host-h', '__Secure-s'];
const VALUES = ['1', '2', '', '"a b"', 'x=y', utf8('é€😀'), 'a,b', `${'v'.repeat(500)}.sig`];
const PATHS = [
  '/',
  '/',
  '/',
  '/shop',
  '/shop/',
  '/shop/cart',
  '/Shop',
  '/sho',
  '/admin',
  '/shop/a%20b',
  '//',
];
const ASKED = [
  '/',
  '/shop',
  '/shop/',
  '/shop/cart',
  '/shop/cart/7',
  '/shop/a%20b/c',
  '/shopping',
  '/admin?x=/shop/',
];
const FLAGS = [
  ...['', '', '', '', '; Secure', '; SameSite=None; Secure', '; SameSite=Lax', '; SameSite=Strict'],
  ...['; Partitioned; Secure', '; Partitioned; Secure; SameSite=None', '; Max-Age=600', '; Max-Age=0'],
];

/** As many jars as wanted. `domains`: those that the host can set cookies for, itself apart. */
export function drawnJars(count: number, seed: number, domains: readonly string[]): readonly DrawnJar[] {
  const domain = fc.constantFrom('', '', ...domains.map((one) => `; Domain=${one}`));
  const pair = fc.oneof(
    {
      weight: 12,
      arbitrary: fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...VALUES)).map((one) => one.join('=')),
    },
    { weight: 1, arbitrary: fc.constantFrom('lone', '=nameless', 'empty=') },
  );
  const header = fc
    .tuple(pair, fc.constantFrom(...PATHS), domain, fc.constantFrom(...FLAGS))
    .map(([first, path, where, flags]) => `${first}; Path=${path}${where}${flags}`);
  const response = fc.array(header, { minLength: 3, maxLength: 12 });
  const jar = fc.record({
    responses: fc.array(response, { minLength: 1, maxLength: 2 }),
    path: fc.constantFrom(...ASKED),
  });
  return fc.sample(jar, { numRuns: count, seed });
}
