import { Page } from '#ui/page.tsx'

export function SetUpScreen() {
  return <Page title="x">{null}</Page>
}
