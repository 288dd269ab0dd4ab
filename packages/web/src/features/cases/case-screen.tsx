import { Page } from '#ui/page.tsx'

export function CaseScreen() {
  return <Page title="Fall">{null}</Page>
}
