/** A key's text, masked until the user asks to see it. It must reach the document only as the value of a field, never as markup. */
import { useSignal } from '@preact/signals';

/** The same number for every key: it must not reveal the key's length. */
const DOTS = '•'.repeat(8);

/** `name`: the key's name, used in the labels. */
export function SecretText({ name, text }: { readonly name: string; readonly text: string }) {
  const isShown = useSignal(false);
  return (
    <span class="secret">
      {isShown.value ? (
        // Not an input: it would drop the newlines that a key can have.
        <textarea
          class="text-input"
          aria-label={`The key ${name}`}
          rows={1}
          readOnly
          spellcheck={false}
          autocomplete="off"
          value={text}
        />
      ) : (
        <span class="dots" role="img" aria-label="masked">
          {DOTS}
        </span>
      )}
      <ShowButton
        name={name}
        isShown={isShown.value}
        onToggle={() => {
          isShown.value = !isShown.value;
        }}
      />
    </span>
  );
}

type ShowProps = { readonly name: string; readonly isShown: boolean; readonly onToggle: () => void };

/** Shows or hides what is masked; `name` completes "Show …". */
export function ShowButton({ name, isShown, onToggle }: ShowProps) {
  const action = isShown ? 'Hide' : 'Show';
  return (
    <button type="button" class="link" aria-label={`${action} ${name}`} onClick={onToggle}>
      {action}
    </button>
  );
}
