import type { Opening } from './fill.ts'
import type { Random } from './prng.ts'
import type { StaffKey } from './types.ts'
import type { WrittenCase } from './write.ts'

/** What the sample data shall add up to, written cases included. */
export const aims = {
  cases: 400,
  /** Nobody's yet. */
  unassigned: 18,
  waitingForCustomer: 50,
  english: 100,
  /** Unfinished cases in a member's hands, those that wait for the customer not counted. */
  inHand: { henrike: 12, mara: 13, tolga: 13, grace: 12, owen: 13, nadia: 10, falk: 8, jonte: 2 } as Record<
    string,
    number
  >,
  /** Promises: overdue, within four hours, by tomorrow; the rest later. */
  overdue: 10,
  soon: 25,
  tomorrow: 34,
  followUps: 12,
}

/** The openings that are left for the templates once the written cases have taken theirs. */
export function planOpenings(written: WrittenCase[], englishWritten: number, random: Random): Opening[] {
  const openings: Omit<Opening, 'inEnglish'>[] = []
  const unassigned = written.filter((one) => one.owner === null && one.status === 'new').length
  for (let left = aims.unassigned - unassigned; left > 0; left--) {
    openings.push({ status: 'new', owner: null, ago: [0.2, 18] })
  }
  for (const [owner, aim] of Object.entries(aims.inHand)) {
    const has = written.filter((one) => one.owner === owner && isInHand(one)).length
    for (let left = aim - has; left > 0; left--) {
      const isInside = random.chance(0.32)
      openings.push({
        status: isInside ? 'waiting_internal' : 'open',
        owner: owner as StaffKey,
        ago: isInside ? [14, 80] : [2, 40],
      })
    }
  }
  const waiting = written.filter((one) => one.status === 'waiting_customer').length
  for (let left = aims.waitingForCustomer - waiting; left > 0; left--) {
    openings.push({ status: 'waiting_customer', owner: null, ago: [5, 96] })
  }
  while (openings.length + written.length < aims.cases) {
    const isOld = random.chance(0.5)
    openings.push({ status: isOld ? 'closed' : 'done', owner: null, ago: isOld ? [130, 334] : [4, 250] })
  }
  return inLanguages(openings, aims.english - englishWritten, random)
}

/** Hours from now to the promised word for the cases that have none of their own, so that the day looks real. */
export function planPromises(cases: WrittenCase[], random: Random): Map<string, number> {
  const due = new Map<string, number>()
  const own = cases.flatMap((one) => (isInHand(one) && one.due !== undefined ? [one.due] : []))
  const free = cases.filter((one) => one.status !== 'new' && isInHand(one) && one.due === undefined)
  const late = [-0.3, -1.4, -3.6, -6.2, -11, -22].slice(0, aims.overdue - own.filter((hours) => hours < 0).length)
  const soonLeft = aims.soon - own.filter((hours) => hours >= 0 && hours <= 4).length
  const soon = Array.from({ length: Math.max(soonLeft, 0) }, () => random.between(0.4, 3.8))
  const tomorrow = Array.from({ length: aims.tomorrow }, () => random.between(13, 34))
  const later = Array.from({ length: free.length }, () => random.between(38, 110))
  // The oldest cases are the ones that can be overdue by a day.
  const byAge = [...free].toSorted((one, other) => other.ago[0] - one.ago[0])
  const overdue = new Set(byAge.filter((one) => one.template !== undefined).slice(0, late.length))
  for (const [index, one] of [...overdue].toReversed().entries()) {
    const hours = late[index] as number
    due.set(one.key, hours)
    // What is overdue was promised before.
    one.ago = [Math.max(one.ago[0], 4 - hours), Math.max(one.ago[1], 20 - hours)]
  }
  const rest = random.shuffle(free.filter((one) => !overdue.has(one)))
  const hours = [...soon, ...tomorrow, ...later]
  for (const [index, one] of rest.entries()) due.set(one.key, hours[index] as number)
  for (const one of cases) {
    if (one.status === 'waiting_customer' && one.due === undefined) due.set(one.key, random.between(26, 150))
  }
  return due
}

/** The loop back to a case: some came back already, some are for today, some for later. */
export function planFollowUps(cases: WrittenCase[], random: Random): void {
  const missing = aims.followUps - cases.filter((one) => one.followUp).length
  const free = random.shuffle(cases.filter((one) => one.template && isInHand(one) && one.status === 'waiting_internal'))
  const hours = [-1.5, 0.8, 14, 30, 52, 75]
  for (const [index, one] of free.slice(0, missing).entries()) {
    one.followUp = [hours[index % hours.length] as number, followUpReasons[index % followUpReasons.length] as string]
  }
}

const followUpReasons = [
  'Antwort der Leitstelle liegt nicht vor, noch einmal anrufen',
  'Werkstatt wollte das Ersatzteil bestätigen',
  'Nach dem Wochenende prüfen, ob das Geld angekommen ist',
  'Depot nach der Fundsache fragen',
  'Freigabe von Falk einholen',
  'Kunden noch einmal informieren, auch wenn nichts Neues da ist',
]

export function isInHand(one: Pick<WrittenCase, 'status'>): boolean {
  return one.status === 'new' || one.status === 'open' || one.status === 'waiting_internal'
}

function inLanguages(openings: Omit<Opening, 'inEnglish'>[], english: number, random: Random): Opening[] {
  // Members who mainly write English get most of it, the others only a little.
  const likely = (owner: StaffKey | null) =>
    owner === 'grace' || owner === 'owen' ? 0.7 : owner === null ? 0.24 : 0.04
  const marked = openings.map((opening) => ({ ...opening, inEnglish: random.chance(likely(opening.owner)) }))
  const flexible = random.shuffle(marked.filter((opening) => opening.owner === null))
  for (const opening of flexible) {
    const count = marked.filter(({ inEnglish }) => inEnglish).length
    if (count === english) break
    opening.inEnglish = count < english
  }
  return marked
}
