/** Records every Set-Cookie that a tab receives, and every cookie change that none explains. Sees the browser through its surroundings only. */
import type { JarChange } from '../messaging/protocol.ts';
import type { JarState, RecordedRequest } from '../messaging/recording.ts';
import { cut } from './header-text.ts';
import { Matching, type ToldChange, type ToldHeader } from './matching.ts';
import type { CookieRecord } from './record.ts';
import { Rereading } from './rereading.ts';
import type { Response } from './response.ts';
import { cookieOf, type Target, targetOf } from './set-cookie.ts';
import type { Log, Surroundings } from './surroundings.ts';
import { TabPlace } from './tab-place.ts';
import { ToldResponses } from './told-responses.ts';

/**
 * Milliseconds that a change waits for the response that explains it: such events come up to 0.2 s late in Firefox and
 * up to 0.9 s in Chromium. One that comes later still names the change that it explains.
 */
export const PATIENCE = 1_000;
/** Milliseconds after which a jar that does not answer is given up: nothing is recorded while its answer is awaited. */
const LONGEST_LOOK = 5_000;
/** Milliseconds after which what the browser's log lists is old, and known. */
const OLD = 30_000;
/** UTF-16 units that are kept: of a Set-Cookie, of a URL, of a Cookie header. */
export const MOST_HEADER = 64 * 1024;
const MOST_URL = 8 * 1024;
const MOST_COOKIE_HEADER = 16 * 1024;

/** Begins to record, for as long as the document lives. */
export function startRecording(surroundings: Surroundings, record: CookieRecord): void {
  const recorder = new CookieRecorder(surroundings, record);
  const { network, jar } = surroundings;
  network.onResponse((response) => recorder.onResponse(response));
  network.onNavigated((url) => recorder.onNavigated(url));
  jar.onChange((change) => void recorder.onChange(change));
}

/** A header with what it means; null where no cookie can come of it. */
type Header = { readonly text: string; readonly told: ToldHeader | null };

class CookieRecorder {
  readonly #surroundings: Surroundings;
  readonly #record: CookieRecord;
  readonly #matching = new Matching();
  readonly #told = new ToldResponses();
  readonly #place: TabPlace;
  readonly #rereading: Rereading | null;
  /** Entries wait for one another, so that they keep the order in which their responses were told. */
  #last: Promise<void> = Promise.resolve();

  constructor(surroundings: Surroundings, record: CookieRecord) {
    const { network, jar, clock } = surroundings;
    this.#surroundings = surroundings;
    this.#record = record;
    this.#place = new TabPlace(jar);
    this.#rereading = network.readLog && new Rereading(network.readLog, clock, (log) => this.#onLog(log));
    // For what was received after DevTools had opened and before this page had.
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
    if (URL.canParse(url)) this.#place.addHost(new URL(url).hostname);
  }

  async onChange(change: JarChange): Promise<void> {
    if (this.#place.isElsewhere(change.cookie)) return;
    const { clock } = this.#surroundings;
    const told = this.#matching.addChange(change, clock.now());
    if (told.isExplained) return;
    await clock.pause(PATIENCE);
    if (told.isExplained || !(await this.#place.sees(change.cookie))) return;
    this.#inOrder(Promise.resolve(), () => this.#recordChange(told));
  }

  async #reread(response: Response): Promise<void> {
    const isShown = (await this.#rereading?.until(response)) ?? true;
    if (isShown || response.headers === 'unclear') return;
    this.#record.append({ kind: 'unread', time: response.received, request: requestOf(response) });
  }

  #onLog(log: Log): void {
    const since = this.#surroundings.clock.now() - OLD;
    const recent = log.filter(({ setCookies, received }) => setCookies.length > 0 && received > since);
    for (const response of this.#told.newOf(recent)) this.#add(response);
  }

  #add(response: Response): void {
    const { url, received } = response;
    const headers = response.setCookies.map((text): Header => {
      const target = targetOf(text, url, received);
      return { text, told: target && this.#matching.addHeader(target, received) };
    });
    const open = headers.flatMap(({ told }) => (told && !told.made ? [told.target] : []));
    const states = this.#look(url, open);
    this.#inOrder(states, (found) => {
      const request = requestOf(response);
      for (const { text, told } of headers) {
        this.#record.append({
          kind: 'set-cookie',
          time: received,
          request,
          header: cut(text, MOST_HEADER),
          jar: jarOf(told, found),
          explains: told?.made?.entryId ?? null,
        });
      }
    });
  }

  #recordChange(told: ToldChange): void {
    if (told.isExplained) return;
    const { cookie, removed, cause } = told.change;
    told.entryId = this.#record.append({ kind: 'change', time: told.time, cookie, removed, cause });
  }

  /** What the jar holds for these; nothing is known of those that are missing in the answer. */
  async #look(url: URL, targets: readonly Target[]): Promise<ReadonlyMap<Target, JarState>> {
    if (targets.length === 0) return new Map();
    const names = new Set(targets.flatMap((target) => target.names));
    const { jar, clock } = this.#surroundings;
    const found = await Promise.race([
      jar.findCookies(url, [...names]).catch(() => null),
      clock.pause(LONGEST_LOOK).then(() => null),
    ]);
    if (found === null) return new Map();
    this.#place.storeId = found.storeId;
    const shown = targets.filter(({ domain }) => !found.hidden.includes(domain));
    return new Map(shown.map((target) => [target, cookieOf(target, found.cookies)]));
  }

  #inOrder<Value>(awaited: Promise<Value>, action: (value: Value) => void): void {
    this.#last = this.#last.then(async () => action(await awaited));
  }
}

/** A change that the header made tells more exactly than a look at the jar, which may see the next one's. */
function jarOf(told: ToldHeader | null, found: ReadonlyMap<Target, JarState>): JarState {
  if (told === null) return null;
  if (told.made) return told.made.change.removed ? null : told.made.change.cookie;
  const state = found.get(told.target);
  return state === undefined ? 'unknown' : state;
}

function requestOf({ method, url, status, resource, cookieHeader }: Response): RecordedRequest {
  return {
    method,
    url: cut(url.href, MOST_URL),
    status,
    resource,
    cookieHeader: cookieHeader === null ? null : cut(cookieHeader, MOST_COOKIE_HEADER),
  };
}
