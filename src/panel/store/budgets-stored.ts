/** Each site's budgets, stored on disk by origin. It must not judge anything by them. */
import type { ReadonlySignal } from '@preact/signals';
import { type Budget, LARGEST_BUDGET, type SiteBudgets } from '../../cookies/index.ts';
import type { Storage } from '../host.ts';
import { createStoredItems, isRecord } from './stored-items.ts';

/** In UTF-16 units: no browser stores a longer name. */
export const LONGEST_COOKIE_NAME = 4096;

/** The most budgets of one site: more than the cookies that a browser keeps for it. */
export const MOST_BUDGETS = 200;

export type StoredBudgets = {
  /** Reads a signal. Empty for a site without budgets. */
  of(origin: string): SiteBudgets;
  /** Null removes the budget. More than `MOST_BUDGETS` are not stored. */
  setCookie(origin: string, name: string, budget: Budget | null): void;
  /** For the Cookie header; null removes it. */
  setHeader(origin: string, budget: Budget | null): void;
  /** Why the browser could not save or read a budget; null if it could. */
  readonly problem: ReadonlySignal<string | null>;
};

const NONE: SiteBudgets = { cookies: [], header: null };

export function createStoredBudgets(disk: Storage): StoredBudgets {
  const items = createStoredItems(disk, 'budgets', { parse: parseBudgets, format: (value) => value });
  const of = (origin: string): SiteBudgets => items.all.value.get(origin) ?? NONE;
  const change = (origin: string, changed: (budgets: SiteBudgets) => SiteBudgets): void =>
    items.whenReady(() => {
      const budgets = changed(of(origin));
      items.show(origin, budgets.cookies.length === 0 && budgets.header === null ? null : budgets);
      void items.save(origin);
    });
  return {
    of,
    setCookie: (origin, name, budget) =>
      change(origin, (budgets) => ({ ...budgets, cookies: withBudget(budgets.cookies, name, budget) })),
    setHeader: (origin, budget) => change(origin, (budgets) => ({ ...budgets, header: budget })),
    problem: items.problem,
  };
}

/** A changed budget keeps its position. */
function withBudget(
  all: SiteBudgets['cookies'],
  name: string,
  budget: Budget | null,
): SiteBudgets['cookies'] {
  if (budget === null) return all.filter((entry) => entry.name !== name);
  if (all.some((entry) => entry.name === name)) {
    return all.map((entry) => (entry.name === name ? { name, budget } : entry));
  }
  return [...all, { name, budget }].slice(0, MOST_BUDGETS);
}

function parseBudgets(stored: unknown): SiteBudgets | null {
  if (!isRecord(stored) || !Array.isArray(stored.cookies)) return null;
  const cookies = stored.cookies.slice(0, MOST_BUDGETS).flatMap((entry: unknown) => {
    if (!isRecord(entry)) return [];
    const { name } = entry;
    const budget = parseBudget(entry.budget);
    const isName = typeof name === 'string' && name.length <= LONGEST_COOKIE_NAME;
    return isName && budget !== null ? [{ name, budget }] : [];
  });
  const header = parseBudget(stored.header);
  return cookies.length === 0 && header === null ? null : { cookies, header };
}

function parseBudget(stored: unknown): Budget | null {
  if (!isRecord(stored)) return null;
  const { kind, bytes, percent } = stored;
  if (kind === 'bytes' && Number.isSafeInteger(bytes) && isWithin(bytes, 1, LARGEST_BUDGET)) {
    return { kind, bytes };
  }
  return kind === 'share' && isWithin(percent, 0.01, 100) ? { kind, percent } : null;
}

function isWithin(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}
