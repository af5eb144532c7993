/** Builds the extension: `--mode chrome` and `--mode firefox` give dist/chrome and dist/firefox from one manifest. */
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { defineConfig } from 'vitest/config';
import manifest from './manifest.json' with { type: 'json' };

type Target = 'chrome' | 'firefox';

/** The keys that only one of the two browsers knows would each draw a warning in the other. */
function manifestFor(target: Target): ManifestV3Export {
  const { browser_specific_settings, minimum_chrome_version, ...common } = manifest;
  return (
    target === 'firefox' ? { ...common, browser_specific_settings } : { ...common, minimum_chrome_version }
  ) as ManifestV3Export;
}

export default defineConfig(({ mode }) => {
  const target: Target = mode === 'firefox' ? 'firefox' : 'chrome';
  return {
    plugins: process.env.VITEST ? [] : [crx({ manifest: manifestFor(target), browser: target })],
    build: {
      outDir: `dist/${target}`,
      emptyOutDir: true,
      target: ['chrome132', 'firefox142'],
      modulePreload: false,
      rollupOptions: {
        // Preact apart, so that what the store's linter says of it is not taken for ours.
        output: {
          codeSplitting: { groups: [{ name: 'preact', test: /node_modules\/(@preact|preact)\// }] },
        },
        // crxjs finds devtools_page by itself, but not the pages that only code names.
        input: { panel: 'src/panel/panel.html', access: 'src/panel/access/access.html' },
      },
    },
    test: {
      projects: [
        {
          extends: true,
          test: {
            name: 'unit',
            include: ['tests/**/*.test.{ts,tsx}'],
            exclude: ['tests/e2e/**'],
            sequence: { groupOrder: 0 },
            maxWorkers: '100%',
            testTimeout: 60_000,
            hookTimeout: 60_000,
          },
        },
        {
          extends: true,
          test: {
            name: 'e2e',
            include: ['tests/e2e/**/*.test.ts'],
            // After the others, and two at once: a test with a browser waits about as long as it works.
            sequence: { groupOrder: 1 },
            maxWorkers: 2,
            testTimeout: 60_000,
            hookTimeout: 60_000,
          },
        },
      ],
    },
  };
});
