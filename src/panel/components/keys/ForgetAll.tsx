/** Forgets the keys of every site, after asking for confirmation. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { counted } from '../../format/numbers.ts';
import { keyListOf } from '../../store/key-list.ts';
import type { Store } from '../../store/store.ts';
import { Section } from './Section.tsx';

type Step =
  | { readonly step: 'idle' | 'asking' | 'done' }
  | { readonly step: 'failed'; readonly reason: string };

export function ForgetAll({ store }: { readonly store: Store }) {
  const current = useSignal<Step>({ step: 'idle' });
  const { step } = current.value;
  const sites = store.keyring.sites.value;
  const keys = [...sites.values()].reduce((count, ring) => count + ring.length, 0);
  const opener = useRef<HTMLButtonElement>(null);
  const hasAsked = useRef(false);
  // The answer button is gone, and its focus with it.
  useEffect(() => {
    if (step === 'asking') hasAsked.current = true;
    else if (hasAsked.current) opener.current?.focus();
  }, [step]);
  const forget = async (): Promise<void> => {
    current.value = { step: 'idle' };
    try {
      keyListOf(store).clear();
      await store.keyring.forgetAll();
      current.value = { step: 'done' };
    } catch (error) {
      current.value = { step: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
  };
  return (
    <Section title="Forget all keys">
      {step === 'asking' ? (
        <Question
          text={questionText(keys, sites.size)}
          onYes={() => void forget()}
          onNo={() => {
            current.value = { step: 'idle' };
          }}
        />
      ) : (
        <p>
          <button
            type="button"
            class="button"
            ref={opener}
            onClick={() => {
              current.value = { step: 'asking' };
            }}
          >
            Forget all keys…
          </button>{' '}
          <span class="quiet">of every site</span>
        </p>
      )}
      <p role="status" aria-label="Result of forgetting the keys">
        {/* Not shown once keys have been added again. */}
        {current.value.step === 'done' && keys === 0 && (
          <>
            <span class="accepted">✓ Forgotten:</span> no key is left, in memory or on disk.
          </>
        )}
        {current.value.step === 'failed' && (
          <span class="refused">
            ✗ The browser could not forget all keys; some may still be stored: {current.value.reason}
          </span>
        )}
      </p>
    </Section>
  );
}

function questionText(keys: number, sites: number): string {
  // Another version may have stored keys that this one cannot read.
  if (keys === 0) return 'There are no keys. Delete any stored key data anyway?';
  return `Forget ${counted(keys, 'key')} of ${counted(sites, 'site')}, in memory and on disk? They cannot be recovered.`;
}

type QuestionProps = { readonly text: string; readonly onYes: () => void; readonly onNo: () => void };

function Question({ text, onYes, onNo }: QuestionProps) {
  const no = useRef<HTMLButtonElement>(null);
  // The button that asked is gone; the harmless answer takes its focus.
  useEffect(() => no.current?.focus(), []);
  return (
    <fieldset class="question" aria-label="Forget all keys?">
      <p>
        <span class="warning">▲</span> {text}
      </p>
      <p class="buttons">
        <button type="button" class="button" onClick={onYes}>
          Forget them
        </button>
        <button type="button" class="button" ref={no} onClick={onNo}>
          Keep them
        </button>
      </p>
    </fieldset>
  );
}
