// The package brings no types; these are the parts used here.
declare module 'smtp-server' {
  import type { Server } from 'node:net'
  import type { Readable } from 'node:stream'

  type Address = { address: string }
  export type SMTPServerSession = { id: string; envelope: { mailFrom: Address | false; rcptTo: Address[] } }
  type Options = {
    authOptional?: boolean
    allowInsecureAuth?: boolean
    disabledCommands?: string[]
    onAuth?(
      auth: { username?: string },
      session: SMTPServerSession,
      callback: (error: Error | null, answer: { user?: string }) => void,
    ): void
    onData?(stream: Readable, session: SMTPServerSession, callback: (error?: Error) => void): void
  }

  export class SMTPServer {
    server: Server
    constructor(options: Options)
    listen(port: number, host: string): void
    close(done: () => void): void
    on(event: 'error', listener: (error: Error) => void): void
  }
}
