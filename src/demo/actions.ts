/** What a visitor can do in the demo shop, by the address posted to. Changes the visit's session; sends nothing. */
import { createHash } from 'node:crypto';
import { addGift, addTea, emptyCart, fillCart, flash, logIn, setPermanent } from './basket.ts';
import { TEAS } from './catalogue.ts';
import type { Opening, Session } from './flask-session.ts';
import { THEMES, type Theme } from './pages.ts';

const ONE_YEAR = 31_536_000;
const NAME_LENGTH = 80;

/** One request: its input, and its output apart from the session. */
export type Visit = {
  readonly session: Session;
  readonly opening: Opening;
  readonly received: string;
  readonly visitor: string;
  readonly cookies: ReadonlyMap<string, string>;
  readonly setCookies: string[];
  readonly now: number;
};

export type Action = (visit: Visit, form: URLSearchParams, secretKey: Uint8Array) => void;

/** What a POST does, by its path; each is followed by a redirect to the page. */
export const ACTIONS: Readonly<Record<string, Action>> = Object.assign<
  Record<string, Action>,
  Record<string, Action>
>(Object.create(null), {
  '/login': ({ session, now }, form) => {
    const name = (form.get('name') ?? '').trim().slice(0, NAME_LENGTH).toWellFormed();
    if (name === '') flash(session, 'error', 'Please tell us your name.');
    else logIn(session, name, userIdOf(name), now);
  },
  '/logout': ({ session }) => session.clear(),
  '/cart/add': ({ session }, form) => {
    const tea = TEAS.find(({ sku }) => sku === form.get('sku'));
    if (tea === undefined) flash(session, 'error', 'There is no such tea.');
    else addTea(session, tea);
  },
  '/cart/fill': ({ session, now }, _, secretKey) => {
    fillCart(session, secretKey, now);
  },
  '/cart/one-more': ({ session }) => addGift(session),
  '/cart/empty': ({ session }) => emptyCart(session),
  '/remember': ({ session }) => setPermanent(session, !session.permanent),
  '/flashes': ({ cookies, setCookies }) => {
    const hidden = cookies.get('messages') === 'hidden';
    setCookies.push(`messages=${hidden ? 'shown' : 'hidden'}; Path=/; SameSite=Lax`);
  },
  '/theme': ({ setCookies }, form) => {
    setCookies.push(`theme=${themeOf(form.get('theme'))}; Max-Age=${ONE_YEAR}; Path=/; SameSite=Lax`);
  },
});

/** One of the shop's themes; anything else is `auto`. */
export function themeOf(text: string | null | undefined): Theme {
  return THEMES.find((theme) => theme === text) ?? 'auto';
}

/** A version 5 style UUID: the same name is the same user. */
function userIdOf(name: string): string {
  const hex = createHash('sha1').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
