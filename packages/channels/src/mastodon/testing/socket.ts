import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** The server's half of a web socket (RFC 6455), as far as a stream of texts needs it. */
export function acceptSocket(request: IncomingMessage, socket: Duplex): { send(text: string): void; close(): void } {
  const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`
  const accept = createHash('sha1').update(key).digest('base64')
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  )
  socket.on('error', () => {})
  return {
    send(text) {
      const bytes = Buffer.from(text)
      const head =
        bytes.length < 126
          ? Buffer.from([0x81, bytes.length])
          : Buffer.from([0x81, 126, bytes.length >> 8, bytes.length & 255])
      socket.write(Buffer.concat([head, bytes]))
    },
    close: () => void socket.destroy(),
  }
}
