import type { ChannelKind, incidentRoutes, ResponseOf } from '@resonanz/contracts'
import { houseZone } from '#calendars'
import { accessCase, listRows } from '#cases'
import type { Actor, Deps } from '#platform/deps'
import * as store from './store.ts'

const casesMost = 1000
const textsRead = 200
const phrasesShown = 8
const longestPhrase = 4

/** Everybody who says the same as this case: what they share, when it came and over which channels. */
export async function clusterOf(
  deps: Deps,
  actor: Actor,
  caseId: string,
): Promise<ResponseOf<typeof incidentRoutes.cluster>> {
  const db = deps.db.of(actor.workspaceId)
  const record = await accessCase(db, actor, caseId)
  const members = await store.clusterIds(db, record, casesMost)
  const ids = members.map(({ id }) => id)
  const [items, texts] = await Promise.all([listRows(db, actor, ids), store.firstWords(db, ids, textsRead)])
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: await houseZone(db, actor.workspaceId) })
  return {
    count: members.length,
    phrases: sharedPhrases(texts),
    days: [...tally(members.map(({ opened_at }) => day.format(opened_at)))]
      .map(([day, cases]) => ({ day, cases }))
      .toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    channels: [...tally(members.map(({ channel }) => channel))]
      .map(([channel, cases]) => ({ channel: channel as ChannelKind, cases }))
      .toSorted((a, b) => b.cases - a.cases),
    items,
    incidents: members.flatMap(({ id, incident_id, incident_number }) =>
      incident_id && incident_number !== null ? [{ caseId: id, incidentId: incident_id, number: incident_number }] : [],
    ),
  }
}

function tally(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** Runs of two to four words that stand in at least half of the texts, longest first, none inside another. */
export function sharedPhrases(texts: readonly string[]): { words: string; cases: number }[] {
  const counts = new Map<string, number>()
  for (const text of texts) {
    const seen = new Set<string>()
    for (const sentence of text.toLowerCase().split(/[.!?\n;:,()„“"]+/u)) {
      const words = sentence.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? []
      for (let length = 2; length <= longestPhrase; length += 1)
        for (let at = 0; at + length <= words.length; at += 1) seen.add(words.slice(at, at + length).join(' '))
    }
    for (const phrase of seen) counts.set(phrase, (counts.get(phrase) ?? 0) + 1)
  }
  const least = Math.max(2, Math.ceil(texts.length / 2))
  const sorted = [...counts]
    .filter(([words, cases]) => cases >= least && words.length >= 8)
    .toSorted((a, b) => b[0].split(' ').length * b[1] - a[0].split(' ').length * a[1] || (a[0] < b[0] ? -1 : 1))
  const chosen: { words: string; cases: number }[] = []
  for (const [words, cases] of sorted) {
    if (chosen.length === phrasesShown) break
    if (!chosen.some((other) => overlap(other.words, words))) chosen.push({ words, cases })
  }
  return chosen
}

/** Half of the words are the same ones: it would say the same twice. */
function overlap(a: string, b: string): boolean {
  const words = new Set(a.split(' '))
  const mine = b.split(' ')
  return mine.filter((word) => words.has(word)).length * 2 >= mine.length
}
