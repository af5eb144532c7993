/**
 * The public interface of the Flask codec: read, verify and write session cookies. Everything here is pure and
 * synchronous; it uses no browser, no DOM and no clock, and must stay usable from any JavaScript.
 *
 * `read` decodes and never verifies; `verify` checks only the signature; `verdictOf` says what Flask will do with
 * the cookie at a time that the caller passes in.
 */

export { blankPayload } from './blank.ts';
export { decodeBase64, encodeBase64, STANDARD, URL_SAFE } from './bytes/base64.ts';
export { INFLATE_LIMIT } from './bytes/inflate.ts';
export { decodeUtf8, encodeUtf8, loneSurrogate } from './bytes/utf8.ts';
export { type Container, childCount, childrenOf, isContainer, valueAt } from './children.ts';
export { convertValue, emptyValue, VALUE_TYPES, type ValueType } from './convert.ts';
export { type BranchCost, COST_BUDGET, type Costs, costsOf } from './cost/cost.ts';
export {
  type Rewritten,
  rewrittenLengths,
  savedByCompression,
  type WireParts,
  wirePartsOf,
} from './cost/figures.ts';
export { roomFor } from './cost/room.ts';
export { type Change, type Difference, diff, MOST_CHANGES, type ValuePath } from './diff.ts';
export {
  CLEARED,
  type Edit,
  insertValue,
  removeValue,
  renameKey,
  setPermanent,
  setValue,
} from './edit.ts';
export { type JsonFailure, type JsonReading, MAX_DEPTH, readJson } from './json/read.ts';
export { toJson } from './json/write.ts';
export { pythonSource } from './python/layout.ts';
export { MAX_INT_DIGITS, pythonFloat } from './python/number.ts';
export { MAX_PYTHON, type PythonNotice, type PythonReading, readPython } from './python/parse.ts';
export { pythonRepr } from './python/repr.ts';
export {
  matchEnd,
  originalPosition,
  skipBlank,
  skipExpression,
  skipString,
  withPythonLines,
} from './python/source.ts';
export { LiteralError, opensString, scanString } from './python/string.ts';
export { isCut, read } from './read.ts';
export type { FlaskSession, NotASession, Notice, Reading, Segment, Timestamp } from './reading.ts';
export {
  readServerSide,
  SERVER_SIDE_SIGNING,
  type ServerSideLibrary,
  type ServerSideSession,
} from './server-side.ts';
export {
  DIGEST_BYTES,
  DIGESTS,
  type Digest,
  FLASK_SIGNING,
  isSameSigning,
  KEY_DERIVATIONS,
  type KeyDerivation,
  type SigningParameters,
} from './signing/parameters.ts';
export {
  createKeyTester,
  createVerifier,
  readSignedText,
  type SignedText,
  verify,
} from './signing/signature.ts';
export { MAX_TIMESTAMP } from './signing/timestamp.ts';
export { isPermanent, isTrue } from './truth.ts';
export type {
  BoolValue,
  BytesValue,
  DatetimeValue,
  DictEntry,
  DictValue,
  FloatValue,
  IntValue,
  ListValue,
  MarkupValue,
  NoneValue,
  StrValue,
  TupleValue,
  UuidValue,
  Value,
} from './value.ts';
export {
  type Doubt,
  payloadVerdictOf,
  type Refusal,
  type ServerError,
  type ServerSettings,
  SURE_DEPTH,
  type Verdict,
  verdictOf,
} from './verdict.ts';
export { write, writePayload } from './write.ts';
