/** Cookies that a program lists one by one: as JSON, or as the browsers' "Copy as PowerShell". It must not read headers. */

export type ListedCookie = { readonly name: string; readonly value: string };

const ADDED = /System\.Net\.Cookie\(\s*"((?:[^"`]|`.)*)"\s*,\s*"((?:[^"`]|`.)*)"/gis;

/** The cookies that a PowerShell command makes: `System.Net.Cookie("name", "value", …)`. Linear. */
export function* powerShellCookies(text: string): Generator<ListedCookie, void> {
  const plain = (quoted: string): string => quoted.replace(/`(.)/gs, '$1');
  for (const [, name = '', value = ''] of text.matchAll(ADDED)) {
    yield { name: plain(name), value: plain(value) };
  }
}

/**
 * The cookies in JSON, in its order: objects with a name, a value and a domain, as extensions export them; and the parts
 * of whatever is called "cookies", whether a list (HAR files) or an object by names (Firefox's "Copy All"). Linear.
 */
export function* jsonCookies(text: string): Generator<ListedCookie, void> {
  if (!/^\s*[[{"]/.test(text)) return;
  const pending = [{ value: parsed(text), isOfCookies: false }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, isOfCookies } = next;
    const cookie = cookieOf(value);
    if (isOfCookies) yield* cookiesUnder(value);
    else if (cookie) yield cookie;
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value).toReversed()) {
        pending.push({ value: inner, isOfCookies: /cookies$/i.test(key) });
      }
    }
  }
}

/** A cookie of its own, known by its domain. */
function cookieOf(value: unknown): ListedCookie | null {
  return isObject(value) && typeof value.domain === 'string' ? named(value.name, value.value) : null;
}

function* cookiesUnder(value: unknown): Generator<ListedCookie, void> {
  const pairs = Array.isArray(value)
    ? value.filter(isObject).map((item) => named(item.name, item.value))
    : Object.entries(isObject(value) ? value : {}).map(([name, inner]) =>
        named(name, isObject(inner) ? inner.value : inner),
      );
  for (const cookie of pairs) if (cookie) yield cookie;
}

const named = (name: unknown, value: unknown): ListedCookie | null =>
  typeof name === 'string' && typeof value === 'string' ? { name, value } : null;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A member that was copied out of an object is read as well. */
function parsed(text: string): unknown {
  for (const json of [text, `{${text.trim().replace(/,$/, '')}}`]) {
    try {
      return JSON.parse(json);
    } catch {
      // The next one, if any: not everything that begins like JSON is.
    }
  }
  return null;
}
