import 'i18next'

// Typed words: `t('inbox:title')` is checked. A new namespace is added here once.
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app'
    resources: {
      ui: typeof import('../ui/locales/de.json')
      app: typeof import('../app/locales/de.json')
      palette: typeof import('../features/palette/locales/de.json')
      inbox: typeof import('../features/inbox/locales/de.json')
      'new-case': typeof import('../features/new-case/locales/de.json')
      mentions: typeof import('../features/mentions/locales/de.json')
      quarantine: typeof import('../features/quarantine/locales/de.json')
      search: typeof import('../features/search/locales/de.json')
      outbox: typeof import('../features/outbox/locales/de.json')
      session: typeof import('../features/session/locales/de.json')
      settings: typeof import('../features/settings/locales/de.json')
      channels: typeof import('../features/channels/locales/de.json')
      people: typeof import('../features/people/locales/de.json')
      system: typeof import('../features/system/locales/de.json')
      onboarding: typeof import('../features/onboarding/locales/de.json')
      cases: typeof import('../features/cases/locales/de.json')
      replies: typeof import('../features/replies/locales/de.json')
      approvals: typeof import('../features/approvals/locales/de.json')
      goodwill: typeof import('../features/goodwill/locales/de.json')
      incidents: typeof import('../features/incidents/locales/de.json')
      records: typeof import('../features/records/locales/de.json')
      'language-help': typeof import('../features/language-help/locales/de.json')
      guideline: typeof import('../features/guideline/locales/de.json')
      workflows: typeof import('../features/workflows/locales/de.json')
      actions: typeof import('../features/actions/locales/de.json')
      routing: typeof import('../features/routing/locales/de.json')
      'text-modules': typeof import('../features/text-modules/locales/de.json')
      checklists: typeof import('../features/checklists/locales/de.json')
      tasks: typeof import('../features/tasks/locales/de.json')
      targets: typeof import('../features/targets/locales/de.json')
      'text-quality': typeof import('../features/text-quality/locales/de.json')
      consultations: typeof import('../features/consultations/locales/de.json')
      progress: typeof import('../features/progress/locales/de.json')
      'holding-replies': typeof import('../features/holding-replies/locales/de.json')
      acknowledgements: typeof import('../features/acknowledgements/locales/de.json')
      signatures: typeof import('../features/signatures/locales/de.json')
      morning: typeof import('../features/morning/locales/de.json')
      promises: typeof import('../features/promises/locales/de.json')
      customers: typeof import('../features/customers/locales/de.json')
    }
  }
}
