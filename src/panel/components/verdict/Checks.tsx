/** Flask's checks of a session in order, each with its result. After a failed check, Flask makes no more. */
import { useMemo } from 'preact/hooks';
import { formatDuration } from '../../../cookies/index.ts';
import { payloadVerdictOf } from '../../../session/index.ts';
import { utc } from '../../format/dates.ts';
import { judgingClock } from '../../format/server-clock.ts';
import { keyRole, reasonText } from '../../format/verdict.ts';
import type { CookieEntry } from '../../store/cookie-entry.ts';
import type { Store } from '../../store/store.ts';
import { Fact, Facts } from '../parts/Facts.tsx';
import { Sign, type SignKind } from '../parts/Sign.tsx';

/** `kind` null: not looked at, or not known. */
type Check = { readonly name: string; readonly kind: SignKind | null; readonly text: string };

export function Checks({ store, entry }: { readonly store: Store; readonly entry: CookieEntry }) {
  // Reading the payload takes time: done once per cookie, not every second.
  const payload = useMemo(() => payloadCheck(entry), [entry]);
  const checks = afterFailure([signatureCheck(store, entry), ...timeChecks(store, entry), payload]);
  return (
    <Facts caption="What Flask checks, in order">
      {checks.map(({ name, kind, text }) => (
        <Fact
          key={name}
          name={name}
          value={
            <>
              {kind && <Sign kind={kind} label={LABELS[kind]} />}{' '}
              <span class={kind ? '' : 'quiet'}>{text}</span>
            </>
          }
        />
      ))}
    </Facts>
  );
}

const LABELS: Readonly<Record<SignKind, string>> = {
  accepted: 'passed',
  warning: 'not certain',
  refused: 'failed',
};

function afterFailure(checks: readonly Check[]): readonly Check[] {
  const failed = checks.findIndex(({ kind }) => kind === 'refused');
  if (failed < 0) return checks;
  return checks.map((check, index) =>
    index > failed ? { ...check, kind: null, text: `${check.text} (Flask does not get this far)` } : check,
  );
}

function signatureCheck(store: Store, entry: CookieEntry): Check {
  const signature = store.verdicts.signatureOf(entry);
  const keys = store.keyring.keysOf(entry.origin);
  const name = 'Signature';
  switch (signature.state) {
    case 'valid': {
      const index = keys.indexOf(signature.key);
      const role = `${keyRole(index)}${index === 0 ? '' : ` of ${keys.length - 1}`}`;
      return { name, kind: 'accepted', text: `signed with ${signature.key.name}, ${role}` };
    }
    case 'bad': {
      const text = reasonText({ outcome: 'refused', reason: 'bad-signature', position: 0 }, keys.length, '');
      return { name, kind: 'refused', text };
    }
    case 'no-key':
    case 'unsigned':
      return { name, kind: null, text: 'not checked: no secret key given' };
  }
}

function timeChecks(store: Store, entry: CookieEntry): readonly Check[] {
  const { outline } = entry;
  const lifetime = store.lifetimeOf(entry);
  if (outline.kind !== 'flask-session') return [];
  const { timestamp } = outline;
  if (timestamp.state === 'malformed' || !lifetime) {
    const malformed = timestamp.state === 'malformed' ? timestamp : null;
    const text = `${malformed?.isFatal ? 'status 500: ' : ''}${malformed?.reason ?? ''}`;
    return [{ name: 'Timestamp', kind: 'refused', text }];
  }
  const { server } = lifetime;
  const signed: Check = { name: 'Timestamp', kind: 'accepted', text: utc(timestamp.seconds) };
  const limit = `${formatDuration(server.lifetime, 'all')}${server.source === 'default' ? ', Flask’s default' : ''}`;
  switch (server.state) {
    case 'accepted':
      return [
        signed,
        { name: 'Age', kind: 'accepted', text: `${formatDuration(server.age, 'all')} of ${limit}` },
      ];
    case 'expired':
      return [
        signed,
        { name: 'Age', kind: 'refused', text: `${formatDuration(server.age, 'all')}, more than ${limit}` },
      ];
    case 'future': {
      const text = `signed ${formatDuration(-server.age, 'all')} ahead of ${judgingClock(server.ahead)} clock`;
      return [signed, { name: 'Age', kind: 'refused', text }];
    }
  }
}

function payloadCheck(entry: CookieEntry): Check {
  const verdict = payloadVerdictOf(entry.text);
  const name = 'Payload';
  switch (verdict.outcome) {
    case 'error':
      return { name, kind: 'refused', text: `status 500: ${reasonText(verdict, 0, '')}` };
    case 'undecided':
      return { name, kind: 'warning', text: reasonText(verdict, 0, '') };
    default:
      return {
        name,
        kind: 'accepted',
        text:
          verdict.outcome === 'accepted' && verdict.empty ? 'an empty dict' : 'a dict that Flask can read',
      };
  }
}
