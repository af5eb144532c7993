/** The user's own size budgets: what they type, and what a size is beside one. Stores nothing. */

/** A size not to be exceeded. Plain JSON. */
export type Budget =
  /** Whole bytes, at least 1. */
  | { readonly kind: 'bytes'; readonly bytes: number }
  /** A share of the limit in percent: 0.01 to 100. */
  | { readonly kind: 'share'; readonly percent: number };

/** A site's budgets. Plain JSON; an array and no object, as a cookie may be called `__proto__`. */
export type SiteBudgets = {
  /** Each for the cookies of that name, on whatever path. Of two for one name the first counts. */
  readonly cookies: readonly { readonly name: string; readonly budget: Budget }[];
  /** For the Cookie header that the page's own request carries; null: none. */
  readonly header: Budget | null;
};

/** `message`: what is wrong, in one sentence for the user. */
export type ParsedBudget =
  | { readonly ok: true; readonly budget: Budget }
  | { readonly ok: false; readonly message: string };

/** A size beside its budget. */
export type BudgetVerdict = {
  /** What the budget comes to, in bytes. */
  readonly allowed: number;
  /** Bytes left; negative: the bytes over the budget. */
  readonly left: number;
};

/** Bytes: the largest budget taken. All cookies of a site together are never larger. */
export const LARGEST_BUDGET = 1_000_000;

/** In lower case. `K` alone means what `KB` means. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['b', 1],
  ['byte', 1],
  ['bytes', 1],
  ['k', 1000],
  ['kb', 1000],
  ['kib', 1024],
]);

const LONGEST_INPUT = 40;
const INPUT = /^(\d+(?:,\d{3})*(?:\.\d+)?|\.\d+)\s*(%|[a-z]*)$/;

/**
 * Reads a budget: `2000`, `2,000 bytes`, `2 KB` (2000 bytes), `2 KiB` (2048), `50 %`. Letter case and space do not matter.
 * Plain bytes have no fraction, for `2.000` may mean two thousand; of other units, fractions of a byte are dropped:
 * `1.5 KiB` is 1536 bytes. At most `LARGEST_BUDGET`, or 100 %.
 */
export function parseBudget(text: string): ParsedBudget {
  const trimmed = text.trim();
  if (trimmed === '') return refused('Type a budget, such as "2000", "2 KiB" or "50 %".');
  const match = trimmed.length > LONGEST_INPUT ? null : INPUT.exec(trimmed.toLowerCase());
  if (match === null) return refused('A budget is a number of bytes, such as "2000" or "2 KiB", or "50 %".');
  const [, digits = '', unit = ''] = match;
  const number = Number(digits.replaceAll(',', ''));
  if (unit === '%') {
    if (number > 100) return refused('A share of the limit is at most 100 %.');
    if (number < 0.01) return refused('A share of the limit is at least 0.01 %.');
    return { ok: true, budget: { kind: 'share', percent: number } };
  }
  const bytesEach = UNITS.get(unit);
  if (bytesEach === undefined) return refused(`"${unit}" is not a unit: use bytes, KB, KiB or %.`);
  if (bytesEach === 1 && digits.includes('.')) {
    return refused('Bytes have no fraction: two thousand is "2000" or "2,000".');
  }
  const bytes = Math.floor(number * bytesEach);
  if (bytes < 1) return refused('A budget must be at least 1 byte.');
  if (bytes > LARGEST_BUDGET) return refused('A budget is at most 1,000,000 bytes.');
  return { ok: true, budget: { kind: 'bytes', bytes } };
}

/** The budget as text that `parseBudget` reads back: `2000 bytes`, `50 %`. */
export function formatBudget(budget: Budget): string {
  if (budget.kind === 'share') return `${budget.percent} %`;
  return `${budget.bytes} ${budget.bytes === 1 ? 'byte' : 'bytes'}`;
}

/** A size in bytes beside a budget, of which a share is one of `limit` bytes; fractions of a byte are dropped. */
export function judgeBudget(size: number, budget: Budget, limit: number): BudgetVerdict {
  const allowed = budget.kind === 'bytes' ? budget.bytes : Math.floor((limit * budget.percent) / 100);
  return { allowed, left: allowed - size };
}

/** The budget of the cookies called `name`; null: there is none. */
export function budgetOf(name: string, { cookies }: SiteBudgets): Budget | null {
  return cookies.find((entry) => entry.name === name)?.budget ?? null;
}

function refused(message: string): ParsedBudget {
  return { ok: false, message };
}
