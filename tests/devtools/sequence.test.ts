/** Actions in the order of their times, once each, whichever is known first. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { Sequence } from '../../src/devtools/sequence.ts';
import { seedFor } from '../support/reference.ts';

describe('a place', () => {
  it('is run once those before it are filled', () => {
    const { done, take } = recording();
    const [first, second] = [take(10), take(20)];
    second('b');
    expect(done).toEqual([]);
    first('a');
    expect(done).toEqual(['a', 'b']);
  });

  it('taken late goes before what was received after it, if that still waits', () => {
    const { done, take } = recording();
    take(5)('gone');
    const hold = take(10);
    take(30)('c');
    take(20)('b');
    hold('a');
    take(1)('late');
    expect(done).toEqual(['gone', 'a', 'b', 'c', 'late']);
  });

  it('of nearly the same time comes as it was taken', () => {
    const { done, take } = recording();
    const hold = take(0);
    take(10.9)('a');
    take(10)('b');
    hold('hold');
    expect(done).toEqual(['hold', 'a', 'b']);
  });

  it('is taken over, the first of several, by what is received earlier or later', () => {
    const { done, sequence } = recording();
    const [change, other] = [sequence.take(10, true), sequence.take(12, true)];
    const after = sequence.take(11);
    const place = sequence.takeOver([other, change], 30);
    after.fill(() => done.push('after'));
    change.fill(() => done.push('given up'));
    expect(done).toEqual([]);
    place.fill(() => done.push('place'));
    other.fill(() => done.push('given up'));
    expect(done).toEqual(['place', 'after']);
    sequence.takeOver([change], 1).fill(() => done.push('new'));
    expect(done).toEqual(['place', 'after', 'new']);
  });

  it('is deferred behind the open ones, and behind nothing else', () => {
    const { done, sequence } = recording();
    const [place, open, closed] = [sequence.take(10), sequence.take(20, true), sequence.take(30)];
    sequence.defer(place);
    place.fill(() => done.push('place'));
    closed.fill(() => done.push('closed'));
    expect(done).toEqual([]);
    open.fill(() => done.push('open'));
    expect(done).toEqual(['open', 'place', 'closed']);
  });

  it('whose action fails takes nobody along', () => {
    const apart = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation(() => undefined);
    const { done, take, sequence } = recording();
    const first = sequence.take(1);
    take(2)('b');
    first.fill(() => {
      throw new Error('told apart');
    });
    expect(done).toEqual(['b']);
    expect(apart.mock.calls[0]?.[0]).toThrow('told apart');
    apart.mockRestore();
  });

  const seed = seedFor('sequence');
  it(`is run once, in order among those that wait together (seed ${seed})`, () => {
    const times = fc.array(
      fc.integer({ min: 0, max: 50 }).map((time) => 2 * time),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(times, fc.infiniteStream(fc.nat()), (received, choices) => {
        const { done, take } = recording();
        const hold = take(-2);
        const fills = received.map((time, index) => ({ fill: take(time), name: `${time} ${index}` }));
        while (fills.length > 0) {
          const [chosen] = fills.splice((choices.next().value as number) % fills.length, 1);
          chosen?.fill(chosen.name);
        }
        hold('hold');
        const sorted = received.map((time, index) => ({ time, index })).sort((a, b) => a.time - b.time);
        expect(done).toEqual(['hold', ...sorted.map(({ time, index }) => `${time} ${index}`)]);
      }),
      { seed },
    );
  });
});

function recording() {
  const sequence = new Sequence();
  const done: string[] = [];
  const take = (received: number) => {
    const place = sequence.take(received);
    return (name: string) => place.fill(() => done.push(name));
  };
  return { sequence, done, take };
}
