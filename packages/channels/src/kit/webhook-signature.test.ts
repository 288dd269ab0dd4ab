import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { signWebhook, verifyWebhook } from './webhook-signature.ts'

const secret = `whsec_${Buffer.from('a secret of twenty-four b').toString('base64')}`
const other = `whsec_${Buffer.from('another secret of 24 byte').toString('base64')}`
const now = Date.UTC(2026, 10, 20, 12)
const body = Buffer.from('{"id":"1","text":"Grüße"}')
const verdict = (headers: Record<string, unknown>, raw: Uint8Array = body, secrets = [secret], nowMs = now) => {
  const answer = verifyWebhook(raw, headers, { secrets, nowMs })
  return answer.ok ? 'ok' : answer.reason
}

describe('signatures of Standard Webhooks', () => {
  test('the example of the specification', () => {
    const published = {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    }
    const itsSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
    const raw = Buffer.from('{"test": 2432232314}')
    expect(verdict(published, raw, [itsSecret], 1_614_265_330_000)).toBe('ok')
    expect(signWebhook(itsSecret, published['webhook-id'], 1_614_265_330_000, raw)).toEqual(published)
    expect(verdict(signWebhook(secret, 'msg_1', now, body))).toBe('ok')
  })
  test('any of our secrets, any of their signatures', () => {
    const signed = signWebhook(other, 'm', now, body)
    expect(verdict(signed)).toBe('wrong')
    expect(verdict(signed, body, [secret, other])).toBe('ok')
    const many = { ...signed, 'webhook-signature': `v1,AAAA v2,xyz ${signed['webhook-signature']}` }
    expect(verdict(many, body, [other])).toBe('ok')
  })
  test('closed on everything missing', () => {
    const signed = signWebhook(secret, 'm', now, body)
    expect(verdict(signed, body, [])).toBe('no-secret')
    for (const name of Object.keys(signed)) expect(verdict({ ...signed, [name]: undefined })).toBe('no-signature')
    expect(verdict({ ...signed, 'webhook-timestamp': 'soon' })).toBe('no-signature')
    expect(verdict({ ...signed, 'webhook-signature': '' })).toBe('no-signature')
    expect(verdict({ ...signed, 'webhook-signature': 'v1,' })).toBe('wrong')
    expect(verdict({ ...signed, 'webhook-signature': signed['webhook-signature']!.replace('v1', 'v2') })).toBe('wrong')
  })
  test.each([
    [299, 'ok'],
    [-299, 'ok'],
    [301, 'too-old'],
    [-301, 'too-old'],
  ])('%s s away: %s', (seconds, answer) => {
    expect(verdict(signWebhook(secret, 'm', now - Number(seconds) * 1000, body))).toBe(answer)
  })
  test('one changed byte anywhere, one more, one less: wrong', () => {
    const signed = signWebhook(secret, 'm', now, body)
    fc.assert(
      fc.property(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Buffer.from(body)
        changed[at]! ^= flip
        expect(verdict(signed, changed)).toBe('wrong')
      }),
    )
    expect(verdict(signed, Buffer.concat([body, Buffer.from(' ')]))).toBe('wrong')
    expect(verdict(signed, body.subarray(1))).toBe('wrong')
    expect(verdict({ ...signed, 'webhook-id': 'n' })).toBe('wrong')
  })
})
