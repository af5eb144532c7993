/** Which key would have matched, and why it did not: candidates are tried, the nearest first, and only the first is told. */
import {
  createKeyTester,
  type Digest,
  decodeUtf8,
  encodeUtf8,
  readSignedText,
  type SignedText,
  type SigningParameters,
} from '../session/index.ts';
import type { CandidateKey, CandidateSite, Finding, Question } from './finding.ts';
import { digestOfLength, type KnownParameters, otherParameters } from './known-parameters.ts';
import { misreadingsOf } from './misreadings.ts';

/** What is tried: a key under parameters. `finding` is what it means if it has signed the text. */
type Suspect = {
  readonly bytes: Uint8Array;
  readonly parameters: SigningParameters;
  readonly finding: Finding;
};

/** UTF-16 units of the longest text that is looked at; no browser keeps a cookie of a hundredth of it. */
const MAX_TEXT = 2 ** 20;
const MAX_KEYS = 200;
/** UTF-16 units of all keys together. */
const MAX_KEY_TEXT = 2 ** 16;
/** Bytes that are hashed for one question, about two seconds of it. */
const MAX_HASHED = 2 ** 28;
/** What a trial hashes besides the text and the key: the blocks of two HMACs, roughly. */
const HASHED_BESIDES = 512;

/**
 * The nearest miss: another site's key; then a key of the site read in another way; under other parameters; one
 * character of it; both read and signed otherwise. Null where none of these has signed the text, and where a key of
 * the site has, as it stands. Pure and synchronous; takes some seconds at most. Never throws.
 */
export function nearestMiss(question: Question): Finding | null {
  const signed = question.text.length <= MAX_TEXT ? readSignedText(question.text) : null;
  const digest = signed && digestOfLength(signed.signature.length);
  if (!signed || !digest) return null;
  const { site, others } = bounded(question);
  const isSigner = createTrial(signed);
  if (site.keys.some(({ bytes }) => isSigner(bytes, site.parameters))) return null;
  let hashed = 0;
  for (const { bytes, parameters, finding } of suspects(site, others, digest)) {
    hashed += signed.message.length + bytes.length + HASHED_BESIDES;
    if (hashed > MAX_HASHED) return null;
    if (isSigner(bytes, parameters)) return finding;
  }
  return null;
}

function createTrial(signed: SignedText): (bytes: Uint8Array, parameters: SigningParameters) => boolean {
  const testers = new Map<SigningParameters, (bytes: Uint8Array) => boolean>();
  return (bytes, parameters) => {
    const tester = testers.get(parameters) ?? createKeyTester(signed, parameters);
    testers.set(parameters, tester);
    return tester(bytes);
  };
}

/** No more keys than can be tried; the site's own come first. */
function bounded({ site, others }: Question): Pick<Question, 'site' | 'others'> {
  let keysLeft = MAX_KEYS;
  let textLeft = MAX_KEY_TEXT;
  const [own = site, ...rest] = [site, ...others].map((each): CandidateSite => {
    const keys = each.keys.filter(({ text }) => {
      const fits = keysLeft > 0 && text.length <= textLeft;
      if (fits) {
        keysLeft--;
        textLeft -= text.length;
      }
      return fits;
    });
    return { ...each, keys };
  });
  return { site: own, others: rest };
}

/** Nearest first. */
function* suspects(
  site: CandidateSite,
  others: readonly CandidateSite[],
  digest: Digest,
): Generator<Suspect> {
  const { keys, parameters: own } = site;
  yield* keysOfOthers(site, others);
  for (const key of keys) yield* readings(key, own);
  const known = otherParameters(own, digest);
  for (const { parameters, knownAs } of known) {
    for (const { id, bytes } of keys) {
      yield { bytes, parameters, finding: { mistake: 'parameters', keyId: id, parameters, knownAs } };
    }
  }
  for (const key of keys) yield* characters(key, own);
  for (const key of keys) yield* readingsUnderOthers(key, known);
}

/** Those of the same host first: it has one jar of cookies for all its ports. */
function* keysOfOthers(site: CandidateSite, others: readonly CandidateSite[]): Generator<Suspect> {
  const isSameHost = ({ origin }: CandidateSite): boolean => hostOf(origin) === hostOf(site.origin);
  const nearestFirst = [...others.filter(isSameHost), ...others.filter((other) => !isSameHost(other))];
  for (const { origin, keys, parameters } of nearestFirst) {
    for (const { id, bytes } of keys) {
      yield { bytes, parameters, finding: { mistake: 'other-site', keyId: id, origin } };
    }
  }
}

/** An origin without its scheme and its port. */
function hostOf(origin: string): string {
  return origin.replace(/^[a-z]+:\/\//i, '').replace(/:\d+$/, '');
}

function* readings(key: CandidateKey, parameters: SigningParameters): Generator<Suspect> {
  for (const { misreading, bytes } of misreadingsOf(key)) {
    yield {
      bytes,
      parameters,
      finding: { mistake: 'reading', keyId: key.id, misreading, bytes, parameters: null },
    };
  }
}

/** Only the single readings: with more of them the last to be tried would wait for seconds. */
function* readingsUnderOthers(key: CandidateKey, known: readonly KnownParameters[]): Generator<Suspect> {
  const single = Array.from(misreadingsOf(key)).filter(({ isSingle }) => isSingle);
  for (const { parameters } of known) {
    for (const { misreading, bytes } of single) {
      yield {
        bytes,
        parameters,
        finding: { mistake: 'reading', keyId: key.id, misreading, bytes, parameters },
      };
    }
  }
}

/** What Python takes a text for where it wants a list of keys: its characters, of the value and of the literal too. */
function* characters(key: CandidateKey, parameters: SigningParameters): Generator<Suspect> {
  for (const character of new Set([...(decodeUtf8(key.bytes) ?? ''), ...key.text])) {
    const bytes = encodeUtf8(character);
    if (bytes === null) continue;
    yield { bytes, parameters, finding: { mistake: 'one-character', keyId: key.id, character } };
  }
}
