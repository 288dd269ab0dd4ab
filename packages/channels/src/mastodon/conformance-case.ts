import type { ConformanceCase } from '../conformance.ts'
import type { RawItem } from '../connector.ts'

const gerda = { id: '501', username: 'gerda', acct: 'gerda@nutzer.example', display_name: 'Gerda Lund', bot: false }
const service = { id: '1', username: 'service', acct: 'service', display_name: 'Uferlinie', bot: false }
const uri = (id: string, who = 'gerda', host = 'nutzer.example') => `https://${host}/users/${who}/statuses/${id}`

function status(
  id: string,
  content: string,
  more: Record<string, unknown> = {},
): Record<string, unknown> & { uri: string } {
  return {
    id,
    uri: uri(id),
    url: `https://nutzer.example/@gerda/${id}`,
    account: gerda,
    content,
    created_at: '2026-11-19T08:00:00.000Z',
    edited_at: null,
    visibility: 'public',
    sensitive: false,
    spoiler_text: '',
    language: 'de',
    in_reply_to_id: null,
    in_reply_to_account_id: null,
    mentions: [{ id: '1', username: 'service', acct: 'service', url: 'https://sozial.example/@service' }],
    tags: [],
    media_attachments: [],
    poll: null,
    ...more,
  }
}

const item = (sourceKey: string, value: unknown, source: Record<string, unknown> = {}, version = ''): RawItem => ({
  sourceKey,
  version,
  contentType: 'application/json',
  source: { home: 'sozial.example', ...source },
  raw: Buffer.from(JSON.stringify(value)),
})
const said = (value: { uri: string }, source: Record<string, unknown> = {}) =>
  item(`status/${value.uri}`, value, { directed: true, parent: null, root: null, ...source })

const name =
  '<span class="h-card"><a href="https://sozial.example/@service" class="u-url mention">@<span>service</span></a></span>'
const question = status(
  '101',
  `<p>${name} Wo bleibt mein Fahrrad? <a href="https://nutzer.example/tags/rad" class="mention hashtag" rel="tag">#<span>Rad</span></a></p><p>Siehe <a href="https://shop.example/bestellungen/4711"><span class="invisible">https://</span><span class="ellipsis">shop.example/bestellungen</span><span class="invisible">/4711</span></a></p>`,
  { tags: [{ name: 'rad', url: 'https://nutzer.example/tags/rad' }] },
)
const answer = status('102', `<p>${name} Danke, und noch eine Frage.</p>`, {
  in_reply_to_id: '9001',
  created_at: '2026-11-19T09:00:00.000Z',
})
const warned = status('103', `<p>${name} Die Bremse hat versagt.<script>alert(1)</script></p>`, {
  spoiler_text: 'Unfall, Verletzung',
  sensitive: true,
  media_attachments: [
    { id: '7', type: 'image', url: 'https://medien.example/7.png', description: 'Gerissener Bremszug' },
    { id: '8', type: 'unknown', url: null, remote_url: null, description: null },
  ],
})
const direct = status('104', `<p>${name} Meine Kundennummer ist 4711.</p>`, { visibility: 'direct' })
const poll = status('105', `<p>${name} Was meint ihr?</p>`, {
  poll: {
    id: '3',
    expired: false,
    multiple: false,
    options: [{ title: 'Kette' }, { title: 'Riemen', votes_count: 2 }],
  },
})
const quoting = status(
  '107',
  `<p class="quote-inline">RE: <a href="https://sozial.example/@service/9001">https://sozial.example/@service/9001</a></p><p>${name} Stimmt das noch?</p>`,
  {
    quote: {
      state: 'accepted',
      quoted_status: {
        ...status('9001', '<p>Es kommt am Montag.</p>'),
        account: service,
        uri: uri('9001', 'service', 'sozial.example'),
        url: 'https://sozial.example/@service/9001',
      },
    },
  },
)
const found = status('106', '<p>Ich warte seit Wochen auf mein Rad.</p>', { mentions: [], visibility: 'unlisted' })
const own = {
  ...status('9001', '<p>@gerda Es kommt am Montag.</p>'),
  account: service,
  uri: uri('9001', 'service', 'sozial.example'),
}
const note = (id: string, type: string, more: Record<string, unknown> = {}) =>
  item(`notification/${id}`, { id, type, created_at: '2026-11-19T10:00:00.000Z', account: gerda, ...more })

/** Statuses and notifications as the Mastodon API gives them; the people are invented. */
export const mastodonCase: Omit<ConformanceCase, 'connector'> = {
  settings: { instance: 'https://sozial.example', account: '@Service@sozial.example', hashtags: ['#Rad'] },
  items: [
    said(question),
    said(answer, { parent: own.uri, root: question.uri }),
    said(warned),
    said(direct),
    said(poll),
    said(quoting),
    said(found, { directed: false, sources: ['#Rad'] }),
    said(own, { own: true, parent: question.uri, root: question.uri }),
    item(
      `status/${question.uri}`,
      { ...question, content: '<p>Wo bleibt mein Lastenrad?</p>', edited_at: '2026-11-19T08:30:00.000Z' },
      { directed: true, edited: true },
      '2026-11-19T08:30:00.000Z',
    ),
    note('21', 'favourite', { status: own }),
    note('22', 'reblog', { status: own }),
    item(`deleted/${poll.uri}`, { deleted: poll.uri }),
  ],
  leftOut: [
    note('31', 'follow'),
    note('32', 'poll', { status: own }),
    note('33', 'severed_relationships', { event: { id: '1' } }),
    note('34', 'something_new_of_2031', { status: question }),
  ],
}
