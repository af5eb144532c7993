/** Dates as the real Werkzeug reads and writes them again: the same second, or none of ours. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { read, toJson } from '../../../src/session/index.ts';
import { formatHttpDate, parseHttpDate } from '../../../src/session/json/http-date.ts';
import { askPython, describeBeside, seedFor } from '../../support/reference.ts';

const SEED = seedFor('dates');
const GMT = '29 Jan 2026 12:34:56 GMT';

describe('a date', () => {
  it.each<[string, string]>([
    ['Thu, 29 Jan 2026 12:34:56 GMT', GMT],
    ['Thu, 29 Jan 2026 12:34:56 +0530', '29 Jan 2026 07:04:56 GMT'],
    ['Thu, 29 Jan 2026 12:34:56 -0830', '29 Jan 2026 21:04:56 GMT'],
    ['Thu, 29 Jan 0026 12:34:56 -0000', GMT],
    ['Thu, 29 Jan 26 12:34 GMT', 'none'],
    ['Thu, 29 Jan 2026 12:34:56 +2400', 'none'],
    ['Thu, 29 Jan 2026 12:34:56 XYZ', 'none'],
    ['Thu, 29 Jan 2026 24:00:00 GMT', 'none'],
    ['Thu, 30 Feb 2026 12:34:56 +0000', 'none'],
    ['Fri, 31 Dec 9999 23:59:59 -0100', 'none'],
    ['yesterday', 'none'],
  ])('%s is %s', (text, expected) => {
    const seconds = parseHttpDate(text);
    expect(seconds === null ? 'none' : formatHttpDate(seconds).slice(5)).toBe(expected);
  });

  it('with a zone is a datetime of the payload, and is written as Flask writes it', () => {
    const reading = read(
      `${Buffer.from('{"a":{" d":"Thu, 29 Jan 2026 12:34:56 +0530"}}').toString('base64url')}.awEHoA.x`,
    );
    if (reading.kind === 'not-a-session') throw new Error(reading.reason);
    expect(reading.notices).toEqual([]);
    expect(toJson(reading.payload)).toBe('{"a":{" d":"Thu, 29 Jan 2026 07:04:56 GMT"}}');
  });
});

const SCRIPT = `
from werkzeug.http import http_date, parse_date
def again(text):
    try:
        return http_date(parse_date(text))
    except Exception:
        return None
answer = [again(text) if text else None for text in data]
`;

describeBeside('werkzeug', (python) => {
  it('is the same instant there, or is not read', () => {
    const part = <Item>(...items: Item[]) => fc.constantFrom(...items);
    const number = (min: number, max: number, width: number) =>
      fc.integer({ min, max }).map((value) => String(value).padStart(width, '0'));
    const zone = fc.oneof(
      part(
        '',
        ' ',
        ' GMT',
        ' utc',
        ' Z',
        ' UT',
        ' EST',
        ' edt',
        ' ADT',
        ' PST',
        ' MDT',
        ' CST',
        ' XYZ',
        ' A',
      ),
      fc.tuple(part(' +', ' -', '+', ' '), number(0, 2600, 4)).map((both) => both.join('')),
    );
    const date = fc
      .tuple(
        part('Thu, ', 'Fri, ', 'sun '),
        fc.oneof(number(0, 32, 2), number(1, 9, 1)),
        part(' ', ' ', ' ', '-'),
        part('Jan', 'Jun', 'feb'),
        part(' ', ' ', '-'),
        fc.oneof(number(0, 120, 4), number(1900, 2100, 4), part('9999', '0100', '26', '02026')),
        part(' '),
        fc.oneof(number(0, 24, 2), number(0, 9, 1)),
        number(0, 60, 2).map((minute) => `:${minute}`),
        fc.oneof(
          part(''),
          number(0, 60, 2).map((second) => `:${second}`),
        ),
        zone,
      )
      .map((parts) => parts.join(''));
    const texts = fc.sample(date, { numRuns: 5000, seed: SEED });
    const answers = askPython(python, SCRIPT, texts) as (string | null)[];
    let count = 0;
    for (const [index, text] of texts.entries()) {
      const seconds = parseHttpDate(text);
      if (seconds === null) continue;
      count++;
      expect(formatHttpDate(seconds), `seed ${SEED}: ${text}`).toBe(answers[index]);
    }
    expect(count).toBeGreaterThan(0);
  });
});
