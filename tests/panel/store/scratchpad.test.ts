/** What is found in a pasted text: what can be known of the cookie, and which one stays chosen. On a fake host. */
import { describe, expect, it } from 'vitest';
import { httpDate } from '../../../src/cookies/index.ts';
import { scratchpadOf } from '../../../src/panel/store/scratchpad.ts';
import { createStore } from '../../../src/panel/store/store.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { NOW } from '../../support/sessions.ts';

const scratchpad = () => scratchpadOf(createStore(new FakeHost()));

describe('a pasted Set-Cookie', () => {
  const expiresOf = (attributes: string) => {
    const pad = scratchpad();
    pad.paste(`Set-Cookie: a=1; ${attributes}`);
    return pad.selected.value?.entry.cookie.expires;
  };

  it('ends at its Expires, but not where Max-Age decides: nobody knows since when that counts', () => {
    const expires = `Expires=${httpDate(NOW)}`;
    expect(expiresOf('Path=/')).toBeNull();
    expect(expiresOf(expires)).toBe(NOW);
    expect(expiresOf(`${expires}; Max-Age=60`)).toBeNull();
  });
});

describe('a chosen cookie', () => {
  it('stays chosen while the text is changed, until another is in its place', () => {
    const pad = scratchpad();
    pad.paste('Cookie: a=1; b=2; c=3');
    const name = () => pad.selected.value?.entry.cookie.name;
    expect(name()).toBe('a');
    const [, second] = pad.found.value;
    if (!second) throw new Error('there is no second cookie');
    pad.select(second);
    expect(name()).toBe('b');
    pad.paste('Cookie: a=1; b=4; c=3');
    expect([name(), pad.selected.value?.entry.cookie.value]).toEqual(['b', '4']);
    pad.paste('Cookie: a=1; d=5; c=3');
    expect(name()).toBe('a');
  });
});
