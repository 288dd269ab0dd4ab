import { expect, test } from 'vitest'
import { triggerAt } from './trigger.ts'

const at = (marked: string) => triggerAt(marked.replace('|', ''), marked.indexOf('|'))

test.each([
  ['/|', { from: 0, typed: '' }],
  ['Guten Tag\n/rück|', { from: 10, typed: 'rück' }],
  ['Guten Tag ::geld zu|', { from: 10, typed: 'geld zu' }],
  ['::|', { from: 0, typed: '' }],
  ['/ja|gestern', { from: 0, typed: 'ja' }],
])('%j looks for a text module', (text, expected) => {
  expect(at(text)).toEqual(expected)
})

test.each([
  'und/oder|',
  'C++ std::vec|',
  'um 10:30|',
  '/ |',
  '/tickets/eva|',
  'https://resonanz.example|',
  '/ein ganzer Satz der so beginnt|',
  'nichts|',
  `/${'x'.repeat(41)}|`,
])('%j looks for none', (text) => {
  expect(at(text)).toBeNull()
})
