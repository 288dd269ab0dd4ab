import { once } from 'node:events'
import { createServer, connect, type Socket } from 'node:net'
import { freePort } from '../free-port.ts'

/** Faults of the way between client and server; each holds for connections made after and before it is set. */
export type Faults = {
  /** Cut the connection after so many bytes from the server (counted per connection). */
  cutAfterBytes?: number
  /**
   * Cut the connection at a step of the protocol: called with each chunk that is to be passed on, says how many bytes of
   * it still are before the cut; undefined lets it through.
   */
  cutAt?: (chunk: string, from: 'client' | 'server') => number | undefined
  /** Accept and take bytes, but pass nothing on, in neither direction. */
  stall?: boolean
  /** Answer every new connection with RST. */
  reset?: boolean
  /** Hold every chunk back so long, each way. */
  latencyMs?: number
}

export type FaultProxy = {
  port: number
  set(faults: Faults): void
  /** Cuts all open connections and refuses new ones until `resume`. */
  pause(): Promise<void>
  resume(): Promise<void>
  /** Connections accepted so far. */
  connections(): number
  stop(): Promise<void>
}

/** A TCP proxy on the loopback in front of a real server, which may listen on a socket file. */
export async function startFaultProxy(target: { host?: string; port: number } | { path: string }): Promise<FaultProxy> {
  const open = new Set<Socket>()
  let faults: Faults = {}
  let accepted = 0
  const server = createServer((client) => {
    accepted += 1
    if (faults.reset) return void client.resetAndDestroy()
    const upstream = 'path' in target ? connect(target.path) : connect(target.port, target.host ?? '127.0.0.1')
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket
        .on('error', () => {})
        .on('close', () => {
          open.delete(socket)
          client.destroy()
          upstream.destroy()
        })
    }
    pass(client, upstream, 'client')
    pass(upstream, client, 'server')
  })

  function pass(from: Socket, to: Socket, side: 'client' | 'server'): void {
    let passed = 0
    let cut: number | undefined
    const limit = () => cut ?? (side === 'server' ? faults.cutAfterBytes : undefined) ?? Infinity
    from.on('data', (chunk: Buffer) => {
      if (faults.stall) return
      const left = faults.cutAt?.(chunk.toString('latin1'), side)
      if (left !== undefined) cut = passed + left
      const piece = chunk.subarray(0, Math.max(0, limit() - passed))
      passed += chunk.length
      const hand = () => {
        if (piece.length > 0) to.write(piece)
        if (passed >= limit()) to.end(() => from.destroy())
      }
      if (faults.latencyMs) setTimeout(hand, faults.latencyMs)
      else hand()
    })
    from.on('end', () => (faults.latencyMs ? setTimeout(() => to.end(), faults.latencyMs) : to.end()))
  }

  async function listen(port: number): Promise<void> {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }

  async function pause(): Promise<void> {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    // Only TCP knows a reset.
    for (const socket of open) {
      if ('path' in target) socket.destroy()
      else socket.resetAndDestroy()
    }
    await closed
  }

  // While it is paused nobody else is given its port.
  await listen(await freePort())
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    port,
    set(next) {
      faults = next
    },
    pause,
    resume: async () => (server.listening ? undefined : listen(port)),
    connections: () => accepted,
    stop: pause,
  }
}
