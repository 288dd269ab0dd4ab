import { Page } from '#ui/page.tsx'

export function PeopleScreen() {
  return <Page title="Personen">{null}</Page>
}
