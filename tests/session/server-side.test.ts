/** Ids of sessions that the server keeps: recognised by form, and verified as the real libraries sign them. */
import { describe, expect, it } from 'vitest';
import { readServerSide, SERVER_SIDE_SIGNING, verify } from '../../src/session/index.ts';
import { askPython, describeBeside } from '../support/reference.ts';

const TOKEN = 'v1Cl1n1EoEYhoNWkRSnQfTWIOTyTPvmqUVKjF5fNzKs';
const UUID = '2a7d8c2c-1d5a-4c55-9a3c-6e1c0a4c8a17';
const SIGNATURE = 'abcdefghijklmnopqrstuvwxyzA';
const KEY = new TextEncoder().encode('dev');

describe('recognised are', () => {
  it.each([
    ['a Flask-Session id', TOKEN, 'Flask-Session', false],
    ['one of Flask-Session before 0.6', UUID, 'Flask-Session', false],
    ['a signed one', `${TOKEN}.${SIGNATURE}`, 'Flask-Session', true],
    ['a signed UUID', `${UUID}.${SIGNATURE}`, 'Flask-Session', true],
    ['one of 16 bytes', TOKEN.slice(0, 22), 'Flask-Session', false],
    ['a signed one of 64 bytes', `${TOKEN}${TOKEN}.${SIGNATURE}`, 'Flask-Session', true],
    ['one of 128 bytes', TOKEN.repeat(4).slice(0, 171), 'Flask-Session', false],
    ['a Flask-KVSession id', `f2a8c1d09b73e645_6920f3a4.${SIGNATURE}`, 'Flask-KVSession', true],
  ])('%s', (_, text, library, isSigned) => {
    const found = readServerSide(text, true);
    expect(found?.library).toBe(library);
    expect(found?.signature !== null).toBe(isSigned);
    expect(text.slice(found?.id.start, found?.id.end)).toBe(text.split('.')[0]);
  });

  it('the moment of its beginning, where the id has it', () => {
    expect(readServerSide(`1_6920f3a4.${SIGNATURE}`, true)?.created).toBe(0x6920f3a4);
    expect(readServerSide(TOKEN, true)?.created).toBeNull();
  });
});

describe('not recognised are', () => {
  it.each([
    ['nothing', ''],
    ['a text that is too short', TOKEN.slice(0, 21)],
    ['a text that is too long', TOKEN.repeat(4)],
    ['a word', 'abcdefghijklmnopqrstuvwxyz'],
    ['a session without its signature', 'eyJ1c2VyX2lkIjoxMDQyfQ1234567890'],
    ['a text with a foreign character', `${TOKEN.slice(1)}!`],
    ['a UUID in capitals', UUID.toUpperCase()],
    ['a signature that is too short', `${TOKEN}.${SIGNATURE.slice(1)}`],
    ['a signature with a foreign character', `${TOKEN}.${SIGNATURE.slice(1)}+`],
    ['a Flask-KVSession id without a signature', 'f2a8c1d09b73e645_6920f3a4'],
    ['one without its moment', `f2a8c1d09b73e645.${SIGNATURE}`],
    ['a Flask session', 'eyJ1c2VyX2lkIjoxMDQyfQ.awEHoA.8sDMtOURCl4NLulrOTM9iViHK_Y'],
    ['what itsdangerous signs without a timestamp', `eyJ1c2VyX2lkIjoxMDQyfQ.${SIGNATURE}`],
    ['a newline at the end', `${TOKEN}\n`],
  ])('%s', (_, text) => expect(readServerSide(text, true)).toBeNull());
});

describe('of a cookie that is not the session cookie', () => {
  it('an id counts only when it is signed, and has the usual length', () => {
    expect(readServerSide(TOKEN, false)).toBeNull();
    expect(readServerSide(`${TOKEN}.${SIGNATURE}`, false)?.library).toBe('Flask-Session');
    expect(readServerSide(`${TOKEN.slice(0, 22)}.${SIGNATURE}`, false)).toBeNull();
  });
});

// What each library calls: flask_session's `_get_signer(app).sign(sid)`, flask_kvsession's `Signer(app.secret_key).sign(…)`.
const SCRIPT = `
import itsdangerous, secrets, uuid, time, random
flask_session = itsdangerous.Signer("dev", salt="flask-session", key_derivation="hmac")
kvsession = itsdangerous.Signer("dev")
answer = []
for _ in range(data):
    for sid in (secrets.token_urlsafe(32), str(uuid.uuid4())):
        answer.append(["Flask-Session", flask_session.sign(sid).decode()])
    sid = "%x_%x" % (random.getrandbits(64), int(time.time()))
    answer.append(["Flask-KVSession", kvsession.sign(sid).decode()])
`;

describeBeside('itsdangerous', (python) => {
  it('signed ids are recognised and verified, and no other key is', () => {
    const signed = askPython(python, SCRIPT, 100) as readonly (readonly [string, string])[];
    for (const [library, text] of signed) {
      const found = readServerSide(text, true);
      if (!found) throw new Error(`not recognised: ${text}`);
      expect(found.library).toBe(library);
      const parameters = SERVER_SIDE_SIGNING[found.library];
      expect(verify(text, KEY, parameters)).toBe(true);
      expect(verify(text, new TextEncoder().encode('prod'), parameters)).toBe(false);
    }
  });
});
