/** A verdict as a sentence, of a session that is there or of one that would be written. It must not judge. */
import type { ComponentChildren } from 'preact';
import type { Verdict } from '../../../session/index.ts';
import { keyRole, reasonText, type Tense, VERDICTS } from '../../format/verdict.ts';
import type { KeyringKey } from '../../store/stored-keys.ts';
import { KeyName } from './KeyName.tsx';

type Props = {
  readonly verdict: Verdict;
  readonly tense: Tense;
  readonly keys: readonly KeyringKey[];
  /** The moment of expiry. */
  readonly since: string;
  /** The sentence's end. */
  readonly children?: ComponentChildren;
};

export function VerdictSentence({ verdict, tense, keys, since, children }: Props) {
  const { outcome } = verdict;
  const key = outcome === 'accepted' ? keys[verdict.key] : undefined;
  return (
    <>
      <span class={CLASSES[outcome]}>{VERDICTS[tense][outcome]}</span>
      {outcome === 'accepted' && verdict.empty && ', though it is empty'}:{' '}
      {outcome === 'accepted' ? (
        <>
          signed with {key && <KeyName name={key.name} />} ({keyRole(verdict.key)})
        </>
      ) : (
        reasonText(verdict, keys.length, since)
      )}
      {children}.
    </>
  );
}

const CLASSES: Readonly<Record<Verdict['outcome'], string>> = {
  accepted: 'accepted',
  refused: 'refused',
  error: 'refused',
  undecided: 'warning',
  'no-key': 'refused',
};
