import { spawn } from 'node:child_process'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { PgBoss } from 'pg-boss'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../tests/database.ts'
import { startJobs } from './jobs.ts'
import { makeLog } from './log.ts'

const worker = join(import.meta.dirname, 'testing', 'hanging-worker.ts')

/** docs/decisions/004-jobs.md names the figure that this prints. */
test('the job of a worker killed with -9 runs again within 60 seconds', async () => {
  const { url } = await testDatabase()
  const mark = join(await mkdtemp(join(tmpdir(), 'resonanz-jobs-')), 'began')
  const child = spawn(process.execPath, [worker, url, mark], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  await untilWorkerReady(child)
  const boss = new PgBoss({ connectionString: url, schema: 'pgboss', supervise: false, schedule: false })
  boss.on('error', () => {})
  await boss.start()
  await boss.send('work', {})
  while ((await readFile(mark, 'utf8').catch(() => '')) === '') await sleep(50)
  child.kill('SIGKILL')
  const killedMs = performance.now()
  let ranAgain = () => {}
  const again = new Promise<void>((resolve) => {
    ranAgain = resolve
  })
  const jobs = await startJobs(url, makeLog('silent'), [
    { name: 'work', cron: '0 0 1 1 *', run: async () => ranAgain() },
  ])
  await again
  const seconds = (performance.now() - killedMs) / 1000
  console.info(`job of a killed worker: runs again after ${seconds.toFixed(1)} s`)
  expect(seconds).toBeLessThan(60)
  await jobs.stop()
  await boss.stop({ graceful: false })
})

function untilWorkerReady(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve())
    child.once('exit', () => reject(new Error('the worker ended')))
  })
}
