import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Signer } from './make-frames.ts'

export type Relay = {
  /** Also a directory of the identities it was given. */
  url: string
  /** What it says to whoever connects, from after the cursor on; `seq` counts from 1. */
  frames: Uint8Array[]
  /** Before anything else, for cursors that are too old or from the future. */
  greet: ((cursor: number | null) => Uint8Array | null) | null
  /** Cursors it was asked for. */
  asked: (number | null)[]
  /** So many frames are given at most; tell it to wait for who reads slowly. */
  until: number
  /** More frames, or a higher limit: tells everybody. */
  push(...frames: Uint8Array[]): void
  /** Breaks all connections off. */
  cut(): void
  close(): Promise<void>
}

/** A relay and a directory of identities, on loopback, for tests and measuring. */
export async function startRelay(
  signers: readonly Signer[],
  handleOf = (did: string) => `${did.slice(8, 14)}.example`,
): Promise<Relay> {
  const people = new Map(signers.map((signer) => [`/${signer.did}`, signer]))
  const listeners = new Set<{ socket: Socket; next: number }>()
  const server = createServer((request, response) => {
    const signer = people.get(decodeURIComponent(request.url ?? ''))
    if (!signer) return void response.writeHead(404).end('{}')
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(documentOf(signer, handleOf(signer.did))))
  })
  server.on('upgrade', (request, socket: Socket) => {
    const key = request.headers['sec-websocket-key'] ?? ''
    const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${accept}\r\n\r\n`,
    )
    const given = new URL(request.url ?? '/', 'http://relay').searchParams.get('cursor')
    const cursor = given === null ? null : Number(given)
    relay.asked.push(cursor)
    const greeting = relay.greet?.(cursor)
    if (greeting) socket.write(wrapped(greeting))
    const listener = { socket, next: cursor ?? relay.frames.length }
    listeners.add(listener)
    socket.on('close', () => listeners.delete(listener)).on('error', () => socket.destroy())
    socket.on('data', (data: Buffer) => {
      if ((data[0]! & 15) === 8) socket.end(Buffer.of(0x88, 0))
    })
    socket.on('drain', () => feed(listener))
    feed(listener)
  })

  function feed(listener: { socket: Socket; next: number }): void {
    const most = Math.min(relay.frames.length, relay.until)
    while (listener.next < most && !listener.socket.destroyed) {
      const more = listener.socket.write(wrapped(relay.frames[listener.next]!))
      listener.next += 1
      if (!more) return
    }
  }

  const relay: Relay = {
    url: '',
    frames: [],
    greet: null,
    asked: [],
    until: Number.POSITIVE_INFINITY,
    push(...frames) {
      relay.frames.push(...frames)
      for (const listener of listeners) feed(listener)
    },
    cut() {
      for (const { socket } of listeners) socket.destroy()
    },
    close() {
      relay.cut()
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  relay.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return relay
}

/** One unmasked binary message, as servers send it. */
function wrapped(bytes: Uint8Array): Buffer {
  const head =
    bytes.byteLength < 126
      ? Buffer.of(0x82, bytes.byteLength)
      : bytes.byteLength < 65_536
        ? Buffer.of(0x82, 126, bytes.byteLength >> 8, bytes.byteLength & 255)
        : Buffer.concat([Buffer.of(0x82, 127, 0, 0, 0, 0), uint32(bytes.byteLength)])
  return Buffer.concat([head, bytes])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

const digits = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

function documentOf({ did, publicKey }: Signer, handle: string) {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const even = (Buffer.from(y, 'base64url').at(-1)! & 1) === 0
  const point = Buffer.concat([Buffer.of(0xe7, 1, even ? 2 : 3), Buffer.from(x, 'base64url')])
  let value = BigInt(`0x${point.toString('hex')}`)
  let text = ''
  for (; value > 0n; value /= 58n) text = digits[Number(value % 58n)] + text
  const key = { id: `${did}#atproto`, type: 'Multikey', controller: did, publicKeyMultibase: `z${text}` }
  return { id: did, alsoKnownAs: [`at://${handle}`], verificationMethod: [key] }
}
