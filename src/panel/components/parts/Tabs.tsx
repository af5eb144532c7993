/** A row of tabs with its panel, by the ARIA pattern: arrow keys move, one tab is in the focus order. */
import type { ComponentChildren } from 'preact';

export type Tab<Name extends string> = { readonly name: Name; readonly label: string };

const TAB_PANEL = 'tab-panel';

type ListProps<Name extends string> = {
  readonly label: string;
  readonly tabs: readonly Tab<Name>[];
  readonly current: Name;
  readonly onSelect: (name: Name) => void;
  /** The id of the panel that shows what is chosen. */
  readonly controls?: string;
};

type Props<Name extends string> = Omit<ListProps<Name>, 'controls'> & {
  /** Stands at the right end of the row. */
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
};

export function Tabs<Name extends string>({ actions, children, ...list }: Props<Name>) {
  return (
    <>
      <div class="tab-row">
        <TabList {...list} controls={TAB_PANEL} />
        {actions}
      </div>
      <div
        role="tabpanel"
        id={TAB_PANEL}
        aria-labelledby={`tab-${list.current}`}
        class="tab-panel"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
      >
        {children}
      </div>
    </>
  );
}

/** The row alone, for where the panel that it chooses stands elsewhere. */
export function TabList<Name extends string>({ label, tabs, current, onSelect, controls }: ListProps<Name>) {
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    const index = tabs.findIndex((tab) => tab.name === current);
    const next = tabs[(index + step + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    onSelect(next.name);
    document.getElementById(`tab-${next.name}`)?.focus();
  };
  return (
    <div role="tablist" aria-label={label} class="tab-list" onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.name}
          type="button"
          role="tab"
          id={`tab-${tab.name}`}
          aria-selected={tab.name === current}
          aria-controls={controls}
          tabIndex={tab.name === current ? 0 : -1}
          onClick={() => onSelect(tab.name)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}
