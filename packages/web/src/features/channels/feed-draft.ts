export type FeedDraft = { url: string; everyMinutes: number; directed: boolean }

/** What was typed as a web address: without a scheme it is meant as https. '' while it is none. */
export function webAddress(typed: string): string {
  const text = typed.trim()
  if (text === '' || /\s/.test(text)) return ''
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^:/]+:\d/.test(text) ? text : `https://${text}`)
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname.includes('.')) return ''
  return url.href
}

export function feedDraftOf(settings: Record<string, unknown>): FeedDraft {
  const { url, everyMinutes, directed } = settings as Partial<FeedDraft>
  return { url: url ?? '', everyMinutes: everyMinutes ?? 10, directed: directed ?? false }
}
