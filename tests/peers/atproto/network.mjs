// A Bluesky network of one process: directory of identities, server of accounts, and the view that notifies and searches.
// Started by atproto-network.ts; tells where it listens in one line, ends with its parent's pipe.
import { mockNetworkUtilities, TestBsky, TestBsync, TestPds, TestPlc } from '@atproto/dev-env'
import { startChatService } from './chat-service.mjs'

const dbPostgresUrl = process.env.RESONANZ_PEER_DATABASE
const plc = await TestPlc.create({})
const bsyncApiKey = 'only-for-tests'
const bsync = await TestBsync.create({ apiKeys: [bsyncApiKey], dbUrl: dbPostgresUrl, dbSchema: 'bsync' })
const pdsPort = Number(process.env.RESONANZ_PEER_PORT)
const bsky = await TestBsky.create({
  plcUrl: plc.url,
  pdsPort,
  repoProvider: `ws://localhost:${pdsPort}`,
  bsyncApiKey,
  bsyncUrl: bsync.url,
  dbPostgresUrl,
  dbPostgresSchema: 'appview',
})
bsync.ctx.dataplaneClients = [bsky.ctx.dataplane]
const pds = await TestPds.create({
  port: pdsPort,
  hostname: 'localhost',
  didPlcUrl: plc.url,
  bskyAppViewUrl: bsky.url,
  bskyAppViewDid: bsky.ctx.cfg.serverDid,
})
mockNetworkUtilities(pds, bsky)
const chat = await startChatService(pds.url)
const { did } = pds.ctx.idResolver
const resolve = did.resolveNoCache
did.resolveNoCache = async (name) =>
  name === 'did:web:api.bsky.chat'
    ? { id: name, service: [{ id: '#bsky_chat', type: 'BskyChatService', serviceEndpoint: chat }] }
    : resolve.call(did, name)
console.log(JSON.stringify({ plc: plc.url, pds: pds.url, view: bsky.url, chat }))
process.stdin.on('end', () => process.exit(0)).resume()
