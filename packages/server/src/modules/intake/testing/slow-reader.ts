import { serve } from '#platform/worker-side'
import type { WorkerResult, WorkerTask } from '../parse-worker.ts'

/** A thread for tests that never comes to the end of understanding a text which says so. */
serve<WorkerTask, WorkerResult>((task) => {
  if (task.task !== 'parse') return { reading: null }
  const post = JSON.parse(Buffer.from(task.item.raw).toString()) as { id: string; text: string; edits?: string }
  while (task.reading && post.text.includes('endlos'));
  if (post.edits)
    return {
      events: [{ type: 'edit', externalId: post.edits, text: post.text, html: null, occurredAt: null } as never],
    }
  return {
    events: [
      {
        type: 'message',
        externalId: post.id,
        threadKey: post.id,
        threadHints: { references: [], replyTokens: [], subjectKey: null },
        author: null,
        subject: null,
        text: post.text,
        fullText: null,
        html: null,
        attachments: [],
        occurredAt: null,
        visibility: 'private',
        directed: true,
        language: null,
        nature: 'message',
        flags: [],
        permalink: null,
        remoteImages: 0,
        contentHash: null,
        meta: {},
      } as never,
    ],
  }
})
