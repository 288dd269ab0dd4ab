import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { chatWidget } from './build/chat-widget.ts'
import { firstLoadBudget } from './build/first-load-budget.ts'
import { slimContracts } from './build/slim-contracts.ts'

export default defineConfig({
  plugins: [react(), slimContracts(), firstLoadBudget(), chatWidget()],
  build: {
    target: 'es2022',
    sourcemap: true,
    // Below this size Vite would inline assets as data: addresses, which the content security policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What several screens share would else be a file each, of a few hundred bytes that compress badly alone.
          groups: [
            {
              name: 'vendor',
              test: /node_modules\/(@tanstack|use-sync-external-store|react-i18next|i18next|react-dom|react|scheduler)\//,
            },
            { name: 'lib', test: /packages\/web\/src\/lib\//, minShareCount: 10 },
            { name: 'icons', test: /lucide-react/, minShareCount: 4 },
            // Not those that only screens behind the inbox ask: they come with them.
            {
              name: 'contracts',
              test: /packages\/contracts\/src\/(?!goodwill|reply-approvals|workflow|actions|experts|handovers|targets|calendars)/,
              minShareCount: 4,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: { '/api': { target: process.env.RESONANZ_API ?? 'http://127.0.0.1:3000' } },
  },
})
