/** Dates of Expires: what each browser was seen to make of them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCookieDate } from '../../../src/cookies/set-cookie/cookie-date.ts';
import { readFirefoxDate } from '../../../src/cookies/set-cookie/firefox-date.ts';

const readers = [
  ['Chromium', readCookieDate],
  ['Firefox', readFirefoxDate],
] as const;

function iso(seconds: number | null): string | null {
  return seconds === null ? null : new Date(seconds * 1000).toISOString().replace('.000Z', '');
}

describe('in both browsers', () => {
  it.each([
    ['Wed, 09 Jun 2027 10:18:14 GMT', '2027-06-09T10:18:14'],
    ['Wed, 09-Jun-2027 10:18:14 GMT', '2027-06-09T10:18:14'],
    ['Wednesday, 09-Jun-27 10:18:14 GMT', '2027-06-09T10:18:14'],
    ['Wed Jun  9 10:18:14 2027', '2027-06-09T10:18:14'],
    ['2027 Jun 9 10:18:14', '2027-06-09T10:18:14'],
    ['10:18:14 9 june 2027', '2027-06-09T10:18:14'],
    ['9,Jun,2027,1:2:3', '2027-06-09T01:02:03'],
    ['9 jUNxyz 2027 10:00:00', '2027-06-09T10:00:00'],
    ['9 Jun 2027 10:18:14 2028', '2027-06-09T10:18:14'],
    ['9 Jul Jun 2027 10:18:14', '2027-07-09T10:18:14'],
    ['123456 9 Jun 2027 10:18:14', '2027-06-09T10:18:14'],
    ['9 Jun 02027 10:18:14', '2027-06-09T10:18:14'],
    ['9 Jun 69 10:18:14', '2069-06-09T10:18:14'],
    ['9 Jun 70 10:18:14', '1970-06-09T10:18:14'],
    ['9 Jun 1600 00:00:00', '1600-06-09T00:00:00'],
    ['29 Feb 2028 10:18:14', '2028-02-29T10:18:14'],
    ['2027-06-09T10:18:14Z', null],
    ['9th Jun 2027 10:18:14', null],
    ['009 Jun 2027 10:18:14', null],
    ['32 Jan 2027 10:00:00', null],
    ['9 13 2027 10:18:14', null],
    ['9Jun2027 10:00:00', null],
    ['9 Jun 202700 10:18:14', null],
    ['9 Jun 2027x 10:18:14', null],
    ['9 ju 2027 10:18:14', null],
    ['never', null],
    ['0', null],
    ['', null],
  ])('%j is %s', (text, expected) => {
    for (const [, read] of readers) expect(iso(read(text))).toBe(expected);
  });

  it.each(readers)('%s reads every date that JavaScript writes, time and year included', (_, read) => {
    const dates = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(fc.property(dates, (date) => read(date.toUTCString()) === Math.floor(date.getTime() / 1000)));
  });

  it.each(readers)('%s takes no offence at anything', (_, read) => {
    const parts = fc.constantFrom(
      '9',
      '31',
      'Jun',
      '2027',
      ':',
      '10:18',
      '+02',
      '-',
      '/',
      ' ',
      '1',
      'pm',
      '\xff',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 30 }), (texts) => {
        const seconds = read(texts.join(''));
        return seconds === null || Number.isInteger(seconds);
      }),
    );
  });
});

describe('where the browsers differ', () => {
  it.each([
    // text, Chromium, Firefox
    ['9 Jun 2027', null, '2027-06-09T00:00:00'],
    ['9 Jun 2027 10:18 PM', null, '2027-06-09T22:17:44'],
    ['9 Jun 2027 10:18:14 PM', '2027-06-09T10:18:14', '2027-06-09T22:18:14'],
    ['9 Jun 2027 12:18:14 am', '2027-06-09T12:18:14', '2027-06-09T00:18:14'],
    ['9 Jun 2027 12:18:14 pm', '2027-06-09T12:18:14', '2027-06-09T12:18:14'],
    ['9 Jun 2027 10:18 GMT', null, '2027-06-09T10:17:44'],
    ['9 Jun 2027 10:18', null, '2027-06-09T10:17:12'],
    ['9 Jun 2027 10:18:a', null, '2027-06-09T10:18:49'],
    ['9 Jun 2027 10:18/', null, '2027-06-09T10:18:00'],
    ['9 Jun 2027 10:18:14 PST', '2027-06-09T10:18:14', '2027-06-09T18:18:14'],
    ['9 Jun 2027 10:18:14 EDT', '2027-06-09T10:18:14', '2027-06-09T14:18:14'],
    ['9 Jun 2027 10:18:14 +0200', '2027-06-09T10:18:14', '2027-06-09T08:18:14'],
    ['9 Jun 2027 10:18:14 GMT-2', '2027-06-09T10:18:14', '2027-06-09T12:18:14'],
    ['9 Jun 2027 10:18:14 EST+0200', '2027-06-09T10:18:14', '2027-06-09T15:18:14'],
    ['9 Jun 2027 10:18:14 +130', '2027-06-09T10:18:14', '2027-06-09T10:18:14'],
    ['9 Jun 2027 10:18:14 UTC', '2027-06-09T10:18:14', '2027-06-09T10:18:14'],
    ['9 Jun 2027 -10:18:14', '2027-06-09T10:18:14', '2027-06-09T10:00:00'],
    ['6/9/2027 10:18:14', null, '2027-06-09T10:18:14'],
    ['21/6/27 10:18:14', null, '2027-06-21T10:18:14'],
    ['99/6/9 10:18:14', null, '1999-06-09T10:18:14'],
    ['13/13/2027 10:18:14', null, null],
    ['6/9/202 10:18:14', null, null],
    ['31 Feb 2027 10:00:00', null, '2027-03-03T10:00:00'],
    ['0 Jun 2027 10:18:14', null, '2027-05-31T10:18:14'],
    ['9 Jun 2027 24:00:00', null, '2027-06-10T00:00:00'],
    ['9 Jun 2027 10:60:60', null, '2027-06-09T11:01:00'],
    ['9 Jun 2027 10:18:14Z', null, '2027-06-09T10:18:14'],
    ['9 Jun 2027 010:18:14', '2027-06-09T10:18:14', '2027-06-09T00:00:00'],
    ['9 Jun 2027 10:18:014', '2027-06-09T10:18:14', '2027-06-09T00:00:00'],
    ['"9 Jun 2027 10:00:00"', '2027-06-09T10:00:00', null],
    ['9.Jun.2027.10:00:00', '2027-06-09T10:00:00', null],
    ['2027-Jun-09 10:18:14', '2027-06-09T10:18:14', null],
    ['27 Jun 9 10:18:14', '2009-06-27T10:18:14', null],
    ['9 Jun 027 10:18:14', '2027-06-09T10:18:14', null],
    ['9 8 Jun 2027 10:18:14', '2008-06-09T10:18:14', '2027-06-09T10:18:14'],
    ['45 9 Jun 2027 10:18:14', null, '2045-06-09T10:18:14'],
    ['9 Jun 32768 10:18:14', '+032768-06-09T10:18:14', null],
  ])('%j: %s, %s', (text, chromium, firefox) => {
    expect(iso(readCookieDate(text))).toBe(chromium);
    expect(iso(readFirefoxDate(text))).toBe(firefox);
  });

  it('Firefox gives up after a thousand words', () => {
    const date = '9 Jun 2027 10:18:14';
    expect(readFirefoxDate(`${'+'.repeat(997)} ${date}`)).not.toBeNull();
    expect(readFirefoxDate(`${'+'.repeat(998)} ${date}`)).toBeNull();
  });
});
