/** Which of two entries came first. Pure. */

/** Milliseconds by which times must differ to be distinguished: browsers round the start of a request down to one. */
const RESOLUTION = 1;

/** Whether something of `time` came before something of `other`; both in milliseconds since 1970. */
export function isBefore(time: number, other: number): boolean {
  return time < other - RESOLUTION;
}

/**
 * The index for something of `time` in a list in that order: after everything that it is not before, in whatever order
 * they were added. Takes time linear in what comes after it.
 */
export function placeByTime<Item>(
  items: readonly Item[],
  time: number,
  timeOf: (item: Item) => number,
): number {
  return items.findLastIndex((item) => !isBefore(time, timeOf(item))) + 1;
}
