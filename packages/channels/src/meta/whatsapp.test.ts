import { describe, expect, test } from 'vitest'
import type { Outgoing } from '../connector.ts'
import { whatsAppConnector } from './connectors.ts'
import { ago, answer, number, stub, whatsApp, useGraphStub } from './test-scene.ts'
import { readTemplates } from './whatsapp-templates.ts'

useGraphStub()

describe('WhatsApp', () => {
  const send = (target: Parameters<typeof answer>[0], more: Partial<Outgoing> = {}) =>
    whatsAppConnector.send!(whatsApp(), answer({ visibility: 'private', ...target }, more))

  test('to numbers, to who shows none, to groups; what it answers and our own mark', async () => {
    expect(await send({ threadKey: 'w/4943155501', replyTo: 'wamid.1', lastInboundAt: ago(1) })).toEqual({
      state: 'handed_over',
      providerId: expect.stringMatching(/^wamid\./),
    })
    await send({ threadKey: 'w/DE.13491208655302741918', lastInboundAt: ago(1) })
    await send({ threadKey: 'g/120363418770915618', lastInboundAt: ago(50) })
    expect(stub.seen.map(({ json }) => json)).toEqual([
      {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: '4943155501',
        context: { message_id: 'wamid.1' },
        biz_opaque_callback_data: 'resonanz:tok-1',
        type: 'text',
        text: { body: 'Es kommt am Montag.', preview_url: false },
      },
      expect.objectContaining({ recipient: 'DE.13491208655302741918', recipient_type: 'individual' }),
      expect.objectContaining({ to: '120363418770915618', recipient_type: 'group' }),
    ])
  })
  test('after a day only a template that was approved', async () => {
    const late = { threadKey: 'w/4943155501', lastInboundAt: ago(25) }
    expect(await send(late)).toMatchObject({ state: 'failed', code: 'window-closed' })
    const template = { name: 'fahrrad_da', language: 'de', values: { '2': 'Montag', '1': 'Gerda' } }
    expect(await send({ ...late, meta: { template } })).toMatchObject({ state: 'handed_over' })
    expect(stub.seen).toMatchObject([
      {
        json: {
          type: 'template',
          template: {
            name: 'fahrrad_da',
            language: { policy: 'deterministic', code: 'de' },
            components: [
              {
                type: 'body',
                parameters: [
                  { type: 'text', text: 'Gerda' },
                  { type: 'text', text: 'Montag' },
                ],
              },
            ],
          },
        },
      },
    ])
    stub.refuse(/messages/, 400, { code: 131047 })
    expect(await send({ ...late, lastInboundAt: ago(1) })).toMatchObject({ code: 'window-closed' })
  })
  test('a file is laid there first, then sent by its id with the words under it', async () => {
    const pdf = { name: 'Beleg.pdf', type: 'application/pdf', content: Buffer.from('%PDF') }
    await send({ threadKey: 'w/4943155501', lastInboundAt: ago(1) }, { attachments: [pdf] })
    expect(stub.seen).toMatchObject([
      { path: `/v23.0/${number}/media` },
      {
        json: {
          type: 'document',
          document: { id: expect.any(String), caption: 'Es kommt am Montag.', filename: 'Beleg.pdf' },
        },
      },
    ])
    expect(await send({ threadKey: 'w/4943155501' }, { attachments: [pdf], text: 'x'.repeat(1_025) })).toMatchObject({
      code: 'caption-too-long',
    })
  })
  test('templates: the approved ones; what words alone cannot fill is named, with what it needs', async () => {
    const body = (text: string) => [
      { type: 'BODY', text },
      { type: 'FOOTER', text: 'Uferlinie' },
    ]
    stub.answers['message_templates'] = {
      data: [
        {
          name: 'b',
          language: 'de',
          status: 'APPROVED',
          category: 'UTILITY',
          components: [
            { type: 'HEADER', format: 'TEXT', text: 'Bestellung {{1}}' },
            ...body('Guten Tag {{1}}, {{2}}.'),
          ],
        },
        {
          name: 'a',
          language: 'en',
          status: 'APPROVED',
          category: 'UTILITY',
          components: body('Hello {{first_name}}'),
        },
        { name: 'c', language: 'de', status: 'REJECTED', components: body('x') },
        {
          name: 'd',
          language: 'de',
          status: 'APPROVED',
          components: [{ type: 'HEADER', format: 'IMAGE' }, ...body('x')],
        },
        {
          name: 'e',
          language: 'de',
          status: 'APPROVED',
          components: [
            ...body('x'),
            { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Verfolgen', url: 'https://x.example/{{1}}' }] },
          ],
        },
        'nonsense',
      ],
    }
    expect(await readTemplates(whatsApp())).toMatchObject([
      { name: 'a', variables: ['first_name'], headerVariables: [], needs: null, buttons: [] },
      { name: 'b', variables: ['1', '2'], headerVariables: ['1'], footer: 'Uferlinie', needs: null },
      { name: 'd', needs: 'media' },
      { name: 'e', needs: 'link', buttons: ['Verfolgen'] },
    ])
  })
  test('its files: asked by id, fetched with the token only from where tokens may go', async () => {
    const file = await whatsAppConnector.media!(whatsApp(), { ref: '400900' })
    expect(file).toMatchObject({ type: 'image/png' })
    expect(file.content.byteLength).toBeGreaterThan(10)
    await expect(whatsAppConnector.media!(whatsApp(), {})).rejects.toMatchObject({ code: 'not-found' })
    await expect(whatsAppConnector.media!(whatsApp(), { url: 'http://10.0.0.1/x' })).rejects.toMatchObject({
      code: 'host-not-allowed',
    })
  })
})
