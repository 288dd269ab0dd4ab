import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { caseRoutes, healthRoutes, replyRoutes, sessionRoutes, settingsRoutes } from '@resonanz/contracts'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../peers/browser.ts'
import { type MailPeer, noMail, startMail } from '../peers/mail.ts'
import { type Product, startProduct } from '../product.ts'
import { connectInlet, type Inlet, push } from './inlet.ts'
import { connectMailbox, type Desk, deskAt, type Office, openOffice, reaching, signIn, tellTrouble } from './office.ts'
import { markPage, openScreen, wasNeverReloaded } from './screen.ts'
import { until } from './until.ts'

const MAILS = 300
const ITEMS = 300
const ANSWERS = 24

describe.skipIf(noMail)(`two processes on one database and one mailbox ${noMail ?? ''}`, () => {
  let mail: MailPeer
  let first: Office
  let second: Product
  let secondDesk: Desk
  let inlet: Inlet
  let browser: Browser

  beforeAll(async () => {
    mail = (await startMail())!
    const env = {
      ...reaching(mail.imapPort, mail.submissionPort),
      RESONANZ_KEY: randomBytes(24).toString('base64'),
    }
    first = await openOffice({ env })
    second = await startProduct({ databaseUrl: first.databaseUrl, env })
    secondDesk = await signIn(second.url)
    await first.ask(settingsRoutes.change, { body: { undoSeconds: 0 } })
    inlet = await connectInlet(first)
    await witnessLeases(first)
    browser = await launchBrowser()
  }, 240_000)
  afterEach(tellTrouble(() => first))
  afterAll(async () => {
    await browser?.close()
    await second?.stop()
    await first?.close()
    await mail?.stop()
  })

  test('what happens at one is seen at the other at once, on an open page too', { timeout: 180_000 }, async () => {
    const live = await secondDesk.live()
    const page = await openScreen(browser, second.url, '/inbox/all')
    await markPage(page)
    const made = await first.ask(caseRoutes.create, {
      body: {
        channel: 'phone',
        title: 'Anruf am ersten Platz',
        text: 'Bittet um Rückruf.',
        contact: { name: 'Ute Lamm' },
      },
    })
    await until('the event', () => live.events.some((event) => event.type === 'case' && event.caseId === made.id))
    await page.locator(`a[data-case="${made.id}"]`).waitFor()
    expect(await wasNeverReloaded(page)).toBe(true)
    live.close()
    await page.context().close()
  })

  test('a session ended at one is refused at the other', async () => {
    const stolen = await signIn(first.url)
    const elsewhere = deskAt(second.url, stolen.cookie)
    expect((await elsewhere.ask(sessionRoutes.me)).member.name).toBe('Imke Petersen')
    const answer = await fetch(`${first.url}/api/auth/revoke-other-sessions`, {
      method: 'POST',
      headers: { cookie: first.cookie, origin: first.url, 'content-type': 'application/json' },
      body: '{}',
    })
    expect(answer.status).toBe(200)
    await expect(elsewhere.ask(sessionRoutes.me)).rejects.toThrow('401')
    secondDesk = deskAt(second.url, first.cookie)
    await secondDesk.ask(sessionRoutes.me)
  })

  test(`${MAILS} mails, ${ITEMS} items and ${ANSWERS} answers while one of them is killed: everything once`, {
    timeout: 240_000,
  }, async () => {
    const mailbox = await connectMailbox(first, mail, 'service@firma.test')
    const urls = [first.url, second.url]
    const desks = [deskAt(first.url, first.cookie), secondDesk]
    let killed: string | undefined
    const lost: number[] = []
    const alive = (at: number) => (killed === urls[at % 2] ? (at + 1) % 2 : at % 2)

    const delivering = (async () => {
      for (let at = 0; at < MAILS; at += 30)
        await mail.deliver(
          'service@firma.test',
          Array.from({ length: 30 }, (_, n) => customerMail(at + n)),
        )
    })()
    const pushing = (async () => {
      for (let at = 0; at < ITEMS; at += 10) {
        const ids = Array.from({ length: 10 }, (_, n) => `item-${at + n}`)
        let turn = at / 10
        await until('a push is taken', async () => (await push(urls[alive(turn++)]!, inlet, ids)) === 202, 120_000)
        await sleep(50)
      }
    })()
    const answering = (async () => {
      for (let number = 0; number < ANSWERS; number += 1) {
        let turn = number
        // A request that died with its process holds its key for a minute.
        await until('an answer is taken', () => answerOnce(desks[alive(turn++)]!, number), 150_000).then(
          (became) => became === 'lost' && lost.push(number),
        )
        await sleep(200)
      }
    })()
    const kill = (async () => {
      const pids = [first.product.pid, second.pid]
      await until(
        'both took part, and much is under way',
        async () => {
          const seen = await workers(first)
          return pids.every((pid) => seen.includes(pid)) && (await incoming(first)).length > MAILS / 2
        },
        120_000,
      )
      // The one that reads the mailbox: the other has to take it over.
      const [lease] = await first.sql<{ lease_by: string | null }>('select lease_by from presence where id = $1', [
        mailbox,
      ])
      const victim = lease?.lease_by?.startsWith(`${first.product.pid}-`) ? first.product : second
      killed = victim.url
      await victim.kill9()
      return victim
    })()
    await Promise.all([delivering, pushing, answering])
    const victim = await kill
    const survivor = desks[victim === second ? 0 : 1]!
    // The mailbox is free when the lease of the dead one has run out.
    await until('all mails and items', async () => (await incoming(first)).length >= MAILS + ITEMS, 150_000)
    await until(
      'nothing is on its way',
      async () => {
        const [row] = await first.sql<{ n: number }>(
          `select (select count(*)::int from outbox where state in ('queued','handing_over')) + (select count(*)::int from inlet_open where not quarantined) as n`,
        )
        return row!.n === 0
      },
      120_000,
    )

    const texts = (await incoming(first)).map(({ text }) => text)
    expect(texts.toSorted()).toEqual(expectedTexts().toSorted())
    const states = await first.sql<{ state: string; client_token: string }>('select state, client_token from outbox')
    expect(states).toHaveLength(ANSWERS - lost.length)
    expect(lost.length).toBeLessThanOrEqual(1)
    // Handed over is what the mail server has taken; it lies in the mailbox a moment later.
    const handedOver = states.filter(({ state }) => state === 'handed_over').map(({ client_token: id }) => id)
    const arrived = await until('the answers in the mailbox', async () => {
      const ids = (await mail.fetchAll('jana@example.test')).map(({ messageId }) => messageId)
      return handedOver.every((id) => ids.includes(id)) && ids
    })
    expect(new Set(arrived).size, 'nothing arrived twice').toBe(arrived.length)
    // What was being handed over when its process died is a person's to decide; everything else arrived.
    for (const { state, client_token: id } of states)
      if (state !== 'unclear') expect([state, arrived.includes(id)]).toEqual(['handed_over', true])
    expect(states.filter(({ state }) => state === 'unclear').length).toBeLessThanOrEqual(1)
    expect((await survivor.ask(healthRoutes.health)).intake).toMatchObject({ waiting: 0, quarantined: 0 })
  })
})

const customerMail = (n: number): string =>
  `From: Kundin ${n} <kundin-${n}@example.test>\r\nTo: service@firma.test\r\nSubject: Frage ${n}\r\nMessage-ID: <frage-${n}@example.test>\r\n\r\nWas wird aus Frage ${n}?\r\n`

const expectedTexts = (): string[] => [
  ...Array.from({ length: MAILS }, (_, n) => `Was wird aus Frage ${n}?`),
  ...Array.from({ length: ITEMS }, (_, n) => `Wo bleibt item-${n}?`),
]

/**
 * A case written first with an answer in it; the same keys however often it is tried, at whichever process. 'lost': the
 * process died between making the case and saying so, and nobody makes it again.
 */
async function answerOnce(desk: Desk, number: number): Promise<'sent' | 'lost'> {
  const made = await desk
    .ask(caseRoutes.create, {
      idempotencyKey: `case-${number}`,
      body: {
        channel: 'email',
        title: `Wir schreiben ${number}`,
        text: 'Vermerk',
        contact: { name: 'Jana', email: 'jana@example.test' },
      },
    })
    .catch(unlessDone)
  if (made === 'done') return 'lost'
  await desk
    .ask(replyRoutes.send, {
      idempotencyKey: `answer-${number}`,
      params: { id: made.id },
      body: {
        threadId: made.threads[0]!.id,
        text: `Antwort ${number}`,
        to: ['jana@example.test'],
        expectedLastMessageId: made.lastMessageId,
        evenIfNewer: true,
        nextUpdate: null,
      },
    })
    .catch(unlessDone)
  return 'sent'
}

function unlessDone(error: Error): 'done' {
  if (error.message.includes('was done')) return 'done'
  throw error
}

function incoming(office: Office) {
  return office.sql<{ text: string }>(
    `select m.text from message m join presence p on p.id = m.presence_id where m.direction = 'in' and p.kind in ('email', 'inlet') and m.text <> 'Vermerk'`,
  )
}

/** Leases are short: a trigger notes who ever held one. */
async function witnessLeases(office: Office): Promise<void> {
  await office.sql('create table lease_witness (holder text primary key)')
  await office.sql(`create function note_lease() returns trigger language plpgsql security definer set search_path = public as
    $$ begin insert into lease_witness values (new.lease_by) on conflict do nothing; return null; end $$`)
  for (const table of ['inlet_open', 'outbox'])
    await office.sql(
      `create trigger note_lease after update on ${table} for each row when (new.lease_by is not null) execute function note_lease()`,
    )
}

/** Process ids of those who worked items or sendings. */
async function workers(office: Office): Promise<number[]> {
  return (await office.sql<{ holder: string }>('select holder from lease_witness')).map(({ holder }) =>
    parseInt(holder, 10),
  )
}
