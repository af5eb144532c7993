/** Sends Set-Cookie headers to a real browser, and holds what its jar says against what is predicted. */
import { type Cookie, cookieId, domainMatches, type Prediction } from '../../src/cookies/index.ts';
import type { PageReading } from '../../src/messaging/protocol.ts';
import { compareAllWithJar, predictSetCookies } from '../cookies/responses.ts';
import type { Stage } from './harness.ts';
import { recordWhen } from './record-page.ts';
import type { HeaderServer } from './set-cookie-server.ts';

/** Below the 180 cookies of a site at which browsers throw some away, and below their limits for a response's head. */
const MOST_HEADERS = 120;
const MOST_BYTES = 100_000;

/** Sends headers to a browser, and names every cookie that is not as predicted. */
export class Trial {
  readonly #stage: Stage;
  readonly #server: HeaderServer;
  readonly #isRecorded: boolean;
  #sent = 0;

  /** `isRecorded`: waits after each response until it is in the record, which otherwise may miss it when the page goes on. */
  constructor(stage: Stage, server: HeaderServer, { isRecorded = false } = {}) {
    this.#stage = stage;
    this.#server = server;
    this.#isRecorded = isRecorded;
  }

  /** In as many responses as the headers need, each to an empty jar unless one is given. */
  async disagreements(
    host: string,
    path: string,
    headers: readonly string[],
    { date, existing }: { date?: string; existing?: readonly Cookie[] } = {},
  ): Promise<string[]> {
    const found: string[] = [];
    for (const batch of batchesOf(headers)) {
      if (existing === undefined) await this.#stage.browser.clearCookies();
      this.#server.answer(path, { setCookies: batch, ...(date === undefined ? {} : { date }) });
      const url = this.#server.url(host, path);
      await this.#stage.tab.page.goto(url);
      found.push(...(await this.#judge(batch, { url, date, existing })));
    }
    return found;
  }

  async disagreementsInFrame(top: string, frame: string, headers: readonly string[]): Promise<string[]> {
    await this.#stage.browser.clearCookies();
    this.#server.answer('/framed', { setCookies: headers });
    const url = this.#server.url(frame, '/framed');
    const body = `<iframe src="${url}" onload="window.isFramed = true"></iframe>`;
    this.#server.answer('/top', { setCookies: [], body });
    const page = this.#server.url(top, '/top');
    await this.#stage.tab.page.goto(page);
    await this.#stage.tab.page.waitFor('window.isFramed', 'the frame to load');
    return await this.#judge(headers, { url, page });
  }

  async #judge(
    headers: readonly string[],
    seen: { url: string; page?: string; date?: string | undefined; existing?: readonly Cookie[] | undefined },
  ): Promise<string[]> {
    const url = new URL(seen.url);
    const now = Date.now() / 1000;
    this.#sent += headers.length;
    if (this.#isRecorded) {
      const count = `entries.filter(({ kind }) => kind === 'set-cookie').length`;
      await recordWhen(
        this.#stage.tab.devtools,
        `${count} >= ${this.#sent}`,
        `${this.#sent} headers in the record`,
      );
    }
    const before = seen.existing ?? [];
    // Firefox keeps what was deleted in the jar, expired, for a while.
    const isSeen = (cookie: Cookie): boolean =>
      domainMatches(cookie, url.hostname) && (cookie.expires === null || cookie.expires > now + 3);
    const jar = (await readJar(this.#stage)).filter((cookie) => domainMatches(cookie, url.hostname));
    const predictions = predictSetCookies(headers, {
      url,
      page: seen.page === undefined ? null : new URL(seen.page),
      browser: this.#stage.name,
      now,
      date: seen.date ?? null,
      storeId: jar[0]?.storeId ?? '',
      existing: before,
      isSession: false,
      blocksThirdParties: null,
    });
    const wrong = compareAllWithJar(predictions, jar).flatMap((comparison, index) => {
      if (comparison === 'superseded' || comparison.verdict !== 'disagree') return [];
      const { expected, found } = comparison;
      return [`${JSON.stringify(headers[index]?.slice(0, 200))}: ${say(expected)}, but ${say(found)}`];
    });
    const expected = new Set(jarAfter(before, predictions).filter(isSeen).map(cookieId));
    const actual = new Set(jar.filter(isSeen).map(cookieId));
    return [
      ...wrong,
      ...[...actual].filter((id) => !expected.has(id)).map((id) => `not predicted: ${id}`),
      ...[...expected]
        .filter((id) => !actual.has(id) && !before.some((cookie) => cookieId(cookie) === id))
        .map((id) => `not in the jar: ${id}`),
    ];
  }
}

/** The jar as the predictions together leave it. */
function jarAfter(before: readonly Cookie[], predictions: readonly Prediction[]): Cookie[] {
  const jar = new Map(before.map((cookie) => [cookieId(cookie), cookie]));
  for (const { outcome, cookie, intended } of predictions) {
    if (cookie !== null) jar.set(cookieId(cookie), cookie);
    else if (outcome === 'deleted' && intended !== null) jar.delete(cookieId(intended));
  }
  return [...jar.values()];
}

function batchesOf(headers: readonly string[]): string[][] {
  const batches: string[][] = [];
  let bytes = Infinity;
  for (const header of headers) {
    const batch = batches.at(-1);
    if (batch === undefined || batch.length === MOST_HEADERS || bytes + header.length > MOST_BYTES) {
      batches.push([header]);
      bytes = 0;
    } else batch.push(header);
    bytes += header.length;
  }
  return batches;
}

function say(cookie: Cookie | null): string {
  return cookie === null ? 'nothing' : JSON.stringify({ ...cookie, value: cookie.value.slice(0, 40) });
}

/** The cookies of the page and its frames, as the panel reads them. */
export async function readJar(stage: Stage): Promise<readonly Cookie[]> {
  const api = apiOf(stage);
  const { value } = await stage.tab.devtools.evaluate<{ value: PageReading }>(
    `${api}.runtime.sendMessage({ kind: 'request', name: 'readPage', args: { tabId: ${api}.devtools.inspectedWindow.tabId } })`,
  );
  if (value.kind !== 'page') throw new Error(`no page, but ${JSON.stringify(value)}`);
  return value.hosts.flatMap(({ cookies }) => cookies);
}

/** The name of the extension's API in the browser. */
export function apiOf({ name }: Stage): string {
  return name === 'chromium' ? 'chrome' : 'browser';
}
