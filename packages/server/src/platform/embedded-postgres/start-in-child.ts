// Started by the tests as a process of its own: a product that runs the database until it is killed.
import { startEmbeddedPostgres } from './index.ts'

const postgres = await startEmbeddedPostgres({
  dataDir: process.argv[2] ?? '',
  log: { info: () => {}, warn: () => {} },
})
console.log(JSON.stringify({ url: postgres.url, pid: postgres.pid }))
process.stdin.on('end', () => void postgres.stop()).resume()
