declare module '@xmpp/client' {
  /** What is used of the library; it brings no types. */
  export type Element = {
    name: string
    attrs: Record<string, string | undefined>
    is(name: string, xmlns?: string): boolean
    getChild(name: string, xmlns?: string): Element | undefined
    getChildText(name: string, xmlns?: string): string | null
    getChildren(name: string, xmlns?: string): Element[]
  }
  type Authenticate = (credentials: { username: string; password: string }, mechanism: string) => Promise<void>
  export type Client = {
    status: string
    start(): Promise<unknown>
    stop(): Promise<unknown>
    disconnect(): Promise<unknown>
    send(element: Element): Promise<void>
    on(event: 'stanza', listener: (stanza: Element) => void): void
    on(event: 'error', listener: (error: Error) => void): void
    on(event: 'disconnect' | 'offline', listener: () => void): void
    reconnect: { stop(): void }
    iqCaller: { request(element: Element, timeoutMs?: number): Promise<Element> }
  }
  export function client(options: {
    service: string
    domain: string
    resource: string
    timeout: number
    credentials(
      authenticate: Authenticate,
      mechanisms: string[],
      fast: unknown,
      entity: { isSecure(): boolean },
    ): Promise<void>
  }): Client
  export function xml(name: string, attrs?: Record<string, string> | string, ...children: (Element | string)[]): Element
}
