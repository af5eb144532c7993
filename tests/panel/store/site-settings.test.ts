/** Each site's settings: what is stored is believed only where it can be one. */
import { describe, expect, it } from 'vitest';
import {
  createSiteSettings,
  FLASK_SETTINGS,
  LONGEST_SETTING,
} from '../../../src/panel/store/site-settings.ts';
import { FakeHost } from '../../support/fake-host.ts';

const SITE = 'http://localhost:5000';
const GOOD = {
  cookieName: 'n'.repeat(LONGEST_SETTING),
  parameters: { salt: 's'.repeat(LONGEST_SETTING), keyDerivation: 'concat', digest: 'sha256' },
  lifetime: 0,
};
const TOO_LONG = 'x'.repeat(LONGEST_SETTING + 1);

/** Storage answers in microtasks; all of them have run after this. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

async function settingsFrom(stored: unknown) {
  const { disk } = new FakeHost();
  await disk.set(`site:${SITE}`, stored);
  const settings = createSiteSettings({ disk });
  await settled();
  return settings.of(SITE);
}

describe('stored settings', () => {
  it('are read to their bounds', async () => {
    expect(await settingsFrom(GOOD)).toEqual(GOOD);
    expect(await settingsFrom({ ...GOOD, lifetime: null })).toEqual({ ...GOOD, lifetime: null });
  });

  it.each([
    ['that are none', 'session'],
    ['without a cookie name', { ...GOOD, cookieName: undefined }],
    ['with too long a cookie name', { ...GOOD, cookieName: TOO_LONG }],
    ['with too long a salt', { ...GOOD, parameters: { ...GOOD.parameters, salt: TOO_LONG } }],
    ['with an unknown digest', { ...GOOD, parameters: { ...GOOD.parameters, digest: 'md4' } }],
    [
      'with an unknown derivation',
      { ...GOOD, parameters: { ...GOOD.parameters, keyDerivation: 'none at all' } },
    ],
    ['with a negative lifetime', { ...GOOD, lifetime: -1 }],
    ['with a lifetime of half a second', { ...GOOD, lifetime: 0.5 }],
    ['with a lifetime in words', { ...GOOD, lifetime: '60' }],
  ])('%s are not believed', async (_, stored) => {
    expect(await settingsFrom(stored)).toEqual(FLASK_SETTINGS);
  });
});
