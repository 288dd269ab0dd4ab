import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SmtpSink, startSmtpSink } from './smtp-sink.ts'

let sink: SmtpSink

beforeAll(async () => {
  sink = await startSmtpSink()
})

afterAll(() => sink.stop())

async function send(messageId: string): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port: sink.port })
  return transport
    .sendMail({ from: 'service@firma.test', to: 'kunde@example.test', messageId, text: 'Guten Tag' })
    .then(
      () => 'sent',
      (error: Error & { responseCode?: number }) => String(error.responseCode ?? 'cut'),
    )
}

test('answers as told and counts what was taken', async () => {
  expect(await send('<1@firma.test>')).toBe('sent')
  sink.answerWith('later')
  expect(await send('<2@firma.test>')).toBe('451')
  sink.answerWith('never')
  expect(await send('<3@firma.test>')).toBe('554')
  sink.answerWith('take-and-drop')
  expect(await send('<4@firma.test>')).toBe('cut')
  sink.answerWith((id) => (id === '<5@firma.test>' ? 'drop' : 'accept'))
  expect(await send('<5@firma.test>')).toBe('cut')
  expect(await send('<4@firma.test>')).toBe('sent')

  expect(sink.mails.map((mail) => mail.messageId)).toEqual([1, 2, 3, 4, 5, 4].map((n) => `<${n}@firma.test>`))
  expect(sink.delivered()).toEqual(
    new Map([
      ['<1@firma.test>', 1],
      ['<4@firma.test>', 2],
    ]),
  )
  expect(sink.mails[0]).toMatchObject({ from: 'service@firma.test', to: ['kunde@example.test'] })
})
