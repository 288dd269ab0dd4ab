import type { ConformanceCase } from '../conformance.ts'
import type { RawItem } from '../connector.ts'
import { telegramConnector } from './connector.ts'

const gerda = {
  id: 501,
  is_bot: false,
  first_name: 'Gerda',
  last_name: 'Lund',
  username: 'gerda_lund',
  language_code: 'de',
}
const karl = { id: 502, is_bot: false, first_name: 'Karl', last_name: 'Boie' }
const bot = { id: 1234, is_bot: true, first_name: 'Uferlinie', username: 'uferlinie_bot' }
const home = { id: 501, type: 'private', first_name: 'Gerda' }
const group = { id: -1001234567, type: 'supergroup', title: 'Radfreunde Förde', username: 'radfreunde_foerde' }
const channel = { id: -1007654321, type: 'channel', title: 'Uferlinie', username: 'uferlinie' }
const at = 1_795_080_000

/** Updates as the Bot API gives them; the people are invented. */
export const updates = {
  words: update(1, {
    message: { message_id: 11, from: gerda, chat: home, date: at, text: 'Guten Tag, wo bleibt mein Fahrrad?' },
  }),
  photo: update(2, {
    message: {
      message_id: 12,
      from: gerda,
      chat: home,
      date: at + 20,
      media_group_id: '1300',
      caption: 'So kam es an',
      photo: [
        { file_id: 'klein', file_unique_id: 'k', width: 90, height: 60, file_size: 900 },
        { file_id: 'gross', file_unique_id: 'g', width: 900, height: 600, file_size: 90_000 },
      ],
    },
  }),
  photoOfSame: update(3, {
    message: {
      message_id: 13,
      from: gerda,
      chat: home,
      date: at + 20,
      media_group_id: '1300',
      photo: [{ file_id: 'zweites', file_unique_id: 'z', width: 900, height: 600, file_size: 80_000 }],
    },
  }),
  document: update(4, {
    message: {
      message_id: 14,
      from: gerda,
      chat: home,
      date: at + 30,
      document: {
        file_id: 'beleg',
        file_unique_id: 'b',
        file_name: 'Beleg.pdf',
        mime_type: 'application/pdf',
        file_size: 8,
      },
    },
  }),
  voice: update(5, {
    message: {
      message_id: 15,
      from: gerda,
      chat: home,
      date: at + 40,
      voice: { file_id: 'stimme', file_unique_id: 's', duration: 4, mime_type: 'audio/ogg' },
    },
  }),
  sticker: update(6, {
    message: {
      message_id: 16,
      from: gerda,
      chat: home,
      date: at + 50,
      sticker: {
        file_id: 'bild',
        file_unique_id: 'x',
        type: 'regular',
        width: 512,
        height: 512,
        is_animated: false,
        is_video: false,
        emoji: '🙏',
      },
    },
  }),
  place: update(7, {
    message: {
      message_id: 17,
      from: gerda,
      chat: home,
      date: at + 60,
      venue: { location: { latitude: 54.32, longitude: 10.13 }, title: 'Werkstatt', address: 'Hafenstraße 3' },
      location: { latitude: 54.32, longitude: 10.13 },
    },
  }),
  contact: update(8, {
    message: {
      message_id: 18,
      from: gerda,
      chat: home,
      date: at + 70,
      contact: { phone_number: '+49 431 5550123', first_name: 'Gerda' },
    },
  }),
  wish: update(9, {
    message: {
      message_id: 19,
      from: gerda,
      chat: home,
      date: at + 80,
      text: '/mensch bitte',
      entities: [{ type: 'bot_command', offset: 0, length: 7 }],
    },
  }),
  startWithPayload: update(10, {
    message: {
      message_id: 20,
      from: gerda,
      chat: home,
      date: at + 90,
      text: '/start fall-42',
      entities: [{ type: 'bot_command', offset: 0, length: 6 }],
    },
  }),
  link: update(11, {
    message: {
      message_id: 21,
      from: gerda,
      chat: home,
      date: at + 100,
      text: 'Hier 👍 steht es',
      entities: [{ type: 'text_link', offset: 8, length: 5, url: 'https://shop.example/rad' }],
    },
  }),
  inGroup: update(12, {
    message: {
      message_id: 31,
      from: karl,
      chat: group,
      date: at + 110,
      text: '@Uferlinie_bot kann mir jemand helfen?',
      entities: [{ type: 'mention', offset: 0, length: 14 }],
    },
  }),
  toNobody: update(13, {
    message: { message_id: 32, from: karl, chat: group, date: at + 120, text: 'Die Uferlinie liefert spät.' },
  }),
  answerInGroup: update(14, {
    message: {
      message_id: 33,
      message_thread_id: 31,
      from: karl,
      chat: group,
      date: at + 130,
      text: 'Danke!',
      reply_to_message: { message_id: 40, from: bot, chat: group, date: at + 125, text: 'Gern.' },
    },
  }),
  inTopic: update(15, {
    message: {
      message_id: 34,
      message_thread_id: 7,
      is_topic_message: true,
      from: karl,
      chat: { ...group, is_forum: true },
      date: at + 140,
      text: '/human',
      entities: [{ type: 'bot_command', offset: 0, length: 6 }],
    },
  }),
  ourPost: update(16, {
    channel_post: {
      message_id: 41,
      sender_chat: channel,
      chat: channel,
      date: at + 150,
      text: 'Unsere Werkstatt hat samstags offen.',
    },
  }),
  poll: update(17, {
    message: {
      message_id: 22,
      from: gerda,
      chat: home,
      date: at + 160,
      poll: {
        id: 'p',
        question: 'Wann passt es?',
        options: [
          { persistent_id: 'a', text: 'Montag', voter_count: 0 },
          { persistent_id: 'b', text: 'Dienstag', voter_count: 0 },
        ],
        total_voter_count: 0,
        is_closed: false,
        is_anonymous: true,
        type: 'regular',
        allows_multiple_answers: false,
        allows_revoting: false,
        members_only: false,
      },
    },
  }),
  press: update(18, {
    callback_query: {
      id: '77',
      from: gerda,
      chat_instance: 'c',
      data: 'Termin absagen',
      message: { message_id: 15, chat: home, date: at },
    },
  }),
}

export const changes = {
  edit: update(30, {
    edited_message: {
      message_id: 11,
      from: gerda,
      chat: home,
      date: at,
      edit_date: at + 300,
      text: 'Guten Tag, wo bleibt mein rotes Fahrrad?',
    },
  }),
  ourPostEdited: update(31, {
    edited_channel_post: {
      message_id: 41,
      sender_chat: channel,
      chat: channel,
      date: at + 150,
      edit_date: at + 400,
      text: 'Samstags bis 14 Uhr.',
    },
  }),
  reaction: update(32, {
    message_reaction: {
      chat: home,
      message_id: 1001,
      user: gerda,
      date: at + 500,
      old_reaction: [{ type: 'emoji', emoji: '👀' }],
      new_reaction: [{ type: 'emoji', emoji: '❤' }],
    },
  }),
}

export const leftOut = {
  start: update(50, {
    message: {
      message_id: 51,
      from: gerda,
      chat: home,
      date: at,
      text: '/start',
      entities: [{ type: 'bot_command', offset: 0, length: 6 }],
    },
  }),
  blocked: update(51, {
    my_chat_member: {
      chat: home,
      from: gerda,
      date: at,
      old_chat_member: { status: 'member', user: bot },
      new_chat_member: { status: 'kicked', user: bot, until_date: 0 },
    },
  }),
  otherBot: update(52, {
    message: {
      message_id: 52,
      from: { id: 9, is_bot: true, first_name: 'Werbung' },
      chat: group,
      date: at,
      text: 'Kauft!',
    },
  }),
  service: update(53, { message: { message_id: 53, from: karl, chat: group, date: at, new_chat_title: 'Radfreunde' } }),
  vote: update(54, { poll_answer: { poll_id: 'p', option_ids: [0], option_persistent_ids: ['a'], user: gerda } }),
  unheardOf: update(55, { message_from_the_future: { text: 'Hallo' } }),
  otherShape: update(56, { message: { message_id: 'x' } }),
}

export const telegramCase: ConformanceCase = {
  connector: telegramConnector,
  settings: { username: '@uferlinie_bot', channels: ['@Uferlinie'] },
  items: Object.values(updates),
  leftOut: Object.values(leftOut),
}

function update(number: number, body: object): RawItem {
  const raw = Buffer.from(JSON.stringify({ update_id: 900_000 + number, ...body }))
  return { sourceKey: String(900_000 + number), contentType: 'application/json', source: {}, raw }
}
