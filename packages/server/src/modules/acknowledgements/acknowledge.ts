import type { Db } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { failPoint } from '#platform/fail-point'
import { append } from '#platform/journal'
import { readEntries } from '#platform/journal-reader'
import { type Loop, startLoop } from '#platform/loop'
import { statusLinkFor } from '#private-pages'
import { dayWords } from '#promises'
import { queueMailToCustomer } from '#replies'
import * as store from './store.ts'
import { filled, hasStatusPlace, shipped, subjectOf, whoWords } from './words.ts'

const batch = 200

export function startAcknowledging(deps: Deps): Loop {
  return startLoop({
    name: 'acknowledgements',
    log: deps.log.child({ part: 'acknowledgements' }),
    idleMs: 5_000,
    turn: () => acknowledgeOnce(deps),
  })
}

/**
 * Tells customers at once that their message arrived: which number, who, until when, what happens next. Reads the
 * journal behind a kept cursor; its place, the note and the queued mail are one transaction, so that each case gets one
 * or none. It goes through the door of automatic mail with its caps. Says whether there is more.
 */
export async function acknowledgeOnce(deps: Deps): Promise<boolean> {
  return readEntries(deps, { name: 'acknowledgements', limit: batch }, async (tx, entries) => {
    const opened = entries.filter(({ kind, data }) => kind === 'case.created' && data.by === 'intake')
    for (const row of await store.casesToAcknowledge(
      tx,
      opened.map((entry) => entry.subject_id),
    )) {
      const queued = await queueMailToCustomer(deps, tx, {
        workspaceId: row.workspace_id,
        presenceId: row.presence_id,
        caseId: row.id,
        ...(await mailOf(tx, deps, row)),
        language: row.language,
        what: 'acknowledgement',
      })
      failPoint(deps.config, 'acknowledgement.queued')
      await store.noteAcknowledged(tx, row, queued)
      if (queued !== 'queued') continue
      await append(tx, [
        {
          workspaceId: row.workspace_id,
          subject: { kind: 'case', id: row.id },
          actor: { kind: 'rule', id: 'acknowledgement' },
          kind: 'reply.automatic',
          data: { what: 'acknowledgement' },
        },
      ])
    }
  })
}

/** The same words for a form whose visitor just showed that the address is theirs; null where no answer is due. */
export async function acknowledgementOf(
  tx: Db,
  deps: Deps,
  workspaceId: string,
  caseId: string,
  language: 'de' | 'en',
): Promise<{ subject: string; text: string } | null> {
  const row = await store.saidOf(tx, workspaceId, caseId)
  return row ? mailOf(tx, deps, { ...row, text: row.language === language ? row.text : null, language }) : null
}

async function mailOf(tx: Db, deps: Deps, row: store.ToAcknowledge): Promise<{ subject: string; text: string }> {
  const { language } = row
  const text = row.text ?? shipped[language][row.address]
  const status = hasStatusPlace(text)
    ? await statusLinkFor(tx, deps, { workspaceId: row.workspace_id, caseId: row.id, language })
    : ''
  return {
    subject: subjectOf(row.number, language, row.address),
    text: filled(text, {
      number: row.number,
      who: whoWords(row.team, row.person, row.company, row.language),
      time: dayWords(row.due_at, row.language, row.zone),
      company: row.company,
      status,
    }),
  }
}
