/** Pieces of the sentences of predictions. Text only: quoted text is untrusted, and kept short. */

/** An untrusted text, cut to a length. */
export function cut(text: string, length = 80): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

/** `1 byte`, `2 bytes`. */
export function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}
