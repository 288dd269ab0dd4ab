import { Page } from '#ui/page.tsx'

export function InvitationScreen() {
  return <Page title="x">{null}</Page>
}
