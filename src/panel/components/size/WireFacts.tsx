/** The bytes of a session apart from its keys: base64, signature, escapes, and what compression saves. */
import { useMemo } from 'preact/hooks';
import {
  type FlaskSession,
  isCut,
  type Rewritten,
  rewrittenLengths,
  savedByCompression,
  wirePartsOf,
} from '../../../session/index.ts';
import { counted, grouped } from '../../format/numbers.ts';
import { Fact, Facts } from '../parts/Facts.tsx';

export function WireFacts({ session }: { readonly session: FlaskSession }) {
  const { compressed, jsonBytes, payload, segments } = session;
  const rewritten = useMemo(() => (isCut(session) ? null : rewrittenLengths(payload)), [session, payload]);
  const { content, base64, timestamp, signature } = wirePartsOf(session);
  const whole = content + base64 + timestamp + signature;
  return (
    <Facts caption="From JSON to the cookie’s value">
      <Fact name="JSON" value={`${counted(jsonBytes, 'byte')}${isCut(session) ? ', and more' : ''}`} />
      <Fact
        name="Compression"
        value={
          compressed
            ? `zlib turns it into ${counted(content, 'byte')}: ${savedText(savedByCompression(session))}`
            : 'not compressed'
        }
      />
      <Fact name="Base64" value={`${counted(base64, 'byte')} more`} />
      <Fact
        name="Timestamp, signature"
        value={`${grouped(timestamp)} + ${counted(signature, 'byte')}, with their dots`}
      />
      <Fact
        name="The value"
        value={`${[content, base64, timestamp, signature].map(grouped).join(' + ')} = ${counted(whole, 'byte')}`}
      />
      <Fact name="Escapes" value={rewritten ? escapesText(rewritten) : 'not measured'} />
      {rewritten && rewritten.byFlask !== segments.payload.end && (
        <Fact
          name="Written by Flask"
          value={`the payload takes ${counted(segments.payload.end, 'byte')} here and would take ${grouped(rewritten.byFlask)} as Flask writes it with C zlib: the costs above are for Flask’s version`}
        />
      )}
    </Facts>
  );
}

function savedText(saved: number): string {
  return saved < 0
    ? `${counted(-saved, 'byte')} lost on the wire`
    : `${counted(saved, 'byte')} saved on the wire`;
}

function escapesText({ byFlask, asUtf8 }: Rewritten): string {
  if (asUtf8 === null) return 'needed: it contains a lone surrogate, which UTF-8 cannot represent';
  const cost = byFlask - asUtf8;
  if (cost === 0) return 'cost nothing';
  if (cost < 0) return `in UTF-8 it would take ${counted(-cost, 'byte')} more`;
  return `cost ${counted(cost, 'byte')}: \\u00e9 instead of é. With app.json.ensure_ascii = False, Flask writes UTF-8`;
}
