/** The demo shop: a server on loopback whose sessions are Flask's. For `npm start` and tests; never in the extension. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { sizeOf, WERKZEUG_LIMIT, werkzeugSize } from '../cookies/index.ts';
import { ACTIONS, themeOf, type Visit } from './actions.ts';
import { cartOf, drainFlashes, userName } from './basket.ts';
import { openSession, SESSION_COOKIE, type Session, saveSession, sessionCookie } from './flask-session.ts';
import { type Comparison, messagePage, shopPage, type Trace } from './pages.ts';
import { checkOrigin, cookiesOf, Refusal, readForm } from './request.ts';
import { itemsOf } from './values.ts';

/** The shop's SECRET_KEY: the one of Flask's own tutorial. */
export const SECRET_KEY = 'dev';

/** Visitors whose last cookie is remembered, for the comparison; the oldest is forgotten first. */
const VISITORS = 200;

export type Shop = {
  /** `http://127.0.0.1:<port>`, no slash at the end. */
  readonly url: string;
  readonly close: () => Promise<void>;
};

export type ShopOptions = {
  /** Seconds since 1970; the system's clock if left out. */
  readonly now?: () => number;
  /** Called with what a Flask server would write to its log. */
  readonly log?: (line: string) => void;
};

type LastSet = Trace & { readonly value: string };

/** Starts the shop on a free port of 127.0.0.1. */
export async function startShop({
  now = () => Date.now() / 1000,
  log = () => {},
}: ShopOptions = {}): Promise<Shop> {
  const secretKey = new TextEncoder().encode(SECRET_KEY);
  const lastSets = new Map<string, LastSet>();
  let port = 0;

  const server = createServer((request, response) => {
    answer(request, response).catch((problem: unknown) => {
      if (response.headersSent) {
        response.destroy();
        return;
      }
      const refusal =
        problem instanceof Refusal ? problem : new Refusal(500, 'Something went wrong in the shop.');
      if (refusal !== problem) log(String(problem instanceof Error ? problem.stack : problem));
      // The rest of a refused body is not read, so the connection cannot be used again.
      response.setHeader('Connection', 'close');
      send(response, refusal.status, messagePage('Not like this', refusal.message));
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    checkOrigin(request, port);
    const [pathname = '/'] = (request.url ?? '/').split('?');
    const reading = request.method === 'GET' || request.method === 'HEAD';
    const action = ACTIONS[pathname];
    if (reading ? pathname !== '/' : action === undefined) throw new Refusal(404, 'There is no such page.');
    if (!reading && request.method !== 'POST') throw new Refusal(405, 'Only GET and POST are understood.');
    const form = reading ? null : await readForm(request);
    const visit = openVisit(request);
    if (form !== null) action?.(visit, form, secretKey);
    const page = form === null ? render(visit) : null;
    closeVisit(visit, response);
    if (page === null) response.writeHead(302, { Location: '/', 'Content-Length': 0 }).end();
    else send(response, 200, page);
  }

  function openVisit(request: IncomingMessage): Visit {
    const cookies = cookiesOf(request);
    const received = cookies.get(SESSION_COOKIE) ?? '';
    const moment = now();
    const known = cookies.get('tracking') ?? '';
    const setCookies: string[] = [];
    const visitor = /^visitor-[0-9a-f-]{36}$/.test(known) ? known : `visitor-${randomUUID()}`;
    if (visitor !== known) setCookies.push(`tracking=${visitor}; Max-Age=31536000; Path=/; SameSite=Lax`);
    return {
      ...openSession(received, secretKey, moment),
      received,
      visitor,
      cookies,
      setCookies,
      now: moment,
    };
  }

  /** Flask's `save_session`, after the page was rendered: rendering may have removed the messages. */
  function closeVisit(visit: Visit, response: ServerResponse): void {
    const saved = saveSession(visit.session, secretKey, visit.now);
    const headers = [...visit.setCookies];
    if (saved !== null) {
      headers.push(saved.header);
      lastSets.delete(visit.visitor);
      if (saved.value !== '') {
        const { total } = sizeOf({ name: SESSION_COOKIE, value: saved.value });
        lastSets.set(visit.visitor, {
          bytes: total,
          packets: cartOf(visit.session).length,
          value: saved.value,
        });
        warnAsWerkzeug(visit.session, saved.value, visit.now);
      }
      const [oldest] = lastSets.keys();
      if (lastSets.size > VISITORS && oldest !== undefined) lastSets.delete(oldest);
    }
    if (headers.length > 0) response.setHeader('Set-Cookie', headers);
    response.setHeader('Vary', 'Cookie');
  }

  function warnAsWerkzeug(session: Session, value: string, moment: number): void {
    const size = werkzeugSize(sessionCookie(session, value, moment));
    if (size <= WERKZEUG_LIMIT) return;
    log(
      `UserWarning: The '${SESSION_COOKIE}' cookie is too large: the value was ${value.length} bytes but the header` +
        ` required ${size - value.length} extra bytes. The final size was ${size} bytes but the limit is` +
        ` ${WERKZEUG_LIMIT} bytes. Browsers may silently ignore cookies larger than this.`,
    );
  }

  function compare({ visitor, received, session }: Visit): Comparison {
    const set = lastSets.get(visitor) ?? null;
    const { total } = sizeOf({ name: SESSION_COOKIE, value: received });
    return {
      set,
      received: received === '' ? null : { bytes: total, packets: cartOf(session).length },
      same: received === (set?.value ?? ''),
    };
  }

  function render(visit: Visit): string {
    const { session, cookies, opening } = visit;
    const comparison = compare(visit);
    const flashesShown = cookies.get('messages') !== 'hidden';
    return shopPage({
      user: userName(session),
      cart: cartOf(session),
      flashes: flashesShown ? drainFlashes(session) : [],
      flashesShown,
      flashesWaiting: itemsOf(session.get('_flashes')).length,
      permanent: session.permanent,
      theme: themeOf(cookies.get('theme')),
      opening,
      comparison,
    });
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the shop got no port');
  port = address.port;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, close };
}

function send(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(page),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    // connect-src: Chrome's DevTools asks each page's server for a description, and shows an error if that is blocked.
    'Content-Security-Policy':
      "default-src 'none'; connect-src 'self'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  });
  response.end(page);
}
