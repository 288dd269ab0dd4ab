import { afterAll, beforeAll, expect, test } from 'vitest'
import { deviceOf, openSample, type Sample } from './sample.ts'
import { pressFor } from './screen.ts'
import { until } from './until.ts'

// What is promised to a customer is kept with a proof, and nobody closes a case in silence, in either language.
let sample: Sample
let german: Awaited<ReturnType<typeof deviceOf>>
let english: typeof german
let caseId: string

type Progress = { next: { code: string } | null }
type Promises = { items: { id: string; kind: string; state: string; what: string; proof: object | null }[] }
const path = (rest = '') => `/api/v1/cases/${caseId}${rest}`
/** A loaded machine may take its time. */
const eventually = <T>(what: () => T | Promise<T>) => expect.poll(what, { timeout: 60_000 })
const shots = process.env.SHOTS
const shoot = async (device: typeof german, name: string) => {
  if (shots) await device.page.screenshot({ path: `${shots}/${name}.png` })
}

beforeAll(async () => {
  sample = await openSample()
  const { items } = (await sample.ask('GET', '/api/v1/cases?filter=kanal:email&limit=50')) as {
    items: { id: string; waitingSince: string | null }[]
  }
  for (const { id } of items.filter(({ waitingSince }) => waitingSince !== null)) {
    caseId = id
    const promised = ((await sample.ask('GET', path('/promises'))) as Promises).items
    // The sample promises refunds of its own.
    if (!promised.some(({ kind }) => kind === 'refund')) break
  }
  german = await deviceOf(sample, { language: 'de', theme: 'light', width: 1440, height: 900 })
  english = await deviceOf(sample, { language: 'en', theme: 'dark', width: 390, height: 844 })
  for (const { page } of [german, english]) page.setDefaultTimeout(60_000)
}, 240_000)
afterAll(async () => {
  await german?.context.close()
  await english?.context.close()
  await sample?.close()
})

test('a refund is promised by key; the five steps name it and lead to it', { timeout: 180_000 }, async () => {
  const { page } = german
  await page.goto(`${sample.product.url}/cases/${caseId}`)
  await page.getByRole('button', { name: /^Als Nächstes:/ }).waitFor()
  await page.keyboard.press('2')
  await page.getByRole('heading', { name: 'Zusagen', exact: true }).waitFor()
  await page
    .locator('#case-promises')
    .getByRole('button', { name: /Zusagen/ })
    .first()
    .waitFor()
  await page.keyboard.press('s')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Betrag').fill('49,90 €')
  await shoot(german, 'promise-add')
  await dialog.getByRole('button', { name: 'Zusage festhalten' }).click()
  await page.getByText('49,90 €').first().waitFor()
  await eventually(async () =>
    ((await sample.ask('GET', path('/promises'))) as Promises).items.filter(({ kind }) => kind === 'refund'),
  ).toMatchObject([{ state: 'open', what: '49,90 €' }])
  await page.getByRole('button', { name: /^Informieren/ }).click()
  await page.getByRole('menuitem', { name: /Zusage halten/ }).waitFor()
  await shoot(german, 'steps')
  await page.keyboard.press('Escape')
  const { next } = (await sample.ask('GET', path('/progress'))) as Progress
  expect(next).not.toBeNull()
})

test('closing in silence is refused in words, with the way out, in German and in English', {
  timeout: 180_000,
}, async () => {
  const { page } = german
  const dialog = page.getByRole('dialog')
  await pressFor(page, 'e', dialog)
  await dialog.getByText('Ein Fall wird erst erledigt, wenn jede Zusage gehalten ist', { exact: false }).waitFor()
  await dialog.getByText('Das letzte Wort hat der Kunde', { exact: false }).waitFor()
  await dialog.getByRole('button', { name: 'Antworten' }).waitFor()
  await shoot(german, 'silence-de')
  await page.keyboard.press('Escape')
  await english.page.goto(`${sample.product.url}/cases/${caseId}`)
  await english.page.getByRole('button', { name: /^Next:/ }).waitFor()
  await shoot(english, 'case-en-phone')
  await english.page.getByRole('button', { name: 'Done', exact: true }).first().click()
  await english.page.getByRole('dialog').getByText('The customer had the last word', { exact: false }).waitFor()
  await shoot(english, 'silence-en')
  expect(((await sample.ask('GET', path())) as { category: string }).category).not.toBe('done')
})

test('kept with a proof, then closed by somebody with the right who says why', { timeout: 180_000 }, async () => {
  const { page } = german
  await page.locator('li', { hasText: '49,90 €' }).getByRole('button', { name: 'Gehalten' }).first().click()
  const keep = page.getByRole('dialog')
  await keep.getByLabel('Was ist geschehen?').fill('Überwiesen, Beleg 2217')
  await keep.getByRole('button', { name: 'Gehalten' }).click()
  await eventually(
    async () =>
      ((await sample.ask('GET', path('/promises'))) as Promises).items.find(({ kind }) => kind === 'refund')?.proof,
  ).toMatchObject({ kind: 'words', words: 'Überwiesen, Beleg 2217' })
  await keep.waitFor({ state: 'detached' })
  const dialog = page.getByRole('dialog')
  // The keys of the case hold again once the dialog before has gone and what it changed is there.
  for (let tries = 0; tries < 10 && (await dialog.count()) === 0; tries += 1) {
    await page.keyboard.press('e')
    await dialog.waitFor({ timeout: 2_000 }).catch(() => {})
  }
  await dialog.getByLabel('Warum ohne ein Wort?').fill('Am Telefon geklärt')
  await dialog.getByRole('button', { name: 'Mit Begründung fortfahren' }).click()
  await eventually(async () => ((await sample.ask('GET', path())) as { category: string }).category).toBe('done')
  const { items } = (await sample.ask('GET', path('/history'))) as { items: { event: string; data: object }[] }
  expect(items.find(({ event }) => event === 'case.silent')!.data).toMatchObject({ reason: 'Am Telefon geklärt' })
  // Two refusals were asked for; the browser tells them.
  expect(german.problems.filter((line) => !line.includes('409'))).toEqual([])
})

test('what needs me is a view with its count, and the key goes through it', { timeout: 180_000 }, async () => {
  const { page } = german
  await page.goto(`${sample.product.url}/inbox/needs_me`)
  await page.getByRole('link', { name: /^Ich bin dran/ }).waitFor()
  await page.getByRole('heading', { name: 'Ich bin dran' }).first().waitFor()
  await shoot(german, 'needs-me')
  await until('the next case', async () => {
    await page.keyboard.press('n')
    return page.waitForURL('**/inbox/needs_me/**', { timeout: 10_000 }).then(
      () => true,
      () => false,
    )
  })
})
