import type { ConformanceCase } from '../conformance.ts'
import type { RawItem } from '../connector.ts'
import { unpack } from './webhook.ts'

export function post(id: number, cooked: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id,
    name: 'Karl Boie',
    username: 'karl_b',
    user_id: 12,
    created_at: '2026-11-19T08:00:00.000Z',
    updated_at: '2026-11-19T08:00:00.000Z',
    cooked,
    post_number: id - 100,
    post_type: 1,
    reply_to_post_number: null,
    topic_id: 7,
    topic_slug: 'bremse-quietscht',
    topic_title: 'Bremse quietscht',
    topic_archetype: 'regular',
    version: 1,
    hidden: false,
    user_deleted: false,
    deleted_at: null,
    ...more,
  }
}

let calls = 0
const pushed = (event: string, body: unknown): RawItem => {
  calls += 1
  const headers = { 'x-discourse-event': event, 'x-discourse-event-id': String(calls) }
  return unpack(Buffer.from(JSON.stringify(body)), headers)[0]!
}
const mention = '<a class="mention" href="/u/uferlinie">@uferlinie</a>'
const first = post(
  101,
  `<p>${mention} Die Bremse quietscht. <script>alert(1)</script></p><p><a class="lightbox" href="/uploads/1.jpg"><img src="/uploads/1.jpg" alt="Bremse"></a></p>`,
)
const quoting = post(
  102,
  '<aside class="quote" data-post="1" data-topic="7"><div class="title">karl_b:</div><blockquote><p>Die Bremse quietscht.</p></blockquote></aside><p>Bei mir auch.</p>',
  { username: 'gerda', name: null, user_id: 13, created_at: '2026-11-19T09:00:00.000Z', reply_to_post_number: '1' },
)
const own = post(103, '<p>Bitte stellen Sie den Belag nach.</p>', {
  username: 'Uferlinie',
  user_id: 2,
  reply_to_post_number: 1,
})
const secret = post(104, '<p>Meine Rechnung ist 4711.</p>', {
  topic_id: 8,
  topic_archetype: 'private_message',
  topic_title: 'Rechnung',
})
const flagged = post(105, '<p>Kauft woanders</p>', { hidden: true })

/** Posts and calls as Discourse gives them, after its published description; the people are invented. */
export const discourseCase: Omit<ConformanceCase, 'connector'> = {
  settings: { url: 'https://forum.example', username: 'uferlinie', directed: true },
  items: [
    pushed('post_created', { post: first }),
    pushed('post_created', { post: quoting }),
    pushed('post_created', { post: own }),
    pushed('post_created', { post: secret }),
    pushed('post_created', { post: flagged }),
    pushed('post_edited', {
      post: { ...quoting, cooked: '<p>Bei mir auch, seit gestern.</p>', updated_at: '2026-11-19T09:30:00.000Z' },
    }),
    pushed('post_destroyed', { post: { ...flagged, deleted_at: '2026-11-19T10:00:00.000Z' } }),
  ],
  leftOut: [
    pushed('ping', { ping: 'OK' }),
    pushed('topic_created', { topic: { id: 7, title: 'Bremse quietscht' } }),
    pushed('chat_message_created', { chat_message: { message: 'Hallo' } }),
    pushed('user_promoted', { user: { id: 12 } }),
    pushed('something_of_2031', { thing: 1 }),
    pushed('post_created', { post: post(106, '<p>Thema geschlossen</p>', { post_type: 3 }) }),
    pushed('post_created', { post: post(107, '<p>Willkommen</p>', { username: 'system', user_id: -1 }) }),
  ],
}
