import type { InboundAttachment } from '../connector.ts'
import { fileAt } from './event.ts'
import { idOf, type Json, listOf, objectOf, textOf, webAddress } from './json.ts'
import { contactWords, placeWords } from './words.ts'

type Said = { text: string; flags: string[]; attachments: InboundAttachment[] }

const files = new Set(['image', 'video', 'audio', 'voice', 'document', 'sticker'])

/** What a message of WhatsApp says, whatever its kind: words, a file, a place, a contact, a choice. */
export function said(message: Json, type: string): Said {
  const body = objectOf(message[type])
  const plain = (text: string, flags: string[] = []): Said => ({ text, flags, attachments: [] })
  if (files.has(type)) return { text: textOf(body['caption']), flags: [], attachments: fileOf(body) }
  switch (type) {
    case 'text':
      return plain(textOf(body['body'] ?? message['body']))
    case 'button':
      return plain(textOf(body['text']) || textOf(body['payload'], 1_000))
    case 'interactive':
      return plain(chosen(body))
    case 'location':
      return plain(placeOf(body))
    case 'contacts':
      return plain(
        listOf(message['contacts'], 50)
          .map((one) => contactOf(objectOf(one)))
          .join('\n\n'),
      )
    case 'order':
      return plain(orderWords(body))
    case 'system':
      return plain(textOf(body['body'], 2_000))
    case 'request_welcome':
      return plain('', ['opened-chat'])
    default:
      // Something was said that the network does not hand on: a person must know and ask.
      return plain(textOf(body['body'] ?? body['text'], 4_000), ['unsupported-message'])
  }
}

function fileOf(body: Json): InboundAttachment[] {
  const ref = idOf(body['id'])
  const url = webAddress(body['link'])
  if (ref === '' && url === null) return []
  const type = textOf(body['mime_type'], 100).replaceAll('\\/', '/')
  const name = textOf(body['filename'], 200)
  return [fileAt(0, ref === '' ? { name, type, url: url! } : { name, type, ref })]
}

function chosen(body: Json): string {
  const reply = objectOf(body['list_reply'] ?? body['button_reply'])
  const flow = objectOf(body['nfm_reply'])
  return (
    [reply['title'], reply['description']]
      .map((line) => textOf(line, 1_000))
      .filter(Boolean)
      .join('\n') ||
    textOf(flow['body'], 1_000) ||
    textOf(flow['response_json'], 4_000)
  )
}

function placeOf(body: Json): string {
  const [name, address, url] = [textOf(body['name'], 300), textOf(body['address'], 300), webAddress(body['url']) ?? '']
  return placeWords({ name, address, url, lat: body['latitude'], long: body['longitude'] })
}

/** Who shares only a card without fields still says something. */
function contactOf(contact: Json): string {
  const words = contactWords(contact)
  return words.length > 2 ? words : textOf(contact['vcard'], 2_000)
}

function orderWords(order: Json): string {
  const lines = listOf(order['product_items'], 50).map((one) => {
    const { quantity, product_retailer_id: product, item_price: price, currency } = objectOf(one)
    return `${textOf(quantity, 10)} × ${textOf(product, 100)} ${[price, currency].map((part) => textOf(part, 20)).join(' ')}`.trimEnd()
  })
  return [textOf(order['text']), ...lines].filter(Boolean).join('\n')
}
