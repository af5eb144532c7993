/** The values of one cookie in a request's Cookie header. It must not decode anything: values are compared as they are. */
import type { CutText } from '../../../messaging/recording.ts';

/**
 * The values of the cookies with that name, in order (RFC 6265bis section 5.8.3: pairs separated by `; `); null if the
 * header is not known, or was cut.
 */
export function cookieValues(header: CutText | null, name: string): readonly string[] | null {
  if (header === null || header.length > header.text.length) return null;
  const start = `${name}=`;
  return header.text
    .split('; ')
    .filter((pair) => pair.startsWith(start))
    .map((pair) => pair.slice(start.length));
}
