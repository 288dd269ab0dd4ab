import { intakeRoutes } from '@resonanz/contracts'
import { Refusal } from '#platform/errors'
import { type Binding, bind } from '#platform/http/binding'
import { makeRate } from '#platform/http/rate'
import type { IntakeDeps } from '../process.ts'
import { newChallenge } from './challenge.ts'
import { formOf } from './form-of.ts'
import { sendForm } from './send-form.ts'
import { verifyAddress } from './verify-address.ts'

export { checkChallenge, newChallenge, solveChallenge } from './challenge.ts'
export { mountFormPages } from './pages.ts'
export { useNonce } from './store-form.ts'

export function formBindings(deps: IntakeDeps): Binding[] {
  const allowed = makeRate()
  const guard = (address: string) => {
    if (!allowed(address)) throw new Refusal('too-many-requests', 'Too many messages at once. Try again in a minute.')
  }
  return [
    bind(intakeRoutes.formState, async ({ params }) => {
      const { settings, workspace } = await formOf(deps, params.key)
      const { title, intro, askPhone, askOrderNumber, privacyUrl, answerWithinHours } = settings
      const challenge = newChallenge(deps, params.key)
      return {
        title,
        intro,
        askPhone,
        askOrderNumber,
        privacyUrl,
        answerWithinHours,
        company: workspace.name,
        challenge,
      }
    }),
    bind(intakeRoutes.formSend, ({ params, body, request }) => {
      guard(request.ip)
      return sendForm(deps, params.key, body)
    }),
    bind(intakeRoutes.formVerify, ({ params, request }) => {
      guard(request.ip)
      return verifyAddress(deps, params.token)
    }),
  ]
}
