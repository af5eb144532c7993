/** Numbers as the panel writes them. */

const GROUPED = new Intl.NumberFormat('en-US');

/** `3,871`. */
export function grouped(count: number): string {
  return GROUPED.format(count);
}

/** `1 byte`, `3,871 bytes`; the plural is the noun with an s unless given. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : plural}`;
}
