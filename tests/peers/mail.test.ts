import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type MailPeer, noMail, startMail } from './mail.ts'

describe.skipIf(noMail)(`real mail servers ${noMail ?? ''}`, () => {
  let mail: MailPeer

  beforeAll(async () => {
    mail = (await startMail()) as MailPeer
  })

  afterAll(() => mail?.stop())

  test('carry a mail from a customer to the company and the answer back', async () => {
    const arrives = mail.waitForMail('service@firma.test', (one) => one.subject === 'Wo bleibt mein Gerät?')
    const asked = await mail.sendAs('kunde@example.test', {
      from: { name: 'Jörg Kunde', address: 'kunde@example.test' },
      to: 'service+fall-17@firma.test',
      subject: 'Wo bleibt mein Gerät?',
      text: 'Seit zwei Wochen warte ich. Grüße, Jörg',
    })
    const question = await arrives
    expect(question.messageId).toBe(asked)
    expect(question.from?.name).toBe('Jörg Kunde')
    expect(question.text).toContain('Grüße')

    await mail.sendAs('service@firma.test', {
      to: 'kunde@example.test',
      subject: 'Re: Wo bleibt mein Gerät?',
      inReplyTo: asked,
      references: asked,
      text: 'Es ist unterwegs.',
    })
    const answer = await mail.waitForMail('kunde@example.test', (one) => one.inReplyTo === asked)
    expect(answer.text).toContain('unterwegs')
  })

  test('refuse a wrong password, an unknown domain and relaying', async () => {
    await expect(mail.sendAs('jana@example.test', { to: 'x@anderswo.test', text: '' })).rejects.toThrow('outside mail')
    await expect(
      mail.sendAs('niemand@example.test' as 'jana@example.test', { to: 'service@firma.test', text: '' }),
    ).rejects.toThrow('535')
  })

  test('take mails while the mailbox cannot be reached', async () => {
    await mail.stopImap()
    await expect(mail.fetchAll('rechnung@firma.test')).rejects.toThrow('ECONNREFUSED')
    const raws = Array.from({ length: 50 }, (_, number) => {
      return `From: kunde@example.test\r\nTo: rechnung@firma.test\r\nSubject: Rechnung ${number}\r\n\r\nBitte prüfen.\r\n`
    })
    await mail.deliver('rechnung@firma.test', raws)
    await mail.startImap()
    const subjects = (await mail.fetchAll('rechnung@firma.test')).map((one) => one.subject)
    expect(subjects).toEqual(raws.map((_, number) => `Rechnung ${number}`))
  })
})
