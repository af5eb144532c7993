/** Known signing parameters: libraries' defaults, and what a custom session interface may use. No keys. */
import {
  DIGEST_BYTES,
  DIGESTS,
  type Digest,
  FLASK_SIGNING,
  KEY_DERIVATIONS,
  SERVER_SIDE_SIGNING,
  type SigningParameters,
} from '../session/index.ts';

export type KnownParameters = {
  readonly parameters: SigningParameters;
  /** Whose defaults they are, such as "Flask-WTF’s CSRF token"; null: of no known library. */
  readonly knownAs: string | null;
};

/** itsdangerous' own derivation and digest, which most libraries use with their own salt. */
function itsdangerous(salt: string): SigningParameters {
  return { salt, keyDerivation: 'django-concat', digest: 'sha1' };
}

/** Libraries' defaults, from their sources; nearest to a session cookie first. */
const KNOWN_PARAMETERS: readonly KnownParameters[] = [
  { parameters: FLASK_SIGNING, knownAs: 'Flask’s own sessions' },
  { parameters: SERVER_SIDE_SIGNING['Flask-Session'], knownAs: 'Flask-Session’s ids' },
  {
    parameters: itsdangerous('itsdangerous.Signer'),
    knownAs: 'itsdangerous’ Signer, and the SessionMiddleware of Starlette and FastAPI',
  },
  { parameters: itsdangerous('itsdangerous'), knownAs: 'the default of itsdangerous’ serializers' },
  { parameters: itsdangerous('wtf-csrf-token'), knownAs: 'Flask-WTF’s CSRF token' },
  { parameters: itsdangerous('csrftoken'), knownAs: 'starlette-csrf’s token' },
  { parameters: itsdangerous('fastapi-csrf-token'), knownAs: 'fastapi-csrf-protect’s token' },
  { parameters: itsdangerous('remember-salt'), knownAs: 'Flask-Security’s authentication token' },
  { parameters: itsdangerous('tf-validity-salt'), knownAs: 'Flask-Security’s two-factor cookie' },
];

/** Salts that custom interfaces and hand-made cookies use, besides those of the libraries. */
const OTHER_SALTS = [
  'session',
  'sessions',
  'session-cookie',
  'cookie',
  'auth',
  'login',
  'remember',
  'remember-me',
  'csrf',
  'salt',
  'flask',
  '',
];

/** The digest whose signatures have that many bytes, or null: each digest has a different length. */
export function digestOfLength(bytes: number): Digest | null {
  return DIGESTS.find((digest) => DIGEST_BYTES[digest] === bytes) ?? null;
}

/**
 * Every other set of parameters to try with a digest, nearest first and each once: libraries' defaults, then the site's
 * own salt and the known ones with every key derivation. Without a derivation the salt has no effect: it is then the
 * site's own.
 */
export function otherParameters(own: SigningParameters, digest: Digest): KnownParameters[] {
  const tried = new Set([identity(own)]);
  const salts = new Set([
    own.salt,
    ...KNOWN_PARAMETERS.map(({ parameters }) => parameters.salt),
    ...OTHER_SALTS,
  ]);
  const made = Array.from(salts, (salt) =>
    KEY_DERIVATIONS.map((keyDerivation) => ({
      parameters: { salt: keyDerivation === 'none' ? own.salt : salt, keyDerivation, digest },
      knownAs: null,
    })),
  ).flat();
  return [...KNOWN_PARAMETERS.filter(({ parameters }) => parameters.digest === digest), ...made].filter(
    ({ parameters }) => {
      const isNew = !tried.has(identity(parameters));
      tried.add(identity(parameters));
      return isNew;
    },
  );
}

function identity({ salt, keyDerivation, digest }: SigningParameters): string {
  return `${digest} ${keyDerivation} ${keyDerivation === 'none' ? '' : salt}`;
}
