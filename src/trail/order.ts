/** When of two entries one was first. Pure. */

/** Milliseconds by which times must differ to be told apart: browsers round when a request began down to one. */
const RESOLUTION = 1;

/** Whether something of `time` came before something of `other`; both in milliseconds since 1970. */
export function isBefore(time: number, other: number): boolean {
  return time < other - RESOLUTION;
}

/**
 * Where something of `time` belongs in a list in that order: behind everything that it is not before, whatever was added
 * when. Takes time in what it is before.
 */
export function placeByTime<Item>(
  items: readonly Item[],
  time: number,
  timeOf: (item: Item) => number,
): number {
  return items.findLastIndex((item) => !isBefore(time, timeOf(item))) + 1;
}
