/** Which requests the demo shop accepts: bounded, from its own pages, to its own name. Reads; never responds. */
import type { IncomingMessage } from 'node:http';

/** Bytes of a form's body; the shop's own forms need about a hundred. */
const BODY_LIMIT = 4096;

/** A request that is refused, with the status to answer. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The request's cookies as Werkzeug's `request.cookies` has them: of two with one name, the first. */
export function cookiesOf(request: IncomingMessage): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const equals = pair.indexOf('=');
    const name = pair.slice(0, Math.max(equals, 0)).trim();
    if (name !== '' && !cookies.has(name)) cookies.set(name, pair.slice(equals + 1).trim());
  }
  return cookies;
}

/**
 * Refuses requests that another site's page might send: a Host that is not this server's (DNS rebinding), and a POST
 * whose Origin is not this server (cross-site forgery).
 */
export function checkOrigin(request: IncomingMessage, port: number): void {
  const host = request.headers.host ?? '';
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) {
    throw new Refusal(421, 'This server answers to 127.0.0.1 and localhost only.');
  }
  if (request.method === 'POST' && request.headers.origin !== `http://${host}`) {
    throw new Refusal(403, 'Forms are accepted from this site only.');
  }
}

/** The fields of a posted form, at most `BODY_LIMIT` bytes of it. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/x-www-form-urlencoded(?:;|$)/i.test(type)) {
    throw new Refusal(415, 'Only forms are accepted.');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const part = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += part.length;
    if (size > BODY_LIMIT) throw new Refusal(413, 'The form is too large.');
    chunks.push(part);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
