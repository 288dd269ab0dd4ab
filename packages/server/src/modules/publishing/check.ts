import {
  type BodyOf,
  capabilitiesWith,
  may,
  mostBytesFor,
  type PostContent,
  type publishingRoutes,
  type ResponseOf,
} from '@resonanz/contracts'
import { countFor } from '@resonanz/contracts/length'
import { postFindings } from '#guideline'
import type { Db } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { settingsOf } from '#settings'
import { takesPosts } from './post.ts'
import { type FileFacts, filesOf, type Place, presencesFor } from './store.ts'
import { momentOf } from './wall-clock.ts'

type Check = ResponseOf<typeof publishingRoutes.check>
type Limited = Pick<Place, 'kind' | 'limits'>
type MediaFault = Check['targets'][number]['media'][number]

/** What stands against a post on each of its presences. Stores nothing. */
export async function checkDraft(
  deps: Deps,
  actor: Actor,
  draft: BodyOf<typeof publishingRoutes.check>,
): Promise<Check> {
  const db = deps.db.of(actor.workspaceId)
  const moment = momentOf(draft.localTime, draft.timeZone)
  const { places, files } = await placesAndFiles(db, actor.workspaceId, draft)
  const language = draft.language ?? (await settingsOf(deps, actor.workspaceId)).language
  const targets: Check['targets'] = []
  for (const { presenceId, text } of draft.targets) {
    const place = places.get(presenceId)!
    const { kind } = place
    const words = text ?? draft.text
    const { findings } = await postFindings(db, actor.workspaceId, { text: words, channel: kind, language })
    targets.push({
      presenceId,
      findings,
      length: lengthOn(place, words),
      media: mediaFaults(place, draft.media, files),
    })
  }
  return {
    plannedAt: moment.at.toISOString(),
    clockChange: moment.clockChange,
    isPast: moment.at.getTime() < Date.now(),
    targets,
    mayOverrideStop: may(actor.role, 'guideline.override'),
  }
}

/** Presences that take posts, each once, and files of ours; everything else is refused. */
export async function placesAndFiles(
  db: Db,
  workspaceId: string,
  { targets, media }: Pick<PostContent, 'targets' | 'media'>,
): Promise<{ places: Map<string, Place>; files: FileFacts[] }> {
  const ids = targets.map(({ presenceId }) => presenceId)
  const fileIds = media.map(({ fileId }) => fileId)
  if (new Set(ids).size < ids.length || new Set(fileIds).size < fileIds.length)
    throw new Refusal('invalid-input', 'Each presence and each picture stands once.')
  const [found, files] = await Promise.all([presencesFor(db, workspaceId, ids), filesOf(db, workspaceId, fileIds)])
  const places = new Map(found.filter(({ kind }) => takesPosts(kind)).map((place) => [place.id, place]))
  if (places.size < ids.length)
    throw new Refusal('invalid-input', 'One of these channels takes no posts.', { field: 'targets' })
  if (files.length < fileIds.length) throw new Refusal('invalid-input', 'A file is gone.', { field: 'media' })
  return { places, files }
}

export function lengthOn({ kind, limits: own }: Limited, text: string): Check['targets'][number]['length'] {
  const limit = capabilitiesWith(kind, own).maxLength
  if (!limit) return null
  const { used, total } = countFor(limit, text)
  return { used, limit: total, isOver: used > total }
}

export function mediaFaults(
  { kind, limits: own }: Limited,
  media: PostContent['media'],
  files: readonly FileFacts[],
): MediaFault[] {
  if (media.length === 0) return []
  const limits = capabilitiesWith(kind, own).attachments
  if (!limits) return ['none-taken']
  const together = files.reduce((sum, { size }) => sum + size, 0)
  return [
    ...(files.length > limits.maxCount ? (['too-many'] as const) : []),
    ...(together > limits.maxBytesTogether || files.some(({ size, type }) => size > mostBytesFor(limits, type))
      ? (['too-large'] as const)
      : []),
    ...(limits.types && files.some(({ type }) => !limits.types!.includes(type)) ? (['wrong-type'] as const) : []),
    ...(limits.alt && media.some(({ alt }) => alt === '') ? (['alt-missing'] as const) : []),
  ]
}
