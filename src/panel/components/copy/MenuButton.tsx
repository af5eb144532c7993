/** A button that opens a menu, by the ARIA pattern: arrow keys walk, Escape closes, the focus goes back. It must do nothing itself. */
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';

export type MenuItem = { readonly label: string; onChoose(): void };

type Props = {
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** A line below the items; '' for none. */
  readonly hint: string;
};

/** Pixels between the menu and the edge of the panel. */
const MARGIN = 4;

/** Which item has the focus at first; null: closed. */
type Opened = 'first' | 'last' | null;

export function MenuButton({ label, items, hint }: Props) {
  const [opened, setOpened] = useState<Opened>(null);
  const button = useRef<HTMLButtonElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const id = useId();
  const close = (): void => {
    setOpened(null);
    button.current?.focus();
  };
  useLayoutEffect(() => {
    const [menu, from] = [popup.current, button.current];
    if (opened === null || !menu || !from) return;
    const all = itemsIn(menu);
    const placeAgain = (): void => place(menu, from.getBoundingClientRect());
    placeAgain();
    (opened === 'first' ? all[0] : all.at(-1))?.focus();
    addEventListener('resize', placeAgain);
    return () => removeEventListener('resize', placeAgain);
  }, [opened]);

  const onButtonKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setOpened(event.key === 'ArrowDown' ? 'first' : 'last');
  };
  const onMenuKey = (event: KeyboardEvent): void => {
    const isLeaving = event.key === 'Escape' || event.key === 'Tab';
    if (isLeaving) close();
    else if (!step(event.key, event.currentTarget as HTMLElement)) return;
    // From the button, Tab goes on by itself.
    if (event.key !== 'Tab') event.preventDefault();
    // DevTools uses Escape itself.
    event.stopPropagation();
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        id={`${id}-button`}
        class="link menu-button"
        aria-haspopup="menu"
        aria-expanded={opened !== null}
        aria-controls={opened === null ? undefined : id}
        // Otherwise the menu would lose the focus, close, and be reopened by the click.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => (opened === null ? setOpened('first') : close())}
        onKeyDown={onButtonKey}
      >
        {label} <span aria-hidden="true">▾</span>
      </button>
      {opened !== null && (
        <div
          ref={popup}
          class="menu"
          onFocusOut={(event) => {
            if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOpened(null);
          }}
        >
          <div
            role="menu"
            id={id}
            aria-labelledby={`${id}-button`}
            aria-describedby={hint === '' ? undefined : `${id}-hint`}
            tabIndex={-1}
            onKeyDown={onMenuKey}
          >
            {items.map((item) => (
              <button
                key={item.label}
                type="button"
                role="menuitem"
                tabIndex={-1}
                onMouseMove={(event) => event.currentTarget.focus()}
                onClick={() => {
                  close();
                  item.onChoose();
                }}
              >
                {item.label}
              </button>
            ))}
          </div>
          {hint !== '' && (
            <p id={`${id}-hint`} class="quiet">
              {hint}
            </p>
          )}
        </div>
      )}
    </>
  );
}

function itemsIn(menu: HTMLElement): HTMLElement[] {
  return Array.from(menu.querySelectorAll<HTMLElement>('[role="menuitem"]'));
}

/** Moves the focus as the key says; false if it says nothing. */
function step(key: string, menu: HTMLElement): boolean {
  const all = itemsIn(menu);
  const index = all.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: index + 1, ArrowUp: index - 1 + all.length, Home: 0, End: all.length - 1 }[key];
  if (to === undefined) return false;
  all[to % all.length]?.focus();
  return true;
}

/** Below the button or, where there is no room, above it or wherever it fits; within the panel in any case. */
function place(menu: HTMLElement, { right, bottom, top }: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = menu;
  const fitsBelow = bottom + height + MARGIN <= innerHeight;
  const y = fitsBelow ? bottom : top - height;
  const within = (at: number, most: number): string => `${Math.max(MARGIN, Math.min(at, most - MARGIN))}px`;
  menu.style.left = within(right - width, innerWidth - width);
  menu.style.top = within(y, innerHeight - height);
}
