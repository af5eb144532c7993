/** What is said of the keys that frameworks write: of flags, by what Python takes for true. */
import { describe, expect, it } from 'vitest';
import { noteFor } from '../../../src/panel/format/payload-notes.ts';
import { isPermanent, type Value } from '../../../src/session/index.ts';

const VALUES: readonly (readonly [Value, boolean])[] = [
  [{ type: 'bool', value: true }, true],
  [{ type: 'bool', value: false }, false],
  [{ type: 'int', digits: '1' }, true],
  [{ type: 'int', digits: '0' }, false],
  [{ type: 'str', text: 'no' }, true],
  [{ type: 'str', text: '' }, false],
  [{ type: 'None' }, false],
];

describe.each(VALUES)('%j', (value, isTrue) => {
  it('is permanent for the note as for everything else', () => {
    expect(isPermanent({ type: 'dict', entries: [['_permanent', value]] })).toBe(isTrue);
    expect(noteFor('_permanent', value)).toMatch(isTrue ? /permanent/ : /volatile/);
  });

  it('is a fresh login or not', () => {
    expect(noteFor('_fresh', value)).toMatch(isTrue ? /logged in/ : /remember/);
  });
});
