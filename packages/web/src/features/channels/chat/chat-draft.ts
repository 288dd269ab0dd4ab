import type { ChatSettings } from '@resonanz/contracts'
import { originsIn } from '../form-draft.ts'

export type ChatDraft = Omit<ChatSettings, 'allowedOrigins' | 'answerWithinMinutes'> & {
  origins: string
  within: string
}

export function chatDraftOf(settings: Record<string, unknown>): ChatDraft {
  const given = settings as Partial<ChatSettings>
  return {
    title: given.title ?? { de: 'Fragen Sie uns', en: 'Ask us' },
    greeting: given.greeting ?? {
      de: 'Guten Tag! Schreiben Sie uns, wir helfen Ihnen gern.',
      en: 'Hello! Write to us, we are happy to help.',
    },
    color: given.color ?? 'blue',
    askName: given.askName ?? false,
    askMail: given.askMail ?? false,
    files: given.files ?? true,
    satisfaction: given.satisfaction ?? true,
    showsNames: given.showsNames ?? true,
    privacyUrl: given.privacyUrl ?? null,
    mailPresenceId: given.mailPresenceId ?? null,
    undoSeconds: given.undoSeconds ?? 3,
    within: given.answerWithinMinutes ? String(given.answerWithinMinutes) : '',
    origins: (given.allowedOrigins ?? []).join('\n'),
  }
}

export function chatSettingsOf({ origins, within, ...draft }: ChatDraft): ChatSettings {
  return {
    ...draft,
    privacyUrl: draft.privacyUrl?.trim() || null,
    answerWithinMinutes: within === '' ? null : Number(within),
    allowedOrigins: originsIn(origins).good,
  }
}

export function isWhole(draft: ChatDraft): boolean {
  return Boolean(draft.title.de.trim() && draft.title.en.trim() && originsIn(draft.origins).bad.length === 0)
}

/** The line a company puts into its own page; `identity` beside it where the site signs its visitors. */
export function chatSnippet(origin: string, key: string, identity?: string): string {
  const signed = identity === undefined ? '' : ` data-identity="${identity}"`
  return `<script src="${origin}/chat/${key}/chat.js"${signed} async></script>`
}
