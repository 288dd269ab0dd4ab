import { Page } from '#ui/page.tsx'

export function InboxScreen() {
  return <Page title="Eingang">{null}</Page>
}
