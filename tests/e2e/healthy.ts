/** What was done to each healthy application of `broken-apps/`, of which the panel must give no diagnosis. Data and visits; asserts nothing. */
import { threeVisits, type Visit } from './visits.ts';

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
    what: 'an order in five steps, under one key',
    apps: ['order_in_parts'],
    visit: async ({ open }) => {
      for (const step of ['address', 'delivery', 'payment', 'gift', 'terms']) await open(`/order/${step}`);
    },
    says: [],
  },
  {
    what: 'the articles seen last, of which five are kept',
    apps: ['order_in_parts'],
    visit: async ({ open }) => {
      for (let article = 1; article <= 5; article++) await open(`/article/${article}`);
    },
    says: [],
  },
  {
    what: 'a basket that an order takes out, with a message, where key and lifetime are known',
    apps: ['basket_ordered'],
    visit: async ({ open, submit, takeKey, setLifetime }) => {
      await takeKey();
      await setLifetime(3600);
      await open('/basket');
      await submit('Order');
    },
    says: [],
  },
  {
    what: 'a form whose user is turned away with a message, for a reason that nobody knows',
    apps: ['turned_away'],
    visit: async ({ open, submit }) => {
      await open('/');
      await submit('Log in');
      await open('/restart');
      await submit('Save');
    },
    says: [],
  },
  {
    what: 'a form of another site that posts to a page which only leads on',
    apps: ['posted_from_outside'],
    visit: async ({ open, openOn, submit }) => {
      await open('/login');
      await openOn('localhost', '/gateway');
      await submit('Pay later');
    },
    says: [],
  },
  {
    what: 'a message to a stranger, which is shown',
    apps: ['contact_form'],
    visit: async ({ open, submit }) => {
      await open('/');
      await submit('Send');
    },
    says: [],
    entries: [{ row: /session deleted .*GET \//, says: /– Deleted\./ }],
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
    what: 'two ports, and logouts at either',
    apps: ['members', 'members'],
    visit: async ({ open, submit }) => {
      for (const port of [0, 1]) {
        await open('/', port);
        await submit('Log in');
        await open('/members', 1 - port);
        await submit('Log out');
      }
      await open('/members', 0);
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
    what: 'fetches with credentials to an API of another origin, whose preflights set a session that is ignored',
    apps: ['preflights'],
    visit: async ({ open, fetch }) => {
      await open('/page');
      for (let n = 0; n < 4; n++) await fetch('/orders');
    },
    says: [],
    entries: [
      {
        row: /session rejected .*OPTIONS/,
        says: /✗ Rejected: .* It answers a CORS preflight, which neither/,
      },
      { row: /session stored .*POST/, says: /✓ Stored: a new cookie/ },
    ],
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
      { row: /session replaced .*no response/, says: /session replaced, not by a response/ },
    ],
  },
  {
    what: 'a new key, where the one of before is still accepted and the only one that is known',
    apps: ['rotated_key'],
    visit: async ({ open, takeKey }) => {
      await takeKey();
      for (const page of ['/shop/home', '/deploy', '/shop/sale', '/shop/about']) await open(page);
    },
    says: [],
  },
  {
    what: 'an order’s end with a new key',
    apps: ['default_language_rotated'],
    visit: async ({ open, takeKey }) => {
      await takeKey();
      for (const page of ['/login', '/order']) await open(page);
    },
    says: [],
  },
  {
    what: 'a quiz, a form and a basket that end',
    apps: ['quiz'],
    visit: async ({ open, fetch }) => {
      await open('/step/1');
      for (let n = 2; n <= 22; n++) await fetch(`/step/${n}`);
    },
    says: [],
  },
  {
    what: 'two applications, one below the other',
    apps: ['two_roots'],
    visit: async ({ open }) => {
      for (const page of ['/', '/admin/orders', '/admin/users', '/', '/admin/orders']) await open(page);
    },
    says: [],
  },
  {
    what: 'a path that was made longer',
    apps: ['narrowed_path'],
    visit: async ({ open }) => {
      for (const page of ['/shop/home', '/release', '/shop/sale', '/shop/about']) await open(page);
    },
    says: [],
    entries: [{ row: /session .*\/shop\/about/, says: /It is sent before another cookie with that name/ }],
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
        says: /▲ Path is ignored because its value is 1030 bytes, over the limit of 1024: the path is \/\./,
      },
    ],
  },
  {
    what: 'a permanent session of more than 400 days',
    apps: ['long_permanent'],
    visit: threeVisits,
    says: [],
    entries: [
      { row: /session replaced/, says: /The browser limits its lifetime to 400 days; .* was requested/ },
    ],
  },
  {
    what: 'a session of which only Werkzeug complains',
    apps: ['werkzeug_warns'],
    visit: threeVisits,
    says: [],
    entries: [
      {
        row: /session replaced/,
        says: /Werkzeug warns in the server’s log because .* over its limit of 4093; the browser stores/,
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
    entries: [{ row: /session replaced/, says: /The name and value are \d+ of 4096 bytes/ }],
  },
];
