import { Refusal } from '#platform/errors'

/**
 * Where words may go: https anywhere that the one way out lets through; plain http only to hosts that whoever runs the
 * program has allowed by name, for there the way is the house's own.
 */
export function checkBaseUrl(given: string, egressAllow: string): string {
  const url = URL.parse(given)
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '' || url.username !== '' || url.password !== '')
    throw new Refusal('invalid-input', 'That is no web address of a server.', { field: 'baseUrl' })
  if (url.search !== '' || url.hash !== '')
    throw new Refusal('invalid-input', 'The address goes up to the version, such as https://model.example/v1.', {
      field: 'baseUrl',
    })
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  const allowed = egressAllow
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .includes(`${url.hostname}:${port}`)
  if (url.protocol === 'http:' && !allowed)
    throw new Refusal(
      'host-not-allowed',
      'Without https only a server in the own network that RESONANZ_EGRESS_ALLOW names.',
      { host: `${url.hostname}:${port}` },
    )
  return url.href.replace(/\/+$/, '')
}

export function hostOf(baseUrl: string): string {
  return URL.parse(baseUrl)?.host ?? ''
}
