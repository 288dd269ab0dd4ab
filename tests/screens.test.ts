import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { screens } from './e2e/screens.ts'

/** Where a screen begins that is seen by another's path, or that only exists with what stands in the history. */
const elsewhere = new Set([
  '/',
  '/inbox',
  '$caseId',
  '/answers/new',
  '/answers/$manyId',
  '/settings/channels/choose/$signInId',
])

test('every address of the web is among the screens that are looked at', () => {
  const routes = readFileSync(join(import.meta.dirname, '../packages/web/src/app/routes.ts'), 'utf8')
  const paths = [...routes.matchAll(/^ {2}path: '([^']+)'/gm)].map(([, path]) => path!)
  const places = new Proxy({}, { get: () => 'x' }) as Parameters<(typeof screens)[number]['path']>[0]
  const seen = screens.map((screen) => screen.path(places).split('?')[0]!)
  const isSeen = (path: string) => {
    const pattern = new RegExp(`^${path.replace(/\$\w+/g, '[^/]+')}$`)
    return seen.some((one) => pattern.test(one))
  }
  expect(paths.length).toBeGreaterThan(50)
  expect(paths.filter((path) => !elsewhere.has(path) && !isSeen(path))).toEqual([])
})
