import { afterAll, beforeAll, describe } from 'vitest'
import { noAtproto } from '../peers/atproto.ts'
import { clocks } from './bluesky/clocks.ts'
import { faults } from './bluesky/faults.ts'
import { firehose } from './bluesky/firehose.ts'
import { privateMessages } from './bluesky/private-messages.ts'
import { publicWords } from './bluesky/public-words.ts'
import { type BlueskyScene, startBlueskyScene } from './bluesky/scene.ts'
import { signingIn } from './bluesky/signing-in.ts'

// One file for all of it: the network takes longer to start than most of these to run.
describe.skipIf(noAtproto)('a Bluesky network of its own', () => {
  let scene: BlueskyScene
  const current = () => scene

  beforeAll(async () => {
    scene = await startBlueskyScene()
  }, 240_000)
  afterAll(() => scene?.close())

  publicWords(current)
  privateMessages(current)
  signingIn(current)
  clocks(current)
  firehose(current)
  faults(current)
})
