/** Whose a session is, by its top-level keys: nobody's, anybody's, or a user's. It must not read values. */
import type { FlaskSession } from '../session/index.ts';

/** Keys of what is said to whoever comes next, and of Flask's flag. */
const NOBODYS: ReadonlySet<string> = new Set(['_flashes', '_permanent']);

/** Those, and what Flask-WTF gives to whoever asks for a form: top-level keys that show nothing about a session. */
export const ANYBODYS: ReadonlySet<string> = new Set([...NOBODYS, 'csrf_token']);

/** How the key begins that holds who is logged in: Flask-Login's `_user_id`, and what applications call it. */
const USER = /^_?(user|account|member|customer|login|logged_?in|identity|uid)/i;

/** Whether it holds messages at most. */
export function isNobodys(session: FlaskSession): boolean {
  return keysOf(session).every((key) => NOBODYS.has(key));
}

/** Whether it holds messages and a CSRF token at most: whoever comes without a session gets one like it. */
export function isAnybodys(session: FlaskSession): boolean {
  return keysOf(session).every((key) => ANYBODYS.has(key));
}

/** Whether one of its keys looks like that of a user. */
export function namesUser(session: FlaskSession): boolean {
  return keysOf(session).some((key) => USER.test(key));
}

function keysOf({ payload }: FlaskSession): readonly string[] {
  return payload.type === 'dict' ? payload.entries.map(([key]) => key) : [];
}
