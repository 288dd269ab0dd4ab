import { type PresenceInput, presenceRoutes } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { call } from '#lib/api.ts'

type Asked = { presence: PresenceInput; presenceId?: string }

/** Tries a connection with what is typed; `of` says for what exactly the answer holds. */
export function useChannelTest() {
  const test = useMutation({
    mutationFn: async (asked: Asked) => ({
      answer: await call(presenceRoutes.test, { body: asked }),
      of: JSON.stringify(asked),
    }),
  })
  /** The answer, as long as nothing relevant was changed since. */
  const answerFor = (asked: Asked) => (test.data?.of === JSON.stringify(asked) ? test.data.answer : null)
  return { run: test.mutate, busy: test.isPending, error: test.error, last: test.data?.answer ?? null, answerFor }
}
