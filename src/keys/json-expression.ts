/** Reads JSON as Python's `json.loads` does, where Python's own notation could be meant too. It must not read anything else. */
import { readJson } from '../session/index.ts';
import { type Expression, stringOf } from './python-expression.ts';

/** The value of a text as JSON; null if it is not JSON. `start` and `end` are put into the result as they are. */
export function readAsJson(text: string, start: number, end: number): Expression | null {
  const reading = readJson(text);
  if (!reading.ok) return null;
  const { value } = reading;
  if (value.type === 'str') return stringOf(value.text, start, end);
  if (value.type !== 'list') return constant(value.type === 'None', start, end);
  const items = value.items.map((item) =>
    item.type === 'str' ? stringOf(item.text, start, end) : constant(item.type === 'None', start, end),
  );
  return { kind: 'list', isTuple: false, items, start, end };
}

/** The same part of a JSON source, read as JSON where that makes a difference: `\/`, and surrogate pairs. */
export function jsonInstead(source: string, python: Expression): Expression {
  if (python.kind === 'list') {
    return { ...python, items: python.items.map((item) => jsonInstead(source, item)) };
  }
  const json = readAsJson(source.slice(python.start, python.end), python.start, python.end);
  return json === null || isSameKey(python, json) ? python : json;
}

/** Whether both stand for one key, to the byte; what is no literal is the same as nothing. */
export function isSameKey(one: Expression, other: Expression): boolean {
  if (one.kind !== 'literal' || other.kind !== 'literal') return false;
  return one.bytes.length === other.bytes.length && one.bytes.every((byte, at) => byte === other.bytes[at]);
}

function constant(isNull: boolean, start: number, end: number): Expression {
  const message = isNull ? 'is null' : 'is neither a string nor a list of strings';
  return { kind: 'other', what: 'constant', message, position: start, start, end };
}
