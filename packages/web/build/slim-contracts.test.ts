import { parseAst } from 'vite'
import { expect, test } from 'vitest'
import { slim } from './slim-contracts.ts'

const slimmed = (code: string) => slim(code, parseAst(code) as never)

test('routes keep what the web needs and lose their schemas', () => {
  const code = slimmed(
    "export const r = { list: route({ id: 'cases.list', method: 'GET', path: '/c', summary: 's', query: z.object({ a: z.string() }), response: page(Row) }) }",
  )
  expect(code).toContain(
    "list: route({ id: 'cases.list', method: 'GET', path: '/c', summary: 0, query: 0, response: 0 })",
  )
})

test('computed constants may be dropped, functions and literals stay as they are', () => {
  expect(slimmed("const A = z.enum(['a'])")).toBe("const A = /*#__PURE__*/ (() => (z.enum(['a'])))()")
  expect(slimmed('const f = (x) => z.string(x)')).toBe('const f = (x) => z.string(x)')
  expect(slimmed("const list = ['a']")).toBe("const list = ['a']")
})
