import { Page } from '#ui/page.tsx'

export function NewCaseScreen() {
  return <Page title="Neuer Fall">{null}</Page>
}
