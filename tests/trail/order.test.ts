/** Where something belongs by its time, whenever it is added. */
import { describe, expect, it } from 'vitest';
import { placeByTime } from '../../src/trail/index.ts';

const placeIn = (times: readonly number[], time: number) => placeByTime(times, time, (other) => other);

describe('a place by time', () => {
  it.each([
    ['at the end', [10, 20], 30, 2],
    ['between', [10, 20, 30], 15, 1],
    ['at the beginning', [10, 20], 5, 0],
    ['behind what is of the same time', [10, 10, 20], 10, 2],
    ['behind what is later by no more than browsers round', [10, 11, 20], 10, 2],
    ['before what is later by more', [10, 11.1, 20], 10, 1],
    ['in an empty list', [], 10, 0],
  ])('%s', (_, times, time, place) => {
    expect(placeIn(times, time)).toBe(place);
  });
});
