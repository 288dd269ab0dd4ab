import { afterAll, beforeAll, expect, test } from 'vitest'
import { deviceOf, openSample, type Sample } from './sample.ts'
import { until } from './until.ts'

// A text module is found by keyboard, put in, filled where a fact is missing, and sent; a checklist leads the case.
let sample: Sample
let german: Awaited<ReturnType<typeof deviceOf>>
let phone: typeof german
let caseId: string

const path = (rest = '') => `/api/v1/cases/${caseId}${rest}`
const shots = process.env.SHOTS
const shoot = async (device: typeof german, name: string) => {
  if (shots) await device.page.screenshot({ path: `${shots}/${name}.png` })
}

beforeAll(async () => {
  sample = await openSample()
  const { items } = (await sample.ask('GET', '/api/v1/cases?filter=kanal:email&limit=100')) as {
    items: { id: string; language: string | null; waitingSince: string | null }[]
  }
  caseId = items.find(({ waitingSince, language }) => waitingSince !== null && language === 'de')!.id
  german = await deviceOf(sample, { language: 'de', theme: 'light', width: 1440, height: 900 })
  phone = await deviceOf(sample, { language: 'en', theme: 'dark', width: 390, height: 844 })
  for (const { page } of [german, phone]) page.setDefaultTimeout(60_000)
}, 240_000)
afterAll(async () => {
  await german?.context.close()
  await phone?.context.close()
  await sample?.close()
})

const field = () => german.page.getByLabel('Antwort an den Kunden').last()
const text = () => field().inputValue()

test('/ finds a module, Enter puts it in; what nobody knows is marked and stops the sending', {
  timeout: 180_000,
}, async () => {
  const { page } = german
  await page.goto(`${sample.product.url}/cases/${caseId}`)
  await field().waitFor()
  await page.keyboard.press('r')
  await field().fill('')
  await page.keyboard.type('/verzög')
  const list = page.getByRole('listbox', { name: 'Textbausteine' })
  await list.getByRole('option', { name: /Lieferung verzögert sich/ }).waitFor()
  await page.getByText('{{order.number}}').first().waitFor()
  await shoot(german, 'module-picker')
  await page.keyboard.press('Enter')
  await list.waitFor({ state: 'detached' })
  await expect.poll(text).toContain('Guten Tag')
  expect(await text()).toContain('{{order.number}}')
  await page.getByText('Bitte ausfüllen: Bestellnummer').first().waitFor()
  await shoot(german, 'module-missing')
  await page.keyboard.press('Control+Enter')
  const chosen = () =>
    field().evaluate((area) => {
      const { value, selectionStart, selectionEnd } = area as unknown as {
        value: string
        selectionStart: number
        selectionEnd: number
      }
      return value.slice(selectionStart, selectionEnd)
    })
  await expect.poll(chosen).toBe('{{order.number}}')
  const { sent } = await answers()
  expect(sent).toBe(false)
})

test('filled in, it is sent and counted; the server would not have let it through either', {
  timeout: 180_000,
}, async () => {
  const { page } = german
  const refused = await fetch(`${sample.product.url}${path('/replies')}`, {
    method: 'POST',
    headers: { cookie: sample.cookie, origin: sample.product.url, 'content-type': 'application/json' },
    body: JSON.stringify({
      threadId: await threadId(),
      text: 'Ihre Bestellung {{order.number}} kommt.',
      expectedLastMessageId: null,
      evenIfNewer: true,
      nextUpdate: null,
    }),
  })
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([422, 'variable-missing'])
  for (let gaps = 0; gaps < 5 && (await text()).includes('{{'); gaps++) {
    await page.keyboard.press('Control+Enter')
    await page.keyboard.type(gaps === 0 ? 'B-88121' : '6. Mai, 12 Uhr')
  }
  expect(await text()).toContain('Bestellung B-88121 kommt')
  await page.keyboard.press('Control+Enter')
  // Whether the check asks for a reason is the server's to say, in its own time.
  const dialog = page.getByRole('dialog')
  await until('it is sent', async () => {
    if (await dialog.isVisible()) {
      await dialog.getByRole('textbox').first().fill('Passt so', { timeout: 2_000 })
      await dialog.getByRole('button').last().click({ timeout: 2_000 })
    }
    return (await answers()).sent
  })
  const { items } = (await sample.ask('GET', '/api/v1/text-modules')) as {
    items: { title: string; usesInNinetyDays: number; lastUsedAt: string | null }[]
  }
  const used = items.find(({ title }) => title === 'Lieferung verzögert sich')
  expect(Date.now() - Date.parse(used?.lastUsedAt ?? '')).toBeLessThan(120_000)
})

test('the checklist asks for what is missing and holds the case until it is there', { timeout: 180_000 }, async () => {
  const { page } = german
  const { items } = (await sample.ask('GET', '/api/v1/checklists')) as { items: { id: string; name: string }[] }
  const list = items.find(({ name }) => name === 'Erstattung')!
  await sample.ask('POST', path('/checklists'), { checklistId: list.id })
  await page.reload()
  await page.locator('[data-row="message"]').first().waitFor()
  await field().waitFor()
  await page.keyboard.press('2')
  const card = page.getByRole('region', { name: 'Checkliste' })
  await card.getByText('Ticketnummer oder Foto des Tickets').waitFor()
  await page.keyboard.press('r')
  await field().fill('Guten Tag,\n\n')
  await card.getByRole('button', { name: /fehlende Angaben erfragen/ }).click()
  await expect.poll(text).toContain('Wie lautet die Nummer auf Ihrem Ticket?')
  await shoot(german, 'checklist')
  // The tick stands there once the server has it.
  await card.getByRole('checkbox', { name: /Ticketnummer/ }).click()
  await expect.poll(async () => (await steps()).filter((step) => step.state === 'done').length).toBe(1)
  await page.getByRole('tab', { name: 'Wissen' }).click()
  await page.getByText('Passt zu diesem Fall').waitFor()
  await shoot(german, 'knowledge')
})

test('on a phone the button opens the picker, a touch puts the words in', { timeout: 180_000 }, async () => {
  const { page } = phone
  await page.goto(`${sample.product.url}/cases/${caseId}`)
  await page.getByRole('button', { name: 'Reply', exact: true }).click()
  await page.getByRole('button', { name: 'Put in a text module' }).click()
  const option = page.getByRole('listbox', { name: 'Text modules' }).getByRole('option').first()
  await option.waitFor()
  await shoot(phone, 'module-picker-phone')
  const { height } = (await option.boundingBox())!
  expect(height).toBeGreaterThanOrEqual(44)
  await option.click()
  const area = page.getByLabel('Reply to the customer').last()
  await expect.poll(() => area.inputValue()).not.toContain('::')
  expect((await area.inputValue()).length).toBeGreaterThan(20)
})

test('settings: found, changed, previewed; my tasks', { timeout: 180_000 }, async () => {
  const { page } = german
  await page.goto(`${sample.product.url}/settings/text-modules`)
  await page.getByRole('heading', { name: 'Textbausteine', exact: true }).waitFor()
  await page.getByRole('searchbox', { name: 'Textbausteine durchsuchen' }).fill('erstattung')
  await shoot(german, 'modules')
  await page.getByRole('button', { name: 'Bearbeiten: Erstattung angestoßen' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Guten Tag Frau Wagner').first().waitFor()
  await shoot(german, 'module-edit')
  await dialog.getByLabel('Ordner').fill('Geld zurück')
  await dialog.getByRole('button', { name: 'Speichern' }).click()
  await page.getByText('Geld zurück').first().waitFor()
  await page.goto(`${sample.product.url}/settings/checklists`)
  await page.getByRole('button', { name: 'Bearbeiten: Erstattung' }).click()
  await page.getByRole('dialog').getByText('Schritt 1').first().waitFor()
  await shoot(german, 'checklist-edit')
  await page.goto(`${sample.product.url}/tasks`)
  await page.getByText('Fahrtenbuch vom Freitag ansehen').waitFor()
  await shoot(german, 'tasks')
})

type Item = { kind: string; direction?: string; text?: string }
async function answers(): Promise<{ sent: boolean }> {
  const { items } = (await sample.ask('GET', path('/timeline?limit=200'))) as { items: Item[] }
  return { sent: items.some(({ direction, text: words }) => direction === 'out' && words?.includes('B-88121')) }
}
async function steps(): Promise<{ state: string }[]> {
  const { items } = (await sample.ask('GET', path('/checklists'))) as {
    items: { name: string; steps: { state: string }[] }[]
  }
  return items.find(({ name }) => name === 'Erstattung')!.steps
}
async function threadId(): Promise<string> {
  const { threads } = (await sample.ask('GET', path())) as { threads: { id: string; channel: string }[] }
  return threads.find(({ channel }) => channel === 'email')!.id
}
