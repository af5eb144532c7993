/** What the shop keeps in the session: the visitor, the cart, the messages. Changes a session; knows no HTTP. */
import { createHash } from 'node:crypto';
import { fits, sizeOf } from '../cookies/index.ts';
import { type Value, write } from '../session/index.ts';
import { TEAS, type Tea } from './catalogue.ts';
import { SESSION_COOKIE, type Session } from './flask-session.ts';
import {
  bool,
  bytes,
  datetime,
  dict,
  float,
  int,
  itemsOf,
  list,
  markup,
  none,
  numberOf,
  str,
  textOf,
  tuple,
  uuid,
  valueAt,
} from './values.ts';

/** A message of Flask's `flash()`. */
export type Flash = { readonly category: string; readonly message: string };

/** A packet in the cart; each has its own lot number, so that the cookie grows with every one. */
export type Packet = { readonly sku: string; readonly qty: number; readonly price: number };

/** Stores in the session what a typical application would, and one value of every type that Flask can store. */
export function logIn(session: Session, name: string, userId: string, now: number): void {
  session.set('user', dict({ id: uuid(userId), name: str(name), newsletter: bool(true), referrer: none }));
  session.set('greeting', markup('<em>Welcome back</em>'));
  session.set('csrf_seed', bytes(createHash('md5').update(userId).digest()));
  session.set('loyalty_number', int(2n ** 70n));
  session.set('viewport', tuple(int(1280), int(720)));
  session.set('last_seen', datetime(now));
  if (session.get('cart') === undefined) setCart(session, []);
  flash(session, 'success', `Good to see you, ${name}.`);
}

/** The name the visitor logged in with; null when logged out. */
export function userName(session: Session): string | null {
  const user = session.get('user');
  return user === undefined ? null : textOf(valueAt(user, 'name'));
}

export function cartOf(session: Session): readonly Packet[] {
  return itemsOf(session.get('cart')).map((line) => ({
    sku: textOf(valueAt(line, 'sku')),
    qty: numberOf(valueAt(line, 'qty')),
    price: numberOf(valueAt(line, 'price')),
  }));
}

export function addTea(session: Session, tea: Tea): void {
  setCart(session, [...itemsOf(session.get('cart')), packet(tea, session)]);
  flash(session, 'success', `${tea.name} is in your cart.`);
}

/** Adds packets for as long as the browser would store the cookie. Returns how many it added. */
export function fillCart(session: Session, secretKey: Uint8Array, now: number): number {
  for (let added = 0; ; added++) {
    const tea = TEAS[added % TEAS.length];
    const attempt = session.copy();
    if (tea === undefined) return added;
    setCart(attempt, [...itemsOf(session.get('cart')), packet(tea, session)]);
    // Room for the message about it, so that the full cart itself is still stored.
    flash(attempt, 'info', filledMessage(added + 1));
    if (
      !fits(sizeOf({ name: SESSION_COOKIE, value: write(attempt.payload(), secretKey, Math.floor(now)) }))
    ) {
      flash(session, 'info', filledMessage(added));
      return added;
    }
    setCart(session, itemsOf(attempt.get('cart')));
  }
}

/** Adds a packet with a gift note, which outweighs what `fillCart` leaves free. */
export function addGift(session: Session): void {
  const [tea] = TEAS;
  if (tea === undefined) return;
  const lines = itemsOf(session.get('cart'));
  const note = createHash('sha256').update(`gift ${lines.length}`).digest('base64url');
  const line = packet(tea, session);
  const wrapped: Value =
    line.type === 'dict'
      ? { ...line, entries: [...line.entries, ['gift_note', str(note + note.slice(0, 21))]] }
      : line;
  setCart(session, [...lines, wrapped]);
  flash(session, 'success', `${tea.name}, gift-wrapped, is in your cart.`);
}

export function emptyCart(session: Session): void {
  setCart(session, []);
  flash(session, 'info', 'Your cart is empty again.');
}

/** "Remember me": Flask's `session.permanent = True`, or False. */
export function setPermanent(session: Session, permanent: boolean): void {
  session.set('_permanent', bool(permanent));
}

/** Flask's `flash()`: one more (category, message) in the list. */
export function flash(session: Session, category: string, message: string): void {
  session.set('_flashes', list([...itemsOf(session.get('_flashes')), tuple(str(category), str(message))]));
}

/** Flask's `get_flashed_messages()`: takes them all out of the session. */
export function drainFlashes(session: Session): readonly Flash[] {
  const flashes = itemsOf(session.get('_flashes')).map((entry) => {
    const [category, message] = itemsOf(entry);
    return { category: textOf(category), message: textOf(message) };
  });
  session.delete('_flashes');
  return flashes;
}

function setCart(session: Session, lines: readonly Value[]): void {
  session.set('cart', list(lines));
  const cents = lines.reduce((sum, line) => sum + Math.round(numberOf(valueAt(line, 'price')) * 100), 0);
  session.set('basket_total', float(cents / 100));
}

function packet(tea: Tea, session: Session): Value {
  const count = itemsOf(session.get('cart')).length;
  const lot = createHash('sha256').update(`${tea.sku} ${count}`).digest('hex').slice(0, 20).toUpperCase();
  return dict({ sku: str(`${tea.sku}-${lot}`), qty: int(1), price: float(tea.price) });
}

function filledMessage(count: number): string {
  return `${count} packets more: the cookie is nearly full.`;
}
