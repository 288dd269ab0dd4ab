import type { PresenceInput } from '@resonanz/contracts'

export type FormSettings = Extract<PresenceInput, { kind: 'form' }>['settings']
export type FormDraft = Omit<FormSettings, 'allowedOrigins'> & { origins: string }

export function formDraftOf(settings: Record<string, unknown>): FormDraft {
  const given = settings as Partial<FormSettings>
  return {
    title: given.title ?? { de: 'Schreiben Sie uns', en: 'Write to us' },
    intro: given.intro ?? { de: '', en: '' },
    askPhone: given.askPhone ?? false,
    askOrderNumber: given.askOrderNumber ?? false,
    privacyUrl: given.privacyUrl ?? null,
    mailPresenceId: given.mailPresenceId ?? null,
    answerWithinHours: given.answerWithinHours ?? 24,
    origins: (given.allowedOrigins ?? []).join('\n'),
  }
}

export function formSettingsOf({ origins, ...draft }: FormDraft): FormSettings {
  return { ...draft, privacyUrl: draft.privacyUrl?.trim() || null, allowedOrigins: originsIn(origins).good }
}

/** Websites, one a line, as origins: `www.firma.example/kontakt` → `https://www.firma.example`. */
export function originsIn(typed: string): { good: string[]; bad: string[] } {
  const good: string[] = []
  const bad: string[] = []
  for (const line of typed
    .split(/[\s,]+/)
    .filter(Boolean)
    .slice(0, 50)) {
    const url = URL.parse(/^https?:\/\//i.test(line) ? line : `https://${line}`)
    if (url && /^https?:$/.test(url.protocol) && /^(\*\.)?[a-z0-9.-]+$/i.test(url.hostname)) good.push(url.origin)
    else bad.push(line)
  }
  return { good: [...new Set(good)], bad }
}

/** The line a company puts into its own page. */
export function embedSnippet(origin: string, key: string): string {
  return `<script src="${origin}/f/${key}/embed.js" async></script>`
}
