import type { ChannelKind } from '@resonanz/contracts'
import { chatCase } from './chat/conformance-case.ts'
import { blueskyCase, firehoseCase } from './bluesky/conformance-case.ts'
import { telegramCase } from './telegram/conformance-case.ts'
import { xCase } from './x/conformance-case.ts'
import { youtubeCase } from './youtube/conformance-case.ts'
import type { ConformanceCase } from './conformance.ts'
import type { RawItem } from './connector.ts'
import { discourseCase } from './discourse/conformance-case.ts'
import { splitFeed } from './feed/split.ts'
import { mastodonCase } from './mastodon/conformance-case.ts'
import { facebookCase } from './meta/facebook-case.ts'
import { instagramCase } from './meta/instagram-case.ts'
import { whatsAppCase } from './meta/whatsapp-case.ts'
import { privatePageCase } from './private-page/conformance-case.ts'
import { wordpressCase } from './wordpress/conformance-case.ts'

const json = (sourceKey: string, value: unknown, source: Record<string, unknown> = {}): RawItem => ({
  sourceKey,
  contentType: 'application/json',
  source,
  raw: Buffer.from(JSON.stringify(value)),
})
const mail = (sourceKey: string, text: string, source: Record<string, unknown> = {}): RawItem => ({
  sourceKey,
  contentType: 'message/rfc822',
  source: { folder: 'INBOX', ...source },
  raw: Buffer.from(text.replaceAll('\n', '\r\n')),
  occurredAt: '2026-11-19T08:00:00.000Z',
})

const feed = `<?xml version="1.0"?><rss version="2.0"><channel><title>Radforum</title><link>https://forum.example/</link><language>de</language>
<item><guid>1</guid><title>Bremse quietscht</title><link>https://forum.example/1</link><pubDate>Thu, 19 Nov 2026 09:00:00 +0100</pubDate><author>Karl</author><description>Sie quietscht &amp;amp; rubbelt.</description></item>
<item><title>Ohne Kennung</title><link>https://forum.example/2</link><description>&lt;script&gt;alert(1)&lt;/script&gt;Text</description></item>
<item><guid>3</guid><title>Aus der Zukunft</title><pubDate>Thu, 19 Nov 2099 09:00:00 +0100</pubDate></item></channel></rss>`
export const exampleFeed = splitFeed({
  raw: Buffer.from(feed),
  contentType: 'text/xml',
  url: 'https://forum.example/rss',
  nowMs: Date.UTC(2026, 10, 20),
})

/** Recorded or made items of every channel, with invented people: what every connector is examined with. */
export const conformanceCases: Record<ChannelKind, Omit<ConformanceCase, 'connector'>> = {
  youtube: youtubeCase,
  x: xCase,
  bluesky: blueskyCase,
  firehose: firehoseCase,
  telegram: telegramCase,
  facebook: facebookCase,
  instagram: instagramCase,
  whatsapp: whatsAppCase,
  mastodon: mastodonCase,
  discourse: discourseCase,
  wordpress: wordpressCase,
  chat: chatCase,
  'private-page': privatePageCase,
  email: {
    settings: {
      address: 'service@firma.example',
      imap: { host: 'imap.firma.example', user: 'service' },
      smtp: { host: 'smtp.firma.example', user: 'service' },
    },
    items: [
      mail(
        'INBOX/1/1',
        'From: Gerda Lund <gerda@kunde.example>\nTo: service@firma.example\nSubject: Wo bleibt mein Fahrrad?\nMessage-ID: <1@kunde.example>\nDate: Thu, 19 Nov 2026 09:00:00 +0100\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\n\n<p onclick="x()">Guten Tag, <script>alert(1)</script>ich warte.</p><img src="http://pixel.example/1.gif">\n--x\nContent-Type: application/pdf; name="Beleg.pdf"\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjQ=\n--x--\n',
      ),
      mail(
        'INBOX/1/2',
        'From: Gerda Lund <gerda@kunde.example>\nTo: service@firma.example\nSubject: Re: Wo bleibt mein Fahrrad?\nMessage-ID: <2@kunde.example>\nIn-Reply-To: <a@firma.example>\nReferences: <1@kunde.example> <a@firma.example>\nDate: Fri, 20 Nov 2026 09:00:00 +0100\n\nDanke, das passt.\n\nAm 19.11.2026 um 10:00 schrieb service@firma.example:\n> Es kommt am Montag.\n',
      ),
      mail('INBOX/1/3', 'Subject: ohne Absender und Kennung\n\nHallo\n'),
      mail('INBOX/1/4', 'From: riesig@kunde.example\nSubject: Bilder\nMessage-ID: <4@kunde.example>\n\n', {
        tooLarge: true,
        size: 60_000_000,
      }),
    ],
    leftOut: [
      mail(
        'INBOX/1/9',
        'From: service@firma.example\nTo: service@firma.example\nSubject: Eingang\nX-Resonanz-Loop: service@firma.example\nMessage-ID: <9@firma.example>\n\nBestätigt\n',
      ),
    ],
  },
  feed: { settings: { url: 'https://forum.example/rss' }, items: exampleFeed.ok ? exampleFeed.items : [] },
  form: {
    settings: {},
    items: [
      json('a', { clientId: 'a', question: 'Wann öffnen Sie?', email: 'Gerda@Kunde.example', language: 'de' }),
      json('b', { clientId: 'b', question: 'Please call me', phone: '+49 431 5550123', language: 'en' }),
    ],
    leftOut: [json('c', { clientId: 'c', question: 'Buy now', language: 'en' }, { honeypot: true })],
  },
  inlet: {
    settings: {},
    items: [
      json('1', {
        id: '1',
        text: 'Bewertung: zwei Sterne',
        author: { handle: '@karl' },
        link: 'https://shop.example/1',
      }),
      json('2', { id: '2', thread: '1', text: 'Nachtrag', author: { name: 'Karl' }, tags: ['Bewertung'] }),
    ],
  },
  phone: {
    settings: {},
    items: [json('1', { id: '1', text: 'Ruft wegen der Rechnung an.', contact: { phone: '0431 5550123' } })],
  },
  letter: {
    settings: {},
    items: [json('1', { id: '1', text: 'Widerspruch gegen die Mahnung', wishedAnswer: 'letter' })],
  },
  visit: {
    settings: {},
    items: [json('1', { id: '1', text: 'War im Laden, Kette defekt', contact: { name: 'Karl Boie' } })],
  },
  found: {
    settings: {},
    items: [
      json('1', {
        id: '1',
        text: 'Nie wieder dort gekauft',
        link: 'https://netz.example/p/1',
        contact: { handle: 'karl' },
      }),
    ],
  },
}
