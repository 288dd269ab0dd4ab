import { decode, type DecodeOptions, decodeFirst, encode, Token, Type } from 'cborg'
import { Link } from './cid.ts'

// As the data model asks: links as tag 42, no other tag, no floats that are no numbers, no doubled keys.
const reading: DecodeOptions = {
  allowIndefinite: false,
  allowUndefined: false,
  allowNaN: false,
  allowInfinity: false,
  allowBigInt: false,
  strict: false,
  useMaps: false,
  rejectDuplicateMapKeys: true,
  tags: { 42: (control: () => unknown) => readLink(control()) } as never,
}

function readLink(bytes: unknown): Link {
  if (!(bytes instanceof Uint8Array) || bytes[0] !== 0) throw new Error('not a link')
  return new Link(bytes.subarray(1))
}

/** One block. Throws when it is not DAG-CBOR. */
export function readBlock(bytes: Uint8Array): unknown {
  return decode(bytes, reading)
}

/** The first value and what follows it. */
export function readFirst(bytes: Uint8Array): [unknown, Uint8Array] {
  return decodeFirst(bytes, reading) as [unknown, Uint8Array]
}

/** The one way in which the data model writes a value: keys by length, then bytes. */
export function writeBlock(value: unknown): Uint8Array {
  return encode(value, {
    float64: true,
    typeEncoders: {
      Object: (one: unknown) =>
        one instanceof Link
          ? [new Token(Type.tag, 42), new Token(Type.bytes, Buffer.concat([Buffer.of(0), one.cid]))]
          : null,
    },
  })
}
