/** Payloads without their values: what is left of each type. */
import { expect, it } from 'vitest';
import { blankPayload, readPython } from '../../src/session/index.ts';

it.each([
  ['{}', '{}'],
  ["'😀é'", '<str, 2 characters>'],
  ["Markup('')", '<Markup, 0 characters>'],
  ["b'a'", '<bytes, 1 byte>'],
  ['-12', '<int, 2 digits>'],
  ['-1.5', '<float>'],
  ['False', '<bool>'],
  ['None', '<None>'],
  ["UUID('12345678123456781234567812345678')", '<UUID>'],
  ['datetime(2026, 1, 1, tzinfo=UTC)', '<datetime>'],
  [
    "{'it\\'s': [(), {'k': 'v'}]}",
    "{\n  \"it's\": [\n    (),\n    {\n      'k': <str, 1 character>,\n    },\n  ],\n}",
  ],
])('%s: %j', (text, blank) => {
  const reading = readPython(text);
  expect(reading.ok && blankPayload(reading.value, 2)).toBe(blank);
});
