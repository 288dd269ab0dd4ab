import { Page } from '#ui/page.tsx'

export function SearchScreen() {
  return <Page title="Suche">{null}</Page>
}
