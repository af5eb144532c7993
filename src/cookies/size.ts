/** How large a cookie is, by the browsers' rule. Werkzeug's own is in `werkzeug.ts`. Pure. */

/** Bytes of name + value that Chromium and Firefox store (RFC 6265bis section 5.6): 4096 is stored, 4097 rejected. */
export const BROWSER_LIMIT = 4096;

/** Bytes of one attribute's value that browsers honour (RFC 6265bis section 5.6); one more and it is ignored. */
export const ATTRIBUTE_LIMIT = 1024;

/** Bytes of UTF-8; `total` is what the browsers hold against their limit: neither `=` nor attributes count. */
export type CookieSize = { readonly name: number; readonly value: number; readonly total: number };

/** The size of a cookie as browsers count it. A lone surrogate counts 3 bytes, as the U+FFFD it is sent as. */
export function sizeOf(cookie: { readonly name: string; readonly value: string }): CookieSize {
  const name = utf8Length(cookie.name);
  const value = utf8Length(cookie.value);
  return { name, value, total: name + value };
}

/** Whether the browser stores the cookie; if not, it silently keeps the one it had. */
export function fits(size: CookieSize): boolean {
  return size.total <= BROWSER_LIMIT;
}

/** Bytes that the value may still grow by; negative: by how many bytes the cookie is too large. */
export function bytesLeft(size: CookieSize): number {
  return BROWSER_LIMIT - size.total;
}

/** Bytes of the text in UTF-8, lone surrogates as U+FFFD. Linear, allocates nothing. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(index + 1))) {
      bytes += 4;
      index++;
    } else bytes += 3;
  }
  return bytes;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
