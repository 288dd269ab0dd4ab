import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deviceOf, openSample, type Sample } from './sample.ts'
import { pressFor } from './screen.ts'
import { until } from './until.ts'

// Two people at two browsers: one shares a draft, the other takes it over while it is written; no word is lost. And a
// case that rests until a task is done comes back with the reason.
type Device = Awaited<ReturnType<typeof deviceOf>>
let sample: Sample
let first: Device
let second: Device
let caseId: string
const shots = process.env.SHOTS
const shoot = async ({ page }: Device, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png` })
}

beforeAll(async () => {
  sample = await openSample()
  const { items } = (await sample.ask('GET', '/api/v1/cases?filter=kanal:email&limit=100')) as {
    items: { id: string; waitingSince: string | null; language: string | null }[]
  }
  caseId = items.find(({ waitingSince, language }) => waitingSince !== null && language === 'de')!.id
  first = await deviceOf(sample, { language: 'de', theme: 'light', width: 1440, height: 900 })
  second = await deviceOf(sample, { language: 'en', theme: 'dark', width: 1440, height: 900 })
  await signInAs(second, 'n.rahmouni@uferlinie.example')
  for (const { page } of [first, second]) page.setDefaultTimeout(60_000)
}, 240_000)
afterAll(async () => {
  await first?.context.close()
  await second?.context.close()
  await sample?.close()
})

async function signInAs({ context }: Device, email: string): Promise<void> {
  const { url } = sample.product
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password: 'resonanz-demo-2026' }),
  })
  expect(answer.status).toBe(200)
  await context.clearCookies()
  await context.addCookies(
    answer.headers.getSetCookie().map((cookie) => {
      const [name = '', ...value] = cookie.split(';')[0]!.split('=')
      return { name, value: value.join('='), url }
    }),
  )
}
const open = async ({ page }: Device) => {
  await page.goto(`${sample.product.url}/cases/${caseId}`)
  await page.locator('[data-row="message"]').first().waitFor()
  // The answer field comes a moment after the words; its keys hold from then on.
  await field(page).waitFor()
}
const field = (page: Page) => page.locator('[data-composer="reply"] textarea')
const savedOn = (page: Page) => page.locator('[data-where="server"]').first().waitFor()

test('shared with one key, read by a colleague while it grows', { timeout: 180_000 }, async () => {
  await open(first)
  await open(second)
  await first.page.keyboard.press('r')
  await field(first.page).fill('Guten Tag, wir haben nachgesehen.')
  await savedOn(first.page)
  await first.page.keyboard.press('Escape')
  await first.page.getByRole('button', { name: 'Entwurf mit dem Fall teilen' }).click()
  await first.page.getByRole('region', { name: 'Mit dem Fall geteilt' }).waitFor()
  const card = second.page.getByRole('region', { name: /Draft of/ })
  await card.getByText('Guten Tag, wir haben nachgesehen.').waitFor()
  await field(first.page).fill('Guten Tag, wir haben nachgesehen. Das Rad ist da.')
  await card.getByText('Das Rad ist da.').waitFor()
  await shoot(first, 'draft-mine')
  await shoot(second, 'draft-theirs')
})

test('asked to read it: the colleague sees the words; versions are there', { timeout: 180_000 }, async () => {
  const { page } = first
  await page
    .getByRole('region', { name: 'Mit dem Fall geteilt' })
    .getByRole('button', { name: 'Gegenlesen lassen' })
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Kommentar senden' }).click()
  await dialog.waitFor({ state: 'detached' })
  await second.page.getByText('Bitte gegenlesen.').first().waitFor()
})

test('taken over by key while the other types: the other is told live, both texts are kept, the sending is on record', {
  timeout: 180_000,
}, async () => {
  // What the first types now is not saved yet when the second takes over, however long that takes.
  const takenOver = Promise.withResolvers<void>()
  await first.page.route('**/drafts/reply', async (route) => {
    if (route.request().method() === 'PUT') await takenOver.promise
    await route.continue().catch(() => undefined)
  })
  await field(first.page).press('End')
  await field(first.page).pressSequentially(' Holen Sie es ab.')
  await second.page.keyboard.press('Shift+U')
  await until('the draft stands in the second field', async () =>
    (await field(second.page).inputValue()).includes('wir haben nachgesehen'),
  )
  takenOver.resolve()
  await first.page.getByText(/schreibt Ihren Entwurf jetzt weiter/).waitFor()
  await first.page.getByText('Ihre letzten Worte stehen hier als eigener Entwurf.').waitFor()
  expect(await field(first.page).inputValue()).toContain('Holen Sie es ab.')
  await shoot(first, 'draft-lost')
  await first.page.unroute('**/drafts/reply')
  await first.page.getByRole('region', { name: /Entwurf von/ }).waitFor()

  await field(second.page).fill('Guten Tag, das Rad ist da. Freundliche Grüße, Nadia Rahmouni')
  await savedOn(second.page)
  await second.page
    .getByRole('region', { name: 'Shared with the case' })
    .getByRole('button', { name: 'Versions' })
    .click()
  const versions = second.page.getByRole('dialog')
  await versions.getByText('before it was taken over').waitFor()
  await shoot(second, 'draft-versions')
  await versions.getByRole('button', { name: 'Close' }).last().click()
  // Kept for the first alone, and found again after a reload.
  await open(first)
  await until('the first has their words again', async () =>
    (await field(first.page).inputValue()).includes('Holen Sie es ab.'),
  )
})

test('a case rests until a task is done, and comes back with the reason in the list and on the case', {
  timeout: 180_000,
}, async () => {
  const { page } = first
  const quiet = (await sample.ask('POST', '/api/v1/cases', {
    channel: 'phone',
    title: 'Wartet auf die Werkstatt',
    text: 'Das Rad steht in der Werkstatt.',
    contact: { name: 'Wiebke Lorenz' },
    wishedAnswer: 'none',
    nextUpdateAt: new Date(Date.now() + 6 * 86_400_000).toISOString(),
  })) as { id: string }
  const me = (await sample.ask('GET', '/api/v1/me')) as { member: { id: string } }
  const task = (await sample.ask('POST', `/api/v1/cases/${quiet.id}/tasks`, {
    text: 'Werkstatt anrufen',
    assigneeId: me.member.id,
    teamId: null,
  })) as { id: string }
  await page.goto(`${sample.product.url}/cases/${quiet.id}`)
  await page.locator('[data-row="message"]').first().waitFor()
  const dialog = page.getByRole('dialog')
  await pressFor(page, 'h', dialog)
  await dialog.getByLabel('eine Aufgabe erledigt ist').check()
  await dialog.getByLabel('Spätestens').waitFor()
  await shoot(first, 'follow-up-until')
  await dialog.getByRole('button', { name: 'Wiedervorlage setzen' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.goto(`${sample.product.url}/cases/${quiet.id}`)
  await page.getByText(/Ruht bis .* oder bis eine Aufgabe erledigt ist/).waitFor()
  await page.goto(`${sample.product.url}/inbox/all?filter=hat%3Awiedervorlage`)
  const row = page.locator(`a[data-case="${quiet.id}"]`)
  await row.waitFor()
  await sample.ask('PATCH', `/api/v1/tasks/${task.id}`, { state: 'done' })
  await row.getByText('Aufgabe erledigt').waitFor()
  await shoot(first, 'came-back-list')
  await row.click()
  await page.getByText('Zurück, weil: Aufgabe erledigt').first().waitFor()
  await shoot(first, 'came-back-case')
})
