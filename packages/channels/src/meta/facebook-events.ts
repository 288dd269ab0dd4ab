import type { InboundEvent, ParseContext, RawItem } from '../connector.ts'
import { left, readEvent } from './event.ts'
import { feedEvents } from './facebook-feed.ts'
import { messagingEvents } from './messaging.ts'
import { readThingEvents } from './read-things.ts'
import type { FacebookSettings } from './settings.ts'

/** One stored item of a page → its events. */
export function facebookEvents(item: RawItem, { settings }: ParseContext<FacebookSettings>): InboundEvent[] {
  const event = readEvent(item)
  if (event.object !== 'read' && event.object !== 'page') return left(`object-${event.object}`, 'Not about a page.')
  if (event.account !== settings.pageId) return left('other-account', `It came for ${event.account.slice(0, 40)}.`)
  if (event.object === 'read') return readThingEvents(event)
  const { field } = event
  if (field === 'messaging' || field === 'standby') return messagingEvents(event)
  if (field === 'feed' || field === 'ratings' || field === 'mention') return feedEvents(event)
  return left(`field-${field}`, 'Nothing that was said to us.')
}
