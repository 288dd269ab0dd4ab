import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

test.each(['=1+1', '+49 30', '-5+1', '@SUM(A1)', '\t=1', ' =1', '|calc', '%0A'])('%j is no formula', (value) => {
  expect(csvOf([[value]]).slice(1)).toContain(`'${value.trimEnd()}`)
})

test.each(['-5', '-20,00', '12.5'])('%j is a number and stays one', (value) => {
  expect(csvOf([[value]])).toBe(`\uFEFF${value}\r\n`)
})

test('semicolons, quotes and breaks are enclosed; a byte order mark leads', () => {
  expect(
    csvOf([
      ['Grund', 'Betrag'],
      ['Ärger; „mehr" davon\nund weiter', '49,90'],
    ]),
  ).toBe('\uFEFFGrund;Betrag\r\n"Ärger; „mehr"" davon\nund weiter";49,90\r\n')
})
