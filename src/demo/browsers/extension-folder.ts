/** Reads what a driver must know of the unpacked extension. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface ExtensionFolder {
  path: string;
  /** Of the devtools page, with a leading slash. */
  devtoolsPath: string;
  /** Firefox's id, if the manifest has one. */
  geckoId: string | undefined;
}

interface Manifest {
  devtools_page?: string;
  browser_specific_settings?: { gecko?: { id?: string } };
}

export function readExtensionFolder(folder: string): ExtensionFolder {
  const path = resolve(folder);
  const file = join(path, 'manifest.json');
  let manifest: Manifest;
  try {
    manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  } catch (error) {
    throw new Error(`${file} cannot be read: has the extension been built?`, { cause: error });
  }
  if (manifest.devtools_page === undefined) {
    throw new Error(`${file} has no devtools_page`);
  }
  return {
    path,
    devtoolsPath: `/${manifest.devtools_page.replace(/^\//, '')}`,
    geckoId: manifest.browser_specific_settings?.gecko?.id,
  };
}
