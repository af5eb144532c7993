/** Compares the inspected page with its site's budgets and with the browser's and servers' limits. Loaded lazily; makes no text. */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
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
import type { HostReading, MissingAccess } from '../../messaging/protocol.ts';
import type { Host } from '../host.ts';
import { createStoredBudgets, type StoredBudgets } from './budgets-stored.ts';
import type { CookieEntry } from './cookie-entry.ts';
import type { PageConcern } from './page.ts';

/** The totals of the page. Sizes are bytes. */
export type PageTotals = {
  /** Of the page and its frames, in the browser's own order. */
  readonly cookies: readonly Cookie[];
  /** What the page's next reload carries. */
  readonly reload: RequestTotals;
  readonly jar: readonly JarUse[];
  /** One of each host that the page has frames of, its own apart. */
  readonly frames: readonly HostReading[];
};

/** The Cookie header of the page, or of a frame in it. */
export type RequestTotals = {
  readonly url: URL;
  /** The page that has the frame; null: it is the page's own. */
  readonly page: URL | null;
  readonly header: CookieHeader;
  /** False: a frame shares cookies with a host before it, and which of equal paths come first is not known. */
  readonly isOrderKnown: boolean;
  readonly servers: readonly ServerVerdict[];
  /** Of its host: what cannot be seen, and so is in no total. */
  readonly missing: readonly MissingAccess[];
};

/** A size beside its budget. */
export type Held = BudgetVerdict & { readonly budget: Budget };

/** Members without an origin parameter are about the page's site, whose budgets also apply to its frames' cookies. */
export type PageBudgets = Omit<StoredBudgets, 'of'> & {
  readonly ofPage: ReadonlySignal<SiteBudgets>;
  /** Null: the page is not a website, or has not been read. */
  readonly totals: ReadonlySignal<PageTotals | null>;
  /** The page's reload, or the frame that was chosen, as long as the page has it. */
  readonly request: ReadonlySignal<RequestTotals | null>;
  /** Chooses the request to be looked at: of a frame by its host, or, null, the page's reload. */
  choose(frame: string | null): void;
  /** How many budgets are exceeded. */
  readonly exceeded: ReadonlySignal<number>;
  /** For a live or a past cookie. Null: it has no budget. Reads signals. */
  verdictOf(entry: CookieEntry): Held | null;
  /** Bytes over the budget; 0: none. Reads signals. */
  excessOf(entry: CookieEntry): number;
  /** For a Cookie header of this many bytes. Null: it has no budget. Reads signals. */
  headerVerdict(bytes: number): Held | null;
  /** Bytes that one cookie takes in the header that is looked at. */
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
  const hosts = computed(() => (page.reading.value?.kind === 'page' ? page.reading.value.hosts : []));
  const cookies = computed(() => hosts.value.flatMap((one) => one.cookies));
  // The clock changes the totals only when a cookie expires.
  const expired = computed(
    () => cookies.value.filter(({ expires }) => expires !== null && expires <= now.value / 1000).length,
  );
  const chosen = signal<string | null>(null);
  const requestFor = (url: URL, page: URL | null): CookieRequest => ({ url, page, browser, now: seconds() });
  const totalsOf = ({ url: text, missing }: HostReading, top: URL | null): RequestTotals => {
    const url = new URL(text);
    const header = cookieHeader(cookies.value, requestFor(url, top));
    return {
      url,
      page: top,
      header,
      isOrderKnown: isOfOneReading(header.sent, hosts.value),
      servers: serverVerdicts(header.bytes.length, { url, browser }),
      missing,
    };
  };
  const totals = computed((): PageTotals | null => {
    void expired.value;
    const [top, ...frames] = hosts.value;
    if (top === undefined) return null;
    return {
      cookies: cookies.value,
      reload: totalsOf(top, null),
      jar: jarUse(cookies.value, browser, seconds()),
      frames,
    };
  });
  const request = computed(() => {
    if (totals.value === null) return null;
    const { reload, frames } = totals.value;
    const frame = frames.find((one) => one.host === chosen.value);
    return frame === undefined ? reload : totalsOf(frame, reload.url);
  });
  const verdictOf = (entry: CookieEntry): Held | null => {
    const budgets = entry.host.isTop ? of(entry.origin) : ofPage.value;
    return hold(entry.size.total, budgetOf(entry.cookie.name, budgets), BROWSER_LIMIT);
  };
  const excessOf = (entry: CookieEntry): number => Math.max(0, -(verdictOf(entry)?.left ?? 0));
  const headerVerdict = (bytes: number): Held | null => hold(bytes, ofPage.value.header, HEADER_LIMIT);
  const exceeded = computed(() => {
    const header = headerVerdict(totals.value?.reload.header.bytes.length ?? 0);
    const isOver = header !== null && header.left < 0;
    return page.entries.value.filter((entry) => excessOf(entry) > 0).length + (isOver ? 1 : 0);
  });
  return {
    ...stored,
    ofPage,
    totals,
    request,
    choose: (frame) => {
      chosen.value = frame;
    },
    exceeded,
    verdictOf,
    excessOf,
    headerVerdict,
    bytesInHeader: (cookie) => {
      const asked = request.peek();
      return asked === null ? 0 : cookieHeader([cookie], requestFor(asked.url, asked.page)).bytes.length;
    },
    report(withValues) {
      const shown = totals.peek();
      if (shown === null) return null;
      const { reload, cookies: listed } = shown;
      return sizeReport({
        url: reload.url,
        browser,
        now: seconds(),
        cookies: listed,
        budgets: ofPage.peek(),
        unreadable: reload.missing.map(({ domain }) => domain),
        withValues,
      });
    },
  };
}

function hold(size: number, budget: Budget | null, limit: number): Held | null {
  return budget === null ? null : { budget, ...judgeBudget(size, budget, limit) };
}

/** Each host's cookies are in the browser's own order. */
function isOfOneReading(sent: readonly Cookie[], hosts: readonly HostReading[]): boolean {
  const all = new Set(sent);
  return hosts.filter(({ cookies }) => cookies.some((cookie) => all.has(cookie))).length <= 1;
}
