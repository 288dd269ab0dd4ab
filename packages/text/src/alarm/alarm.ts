import { newSignal, openSignal, type Signal, type SignalState } from './signal.ts'
import { returnDays } from './tail.ts'

/** What came in during one step (five minutes, an hour …) that starts at `timeMs`. Only the count is needed. */
export type AlarmPoint = {
  timeMs: number
  count: number
  /** How many of them are negative. */
  negative?: number
  /** How many people they reach together. */
  reach?: number
  /** How many different authors or sites they come from. */
  sources?: number
}

export const alarmSignals = ['volume', 'negative', 'reach', 'sources'] as const
export type AlarmSignal = (typeof alarmSignals)[number]

export type AlarmVerdict = {
  /** 0 usual, 1 about once a week, 2 less than once in two weeks, 3 about once in a quarter; held for an hour. */
  level: 0 | 1 | 2 | 3
  /** Of the count in this step. */
  expected: number
  observed: number
  /** 0 to 1: how strongly this step speaks for a new alarm, from 0.5 on it is one. Low while the last one still counts. */
  score: number
  /** When the rise began that led to the level; null at level 0. */
  sinceMs: number | null
  /** Days until chance alone would bring a step like this. */
  unusualDays: number
  /** Less than a day is known: the level stays 0. */
  isLearning: boolean
  /** What is out of the usual, strongest first. Of `negative`, expected is the usual share of what came. */
  drivers: { signal: AlarmSignal; observed: number; expected: number }[]
}

export type AlarmState = {
  version: 1
  signals: Partial<Record<AlarmSignal, SignalState>>
  /** Sums that forget, for the usual share of negative ones. */
  shares: { negative: number; count: number }
  firstHour: number | null
  lastHour: number
  dayHour: number
  watchedMinutes: number
  gaps: number[]
  risingSince: number | null
  held: { level: AlarmVerdict['level']; hour: number; since: number }
  alarmed: { hour: number; steps: number } | null
}

export type Alarm = {
  /** In order of time. A step that is missing is unknown, not zero; one that comes late is judged, not learnt from. */
  observe: (point: AlarmPoint) => AlarmVerdict
  /** Plain JSON; `openAlarm` goes on from it. */
  state: () => AlarmState
}

/** In steps of the tail (see Tail): e to their power is about the days between two such peaks. */
const levelSteps = [2, 2.7, 4.5] as const
const alarmSteps = levelSteps[1]
/** Within a day only what is this much rarer is another alarm. */
const escalationSteps = 2
const quietHours = 24

/**
 * Watches one stream of counts: the usual course of the week is learnt on the way, the surprise over it is measured
 * against the highest surprises of the last 60 days. One setting for every stream.
 */
export function openAlarm(stored?: AlarmState): Alarm {
  const state = stored ? structuredClone(stored) : newState()
  const signals = new Map<AlarmSignal, Signal>()
  for (const name of alarmSignals) {
    const known = state.signals[name]
    if (known) signals.set(name, openSignal(known))
  }
  return { observe: (point) => observe(state, signals, point), state: () => structuredClone(state) }
}

function observe(state: AlarmState, signals: Map<AlarmSignal, Signal>, point: AlarmPoint): AlarmVerdict {
  const hour = point.timeMs / 3_600_000
  const isLate = state.firstHour !== null && hour <= state.lastHour
  const minutes = isLate ? 0 : passTime(state, signals, hour)
  const days = hour - state.firstHour! > 0 ? (hour - state.firstHour!) / 24 : 0
  const observed = countOf(point.count)
  const found: { signal: AlarmSignal; observed: number; expected: number; steps: number }[] = []
  for (const name of alarmSignals) {
    const value = name === 'volume' ? point.count : point[name]
    if (value === undefined) continue
    const signal = signalOf(state, signals, name)
    const expected = name === 'negative' ? observed * usualShare(state) : undefined
    found.push({ signal: name, observed: countOf(value), ...signal.judge(hour, countOf(value), expected) })
    if (!isLate && name !== 'negative') signal.learn(hour, countOf(value), minutes, days)
  }
  if (!isLate && point.negative !== undefined) learnShare(state, observed, countOf(point.negative), minutes)
  // Each signal more is one more chance of chance.
  const steps = Math.max(...found.map((one) => one.steps)) - Math.log(found.length)
  const isLearning = days < 1
  const level = isLearning ? 0 : holdLevel(state, steps, hour)
  return {
    level,
    expected: found[0]!.expected,
    observed,
    score: isLate ? 0 : scoreOf(state, steps, hour),
    sinceMs: level > 0 ? Math.round(state.held.since * 3_600_000) : null,
    unusualDays: returnDays(steps),
    isLearning,
    drivers:
      level === 0
        ? []
        : found
            .filter((one) => one.steps >= levelSteps[0])
            .toSorted((a, b) => b.steps - a.steps)
            .map(({ signal, observed, expected }) => ({ signal, observed, expected })),
  }
}

function newState(): AlarmState {
  return {
    version: 1,
    signals: {},
    shares: { negative: 1, count: 4 },
    firstHour: null,
    lastHour: 0,
    dayHour: 0,
    watchedMinutes: 0,
    gaps: [],
    risingSince: null,
    held: { level: 0, hour: 0, since: 0 },
    alarmed: null,
  }
}

/** Moves the clock on and answers how many minutes a step has: the middle of the last gaps between two. */
function passTime(state: AlarmState, signals: Map<AlarmSignal, Signal>, hour: number): number {
  if (state.firstHour === null) {
    state.firstHour = hour
    state.dayHour = hour
  } else {
    state.gaps = [...state.gaps.slice(-8), (hour - state.lastHour) * 60]
  }
  state.lastHour = hour
  const sorted = state.gaps.toSorted((a, b) => a - b)
  const minutes = Math.min(sorted[sorted.length >> 1] ?? 5, 24 * 60)
  if (hour - state.dayHour >= 24 - 1e-6) {
    for (const signal of signals.values()) signal.endDay(state.watchedMinutes >= 12 * 60)
    state.watchedMinutes = 0
    state.dayHour += 24 * Math.floor((hour - state.dayHour + 1e-6) / 24)
  }
  state.watchedMinutes += minutes
  return minutes
}

function signalOf(state: AlarmState, signals: Map<AlarmSignal, Signal>, name: AlarmSignal): Signal {
  const known = signals.get(name)
  if (known) return known
  state.signals[name] = newSignal()
  const opened = openSignal(state.signals[name])
  signals.set(name, opened)
  return opened
}

function usualShare({ shares }: AlarmState): number {
  return shares.negative / shares.count
}

/** Forgets half within two weeks; one large step weighs no more than its square root. */
function learnShare({ shares }: AlarmState, count: number, negative: number, minutes: number): void {
  const keep = 0.5 ** (minutes / (14 * 24 * 60))
  const weight = count > 0 ? 1 / Math.sqrt(count) : 0
  shares.negative = 1 + (shares.negative - 1) * keep + Math.min(count, negative) * weight
  shares.count = 4 + (shares.count - 4) * keep + count * weight
}

/** What was reached stands for an hour, so that a level does not flicker. */
function holdLevel(state: AlarmState, steps: number, hour: number): AlarmVerdict['level'] {
  state.risingSince = steps > 0 ? (state.risingSince ?? hour) : null
  const level = steps >= levelSteps[2] ? 3 : steps >= levelSteps[1] ? 2 : steps >= levelSteps[0] ? 1 : 0
  const { held } = state
  if (level >= held.level || hour - held.hour >= 1) {
    const since = held.level > 0 ? held.since : (state.risingSince ?? hour)
    state.held = { level, hour, since }
  }
  return state.held.level
}

function scoreOf(state: AlarmState, steps: number, hour: number): number {
  const score = steps > 0 ? steps / (steps + alarmSteps) : 0
  const { alarmed } = state
  if (alarmed && hour - alarmed.hour < quietHours && steps < alarmed.steps + escalationSteps) {
    // What still goes on is no news for half a day more.
    if (steps >= 0.6 * alarmSteps) alarmed.hour = Math.max(alarmed.hour, hour - quietHours / 2)
    return 0.3 * score
  }
  if (steps >= alarmSteps) state.alarmed = { hour, steps }
  return score
}

/** A count that is none is nothing. */
function countOf(value: number): number {
  return Number.isFinite(value) && value > 0 ? value : 0
}
