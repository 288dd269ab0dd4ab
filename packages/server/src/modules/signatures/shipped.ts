import type { Signature } from '@resonanz/contracts'

/** What is offered until the house writes its own; off, so that nothing changes for those who sign in another way. */
export const shippedSignature: Signature = {
  texts: {
    de: {
      sie: 'Mit freundlichen Grüßen\n{{agent.name}}\n{{team.name}}\n{{company.name}}',
      du: 'Viele Grüße\n{{agent.firstName}}\n{{company.name}}',
    },
    en: 'Kind regards\n{{agent.name}}\n{{team.name}}\n{{company.name}}',
  },
  signs: false,
  initials: false,
}
