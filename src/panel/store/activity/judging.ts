/** All that judges the record, in one module that is loaded after the panel is there. Its only signals remember. */
import { computed, type ReadonlySignal } from '@preact/signals';
import { lifetimeOf } from '../../../cookies/index.ts';
import { createVerifier, read } from '../../../session/index.ts';
import {
  type Diagnosis,
  diagnose,
  type Judge,
  type Judgement,
  type Look,
  lookWith,
  type Step,
  type TrailEntry,
} from '../../../trail/index.ts';
import type { KeyringConcern } from '../keyring.ts';
import type { SiteSettingsConcern } from '../site-settings.ts';
import type { KeyringKey } from '../stored-keys.ts';
import { Ledger } from './ledger.ts';
import { matching, sameCookieAs } from './narrowing.ts';
import { inPortions } from './portions.ts';

export { diagnose, inPortions, Ledger, matching, sameCookieAs };

/** Bytes of JSON that are read where only the timestamp is wanted. */
const GLANCE = 1024;

/** Who signed a value, by the keys that were asked. */
type Signed = { readonly asked: Verifiers; readonly signer: Judgement['signer'] };
type Verifiers = readonly { readonly id: string; readonly verify: (value: string) => boolean }[];

/** Looks at a trail again only when it, the keys or the settings have changed; reads signals. */
export function createLook(
  keyring: Pick<KeyringConcern, 'keysOf'>,
  settings: Pick<SiteSettingsConcern, 'of'>,
): Look {
  type Seen = {
    readonly first: Step | undefined;
    readonly count: number;
    readonly found: ReadonlySignal<readonly Diagnosis[]>;
  };
  const look = lookWith(createJudge(keyring, settings));
  const known = new WeakMap<Step, Seen>();
  return (recent) => {
    const [first] = recent;
    const last = recent.at(-1);
    if (!last) return [];
    let seen = known.get(last);
    if (seen?.first !== first || seen?.count !== recent.length) {
      seen = { first, count: recent.length, found: computed(() => look(recent)) };
      known.set(last, seen);
    }
    return seen.found.value;
  };
}

/** Judges by the keys and settings of now, and reads their signals; each value is verified once by the same keys. */
function createJudge(
  keyring: Pick<KeyringConcern, 'keysOf'>,
  settings: Pick<SiteSettingsConcern, 'of'>,
): Judge {
  const verifiersOf = createVerifiers(keyring, settings);
  const known = new WeakMap<TrailEntry, Signed>();
  return (entry, time) => {
    const origin = entry.request ? new URL(entry.request.url).origin : '';
    const asked = verifiersOf(origin);
    let signed = known.get(entry);
    if (signed?.asked !== asked) {
      signed = { asked, signer: signerOf(entry.cookie.value, asked) };
      known.set(entry, signed);
    }
    return { signer: signed.signer, ...clockOf(entry, time, settings.of(origin).lifetime) };
  };
}

/** The verifiers of each origin, made anew only for other keys or parameters. */
function createVerifiers(
  keyring: Pick<KeyringConcern, 'keysOf'>,
  settings: Pick<SiteSettingsConcern, 'of'>,
): (origin: string) => Verifiers {
  type Made = {
    readonly keys: readonly KeyringKey[];
    readonly parameters: object;
    readonly verifiers: Verifiers;
  };
  const made = new Map<string, Made>();
  return (origin) => {
    const keys = keyring.keysOf(origin);
    const { parameters } = settings.of(origin);
    const before = made.get(origin);
    if (before?.keys === keys && before.parameters === parameters) return before.verifiers;
    const verifiers = keys.map(({ id, bytes }) => ({ id, verify: createVerifier(bytes, parameters) }));
    made.set(origin, { keys, parameters, verifiers });
    return verifiers;
  };
}

function signerOf(value: string, verifiers: Verifiers): Judgement['signer'] {
  if (verifiers.length === 0) return 'no-keys';
  const key = verifiers.find(({ verify }) => verify(value));
  return key ? { keyId: key.id } : 'none-of-them';
}

function clockOf(
  { cookie }: TrailEntry,
  time: number,
  setting: number | null,
): Pick<Judgement, 'clock' | 'lifetimeFrom'> {
  const reading = read(cookie.value, GLANCE);
  if (reading.kind !== 'flask-session' || reading.timestamp.state !== 'read')
    return { clock: 'malformed', lifetimeFrom: 'default' };
  const { seconds } = reading.timestamp;
  const { server } = lifetimeOf({ expires: cookie.expires, timestamp: seconds, setting, now: time / 1000 });
  return { clock: server.state, lifetimeFrom: server.source };
}
