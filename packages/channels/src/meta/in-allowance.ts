import type { ActionOnMessage, Outgoing, SendOutcome } from '../connector.ts'
import type { MetaContext } from './settings.ts'
import { noteRefusal, sendingPauseMs } from './usage.ts'

/** Where Meta names no time. */
const usualMs = 60_000

/**
 * What Meta said it would refuse is not tried: it waits until the time Meta named, no attempt is used up, and the others
 * of the presence wait with it. To one person too much is a matter of that person alone.
 */
export function inAllowance<C extends MetaContext, T extends Outgoing | ActionOnMessage>(
  hand: (context: C, what: T) => Promise<SendOutcome>,
): (context: C, what: T) => Promise<SendOutcome> {
  return async (context, what) => {
    const about = { person: personOf(what), isAnswer: isAnswer(what) }
    const pauseMs = sendingPauseMs(context.presenceId, about)
    if (pauseMs !== null) return { state: 'retry', code: 'throttled', afterMs: pauseMs, untried: true }
    const outcome = await hand(context, what)
    if (outcome.state !== 'retry') return outcome
    const { code, afterMs = usualMs } = outcome
    if (code === 'person-throttled') noteRefusal(context.presenceId, afterMs, about.person)
    if (code !== 'throttled') return outcome
    noteRefusal(context.presenceId, afterMs)
    return { ...outcome, afterMs }
  }
}

function personOf(what: Outgoing | ActionOnMessage): string {
  if ('action' in what) return what.threadKey
  return what.target?.kind === 'reply' ? what.target.threadKey : ''
}

/** Words of a person, or what a person asked for, that somebody waits for. */
function isAnswer(what: Outgoing | ActionOnMessage): boolean {
  return 'action' in what || (what.target?.kind === 'reply' && !what.automatic)
}
