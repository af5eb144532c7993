/** One key of a site: everything that can be changed about it, in place. */
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import {
  describeKey,
  type KeyStrength,
  readSecretKey,
  type SecretKeyForm,
  strengthOf,
} from '../../../keys/index.ts';
import { counted } from '../../format/numbers.ts';
import type { KeyringConcern } from '../../store/keyring.ts';
import type { KeyringKey } from '../../store/stored-keys.ts';
import type { SignKind } from '../parts/Sign.tsx';
import { FORM_NAMES, roleOf } from './key-words.ts';
import { SecretText } from './SecretText.tsx';

type Props = {
  readonly keyring: KeyringConcern;
  readonly origin: string;
  readonly ringKey: KeyringKey;
  /** Its index; the first is the current key. */
  readonly index: number;
  readonly isLast: boolean;
};

export function KeyRow({ keyring, origin, ringKey, index, isLast }: Props) {
  const { id, name, text, isRemembered } = ringKey;
  const role = roleOf(index);
  return (
    <tr>
      <th scope="row" class="role">
        <code>{role}</code>
      </th>
      <td class="name">
        <input
          type="text"
          class="text-input"
          aria-label={`Name of ${role}`}
          autocomplete="off"
          spellcheck={false}
          value={name}
          onChange={(event) => {
            const typed = event.currentTarget.value.trim();
            if (typed === '') event.currentTarget.value = name;
            else keyring.rename(origin, id, typed);
          }}
        />
      </td>
      <td class="text">
        <SecretText name={role} text={text} />
      </td>
      <td class="form">
        <FormChoice role={role} ringKey={ringKey} onChoose={(form) => keyring.readAs(origin, id, form)} />
      </td>
      <td class="about">
        {describeKey(ringKey)} · <Strength bytes={ringKey.bytes} />
      </td>
      <td class="kept">
        <label>
          <input
            type="checkbox"
            aria-label={`Remember ${role} on this computer`}
            checked={isRemembered}
            onChange={(event) => keyring.remember(origin, id, event.currentTarget.checked)}
          />{' '}
          Remember<span class="where"> on this computer</span>
        </label>
      </td>
      <td>
        <Moves role={role} index={index} isLast={isLast} onMove={(step) => keyring.move(origin, id, step)} />
        <button
          type="button"
          class="link"
          aria-label={`Forget ${role}`}
          onClick={(event) => {
            focusNeighbour(event.currentTarget);
            keyring.forget(origin, id);
          }}
        >
          Forget
        </button>
      </td>
    </tr>
  );
}

/** The row is about to be removed with the focus in it: the next row takes the focus, or else the field above the table. */
function focusNeighbour(button: HTMLElement): void {
  const row = button.closest('tr');
  const next = row?.nextElementSibling ?? row?.previousElementSibling;
  const target =
    next?.querySelector<HTMLElement>('input') ?? document.querySelector<HTMLElement>('.keys-view select');
  target?.focus();
}

type FormProps = {
  readonly role: string;
  readonly ringKey: KeyringKey;
  readonly onChoose: (form: SecretKeyForm) => void;
};

/** Only the forms in which the key's text can be read can be chosen. */
function FormChoice({ role, ringKey: { text, form }, onChoose }: FormProps) {
  const possible = useMemo(() => FORM_NAMES.filter(([each]) => readSecretKey(text, each).ok), [text]);
  return (
    <select
      aria-label={`How ${role} is read`}
      value={form}
      onChange={(event) => {
        const chosen = possible.find(([each]) => each === event.currentTarget.value);
        if (chosen) onChoose(chosen[0]);
      }}
    >
      {FORM_NAMES.map((option) => {
        const [each, label] = option;
        return (
          <option key={each} value={each} disabled={!possible.includes(option)}>
            {label}
          </option>
        );
      })}
    </select>
  );
}

function Strength({ bytes }: Pick<KeyringKey, 'bytes'>) {
  const { rating, bits, sentence } = useMemo(() => strengthOf(bytes), [bytes]);
  const { kind, shape } = RATINGS[rating];
  return (
    <span title={sentence}>
      <span class={kind}>
        {shape} {rating}
      </span>
      , at most {counted(bits, 'bit')}
    </span>
  );
}

const RATINGS: Readonly<Record<KeyStrength['rating'], { readonly kind: SignKind; readonly shape: string }>> =
  {
    weak: { kind: 'refused', shape: '✗' },
    fair: { kind: 'warning', shape: '▲' },
    strong: { kind: 'accepted', shape: '✓' },
  };

type MoveProps = {
  readonly role: string;
  readonly index: number;
  readonly isLast: boolean;
  readonly onMove: (step: -1 | 1) => void;
};

function Moves({ role, index, isLast, onMove }: MoveProps) {
  /** The button that was pressed: a row that moves loses the focus. */
  const pressed = useRef<HTMLButtonElement | null>(null);
  useLayoutEffect(() => {
    pressed.current?.focus();
    pressed.current = null;
  }, [index]);
  const button = (step: -1 | 1, isEnd: boolean) => (
    <button
      type="button"
      class="icon-button"
      aria-label={`Move ${role} ${step < 0 ? 'up' : 'down'}`}
      // Not disabled: it must keep the focus when the key has reached the end.
      aria-disabled={isEnd}
      onClick={(event) => {
        if (isEnd) return;
        pressed.current = event.currentTarget;
        onMove(step);
      }}
    >
      {step < 0 ? '↑' : '↓'}
    </button>
  );
  return (
    <>
      {button(-1, index === 0)}
      {button(1, isLast)}
    </>
  );
}
