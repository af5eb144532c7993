/** What was done to each application of `broken-apps/`, and what the panel has to say of it. Data and visits; asserts nothing. */

/** Visits applications that are running, in one tab. */
export type Visitor = {
  /** Opens a page; resolves when each Set-Cookie of its is recorded. */
  open(path: string, server?: number): Promise<void>;
  /** The same on another host, which is another site. */
  openOn(host: string, path: string): Promise<void>;
  /** The same for requests that a page's script makes, all at once. */
  fetch(...paths: readonly string[]): Promise<void>;
  /** The same without credentials, one after the other. */
  fetchOmitting(...paths: readonly string[]): Promise<void>;
  /** The same for the form with that button. */
  submit(button: string): Promise<void>;
  /** Gives the panel the key that the application shows at `/key`. */
  takeKey(): Promise<void>;
  /** Tells the panel PERMANENT_SESSION_LIFETIME, in seconds. */
  setLifetime(seconds: number): Promise<void>;
  /** Resolves when so many seconds have passed since the last response. */
  pass(seconds: number): Promise<void>;
};

/** What the view shows of an entry: the last one whose row, and then whose detail, has to match. */
export type EntryShown = { readonly row: RegExp; readonly says: RegExp };

export type Visit = {
  readonly what: string;
  /** Applications by their file; each is started on a port of its own. */
  readonly apps: readonly string[];
  readonly host?: string;
  /** What was done before DevTools was opened. */
  readonly before?: (visitor: Visitor) => Promise<void>;
  readonly visit: (visitor: Visitor) => Promise<void>;
  /** What is said, and nothing else is. */
  readonly says: readonly RegExp[];
  /** What is said in Firefox, where that is something else. */
  readonly inFirefox?: readonly RegExp[];
  /** What is shown of single entries. */
  readonly entries?: readonly EntryShown[];
};

const threeVisits = async ({ open }: Visitor): Promise<void> => {
  for (const page of ['/home', '/sale', '/about']) await open(page);
};

const ROLLED_BACK = /The session rolled back: .* too large, so the browser ignored .* and keeps the one of/;
const RECOVERED =
  /The session rolled back: .* ignored it and kept the one of .* It has recovered: the one of .* was stored/;
const GROWS = /The session grows by about [\d ]+ bytes a response/;
const rejected = (why: string): RegExp =>
  new RegExp(`does not come back, because the browser rejected it\\. ${why}`);
const DROPPED = /The browser threw the session away: it had expired/;

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
        says: /✗ Rejected: the browser ignored it\. .* bytes.*previous cookie is still in force/,
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
    says: [/The session rolled back: .* and keeps the one that was there before the record begins/],
  },
  {
    what: 'a session too large, when there is none any more',
    apps: ['session_too_large'],
    visit: async ({ open }) => {
      for (const page of ['/login', '/logout', '/search']) await open(page);
    },
    says: [/The session was not stored: .* ignored it and has none: the one of before had ended/],
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
      for (let n = 1; n <= 8; n++) {
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
    what: 'two workers, each with a random key',
    apps: ['random_key_per_worker'],
    visit: async ({ open, takeKey }) => {
      await takeKey();
      for (const page of ['/shop/home', '/shop/sale', '/shop/about', '/shop/home']) await open(page);
    },
    says: [/signed with different keys in turn, 3 changes: several workers/],
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
    what: 'SESSION_COOKIE_SECURE over plain http',
    apps: ['secure_over_http'],
    host: 'shop.test',
    visit: threeVisits,
    says: [rejected('Secure cookies are not taken over plain http from shop.test')],
  },
  {
    what: 'a SESSION_COOKIE_PATH elsewhere',
    apps: ['wrong_path'],
    visit: threeVisits,
    says: [/does not come back, because it is for other pages \(Path=\/shop, but the request is for \//],
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
    says: [/does not come back, because it is SameSite=Strict, and another site led to the request/],
    entries: [
      {
        row: /session replaced .*\/home/,
        says: /It is not sent to .*\/home when another site leads there, because it is SameSite=Strict/,
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
    says: [rejected('A cookie with SameSite=Lax is not taken from 127.0.0.1 in a page of localhost')],
    entries: [{ row: /session rejected/, says: /✗ Rejected: .* SameSite=Lax is not taken/ }],
  },
  {
    what: 'the prefix __Secure- without Secure',
    apps: ['secure_prefix'],
    visit: threeVisits,
    says: [rejected('A name that begins with __Secure- asks for Secure')],
    entries: [{ row: /__Secure-session rejected/, says: /✗ Rejected: .* asks for Secure/ }],
  },
  {
    what: 'Partitioned without Secure',
    apps: ['partitioned_without_secure'],
    visit: threeVisits,
    says: [rejected('Partitioned is refused without Secure')],
    entries: [{ row: /session rejected/, says: /✗ Rejected: .* Partitioned is refused/ }],
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
    says: [rejected('A name that begins with __Host- asks for Path=/\\.')],
  },
  {
    what: 'the prefix __Host- with a domain',
    apps: ['host_prefix_with_domain'],
    host: 'localhost',
    visit: threeVisits,
    says: [rejected('A name that begins with __Host- asks for no Domain\\.')],
    // To Firefox it makes no difference that the Domain names the host itself, when nothing can be below it.
    inFirefox: [],
  },
  {
    what: 'SameSite=None without Secure',
    apps: ['none_without_secure'],
    visit: threeVisits,
    says: [rejected('SameSite=None is refused without Secure')],
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
    says: [/The server threw the session away: it had expired/],
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
    says: [/threw the session away: it was dated in the future/],
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
    what: 'two cookies of one name on two paths',
    apps: ['two_paths'],
    visit: async ({ open }) => {
      await open('/shop/home');
      await open('/release');
      await open('/shop/sale');
      await open('/shop/about');
    },
    says: [/Two cookies named session are sent to \/shop\/about, of the paths/],
    entries: [{ row: /session .*\/shop\/about/, says: /It is sent before another cookie of that name/ }],
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

export const HEALTHY: readonly Visit[] = [
  {
    what: 'a login and a few pages',
    apps: ['shop'],
    visit: async ({ open, submit }) => {
      await open('/');
      await submit('Log in');
      for (const page of ['/basket', '/', '/basket']) await open(page);
    },
    says: [],
  },
  {
    what: 'a permanent session, sent anew with each response',
    apps: ['permanent'],
    visit: async ({ open, fetch }) => {
      await open('/login');
      for (const page of ['/home', '/sale', '/about', '/home']) await open(page);
      await fetch('/a', '/b', '/c');
    },
    says: [],
  },
  {
    what: 'a basket that is filled',
    apps: ['shop'],
    visit: async ({ open, submit }) => {
      await open('/');
      await submit('Log in');
      for (const article of [1042, 1043, 2210, 3001, 4711, 5000]) await open(`/basket/add/${article}`);
    },
    says: [],
  },
  {
    what: 'a logout, and a login after it',
    apps: ['shop'],
    visit: async ({ open, submit }) => {
      await open('/');
      await submit('Log in');
      await submit('Log out');
      await submit('Log in');
    },
    says: [],
  },
  {
    what: 'an order in five steps',
    apps: ['shop'],
    visit: async ({ open }) => {
      for (const step of ['address', 'delivery', 'payment', 'gift', 'terms']) await open(`/order/${step}`);
    },
    says: [],
  },
  {
    what: 'an order in five steps, and the end of it',
    apps: ['shop'],
    visit: async ({ open }) => {
      for (const step of ['address', 'delivery', 'payment', 'gift', 'terms', 'done'])
        await open(`/order/${step}`);
      await open('/language/en');
    },
    says: [],
  },
  {
    what: 'first requests made at once',
    apps: ['shop'],
    visit: async ({ open, fetch }) => {
      await open('/');
      await fetch('/prices/1', '/prices/2', '/prices/3', '/prices/4');
      await fetch('/prices/1', '/prices/2', '/prices/3', '/prices/4');
    },
    says: [],
  },
  {
    what: 'two ports of the same application',
    apps: ['shop', 'shop'],
    visit: async ({ open, submit }) => {
      await open('/language/en', 0);
      await open('/basket/add/1042', 1);
      await open('/basket/add/1043', 0);
      // Which begins a new session.
      await open('/', 1);
      await submit('Log in');
      await open('/language/de', 0);
    },
    says: [],
  },
  {
    what: 'two ports of the same application, where the first thing at the other is a login',
    apps: ['shop', 'shop'],
    visit: async ({ open, submit }) => {
      await open('/language/en', 0);
      await open('/', 1);
      await submit('Log in');
    },
    says: [],
  },
  {
    what: 'two ports of the same application, which begins anew and whose key is known',
    apps: ['begins_anew', 'begins_anew'],
    visit: async ({ open, takeKey }) => {
      await takeKey();
      await open('/home', 0);
      await open('/welcome', 1);
    },
    says: [],
  },
  {
    what: 'a session from before DevTools was opened',
    apps: ['shop'],
    before: async ({ open, submit }) => {
      await open('/');
      await submit('Log in');
    },
    visit: async ({ open }) => {
      for (const page of ['/', '/basket/add/1042', '/basket/add/1043']) await open(page);
    },
    says: [],
  },
  {
    what: 'a server whose clock is some seconds ahead',
    apps: ['skewed_clock'],
    visit: async ({ open }) => {
      await open('/ahead');
      for (const page of ['/shop/home', '/shop/sale', '/shop/about', '/shop/home']) await open(page);
    },
    says: [],
  },
  {
    what: 'a server whose clock is behind by more than its sessions last',
    apps: ['skewed_clock'],
    visit: async ({ open, setLifetime }) => {
      await setLifetime(20);
      await open('/behind');
      for (const page of ['/shop/home', '/shop/sale', '/shop/about', '/shop/home']) await open(page);
    },
    says: [],
  },
  {
    what: 'a session of 40 days, with a lifetime of a year that nobody has told',
    apps: ['long_lifetime'],
    visit: async ({ open }) => {
      for (const page of ['/login', '/home', '/sale']) await open(page);
    },
    says: [],
  },
  {
    what: 'fetches without credentials, from a page with a session',
    apps: ['without_credentials'],
    visit: async ({ open, fetchOmitting }) => {
      await open('/home');
      await fetchOmitting('/prices/1', '/prices/2', '/prices/3', '/prices/4');
    },
    says: [],
  },
  {
    what: 'fetches without credentials, from a page without a session',
    apps: ['without_credentials'],
    visit: async ({ open, fetchOmitting }) => {
      await open('/welcome');
      await fetchOmitting('/prices/1', '/prices/2', '/prices/3', '/prices/4');
    },
    says: [],
  },
  {
    what: 'a session that a script has spoilt, whose key is known',
    apps: ['edited_by_hand'],
    visit: async ({ open, pass, takeKey }) => {
      await takeKey();
      await open('/home');
      await open('/editor');
      await pass(2);
      await open('/home');
    },
    says: [],
    entries: [
      { row: /session replaced .*GET .*\/home/, says: /HttpOnly is missing/ },
      { row: /session replaced .*no response/, says: /session replaced by no response/ },
    ],
  },
  {
    what: 'a path that was changed, and the cookie of before deleted',
    apps: ['moved_path'],
    visit: async ({ open }) => {
      for (const page of ['/shop/home', '/release', '/shop/sale', '/shop/about']) await open(page);
    },
    says: [],
  },
  {
    what: 'a path that was changed, and the cookie of before expired',
    apps: ['expired_path'],
    visit: async ({ open, pass }) => {
      await open('/shop/home');
      await open('/release');
      await pass(2.5);
      await open('/shop/sale');
    },
    says: [],
  },
  {
    what: 'flash messages that are shown',
    apps: ['shop'],
    visit: async ({ open }) => {
      for (let article = 1; article <= 8; article++) await open(`/basket/add/${article}?count=${article}`);
    },
    says: [],
  },
  {
    what: 'logins that set a session for other pages',
    apps: ['area_path'],
    visit: async ({ open, submit }) => {
      for (let n = 0; n < 3; n++) {
        await open('/auth/login');
        await submit('Log in');
      }
    },
    says: [],
    entries: [
      { row: /session replaced .*\/auth\/login/, says: /It is not sent to .*, because its path is \/app/ },
    ],
  },
  {
    what: 'scripts that renew the session of their page elsewhere',
    apps: ['area_path'],
    visit: async ({ open, submit, fetch }) => {
      await open('/auth/login');
      await submit('Log in');
      for (let n = 0; n < 3; n++) await fetch('/auth/refresh');
    },
    says: [],
  },
  {
    what: 'an attribute that is too long',
    apps: ['long_path'],
    visit: threeVisits,
    says: [],
    entries: [
      {
        row: /session replaced/,
        says: /▲ Path is ignored, for its value is 1030 bytes, over the limit of 1024: the path is \/\./,
      },
    ],
  },
  {
    what: 'a permanent session of more than 400 days',
    apps: ['long_permanent'],
    visit: threeVisits,
    says: [],
    entries: [{ row: /session replaced/, says: /The browser cuts its life to 400 days; .* was asked for/ }],
  },
  {
    what: 'a session of which only Werkzeug complains',
    apps: ['werkzeug_warns'],
    visit: threeVisits,
    says: [],
    entries: [
      {
        row: /session replaced/,
        says: /Werkzeug warns in the server’s log, .* over its 4093; but the browser stores/,
      },
    ],
  },
  {
    what: 'a session near the limit',
    apps: ['near_limit'],
    visit: async ({ open }) => {
      for (const page of ['/home', '/sale', '/about', '/home', '/sale', '/about']) await open(page);
    },
    says: [],
    entries: [{ row: /session replaced/, says: /Name and value are \d+ of 4096 bytes/ }],
  },
];
