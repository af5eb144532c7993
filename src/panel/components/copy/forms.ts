/** What a cookie can be copied as, and the text of each form. It must copy nothing itself. */
import { cookieHeaderText, curlCommand, hasControl, setCookieAsStored } from '../../../cookies/index.ts';
import { type FlaskSession, isCut, pythonSource, toJson } from '../../../session/index.ts';
import { bugReport, type SetCookieTexts, werkzeugTexts } from '../../format/bug-report.ts';
import type { CookieEntry } from '../../store/cookie-entry.ts';

/** A cookie, and what is known about where it comes from. */
export type CopySource = {
  readonly entry: CookieEntry;
  /** Null: its attributes are not known. */
  readonly setCookie: SetCookieTexts | null;
  /** A Set-Cookie header without the field's name that stores it as it is. Null: its attributes are not known. */
  readonly header: string | null;
  /** Absolute; where a request with it is to go. Null: not known. */
  readonly url: string | null;
};

export type CopyForm = {
  /** Its name in the menu. */
  readonly label: string;
  /** Completes "Copied …". */
  readonly what: string;
  /** Null where a control character forbids it. */
  text(): string | null;
};

/** A cookie from a jar: what Werkzeug would write, what stores it as it is, its requests as its page would send them. */
export function jarSource(entry: CookieEntry): CopySource {
  const { cookie } = entry;
  return {
    entry,
    setCookie: werkzeugTexts(cookie),
    header: setCookieAsStored(cookie),
    url: requestUrl(entry),
  };
}

/** The forms in the order of the menu: JSON and Python of a session only, a command only where there is a URL. */
export function formsOf(source: CopySource): readonly CopyForm[] {
  const { entry, setCookie, url } = source;
  const { cookie, session } = entry;
  // Without attributes it is still a header: that of a volatile cookie of the host that sets it.
  const header = source.header ?? `${cookie.name}=${cookie.value}`;
  return [
    { label: 'Value', what: 'value', text: () => cookie.value },
    ...(session ? payloadForms(session) : []),
    { label: 'Cookie: header', what: 'Cookie header', text: () => inOneLine(cookieHeaderText(cookie)) },
    {
      label: setCookie ? 'Set-Cookie: header' : 'Set-Cookie: header, no attributes',
      what: 'Set-Cookie header',
      text: () => inOneLine(`Set-Cookie: ${header}`),
    },
    ...(url === null ? [] : [curlForm(entry, url)]),
    {
      label: 'Bug report, without values',
      what: 'bug report, without values',
      text: () => bugReport(cookie, entry.reading, setCookie),
    },
  ];
}

function payloadForms(session: FlaskSession): CopyForm[] {
  const { payload } = session;
  const part = isCut(session) ? ' of the first part' : '';
  return [
    { label: 'JSON', what: `JSON${part}`, text: () => toJson(payload, 2) },
    {
      label: `Python ${payload.type}`,
      what: `Python ${payload.type}${part}`,
      text: () => pythonSource(payload),
    },
  ];
}

function curlForm({ cookie }: CookieEntry, url: string): CopyForm {
  return {
    label: 'curl command, for a POSIX shell',
    what: 'curl command',
    text: () => curlCommand(cookie, url),
  };
}

function inOneLine(text: string): string | null {
  return hasControl(text) ? null : text;
}

/** A URL of its host that the cookie is sent to, without the parts that no request carries. */
function requestUrl({ cookie, host, sending }: CookieEntry): string {
  const url = new URL(host.url);
  url.username = url.password = url.hash = '';
  if (!sending.sent && sending.reason === 'path') {
    // Not by resolving it, because a path such as //other.test names another host.
    url.pathname = cookie.path;
    url.search = '';
  }
  return url.href;
}
