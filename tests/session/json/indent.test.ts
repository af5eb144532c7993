/** Payloads nested deep: however a few bytes of a cookie multiply, what is laid out of them stays in proportion. */
import { expect, it } from 'vitest';
import {
  blankPayload,
  pythonSource,
  readJson,
  readPython,
  toJson,
  type Value,
} from '../../../src/session/index.ts';

const ITEMS = 30_000;
const ONE: Value = { type: 'int', digits: '1' };

/** A list of so many items, in so many others, each of which has an item after it. */
function nested(depth: number, items = ITEMS): Value {
  let value: Value = { type: 'list', items: new Array<Value>(items).fill(ONE) };
  for (let level = 0; level < depth; level++) value = { type: 'list', items: [value, ONE] };
  return value;
}

const VALUE = nested(900);

/** Of 40 spaces, an item, a comma and a line's end; the containers' own lines are few. */
const MOST = ITEMS * 43 + 900 * 150;

it('Python’s notation is indented so far and no farther, and reads back', () => {
  const text = pythonSource(VALUE, 4);
  expect(text.length).toBeLessThan(MOST);
  const few: Value = { type: 'list', items: [nested(900, 1), ONE] };
  const reading = readPython(pythonSource(few, 4));
  expect(reading.ok && toJson(reading.value)).toBe(toJson(few));
});

it('JSON is', () => {
  const text = toJson(VALUE, 2);
  expect(text.length).toBeLessThan(MOST);
  const reading = readJson(text);
  expect(reading.ok && toJson(reading.value)).toBe(toJson(VALUE));
});

it('a payload without its values is', () => {
  expect(blankPayload(VALUE, 4).length).toBeLessThan(MOST + ITEMS * '<int, 1 digit>'.length);
});

it('ten levels are indented each', () => {
  const line = (text: string) => text.split('\n').find((each) => each.includes('x'.repeat(90)));
  let value: Value = { type: 'str', text: 'x'.repeat(90) };
  for (let level = 0; level < 12; level++) {
    expect(line(pythonSource(value, 4))?.search(/\S/)).toBe(Math.min(level, 10) * 4);
    value = { type: 'list', items: [value] };
  }
});
