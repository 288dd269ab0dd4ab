import type { ConformanceCase } from '../conformance.ts'
import { pushed, settingsOfMeta } from './recorded.ts'

const business = '102290000000001'
const number = '106540000000001'
const at = 1_795_080_000
const metadata = { display_phone_number: '4943155500', phone_number_id: number }
const gerda = { profile: { name: 'Gerda Lund' }, wa_id: '4943155501' }
/** Shows no number. */
const karl = { profile: { name: 'Karl B.', username: '@karlboie' }, user_id: 'DE.13491208655302741918' }

const change = (value: Record<string, unknown>, field = 'messages') => ({
  changes: [{ field, value: { messaging_product: 'whatsapp', metadata, ...value } }],
})
const said = (id: string, message: Record<string, unknown>) => ({
  from: gerda.wa_id,
  id: `wamid.${id}`,
  timestamp: String(at),
  ...message,
})

const words = pushed(
  'whatsapp_business_account',
  business,
  change({
    contacts: [gerda],
    messages: [
      said('1', { type: 'text', text: { body: 'Guten Tag, wo bleibt mein Fahrrad?' } }),
      said('2', {
        type: 'image',
        image: { id: '400900', mime_type: 'image/jpeg', sha256: 'x', caption: 'So kam es an' },
      }),
      said('3', {
        type: 'document',
        document: { id: '400901', mime_type: 'application/pdf', filename: 'Rechnung.pdf' },
      }),
      said('4', {
        type: 'location',
        location: { latitude: 54.32, longitude: 10.13, name: 'Hof', address: 'Uferweg 3, Kiel' },
      }),
      said('5', {
        type: 'contacts',
        contacts: [{ name: { formatted_name: 'Ute Rahn' }, phones: [{ phone: '+49 431 55502', type: 'CELL' }] }],
      }),
      said('6', {
        type: 'interactive',
        interactive: { type: 'button_reply', button_reply: { id: 'ja', title: 'Ja, bitte' } },
        context: { from: '4943155500', id: 'wamid.9' },
      }),
      said('7', { type: 'button', button: { text: 'Rückruf', payload: 'CALL' } }),
      said('8', { type: 'unsupported', errors: [{ code: 131051, title: 'Message type unknown' }] }),
      said('9', {
        type: 'system',
        system: {
          type: 'user_changed_number',
          body: 'Gerda Lund changed from 4943155501 to 4943155509',
          wa_id: '4943155509',
        },
      }),
      said('10', { type: 'text', text: { body: 'Auch hier' }, group_id: '120363418770915618' }),
    ],
  }),
)
const hidden = pushed(
  'whatsapp_business_account',
  business,
  change({
    contacts: [karl],
    messages: [
      {
        id: 'wamid.20',
        from_user_id: karl.user_id,
        timestamp: String(at + 5),
        type: 'text',
        text: { body: 'Ohne Nummer geschrieben' },
      },
      {
        id: 'wamid.21',
        timestamp: String(at + 6),
        type: 'audio',
        audio: { id: '400902', mime_type: 'audio/ogg; codecs=opus', voice: true },
      },
    ],
  }),
)
const echo = pushed(
  'whatsapp_business_account',
  business,
  change(
    {
      message_echoes: [
        {
          from: '4943155500',
          to: gerda.wa_id,
          id: 'wamid.30',
          timestamp: String(at + 9),
          type: 'text',
          text: { body: 'Morgen, versprochen.' },
        },
      ],
    },
    'smb_message_echoes',
  ),
)

/** What becomes of those words afterwards. */
const changes = pushed(
  'whatsapp_business_account',
  business,
  change({
    contacts: [gerda],
    messages: [
      said('60', { type: 'reaction', reaction: { message_id: 'wamid.30', emoji: '👍' } }),
      said('61', {
        type: 'edit',
        edit: {
          original_message_id: 'wamid.1',
          message: { type: 'text', text: { body: 'Guten Tag, wo bleibt mein rotes Fahrrad?' } },
        },
      }),
      said('62', { type: 'revoke', revoke: { original_message_id: 'wamid.7' } }),
    ],
    statuses: [
      { id: 'wamid.30', status: 'read', timestamp: String(at + 30), recipient_id: gerda.wa_id },
      { id: 'wamid.30', status: 'delivered', timestamp: String(at + 20), recipient_id: gerda.wa_id },
    ],
  }),
)

export const whatsAppCase: Omit<ConformanceCase, 'connector'> = {
  settings: { phoneNumberId: number, businessAccountId: business, displayNumber: '+49 431 55500', ...settingsOfMeta },
  items: [...words, ...hidden, ...echo, ...changes],
  leftOut: [
    ...pushed(
      'whatsapp_business_account',
      business,
      change({ statuses: [{ id: 'wamid.40', status: 'sent', timestamp: String(at), recipient_id: gerda.wa_id }] }),
    ),
    ...pushed('whatsapp_business_account', business, {
      changes: [{ field: 'account_update', value: { event: 'VERIFIED_ACCOUNT' } }],
    }),
    ...pushed(
      'whatsapp_business_account',
      business,
      change({ groups: [{ group_id: '1', type: 'group_participants_add' }] }, 'group_participants_update'),
    ),
    ...pushed('whatsapp_business_account', business, {
      changes: [
        {
          field: 'messages',
          value: {
            messaging_product: 'whatsapp',
            metadata: { ...metadata, phone_number_id: '999' },
            messages: [said('50', { type: 'text', text: { body: 'An eine andere Nummer' } })],
          },
        },
      ],
    }),
  ],
}
