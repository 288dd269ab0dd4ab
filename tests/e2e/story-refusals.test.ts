import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deviceOf, openSample, type Sample } from './sample.ts'
import { pressFor } from './screen.ts'

// The product refuses, and says what happened and what to do now, in the language of whoever reads it.
type Language = 'de' | 'en'
const languages: readonly Language[] = ['de', 'en']
const mara = 'm.sievers@uferlinie.example'
const tolga = 't.erdem@uferlinie.example'

let sample: Sample
const devices = {} as Record<Language, Awaited<ReturnType<typeof deviceOf>>>
const admin = {} as typeof devices
/** Open cases by mail whose customer waits for us, each used once. */
let waiting: string[]

type CaseOf = {
  allowed: string[]
  category: string
  lastMessageId: string | null
  threads: { id: string; reply: string; replyTo: string[] }[]
}
const caseOf = (id: string) => sample.ask('GET', `/api/v1/cases/${id}`) as Promise<CaseOf>

beforeAll(async () => {
  sample = await openSample()
  for (const language of languages) {
    const look = { language, theme: 'light', width: 1440, height: 900 } as const
    devices[language] = await deviceOf(sample, { ...look, who: mara })
    admin[language] = await deviceOf(sample, look)
    for (const { page } of [devices[language], admin[language]]) page.setDefaultTimeout(60_000)
  }
  const { items } = (await sample.ask('GET', '/api/v1/cases?view=all&filter=kanal:email&limit=100')) as {
    items: { id: string; waitingSince: string | null; promises?: unknown[] }[]
  }
  waiting = []
  for (const { id, waitingSince } of items) {
    const { allowed, threads } = await caseOf(id)
    const [thread] = threads
    if (
      waitingSince &&
      allowed.includes('reply') &&
      threads.length === 1 &&
      thread?.reply === 'send' &&
      thread.replyTo.length > 0 &&
      // What was given there already leaves less of a limit.
      ((await sample.ask('GET', `/api/v1/cases/${id}/goodwill`)) as { items: unknown[] }).items.length === 0
    )
      waiting.push(id)
    if (waiting.length === 8) break
  }
}, 240_000)
afterAll(async () => {
  for (const language of languages) for (const one of [devices, admin]) await one[language]?.context.close()
  await sample?.close()
})

async function openCase(page: Page, id: string): Promise<void> {
  await page.goto(`${sample.product.url}/cases/${id}`)
  await page.locator('[data-row="message"]').first().waitFor()
  await page.locator('[data-composer]').first().waitFor()
}
async function write(page: Page, text: string): Promise<void> {
  await pressFor(page, 'r', page.locator('[data-composer] textarea:focus').first())
  await page.keyboard.press('Control+a')
  await page.keyboard.type(text)
}

describe.each(languages)('in %s', (language) => {
  const pick = <T>(words: Record<Language, T>): T => words[language]

  test('closing in silence: the customer has the last word', { timeout: 180_000 }, async () => {
    const { page } = devices[language]
    const id = waiting.pop()!
    await openCase(page, id)
    const dialog = page.getByRole('dialog')
    await pressFor(page, 'e', dialog)
    await dialog
      .getByText(
        pick({
          de: /^Das letzte Wort hat der Kunde\. Antworten Sie zuerst/,
          en: /^The customer had the last word\. Answer first/,
        }),
      )
      .waitFor()
    expect(await dialog.getByRole('textbox').count()).toBe(0)
    await dialog.getByRole('button', { name: pick({ de: 'Antworten', en: 'Answer' }), exact: true }).click()
    await expect.poll(() => page.evaluate('document.activeElement?.tagName'), { timeout: 60_000 }).toBe('TEXTAREA')
    expect((await caseOf(id)).category).not.toBe('done')
  })

  test('a no-go: the customer is sent to the hotline', { timeout: 180_000 }, async () => {
    const { page } = devices[language]
    const id = waiting.pop()!
    const before = (await caseOf(id)).lastMessageId
    await openCase(page, id)
    await write(
      page,
      pick({
        de: 'Guten Tag, bitte rufen Sie unsere Hotline an, dort hilft man Ihnen weiter.',
        en: 'Hello, please call our hotline, they will be able to help you.',
      }),
    )
    const strip = page.getByRole('region', {
      name: pick({ de: 'Hinweise der Richtlinie', en: 'What the policy says' }),
    })
    await strip.getByText(pick({ de: 'Wir bleiben im Kanal', en: 'We stay in the channel' })).waitFor()
    await strip.getByText(pick({ de: 'Wann darf ich Sie anrufen?', en: 'when may I call you?' })).waitFor()
    await page.keyboard.press('Control+Enter')
    const dialog = page.getByRole('dialog', { name: pick({ de: 'Trotzdem senden', en: 'Send it all the same' }) })
    await dialog.getByLabel(pick({ de: 'Warum ist es hier richtig?', en: 'Why is it right here?' })).waitFor()
    await dialog.getByRole('button', { name: pick({ de: 'Zum Text', en: 'Back to the text' }) }).click()
    expect((await caseOf(id)).lastMessageId).toBe(before)
  })

  test('a second answer: a colleague was quicker', { timeout: 180_000 }, async () => {
    const { page } = devices[language]
    const id = waiting.pop()!
    await openCase(page, id)
    await write(page, pick({ de: 'Guten Tag, Ihr Rad steht bereit.', en: 'Hello, your bike is ready.' }))
    const { threads, lastMessageId } = await caseOf(id)
    const asTolga = await sample.askAs(tolga)
    await asTolga('POST', `/api/v1/cases/${id}/replies`, {
      threadId: threads[0]!.id,
      text: 'Guten Tag, Ihr Rad ist fertig und wartet auf Sie.',
      expectedLastMessageId: lastMessageId,
      nextUpdate: null,
    })
    await page
      .getByText(
        pick({
          de: 'Während Sie schrieben, kam eine neuere Nachricht.',
          en: 'A newer message arrived while you were writing.',
        }),
      )
      .waitFor()
    await page.keyboard.press('Control+Enter')
    const dialog = page.getByRole('dialog', { name: pick({ de: 'Nicht gesendet', en: 'Not sent' }) })
    await dialog
      .getByText(
        pick({
          de: /Tolga Erdem hat um .* schon geantwortet\. Bitte prüfen Sie, ob Ihre Antwort noch nötig ist\./,
          en: /Tolga Erdem replied at .* already\. Please check that your reply is still needed\./,
        }),
      )
      .waitFor()
    await dialog.getByText('wartet auf Sie').waitFor()
    await dialog.getByRole('button', { name: pick({ de: 'Entwurf behalten', en: 'Keep draft' }) }).click()
    expect(await page.locator('[data-composer=reply] textarea').inputValue()).toMatch(/Ihr Rad steht|your bike is/)
  })

  test('goodwill beyond the limit, and beyond the budget', { timeout: 180_000 }, async () => {
    const { page } = devices[language]
    const id = waiting.pop()!
    await openCase(page, id)
    await page.getByRole('tab', { name: pick({ de: 'Fall', en: 'Case' }), exact: true }).click()
    const act = page.getByRole('button', {
      name: pick({ de: 'Kulanz gewähren oder beantragen', en: 'Grant or request goodwill' }),
    })
    await act.click()
    const dialog = page.getByRole('dialog', { name: pick({ de: 'Kulanz', en: 'Goodwill' }) })
    await dialog.getByLabel(pick({ de: /^Betrag/, en: /^Amount/ })).fill('900')
    await dialog
      .getByText(
        pick({
          de: /^Über Ihrem Rahmen von .*: bitte beantragen\. Wer einen höheren Rahmen hat, wird gefragt\./,
          en: /^Above your limit of .*: please request it\. Whoever has a higher limit is asked\./,
        }),
      )
      .waitFor()
    expect(await dialog.getByRole('button', { name: pick({ de: 'Gewähren', en: 'Grant' }), exact: true }).count()).toBe(
      0,
    )
    await setBudget(0)
    await dialog.getByLabel(pick({ de: /^Betrag/, en: /^Amount/ })).fill('5')
    await dialog.getByLabel(pick({ de: /^Grund/, en: /^Reason/ })).fill('Rad kam zu spät')
    await dialog.getByRole('button', { name: pick({ de: 'Gewähren', en: 'Grant' }), exact: true }).click()
    await dialog
      .getByText(
        pick({
          de: /Das Budget dieses Monats reicht nicht, frei sind noch .*€\. Bitte Betrag verringern oder mit der Leitung sprechen\./,
          en: /The budget of this month does not suffice, .* is left\. Please lower the amount or talk to your lead\./,
        }),
      )
      .waitFor()
    await setBudget(250_000)
    await page.keyboard.press('Escape')
  })

  test('rules that start each other: both stand, and the screen says which and what to change', {
    timeout: 180_000,
  }, async () => {
    const word = `pingpong-${language}`
    const names = { up: `Hinauf ${language}`, down: `Hinab ${language}` }
    const says = { field: 'message.text', op: 'contains', value: [word] }
    const high = { all: [{ field: 'case.priority', op: 'is', value: ['high'] }, says] }
    const trigger = { on: 'event', events: ['case.created', 'case.priority'] }
    await makeRule(names.up, { trigger, when: { all: [{ not: high }, says] }, then: [{ do: 'priority', to: 'high' }] })
    await makeRule(names.down, {
      trigger: { on: 'event', events: ['case.priority'] },
      when: high,
      then: [{ do: 'priority', to: 'low' }],
    })
    await sample.ask('POST', '/api/v1/cases', {
      channel: 'phone',
      text: `Es geht um ${word}.`,
      contact: { name: 'Kim Berger' },
    })
    await expect
      .poll(
        async () =>
          (
            (await sample.ask('GET', '/api/v1/workflows')) as {
              items: { name: string; paused: { reason: string } | null }[]
            }
          ).items.some(({ name, paused }) => Object.values(names).includes(name) && paused?.reason === 'loop'),
        { timeout: 60_000 },
      )
      .toBe(true)
    const { page } = admin[language]
    await page.goto(`${sample.product.url}/settings/workflows`)
    const stands = page.getByText(
      pick({
        de: /Angehalten: Dieser Ablauf und „(Hinauf|Hinab) de“ lösen sich gegenseitig aus.*Ändern Sie eine der Bedingungen, dann schalten Sie ihn wieder ein\./,
        en: /Stands still: this workflow and “(Hinauf|Hinab) en” start each other.*Change one of the conditions, then switch it on again\./,
      }),
    )
    await stands.waitFor()
    await page
      .getByRole('link', { name: pick({ de: 'Fall ansehen', en: 'See the case' }) })
      .first()
      .waitFor()
    await page
      .getByRole('button', { name: pick({ de: 'Wieder einschalten', en: 'Switch on again' }) })
      .first()
      .waitFor()
  })

  test('no script failed on the way', () => {
    for (const { problems } of [devices[language], admin[language]])
      expect(problems.filter((one) => one.startsWith('script error'))).toEqual([])
  })
})

async function setBudget(monthlyMinor: number): Promise<void> {
  await sample.ask('PUT', '/api/v1/goodwill/budgets', { unitId: null, currency: 'EUR', monthlyMinor })
}

async function makeRule(name: string, definition: object): Promise<void> {
  const { id } = (await sample.ask('POST', '/api/v1/workflows', { name, definition })) as { id: string }
  await sample.ask('POST', `/api/v1/workflows/${id}/switch`, { enabled: true })
}
