/** Text that a site chose, so that nothing in it stays unseen or reorders what stands around it. Texts only. */

import { shortened } from './preview.ts';

/** Controls, formats (bidirectional ones among them), lone surrogates, unassigned: what shows nothing by itself. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** The text with what cannot be seen in it escaped, as Python's `repr()` writes it: `\n`, `\x1b`, `\u202e`. */
export function visible(text: string): string {
  return text.replace(UNSEEN, escaped);
}

/** A name, a path or another text that a site chose, on one line: as much of it as a line has room for. */
export function visibleShort(text: string): string {
  return visible(shortened(text));
}

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = (width: number): string => code.toString(16).padStart(width, '0');
  if (code <= 0xff) return SHORT[character] ?? `\\x${hex(2)}`;
  return code <= 0xffff ? `\\u${hex(4)}` : `\\U${hex(8)}`;
}

/** First strong isolate, and its end (Unicode Standard Annex 9): what `<bdi>` is to elements. */
const [ISOLATE, END] = ['\u2068', '\u2069'];
const ASCII = /^[\0-\x7f]*$/;

/** The same, where it stands among other text in one string: right-to-left letters stay within it. */
export function isolated(text: string): string {
  const seen = visible(text);
  return ASCII.test(seen) ? seen : ISOLATE + seen + END;
}
