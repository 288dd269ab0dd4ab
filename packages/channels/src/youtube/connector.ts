import { capabilitiesOf, YoutubeSettings } from '@resonanz/contracts'
import type { Connector } from '../connector.ts'
import type { OAuthSecrets } from '../kit/fresh-token.ts'
import { quotaDay } from './quota.ts'
import { openYoutube } from './read.ts'
import { actOnYoutube, sendByYoutube } from './send.ts'
import { SealedYoutubeSecrets, type YoutubeSettings as Settings } from './settings.ts'
import { youtubeSignIn } from './sign-in.ts'
import { testYoutube } from './test-connection.ts'
import { commentToEvents } from './to-events.ts'

export const youtubeConnector: Connector<Settings, OAuthSecrets> = {
  kind: 'youtube',
  capabilities: capabilitiesOf.youtube,
  settings: YoutubeSettings,
  secrets: SealedYoutubeSecrets,
  addressOf: ({ channelId, handle }) => handle || channelId,
  secretBoundTo: ({ apiRoot, tokenUrl }) => `${apiRoot} ${tokenUrl}`,
  readsFrom: ({ channelId }) => channelId,
  parse: commentToEvents,
  open: openYoutube,
  send: sendByYoutube,
  act: actOnYoutube,
  metered: {
    unit: 'units',
    dayOf: (nowMs) => quotaDay(nowMs).day,
    budgetOf: ({ dailyQuota, keptForAnswers }) => ({ most: dailyQuota, keptForAnswers }),
  },
  signIn: youtubeSignIn,
  test: testYoutube,
}
