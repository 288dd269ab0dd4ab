import { Page } from '#ui/page.tsx'

export function CustomerScreen() {
  return <Page title="Kunde">{null}</Page>
}
