import { request } from 'node:http'
import { inject } from 'vitest'

export type TestDatabase = {
  /** Superuser address of a fresh database with all migrations applied. */
  url: string
  /** Ends what still uses it and deletes it. Optional: everything goes at the end of the run. */
  drop(): Promise<void>
}

/** A clone of the migrated template, for one test file (about 50 ms; the first of a run also starts PostgreSQL). */
export async function testDatabase(): Promise<TestDatabase> {
  return taken(await ask('POST', '/'))
}

/** The same without any table in it: to migrate from nothing, or to restore into. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return taken(await ask('POST', '/empty'))
}

function taken(url: string): TestDatabase {
  const name = new URL(url).pathname
  return { url, drop: async () => void (await ask('DELETE', name)) }
}

function ask(method: string, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request({ socketPath: inject('databaseService'), method, path, agent: false }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      answer.on('end', () => (answer.statusCode === 200 ? resolve(text) : reject(new Error(text))))
    })
    call.on('error', reject).end()
  })
}
