/** The secret keys that anyone can know, and where they are printed. It must not judge how strong any other key is. */
import type { PublishedKey } from './finding.ts';
import groups from './published-keys.json' with { type: 'json' };
import { readSecretKey } from './secret-key.ts';

/** The keys of one source, as Python literals; without a title, they are only the first ones an attacker tries. */
type Group = { readonly keys: readonly string[] } & (
  | { readonly title: string; readonly url: string }
  | { readonly title: null; readonly url: null }
);

const GROUPS: readonly Group[] = groups;

let published: readonly PublishedKey[] | null = null;

function readGroup(group: Group): PublishedKey[] {
  const source = group.title === null ? null : { title: group.title, url: group.url };
  return group.keys.flatMap((literal) => {
    const reading = readSecretKey(literal, 'literal');
    return reading.ok ? [{ literal, bytes: reading.key.bytes, source }] : [];
  });
}

/**
 * Every published key, no two of the same bytes, roughly the most common first. Read once, at the first call: the
 * same array every time.
 */
export function publishedKeys(): readonly PublishedKey[] {
  published ??= GROUPS.flatMap(readGroup);
  return published;
}
