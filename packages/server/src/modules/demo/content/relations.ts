import type { DemoCaseMerge, DemoCustomerMerge, DemoLinkProposal } from './types.ts'

const hour = 3_600_000

/** Who may be the same person: proposed with reasons, a member decides. */
export function buildLinkProposals(now: Date): DemoLinkProposal[] {
  return [
    {
      key: 'link-overbeck',
      customers: ['overbeck', 'overbeck-work'],
      score: 0.94,
      proposedAt: new Date(now.getTime() - hour),
      reasons: [
        { de: 'Beide nennen die Bestellung U-47915.', en: 'Both name order U-47915.' },
        {
          de: 'Gleicher Nachname, passender Anfangsbuchstabe (J. Overbeck).',
          en: 'Same surname, matching initial (J. Overbeck).',
        },
        { de: 'Gleicher Ort: Grevenau.', en: 'Same town: Grevenau.' },
      ],
    },
    {
      key: 'link-brandhorst',
      customers: ['brandhorst', 'brandhorst-fediverse'],
      score: 0.81,
      proposedAt: new Date(now.getTime() - 20 * hour),
      reasons: [
        {
          de: 'Beide schreiben über die doppelte Abbuchung von 92,00 € (U-48213).',
          en: 'Both write about the double debit of 92.00 euros (U-48213).',
        },
        { de: 'Gleicher Vorname, Nachname beginnt mit B.', en: 'Same first name, surname begins with B.' },
        {
          de: 'Der Beitrag erschien sieben Stunden nach dem Anruf.',
          en: 'The post appeared seven hours after the call.',
        },
      ],
    },
  ]
}

export function buildCustomerMerges(now: Date): DemoCustomerMerge[] {
  return [
    {
      key: 'merge-customer-claasen',
      from: 'claasen-old',
      into: 'claasen',
      by: 'owen',
      at: new Date(now.getTime() - 140 * hour),
      reason: 'Gleiche neue Adresse (Hafenweg 3, Brokdamm), Name mit einem s zu viel; am Telefon bestätigt',
    },
  ]
}

export function buildCaseMerges(now: Date): DemoCaseMerge[] {
  return [
    {
      key: 'merge-case-moved',
      from: 'sub-moved-duplicate',
      into: 'sub-moved',
      by: 'owen',
      at: new Date(now.getTime() - 140 * hour),
      reason: 'Gleiches Anliegen auf zweitem Weg: Umzug nach Brokdamm',
    },
  ]
}
