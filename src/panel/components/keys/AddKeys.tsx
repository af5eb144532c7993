/** Where keys are pasted, in any form; it says what was recognised before anything is added. The field's text stays in the field. */
import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { PastedReading, SecretKeyForm } from '../../../keys/index.ts';
import type { Store } from '../../store/store.ts';
import { addKeys } from './adding.ts';
import { FORM_NAMES, namesFor } from './key-words.ts';
import { offerText, readOffer } from './offer.ts';
import { ShowButton } from './SecretText.tsx';
import { Section } from './Section.tsx';

/** Links the message about what was recognised to the field. */
const ABOUT_OFFER = 'about-the-pasted-keys';

type Props = { readonly store: Store; readonly origin: string };

export function AddKeys({ store, origin }: Props) {
  const text = useSignal('');
  const name = useSignal('');
  const form = useSignal<SecretKeyForm | 'auto'>('auto');
  const isShown = useSignal(false);
  /** What was done, and how many keys there were then: outdated once the number changes. */
  const done = useSignal<{ readonly text: string; readonly count: number } | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  // The button that led here is gone.
  useEffect(() => {
    if (document.activeElement === document.body) field.current?.focus();
  }, []);
  const offer = useComputed(() => (text.value === '' ? null : readOffer(text.value, form.value))).value;
  const ring = store.keyring.keysOf(origin);
  const [usualName] = namesFor(
    1,
    '',
    ring.map((key) => key.name),
  );
  const add = (): void => {
    if (!offer?.ok) return;
    const outcome = addKeys(store.keyring, origin, offer.keys, name.value);
    done.value = { text: outcome, count: store.keyring.keysOf(origin).length };
    text.value = '';
    name.value = '';
    form.value = 'auto';
    field.current?.focus();
  };
  return (
    <Section title="Add a key">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <textarea
          ref={field}
          class={isShown.value ? 'text-input pasted' : 'text-input pasted masked'}
          aria-label="Secret key"
          aria-describedby={ABOUT_OFFER}
          aria-invalid={offer?.ok === false}
          placeholder="SECRET_KEY, as text, as Python, as a line of .env …"
          rows={3}
          autocomplete="off"
          spellcheck={false}
          value={text.value}
          onInput={(event) => {
            text.value = event.currentTarget.value;
            done.value = null;
          }}
        />
        <p class="buttons">
          <ShowButton
            name="what is typed"
            isShown={isShown.value}
            onToggle={() => {
              isShown.value = !isShown.value;
            }}
          />
          <label>
            Read it{' '}
            <select
              value={form.value}
              onChange={(event) => {
                const chosen = FORM_NAMES.find(([each]) => each === event.currentTarget.value);
                form.value = chosen?.[0] ?? 'auto';
              }}
            >
              <option value="auto">automatically</option>
              {FORM_NAMES.map(([each, label]) => (
                <option key={each} value={each}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          <label>
            Name{' '}
            <input
              type="text"
              class="text-input"
              placeholder={usualName}
              autocomplete="off"
              spellcheck={false}
              value={name.value}
              onInput={(event) => {
                name.value = event.currentTarget.value;
              }}
            />
          </label>
          <button type="submit" class="button" disabled={!offer?.ok}>
            Add
          </button>
        </p>
      </form>
      <div role="status" id={ABOUT_OFFER}>
        {offer && <AboutOffer offer={offer} present={ring.length} />}
        {done.value?.count === ring.length && <p>{done.value.text}</p>}
      </div>
    </Section>
  );
}

type AboutProps = { readonly offer: PastedReading; readonly present: number };

function AboutOffer({ offer, present }: AboutProps) {
  if (!offer.ok) {
    return <p class="problem">✗ {placed(offer)} Try reading it another way.</p>;
  }
  return (
    <>
      <p>{offerText(offer, present)}</p>
      {offer.notices.map((notice) => (
        <p key={notice.message}>
          <span class="warning">▲</span> {placed(notice)}
        </p>
      ))}
    </>
  );
}

type Placed = { readonly message: string; readonly position: number };

function placed({ message, position }: Placed): string {
  return `${message} (character ${position + 1})`;
}
