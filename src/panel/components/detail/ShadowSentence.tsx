/** A live cookie's place among its site's cookies: whether it is sent, and which of the same-named ones the server reads. */
import type { Cookie, NotSentReason, Shadow } from '../../../cookies/index.ts';
import { counted } from '../../format/numbers.ts';
import { visibleShort } from '../../format/visible.ts';
import type { CookieEntry } from '../../store/cookie-entry.ts';
import type { Store } from '../../store/store.ts';

export function ShadowSentence({ store, entry }: { readonly store: Store; readonly entry: CookieEntry }) {
  const shadow = store.shadows.value.get(entry.id);
  if (shadow) {
    return (
      <p>
        <span class="warning">
          ▲ {counted(shadow.cookies.length, 'cookie')} of this name are sent together
        </span>
        , and Flask reads only the first. {shadowSentence(entry.cookie, shadow)}
      </p>
    );
  }
  const { sending } = entry;
  if (sending.sent) return null;
  return <p class="quiet">Not sent to this page: {NOT_SENT[sending.reason](entry.cookie)}.</p>;
}

const NOT_SENT: Readonly<Record<NotSentReason, (cookie: Cookie) => string>> = {
  scheme: () => 'it is not a web page',
  domain: ({ domain }) => `it belongs to ${domain}`,
  path: ({ path }) => `its path is ${visibleShort(path)}`,
  secure: () => 'it is Secure, but the page is not',
};

function shadowSentence(cookie: Cookie, shadow: Shadow): string {
  if (shadow.first === cookie) return 'This is the first, because its path is the longest.';
  if (shadow.first)
    return `This one is shadowed by the one with the path ${visibleShort(shadow.first.path)}.`;
  if (!shadow.candidates.includes(cookie)) return 'This one is shadowed by those with a longer path.';
  return 'Which one that is cannot be known: their paths are equally long, and browsers do not say which is older.';
}
