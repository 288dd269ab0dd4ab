import { AxeBuilder } from '@axe-core/playwright'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deviceOf, openSample, type Sample } from './sample.ts'

// A lead says what must be known; closing stops there and takes it right there. The case file is issued by key.
let sample: Sample
let german: Awaited<ReturnType<typeof deviceOf>>
let english: typeof german
let caseId: string

beforeAll(async () => {
  sample = await openSample()
  const { items } = (await sample.ask('GET', '/api/v1/cases?filter=kanal:email&limit=100')) as {
    items: { id: string; category: string; waitingSince: string | null }[]
  }
  caseId = items.find(({ category, waitingSince }) => category === 'open' && waitingSince === null)?.id ?? items[0]!.id
  german = await deviceOf(sample, { language: 'de', theme: 'light', width: 1440, height: 900 })
  english = await deviceOf(sample, { language: 'en', theme: 'dark', width: 390, height: 844 })
  for (const { page } of [german, english]) page.setDefaultTimeout(60_000)
}, 240_000)
afterAll(async () => {
  await german?.context.close()
  await english?.context.close()
  await sample?.close()
})

const shots = process.env.SHOTS
async function look(page: Page, name: string): Promise<void> {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png` })
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html.slice(0, 160)}`)).toEqual([])
}

test('what must be known is set in a table, with an exception for complaints', { timeout: 180_000 }, async () => {
  const { page } = german
  await page.goto(`${sample.product.url}/settings/closing`)
  await page.getByRole('radio', { name: 'Gefunden wo: Nötig' }).first().check()
  await page.getByRole('radio', { name: 'Besonderheiten: Nötig' }).first().check()
  await page.getByRole('button', { name: 'Ausnahme hinzufügen' }).click()
  await page.getByRole('group', { name: 'Ausnahme 1' }).getByRole('radio', { name: 'Ursache: Nötig' }).check()
  await look(page, 'closing')
  await page.getByRole('button', { name: 'Speichern' }).click()
  await page.getByText('Regeln zum Abschluss gespeichert.').first().waitFor()
  const policy = (await sample.ask('GET', '/api/v1/closing-policy')) as {
    levels: Record<string, string>
    exceptions: { kinds: string[]; levels: Record<string, string> }[]
  }
  expect([policy.levels['found-where'], policy.levels.cause]).toEqual(['required', 'hint'])
  expect(policy.exceptions).toMatchObject([{ kinds: ['complaint'], levels: { cause: 'required' } }])
})

test('closing stops at what is missing and takes it right there', { timeout: 180_000 }, async () => {
  const { page } = german
  const { items } = (await sample.ask('GET', '/api/v1/cases?view=all&limit=200')) as {
    items: { id: string; category: string }[]
  }
  const tried = (await sample.ask('POST', '/api/v1/cases/bulk', {
    select: {
      ids: items.filter(({ category }) => category !== 'done' && category !== 'closed').map(({ id: one }) => one),
    },
    change: { category: 'done' },
    dryRun: true,
  })) as { refused: { id: string; because: string[] }[] }
  const id = tried.refused.find(({ because }) => because.includes('facts-missing'))!.id
  await page.goto(`${sample.product.url}/cases/${id}`)
  await page.locator('[data-row="message"]').first().waitFor()
  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('form', { name: 'Fehlende Angaben' }).waitFor()
  await look(page, 'closing-missing')
  const form = dialog.getByRole('form', { name: 'Fehlende Angaben' })
  const heard = page.waitForResponse((answer) => answer.url().endsWith(`/cases/${id}/completeness`))
  await sample.ask('PUT', `/api/v1/cases/${id}/documentation`, { foundBy: 'Die Nachbarin' })
  await heard
  for (const box of await form.getByRole('textbox').all()) if (await box.isEditable()) await box.fill('Am Telefon')
  const cause = form.getByLabel('Ursache')
  if (await cause.count()) {
    await cause.first().click()
    await page.getByRole('option').first().click()
  }
  await dialog.getByRole('button', { name: 'Speichern' }).click()
  await dialog.getByText('Alles festgehalten.').waitFor()
  // What somebody else said while the form stood open is not overwritten by what nobody touched in it.
  const { fields } = (await sample.ask('GET', `/api/v1/cases/${id}/completeness`)) as {
    fields: { field: string; value: string | null }[]
  }
  const known = Object.fromEntries(fields.map(({ field, value }) => [field, value]))
  expect(known).toMatchObject({ 'found-where': 'Am Telefon', 'found-by': 'Die Nachbarin' })
})

test('the case file is issued by key and on a phone, in both languages, with its purpose', {
  timeout: 180_000,
}, async () => {
  for (const [{ page }, title, run, language] of [
    [german, 'Fallakte ausgeben', 'Ausgeben', 'de'],
    [english, 'Issue the case file', 'Issue', 'en'],
  ] as const) {
    await page.goto(`${sample.product.url}/cases/${caseId}`)
    await page.locator('[data-row="message"]').first().waitFor()
    await page.keyboard.press('2')
    await page.getByRole('region', { name: language === 'de' ? 'Dokumentation' : 'Documentation' }).waitFor()
    if (language === 'de') await page.keyboard.press('Shift+E')
    else await page.getByRole('button', { name: title }).first().click()
    const dialog = page.getByRole('dialog', { name: title })
    await dialog.waitFor()
    await look(page, `case-file-${language}`)
    const download = page.waitForEvent('download')
    await dialog.getByRole('button', { name: run, exact: true }).click()
    const file = await download
    expect(file.suggestedFilename()).toMatch(/^resonanz-\d+\.pdf$/)
    expect((await readFile(await file.path())).subarray(0, 5).toString()).toBe('%PDF-')
  }
})
