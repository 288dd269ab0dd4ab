import { Page } from '#ui/page.tsx'

export function InboxCase() {
  return <Page title="Fall">{null}</Page>
}
