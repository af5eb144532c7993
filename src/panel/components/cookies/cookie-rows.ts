/** The rows of the list of cookies, by the host that each is listed for. It must not order or filter them. */
import type { CookieEntry } from '../../store/cookie-entry.ts';

/** Rows are found by their place in the whole list, not by the entry's id: an id holds text that the site chose. */
export type Row = { readonly entry: CookieEntry; readonly place: number };

/** Every entry's row, in its order; a host without any has no rows. Linear, however many hosts there are. */
export function rowsByHost(entries: readonly CookieEntry[]): ReadonlyMap<string, readonly Row[]> {
  const rows = new Map<string, Row[]>();
  for (const [place, entry] of entries.entries()) {
    const { host } = entry.host;
    const others = rows.get(host);
    if (others) others.push({ entry, place });
    else rows.set(host, [{ entry, place }]);
  }
  return rows;
}
