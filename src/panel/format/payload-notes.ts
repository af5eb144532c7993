/** Names what frameworks store in a session: the top-level keys of Flask, Flask-Login and Flask-WTF. */
import { isTrue, type Value } from '../../session/index.ts';
import { counted } from './numbers.ts';

/** A short explanation for a top-level key, or null for the application's own. */
export function noteFor(key: string, value: Value): string | null {
  return NOTES.get(key)?.(value) ?? null;
}

type Note = (value: Value) => string | null;

const NOTES: ReadonlyMap<string, Note> = new Map<string, Note>([
  [
    '_permanent',
    (value) => (isTrue(value) ? 'Flask: permanent, the cookie has an expiry date' : 'Flask: volatile'),
  ],
  [
    '_flashes',
    (value) =>
      value.type === 'list' ? `Flask: ${counted(value.items.length, 'flash message')} not shown yet` : null,
  ],
  ['_user_id', () => 'Flask-Login: the user’s id'],
  [
    '_fresh',
    (value) =>
      isTrue(value) ? 'Flask-Login: logged in during this session' : 'Flask-Login: from a remember cookie',
  ],
  ['_id', () => 'Flask-Login: a hash of the client’s address and browser'],
  [
    '_remember',
    (value) => {
      const order = value.type === 'str' ? value.text : '';
      return order === 'set' || order === 'clear' ? `Flask-Login: will ${order} the remember cookie` : null;
    },
  ],
  ['_remember_seconds', () => 'Flask-Login: how long to remember, in seconds'],
  ['csrf_token', () => 'Flask-WTF: the CSRF token, before signing'],
]);
