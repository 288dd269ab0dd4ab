/** Commands that deliver an item or many, signed as Standard Webhooks 1.0 wants it; only sh, openssl and curl. */
export function inletExample(address: string, secret: string, many: boolean): string {
  const body = many
    ? 'BODY=$(cat items.ndjson)'
    : `BODY='{"id":"auftrag-1","author":{"name":"Jana Berger","email":"jana@kundin.example"},"text":"Wo bleibt meine Erstattung?"}'`
  return [
    `SECRET='${secret}'`,
    body,
    'ID="msg_$(date +%s)_$$"; TIME=$(date +%s)',
    `KEY=$(printf %s "\${SECRET#whsec_}" | base64 -d | od -An -v -tx1 | tr -d ' \\n')`,
    'SIGNATURE=$(printf %s "$ID.$TIME.$BODY" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | base64)',
    `curl ${address} \\`,
    `  -H 'content-type: application/${many ? 'x-ndjson' : 'json'}' \\`,
    '  -H "webhook-id: $ID" -H "webhook-timestamp: $TIME" -H "webhook-signature: v1,$SIGNATURE" \\',
    '  --data-binary "$BODY"',
  ].join('\n')
}
