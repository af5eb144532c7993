/** A cookie's value as Werkzeug reads it. It must not look at what the value holds. */
import { decodeUtf8, utf8Bytes } from './header-text.ts';

// `\\ooo` and `\\x`, of bytes: werkzeug.sansio.http._cookie_unslash_re
const ESCAPED = /\\([0-3][0-7]{2}|.)/gs;

/**
 * A cookie's value as Werkzeug hands it to Flask (`werkzeug.sansio.http.parse_cookie`): without the double quotes around
 * it, and what was escaped between them turned back into characters. Linear.
 */
export function werkzeugValue(value: string): string {
  if (value.length < 2 || !value.startsWith('"') || !value.endsWith('"')) return value;
  const inside = value.slice(1, -1);
  if (!inside.includes('\\')) return inside;
  // Escapes stand for bytes, of which several may make one character.
  const bytes = utf8Bytes(inside).replace(ESCAPED, (_, escaped: string) =>
    escaped.length === 3 ? String.fromCharCode(Number.parseInt(escaped, 8)) : escaped,
  );
  return decodeUtf8(bytes);
}
