import type { ConformanceCase } from '../conformance.ts'
import type { RawItem } from '../connector.ts'
import { commentItem, type Happened, versionOf } from './comment-item.ts'
import type { Comment } from './shapes.ts'

function comment(id: number, html: string, more: Partial<Comment> = {}): Comment {
  return {
    id,
    post: 5,
    parent: 0,
    author: 0,
    author_name: 'Karl Boie',
    author_email: 'Karl@Kunde.example',
    date_gmt: '2026-11-19T08:00:00',
    content: { rendered: html, raw: html },
    link: `https://blog.example/?p=5#comment-${id}`,
    status: 'approved',
    type: 'comment',
    _embedded: { up: [{ title: { rendered: 'Unsere neuen R&#228;der' } }] },
    ...more,
  }
}
const item = (happened: Happened, given: Comment, more: { root?: number; own?: boolean } = {}): RawItem => {
  const { root, own } = more
  const version = happened === 'written' || happened === 'edited' ? versionOf(given) : '7'
  const made = commentItem(given, given, { happened, version, ...(root === undefined ? {} : { root }) })
  return own ? { ...made, source: { ...made.source, own } } : made
}

const first = comment(21, '<p>Wann kommt das <b>Lastenrad</b>?</p>\n<script>alert(1)</script>')
const below = comment(22, '<p>Das w&#252;sste ich auch gern.</p>', {
  parent: 21,
  author_name: 'Gerda Lund',
  author_email: null,
  date_gmt: '2026-11-19T09:00:00',
})
const waiting = comment(23, '<p>Kauft woanders</p>', { status: 'hold', author_name: '', author_email: '' })
const own = comment(24, '<p>Im M&#228;rz.</p>', { parent: 21, author: 1, author_name: 'service' })

/** Comments as wp/v2 gives them; the people are invented. */
export const wordpressCase: Omit<ConformanceCase, 'connector'> = {
  settings: { url: 'https://blog.example/', username: 'service' },
  items: [
    item('written', first, { root: 21 }),
    item('written', below, { root: 21 }),
    item('written', waiting, { root: 23 }),
    item('written', own, { root: 21, own: true }),
    item('edited', comment(22, '<p>Das w&#252;sste ich auch gern, danke.</p>', { parent: 21 })),
    item('hidden', { ...first, status: 'spam' }),
    item('gone', below),
  ],
  leftOut: [item('written', comment(25, '<p>[…] hier verlinkt […]</p>', { type: 'pingback' }), { root: 25 })],
}
