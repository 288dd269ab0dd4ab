import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isDid, isHandle, isRecordKey, permalinkOf, readAtUri, tidOfToken } from './at-uri.ts'
import { cidText, Link } from './firehose/cid.ts'
import { readBlock, writeBlock } from './firehose/dag-cbor.ts'
import { isSignedBy, readKey } from './firehose/signature.ts'

const file = (name: string) => readFileSync(new URL(`testing/interop/${name}`, import.meta.url), 'utf8')
const lines = (name: string) =>
  file(name)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))

describe('as everybody else on the network reads it', () => {
  test.each([
    ['handle', isHandle],
    ['did', isDid],
    ['recordkey', isRecordKey],
  ] as const)('%s', (name, isOne) => {
    expect(lines(`${name}_syntax_valid.txt`).filter((line) => !isOne(line))).toEqual([])
    expect(lines(`${name}_syntax_invalid.txt`).filter((line) => isOne(line))).toEqual([])
  })

  test('addresses of records: nothing that is none; every one that names a record by a DID', () => {
    expect(lines('aturi_syntax_invalid.txt').filter((line) => readAtUri(line) !== null)).toEqual([])
    const records = lines('aturi_syntax_valid.txt').filter((line) => /^at:\/\/did:[^/]+\/[^/]+\/[^/]+$/.test(line))
    expect(records.length).toBeGreaterThan(5)
    expect(records.filter((line) => readAtUri(line) === null)).toEqual([])
    expect(permalinkOf('at://did:plc:asdf123/app.bsky.feed.post/3k')).toBe(
      'https://bsky.app/profile/did:plc:asdf123/post/3k',
    )
    expect(permalinkOf('at://did:plc:asdf123/app.bsky.feed.like/3k')).toBeNull()
  })

  test('signatures: right ones hold; the higher form, DER and foreign ones do not', () => {
    type Fixture = Record<
      'comment' | 'messageBase64' | 'didDocSuite' | 'publicKeyMultibase' | 'publicKeyDid' | 'signatureBase64',
      string
    > & { validSignature: boolean }
    for (const one of JSON.parse(file('signature-fixtures.json')) as Fixture[]) {
      const signed = {
        did: '',
        unsigned: Buffer.from(one.messageBase64, 'base64'),
        signature: Buffer.from(one.signatureBase64, 'base64'),
      }
      const keys = [
        readKey(one.publicKeyMultibase, one.didDocSuite),
        readKey(one.publicKeyDid.slice('did:key:'.length), 'Multikey'),
      ]
      expect(
        keys.map((key) => isSignedBy(key!, signed)),
        one.comment,
      ).toEqual([one.validSignature, one.validSignature])
    }
    expect(readKey('zQ3sh', 'Multikey')).toBeNull()
    expect(readKey('mAAAA', 'Multikey')).toBeNull()
  })

  test('blocks: read, written byte for byte the same, under the same link', () => {
    type Fixture = { cbor_base64: string; cid: string }
    for (const { cbor_base64: text, cid } of JSON.parse(file('data-model-fixtures.json')) as Fixture[]) {
      const bytes = Buffer.from(text, 'base64')
      expect(Buffer.from(writeBlock(readBlock(bytes))).toString('base64')).toBe(bytes.toString('base64'))
      const link = new Link(Buffer.concat([Buffer.of(1, 0x71, 0x12, 32), createHash('sha256').update(bytes).digest()]))
      expect(cidText(link.cid)).toBe(cid)
    }
  })

  test('keys of our posts: the same token the same key, in the order of their times', () => {
    const tokens = [
      '<a.01990000000070008000000000000001@firma.example>',
      '<b.01990000000170008000000000000002@firma.example>',
    ]
    const keys = tokens.map(tidOfToken)
    for (const key of [...keys, tidOfToken('no id in it')]) expect(key).toMatch(/^[234567abcdefghij][234567a-z]{12}$/)
    expect(keys.map((_, at) => tidOfToken(tokens[at]!))).toEqual(keys)
    expect(keys.toSorted()).toEqual(keys)
  })
})
