import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Aliases, Source } from './imports.ts'

const root = join(import.meta.dirname, '..', '..')

/** All our TypeScript below packages/ and tests/. */
export function readSources(): Source[] {
  return ['packages', 'tests']
    .flatMap((folder) => filesBelow(folder))
    .map((path) => ({
      path,
      text: readFileSync(join(root, path), 'utf8'),
    }))
}

/** The `imports` maps of the packages. */
export function readAliases(): Aliases {
  return Object.fromEntries(
    readdirSync(join(root, 'packages'))
      .filter((name) => existsSync(join(root, 'packages', name, 'package.json')))
      .map((name) => {
        const { imports } = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'))
        return [name, (imports ?? {}) as Record<string, string>]
      }),
  )
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return ['node_modules', 'dist', 'fixtures'].includes(entry.name) ? [] : filesBelow(path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })
}
