/** A cookie's name for reading. It must not shorten or mark anything in it. */

/** The name itself; in place of an empty one, which Chromium stores, words. */
export function nameOf({ name }: { readonly name: string }): string {
  return name || '(no name)';
}
