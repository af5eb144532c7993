/** A cookie's value as Werkzeug reads it. It must not look at what the value holds. */

// `\\ooo` and `\\x`: werkzeug.sansio.http._cookie_unslash_re
const ESCAPED = /\\([0-3][0-7]{2}|.)/gs;

/**
 * A cookie's value as Werkzeug hands it to Flask (`werkzeug.sansio.http.parse_cookie`): without the double quotes around
 * it, and what was escaped between them turned back into characters.
 */
export function werkzeugValue(value: string): string {
  if (value.length < 2 || !value.startsWith('"') || !value.endsWith('"')) return value;
  const inside = value.slice(1, -1);
  if (!inside.includes('\\')) return inside;
  // Escapes stand for bytes, of which several may make one character.
  const bytes: number[] = [];
  let last = 0;
  const encoder = new TextEncoder();
  for (const match of inside.matchAll(ESCAPED)) {
    bytes.push(...encoder.encode(inside.slice(last, match.index)));
    const [whole, escaped = ''] = match;
    bytes.push(...(escaped.length === 3 ? [Number.parseInt(escaped, 8)] : encoder.encode(escaped)));
    last = match.index + whole.length;
  }
  bytes.push(...encoder.encode(inside.slice(last)));
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
