/** Judges the record by the current keys and settings: its signatures and its diagnoses. Its only signals are caches. */
import { computed, type ReadonlySignal } from '@preact/signals';
import { lifetimeOf } from '../../../cookies/index.ts';
import { createVerifier, read, readServerSide } from '../../../session/index.ts';
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
import type { SignatureState } from '../verdicts.ts';
import { GLANCE } from './ledger.ts';
import { nextTask } from './portions.ts';

/** Which key signed a value, of those that were tried. */
type Signed = { readonly asked: Verifiers; readonly signature: SignerFound };
type Verifiers = readonly { readonly key: KeyringKey; readonly verify: (value: string) => boolean }[];
type SignerFound = Exclude<SignatureState, { state: 'unsigned' }>;

const UNSIGNED: SignatureState = { state: 'unsigned' };

/**
 * Which of an origin's keys has signed an entry's value; `unsigned` for the id of a session whose data are on the
 * server, which libraries sign in ways of their own. Verifies each once by the same keys; reads signals.
 */
export type Signatures = (entry: TrailEntry, origin: string) => SignatureState;

/** Examines a trail again only if it, the keys or the settings have changed; reads signals. */
export function createLook(signatureOf: Signatures, settings: Pick<SiteSettingsConcern, 'of'>): Look {
  type Seen = {
    readonly first: Step | undefined;
    readonly count: number;
    readonly found: ReadonlySignal<readonly Diagnosis[]>;
  };
  const look = lookWith(createJudge(signatureOf, settings));
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

/**
 * Examines each trail that has grown since the last time, in a separate task: asking for the diagnoses afterwards is
 * then not a long task.
 */
export function createLookAhead(look: Look): (trails: readonly (readonly Step[])[]) => Promise<void> {
  const seen = new WeakSet<Step>();
  return async (trails) => {
    for (const trail of trails) {
      const last = trail.at(-1);
      if (!last || seen.has(last)) continue;
      seen.add(last);
      diagnose([trail], look);
      await nextTask();
    }
  };
}

/** Judges by the current keys and settings, and reads their signals. */
function createJudge(signatureOf: Signatures, settings: Pick<SiteSettingsConcern, 'of'>): Judge {
  return (entry, time) => {
    const origin = entry.request ? new URL(entry.request.url).origin : '';
    const signer = signerOf(signatureOf(entry, origin));
    return { signer, ...clockOf(entry, time, settings.of(origin).lifetime) };
  };
}

function signerOf(signature: SignatureState): Judgement['signer'] {
  switch (signature.state) {
    case 'unsigned':
    case 'no-key':
      return 'no-keys';
    case 'valid':
      return { keyId: signature.key.id };
    case 'bad':
      return 'none-of-them';
  }
}

/** Shared by the list and the diagnoses, so that neither verifies what the other has. */
export function createSignatures(
  keyring: Pick<KeyringConcern, 'keysOf'>,
  settings: Pick<SiteSettingsConcern, 'of'>,
): Signatures {
  const verifiersOf = createVerifiers(keyring, settings);
  const known = new WeakMap<TrailEntry, Signed>();
  return (entry, origin) => {
    if (readServerSide(entry.cookie.value, true)) return UNSIGNED;
    const asked = verifiersOf(origin);
    if (asked.length === 0) return { state: 'no-key' };
    let signed = known.get(entry);
    if (signed?.asked !== asked) {
      const match = asked.find(({ verify }) => verify(entry.cookie.value));
      signed = { asked, signature: match ? { state: 'valid', key: match.key } : { state: 'bad' } };
      known.set(entry, signed);
    }
    return signed.signature;
  };
}

/** The verifiers of each origin, created again only for other keys or parameters. */
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
    const verifiers = keys.map((key) => ({ key, verify: createVerifier(key.bytes, parameters) }));
    made.set(origin, { keys, parameters, verifiers });
    return verifiers;
  };
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
