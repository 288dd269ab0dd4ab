import type { ChatState } from '@resonanz/contracts'
import { isOpenAt, nextOpening, readCalendars } from '#calendars'
import { newChallenge } from '#intake'
import type { Deps } from '#platform/deps'
import type { Chat } from './chat-of.ts'
import { answerTimes } from './store-times.ts'

const freshMs = 60_000
const mostKept = 1_000
type Times = { isOpen: boolean; opensAt: string | null; answerWithinMinutes: number | null }
const kept = new Map<string, { until: number; times: Times }>()

/** What stands there before a word is written. Hours and the usual time are worked out once a minute for everybody. */
export async function readState(deps: Deps, chat: Chat): Promise<ChatState> {
  const { settings, workspace } = chat
  return {
    company: workspace.name,
    logo: workspace.logo,
    language: workspace.language,
    title: settings.title,
    greeting: settings.greeting,
    color: settings.color,
    asksName: settings.askName,
    asksMail: settings.askMail,
    takesFiles: settings.files,
    asksSatisfaction: settings.satisfaction,
    goesOnByMail: settings.mailPresenceId !== null,
    privacyUrl: settings.privacyUrl,
    ...(await timesOf(deps, chat)),
    challenge: newChallenge(deps, chat.key),
  }
}

async function timesOf(deps: Deps, chat: Chat): Promise<Times> {
  const key = `${chat.presence.id} ${chat.settings.answerWithinMinutes}`
  const known = kept.get(key)
  if (known && known.until > performance.now()) return known.times
  const { id, workspace_id: workspaceId, team_id: teamId } = chat.presence
  const calendars = await readCalendars(deps.db.system, workspaceId)
  const now = new Date()
  const place = { presenceId: id, teamId }
  const isOpen = isOpenAt(calendars, place, now)
  const times = {
    isOpen,
    opensAt: isOpen ? null : (nextOpening(calendars, place, now)?.toISOString() ?? null),
    answerWithinMinutes: chat.settings.answerWithinMinutes ?? usual(await answerTimes(deps.db.system, id)),
  }
  if (kept.size >= mostKept) kept.clear()
  kept.set(key, { until: performance.now() + freshMs, times })
  return times
}

/** Fewer say nothing. */
const leastAnswers = 5
const steps = [1, 2, 3, 5, 10, 15, 30, 60, 120, 240, 480, 1440]

/** Three of four were answered within it, said in round words; null where that would be more than a day or a guess. */
function usual(minutes: readonly number[]): number | null {
  if (minutes.length < leastAnswers) return null
  const at = minutes.toSorted((a, b) => a - b)[Math.ceil(minutes.length * 0.75) - 1]!
  return steps.find((step) => at <= step) ?? null
}
