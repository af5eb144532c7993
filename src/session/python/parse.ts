/** Parses a value in Python's notation, as `pythonRepr` prints it, and says where it cannot. The grammar is in `reader.ts`. */
import type { Value } from '../value.ts';
import { PythonReader, Refusal } from './reader.ts';
import { originalPosition, withPythonLines } from './source.ts';
import { LiteralError } from './string.ts';

/** UTF-16 units of text that are read. */
export const MAX_PYTHON = 1_048_576;

/** A sentence about a position: `position` is a UTF-16 index into the text, `line` and `column` (characters) count from 1. */
export type PythonNotice = {
  readonly message: string;
  readonly position: number;
  readonly line: number;
  readonly column: number;
};

/** `warnings`: where Flask would return something other than what is written; `value` is what it would return. */
export type PythonReading =
  | { readonly ok: true; readonly value: Value; readonly warnings: readonly PythonNotice[] }
  | ({ readonly ok: false } & PythonNotice);

/**
 * Reads one value: what `ast.literal_eval` reads of the types that Flask stores, and `UUID('…')`, `Markup('…')`,
 * `datetime(…)` (each with or without its module) and `float('nan')`; `nan`, `inf` and JSON's words as well. It refuses
 * what Flask refuses, and a key that is not a `str`, which JSON would convert to one. A tuple needs its parentheses.
 * At most `MAX_PYTHON` units long and nested as deep as `readJson` reads. Never throws; linear in the text's length.
 */
export function readPython(text: string): PythonReading {
  if (text.length > MAX_PYTHON) {
    return {
      ok: false,
      ...placed(text, `The text is longer than ${MAX_PYTHON} characters, the maximum.`, MAX_PYTHON),
    };
  }
  const source = withPythonLines(text);
  const notice = (message: string, position: number): PythonNotice =>
    placed(text, message, originalPosition(text, position));
  const reader = new PythonReader(source);
  try {
    const value = reader.document();
    return {
      ok: true,
      value,
      warnings: reader.warnings.map(([message, position]) => notice(message, position)),
    };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, ...notice(error.message, error.position) };
    if (!(error instanceof LiteralError)) throw error;
    return { ok: false, ...notice(`This literal cannot be read: ${error.message}.`, error.position) };
  }
}

function placed(text: string, message: string, position: number): PythonNotice {
  const lines = withPythonLines(text.slice(0, position)).split('\n');
  return { message, position, line: lines.length, column: Array.from(lines.at(-1) ?? '').length + 1 };
}
