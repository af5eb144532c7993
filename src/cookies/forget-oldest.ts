/** Keeps what is remembered within bounds. Knows the order in which it was added, and nothing else of it. */

/**
 * Deletes what was added longest ago until no more than `most` are left. What is to count as new again is deleted by the
 * caller before it is set anew.
 */
export function forgetOldest<Key>(all: Map<Key, unknown> | Set<Key>, most: number): void {
  for (const key of all.keys()) {
    if (all.size <= most) return;
    all.delete(key);
  }
}
