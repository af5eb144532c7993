/** Set-Cookie headers drawn at random, out of what matters in them. Sends none. */
import fc from 'fast-check';
import { utf8 } from './set-cookie-headers.ts';

/** Headers put together at random out of what matters in them; a few share a name, so that they meet. */
export function drawn(year: number, count: number, seed: number): readonly string[] {
  const space = fc.constantFrom('', '', '', ' ', '\t', '  ');
  const byte = fc.integer({ min: 1, max: 255 }).map((code) => String.fromCharCode(code));
  const isSendable = (text: string): boolean => !/[\r\n;]/.test(text);
  const junk = fc
    .array(byte, { maxLength: 6 })
    .map((bytes) => bytes.join(''))
    .filter(isSendable);
  const name = fc.tuple(
    fc.constantFrom('', '', '', '', '__Host-', '__Secure-', '__http-', '__Host-Http-', '"', '\xe9', 'a b'),
    fc.integer({ min: 0, max: count }),
  );
  const value = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('1', '', '"q"', 'a b', utf8('é€'), 'a,b', 'x=y') },
    { weight: 2, arbitrary: junk },
    { weight: 1, arbitrary: fc.integer({ min: 4080, max: 4100 }).map((length) => 'x'.repeat(length)) },
  );
  const datePart = fc.constantFrom(
    ...[
      '9',
      '31',
      '09',
      'Jun',
      'feb',
      'December',
      String(year),
      String(year % 100),
      '2099',
      '1999',
      '70',
      '10:18:14',
      '10:18',
      '1:2:3',
      '23:59:60',
      '12:00 am',
      'pm',
    ],
    ...[
      'GMT',
      'EST',
      '+0200',
      '-0800',
      '+9',
      '-',
      'Wed',
      'Sunday',
      '6/9',
      '21/6/99',
      `6/9/${year}`,
      '0',
      '32',
      '123',
      '9th',
      ':',
      '/',
      '(x)',
      'T',
      'Z',
      'ut',
    ],
  );
  const date = fc
    .array(fc.tuple(datePart, fc.constantFrom(' ', ' ', ' ', ', ', '-', '/', '.', '', '\t', '+')), {
      minLength: 1,
      maxLength: 7,
    })
    .map((parts) => parts.flat().join(''));
  const properDate = fc
    .tuple(
      fc.integer({ min: 0, max: 32 }),
      fc.constantFrom('Jan', 'feb', 'JUNE', 'dec'),
      fc.constantFrom(year, year % 100, 2099, 1999),
      date,
    )
    .map(([day, month, one, rest]) => `${day} ${month} ${one} 10:18:14 ${rest}`);
  const attribute = fc.oneof(
    fc.constantFrom(
      'Secure',
      'Secure',
      'HttpOnly',
      'Partitioned',
      'secure=0',
      'Priority=Low',
      'Unknown',
      '',
      '=',
    ),
    fc.constantFrom('None', 'Lax', 'Strict', 'x', '').map((one) => `SameSite=${one}`),
    fc.constantFrom('/', '/x', '/dir', 'x', '', '/dir/sub/').map((path) => `Path=${path}`),
    fc
      .constantFrom(
        'localhost',
        '.localhost',
        'a.localhost',
        'shop.test',
        '.shop.test',
        'test',
        '127.0.0.1',
        '',
      )
      .map((d) => `Domain=${d}`),
    fc.constantFrom('60', '0', '-1', '99999999999', 'x', '', '+5000').map((age) => `Max-Age=${age}`),
    fc.oneof(date, date, properDate).map((one) => `Expires=${one}`),
    junk,
  );
  const header = fc
    .tuple(
      name,
      fc.constantFrom('=', '=', '=', '=', '=', '=', '=', ''),
      value,
      fc.array(fc.tuple(space, attribute, space), { maxLength: 4 }),
      space,
    )
    .map(([[prefix, number], equals, text, attributes, pad]) => {
      const pair = `${pad}${prefix}r${number}${pad}${equals}${pad}${text}${pad}`;
      return [pair, ...attributes.map((parts) => parts.join(''))].join(';');
    });
  return fc.sample(header, { numRuns: count, seed }).filter((text) => !/[\r\n\0]/.test(text));
}
