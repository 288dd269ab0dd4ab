import { capabilitiesOf, FeedSettings } from '@resonanz/contracts'
import { z } from 'zod'
import { type ConnectionTest, type Connector, ConnectorError, type InboundEvent, type RawItem } from '../connector.ts'
import { readJsonItem } from '../kit/json-item.ts'
import { inboundMessage, titleOf } from '../kit/message.ts'
import { askForFeed, type FeedContext, openFeed } from './read-feed.ts'
import { splitFeed } from './split.ts'

type Settings = z.output<typeof FeedSettings>

const Entry = z.object({
  item: z.object({
    id: z.string(),
    titleText: z.string().nullable(),
    link: z.string().nullable(),
    published: z.string().nullable(),
    updated: z.string().nullable(),
    publishedInFuture: z.boolean(),
    author: z.string().nullable(),
    authorEmail: z.string().nullable(),
    text: z.string(),
  }),
  feed: z.object({ title: z.string().nullable(), link: z.string().nullable(), language: z.string().nullable() }),
})

export const feedConnector: Connector<Settings, never> = {
  kind: 'feed',
  capabilities: capabilitiesOf.feed,
  settings: FeedSettings,
  secrets: null,
  addressOf: ({ url }) => url,
  secretBoundTo: () => '',
  readsFrom: ({ url }) => url,
  split: splitFeed,
  open: openFeed,
  test: testFeed,
  parse(item, context) {
    const { item: entry, feed } = readJsonItem(item, Entry)
    const text = entry.text || entry.titleText || entry.link || ''
    const occurredAt = entry.published !== null && !entry.publishedInFuture ? entry.published : null
    if (item.source['edited'] === true) return [editOf(item, text, entry.updated)]
    return [
      inboundMessage({
        externalId: item.sourceKey,
        threadKey: item.sourceKey,
        directed: context.settings.directed,
        visibility: 'public',
        author: authorOf(entry, item, context.presenceId),
        subject: entry.titleText || titleOf(text),
        text,
        ...languageOf(feed.language),
        flags: entry.publishedInFuture ? ['date-wrong'] : [],
        meta: { feed: feed.title, ...(item.source['imported'] === true ? { imported: true } : {}) },
        permalink: webAddress(entry.link) ?? webAddress(feed.link),
        occurredAt,
      }),
    ]
  },
}

function editOf(item: RawItem, text: string, updated: string | null): InboundEvent {
  return { type: 'edit', externalId: item.sourceKey, text, html: null, occurredAt: updated }
}

/** Names in feeds are not unique: the presence is their scope. The address is only kept where the feed gives one. */
function authorOf(entry: { author: string | null; authorEmail: string | null }, _item: RawItem, presenceId: string) {
  const name = (entry.author ?? entry.authorEmail)?.trim().slice(0, 200)
  if (!name) return null
  return { kind: 'name' as const, scope: presenceId, key: name.toLowerCase(), display: name, name }
}

function languageOf(language: string | null): { language?: 'de' | 'en' } {
  const found = /^(de|en)\b/i.exec(language ?? '')?.[1]?.toLowerCase()
  return found ? { language: found as 'de' | 'en' } : {}
}

function webAddress(link: string | null): string | null {
  const url = link === null || link.length > 2_000 ? null : URL.parse(link)
  return url && /^https?:$/.test(url.protocol) ? url.href : null
}

async function testFeed(context: FeedContext): Promise<ConnectionTest> {
  const step = (name: 'connect' | 'read' | 'parse', code: string | null) => ({
    step: name,
    ok: code === null,
    code,
    detail: null,
  })
  try {
    const answer = await askForFeed(context, context.settings.url)
    const document = await context.split({
      raw: answer.body,
      contentType: answer.headers['content-type'] ?? '',
      url: answer.url,
      nowMs: Date.now(),
    })
    if (!document.ok) {
      const steps = [step('connect', null), step('read', null), step('parse', document.code)]
      return { ok: false, steps, found: { feeds: document.feeds } }
    }
    const title = document.title === null ? {} : { title: document.title.slice(0, 300) }
    return {
      ok: true,
      steps: [step('connect', null), step('read', null), step('parse', null)],
      found: { items: document.items.length, ...title, ...(answer.movedTo ? { feeds: [answer.movedTo] } : {}) },
    }
  } catch (error) {
    const code = error instanceof ConnectorError ? error.code : 'unreachable'
    const reached = ['gone', 'not-found', 'refused', 'throttled', 'server-error', 'too-large'].includes(code)
    const steps = reached ? [step('connect', null), step('read', code)] : [step('connect', code)]
    return { ok: false, steps, found: {} }
  }
}
