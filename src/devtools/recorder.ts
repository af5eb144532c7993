/** Records every Set-Cookie that a tab receives, and every cookie change that none explains. Accesses the browser only through its surroundings. */
import type { Cookie } from '../cookies/index.ts';
import { isCookie } from '../messaging/jar-state.ts';
import type { JarChange } from '../messaging/protocol.ts';
import type { CutText, JarBefore, JarState, RecordedRequest } from '../messaging/recording.ts';
import { cut } from './cut-text.ts';
import { jarOf, makingOf } from './jar-of-header.ts';
import { KnownCookies } from './known-cookies.ts';
import { Matching, type ToldChange, type ToldHeader } from './matching.ts';
import type { CookieRecord } from './record.ts';
import { Rereading } from './rereading.ts';
import type { Response } from './response.ts';
import { Sequence } from './sequence.ts';
import { byIdentity, cookieOf, type Target, targetOf } from './set-cookie.ts';
import type { Log, Surroundings } from './surroundings.ts';
import { isWebPage, TabPlace } from './tab-place.ts';
import { ToldResponses } from './told-responses.ts';
import { UntouchedCookies } from './untouched-cookies.ts';

/**
 * Milliseconds that a change waits for the response that explains it: such events come up to 0.2 s late in Firefox and
 * up to 0.9 s in Chromium. A response that comes even later refers to the change that it explains.
 */
export const PATIENCE = 1_000;
/** Milliseconds to wait for the jar's answer: nothing is recorded until it comes. */
const LONGEST_LOOK = 5_000;
/** Milliseconds that other entries wait for a response whose headers are not read yet, so that it comes first. */
const LONGEST_HOLD = 500;
/** Milliseconds after which responses in the browser's log are old and already known. */
const OLD = 30_000;
/**
 * The most UTF-16 units kept: of a Set-Cookie (Chromium takes 256 KiB of headers, Firefox 384), of a URL, of a Cookie
 * header.
 */
export const MOST_HEADER = 512 * 1024;
const MOST_URL = 8 * 1024;
const MOST_COOKIE_HEADER = 16 * 1024;

/** Starts recording, for as long as the document exists. */
export function startRecording(surroundings: Surroundings, record: CookieRecord): void {
  const recorder = new CookieRecorder(surroundings, record);
  const { network, jar } = surroundings;
  network.onResponse((response) => recorder.onResponse(response));
  network.onNavigated((url) => recorder.onNavigated(url));
  network.onNavigating((url) => recorder.onNavigating(url));
  jar.onChange((change) => void recorder.onChange(change));
}

/** A header with its meaning; null if it cannot set a cookie. */
type Header = { readonly text: string; readonly told: ToldHeader | null };

class CookieRecorder {
  readonly #surroundings: Surroundings;
  readonly #record: CookieRecord;
  readonly #matching = new Matching();
  readonly #told = new ToldResponses();
  readonly #known = new KnownCookies();
  readonly #untouched: UntouchedCookies;
  readonly #place: TabPlace;
  readonly #rereading: Rereading | null;
  readonly #sequence = new Sequence();

  constructor(surroundings: Surroundings, record: CookieRecord) {
    const { network, jar, clock } = surroundings;
    this.#surroundings = surroundings;
    this.#record = record;
    this.#untouched = new UntouchedCookies(surroundings.browser);
    this.#place = new TabPlace(jar, (cookies) => void this.#learn(cookies));
    this.#rereading = network.readLog && new Rereading(network.readLog, clock, (log) => this.#onLog(log));
    // For responses received after DevTools opened but before this page did.
    void this.#rereading?.read();
  }

  onResponse(response: Response): void {
    this.#place.addHost(response.url.hostname);
    if (response.setCookies.length > 0) {
      if (this.#told.isNew(response)) this.#add(response);
    } else if (response.headers !== 'received') {
      void this.#reread(response);
    }
  }

  onNavigated(url: string): void {
    this.#place.goTo(url);
  }

  onNavigating(url: string): void {
    void this.#place.look(url);
  }

  async onChange(change: JarChange): Promise<void> {
    const { cookie } = change;
    if (this.#place.isElsewhere(cookie)) return;
    if (change.cause === 'overwrite') {
      return this.#matching.addReplaced(cookie, this.#untouched.replaced(cookie));
    }
    this.#untouched.change(cookie);
    const { clock } = this.#surroundings;
    const told = this.#matching.addChange(change, clock.now());
    if (told.isExplained) {
      // What changed before may have been set by a response that is told after this one.
      if (told.place) this.#sequence.defer(told.place);
      return;
    }
    // Later entries must not be recorded before it.
    const place = this.#sequence.take(told.time, true);
    told.place = place;
    await clock.pause(PATIENCE);
    if (told.isExplained) return;
    const isOurs = await this.#place.sees(cookie);
    place.fill(() => isOurs && this.#recordChange(told));
  }

  async #reread(response: Response): Promise<void> {
    if (!this.#rereading) return;
    // Over HTTP/2, nothing shows which of a page's many responses are complete: reading the log occasionally is enough.
    if (response.headers === 'unclear' && !response.isRedirect) return this.#rereading.readLater();
    const shown = this.#rereading.until(response);
    this.#hold(response, shown);
    // A response that never passes the network has no headers from it; only redirects are known to have some.
    if ((await shown) || response.headers === 'unclear' || !response.isRedirect) return;
    const request = this.#requestOf(response);
    this.#sequence
      .take(response.received)
      .fill(() => this.#record.append({ kind: 'unread', time: response.received, request }));
  }

  /** A redirect may be read only after the page that it leads to was reported. */
  #hold({ received }: Response, shown: Promise<unknown>): void {
    const place = this.#sequence.take(received);
    const patience = this.#surroundings.clock.pause(LONGEST_HOLD);
    void Promise.race([shown, patience]).then(() => place.fill(() => undefined));
  }

  #onLog(log: Log): void {
    const since = this.#surroundings.clock.now() - OLD;
    const recent = log.filter(({ setCookies, received }) => setCookies.length > 0 && received > since);
    for (const response of this.#told.newOf(recent)) this.#add(response);
  }

  #add(response: Response): void {
    const { url, received, date } = response;
    const source = { url, received, date, browser: this.#surroundings.browser };
    const headers = response.setCookies.map((text): Header => {
      const target = targetOf(text, source);
      return { text, told: target && this.#matching.addHeader(target, received) };
    });
    // The changes are told in their order; but Firefox tells a redirect after the page that it leads to.
    const places = headers.flatMap(({ told }) => told?.made?.place ?? []);
    const place = this.#sequence.takeOver(places, received);
    for (const { told } of headers) if (told) told.place = place;
    const open = headers.flatMap(({ told }) => (told && !told.made ? [told.target] : []));
    const states = this.#look(url, open);
    /** The last header that may have caused each state. */
    const makers = new Map(
      headers.flatMap(({ told }, index) =>
        told ? [[makingOf(told.target.deletes ? null : told.target, told.target), index]] : [],
      ),
    );
    const append = (found: ReadonlyMap<Target, JarState>) => {
      // By now, a page that was loading is there.
      const request = this.#requestOf(response);
      headers.forEach(({ text, told }, index) => {
        const jar = jarOf(told, found, (state, target) => (makers.get(makingOf(state, target)) ?? 0) > index);
        this.#record.append({
          kind: 'set-cookie',
          time: received,
          waited: received - Date.parse(response.started),
          request,
          header: cut(text, MOST_HEADER),
          date,
          jar,
          before: told?.made ? this.#beforeOf(told.made) : 'unknown',
          explains: told?.made?.entryId ?? null,
        });
        if (isCookie(jar)) this.#known.add(jar);
      });
    };
    void states.then((found) => place.fill(() => append(found)));
  }

  #recordChange(told: ToldChange): void {
    if (told.isExplained) return;
    const { cookie, removed, cause } = told.change;
    const before = this.#beforeOf(told);
    told.entryId = this.#record.append({ kind: 'change', time: told.time, cookie, removed, cause, before });
    this.#known.add(cookie);
  }

  /** A removed cookie is recorded in full: no other entry has it once the previous one is dropped. */
  #beforeOf({ before, change }: ToldChange): JarBefore {
    return change.removed ? before : this.#known.told(before, change.cookie);
  }

  /** What the jar holds, unless a change of it is told soon after: then it may have been read either before that or after. */
  async #learn(cookies: readonly Cookie[]): Promise<void> {
    this.#untouched.add(cookies);
    await this.#surroundings.clock.pause(PATIENCE);
    this.#record.learn(cookies.filter((cookie) => this.#untouched.has(cookie)));
  }

  /** What the jar holds for these; those missing from the answer are unknown. */
  async #look(url: URL, targets: readonly Target[]): Promise<ReadonlyMap<Target, JarState>> {
    if (targets.length === 0) return new Map();
    const names = new Set(targets.map(({ name }) => name));
    const { jar, clock } = this.#surroundings;
    const found = await Promise.race([
      jar.findCookies(url, [...names]).catch(() => null),
      clock.pause(LONGEST_LOOK).then(() => null),
    ]);
    if (found === null) return new Map();
    this.#place.storeId = found.storeId;
    this.#place.page = found.page ?? this.#place.page;
    const shown = targets.filter(({ domain }) => !found.hidden.includes(domain));
    const cookies = byIdentity(found.cookies);
    return new Map(shown.map((target) => [target, cookieOf(target, cookies)]));
  }

  #requestOf(response: Response): RecordedRequest {
    const { method, url, status, resource, isCrossSite, isCrossOrigin, cookieHeader } = response;
    const { page } = this.#place;
    return {
      method,
      url: addressOf(url),
      status,
      resource,
      isCrossSite,
      isCrossOrigin,
      page: page !== null && isWebPage(page) ? addressOf(new URL(page)) : null,
      cookieHeader: cookieHeader === null ? null : cut(cookieHeader, MOST_COOKIE_HEADER),
    };
  }
}

/** Without credentials and fragment, removed before it is cut. */
function addressOf(url: URL): CutText {
  const address = new URL(url);
  address.username = '';
  address.password = '';
  address.hash = '';
  return cut(address.href, MOST_URL);
}
