/** The inspected page beside its site's budgets and everybody's limits. Loaded when the panel is there; makes no text. */
import { computed, type ReadonlySignal } from '@preact/signals';
import {
  BROWSER_LIMIT,
  type Budget,
  type BudgetVerdict,
  budgetOf,
  type Cookie,
  type CookieHeader,
  type CookieRequest,
  cookieHeader,
  HEADER_LIMIT,
  type JarUse,
  jarUse,
  judgeBudget,
  type ServerVerdict,
  type SiteBudgets,
  type SizeReport,
  serverVerdicts,
  sizeReport,
} from '../../cookies/index.ts';
import type { MissingAccess } from '../../messaging/protocol.ts';
import type { Host } from '../host.ts';
import { createStoredBudgets, type StoredBudgets } from './budgets-stored.ts';
import type { CookieEntry } from './cookie-entry.ts';
import type { PageConcern } from './page.ts';

/** What the page comes to. Sizes are bytes. */
export type PageTotals = {
  readonly url: URL;
  /** Of the page and its frames, in the browser's own order. */
  readonly cookies: readonly Cookie[];
  /** The Cookie header that the page's next reload carries. */
  readonly header: CookieHeader;
  readonly servers: readonly ServerVerdict[];
  readonly jar: readonly JarUse[];
  /** Of the page's own host: what cannot be seen, and so is in no total. */
  readonly missing: readonly MissingAccess[];
};

/** A size beside its budget. */
export type Held = BudgetVerdict & { readonly budget: Budget };

/** Everything that takes no origin is of the page's site, whose budgets hold for its frames' cookies too. */
export type PageBudgets = Omit<StoredBudgets, 'of'> & {
  readonly ofPage: ReadonlySignal<SiteBudgets>;
  /** Null: the page is no website, or has not been read. */
  readonly totals: ReadonlySignal<PageTotals | null>;
  /** How many budgets are exceeded. */
  readonly exceeded: ReadonlySignal<number>;
  /** Of a live cookie, or one as it was once. Null: it has no budget. Reads signals. */
  verdictOf(entry: CookieEntry): Held | null;
  /** Bytes over the budget; 0: none. Reads signals. */
  excessOf(entry: CookieEntry): number;
  /** Of the Cookie header of so many bytes. Null: it has no budget. Reads signals. */
  headerVerdict(bytes: number): Held | null;
  /** Bytes that one cookie takes in the header. */
  bytesInHeader(cookie: Cookie): number;
  /** The page as it is now; null when there is none. */
  report(withValues: boolean): SizeReport | null;
};

/** @param now milliseconds since 1970 */
export function createPageBudgets(
  host: Pick<Host, 'disk' | 'browser'>,
  page: Pick<PageConcern, 'reading' | 'origin' | 'entries'>,
  now: ReadonlySignal<number>,
): PageBudgets {
  const { of, ...stored } = createStoredBudgets(host.disk);
  const { browser } = host;
  const ofPage = computed(() => of(page.origin.value));
  const seconds = (): number => now.peek() / 1000;
  const cookies = computed(() => {
    const reading = page.reading.value;
    return reading?.kind === 'page' ? reading.hosts.flatMap((one) => one.cookies) : [];
  });
  // The clock changes what the page comes to only where a cookie expires.
  const expired = computed(
    () => cookies.value.filter(({ expires }) => expires !== null && expires <= now.value / 1000).length,
  );
  const requestFor = (url: URL): CookieRequest => ({
    url,
    browser,
    source: { kind: 'typed' },
    now: seconds(),
  });
  const totals = computed((): PageTotals | null => {
    void expired.value;
    const reading = page.reading.value;
    if (reading?.kind !== 'page') return null;
    const url = new URL(reading.url);
    const header = cookieHeader(cookies.value, requestFor(url));
    return {
      url,
      cookies: cookies.value,
      header,
      servers: serverVerdicts(header.bytes.length, { url, browser }),
      jar: jarUse(cookies.value, browser, seconds()),
      missing: reading.hosts.find(({ isTop }) => isTop)?.missing ?? [],
    };
  });
  const verdictOf = (entry: CookieEntry): Held | null => {
    const budgets = entry.host.isTop ? of(entry.origin) : ofPage.value;
    return hold(entry.size.total, budgetOf(entry.cookie.name, budgets), BROWSER_LIMIT);
  };
  const excessOf = (entry: CookieEntry): number => Math.max(0, -(verdictOf(entry)?.left ?? 0));
  const headerVerdict = (bytes: number): Held | null => hold(bytes, ofPage.value.header, HEADER_LIMIT);
  const exceeded = computed(() => {
    const header = headerVerdict(totals.value?.header.bytes.length ?? 0);
    const isOver = header !== null && header.left < 0;
    return page.entries.value.filter((entry) => excessOf(entry) > 0).length + (isOver ? 1 : 0);
  });
  return {
    ...stored,
    ofPage,
    totals,
    exceeded,
    verdictOf,
    excessOf,
    headerVerdict,
    bytesInHeader: (cookie) => {
      const url = totals.peek()?.url;
      return url === undefined ? 0 : cookieHeader([cookie], requestFor(url)).bytes.length;
    },
    report(withValues) {
      const shown = totals.peek();
      if (shown === null) return null;
      const { url, cookies: listed, missing } = shown;
      return sizeReport({
        url,
        browser,
        now: seconds(),
        cookies: listed,
        budgets: ofPage.peek(),
        unreadable: missing.map(({ domain }) => domain),
        withValues,
      });
    },
  };
}

function hold(size: number, budget: Budget | null, limit: number): Held | null {
  return budget === null ? null : { budget, ...judgeBudget(size, budget, limit) };
}
