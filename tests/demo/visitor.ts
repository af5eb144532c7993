/** A browser's part in a visit to the demo shop: keeps cookies, follows redirects, drops what is too large. */
import type { Shop } from '../../src/demo/shop.ts';

/** A visitor whose jar can be read, and tampered with. */
export class Visitor {
  readonly jar = new Map<string, string>();
  /** Every Set-Cookie so far, the last at the end. */
  readonly setCookies: string[] = [];
  readonly #shop: Shop;

  constructor(shop: Shop) {
    this.#shop = shop;
  }

  /** The shop's page. */
  async page(): Promise<string> {
    return (await this.#request('/', { method: 'GET' })).text();
  }

  /** Posts a form and goes where the answer sends it; the page there. */
  async post(path: string, fields: Readonly<Record<string, string>> = {}): Promise<string> {
    const response = await this.#request(path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { Origin: this.#shop.url },
    });
    if (response.status !== 302)
      throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return this.page();
  }

  /** The last Set-Cookie of the session. */
  get lastSessionHeader(): string {
    return this.setCookies.findLast((header) => header.startsWith('session=')) ?? '';
  }

  async #request(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...Object.fromEntries(new Headers(init.headers)), Cookie: cookie };
    const response = await fetch(this.#shop.url + path, { ...init, headers, redirect: 'manual' });
    for (const header of response.headers.getSetCookie()) this.#keep(header);
    return response;
  }

  #keep(header: string): void {
    this.setCookies.push(header);
    const [pair = ''] = header.split(';');
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(name.length + 1);
    if (/; Max-Age=0(?:;|$)/.test(header)) this.jar.delete(name);
    else if (name.length + value.length <= 4096) this.jar.set(name, value);
  }
}
