/** The address of the tab that asks for access to a site (access.html), and its parameters. */

const PAGE = '/src/panel/access/access.html';

/** The link that opens the tab for these match patterns. */
export function accessLink(origins: readonly string[]): string {
  return `${PAGE}?${new URLSearchParams(origins.map((origin) => ['origin', origin]))}`;
}

/** The match patterns that such a link carries; anything that is not a pattern of one http(s) host is left out. */
export function originsOf(search: string): string[] {
  return new URLSearchParams(search)
    .getAll('origin')
    .filter((origin) => /^https?:\/\/[^*/\s]+\/\*$/.test(origin));
}
