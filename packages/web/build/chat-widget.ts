import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type Plugin } from 'vite'
import { slimContracts } from './slim-contracts.ts'

const BUDGET_BYTES = 30_000
const entry = fileURLToPath(new URL('../src/chat-widget/main.ts', import.meta.url))

/** The chat for other websites as one script of its own, beside the app. Fails the build when it grows beyond its budget. */
export function chatWidget(): Plugin {
  let folder = ''
  return {
    name: 'chat-widget',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir, 'chat')
    },
    async closeBundle() {
      const code = await buildWidget()
      const bytes = gzipSync(code).length
      const figures = `chat widget ${(bytes / 1000).toFixed(1)} kB gzip of ${BUDGET_BYTES / 1000} kB`
      if (bytes > BUDGET_BYTES) this.error(figures)
      this.info(figures)
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'widget.js'), code)
    },
  }
}

/** The script as it ships. */
export async function buildWidget(): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [slimContracts()],
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: { input: entry, output: { format: 'iife' } },
    },
  })
  const [output] = [made].flat()
  const chunk = output && 'output' in output ? output.output[0] : null
  if (chunk?.type !== 'chunk') throw new Error('the chat widget was not built')
  return chunk.code
}
