import { Page } from '#ui/page.tsx'

export function CustomersScreen() {
  return <Page title="Kunden">{null}</Page>
}
