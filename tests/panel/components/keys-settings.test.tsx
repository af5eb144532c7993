// @vitest-environment happy-dom
/** The signing parameters of a site: taken, refused with a sentence, and set back to Flask's. On a fake host. */
import { screen } from '@testing-library/preact';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cookieNameProblem, saltProblem } from '../../../src/panel/components/keys/setting-rules.ts';
import { FLASK_SETTINGS } from '../../../src/panel/store/site-settings.ts';
import { write } from '../../../src/session/index.ts';
import { cookie, FakeHost, pageWith } from '../../support/fake-host.ts';
import { addKey, enter, field, press, renderKeys, SITE, section } from '../../support/render-keys.tsx';
import { settle } from '../../support/render-panel.tsx';

const parameters = () => section('Cookie and signature');

describe('Signing parameters', () => {
  it('are Flask’s, marked as such, until they are changed', async () => {
    const host = new FakeHost();
    await renderKeys(host);
    expect(field('SESSION_COOKIE_NAME').value).toBe('session');
    expect(field('Salt').value).toBe('cookie-session');
    expect(parameters().getAllByText('Flask’s default')).toHaveLength(4);
    expect(parameters().queryByRole('button', { name: 'Back to Flask’s defaults' })).toBeNull();
    expect(host.disk.stored.size).toBe(0);
  });

  it('says that only a custom session interface changes the last three', async () => {
    await renderKeys(new FakeHost());
    expect(
      parameters().getByText(
        'Flask has no setting for the salt, the key derivation or the digest: only a custom session interface can change them.',
      ),
    ).toBeTruthy();
  });

  it('are taken, kept on disk, and set back', async () => {
    const host = new FakeHost();
    const store = await renderKeys(host);
    await enter('SESSION_COOKIE_NAME', 'shop', 'change');
    await enter('Salt', 'zoë’s salt', 'change');
    await enter('Key derivation', 'django-concat', 'change');
    await enter('Digest', 'sha512', 'change');
    await enter('PERMANENT_SESSION_LIFETIME', '2 h', 'change');
    const changed = {
      cookieName: 'shop',
      parameters: { salt: 'zoë’s salt', keyDerivation: 'django-concat', digest: 'sha512' },
      lifetime: 7200,
    };
    expect(host.disk.stored.get(`site:${SITE}`)).toEqual(changed);
    expect(store.settings.of(SITE)).toEqual(changed);
    expect(parameters().getByText('Flask’s default is SHA-1')).toBeTruthy();
    await enter('Salt', '\ud800', 'change');
    await press('Back to Flask’s defaults');
    expect(host.disk.stored.size).toBe(0);
    expect(store.settings.of(SITE)).toEqual(FLASK_SETTINGS);
    expect(field('Salt').value).toBe('cookie-session');
    expect(field('PERMANENT_SESSION_LIFETIME').value).toBe('');
  });

  it('verify a session as they say', async () => {
    const host = new FakeHost();
    const text = write({ type: 'dict', entries: [] }, new TextEncoder().encode('dev'), 1_790_000_000);
    host.page = pageWith([cookie({ value: text })]);
    const store = await renderKeys(host);
    await addKey('dev');
    const state = () => {
      const [entry] = store.page.entries.value;
      return entry && store.verdicts.signatureOf(entry).state;
    };
    expect(state()).toBe('valid');
    await enter('Salt', '', 'change');
    expect(state()).toBe('bad');
    expect(field('Salt').value).toBe('');
  });

  it.each([
    ['SESSION_COOKIE_NAME', '', 'A cookie must have a name.'],
    ['SESSION_COOKIE_NAME', 'my session', /^A cookie’s name cannot contain a space \(character 3\)/],
    ['SESSION_COOKIE_NAME', 'a;b', /^A cookie’s name cannot contain “;” \(character 2\)/],
    ['SESSION_COOKIE_NAME', 'x'.repeat(257), /^Too long: 257 characters; at most 256/],
    ['Salt', 'ab\udc00', /^A salt cannot contain a lone surrogate \(character 3\)/],
    ['Salt', 'x'.repeat(257), /^Too long: 257 characters; at most 256/],
    ['PERMANENT_SESSION_LIFETIME', '3 months', /^Months and years have no fixed length.*\(character 3\)$/],
  ])('%s: refuses %j with a sentence, and keeps what was typed', async (label, text, sentence) => {
    const host = new FakeHost();
    await renderKeys(host);
    await enter(label, text, 'change');
    expect(parameters().getByText(sentence).getAttribute('role')).toBe('alert');
    expect(field(label).value).toBe(text);
    expect(field(label).getAttribute('aria-invalid')).toBe('true');
    expect(host.disk.stored.size).toBe(0);
    await enter('Digest', 'sha256', 'change');
    expect(field(label).value).toBe(text);
  });

  it('mended, are taken', async () => {
    const store = await renderKeys(new FakeHost());
    await enter('SESSION_COOKIE_NAME', 'my session', 'change');
    await enter('SESSION_COOKIE_NAME', 'my-session', 'change');
    expect(store.settings.of(SITE).cookieName).toBe('my-session');
    expect(field('SESSION_COOKIE_NAME').getAttribute('aria-invalid')).toBe('false');
  });

  it('says why the browser did not keep them', async () => {
    const host = new FakeHost();
    Object.assign(host.disk, { set: () => Promise.reject(new Error('disk full')) });
    await renderKeys(host);
    await enter('Salt', 'x', 'change');
    expect(parameters().getByText(/did not save these settings: disk full/)).toBeTruthy();
  });
});

describe('Their rules', () => {
  const seeded = { verbose: true };

  it('take every token of RFC 6265, and nothing else, for a cookie’s name', () => {
    const separators = '()<>@,;:\\"/[]?={} \t';
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 20, unit: 'binary' }), (name) => {
        const isToken = Array.from(name).every((each) => /^[!-~]$/.test(each) && !separators.includes(each));
        expect(cookieNameProblem(name) === null).toBe(isToken);
      }),
      seeded,
    );
    fc.assert(
      fc.property(fc.integer({ min: 0x21, max: 0x7e }), (code) => {
        const name = String.fromCharCode(code);
        expect(cookieNameProblem(name) === null).toBe(!separators.includes(name));
      }),
      seeded,
    );
  });

  it('take every salt that has UTF-8 and is not too long', () => {
    expect(saltProblem('')).toBeNull();
    expect(saltProblem('x'.repeat(256))).toBeNull();
    fc.assert(
      fc.property(fc.string({ maxLength: 100, unit: 'binary' }), (salt) => {
        expect(saltProblem(salt) === null).toBe(salt.isWellFormed());
      }),
      seeded,
    );
  });
});

describe('A good key', () => {
  it('is made by a command that can be copied', async () => {
    const host = new FakeHost();
    await renderKeys(host);
    await press('Copy the command');
    expect(host.copied).toEqual(["python -c 'import secrets; print(secrets.token_hex())'"]);
    expect(section('Make a good key').getByRole('status').textContent).toBe('Copied');
  });

  it('says why it could not be copied', async () => {
    const host = new FakeHost();
    Object.assign(host, { copyText: () => Promise.reject(new Error('not focused')) });
    await renderKeys(host);
    await settle(() => screen.getByRole('button', { name: 'Copy the command' }).click());
    expect(section('Make a good key').getByRole('status').textContent).toBe('Not copied: not focused');
  });
});
