import { writeFileSync } from 'node:fs'
import { startJobs } from '../jobs.ts'
import { makeLog } from '../log.ts'

// For jobs.test.ts: takes the job `work`, leaves a mark that it has begun, and never ends. To be killed in the middle.
const [, , url, mark] = process.argv as [string, string, string, string]
await startJobs(url, makeLog('silent'), [
  {
    name: 'work',
    cron: '0 0 1 1 *',
    async run() {
      writeFileSync(mark, 'began')
      await new Promise((resolve) => setTimeout(resolve, 3_600_000))
    },
  },
])
process.send?.('ready')
