/** Finds the key that would have matched, and why it did not: tries candidates, nearest first, and returns the first match. */
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

/** A key and parameters to try. `finding` is the answer if this key signed the text. */
type Suspect = {
  readonly bytes: Uint8Array;
  readonly parameters: SigningParameters;
  readonly finding: Finding;
};

/** UTF-16 units of the longest text examined; browsers store less than a hundredth of that. */
const MAX_TEXT = 2 ** 20;
const MAX_KEYS = 200;
/** UTF-16 units of all keys together. */
const MAX_KEY_TEXT = 2 ** 16;
/** Bytes hashed for one question: about two seconds. */
const MAX_HASHED = 2 ** 28;
/** Bytes that a trial hashes besides the text and the key: roughly the blocks of two HMACs. */
const HASHED_BESIDES = 512;

/**
 * The nearest miss: another site's key; then a key of the site read in another way; under other parameters; one
 * character of it; both a different reading and other parameters. Null if none of these signed the text, or if one
 * of the site's keys did. Pure and synchronous; takes some seconds at most. Never throws.
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

/** No more keys than can be tried; the site's own come first, then those of the same host. */
function bounded({ site, others }: Question): Pick<Question, 'site' | 'others'> {
  let keysLeft = MAX_KEYS;
  let textLeft = MAX_KEY_TEXT;
  const [own = site, ...rest] = [site, ...nearestFirst(site, others)].map((each): CandidateSite => {
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

/** Those of the same host first, because all its ports share one cookie jar. */
function nearestFirst(site: CandidateSite, others: readonly CandidateSite[]): readonly CandidateSite[] {
  const isSameHost = ({ origin }: CandidateSite): boolean => hostOf(origin) === hostOf(site.origin);
  return [...others.filter(isSameHost), ...others.filter((other) => !isSameHost(other))];
}

/** Nearest first. */
function* suspects(
  site: CandidateSite,
  others: readonly CandidateSite[],
  digest: Digest,
): Generator<Suspect> {
  const { keys, parameters: own } = site;
  yield* keysOfOthers(others);
  for (const key of keys) yield* readings(key, own);
  const known = otherParameters(own, digest);
  for (const { parameters, knownAs } of known) {
    for (const { id, bytes } of keys) {
      yield { bytes, parameters, finding: { mistake: 'parameters', keyId: id, parameters, knownAs } };
    }
  }
  yield* characters(keys, own);
  for (const key of keys) yield* readingsUnderOthers(key, known);
}

function* keysOfOthers(others: readonly CandidateSite[]): Generator<Suspect> {
  for (const { origin, keys, parameters } of others) {
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

/** Only the single readings: with more of them, the search would take seconds. */
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

/**
 * What Python makes of a string where it expects a list of keys: the characters of the value, and of the literal too.
 * Usually it is the fallbacks that are a string, and Flask 3.1.0 signs with the last character.
 */
function* characters([current, ...fallbacks]: readonly CandidateKey[], parameters: SigningParameters) {
  const keys = current ? [...fallbacks, current] : [];
  const all = keys.map(({ id, bytes, text }) => ({
    id,
    texts: [decodeUtf8(bytes) ?? '', text].map((each) => [...each]),
  }));
  const last = all.map(({ id, texts }) => ({ id, texts: texts.map((each) => each.slice(-1)) }));
  for (const { id, texts } of [...last, ...all]) {
    for (const character of new Set(texts.flat())) {
      const bytes = encodeUtf8(character);
      if (bytes === null) continue;
      const finding: Finding = { mistake: 'one-character', keyId: id, character };
      yield { bytes, parameters, finding };
    }
  }
}
