/** Turns a Python string or bytes literal into bytes, as `ast.literal_eval` does. It must evaluate nothing else. */
import { originalPosition, skipBlank, withPythonLines } from '../session/index.ts';
import { readExpression } from './python-expression.ts';

/** The bytes of a literal: for a `str`, its UTF-8. `position` is a UTF-16 index into the text. */
export type LiteralReading =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly isBytes: boolean }
  | { readonly ok: false; readonly message: string; readonly position: number };

/**
 * Reads a literal, or adjacent ones, with surrounding white space and comments; never throws. Parentheses may enclose
 * them. `\N{…}` is not supported.
 */
export function readLiteral(text: string): LiteralReading {
  const source = withPythonLines(text);
  const fail = (message: string, position: number): LiteralReading => ({
    ok: false,
    message,
    position: originalPosition(text, position),
  });
  const found = readExpression(source, skipBlank(source, 0, true), false);
  if (found.kind === 'other') {
    if (found.what === 'broken') return fail(found.message, found.position);
    if (found.position > found.start) return fail('something follows the end of the literal', found.position);
  }
  if (found.kind !== 'literal' || found.isDefault) return fail('it does not start like a Python literal', 0);
  const rest = skipBlank(source, found.end, true);
  if (rest < source.length) return fail('something follows the end of the literal', rest);
  return { ok: true, bytes: found.bytes, isBytes: found.isBytes };
}
