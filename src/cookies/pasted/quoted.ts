/** Text in quotes within a log, a program or a command: where it ends, and what it says. It must not know what it is for. */

/** How a quoted text begins: JSON within JSON has backslashes before its quotes. */
export type Quote = { readonly mark: '"' | "'"; readonly backslashes: number };

/** What may stand behind a closing quote: a quote before anything else belongs to what is quoted. */
const BEHIND = /(?:$|[\s,)\]}|&<>`]|\\(?!'))/y;
const BEHIND_VALUE = /(?:$|[\s,)\]}|&<>`;]|\\(?!'))/y;

/**
 * What a quoted text says, and where in the line it ends. Where nothing closes it, it ends at the last such quote, or with
 * the line. Linear in the line.
 * @param line from behind the opening quote
 * @param isValue only a value stands in the quotes, as programs write it; else a whole header, as shells and logs have it
 */
export function quotedText(line: string, quote: Quote, isValue: boolean): { text: string; end: number } {
  const close = closingIn(line, quote, isValue);
  const last = close < 0 ? line.lastIndexOf(quote.mark) : close;
  if (last < 0) return { text: line, end: line.length };
  const inside = line.slice(0, Math.max(0, last - quote.backslashes));
  return { text: unescaped(inside, quote, isValue), end: last + 1 };
}

function closingIn(line: string, { mark, backslashes }: Quote, isValue: boolean): number {
  const behind = isValue ? BEHIND_VALUE : BEHIND;
  for (let at = line.indexOf(mark); at >= 0; at = line.indexOf(mark, at + 1)) {
    const run = backslashesBefore(line, at);
    behind.lastIndex = at + 1;
    const isPlain = backslashes === 0 ? run % 2 === 0 : run === backslashes;
    if (isPlain && behind.test(line)) return at;
  }
  return -1;
}

/** How many backslashes stand right before a place. */
export function backslashesBefore(text: string, at: number): number {
  let start = at;
  while (start > 0 && text.charCodeAt(start - 1) === 0x5c) start--;
  return at - start;
}

function unescaped(inside: string, { mark, backslashes }: Quote, isValue: boolean): string {
  if (mark === "'") {
    // Shells know no escapes there; what is to hold an apostrophe is closed before it, and opened again.
    return isValue ? inside.replace(/\\(['"\\])/g, '$1') : inside.replaceAll("'\\''", "'");
  }
  // JSON within JSON: each level doubles the backslashes, and adds one.
  let text = inside;
  for (let left = backslashes; left >= 0; left = Math.ceil(left / 2) - 1)
    text = fromJson(`"${text}"`) ?? text;
  return text;
}

function fromJson(json: string): string | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}
