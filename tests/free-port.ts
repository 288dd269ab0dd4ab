import { createServer } from 'node:net'

/** Below what systems hand out by themselves, and a piece for each worker of a run: nobody takes it before it is used. */
const perWorker = 1_000
const first = 20_000 + (Number(process.env.VITEST_POOL_ID ?? 0) % 12) * perWorker
let given = process.pid

/** A TCP port of the loopback that was free a moment ago. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < perWorker; tries += 1) {
    given += 1
    const port = first + (given % perWorker)
    if (await isFree(port)) return port
  }
  throw new Error('no port')
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
