import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

export default defineConfig({
  plugins: [react(), contractsWithoutZod()],
  build: {
    target: 'es2022',
    sourcemap: true,
    // Below this size Vite would inline assets as data: addresses, which the content security policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: { '/api': { target: process.env.RESONANZ_API ?? 'http://127.0.0.1:3000', ws: false } },
  },
})

/**
 * The web uses the contracts for types, methods and paths; the server validates. So their zod is replaced by a
 * stand-in of a few lines instead of shipping a validator nobody calls.
 */
function contractsWithoutZod(): Plugin {
  const standIn = fileURLToPath(new URL('./src/lib/zod-stand-in.ts', import.meta.url))
  return {
    name: 'contracts-without-zod',
    enforce: 'pre',
    resolveId(source, importer) {
      if (source === 'zod' && importer?.includes('/contracts/')) return standIn
      return null
    },
  }
}
