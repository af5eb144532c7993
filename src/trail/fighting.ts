/**
 * Cookies of one name that reach the server together: it reads the first, and writes another. Its evidence is a request
 * whose response does that, or that carried two of one path, whose order is that of their making. Two applications of
 * which one is below the other's path do no harm: the cookie of the longer path goes first (RFC 6265bis, section 5.8.3).
 */
import { type Cookie, cookieId, isSentTo } from '../cookies/index.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { TrailEntry, TrailRequest } from './entry.ts';
import type { Step } from './steps.ts';

/** The most requests examined for each name, the last ones: thousands of cookies may have it. */
const MOST_REQUESTS = 10;

type Asked = TrailEntry & { readonly request: TrailRequest };

/** Takes time linear in the number of trails. @param trails each of a different cookie */
export function fighting(trails: readonly (readonly Step[])[]): readonly Diagnosis[] {
  const now = trails.reduce((latest, steps) => Math.max(latest, steps.at(-1)?.entry.time ?? 0), 0);
  const byName = new Map<string, (readonly Step[])[]>();
  for (const steps of trails) {
    const name = steps[0]?.entry.name ?? '';
    const sameNamed = byName.get(name);
    if (sameNamed) sameNamed.push(steps);
    else byName.set(name, [steps]);
  }
  return Array.from(byName.values(), (rivals) => fightOf(rivals, now)).flatMap((found) => found ?? []);
}

function fightOf(trails: readonly (readonly Step[])[], now: number): Diagnosis | null {
  const last = trails.flatMap((steps) => steps.findLast(({ tookEffect }) => tookEffect) ?? []);
  const alive = last.filter(({ entry }) => endOf(entry) > now);
  const lastEnd = last.reduce((latest, { entry }) => {
    const end = endOf(entry);
    return end > now ? latest : Math.max(latest, end);
  }, 0);
  for (const asked of lastRequests(trails)) {
    const { url, sent } = asked.request;
    const target = new URL(url);
    const together = alive.filter(({ entry }) => isSentTo(entry.cookie, target).sent);
    // Where the Cookie header is known it says more than any rule, as long as none of the cookies has ended since.
    if (sent && sent.length > 1 && lastEnd < asked.time) {
      if (readsAnother(asked, together, sent.length)) return fight(asked, together, sent.length);
      continue;
    }
    const isForeseen = together.filter((step) => wasThereFor(asked, step)).length > 1;
    if (isForeseen && sent?.length === 1) return null;
    // A request without any cookie was made without credentials, or by another site's page.
    if (isForeseen && sent?.length === 0) continue;
    if (readsAnother(asked, together, 0) && areInOneJar(together))
      return fight(asked, together, together.length);
  }
  return null;
}

/**
 * Whether what a response writes is not sure to be the first that its request carried.
 *
 * @param count how many it carried, if they are all there still; 0: not known
 */
function readsAnother(asked: Asked, together: readonly Step[], count: number): boolean {
  const { cookie, outcome } = asked;
  if (outcome !== 'stored' && outcome !== 'replaced') return false;
  const others = together.filter(
    (step) => !isSameCookie(step.entry.cookie, cookie) && wasThereFor(asked, step),
  );
  // No path is shorter than that of all pages, whatever those are that nobody knows.
  const isLast = cookie.path === '/' && others.length < count - 1;
  return isLast || others.some(({ entry }) => entry.cookie.path.length >= cookie.path.length);
}

/** A tab has one store, whose name may not be known yet. */
function isSameCookie(one: Cookie, other: Cookie): boolean {
  return cookieId({ ...one, storeId: '' }) === cookieId({ ...other, storeId: '' });
}

function fight({ id, name, request }: Asked, together: readonly Step[], count: number): Diagnosis {
  const ids = together.map(({ entry }) => entry.id);
  return {
    kind: 'fighting',
    name,
    evidence: (ids.length < count ? [...new Set([...ids, id])] : ids).sort((a, b) => a - b),
    cookies: together.map(({ entry }) => entry.cookie),
    count,
    url: request.url,
  };
}

/** The last request of each trail, and the latest of those: they show best which cookies exist. */
function lastRequests(trails: readonly (readonly Step[])[]): readonly Asked[] {
  const asked = trails.flatMap((steps) => {
    const entry = steps.findLast((step) => step.entry.request !== null)?.entry;
    return entry?.request ? [{ ...entry, request: entry.request }] : [];
  });
  return asked.sort((a, b) => b.id - a.id).slice(0, MOST_REQUESTS);
}

/** Whether the cookie of a step already existed when a request was made, not only after its response. */
function wasThereFor(asked: Asked, { entry, before }: Step): boolean {
  if (entry.id < asked.id) return endOf(entry) > asked.time;
  if (!before) return false;
  if (!before.entry) return lifeEnd(before.cookie) > asked.time;
  return before.entry.id < asked.id && endOf(before.entry) > asked.time;
}

/** Milliseconds since 1970 until when a cookie is in the jar, as far as that is known. */
function endOf({ outcome, time, cookie }: TrailEntry): number {
  return outcome === 'deleted' ? time : lifeEnd(cookie);
}

function lifeEnd({ expires }: Cookie): number {
  return expires === null ? Number.POSITIVE_INFINITY : expires * 1000;
}

/** A partitioned cookie and one that is not do go together, two of different partitions or stores never do. */
function areInOneJar(together: readonly Step[]): boolean {
  const cookies = together.map(({ entry }): Cookie => entry.cookie);
  const sites = cookies.flatMap(({ partitionKey }) => partitionKey?.topLevelSite ?? []);
  // '': not known.
  const stores = cookies.flatMap(({ storeId }) => (storeId === '' ? [] : [storeId]));
  return new Set(sites).size <= 1 && new Set(stores).size <= 1;
}
