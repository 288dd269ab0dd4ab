import type { Opened } from '@resonanz/server'

type Beside = Opened & {
  /** Process id of the running product whose embedded database this is; null when it is open for us alone or external. */
  beside: number | null
}

/** Opens the database beside a running product or by ourselves, with its schema up to date, for one piece of work. */
export async function withDatabase<T>(work: (opened: Beside) => Promise<T>): Promise<T> {
  const { migrate, openBeside, readConfig } = await import('@resonanz/server')
  const config = readConfig()
  // A command answers with a sentence; what the parts of the product log meanwhile would stand in its way.
  const opened = await openBeside({ ...config, logLevel: config.logLevel === 'debug' ? 'debug' : 'silent' })
  try {
    if (opened.beside === null) await migrate(opened.adminUrl)
    return await work(opened)
  } finally {
    await opened.close()
  }
}
