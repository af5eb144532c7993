/** What is remembered stays within its bound, and keeps what was added last. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { forgetOldest } from '../../src/cookies/index.ts';

it('leaves what was added last, and no more than that', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat()), fc.nat(20), (added, most) => {
      const last = added.slice(Math.max(0, added.length - most));
      const names = new Set(added);
      forgetOldest(names, most);
      expect([...names]).toEqual(last);
      const values = new Map(added.map((one) => [one, 'v']));
      forgetOldest(values, most);
      expect([...values.keys()]).toEqual(last);
    }),
  );
});

it('takes what was deleted and set anew for new', () => {
  const values = new Map([
    ['a', 1],
    ['b', 2],
  ]);
  values.delete('a');
  values.set('a', 3);
  forgetOldest(values, 1);
  expect([...values]).toEqual([['a', 3]]);
});
