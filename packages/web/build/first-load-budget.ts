import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const BUDGET_BYTES = 300_000
/** What an agent waits for on opening the app: the frame, the inbox, its German words and the font. A case comes when it is opened. */
const firstScreens = ['app/shell/shell.tsx', 'inbox/inbox-screen.tsx']
const firstWords = /(ui|app|inbox)\/locales\/de\.json$/

type Chunk = {
  type: 'chunk'
  fileName: string
  code: string
  isEntry: boolean
  facadeModuleId: string | null
  imports: string[]
  viteMetadata?: { importedCss?: Set<string> }
}
type Asset = { type: 'asset'; fileName: string; source: string | Uint8Array }

/** Fails the build when the first load (JS, CSS and font, gzip) grows beyond the budget, and says how large it is. */
export function firstLoadBudget(): Plugin {
  return {
    name: 'first-load-budget',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const files = new Set<string>()
        const all = bundle as unknown as Record<string, Chunk | Asset>
        for (const part of Object.values(all)) if (part.type === 'chunk' && isFirst(part)) collect(part, all, files)
        for (const part of Object.values(all)) if (part.fileName.endsWith('.woff2')) files.add(part.fileName)
        const bytes = [...files].reduce((sum, name) => sum + sizeOf(all[name]), 0)
        const figures = `first load ${(bytes / 1000).toFixed(1)} kB gzip of ${BUDGET_BYTES / 1000} kB, ${files.size} files`
        if (bytes > BUDGET_BYTES) this.error(figures)
        this.info(figures)
      },
    },
  }
}

function isFirst(chunk: Chunk): boolean {
  const id = chunk.facadeModuleId ?? ''
  return chunk.isEntry || firstWords.test(id) || firstScreens.some((screen) => id.endsWith(screen))
}

function collect(chunk: Chunk, all: Record<string, Chunk | Asset>, files: Set<string>): void {
  if (files.has(chunk.fileName)) return
  files.add(chunk.fileName)
  for (const css of chunk.viteMetadata?.importedCss ?? []) files.add(css)
  for (const name of chunk.imports) {
    const next = all[name]
    if (next?.type === 'chunk') collect(next, all, files)
  }
}

function sizeOf(part: Chunk | Asset | undefined): number {
  if (!part) return 0
  if (part.type === 'chunk') return gzipSync(part.code).length
  // A woff2 is compressed already and travels as it is.
  return part.fileName.endsWith('.woff2') ? part.source.length : gzipSync(part.source).length
}
