import { describe, expect, test } from 'vitest'
import { facebookConnector, instagramConnector } from './connectors.ts'
import { stubSecrets } from './testing/graph-stub.ts'
import { account, answer, facebook, instagram, page, stub, useGraphStub } from './test-scene.ts'

useGraphStub()

describe('answers in public', () => {
  test('stand under the first comment, and carry the proof', async () => {
    const outcome = await facebookConnector.send!(
      facebook(),
      answer({ threadKey: 'c/9001_1', replyTo: '9001_7', meta: { kind: 'comment', top: '9001_1' } }),
    )
    expect(outcome).toEqual({ state: 'handed_over', providerId: '9001_1_made1' })
    expect(stub.seen).toMatchObject([
      { method: 'POST', path: '/v23.0/9001_1/comments', json: { message: 'Es kommt am Montag.' } },
    ])
    expect(stub.seen[0]!.path + JSON.stringify(stub.seen[0]!.query)).not.toContain(stubSecrets.accessToken)
  })
  test('under a post, with a picture in the same call; a post of our own on the page', async () => {
    const picture = { name: 'a.png', type: 'image/png', content: Buffer.from('x'), alt: 'Ein Rad' }
    await facebookConnector.send!(
      facebook(),
      answer({ threadKey: `p/${page}_9`, meta: { kind: 'post' } }, { attachments: [picture] }),
    )
    expect(stub.seen).toMatchObject([
      { path: `/v23.0/${page}_9/comments`, body: expect.stringContaining('filename="a.png"') },
    ])
    await facebookConnector.send!(facebook(), { ...answer({}), target: { kind: 'post' } })
    expect(stub.seen[1]).toMatchObject({ path: `/v23.0/${page}/feed` })
  })
  test('on Instagram under the comment, and to a mention where it stands', async () => {
    await instagramConnector.send!(instagram(), answer({ threadKey: 'c/179001', replyTo: '179002' }))
    await instagramConnector.send!(
      instagram(),
      answer({ threadKey: 'mention/5', meta: { kind: 'mention', media: '18003', comment: '5' } }),
    )
    expect(stub.seen).toMatchObject([
      { path: '/v23.0/179001/replies' },
      { path: `/v23.0/${account}/mentions`, json: { media_id: '18003', comment_id: '5' } },
    ])
  })
})
