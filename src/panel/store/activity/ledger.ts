/** The record of the tab's cookies, judged as it comes in: what became of each Set-Cookie. No signals, no words. */
import {
  BROWSER_LIMIT,
  type BrowserFamily,
  type Comparison,
  type Cookie,
  compareWithJar,
  cookieId,
  domainMatches,
  type Prediction,
  predictSetCookie,
  sizeOf,
} from '../../../cookies/index.ts';
import type { ChangeEntry, Entry, SetCookieEntry } from '../../../messaging/recording.ts';
import { read } from '../../../session/index.ts';
import { type Outcome, type Step, type TrailEntry, Trails } from '../../../trail/index.ts';
import { cookieValues } from './cookie-header.ts';

/** Bytes of JSON that are read to tell whether a header sets a session. */
const GLANCE = 1024;

/** Changes that a response may explain later, the last ones. */
const MOST_CHANGES = 1000;

/** An entry of the record, judged. */
export type Happening =
  | {
      readonly kind: 'set-cookie';
      readonly recorded: SetCookieEntry;
      /** By the browser's rules. */
      readonly prediction: Prediction;
      /** By what the jar held then, where it may be seen; by the rules otherwise. */
      readonly outcome: Outcome;
      /** Whether rules and jar agree; null where the jar could not be seen. */
      readonly comparison: Comparison | null;
      readonly isSession: boolean;
      readonly step: Step;
    }
  | {
      readonly kind: 'change';
      readonly recorded: ChangeEntry;
      readonly outcome: Outcome;
      /** Whether it holds a session now, or did before: known without decoding it again. */
      readonly isSession: boolean;
      readonly step: Step;
    }
  /** A redirect whose headers the browser never showed. */
  | { readonly kind: 'unread'; readonly recorded: Extract<Entry, { kind: 'unread' }> };

/** Where the record is from. */
export type Surroundings = {
  readonly browser: BrowserFamily;
  /** The top page's address now, and the store of its cookies; null: not known. */
  page(): { readonly url: URL; readonly storeId: string } | null;
  /** `SESSION_COOKIE_NAME` of an origin. */
  sessionNameOf(origin: string): string;
};

export class Ledger {
  readonly #surroundings: Surroundings;
  /** What the jar is known to hold, by identity. */
  readonly #jar = new Map<string, Cookie>();
  readonly #trails = new Trails();
  /** The last changes without a response, by id, and what was in their place before: a response may yet explain them. */
  readonly #changes = new Map<number, { readonly entry: TrailEntry; readonly before: Cookie | undefined }>();

  /** @param jar what it holds before anything is recorded */
  constructor(surroundings: Surroundings, jar: readonly Cookie[] = []) {
    this.#surroundings = surroundings;
    for (const cookie of jar) this.#jar.set(cookieId(cookie), cookie);
  }

  /** The steps of every cookie that held a session. */
  get sessions(): readonly (readonly Step[])[] {
    return this.#trails.sessions;
  }

  /** Judges what was recorded next. */
  add(entry: Entry): Happening {
    switch (entry.kind) {
      case 'set-cookie':
        // Of a URL that was cut nothing can be judged.
        return URL.canParse(entry.request.url.text)
          ? this.#addSetCookie(entry)
          : { kind: 'unread', recorded: { ...entry, kind: 'unread' } };
      case 'change':
        return this.#addChange(entry);
      case 'unread':
        return { kind: 'unread', recorded: entry };
    }
  }

  /** Forgets the entries whose id is below `oldest`. */
  drop(oldest: number): void {
    this.#trails.drop(oldest);
  }

  #addSetCookie(entry: SetCookieEntry): Happening {
    const { jar: found } = entry;
    if (entry.explains !== null) this.#undo(entry.explains);
    const url = new URL(entry.request.url.text);
    const prediction = this.#predict(entry, url);
    const comparison =
      found === 'unknown' ? null : (compareWithJar([prediction], found ? [found] : [])[0] ?? null);
    const outcome = outcomeOf(prediction, comparison, found);
    const cookie = intendedCookie(prediction, found, url);
    this.#remember(cookie, found, outcome);
    const bytes = prediction.parsed.size.nameAndValue;
    const step = this.#trails.add({
      id: entry.id,
      time: entry.time,
      name: cookie.name,
      cookie,
      outcome,
      bytes,
      bytesOver: Math.max(0, bytes - BROWSER_LIMIT),
      request: {
        method: entry.request.method,
        url: url.href,
        status: entry.request.status,
        sent: cookieValues(entry.request.cookieHeader, cookie.name),
      },
    });
    return {
      kind: 'set-cookie',
      recorded: entry,
      prediction,
      outcome,
      comparison,
      isSession: isAboutSession(step),
      step,
    };
  }

  #predict(entry: SetCookieEntry, url: URL): Prediction {
    const { jar: found } = entry;
    const page = this.#surroundings.page();
    const isPage = entry.request.resource === 'document';
    const value = entry.header.text.slice(entry.header.text.indexOf('=') + 1).split(';', 1)[0] ?? '';
    return predictSetCookie(entry.header.text, {
      url,
      browser: this.#surroundings.browser,
      now: entry.time / 1000,
      date: null,
      page: isPage || !page ? null : page.url,
      storeId: storeOf(entry) ?? page?.storeId ?? '',
      existing: this.#existing(url, value.trim(), found),
      isSession:
        read(value.trim(), GLANCE).kind === 'flask-session' ||
        entry.header.text.startsWith(`${this.#surroundings.sessionNameOf(url.origin)}=`),
      blocksThirdParties: null,
    });
  }

  /** What the host's jar held before: also what is in it afterwards, and is not this header's doing. */
  #existing(url: URL, value: string, found: SetCookieEntry['jar']): Cookie[] {
    const known = new Map([...this.#jar].filter(([, cookie]) => domainMatches(cookie, url.hostname)));
    if (found !== 'unknown' && found !== null && found.value !== value) known.set(cookieId(found), found);
    return [...known.values()];
  }

  #remember(cookie: Cookie, found: SetCookieEntry['jar'], outcome: Outcome): void {
    const id = cookieId(cookie);
    if (found !== 'unknown' && found !== null) this.#jar.set(cookieId(found), found);
    else if (found === null || outcome === 'deleted') this.#jar.delete(id);
    else if (outcome === 'stored' || outcome === 'replaced') this.#jar.set(id, cookie);
  }

  /** What a change did is undone where it was the doing of the Set-Cookie that is judged next. */
  #undo(id: number): void {
    const change = this.#changes.get(id);
    if (!change) return;
    this.#changes.delete(id);
    this.#trails.remove(change.entry);
    const { cookie } = change.entry;
    if (change.before) this.#jar.set(cookieId(cookie), change.before);
    else this.#jar.delete(cookieId(cookie));
  }

  #addChange(entry: ChangeEntry): Happening {
    const { cookie, removed } = entry;
    const id = cookieId(cookie);
    const before = this.#jar.get(id);
    const outcome: Outcome = removed ? 'deleted' : before ? 'replaced' : 'stored';
    if (removed) this.#jar.delete(id);
    else this.#jar.set(id, cookie);
    const trailEntry: TrailEntry = {
      id: entry.id,
      time: entry.time,
      name: cookie.name,
      cookie,
      outcome,
      bytes: sizeOf(cookie).total,
      bytesOver: 0,
      request: null,
    };
    const step = this.#trails.add(trailEntry);
    this.#changes.set(entry.id, { entry: trailEntry, before });
    const [oldest] = this.#changes.keys();
    if (this.#changes.size > MOST_CHANGES && oldest !== undefined) this.#changes.delete(oldest);
    return { kind: 'change', recorded: entry, outcome, isSession: isAboutSession(step), step };
  }
}

/** A session's deletion is about a session too. */
function isAboutSession(step: Step): boolean {
  return step.told !== null || (step.entry.outcome === 'deleted' && step.sessionBefore !== null);
}

function storeOf({ jar }: SetCookieEntry): string | null {
  return jar === 'unknown' || jar === null ? null : jar.storeId;
}

/** The cookie that the header was to make: as the jar has it, or as the rules would, though it was rejected. */
function intendedCookie(prediction: Prediction, found: SetCookieEntry['jar'], url: URL): Cookie {
  const { intended, parsed } = prediction;
  const isFound = found !== 'unknown' && found !== null && found.value === parsed.value;
  if (isFound) return found;
  return (
    intended ?? {
      ...{ name: parsed.name, value: parsed.value, domain: url.hostname, hostOnly: true, path: '/' },
      ...{ secure: parsed.secure, httpOnly: parsed.httpOnly, sameSite: parsed.sameSite, expires: null },
      ...{ storeId: '', partitionKey: null, firstPartyDomain: '' },
    }
  );
}

/** The jar decides, unless something newer is in it already. */
function outcomeOf(
  { outcome, parsed, previous }: Prediction,
  comparison: Comparison | null,
  found: SetCookieEntry['jar'],
): Outcome {
  const predicted: Outcome = outcome === 'deletes-nothing' ? 'deleted' : outcome;
  if (comparison?.verdict !== 'disagree' || found === 'unknown') return predicted;
  if (found?.value === parsed.value) return previous ? 'replaced' : 'stored';
  const isStill = found !== null && found.value === previous?.value;
  return isStill || (found === null && predicted !== 'deleted') ? 'rejected' : predicted;
}
