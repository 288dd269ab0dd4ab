import type { Locator, Page } from 'playwright-core'

/** Somebody who uses the mouse and types, and counts every click. */
export type Hand = {
  page: Page
  click(target: Locator): Promise<void>
  /** One click into the field, then words. */
  type(target: Locator, words: string): Promise<void>
  choose(field: Locator, option: string): Promise<void>
  /** A place worth a picture in the guide. */
  show(): Promise<void>
}

export type FirstSetting = {
  name: 'holiday' | 'absence' | 'deputy' | 'budget' | 'target'
  /** From the home screen to the moment the product says that it is saved. */
  set: (hand: Hand) => Promise<void>
}

const day = (inDays: number): string => {
  const at = new Date(Date.now() + inDays * 86_400_000)
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(at)
}

/** By the search of the settings, with the word that comes to mind. */
async function find({ page, click, type }: Hand, word: string, entry: string): Promise<void> {
  await click(page.getByRole('link', { name: /^Einstellungen/ }).first())
  await type(page.getByLabel('Was möchten Sie einstellen?'), word)
  await click(page.getByRole('link', { name: new RegExp(`^${entry}`) }).last())
  await page.getByRole('heading', { level: 1 }).waitFor()
}

const said = (page: Page, words: string | RegExp) =>
  page.getByRole('region', { name: 'Meldungen' }).getByText(words).first().waitFor()
const button = (within: Page | Locator, name: string) => within.getByRole('button', { name, exact: true }).first()

/** What an administrator wants first, as one who has read nothing does it. The guide tells the same clicks. */
export const firstSettings: readonly FirstSetting[] = [
  {
    name: 'holiday',
    async set(hand) {
      const { page, click, type, show } = hand
      await find(hand, 'Feiertag', 'Servicezeiten')
      await click(button(page, 'Tag hinzufügen'))
      await type(page.getByLabel('Datum', { exact: true }).last(), day(9))
      await type(page.getByLabel('Name', { exact: true }).last(), 'Betriebsausflug')
      await show()
      await click(button(page, 'Prüfen und speichern'))
      await click(button(page.getByRole('dialog'), 'Speichern'))
      await said(page, 'Servicezeiten gespeichert')
    },
  },
  {
    name: 'absence',
    async set(hand) {
      const { page, click, choose, type, show } = hand
      await find(hand, 'Urlaub', 'Abwesenheiten')
      await click(button(page, 'Abwesenheit eintragen'))
      const dialog = page.getByRole('dialog')
      await choose(dialog.getByRole('combobox', { name: /^Wer/ }), 'Mara Sievers')
      await type(dialog.getByLabel('Letzter Tag'), day(5))
      await choose(dialog.getByRole('combobox', { name: /^Vertretung/ }), 'Tolga Erdem')
      await show()
      await click(button(dialog, 'Speichern'))
      await said(page, 'Gespeichert')
    },
  },
  {
    name: 'deputy',
    async set(hand) {
      const { page, click, choose, show } = hand
      await find(hand, 'Vertretung', 'Ansprechpartner')
      await click(button(page, 'Arne Petersen bearbeiten'))
      const dialog = page.getByRole('dialog')
      await choose(dialog.getByRole('combobox', { name: /^Vertretungen/ }), 'Silke Harms')
      await page.keyboard.press('Tab')
      await show()
      await click(button(dialog, 'Speichern'))
      await said(page, 'Gespeichert')
    },
  },
  {
    name: 'budget',
    async set(hand) {
      const { page, click, type, show } = hand
      await find(hand, 'Budget', 'Kulanzrahmen')
      await click(button(page, 'Budget festlegen'))
      const dialog = page.getByRole('dialog')
      await type(dialog.getByLabel(/^Im Monat/), '3.000')
      await show()
      await click(button(dialog, 'Speichern'))
      await said(page, 'Budget gespeichert')
    },
  },
  {
    name: 'target',
    async set(hand) {
      const { page, click, choose, type, show } = hand
      await find(hand, 'Frist', 'Antwortziele')
      await click(button(page, 'Regel hinzufügen'))
      const dialog = page.getByRole('dialog')
      await choose(dialog.getByRole('combobox', { name: /^Priorität/ }), 'Dringend')
      await type(dialog.getByRole('group', { name: 'Erste Antwort' }).getByLabel('Spätestens nach'), '1 h')
      await show()
      await click(button(dialog, 'Übernehmen'))
      await click(button(page, 'Prüfen und speichern'))
      await click(button(page.getByRole('dialog'), 'Speichern'))
      await said(page, 'Antwortziele gespeichert')
    },
  },
]

/** Does it from the home screen and says how many clicks it took. */
export async function clicksToSet(
  page: Page,
  home: string,
  setting: FirstSetting,
  show: () => Promise<void> = async () => {},
): Promise<number> {
  let clicks = 0
  const click = async (target: Locator) => {
    await target.click()
    clicks += 1
  }
  await page.goto(home)
  await page.locator('[data-page-heading], h1').first().waitFor()
  await setting.set({
    page,
    click,
    show,
    async type(target, words) {
      await click(target)
      await target.fill(words)
    },
    async choose(field, option) {
      await click(field)
      await click(page.getByRole('option', { name: option }).first())
    },
  })
  return clicks
}
