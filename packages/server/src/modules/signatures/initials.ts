import { Refusal } from '#platform/errors'
import type { Db } from '#platform/db/database'
import { insertInitials, takenInitials, writeInitials } from './store.ts'

const tries = 5

/** "Mara Klein" → "mk"; of longer names the first and the last word, without accents. Taken ones get a number. */
export function proposedInitials(name: string, taken: ReadonlySet<string>): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .split(/[\s-]+/)
    .map((word) => word.replace(/[^a-z0-9]/g, ''))
    .filter(Boolean)
  const base = `${words[0]?.[0] ?? 'x'}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`
  if (!taken.has(base)) return base
  for (let n = 2; ; n += 1) if (!taken.has(`${base}${n}`)) return `${base}${n}`
}

/** Everybody's initials: their own, else what is proposed, each only once, the first to come in the order given. */
export function initialsOfAll(
  people: readonly { id: string; name: string; initials: string | null }[],
): Map<string, string> {
  const taken = new Set(people.flatMap(({ initials }) => (initials === null ? [] : [initials.toLowerCase()])))
  return new Map(
    people.map(({ id, name, initials }) => {
      const own = initials ?? proposedInitials(name, taken)
      taken.add(own.toLowerCase())
      return [id, own]
    }),
  )
}

/** The initials somebody signs with from now on: kept with the first answer that carries them. */
export async function keptInitials(tx: Db, workspaceId: string, member: { id: string; name: string }): Promise<string> {
  for (let n = 0; n < tries; n += 1) {
    const taken = await takenInitials(tx, workspaceId)
    const own = taken.get(member.id)
    if (own !== undefined) return own
    const proposed = proposedInitials(member.name, new Set([...taken.values()].map((one) => one.toLowerCase())))
    // Another answer may take them in the same moment: then the next free ones.
    await insertInitials(tx, workspaceId, member.id, proposed)
  }
  throw new Refusal('conflict', 'Set your initials in the settings, then send again.')
}

/** Refuses what somebody else signs with. */
export async function setInitials(tx: Db, workspaceId: string, memberId: string, initials: string): Promise<void> {
  const wanted = initials.toLowerCase()
  const taken = await takenInitials(tx, workspaceId, { lock: true })
  for (const [id, one] of taken)
    if (id !== memberId && one.toLowerCase() === wanted)
      throw new Refusal('conflict', 'Somebody signs with these initials already. Choose others.')
  await writeInitials(tx, workspaceId, memberId, wanted)
}
