/** Costs as one stacked bar, widest first. Each segment says its key and bytes; the table below is its legend. */
import { type Costs, childCount } from '../../../session/index.ts';
import { counted } from '../../format/numbers.ts';
import { keyLabel } from '../../format/preview.ts';
import { costText, restOf, tintOf } from './cost-words.ts';

type Props = {
  readonly title: string;
  readonly costs: Costs;
  readonly onOpen: (key: string | number) => void;
};

/** Segments beyond these are too narrow to distinguish: they are drawn as one. */
const MOST_SEGMENTS = 12;

export function CostBar({ title, costs, onOpen }: Props) {
  const { branches } = costs;
  const wide = branches.flatMap(({ key, value, bytes }) =>
    bytes !== null && bytes > 0 ? [{ key, value, bytes }] : [],
  );
  const drawn = wide.slice(0, MOST_SEGMENTS);
  const others = wide.slice(MOST_SEGMENTS);
  const othersBytes = others.reduce((sum, { bytes }) => sum + bytes, 0);
  const rest = restOf(costs);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div class="cost-bar" role="group" aria-label={`${title}, as a bar`}>
      {drawn.map(({ key, value, bytes }, rank) => {
        const name = `${keyLabel(key)}: ${costText(bytes)}`;
        const style = { flexGrow: bytes, '--tint': tintOf(rank) };
        const text = (
          <span class="segment-label" aria-hidden="true">
            {keyLabel(key)}
          </span>
        );
        return childCount(value) > 0 ? (
          <button
            key={key}
            type="button"
            class="segment"
            style={style}
            title={`${name} – open`}
            aria-label={`Open ${name}`}
            onClick={() => onOpen(key)}
          >
            {text}
          </button>
        ) : (
          <span key={key} class="segment" role="img" style={style} title={name} aria-label={name}>
            {text}
          </span>
        );
      })}
      {others.length > 0 && (
        <Rest grow={othersBytes} name={`${counted(others.length, 'more')}: ${costText(othersBytes)}`} />
      )}
      {rest > 0 && <Rest grow={rest} name={`the rest: ${costText(rest)}`} isShared />}
    </div>
  );
}

type RestProps = { readonly grow: number; readonly name: string; readonly isShared?: boolean };

function Rest({ grow, name, isShared = false }: RestProps) {
  return (
    <span
      class={isShared ? 'segment shared' : 'segment'}
      role="img"
      style={{ flexGrow: grow, '--tint': tintOf(MOST_SEGMENTS) }}
      title={name}
      aria-label={name}
    />
  );
}
