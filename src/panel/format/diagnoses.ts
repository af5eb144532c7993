/** The diagnoses in words: what happened, why, and how to fix it. It must not judge: the diagnosis is already made. */
import type { Diagnosis } from '../../trail/index.ts';
import { clockTime } from './clock.ts';
import { counted, grouped } from './numbers.ts';
import { shortened } from './preview.ts';

export type DiagnosisWords = {
  readonly sign: 'warning' | 'refused';
  /** The start of the sentence; `rest` is the end. */
  readonly lead: string;
  readonly rest: string;
  /** A separate sentence; '' if there is nothing to fix. */
  readonly remedy: string;
};

/** @param rejection why the browser rejected the last Set-Cookie of the evidence, in a sentence; '' if it did not */
export function diagnosisWords(diagnosis: Diagnosis, rejection: string): DiagnosisWords {
  switch (diagnosis.kind) {
    case 'rolled-back':
      return rolledBack(diagnosis);
    case 'grows':
      return {
        sign: 'warning',
        lead: `The session grows by about ${counted(diagnosis.bytes, 'byte')} per response`,
        rest: `, in ${diagnosis.isBeginning ? `keys like ${shortened(diagnosis.key)}…` : shortened(diagnosis.key)}: ${whenRejected(diagnosis.responsesLeft)}.`,
        remedy: GROWING.get(diagnosis.key) ?? 'Keep data like this on the server, not in the cookie.',
      };
    case 'other-key':
      return otherKey(diagnosis.times);
    case 'other-application':
      return {
        sign: 'refused',
        lead: `${listed(diagnosis.origins)} overwrite each other’s session`,
        rest: `: cookies on ${hostOf(diagnosis.origins[0])} are shared by all ports.`,
        remedy: 'Give each application its own SESSION_COOKIE_NAME.',
      };
    case 'never-returns':
      return {
        sign: 'refused',
        lead: 'Every response starts a new session',
        rest: `: the cookie is not sent back, because ${whyNotSent(diagnosis, rejection)}`,
        remedy: REMEDIES[diagnosis.reason],
      };
    case 'thrown-away':
      return thrownAway(diagnosis);
    case 'overwritten':
      return overwritten(diagnosis);
    case 'cleared':
      return {
        sign: 'warning',
        lead: 'The session was cleared',
        rest: ` by ${diagnosis.method} ${pathOf(diagnosis.url)}: its response ${CLEARED[diagnosis.isDeleted ? 'deleted' : 'left']}.`,
        remedy: '',
      };
    case 'fighting':
      return fighting(diagnosis);
  }
}

const CLEARED = {
  deleted:
    'deletes the cookie, as Flask does when the session becomes empty, for example after session.clear()',
  left: 'leaves only messages or a new CSRF token in it',
};

type Of<Kind extends Diagnosis['kind']> = Extract<Diagnosis, { kind: Kind }>;

function rolledBack({ rejections, bytesOver, kept, ended }: Of<'rolled-back'>): DiagnosisWords {
  const many = rejections > 1;
  const what = many
    ? `${grouped(rejections)} Set-Cookies were up to ${counted(bytesOver, 'byte')} too large`
    : `a Set-Cookie was ${counted(bytesOver, 'byte')} too large`;
  const ignored = `the browser ignored ${many ? 'them' : 'it'}`;
  const isKept = kept.is === 'told' || kept.is === 'from-before';
  const after = ended ? sinceThen(ended, isKept) : '';
  return {
    sign: ended ? 'warning' : 'refused',
    lead: isKept ? 'The session rolled back' : 'The session was not stored',
    rest: `: ${what}, so ${ignored} and ${whatWasKept(kept, ended !== null)}.${after}`,
    remedy: 'Store less in the session, or store it on the server, as Flask-Session does.',
  };
}

function whatWasKept(kept: Of<'rolled-back'>['kept'], isOver: boolean): string {
  const keeps = isOver ? 'kept' : 'keeps';
  switch (kept.is) {
    case 'nothing':
      return `${isOver ? 'had' : 'has'} none: the previous one had expired or been deleted`;
    case 'told':
      return `${keeps} the one from ${clockTime(kept.since)}`;
    case 'from-before':
      return `${keeps} the one from before the record begins`;
    case 'unknown':
      return `${keeps} what was there before, if anything`;
  }
}

function sinceThen({ time, by }: NonNullable<Of<'rolled-back'>['ended']>, isKept: boolean): string {
  if (by === 'stored') return ` It has since recovered: the one from ${clockTime(time)} was stored.`;
  return isKept ? ` The session it kept was deleted at ${clockTime(time)}.` : '';
}

function whenRejected(responsesLeft: number): string {
  if (responsesLeft <= 0) return 'the browser will reject the next one';
  return `the browser will reject it after about ${counted(responsesLeft, 'more response')}`;
}

/** The likely reason, by the key that grows. */
const GROWING: ReadonlyMap<string, string> = new Map([
  [
    '_flashes',
    'These are probably flash messages that no template shows: call get_flashed_messages() in a template that is rendered.',
  ],
]);

function otherKey(times: number): DiagnosisWords {
  return times === 1
    ? {
        sign: 'refused',
        lead: 'The session was signed with a different key than before',
        rest: ': a restart with a random key, or another application.',
        remedy: 'Give the server a fixed SECRET_KEY, generated once and not at every start.',
      }
    : {
        sign: 'refused',
        lead: 'The session was signed with alternating keys',
        rest: `: ${grouped(times)} changes, by several workers that each have their own key, or by another application.`,
        remedy: 'Give all workers the same SECRET_KEY, generated once and not at every start.',
      };
}

function whyNotSent({ reason, cookie, url }: Of<'never-returns'>, rejection: string): string {
  switch (reason) {
    case 'path':
      return `its path does not match (Path=${shortened(cookie.path)}, but the request is for ${pathOf(url)}).`;
    case 'secure':
      return `it is Secure, but the request is plain http (${shortened(new URL(url).origin)}).`;
    case 'domain':
      return `it belongs to ${shortened(cookie.domain)}, but the request goes to ${shortened(new URL(url).hostname)}.`;
    case 'same-site':
      return `it is SameSite=${sameSiteOf(cookie)}, and the request came from another site.`;
    case 'credentials':
      return 'a fetch to another origin neither sends nor stores cookies without credentials: ‘include’.';
    case 'scheme':
      return `${shortened(url)} is not a web page.`;
    case 'rejected':
      return `the browser rejected it.${rejection === '' ? '' : ` ${rejection}`}`;
  }
}

const REMEDIES: Readonly<Record<Of<'never-returns'>['reason'], string>> = {
  path: 'Set SESSION_COOKIE_PATH to a path that contains all pages that need the session, such as /.',
  secure: 'Use https, or set SESSION_COOKIE_SECURE to False where https is not available.',
  domain: 'Set SESSION_COOKIE_DOMAIN to the host’s own domain, or leave it unset.',
  'same-site':
    'With SESSION_COOKIE_SAMESITE set to Lax, the browser sends it when a link on another site is followed.',
  credentials:
    'Call fetch() with credentials: ‘include’, and answer with Access-Control-Allow-Credentials: true and the page’s own origin.',
  scheme: '',
  rejected: '',
};

function thrownAway({ why, by }: Of<'thrown-away'>): DiagnosisWords {
  const lead = `The ${by} discarded the session`;
  return why === 'expired'
    ? {
        sign: 'refused',
        lead,
        rest: ': it had expired.',
        remedy:
          by === 'browser'
            ? 'PERMANENT_SESSION_LIFETIME sets how long the browser keeps a permanent session.'
            : 'PERMANENT_SESSION_LIFETIME sets how long the server accepts a session, volatile or not.',
      }
    : {
        sign: 'refused',
        lead,
        rest: ': its timestamp was in the future.',
        remedy: 'The servers’ clocks differ, or one of them was set back.',
      };
}

function overwritten({ method, url, cookie, isDeleted }: Of<'overwritten'>): DiagnosisWords {
  const did = isDeleted ? 'deleted' : 'overwrote';
  return {
    sign: 'refused',
    lead: `${method} ${pathOf(url)} ${did} a session that it was not sent`,
    rest: `: the request came from another site, and the cookie is SameSite=${sameSiteOf(cookie)}.`,
    remedy:
      'Leave the session alone in that response and redirect to a page that needs it, or use SameSite=None with Secure.',
  };
}

function sameSiteOf({ sameSite }: Of<'overwritten'>['cookie']): string {
  return sameSite === 'strict' ? 'Strict' : 'Lax';
}

function fighting({ name, cookies, count, url }: Of<'fighting'>): DiagnosisWords {
  const places = cookies.map(
    ({ path, domain, hostOnly }) => `${shortened(path)}${hostOnly ? '' : ` of .${domain}`}`,
  );
  return {
    sign: 'refused',
    lead: `${COUNTS[count] ?? grouped(count)} cookies named ${shortened(name)} are sent to ${pathOf(url)}`,
    rest: `${places.length === count ? `, with the paths ${listed(places)}` : ''}; Flask reads only the first.`,
    remedy: 'Delete one of them, and use the same SESSION_COOKIE_PATH and SESSION_COOKIE_DOMAIN everywhere.',
  };
}

const COUNTS: Readonly<Record<number, string>> = { 2: 'Two', 3: 'Three', 4: 'Four' };

/** The most names to list; the rest are counted. */
const MOST_LISTED = 4;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_LISTED).map((name) => shortened(name));
  const rest = names.length - shown.length;
  const all = rest > 0 ? [...shown, `${grouped(rest)} more`] : shown;
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

function pathOf(url: string): string {
  return shortened(new URL(url).pathname);
}

function hostOf(origin: string | undefined): string {
  return origin === undefined ? 'this host' : shortened(new URL(origin).hostname);
}
