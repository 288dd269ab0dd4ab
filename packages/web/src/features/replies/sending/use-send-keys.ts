import { Send } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useActions } from '#lib/actions.ts'
import type { SendHow } from '../send-button.tsx'

type Options = { logs: boolean; when: boolean; send: (how: SendHow) => void }

/**
 * In the sheet and the palette; as keys they are the field's own, so that nothing is sent from elsewhere. The result is
 * for keys pressed in the field.
 */
export function useSendKeys({ logs, when, send }: Options): (event: KeyboardEvent) => void {
  const sendAs = (what: 'send' | 'done') => (event?: globalThis.KeyboardEvent) => {
    if (!event) send({ what })
  }
  useActions([
    {
      id: 'reply.send',
      key: 'Mod+Enter',
      labelKey: logs ? 'replies:log.button' : 'replies:send.button',
      icon: Send,
      when,
      run: sendAs('send'),
    },
    {
      id: 'reply.sendDone',
      key: 'Mod+Shift+Enter',
      labelKey: logs ? 'replies:log.done' : 'replies:send.done',
      icon: Send,
      when,
      run: sendAs('done'),
    },
  ])
  return (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    send({ what: event.shiftKey ? 'done' : 'send' })
  }
}
