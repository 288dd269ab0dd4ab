import { type CourseState, expectedAt, learnStep, newCourse, smallCount } from './course.ts'
import { endDay, fitTail, newTail, type Tail, type TailState } from './tail.ts'

/** One count and its usual course: of posts, of their reach, of their sources. */
export type SignalState = { course: CourseState; windows: TailState[]; recent: RecentStep[] }
type RecentStep = { hour: number; observed: number; expected: number }

/** `steps`: see Tail; above 0 is more than most days reach. */
export type SignalVerdict = { expected: number; steps: number }

export type Signal = {
  /** Without `expected` the course of the week says what to expect. */
  judge: (hour: number, observed: number, expected?: number) => SignalVerdict
  learn: (hour: number, observed: number, minutes: number, days: number) => void
  endDay: (watched: boolean) => void
}

/** A burst shows in ten minutes, a tide that rises slowly in an hour. */
const windowMinutes = [10, 60]

export function newSignal(): SignalState {
  return { course: newCourse(), windows: windowMinutes.map(newTail), recent: [] }
}

export function openSignal(state: SignalState): Signal {
  let tails: Tail[] = state.windows.map(fitTail)
  return {
    judge(hour, observed, given) {
      const expected = given ?? expectedAt(state.course, hour, observed)
      state.recent = state.recent.filter((step) => step.hour > hour - 1 + 1e-6 && step.hour < hour)
      state.recent.push({ hour, observed, expected })
      let steps = -Infinity
      for (const [index, minutes] of windowMinutes.entries()) {
        const rise = riseOver(state.recent, hour - minutes / 60 + 1e-6)
        const window = state.windows[index]!
        window.running = Math.max(window.running ?? rise, rise)
        steps = Math.max(steps, (rise - tails[index]!.mode) / tails[index]!.width)
      }
      return { expected, steps }
    },
    learn: (hour, observed, minutes, days) => learnStep(state.course, hour, observed, minutes, days),
    endDay(watched) {
      for (const window of state.windows) endDay(window, watched)
      tails = state.windows.map(fitTail)
    },
  }
}

/** Logarithm of observed by expected since an hour. */
function riseOver(recent: readonly RecentStep[], sinceHour: number): number {
  let observed = smallCount
  let expected = smallCount
  for (let at = recent.length - 1; at >= 0 && recent[at]!.hour > sinceHour; at -= 1) {
    observed += recent[at]!.observed
    expected += recent[at]!.expected
  }
  return Math.log(observed / expected)
}
