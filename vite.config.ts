import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import manifest from './package.json' with { type: 'json' };
import { thirdPartyLicences } from './scripts/third-party.ts';

const here = import.meta.dirname;
const main = resolve(here, 'src/main');

/** Everything the main side starts: doors, and the threads and processes behind them. */
const mainEntries = {
  cli: `${main}/hosts/cli/cli.ts`,
  electron: `${main}/hosts/electron/electron.ts`,
  'imaging-process': `${main}/imaging/imaging-process.ts`,
  'reader-thread': `${main}/imaging/reader-thread.ts`,
  'mmc-thread': `${main}/adapters/mmc-thread/mmc-thread.ts`,
  'hash-thread': `${main}/imaging/hash-thread.ts`,
  'source-hash-thread': `${main}/adapters/exports/source-hash-thread.ts`,
  'hash-lane-thread': `${main}/adapters/files/hash-lane-thread.ts`,
  'image-thread': `${main}/adapters/images/image-thread.ts`,
  'check-thread': `${main}/adapters/images/check-thread.ts`,
  'convert-thread': `${main}/adapters/images/convert-thread.ts`,
  'merge-thread': `${main}/adapters/exports/merge-thread.ts`,
  'extract-thread': `${main}/adapters/images/extract-thread.ts`,
  'restore-thread': `${main}/adapters/sqlite/upkeep/restore-thread.ts`,
  'integrity-thread': `${main}/adapters/sqlite/upkeep/integrity-thread.ts`,
  'list-thread': `${main}/adapters/images/list-thread.ts`,
  'listing-thread': `${main}/adapters/sqlite/listing/listing-thread.ts`,
  'find-thread': `${main}/adapters/sqlite/find/find-thread.ts`,
  'catalogue-thread': `${main}/adapters/sqlite/catalogue-thread.ts`,
  'digest-lane-thread': `${main}/adapters/handover/digest-lane-thread.ts`,
  'hand-over-thread': `${main}/adapters/handover/hand-over-thread.ts`,
  'fixity-thread': `${main}/adapters/fixity/fixity-thread.ts`,
  'dat-thread': `${main}/adapters/sqlite/dats/dat-thread.ts`,
};

export default defineConfig({
  root: resolve(here, 'src/renderer'),
  plugins: [
    react(),
    // A font reaches the build through CSS alone.
    thirdPartyLicences(here, resolve(here, 'dist/THIRD-PARTY.md'), [
      ...Object.keys(manifest.dependencies),
      '@fontsource-variable/inter',
    ]),
  ],
  build: { target: 'es2024', sourcemap: false },
  environments: {
    client: {
      build: {
        outDir: resolve(here, 'dist/client'),
        emptyOutDir: true,
        assetsInlineLimit: 0,
        // zod and what tells it that there is no eval, before every schema that is made of it in other chunks.
        rolldownOptions: {
          output: {
            codeSplitting: { groups: [{ name: 'zod', test: /node_modules.zod.|zod-without-eval/ }] },
          },
        },
      },
    },
    main: {
      consumer: 'server',
      resolve: {
        noExternal: true,
        external: ['electron', 'koffi', 'better-sqlite3'],
        conditions: ['node', 'module'],
      },
      build: {
        target: 'node24',
        ssr: true,
        outDir: resolve(here, 'dist/main'),
        emptyOutDir: true,
        copyPublicDir: false,
        minify: false,
        rolldownOptions: {
          input: mainEntries,
          external: ['electron', 'koffi', 'better-sqlite3', /^node:/],
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
    },
    // A sandboxed preload must be one CommonJS file.
    preload: {
      consumer: 'server',
      build: {
        target: 'node24',
        ssr: true,
        outDir: resolve(here, 'dist/preload'),
        emptyOutDir: true,
        copyPublicDir: false,
        rolldownOptions: {
          input: { preload: `${main}/hosts/electron/preload.ts` },
          external: ['electron'],
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['client', 'main', 'preload']) await builder.build(builder.environments[name]!);
    },
  },
});
