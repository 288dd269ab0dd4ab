import type { TestProject } from 'vitest/node'
import { serveDatabases } from './database-service.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseService: string
  }
}

/** One PostgreSQL for the whole run, started when the first test asks for a database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const service = await serveDatabases()
  project.provide('databaseService', service.socketPath)
  return () => service.stop()
}
