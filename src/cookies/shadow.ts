/** Same-named cookies that reach the server together; it reads only one. Compares; never reads a jar. */
import { compareSendOrder, isSentTo } from './match.ts';
import type { Cookie, PartitionKey } from './model.ts';

/**
 * Two or more cookies of one name that one request carries.
 *
 * The server sees them in the order sent and Werkzeug reads the first: with `Cookie: session=a; session=b`,
 * `request.cookies['session']` is `'a'` in Werkzeug 3.1.8 and in 2.2.2 (both run), even if the first is empty. So
 * Flask never tries the second, not even when the first is wrongly signed: that is an empty session.
 */
export type Shadow = {
  readonly name: string;
  /** In the order sent; those with equally long paths in the order given. At least two. */
  readonly cookies: readonly Cookie[];
  /** The one the server reads; null if several share the longest path, because the browser hides their creation time. */
  readonly first: Cookie | null;
  /** Those that may be the first: exactly `first` when it is known, else all with the longest path. */
  readonly candidates: readonly Cookie[];
};

/**
 * The groups of same-named cookies among `cookies` that a request for `url` would carry together, by name. Cookies of
 * different stores or first-party domains never travel together, nor do those of two partitions; unpartitioned ones
 * travel with each partition's.
 */
export function shadowsOf(cookies: readonly Cookie[], url: URL): readonly Shadow[] {
  const sameNamed = new Map<string, Cookie[]>();
  for (const cookie of cookies) {
    if (!isSentTo(cookie, url).sent) continue;
    const group = JSON.stringify([cookie.name, cookie.storeId, cookie.firstPartyDomain]);
    const members = sameNamed.get(group);
    if (members === undefined) sameNamed.set(group, [cookie]);
    else members.push(cookie);
  }
  const shadows: Shadow[] = [];
  for (const members of sameNamed.values()) {
    for (const together of splitByPartition(members)) {
      const [head] = together;
      if (head !== undefined && together.length > 1) shadows.push(shadowOf(head.name, together));
    }
  }
  return shadows.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function shadowOf(name: string, cookies: readonly Cookie[]): Shadow {
  const ordered = [...cookies].sort(compareSendOrder);
  const longest = ordered[0]?.path.length;
  const candidates = ordered.filter((cookie) => cookie.path.length === longest);
  const [only] = candidates;
  return { name, cookies: ordered, first: candidates.length === 1 && only ? only : null, candidates };
}

function splitByPartition(cookies: readonly Cookie[]): readonly (readonly Cookie[])[] {
  const partitions = new Set<string>();
  for (const { partitionKey } of cookies) if (partitionKey !== null) partitions.add(keyText(partitionKey));
  if (partitions.size === 0) return [cookies];
  return [...partitions].map((partition) =>
    cookies.filter(({ partitionKey }) => partitionKey === null || keyText(partitionKey) === partition),
  );
}

function keyText(key: PartitionKey): string {
  return JSON.stringify([key.topLevelSite, key.hasCrossSiteAncestor]);
}
