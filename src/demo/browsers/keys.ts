/** Reads key combinations such as `Control+Shift+Tab`. */

const modifierNames = ['Control', 'Shift', 'Alt', 'Meta'] as const;
export type Modifier = (typeof modifierNames)[number];

export function parseKey(combination: string): { key: string; modifiers: Modifier[] } {
  const [, before = '', key = ''] = /^(?:(.+)\+)?(.+)$/.exec(combination) ?? [];
  const modifiers = (before === '' ? [] : before.split('+')).map((part) => {
    const modifier = modifierNames.find((name) => name === part);
    if (modifier === undefined) {
      throw new Error(`no such modifier: ${part} in ${combination}`);
    }
    return modifier;
  });
  return { key, modifiers };
}
