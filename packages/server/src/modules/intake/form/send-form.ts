import { createHash, randomBytes } from 'node:crypto'
import type { BodyOf, intakeRoutes, ResponseOf } from '@resonanz/contracts'
import { loadPresence } from '#presences'
import { inTransaction } from '#platform/db/database'
import { Refusal } from '#platform/errors'
import { type IntakeDeps, processNow } from '../process.ts'
import { storeItems } from '../store-items.ts'
import { checkChallenge } from './challenge.ts'
import { type Form, formOf } from './form-of.ts'
import { verificationMail } from './mails.ts'
import { queueAutomaticMail } from '#replies'
import { publicAddress } from '#settings'
import { caseOfItem, insertSubmission, useNonce } from './store-form.ts'

type Sent = BodyOf<typeof intakeRoutes.formSend>
type Receipt = ResponseOf<typeof intakeRoutes.formSend>

const answerAtMostMs = 5_000

/**
 * Takes a submission: stored before anything else, then worked at once so that the visitor sees the number. The same
 * `clientId` is the same submission. What fills the field that people cannot see is kept, but left out as machine-made.
 */
export async function sendForm(deps: IntakeDeps, key: string, sent: Sent): Promise<Receipt> {
  const form = await formOf(deps, key)
  if (!sent.email && !(sent.phone && form.settings.askPhone))
    throw new Refusal('invalid-input', 'Give an e-mail address or a phone number.')
  const verdict = checkChallenge(deps, key, sent.challenge, sent.answer)
  if (!verdict.ok) throw new Refusal(verdict.reason === 'too-old' ? 'token-expired' : 'token-invalid')
  const receipt = receiptOf(deps, sent.clientId)
  const { item, verify } = await store(deps, form, sent, verdict.nonce, receipt)
  const number = await numberOf(deps, form, item.id, item.fresh)
  return { number, receipt, verify, answerWithinHours: form.settings.answerWithinHours }
}

async function store(deps: IntakeDeps, form: Form, sent: Sent, nonce: string, receipt: string) {
  const place = { id: form.presence.id, workspaceId: form.presence.workspace_id }
  const clientHash = createHash('sha256').update(sent.clientId).digest()
  const raw = rawOf(form, sent, receipt)
  const token = randomBytes(32).toString('base64url')
  const mailPresence = sent.email ? await mailPresenceOf(deps, form) : null
  return inTransaction(deps.db.system, async (tx) => {
    if (!(await useNonce(tx, place.workspaceId, nonce, clientHash))) throw new Refusal('token-invalid')
    const source = sent.website.trim() === '' ? {} : { honeypot: true }
    const [item] = await storeItems(tx, place, [
      { sourceKey: sent.clientId, contentType: 'application/json', source, raw },
    ])
    const asks = mailPresence !== null && sent.website.trim() === ''
    const first = await insertSubmission(tx, {
      workspaceId: place.workspaceId,
      id: sent.clientId,
      presenceId: place.id,
      tokenHash: asks ? createHash('sha256').update(token).digest() : null,
      email: sent.email ?? null,
      itemId: item!.id,
    })
    if (asks && first) {
      const link = `${publicAddress(deps, form.workspace)}/f/verify/${token}`
      await queueAutomaticMail(deps, tx, {
        workspaceId: place.workspaceId,
        presenceId: mailPresence,
        to: sent.email!,
        ...verificationMail({ language: sent.language, company: form.workspace.name, link }),
        language: sent.language,
        what: 'verification',
      })
    }
    return { item: item!, verify: asks }
  })
}

function rawOf(form: Form, sent: Sent, receipt: string): Buffer {
  const { clientId, question, name, email, language } = sent
  return Buffer.from(
    JSON.stringify({
      clientId,
      question,
      name,
      ...(email ? { email } : {}),
      // Only what the form asks for is taken.
      ...(sent.phone && form.settings.askPhone ? { phone: sent.phone } : {}),
      ...(sent.orderNumber && form.settings.askOrderNumber ? { orderNumber: sent.orderNumber } : {}),
      language,
      receipt,
    }),
  )
}

async function mailPresenceOf(deps: IntakeDeps, form: Form): Promise<string | null> {
  const id = form.settings.mailPresenceId
  if (id === null) return null
  const mail = await loadPresence(deps.db.system, id)
  const usable = mail?.kind === 'email' && !mail.archived_at && mail.workspace_id === form.presence.workspace_id
  return usable ? id : null
}

/** The number when the item can be worked at once; busy or slow: null, and the receipt stands for it. */
async function numberOf(deps: IntakeDeps, form: Form, itemId: string, fresh: boolean): Promise<number | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), deps.numberAtMostMs ?? answerAtMostMs)
  })
  const work = async () => {
    if (fresh) await processNow(deps, itemId)
    return (await caseOfItem(deps.db.system, form.presence.workspace_id, itemId))?.number ?? null
  }
  try {
    return await Promise.race([work(), late])
  } catch (error) {
    // It is stored: the intake goes on with it.
    deps.log.warn({ err: error, itemId }, 'form item left to the intake')
    return null
  } finally {
    clearTimeout(timer)
  }
}

/** Short enough to read out, the same for the same submission. No letters that look like digits. */
function receiptOf(deps: IntakeDeps, clientId: string): string {
  const signs = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  const bytes = deps.seal.mac('form-receipt', clientId)
  const text = Array.from(bytes.subarray(0, 8), (byte) => signs[byte & 31]).join('')
  return `${text.slice(0, 4)}-${text.slice(4)}`
}
