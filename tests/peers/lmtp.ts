import { connect, type Socket } from 'node:net'

/**
 * Hands mails to a mailbox in order over one LMTP connection, envelope and body each in one packet: nodemailer's small
 * writes cost 40 ms a mail here (delayed acknowledgement), and tests fill mailboxes with thousands.
 */
export async function deliverByLmtp(port: number, user: string, rawMails: (string | Buffer)[]): Promise<void> {
  const socket = connect(port, '127.0.0.1').setNoDelay(true)
  socket.on('error', () => {})
  const answer = answersOf(socket)
  try {
    await answer(220)
    socket.write('LHLO tests\r\n')
    await answer(250)
    for (const raw of rawMails) {
      socket.write(`MAIL FROM:<kunde@example.test>\r\nRCPT TO:<${user}>\r\nDATA\r\n`)
      for (const code of [250, 250, 354]) await answer(code)
      socket.write(Buffer.concat([dotStuffed(raw), Buffer.from('\r\n.\r\n')]))
      await answer(250)
    }
    socket.write('QUIT\r\n')
    await answer(221)
  } finally {
    socket.destroy()
  }
}

/** Takes one answer after the other; lines like `250-SIZE` are not its last. */
function answersOf(socket: Socket): (code: number) => Promise<void> {
  const lines = (async function* () {
    let rest = ''
    for await (const chunk of socket.setEncoding('latin1')) {
      const parts = (rest + String(chunk)).split('\r\n')
      rest = parts.pop() ?? ''
      yield* parts
    }
  })()
  return async (code) => {
    for (;;) {
      const { value: line, done } = await lines.next()
      if (done) throw new Error('LMTP: the connection was closed')
      if (!line.startsWith(String(code))) throw new Error(`LMTP: ${line}`)
      if (line[3] !== '-') return
    }
  }
}

const dotStuffed = (raw: string | Buffer): Buffer =>
  Buffer.from(Buffer.from(raw).toString('latin1').replace(/^\./gm, '..'), 'latin1')
