import type { PageLanguage } from '#platform/http/public-page'
import type { RefusalCode } from './come-back.ts'

type Words = { title: string; nothing: string; again: string; channels: string; detail: string } & {
  why: Record<RefusalCode, string>
}

export const wordsOf: Record<PageLanguage, Words> = {
  de: {
    title: 'Die Anmeldung beim Netzwerk ist nicht gelungen',
    nothing: 'Es wurde nichts verbunden und nichts geändert.',
    again: 'Zurück zum Kanal',
    channels: 'Zu den Kanälen',
    detail: 'Kennzeichen des Fehlers:',
    why: {
      'not-signed-in':
        'In diesem Browser ist niemand bei Resonanz angemeldet. Melden Sie sich an und beginnen Sie beim Kanal neu. Öffnen Sie Resonanz dabei unter der Adresse, die in den Einstellungen steht.',
      'not-allowed': 'Kanäle verbindet, wer die Rolle Verwaltung oder Inhaber hat. Fragen Sie dort nach.',
      unknown: 'Diese Anmeldung ist uns nicht bekannt. Beginnen Sie beim Kanal neu.',
      'other-person':
        'Diese Anmeldung hat jemand anderes oder eine andere Sitzung begonnen. Beginnen Sie beim Kanal selbst neu.',
      'other-way': 'Die Antwort kam von einer anderen Stelle als der gefragten. Beginnen Sie beim Kanal neu.',
      used: 'Diese Anmeldung wurde schon verwendet. Sehen Sie beim Kanal nach, ob er verbunden ist.',
      over: 'Die zehn Minuten für diese Anmeldung sind vorbei. Beginnen Sie beim Kanal neu.',
      denied: 'Beim Netzwerk wurde der Zugriff abgelehnt. Wenn das ein Versehen war, beginnen Sie beim Kanal neu.',
      refused:
        'Das Netzwerk hat die Anmeldung zurückgewiesen. Prüfen Sie Kennung und Geheimnis Ihrer App und die dort eingetragene Rücksprungadresse.',
      'other-account':
        'Angemeldet wurde ein anderes Konto als das dieses Kanals. Melden Sie sich beim Netzwerk mit dem richtigen Konto an.',
      'no-account': 'Dieses Konto verwaltet dort nichts, was sich verbinden lässt.',
      'connected-already': 'Dieses Konto ist schon verbunden, oder der Kanal wurde inzwischen archiviert.',
      failed: 'Das Netzwerk hat nicht so geantwortet, wie es soll. Versuchen Sie es in einigen Minuten noch einmal.',
    },
  },
  en: {
    title: 'Signing in at the network did not work',
    nothing: 'Nothing was connected and nothing was changed.',
    again: 'Back to the channel',
    channels: 'To the channels',
    detail: 'Code of the fault:',
    why: {
      'not-signed-in':
        'Nobody is signed in to Resonanz in this browser. Sign in and begin again at the channel. Open Resonanz at the address that stands in the settings.',
      'not-allowed': 'Channels are connected by admins and owners. Ask one of them.',
      unknown: 'We do not know this sign-in. Begin again at the channel.',
      'other-person': 'Somebody else, or another session, began this sign-in. Begin again at the channel yourself.',
      'other-way': 'The answer came from another place than the one that was asked. Begin again at the channel.',
      used: 'This sign-in was used already. Look at the channel whether it is connected.',
      over: 'The ten minutes for this sign-in are over. Begin again at the channel.',
      denied: 'Access was denied at the network. If that was a mistake, begin again at the channel.',
      refused:
        'The network refused the sign-in. Check id and secret of your app and the redirect address entered there.',
      'other-account':
        'The account signed in is not the one of this channel. Sign in at the network with the right account.',
      'no-account': 'This account manages nothing there that can be connected.',
      'connected-already': 'This account is connected already, or the channel was archived meanwhile.',
      failed: 'The network did not answer as it should. Try again in a few minutes.',
    },
  },
}
