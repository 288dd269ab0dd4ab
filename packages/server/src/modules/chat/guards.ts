import { Refusal } from '#platform/errors'
import { makeRate } from '#platform/http/rate'

/** How often, in a minute: from one address, and in one conversation. Beside the limits every public route has. */
const perAddress = { starts: 20, messages: 240, files: 30 }
const perSession = { messages: 40, signals: 120, files: 10 }
/** Open windows: of one address (an office behind one line), of one conversation, of this process. */
export const mostWindows = { address: 500, session: 5, process: 10_000 }

export function makeGuards() {
  const startsOf = makeRate(perAddress.starts)
  const messagesFrom = makeRate(perAddress.messages)
  const messagesIn = makeRate(perSession.messages)
  const filesFrom = makeRate(perAddress.files)
  const filesIn = makeRate(perSession.files)
  const signalsIn = makeRate(perSession.signals)
  const refuse = (isFine: boolean) => {
    if (!isFine) throw new Refusal('too-many-requests', 'Too much at once. Try again in a minute.')
  }
  return {
    start: (address: string) => refuse(startsOf(address)),
    message: (address: string, sessionId: string) => refuse(messagesFrom(address) && messagesIn(sessionId)),
    file: (address: string, sessionId: string) => refuse(filesFrom(address) && filesIn(sessionId)),
    signal: (sessionId: string) => refuse(signalsIn(sessionId)),
  }
}
