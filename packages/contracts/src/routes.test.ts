import { expect, test } from 'vitest'
import { z } from 'zod'
import { allRoutes } from './routes.ts'

// Answers are written through their schema the other way round, where a one-way transform fails at every single answer.
test.each(allRoutes.filter((route) => route.response).map((route) => [route.id, route.response!] as const))(
  '%s: the answer’s schema works in both directions',
  (_id, response) => {
    expect(() => z.toJSONSchema(response, { io: 'output' })).not.toThrow()
  },
)
