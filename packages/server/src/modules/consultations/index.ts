import { companyChatRoutes, consultationRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { type Binding, bind } from '#platform/http/binding'
import { makeRate } from '#platform/http/rate'
import { answerByLink, answerConsultation, withdrawConsultation } from './answer.ts'
import { askExpert } from './ask.ts'
import { readCompanyChat, removeCompanyChat, saveCompanyChat, testCompanyChat } from './chat/settings.ts'
import { consultationsOfCase, myConsultations, prepareConsultation } from './read.ts'

export { advanceNext, startKeepingConsultations, tellUndelivered } from './advance.ts'
export { askByRule } from './ask-by-rule.ts'
export { accessAnswer } from './attachment.ts'
export { startCompanyChat } from './chat/keep-chat.ts'
export { type MailAnswer, type RequestKnown, requestsOf, takeMailAnswers } from './mail-answers.ts'
export { mountAnswerPage } from './page/index.ts'

/** All but `attachment`, which is bound by the files module: it reads raw mails. */
export function consultationBindings(deps: Deps): Binding[] {
  const allowed = makeRate()
  return [
    bind(consultationRoutes.prepare, ({ actor, params }) => prepareConsultation(deps, actor, params.id)),
    bind(consultationRoutes.ofCase, ({ actor, params }) => consultationsOfCase(deps, actor, params.id)),
    bind(consultationRoutes.ask, ({ actor, params, body }) => askExpert(deps, actor, params.id, body)),
    bind(consultationRoutes.answer, ({ actor, params, body }) => answerConsultation(deps, actor, params.id, body)),
    bind(consultationRoutes.withdraw, ({ actor, params, body }) =>
      withdrawConsultation(deps, actor, params.id, body.reason),
    ),
    bind(consultationRoutes.mine, ({ actor, query }) => myConsultations(deps, actor, query)),
    bind(companyChatRoutes.read, ({ actor }) => readCompanyChat(deps, actor)),
    bind(companyChatRoutes.save, ({ actor, body }) => saveCompanyChat(deps, actor, body)),
    bind(companyChatRoutes.remove, ({ actor }) => removeCompanyChat(deps, actor)),
    bind(companyChatRoutes.test, ({ actor, body }) => testCompanyChat(deps, actor, body)),
    bind(consultationRoutes.answerByLink, ({ params, body, request }) => {
      if (!allowed(request.ip))
        throw new Refusal('too-many-requests', 'Too many answers at once. Try again in a minute.')
      return answerByLink(deps, params.token, body)
    }),
  ]
}
