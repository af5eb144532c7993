/** What was done to each broken application of `broken-apps/`, and what the panel has to say of it. Data and visits; asserts nothing. */
import { threeVisits, type Visit } from './visits.ts';

const ROLLED_BACK = /The session rolled back: .* too large, so the browser ignored .* and keeps the one from/;
const RECOVERED =
  /The session rolled back: .* ignored it and kept the one from .* It has since recovered: the one from .* was stored/;
const GROWS = /The session grows by about [\d ]+ bytes per response/;
const rejected = (why: string): RegExp =>
  new RegExp(`is not sent back, because the browser rejected it\\. ${why}`);
const DROPPED = /The browser discarded the session: it had expired/;

export const FAULTS: readonly Visit[] = [
  {
    what: 'a session too large, which is rolled back',
    apps: ['session_too_large'],
    visit: async ({ open }) => {
      await open('/login');
      await open('/search');
      await open('/results');
    },
    says: [ROLLED_BACK],
    entries: [
      {
        row: /session rejected .*\/search/,
        says: /✗ Rejected: the browser ignored it\. .* bytes.*previous cookie stays in effect/,
      },
      { row: /session stored .*\/login/, says: /✓ Stored: a new cookie/ },
    ],
  },
  {
    what: 'a session too large, and a smaller one after it',
    apps: ['session_too_large'],
    visit: async ({ open }) => {
      for (const page of ['/login', '/search', '/results', '/language/en', '/results']) await open(page);
    },
    says: [RECOVERED],
  },
  {
    what: 'a session too large, over one from before DevTools',
    apps: ['session_too_large'],
    before: ({ open }) => open('/login'),
    visit: ({ open }) => open('/search'),
    says: [/The session rolled back: .* and keeps the one from before the record begins/],
  },
  {
    what: 'a session too large, when there is none any more',
    apps: ['session_too_large'],
    visit: async ({ open }) => {
      for (const page of ['/login', '/logout', '/search']) await open(page);
    },
    says: [
      /The session was not stored: .* ignored it and has none: the previous one had expired or been deleted/,
    ],
  },
  {
    what: 'flash messages that are never shown',
    apps: ['flashes_never_shown'],
    visit: async ({ open, fetch }) => {
      await open('/save');
      for (let n = 0; n < 12; n++) await fetch('/save');
    },
    says: [GROWS],
  },
  {
    what: 'a list that only grows',
    apps: ['list_only_grows'],
    visit: async ({ open }) => {
      for (let n = 1; n <= 12; n++) await open(`/article/${n}`);
    },
    says: [GROWS],
  },
  {
    what: 'a list that only grows, in a session that other responses send again',
    apps: ['permanent_grows'],
    visit: async ({ open, fetch }) => {
      for (let n = 1; n <= 12; n++) {
        await open(`/article/${n}`);
        await fetch('/basket');
      }
    },
    says: [GROWS],
  },
  {
    what: 'a list that grew until the browser rejected it',
    apps: ['list_only_grows'],
    visit: async ({ open, fetch }) => {
      await open('/article/1');
      for (let n = 2; n <= 58; n++) await fetch(`/article/${n}`);
    },
    says: [ROLLED_BACK, GROWS],
  },
  {
    what: 'messages never shown, among other changes',
    apps: ['flashes_among_others'],
    visit: async ({ open, fetch }) => {
      await open('/save');
      for (let n = 0; n < 7; n++) {
        await fetch('/save');
        await fetch('/home');
      }
    },
    says: [/The session grows by about [\d ]+ bytes per response, in _flashes/],
  },
  {
    what: 'a key for each article',
    apps: ['key_per_article'],
    visit: async ({ open, fetch }) => {
      await open('/article/1');
      for (let n = 2; n <= 22; n++) await fetch(`/article/${n}`);
    },
    says: [/The session grows by about [\d ]+ bytes per response, in keys like viewed_…/],
  },
  {
    what: 'a new random key, and a default language',
    apps: ['default_language'],
    visit: async ({ open, takeKey }) => {
      await takeKey();
      for (const page of ['/login', '/home', '/restart', '/sale', '/about']) await open(page);
    },
    says: [/signed with a different key than before/],
  },
  {
    what: 'a start with a new random key',
    apps: ['random_key_at_start'],
    visit: async ({ open, takeKey }) => {
      await takeKey();
      await open('/home');
      await open('/sale');
      await open('/restart');
      await open('/about');
    },
    says: [/signed with a different key than before/],
  },
  {
    what: 'a start with a new random key, seen from after it',
    apps: ['random_key_at_start'],
    visit: async ({ open, takeKey }) => {
      await open('/home');
      await open('/restart');
      await open('/about');
      await takeKey();
    },
    says: [/signed with a different key than before/],
  },
  {
    what: 'a start with a new random key, and a form whose user is turned away with a message',
    apps: ['turned_away'],
    visit: async ({ open, submit, takeKey }) => {
      await takeKey();
      await open('/');
      await submit('Log in');
      await open('/restart');
      await submit('Save');
    },
    says: [/signed with a different key than before/],
  },
  {
    what: 'two workers, each with a random key',
    apps: ['random_key_per_worker'],
    visit: async ({ open, takeKey }) => {
      await takeKey();
      for (const page of ['/shop/home', '/shop/sale', '/shop/about', '/shop/home']) await open(page);
    },
    says: [/signed with alternating keys: 3 changes, by several workers/],
  },
  {
    what: 'another application on another port',
    apps: ['shop', 'blog'],
    visit: async ({ open }) => {
      await open('/language/en', 0);
      await open('/article', 1);
      await open('/language/en', 0);
    },
    says: [/:\d+ and .*:\d+ overwrite each other’s session/],
  },
  {
    what: 'two ports, with sessions of the same keys',
    apps: ['members', 'members_elsewhere'],
    visit: async ({ open, submit }) => {
      for (const port of [0, 1]) {
        await open('/', port);
        await submit('Log in');
      }
      for (const port of [0, 1]) await open('/members', port);
    },
    says: [/:\d+ and .*:\d+ overwrite each other’s session/],
  },
  {
    what: 'SESSION_COOKIE_SECURE over plain http',
    apps: ['secure_over_http'],
    host: 'shop.test',
    visit: threeVisits,
    says: [rejected('Secure cookies are not accepted over plain http from shop.test')],
  },
  {
    what: 'a SESSION_COOKIE_PATH elsewhere',
    apps: ['wrong_path'],
    visit: threeVisits,
    says: [/is not sent back, because its path does not match \(Path=\/shop, but the request is for \//],
  },
  {
    what: 'the id of a server-side session, with a path elsewhere',
    apps: ['id_elsewhere'],
    visit: threeVisits,
    says: [/is not sent back, because its path does not match \(Path=\/shop, but the request is for \//],
  },
  {
    what: 'fetches to an API of another origin, without credentials',
    apps: ['api_elsewhere'],
    visit: async ({ open, fetch }) => {
      await open('/page');
      for (let n = 0; n < 4; n++) await fetch('/visits');
    },
    says: [/is not sent back, because a fetch to another origin neither sends nor stores cookies/],
  },
  {
    what: 'a SameSite=Lax session, and a form of another site that posts to it',
    apps: ['posted_from_outside'],
    visit: async ({ open, openOn, submit }) => {
      await open('/login');
      await openOn('localhost', '/gateway');
      await submit('Pay');
    },
    says: [
      /POST \/paid overwrote a session that it was not sent: the request came from another site, and the cookie is SameSite=Lax/,
    ],
  },
  {
    what: 'a SameSite=Strict session, and links from another site',
    apps: ['strict_from_outside'],
    visit: async ({ openOn, submit }) => {
      for (let n = 0; n < 3; n++) {
        await openOn('localhost', '/portal');
        await submit('To the shop');
      }
    },
    says: [/is not sent back, because it is SameSite=Strict, and the request came from another site/],
    entries: [
      {
        row: /session replaced .*\/home/,
        says: /It is not sent to .*\/home when another site requests it, because it is SameSite=Strict/,
      },
    ],
  },
  {
    what: 'a SameSite=Lax session in the frame of another site',
    apps: ['lax_in_frame'],
    visit: async ({ openOn }) => {
      // Which page the first frame is in, Firefox may not have told yet.
      for (let n = 0; n < 4; n++) await openOn('localhost', '/portal');
    },
    says: [rejected('A cookie with SameSite=Lax is not accepted from 127.0.0.1 in a page of localhost')],
    entries: [{ row: /session rejected/, says: /✗ Rejected: .* SameSite=Lax is not accepted/ }],
  },
  {
    what: 'the session of a third party, in the frame of another site',
    apps: ['third_party'],
    visit: async ({ openOn }) => {
      for (let n = 0; n < 4; n++) await openOn('localhost', '/portal');
    },
    says: [
      rejected('Chromium blocks third-party cookies, and 127.0.0.1 is a third party in a page of localhost'),
    ],
    // It keeps third parties' cookies apart instead.
    inFirefox: [],
  },
  {
    what: 'the prefix __Secure- without Secure',
    apps: ['secure_prefix'],
    visit: threeVisits,
    says: [rejected('A name that begins with __Secure- requires Secure')],
    entries: [{ row: /__Secure-session rejected/, says: /✗ Rejected: .* requires Secure/ }],
  },
  {
    what: 'Partitioned without Secure',
    apps: ['partitioned_without_secure'],
    visit: threeVisits,
    says: [rejected('Partitioned is rejected without Secure')],
    entries: [{ row: /session rejected/, says: /✗ Rejected: .* Partitioned is rejected/ }],
  },
  {
    what: 'a SESSION_COOKIE_DOMAIN that is a public suffix',
    apps: ['suffix_domain'],
    host: 'a.localhost',
    visit: threeVisits,
    says: [rejected('Domain=localhost is a public suffix')],
    entries: [{ row: /session rejected/, says: /✗ Rejected: .* is a public suffix/ }],
  },
  {
    what: 'the SESSION_COOKIE_DOMAIN of another host',
    apps: ['wrong_domain'],
    visit: threeVisits,
    says: [rejected('Domain=shop.example.com is neither the host 127.0.0.1 nor a domain above it')],
  },
  {
    what: 'the prefix __Host- with a path',
    apps: ['host_prefix_with_path'],
    visit: threeVisits,
    says: [rejected('A name that begins with __Host- requires Path=/\\.')],
  },
  {
    what: 'the prefix __Host- with a domain',
    apps: ['host_prefix_with_domain'],
    host: 'localhost',
    visit: threeVisits,
    says: [rejected('A name that begins with __Host- requires no Domain\\.')],
    // To Firefox it makes no difference that the Domain names the host itself, when nothing can be below it.
    inFirefox: [],
  },
  {
    what: 'SameSite=None without Secure',
    apps: ['none_without_secure'],
    visit: threeVisits,
    says: [rejected('SameSite=None is rejected without Secure')],
  },
  {
    what: 'a control character',
    apps: ['control_character'],
    visit: threeVisits,
    says: [rejected('There is the control character U\\+001B in the name')],
  },
  {
    what: 'a session expired before it arrives',
    apps: ['already_expired'],
    visit: threeVisits,
    says: [DROPPED],
  },
  {
    what: 'a lifetime of a second',
    apps: ['short_lifetime'],
    visit: async ({ open, pass, setLifetime }) => {
      await setLifetime(1);
      await open('/home');
      await pass(2.2);
      await open('/sale');
    },
    says: [/The server discarded the session: it had expired/],
  },
  {
    what: 'a lifetime of a second, and a user who is remembered',
    apps: ['remembered_user'],
    visit: async ({ open, pass, setLifetime }) => {
      await setLifetime(1);
      await open('/login');
      await pass(2.2);
      await open('/home');
    },
    says: [/The server discarded the session: it had expired/],
  },
  {
    what: 'a permanent session of two seconds',
    apps: ['short_permanent'],
    visit: async ({ open, pass }) => {
      await open('/home');
      await pass(2.5);
      await open('/sale');
    },
    says: [DROPPED],
  },
  {
    what: 'a server whose clock is ahead of the other’s',
    apps: ['clock_ahead'],
    visit: async ({ open }) => {
      for (const page of ['/shop/home', '/shop/sale', '/shop/about', '/shop/home']) await open(page);
    },
    says: [/discarded the session: its timestamp was in the future/],
  },
  {
    what: 'a logout',
    apps: ['shop'],
    visit: async ({ open, submit }) => {
      await open('/');
      await submit('Log in');
      await submit('Log out');
    },
    says: [/The session was cleared by POST \/logout: its response deletes the cookie/],
    entries: [{ row: /session deleted .*POST .*\/logout/, says: /– Deleted\./ }],
  },
  {
    what: 'a logout with a message, which the next page shows',
    apps: ['logout_message'],
    visit: async ({ open, submit }) => {
      await open('/');
      await submit('Log in');
      await submit('Log out');
    },
    says: [/The session was cleared by POST \/logout: its response leaves only messages/],
  },
  {
    what: 'a logout with a message, which nothing shows, where key and lifetime are known',
    apps: ['logout_message'],
    visit: async ({ open, submit, takeKey, setLifetime }) => {
      await takeKey();
      await setLifetime(3600);
      await open('/');
      await submit('Log in');
      await submit('Quit');
    },
    says: [/The session was cleared by POST \/quit: its response leaves only messages/],
  },
  {
    what: 'a logout that sends the session again, expired',
    apps: ['expired_by_logout'],
    visit: async ({ open }) => {
      await open('/login');
      await open('/logout');
    },
    says: [/The session was cleared by GET \/logout: its response deletes the cookie/],
  },
  {
    what: 'two cookies of one name on two paths',
    apps: ['two_paths'],
    visit: async ({ open }) => {
      await open('/shop/home');
      await open('/release');
      await open('/shop/sale');
      await open('/shop/about');
    },
    says: [/Two cookies named session are sent to \/shop\/about, with the paths/],
    entries: [{ row: /session .*\/shop\/about/, says: /It is sent after another cookie with that name/ }],
  },
  {
    what: 'two cookies of one name, one of them from before DevTools',
    apps: ['two_paths'],
    before: async ({ open }) => {
      for (const page of ['/shop/home', '/release', '/shop/sale']) await open(page);
    },
    visit: async ({ open }) => {
      await open('/shop/about');
    },
    says: [/Two cookies named session are sent to \/shop\/about; Flask reads only the first/],
  },
];
