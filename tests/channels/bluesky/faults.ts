import { connectorOf, type Outgoing } from '@resonanz/channels'
import { describe } from 'vitest'
import { examineFaults } from '../../../packages/channels/src/testing/examine-faults.ts'
import { outgoing } from './words.ts'
import type { BlueskyScene } from './scene.ts'

/** The network breaks on the way, in public and in private. */
export function faults(scene: () => BlueskyScene): void {
  describe('broken on the way', () => {
    // A session that holds: signing in costs the server a third of a second each time.
    const secrets = {}
    const answered = {
      root: {
        uri: 'at://did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/app.bsky.feed.post/3n2vo375fck27',
        cid: 'bafyreia64twz6wop2rxyvojfq6it5inejzbi6mz37auhodny4zkhhtcigm',
      },
    }
    examineFaults({
      connector: connectorOf('bluesky'),
      startNetwork: async () => {
        Object.assign(secrets, await scene().karl.session())
        return { url: scene().peer.pds }
      },
      settingsFor: (service) => ({ identifier: 'karl.test', service }),
      secrets,
      writes: /^POST \/xrpc\/com\.atproto\.repo\.createRecord/,
      knowsRepeats: true,
      outgoing: outgoing('Es kommt am Montag.', {
        kind: 'reply',
        threadKey: answered.root.uri,
        visibility: 'public',
        replyTo: answered.root.uri,
        meta: { ...answered, cid: answered.root.cid },
        person: null,
        privately: false,
        lastInboundAt: null,
      }),
    })
  })

  describe('private messages broken on the way', () => {
    const secrets = {}
    const target = { kind: 'reply', threadKey: '', visibility: 'private', replyTo: null, meta: {} } as const
    const place: Extract<Outgoing['target'], { kind: 'reply' }> = {
      ...target,
      person: null,
      privately: false,
      lastInboundAt: null,
    }
    examineFaults({
      connector: connectorOf('bluesky'),
      startNetwork: async () => {
        const { karl, gerda } = scene()
        const { did, accessJwt, refreshJwt } = await karl.session(karl.messagePassword)
        Object.assign(secrets, { did, accessJwt, refreshJwt })
        const { convo } = await karl.chat<{ convo: { id: string } }>('chat.bsky.convo.getConvoForMembers', {
          params: { members: gerda.did },
        })
        place.threadKey = `chat/${convo.id}`
        return { url: scene().peer.pds }
      },
      settingsFor: (service) => ({ identifier: 'karl.test', service }),
      secrets,
      reads: /^GET \/xrpc\/app\.bsky\.notification/,
      writes: /^POST \/xrpc\/chat\.bsky\.convo\.sendMessage/,
      outgoing: outgoing('Ihre Nummer haben wir.', place),
    })
  })
}
