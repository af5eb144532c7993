/** A cookie as a text for a bug report: its shape and sizes. It must let no value through, neither the cookie's nor the payload's. */
import {
  BROWSER_LIMIT,
  blankValue,
  type Cookie,
  cookieHeaderText,
  setCookieHeader,
  sizeOf,
  utf8Length,
  WERKZEUG_LIMIT,
} from '../../cookies/index.ts';
import { blankPayload, type FlaskSession, type Reading } from '../../session/index.ts';
import { utc } from './dates.ts';
import { counted, grouped } from './numbers.ts';

/** A Set-Cookie header without the field's name, and the same with no value in it, only their shapes. */
export type SetCookieTexts = { readonly text: string; readonly blank: string };

/** The header as Werkzeug would write it. */
export function werkzeugTexts(cookie: Cookie): SetCookieTexts {
  return {
    text: setCookieHeader(cookie),
    blank: setCookieHeader({ ...cookie, value: blankValue(cookie.value) }),
  };
}

/**
 * The cookie's Set-Cookie header with the value cut to its structure; its true sizes; and the payload, if it is a Flask
 * session, with its keys, and types and lengths in the place of its values. Names, keys, attributes and dates are kept.
 * @param setCookie the header; Werkzeug's, unless given. Null: the attributes are not known
 */
export function bugReport(
  cookie: Cookie,
  reading: Reading,
  setCookie: SetCookieTexts | null = werkzeugTexts(cookie),
): string {
  const header = setCookie
    ? `Set-Cookie: ${setCookie.blank}`
    : cookieHeaderText({ name: cookie.name, value: blankValue(cookie.value) });
  const bytes = `${grouped(sizeOf(cookie).total)} of ${counted(BROWSER_LIMIT, 'byte')} of name and value`;
  const characters =
    setCookie &&
    `, ${grouped(utf8Length(setCookie.text))} of ${counted(WERKZEUG_LIMIT, 'character')} of Set-Cookie`;
  const about = reading.kind === 'flask-session' ? session(reading) : 'Not a Flask session.';
  return `${header}\n${bytes}${characters ?? ''}.\n${about}\n`;
}

function session({
  compressed,
  jsonBytes,
  timestamp,
  signatureBytes,
  notices,
  payload,
}: FlaskSession): string {
  const facts = [
    `Flask session, ${compressed ? 'compressed' : 'not compressed'}`,
    counted(jsonBytes, 'byte of JSON', 'bytes of JSON'),
    timestamp.state === 'read' ? `signed ${utc(timestamp.seconds)}` : 'timestamp malformed',
    signatureBytes === null ? 'signature not base64' : `signature of ${counted(signatureBytes, 'byte')}`,
  ];
  const said = notices.map(({ message }) => `${message}\n`).join('');
  return `${facts.join(', ')}.\n${said}\n${blankPayload(payload, 4)}`;
}
