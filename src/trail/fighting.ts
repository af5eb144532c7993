/** Cookies of one name that reach the server together: it reads the first, and may write the other. */
import { type Cookie, isSentTo } from '../cookies/index.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { Step } from './steps.ts';

/** @param trails each of another cookie */
export function fighting(trails: readonly (readonly Step[])[]): readonly Diagnosis[] {
  const alive = trails.flatMap((steps) => {
    const last = steps.findLast(({ tookEffect }) => tookEffect);
    return last && last.entry.outcome !== 'deleted' ? [last] : [];
  });
  const names = new Set(alive.map(({ entry }) => entry.name));
  return Array.from(names, (name) => fightFor(alive.filter(({ entry }) => entry.name === name))).flatMap(
    (found) => found ?? [],
  );
}

function fightFor(rivals: readonly Step[]): Diagnosis | null {
  const [first] = rivals;
  if (!first || rivals.length < 2) return null;
  // The last request knows best which cookies there are.
  for (const { entry } of rivals.toSorted((a, b) => b.entry.id - a.entry.id)) {
    if (!entry.request) continue;
    const { url } = entry.request;
    const together = rivals.filter((rival) => isSentTo(rival.entry.cookie, new URL(url)).sent);
    if (together.length < 2 || !areInOneJar(together.map((rival) => rival.entry.cookie))) continue;
    return {
      kind: 'fighting',
      name: first.entry.name,
      evidence: together.map((rival) => rival.entry.id).sort((a, b) => a - b),
      cookies: together.map((rival) => rival.entry.cookie),
      url,
    };
  }
  return null;
}

/** A partitioned cookie and one that is not do go together, two of different partitions or stores never do. */
function areInOneJar(cookies: readonly Cookie[]): boolean {
  const sites = cookies.flatMap(({ partitionKey }) => partitionKey?.topLevelSite ?? []);
  // '': not known.
  const stores = cookies.flatMap(({ storeId }) => (storeId === '' ? [] : [storeId]));
  return new Set(sites).size <= 1 && new Set(stores).size <= 1;
}
