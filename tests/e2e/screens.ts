import type { Page } from 'playwright-core'
import type { Places } from './sample.ts'

export type Screen = {
  name: string
  path: (places: Places) => string
  signedOut?: boolean
  /** What shows that its content has come; the heading alone otherwise. */
  ready?: string
  /** Leads to the state to look at, by keys and clicks as a person would. */
  then?: (page: Page) => Promise<void>
  /** Its `then` goes by German words. */
  germanOnly?: boolean
  /** States that only exist where there is room. */
  wideOnly?: boolean
}

const message = '[data-row="message"]'

const press =
  (...keys: string[]) =>
  async (page: Page) => {
    for (const key of keys) {
      await page.keyboard.press(key)
      await page.waitForTimeout(120)
    }
  }

/** A few by name instead of all, to mend one. */
const asked = process.env.SCREENS?.split(',')

/** Every screen and the states of it that matter; tests look at them with axe, `npm run shots` takes pictures. */
export const screens: readonly Screen[] = (
  [
    { name: 'sign-in', path: () => '/sign-in', signedOut: true },
    { name: 'set-up', path: () => '/set-up', signedOut: true },
    { name: 'invitation', path: ({ invitation }) => `/invitation/${invitation}`, signedOut: true },
    { name: 'inbox-mine', ready: 'a[data-case]', path: () => '/inbox/mine' },
    { name: 'inbox-team', ready: 'a[data-case]', path: () => '/inbox/team' },
    { name: 'inbox-empty', path: () => '/inbox/all?filter=xyzxyzxyz' },
    { name: 'inbox-filtered', path: () => '/inbox/all?filter=kanal%3Aemail%20status%3Aoffen' },
    {
      name: 'inbox-chosen',
      ready: 'a[data-case]',
      path: () => '/inbox/team',
      then: press('j', 'x', 'j', 'x'),
      wideOnly: true,
    },
    { name: 'inbox-case', ready: message, path: ({ mailCase }) => `/inbox/all/${mailCase}` },
    { name: 'case', ready: message, path: ({ mailCase }) => `/cases/${mailCase}` },
    { name: 'case-public', ready: message, path: ({ publicCase }) => `/cases/${publicCase}` },
    {
      name: 'case-reply',
      ready: message,
      path: ({ mailCase }) => `/inbox/all/${mailCase}`,
      then: press('r'),
      wideOnly: true,
    },
    { name: 'case-ask', ready: message, path: ({ mailCase }) => `/cases/${mailCase}`, then: press('f') },
    { name: 'experts', path: () => '/settings/experts' },
    {
      name: 'experts-add',
      path: () => '/settings/experts',
      then: async (page) => page.getByRole('button', { name: 'Ansprechpartner hinzufügen' }).click(),
      germanOnly: true,
    },
    { name: 'publishing', ready: '[data-post]', path: () => '/publishing' },
    {
      name: 'publishing-post',
      ready: '[data-post]',
      path: () => '/publishing',
      then: async (page) => page.locator('[data-post]').first().click(),
    },
    { name: 'publishing-new', ready: '[data-post]', path: () => '/publishing', then: press('Shift+N') },
    { name: 'self-tests', path: () => '/settings/self-tests' },
    { name: 'my-consultations', path: () => '/consultations' },
    {
      name: 'case-note',
      ready: message,
      path: ({ mailCase }) => `/inbox/all/${mailCase}`,
      then: press('d'),
      wideOnly: true,
    },
    {
      name: 'case-follow-up',
      ready: message,
      path: ({ mailCase }) => `/inbox/all/${mailCase}`,
      then: press('h'),
      wideOnly: true,
    },
    {
      name: 'case-marks',
      ready: message,
      path: ({ mailCase }) => `/inbox/all/${mailCase}`,
      then: press('w', '2'),
      wideOnly: true,
    },
    {
      name: 'case-kind',
      ready: message,
      path: ({ mailCase }) => `/inbox/all/${mailCase}`,
      then: press('Shift+A'),
      wideOnly: true,
    },
    ...(
      [
        ['case-file', 'Shift+E'],
        ['case-documentation', 'Shift+D'],
        ['case-task', 'Shift+T'],
        ['case-promise', 's'],
        ['case-macros', 'Shift+M'],
        ['case-incident', 'Shift+I'],
      ] as const
    ).map(
      ([name, key]): Screen => ({
        name,
        ready: message,
        path: ({ mailCase }) => `/cases/${mailCase}`,
        then: press(key),
        wideOnly: true,
      }),
    ),
    ...(['2', '3'] as const).map(
      (tab): Screen => ({
        name: `case-tab-${tab}`,
        ready: message,
        path: ({ mailCase }) => `/cases/${mailCase}`,
        then: press(tab),
        wideOnly: true,
      }),
    ),
    {
      name: 'case-text-modules',
      ready: message,
      path: ({ mailCase }) => `/cases/${mailCase}`,
      then: press('t'),
      wideOnly: true,
    },
    { name: 'case-same', path: ({ sameCase }) => `/cases/${sameCase}/same` },
    { name: 'tasks', path: () => '/tasks' },
    { name: 'morning-list', path: () => '/morning' },
    { name: 'approvals', path: () => '/approvals' },
    { name: 'approval', path: ({ approval }) => `/approvals/${approval}` },
    { name: 'incidents', path: () => '/incidents' },
    { name: 'incident', path: ({ incident }) => `/incidents/${incident}` },
    { name: 'incident-answer', path: ({ incident }) => `/incidents/${incident}/answer` },
    { name: 'text-modules', path: () => '/settings/text-modules' },
    { name: 'checklists', path: () => '/settings/checklists' },
    { name: 'acknowledgements', path: () => '/settings/acknowledgements' },
    { name: 'holding-replies', path: () => '/settings/holding-replies' },
    { name: 'signatures', path: () => '/settings/signatures' },
    { name: 'service-notes', path: () => '/settings/service-notes' },
    { name: 'private-pages', path: () => '/settings/private-pages' },
    { name: 'targets', path: () => '/settings/targets' },
    { name: 'service-hours', path: () => '/settings/service-hours' },
    { name: 'routing', path: () => '/settings/routing' },
    { name: 'reply-approvals', path: () => '/settings/approvals' },
    { name: 'goodwill', path: () => '/settings/goodwill' },
    { name: 'causes', path: () => '/settings/causes' },
    { name: 'closing', path: () => '/settings/closing' },
    { name: 'language-model', path: () => '/settings/language-help' },
    { name: 'closing', path: () => '/settings/closing' },
    { name: 'language-help', path: () => '/settings/language-help' },
    { name: 'workflows', path: () => '/settings/workflows' },
    { name: 'workflow', path: ({ workflow }) => `/settings/workflows/${workflow}` },
    { name: 'actions', path: () => '/settings/actions' },
    { name: 'outbox', path: () => '/outbox' },
    { name: 'inbox-follow-ups', ready: 'a[data-case]', path: () => '/inbox/follow_ups' },
    { name: 'inbox-by-tone', path: () => '/inbox/all?filter=tonalit%C3%A4t%3Aneutral%20dringlichkeit%3Agering' },
    { name: 'palette', ready: 'a[data-case]', path: () => '/inbox/mine', then: press('Control+k'), wideOnly: true },
    { name: 'keys', ready: 'a[data-case]', path: () => '/inbox/mine', then: press('?'), wideOnly: true },
    { name: 'new-case', path: () => '/new' },
    { name: 'search', path: () => '/search?q=Fahrrad' },
    { name: 'search-empty', path: () => '/search?q=xyzxyzxyz' },
    { name: 'mentions', path: () => '/mentions' },
    { name: 'quarantine', path: () => '/quarantine' },
    { name: 'customers', path: () => '/customers' },
    { name: 'customer', path: ({ customer }) => `/customers/${customer}` },
    { name: 'settings', path: () => '/settings' },
    { name: 'workspace', path: () => '/settings/workspace' },
    { name: 'topics', path: () => '/settings/topics' },
    { name: 'guideline', path: () => '/settings/guideline' },
    {
      name: 'guideline-rule',
      path: () => '/settings/guideline',
      then: async (page) => page.getByRole('button', { name: 'Eigene Regel' }).click(),
      germanOnly: true,
      wideOnly: true,
    },
    { name: 'text-quality', path: () => '/settings/text-quality' },
    { name: 'channels', path: () => '/settings/channels' },
    { name: 'channel-new', path: () => '/settings/channels/new' },
    { name: 'channel-connect-email', path: () => '/settings/channels/new/email' },
    { name: 'channel-connect-form', path: () => '/settings/channels/new/form' },
    { name: 'channel-connect-feed', path: () => '/settings/channels/new/feed' },
    { name: 'channel-connect-inlet', path: () => '/settings/channels/new/inlet' },
    { name: 'channel-connect-chat', path: () => '/settings/channels/new/chat' },
    { name: 'channel-connect-mastodon', path: () => '/settings/channels/new/mastodon' },
    { name: 'channel', path: ({ mailbox }) => `/settings/channels/${mailbox}` },
    { name: 'channel-form', path: ({ form }) => `/settings/channels/${form}` },
    { name: 'people', path: () => '/settings/people' },
    { name: 'people-teams', path: () => '/settings/people?tab=teams' },
    { name: 'people-absences', path: () => '/settings/people?tab=absences' },
    { name: 'rights', path: () => '/settings/rights' },
    { name: 'system', path: () => '/settings/system' },
    { name: 'journal', path: () => '/settings/journal' },
    { name: 'interfaces', path: () => '/settings/api' },
    { name: 'limits', path: () => '/settings/limits' },
    { name: 'profile', path: () => '/profile' },
    { name: 'not-found', path: () => '/gibt-es-nicht' },
    { name: 'catalogue', path: () => '/catalogue' },
  ] satisfies Screen[]
).filter(({ name }) => !asked || asked.includes(name))
