import { expect, test } from 'vitest'
import { safePath } from './enter.ts'

test('only paths of our own are followed after signing in', () => {
  expect(safePath('/inbox/mine?filter=status%3Aoffen')).toBe('/inbox/mine?filter=status%3Aoffen')
  for (const path of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '',
    undefined,
    '/a\\b',
  ])
    expect(safePath(path)).toBe('/')
})
