import { connectorOf, mailDocument, makeEgress, sniffType } from '@resonanz/channels'
import { consultationRoutes, fileRoutes } from '@resonanz/contracts'
import type { WorkerPool } from '#platform/worker-pool'
import { sql } from 'kysely'
import { accessAnswer } from '#consultations'
import type { WorkerResult, WorkerTask } from '#intake'
import { keptMedia } from '#media'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { type Binding, bind } from '#platform/http/binding'
import { limits } from '#platform/http/limits'
import { append } from '#platform/journal'
import { cleanName, download } from './download.ts'
import { accessMessage, type MessageSource, rawItemOf, uploadedFile } from './message-source.ts'
import { withPictures } from './pictures.ts'

type FileDeps = Deps & { pool: WorkerPool<WorkerTask, WorkerResult> }

export { download } from './download.ts'

export function fileBindings(deps: FileDeps): Binding[] {
  const db = (actor: Actor) => deps.db.of(actor.workspaceId)
  return [
    bind(fileRoutes.upload, async ({ actor, request }) => {
      const part = await request.file()
      if (!part) throw new Refusal('invalid-input', 'No file in the request.')
      const bytes = await part.toBuffer().catch(() => {
        throw new Refusal('too-large', undefined, { maxBytes: limits.uploadBytes })
      })
      const { type } = await sniffType(bytes, part.mimetype, part.filename)
      const id = deps.newId()
      const name = cleanName(part.filename)
      await sql`insert into file (workspace_id, id, name, type, size, bytes, created_by) values (${actor.workspaceId}, ${id}, ${name}, ${type}, ${bytes.length}, ${bytes}, ${actor.memberId})`.execute(
        db(actor),
      )
      return { id, name, type, size: bytes.length }
    }),
    bind(fileRoutes.file, async ({ actor, params, reply }) =>
      download(reply, await uploadedFile(db(actor), actor.workspaceId, params.id)),
    ),
    bind(fileRoutes.attachment, async ({ actor, params, reply }) => {
      const message = await accessMessage(db(actor), actor, params.id)
      return download(reply, await attachmentOf(deps, actor, message, params.index))
    }),
    bind(consultationRoutes.attachment, async ({ actor, params, reply }) => {
      const answer = await accessAnswer(db(actor), actor.workspaceId, params.id)
      const source = { ...answer, channel: 'email' as const, attachments: answer.attachments }
      return download(reply, await attachmentOf(deps, actor, source, params.index))
    }),
    bind(fileRoutes.original, async ({ actor, params, reply }) => {
      const source = await rawItemOf(db(actor), await accessMessage(db(actor), actor, params.id))
      if (!source) throw notFound()
      await append(db(actor), [
        {
          workspaceId: actor.workspaceId,
          subject: { kind: 'message', id: params.id },
          actor: journalActor(actor),
          kind: 'original.viewed',
          data: { messageId: params.id },
        },
      ])
      const mail = source.item.contentType === 'message/rfc822'
      reply
        .header('content-type', 'application/octet-stream')
        .header('content-disposition', `attachment; filename="${params.id}.${mail ? 'eml' : 'json'}"`)
        .header('content-security-policy', 'sandbox')
      return Buffer.from(source.item.raw)
    }),
    bind(fileRoutes.page, async ({ actor, params, query, reply }) => {
      const message = await accessMessage(db(actor), actor, params.id)
      if (message.html === null) throw notFound()
      // Shown in a sandboxed frame without scripts; pictures come from us only.
      reply
        .header('content-type', 'text/html; charset=utf-8')
        .header(
          'content-security-policy',
          "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'",
        )
        .header('x-frame-options', 'SAMEORIGIN')
      return mailDocument(withPictures(message, query.images === '1'))
    }),
    bind(fileRoutes.full, async ({ actor, params }) => {
      const message = await accessMessage(db(actor), actor, params.id)
      return { text: message.full_text ?? message.text }
    }),
    bind(fileRoutes.picture, async ({ actor, params, reply }) => {
      const message = await accessMessage(db(actor), actor, params.id)
      const address = remotePictures(message)[params.index]
      if (!address) throw notFound()
      const egress = makeEgress({ allow: deps.config.egressAllow.split(',').filter(Boolean), relaxedTls: false })
      const answer = await egress
        .fetch(address, { maxBytes: limits.pictureBytes, timeoutMs: 8_000, redirects: 'follow-checked' })
        .catch(() => null)
      if (!answer || answer.status !== 200) throw notFound()
      return download(reply, {
        name: `picture-${params.index}`,
        type: 'application/octet-stream',
        content: answer.body,
      })
    }),
  ]
}

type AttachmentSource = {
  channel: MessageSource['channel']
  id?: string
  attachments: { index: number; fileId?: string; media?: string }[]
  inlet_item_id: string | null
}

async function attachmentOf(deps: FileDeps, actor: Actor, message: AttachmentSource, index: number) {
  const listed = message.attachments.find((attachment) => attachment.index === index)
  if (!listed) throw notFound()
  if (listed.fileId) return uploadedFile(deps.db.of(actor.workspaceId), actor.workspaceId, listed.fileId)
  if (listed.media && message.id) return keptMedia(deps.db.of(actor.workspaceId), actor.workspaceId, message.id, index)
  const source = await rawItemOf(deps.db.of(actor.workspaceId), message)
  if (!source || !connectorOf(message.channel).attachment) throw notFound()
  const [result] = await deps.pool.map([{ task: 'attachment', kind: message.channel, item: source.item, index }])
  if (!result?.ok || !('attachment' in result.value) || !result.value.attachment) throw notFound()
  return result.value.attachment
}

export function remotePictures(message: Pick<MessageSource, 'html'>): string[] {
  return [...(message.html ?? '').matchAll(/data-remote-src="([^"]{1,2000})"/g)].map((match) =>
    match[1]!.replaceAll('&amp;', '&').replaceAll('&quot;', '"'),
  )
}
