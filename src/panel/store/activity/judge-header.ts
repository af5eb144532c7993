/** What happened to one Set-Cookie: by the browser's rules, and by what its jar held then. Remembers nothing. */
import {
  type BrowserFamily,
  type Comparison,
  type Cookie,
  compareWithJar,
  type Prediction,
  predictSetCookie,
} from '../../../cookies/index.ts';
import { isCookie } from '../../../messaging/jar-state.ts';
import type { JarState, RecordedRequest, SetCookieEntry } from '../../../messaging/recording.ts';
import type { Outcome } from '../../../trail/index.ts';
import { isPreflight } from './trail-request.ts';

/** The facts that are not in the entry. */
export type Circumstances = {
  readonly url: URL;
  readonly browser: BrowserFamily;
  /** The store of the tab's cookies; '' if it is not known. */
  readonly storeId: string;
  /** The host's cookies with that name before. */
  readonly existing: readonly Cookie[];
  readonly isSession: boolean;
};

/** A later header of the response changed the same cookie: the jar no longer shows this one. */
export type Superseded = { readonly verdict: 'superseded' };

export type HeaderJudgement = {
  /** By the browser's rules. */
  readonly prediction: Prediction;
  /** Whether the rules and the jar agree; null if the jar could not be read. */
  readonly comparison: Comparison | Superseded | null;
  /** By what the jar held then, if it could be read; otherwise by the rules. */
  readonly outcome: Outcome;
  /** The cookie that the header should set: as in the jar, or as the rules would store it, even if it was rejected. */
  readonly cookie: Cookie;
};

/** Judges by the clock and the jar of the moment at which the response came, both of them the entry's. */
export function judgeHeader(entry: SetCookieEntry, { storeId, ...about }: Circumstances): HeaderJudgement {
  const found = entry.jar === 'superseded' ? 'unknown' : entry.jar;
  const context = {
    ...about,
    now: entry.time / 1000,
    date: entry.date,
    storeId: isCookie(found) ? found.storeId : storeId,
    blocksThirdParties: null,
    isPreflight: isPreflight(entry),
    ...(entry.request.isCrossSite && { fromOtherSite: entry.request }),
  };
  const judge = (page: URL | null): HeaderJudgement => {
    const prediction = predictSetCookie(entry.header.text, { ...context, page });
    const comparison = entry.jar === 'superseded' ? SUPERSEDED : compare(prediction, found);
    return {
      prediction,
      comparison,
      outcome: outcomeOf(prediction, comparison, found),
      cookie: intendedCookie(prediction, found, about.url),
    };
  };
  const top = topOf(entry.request);
  // Over plain http, browsers do not distinguish a page from a frame, and during a navigation a response may belong to
  // either page: the one that agrees with the jar is used.
  const [likely, other] = entry.request.resource === 'document' ? [null, top] : [top, null];
  const judged = judge(likely);
  if (judged.comparison?.verdict !== 'disagree') return judged;
  const otherwise = judge(other);
  return otherwise.comparison?.verdict === 'disagree' ? judged : otherwise;
}

const SUPERSEDED: Superseded = { verdict: 'superseded' };

function topOf({ page }: RecordedRequest): URL | null {
  return page !== null && URL.canParse(page.text) ? new URL(page.text) : null;
}

function compare(prediction: Prediction, found: JarState): Comparison | null {
  if (found === 'unknown') return null;
  return compareWithJar(prediction, found ? [found] : []);
}

function intendedCookie({ intended, parsed }: Prediction, found: JarState, url: URL): Cookie {
  if (isCookie(found) && found.value === parsed.value) return found;
  return (
    intended ?? {
      ...{ name: parsed.name, value: parsed.value, domain: url.hostname, hostOnly: true, path: '/' },
      ...{ secure: parsed.secure, httpOnly: parsed.httpOnly, sameSite: parsed.sameSite, expires: null },
      ...{ storeId: '', partitionKey: null, firstPartyDomain: '' },
    }
  );
}

/** The jar decides, unless it already holds something newer. If it was not read, a browser setting may decide. */
function outcomeOf(
  { outcome, reasons, parsed, previous }: Prediction,
  comparison: Comparison | Superseded | null,
  found: JarState,
): Outcome {
  const isSettings = reasons.length > 0 && reasons.every(({ code }) => code === 'third-party');
  if (comparison === null && isSettings) return 'unknown';
  if (comparison?.verdict !== 'disagree' || found === 'unknown') return outcome;
  if (found?.value === parsed.value) return previous ? 'replaced' : 'stored';
  const isStill = found !== null && found.value === previous?.value;
  return isStill || (found === null && outcome !== 'deleted') ? 'rejected' : outcome;
}
