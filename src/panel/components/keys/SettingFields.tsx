/** Fields for one setting each: a text that may be refused, and a choice of a few options. They must not know any setting. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** Text that was refused: it stays in the field to be corrected. */
type Refused = { readonly text: string; readonly problem: string };

type TextProps = {
  readonly label: string;
  readonly value: string;
  /** Flask's own; not said where there are `children`. */
  readonly standard?: string;
  /** Shown while the field is empty. */
  readonly placeholder: string;
  /** Why a text cannot be used; null if it can. */
  readonly problemOf: (text: string) => string | null;
  readonly onTake: (text: string) => void;
  /** What can be typed. */
  readonly children?: ComponentChildren;
};

export function TextSetting(props: TextProps) {
  const { label, value, standard = '', placeholder, problemOf, onTake, children } = props;
  const refused = useSignal<Refused | null>(null);
  const id = useId();
  const take = (text: string): void => {
    const problem = problemOf(text);
    refused.value = problem === null ? null : { text, problem };
    if (problem === null) onTake(text);
  };
  return (
    <p class="setting">
      <label for={id}>{label}</label>{' '}
      <span>
        <input
          id={id}
          type="text"
          class="text-input"
          placeholder={placeholder}
          autocomplete="off"
          spellcheck={false}
          value={refused.value?.text ?? value}
          aria-invalid={refused.value !== null}
          onChange={(event) => take(event.currentTarget.value)}
        />{' '}
        <span role="alert" class="problem">
          {refused.value?.problem}
        </span>{' '}
        {children ? (
          <span class="quiet">{children}</span>
        ) : refused.value ? (
          <span class="quiet">Still in effect: {value === '' ? 'none' : value}.</span>
        ) : (
          <Standard isStandard={value === standard} name={standard} />
        )}
      </span>
    </p>
  );
}

type ChoiceProps<Name extends string> = {
  readonly label: string;
  readonly value: Name;
  readonly standard: Name;
  readonly options: readonly Name[];
  readonly nameOf: (option: Name) => string;
  readonly onTake: (option: Name) => void;
};

export function ChoiceSetting<Name extends string>(props: ChoiceProps<Name>) {
  const { label, value, standard, options, nameOf, onTake } = props;
  const id = useId();
  return (
    <p class="setting">
      <label for={id}>{label}</label>{' '}
      <span>
        <select
          id={id}
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option === event.currentTarget.value);
            if (chosen) onTake(chosen);
          }}
        >
          {options.map((option) => (
            <option key={option} value={option}>
              {nameOf(option)}
            </option>
          ))}
        </select>{' '}
        <Standard isStandard={value === standard} name={nameOf(standard)} />
      </span>
    </p>
  );
}

function Standard({ isStandard, name }: { readonly isStandard: boolean; readonly name: string }) {
  return <span class="quiet">{isStandard ? 'Flask’s default' : `Flask’s default is ${name}`}</span>;
}
