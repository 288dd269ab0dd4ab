import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { said, says, startLanguageModel } from '../language-model.ts'
import { deviceOf, openSample, type Sample } from './sample.ts'

// Off until an administrator switches it on; then one press, masked, and words that a person changes and takes over.
let sample: Sample
let model: Awaited<ReturnType<typeof startLanguageModel>>
let german: Awaited<ReturnType<typeof deviceOf>>
let english: typeof german
let caseId: string

beforeAll(async () => {
  model = await startLanguageModel()
  sample = await openSample({ env: { RESONANZ_EGRESS_ALLOW: `127.0.0.1:${model.port}` } })
  const { items } = (await sample.ask('GET', '/api/v1/cases?filter=kanal:email&limit=100')) as {
    items: { id: string; language: string | null; waitingSince: string | null }[]
  }
  caseId = items.find(({ waitingSince, language }) => waitingSince !== null && language === 'de')!.id
  german = await deviceOf(sample, { language: 'de', theme: 'light', width: 1440, height: 900 })
  english = await deviceOf(sample, { language: 'en', theme: 'dark', width: 390, height: 844 })
  for (const { page } of [german, english]) page.setDefaultTimeout(60_000)
}, 240_000)
afterAll(async () => {
  await german?.context.close()
  await english?.context.close()
  await sample?.close()
  await model?.close()
})

const shots = process.env.SHOTS
async function look(page: Page, name: string): Promise<void> {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png` })
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html.slice(0, 160)}`)).toEqual([])
}
async function openCase(page: Page): Promise<void> {
  await page.goto(`${sample.product.url}/cases/${caseId}`)
  await page.locator('[data-row="message"]').first().waitFor()
}

test('off: the case offers nothing and nothing is asked', { timeout: 180_000 }, async () => {
  const { page } = german
  await openCase(page)
  // The answer field comes a moment after the words; its keys hold from then on.
  await page.locator('[data-composer="reply"] textarea').waitFor()
  await page.keyboard.press('r')
  expect(await page.getByRole('button', { name: 'Entwurf vorschlagen lassen' }).count()).toBe(0)
  expect(model.heard).toEqual([])
})

test('an administrator sets it up; what is missing is named', { timeout: 180_000 }, async () => {
  const { page } = german
  await page.goto(`${sample.product.url}/settings/language-help`)
  await page.getByLabel('Sprachmodell einschalten').check({ force: true })
  await page.getByLabel('Adresse').fill(model.url)
  await page.getByLabel('Name des Modells').fill('haus-7b')
  for (const use of ['Antwort entwerfen', 'Fall zusammenfassen', 'Nachricht übersetzen'])
    await page.getByLabel(use).check()
  await page.getByLabel('Zweck').fill('Antworten vorbereiten')
  await page.getByRole('button', { name: 'Speichern' }).click()
  await page.getByText('Zum Einschalten fehlt noch: Auftragsverarbeiter, Datenschutzhinweis').waitFor()
  await look(page, 'language-model-missing')
  await page.getByLabel('Auftragsverarbeiter').fill('Eigenes Rechenzentrum')
  await page.getByRole('textbox', { name: 'Datenschutzhinweis' }).fill('Die Worte bleiben im Haus.')
  await page.getByRole('button', { name: 'Speichern' }).click()
  await page.getByText('Das Sprachmodell ist eingeschaltet').first().waitFor()
  await page.getByRole('button', { name: 'Verbindung prüfen' }).click()
  await page.getByText(/Der Server hat in \d+ ms geantwortet/).waitFor()
  expect(model.heard).toHaveLength(1)
})

test('a draft: what would be sent one click away, words to change, taken over and sent by nobody', {
  timeout: 180_000,
}, async () => {
  const { page } = german
  model.heard.length = 0
  model.answer(says('Guten Tag [PERSON_1],\n<b>wir</b> prüfen das. [IBAN_99]'))
  await openCase(page)
  await page.getByRole('button', { name: 'Entwurf vorschlagen lassen' }).waitFor()
  await page.keyboard.press('Shift+G')
  const dialog = page.getByRole('dialog', { name: 'Entwurf vom Sprachmodell' })
  await dialog.getByRole('button', { name: 'Ansehen, was gesendet würde' }).click()
  await dialog.getByText('An 127.0.0.1').waitFor()
  expect(model.heard).toEqual([])
  await look(page, 'language-model-preview')
  await dialog.getByRole('button', { name: 'Vorschlag holen' }).click()
  const words = dialog.getByRole('textbox', { name: 'Vorschlag' })
  await words.waitFor()
  await dialog.getByText('Vorschlag eines Sprachmodells').waitFor()
  expect(await words.inputValue()).toContain('<b>wir</b> prüfen das')
  expect(model.heard).toHaveLength(1)
  const take = dialog.getByRole('button', { name: 'In die Antwort übernehmen' })
  expect(await take.isDisabled()).toBe(true)
  await dialog.getByText('Dafür ist nichts bekannt, bitte ersetzen: [IBAN_99]').waitFor()
  await look(page, 'language-model-draft')
  await words.fill('Guten Tag, wir prüfen das bis morgen.')
  await take.click()
  const field = page.getByLabel('Antwort an den Kunden').last()
  await expect.poll(() => field.inputValue()).toContain('wir prüfen das bis morgen')
  const calls = async () =>
    ((await sample.ask('GET', '/api/v1/language-help/calls')) as { items: { use: string }[] }).items
  await expect.poll(async () => (await calls()).length).toBeGreaterThan(0)
  expect((await calls())[0]!.use).toBe('draft')
})

test('what leaves holds no name or address of the customer', { timeout: 180_000 }, async () => {
  const detail = (await sample.ask('GET', `/api/v1/cases/${caseId}`)) as { customer: { name: string } }
  const sent = model.heard.map(said).join('\n')
  expect(sent).toContain('DATA')
  expect(sent).not.toContain(detail.customer.name)
  expect(sent).not.toMatch(/[\w.]+@[\w.]+\.\w+/)
})

test('a summary stands in the case, marked, and stays only as a note', { timeout: 180_000 }, async () => {
  const { page } = german
  model.answer(says('Die Kundin wartet auf eine Antwort.'))
  await openCase(page)
  await page.keyboard.press('2')
  await page.getByRole('button', { name: 'Fall zusammenfassen lassen' }).waitFor()
  await page.keyboard.press('Shift+Z')
  const card = page.getByRole('region', { name: 'Zusammenfassung' })
  await card.getByText('Vorschlag eines Sprachmodells').waitFor()
  await look(page, 'language-model-summary')
  await card.getByRole('button', { name: 'Als interne Notiz übernehmen' }).click()
  await page
    .getByText(/Vorschlag eines Sprachmodells \(haus-7b\), geprüft und übernommen/)
    .first()
    .waitFor()
})

test('English on a phone: a translation under the words; a slow or broken server is said in words', {
  timeout: 180_000,
}, async () => {
  const { page } = english
  model.answer((response) => response.writeHead(500).end())
  await openCase(page)
  await page.getByRole('button', { name: 'Translate' }).first().click()
  await page.getByRole('button', { name: 'Translate: English' }).first().click()
  await page.getByText('Something went wrong at the language model').first().waitFor()
  model.answer(says('I am waiting. <script>alert(1)</script>'))
  await page.getByRole('button', { name: 'Translate: English' }).first().click()
  await page.getByText('I am waiting. <script>alert(1)</script>').waitFor()
  await page.getByText('Proposal of a language model').first().waitFor()
  await look(page, 'language-model-translation')
})
