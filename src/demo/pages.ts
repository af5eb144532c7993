/** The demo shop's pages. Turns a state into HTML; reads no request and changes no session. */
import { BROWSER_LIMIT } from '../cookies/index.ts';
import type { Flash, Packet } from './basket.ts';
import { TEAS, type Tea } from './catalogue.ts';
import type { Opening } from './flask-session.ts';
import { type Html, html } from './html.ts';
import { STYLESHEET } from './stylesheet.ts';

/** A session cookie as the server set it or got it back. */
export type Trace = { readonly bytes: number; readonly packets: number };

/** What the server set last time, compared with what this request carried. `bytes` are of name + value; null: no cookie. */
export type Comparison = {
  readonly set: Trace | null;
  readonly received: Trace | null;
  readonly same: boolean;
};

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export type ShopState = {
  readonly user: string | null;
  readonly cart: readonly Packet[];
  readonly flashes: readonly Flash[];
  readonly flashesShown: boolean;
  /** Messages waiting in the session because they are not shown. */
  readonly flashesWaiting: number;
  readonly permanent: boolean;
  readonly theme: Theme;
  readonly opening: Opening;
  readonly comparison: Comparison;
};

/** The shop's one page. */
export function shopPage(state: ShopState): string {
  return layout(
    'Leaf & Kettle',
    state.theme,
    html`${header(state)}
<main>
<div>
${state.flashes.map((flash) => html`<p class="flash ${flash.category}" role="status">${flash.message}</p>`)}
<h1>This season’s teas</h1>
<ul class="teas">${TEAS.map(teaCard)}</ul>
</div>
<aside>${accountCard(state)}${cookieCard(state)}${cartCard(state.cart)}</aside>
</main>
<footer class="faint">A demo shop on your own machine. SECRET_KEY is “dev”. Open the developer tools and look for
“Session Lens”.</footer>`,
  );
}

/** The page of a refusal or a wrong address. */
export function messagePage(title: string, message: string): string {
  return layout(
    title,
    'auto',
    html`<main><div class="card"><h1>${title}</h1><p>${message}</p><p><a href="/">To the shop</a></p></div></main>`,
  );
}

function layout(title: string, theme: Theme, body: Html): string {
  const page = html`<html lang="en" data-theme="${theme}"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">`;
  return `<!doctype html>\n${page.text}\n<style>${STYLESHEET}</style></head><body>\n${body.text}\n</body></html>\n`;
}

function header(state: ShopState): Html {
  const next = THEMES[(THEMES.indexOf(state.theme) + 1) % THEMES.length] ?? 'auto';
  return html`<header><strong>Leaf &amp; Kettle</strong>
${post('/flashes', state.flashesShown ? 'Stop showing messages' : 'Show messages')}
${post('/theme', `Theme: ${state.theme}`, { name: 'theme', value: next })}
${state.user === null ? null : post('/logout', 'Log out')}</header>`;
}

function teaCard(tea: Tea): Html {
  return html`<li class="tea"><div class="label" style="--hue: ${tea.hue}" aria-hidden="true">${tea.name.charAt(0)}</div><div><b>${tea.name}</b>
<span class="faint">${tea.origin}</span>
<form method="post" action="/cart/add"><span class="number">${euros(tea.price)}</span>
<button name="sku" value="${tea.sku}" aria-label="Add ${tea.name} to the cart">Add to cart</button></form></div></li>`;
}

function accountCard(state: ShopState): Html {
  if (state.user === null) {
    return html`<section class="card"><h2>Log in</h2><form method="post" action="/login" class="row">
<input name="name" required maxlength="80" placeholder="Your name" aria-label="Your name" autocomplete="off">
<button class="main">Log in</button></form></section>`;
  }
  const label = state.permanent ? 'Forget me when the browser closes' : 'Remember me';
  return html`<section class="card"><h2>${state.user}</h2>
<p class="faint">Your session is ${state.permanent ? 'permanent: 31 days from the last request' : 'volatile'}.</p>
${waiting(state)}${post('/remember', label)}</section>`;
}

function waiting(state: ShopState): Html | null {
  if (state.flashesShown) return null;
  return html`<p class="faint">Messages are not shown: ${state.flashesWaiting} wait in the session.</p>`;
}

function cookieCard({ comparison, opening }: ShopState): Html {
  const { set, received } = comparison;
  const bytes = set?.bytes ?? 0;
  return html`<section class="card" id="cookie"><h2>The session cookie</h2>
<dl class="number"><dt>The server set</dt><dd>${describe(set)}</dd>
<dt>It came back as</dt><dd>${describe(received)}</dd></dl>
<p><meter min="0" max="${BROWSER_LIMIT}" high="${BROWSER_LIMIT - 256}" value="${bytes}"
 aria-label="Bytes of ${BROWSER_LIMIT}"></meter></p>
${verdict(comparison, opening)}</section>`;
}

function verdict({ set, received, same }: Comparison, opening: Opening): Html | null {
  if (!same && set !== null && set.bytes > BROWSER_LIMIT) {
    const kept = received === null ? 'and had no older one to keep' : 'and kept the older one';
    return html`<p class="verdict bad">The browser dropped what the server set, without a word, ${kept}.</p>
<p class="faint">Name and value may take ${BROWSER_LIMIT.toLocaleString('en')} bytes together.</p>`;
  }
  if (opening === 'refused') {
    return html`<p class="verdict bad">Flask would refuse this cookie: the session is empty.</p>`;
  }
  if (set === null) return null;
  return same
    ? html`<p class="verdict good">The same, as it should be.</p>`
    : html`<p class="verdict bad">Not what this server set last: edited, deleted, or set by another tab.</p>`;
}

function cartCard(cart: readonly Packet[]): Html {
  const total = cart.reduce((sum, packet) => sum + packet.price * packet.qty, 0);
  const lines = [...cart]
    .reverse()
    .map(
      (packet) =>
        html`<li><code>${packet.sku}</code><span class="number">${packet.qty} × ${euros(packet.price)}</span></li>`,
    );
  return html`<section class="card" id="cart"><h2>Cart: ${packets(cart.length)}</h2>
${
  cart.length === 0
    ? html`<p class="faint">Nothing in it yet.</p>`
    : html`<ul class="cart">${lines}</ul>
<p>Total <b class="number">${euros(total)}</b></p>`
}
<div class="row">${post('/cart/fill', 'Fill until the cookie is nearly full')}${post('/cart/one-more', 'One more, as a gift')}
${cart.length === 0 ? null : post('/cart/empty', 'Empty the cart')}</div></section>`;
}

function post(
  action: string,
  label: string,
  field?: { readonly name: string; readonly value: string },
): Html {
  const button =
    field === undefined
      ? html`<button>${label}</button>`
      : html`<button name="${field.name}" value="${field.value}">${label}</button>`;
  return html`<form method="post" action="${action}">${button}</form>`;
}

function describe(trace: Trace | null): string {
  if (trace === null) return 'none';
  return `${trace.bytes.toLocaleString('en')} bytes, ${packets(trace.packets)}`;
}

function packets(count: number): string {
  return `${count} ${count === 1 ? 'packet' : 'packets'}`;
}

function euros(price: number): string {
  return `€ ${price.toFixed(2)}`;
}
