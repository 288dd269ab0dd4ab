import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deviceOf, openSample, type Sample } from './sample.ts'

// What stands below an answer, and rules whose conditions are denied: as an administrator and an agent meet them.
let sample: Sample
let context: BrowserContext
let page: Page
let problems: string[]

beforeAll(async () => {
  sample = await openSample()
  const device = await deviceOf(sample, { language: 'de', theme: 'light', width: 1440, height: 900 })
  context = device.context
  page = device.page
  problems = device.problems
  page.setDefaultTimeout(60_000)
}, 240_000)
afterAll(async () => {
  await context?.close()
  await sample?.close()
})

type Thread = { id: string; channel: string; reply: string }
/** A German case that lives in one mailbox alone. */
async function plainMailCase(): Promise<{ id: string; threadId: string }> {
  const { items } = (await sample.ask('GET', '/api/v1/cases?view=all&limit=200')) as {
    items: { id: string; channel: string }[]
  }
  for (const { id } of items.filter(({ channel }) => channel === 'email')) {
    const found = (await sample.ask('GET', `/api/v1/cases/${id}`)) as { threads: Thread[]; language: string | null }
    const [thread, other] = found.threads
    if (thread?.channel === 'email' && thread.reply === 'send' && !other && found.language === 'de')
      return { id, threadId: thread.id }
  }
  throw new Error('The sample company has no such case.')
}

test('the house changes its signature; an answer shows it below the field and carries it once', {
  timeout: 180_000,
}, async () => {
  await page.goto(`${sample.product.url}/settings/signatures`)
  await page.getByLabel('Deutsch, siezend').first().fill('Es grüßt Sie\n{{agent.name}}\n{{company.name}}')
  await page.getByRole('button', { name: 'Signatur speichern' }).first().click()
  await page.getByText('Gespeichert.').first().waitFor()
  const { id, threadId } = await plainMailCase()
  await page.goto(`${sample.product.url}/cases/${id}`)
  await page.getByText('Beim Senden steht darunter:').first().waitFor()
  await page
    .getByText(/Es grüßt Sie · .+ · Uferlinie/)
    .first()
    .waitFor()
  const sent = (await sample.ask('POST', `/api/v1/cases/${id}/replies`, {
    threadId,
    text: 'Guten Tag,\n\nwir haben nachgesehen: Ihre Lieferung ist unterwegs.',
    expectedLastMessageId: null,
    evenIfNewer: true,
    nextUpdate: null,
  })) as { message: { text: string } }
  expect(sent.message.text.match(/Es grüßt Sie/g)).toHaveLength(1)
  expect(sent.message.text).toContain('Uferlinie')
})

test('an answer on a public channel carries the initials of who wrote', { timeout: 180_000 }, async () => {
  await page.goto(`${sample.product.url}/cases/${sample.places.publicCase}`)
  await page.locator('h1').first().waitFor()
  await page.getByText('Dazu kommt:').first().waitFor()
  await page
    .getByText(/^\^[a-z0-9]{1,6}$/)
    .first()
    .waitFor()
  await page.goto(`${sample.product.url}/settings/signatures`)
  const people = page.getByRole('textbox')
  await people.last().waitFor()
})

test('by keyboard alone: a group of which nothing may hold, inside a group; the sentence says it', {
  timeout: 180_000,
}, async () => {
  await page.goto(`${sample.product.url}/settings/workflows/new`)
  await page.getByLabel('Name', { exact: true }).fill('Verneint')
  const press = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).last().focus()
    await page.keyboard.press('Enter')
  }
  const choose = async (label: string, option: string) => {
    const field = page.getByRole('combobox', { name: label, exact: true }).last()
    await field.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: option, exact: true }).last().waitFor()
    let active: string | null = null
    const activeNow = () => field.getAttribute('aria-activedescendant')
    for (let n = 0; n < 6; n += 1) {
      const before = await activeNow()
      await page.keyboard.press('ArrowDown')
      await expect.poll(activeNow).not.toBe(before)
      active = await activeNow()
      if (active && (await page.locator(`[id="${active}"]`).textContent())?.trim() === option) break
    }
    await page.keyboard.press('Enter')
  }
  await press('Bedingung')
  await page.getByLabel('Wert', { exact: true }).first().focus()
  await page.keyboard.type('lieferung')
  await press('Gruppe')
  await choose('Verknüpfung', 'Nichts davon trifft zu')
  await page
    .getByText(/und \(?nicht gilt \(Art des Anliegens/)
    .first()
    .waitFor()
})

test('no problem was seen on the way', () => {
  expect(problems).toEqual([])
})
